//! The head of every page about one case: who, what, where it stands, whose turn it is, when it is due.

use super::due::Hours;
use super::words;
use crate::parts::{Crumbs, DueColour, DueMark, IdentityBar, Tag, Tone};
use crate::text::{Text, spoken_number};
use app::Content;
use app::cases::CasePage;
use cases::{Case, DeadlineKind};

/// The head of a page about one case.
pub struct CaseHead {
    /// The bar that stays in sight.
    pub bar: IdentityBar,
    /// The page of the case.
    pub href: String,
    /// Its number.
    pub number: String,
}

impl CaseHead {
    /// The head of this case; unmasked, because the page's answer waits for its line in the read log.
    pub fn of(hours: Hours<'_>, file: &CasePage, content: &Content) -> CaseHead {
        let (t, case) = (hours.t, &file.case);
        let name = case.applicant().details.get().map(|details| details.name.clone());
        let department = content.department_name(&case.terms().department, t.language());
        let number = case.number().to_string();
        let mut bar = IdentityBar::new(t.msg("desk-case-about"), t.read(&case.terms().name))
            .fact(t.msg("desk-col-number"), case.number().spoken())
            .fact(t.msg("desk-col-applicant"), name.unwrap_or_else(|| t.msg("desk-erased").into_owned()))
            .fact(t.msg("desk-col-department"), department)
            .fact(t.msg("desk-turn"), words::turn(t, &case.whose_turn(), case))
            .mark(&words::state(t, case.stage().code()));
        if let Some(proposal) = case.proposal() {
            let said = t.with("desk-task-confirm", &[("no", &words::no(t, proposal.no))]);
            bar = bar.mark(&Tag::new(said, Tone::Warning));
        }
        if let Some(mark) = first_due(hours, case) {
            bar = bar.mark(&mark);
        }
        CaseHead { bar, href: format!("/desk/cases/{number}"), number }
    }

    /// The way to a page below the page of the case.
    pub fn crumbs(&self, t: Text, here: &str) -> Crumbs {
        let crumbs = Crumbs::new(t, here).above(t.msg("nav-desk-work"), "/desk");
        crumbs.above(spoken_number(&self.number), self.href.clone())
    }

    /// The way to the page of the case itself.
    pub fn own_crumbs(&self, t: Text) -> Crumbs {
        Crumbs::new(t, spoken_number(&self.number)).above(t.msg("nav-desk-work"), "/desk")
    }

    /// A head for pictures.
    pub fn sample(t: Text) -> CaseHead {
        let mark = DueMark::new(t, DueColour::Notice, "今天 17:30 前", "2026年11月22日 17:30");
        let bar = IdentityBar::new(t.msg("desk-case-about"), "城镇污水排入排水管网许可")
            .fact(t.msg("desk-col-number"), "2026-K7M3P-QRT4X")
            .fact(t.msg("desk-col-applicant"), "陈海生")
            .fact(t.msg("desk-turn"), t.with("desk-turn-steps", &[("steps", &"审查")]))
            .mark(&words::state(t, "examining"))
            .mark(&mark);
        CaseHead { bar, href: "/desk/cases/2026K7M3PQRT4X".into(), number: "2026K7M3PQRT4X".into() }
    }
}

/// The date that runs out first, in the colour of supervision.
fn first_due(hours: Hours<'_>, case: &Case) -> Option<DueMark> {
    if case.dues().suspended {
        let said = hours.t.msg("desk-left-paused").into_owned();
        return Some(DueMark::new(hours.t, DueColour::Paused, said, String::new()));
    }
    let deadlines = case.deadlines();
    let open = deadlines.iter().filter_map(|deadline| Some((deadline, deadline.due?)));
    let (deadline, due) = open.min_by_key(|(_, due)| due.at)?;
    Some(hours.mark(due.at, colour(hours, case, &deadline.kind, due.at), due.provisional))
}

/// The colour of one due date: past the law is a red card, past anything else a yellow one.
pub fn colour(hours: Hours<'_>, case: &Case, kind: &DeadlineKind, due: kernel::Timestamp) -> DueColour {
    let is_past = due < hours.now;
    let is_near = match kind {
        DeadlineKind::Promised | DeadlineKind::Legal => {
            case.dues().yellow_after.is_some_and(|yellow| yellow < hours.now)
        }
        _ => hours.calendar.is_some_and(|calendar| calendar.date_of(due) == calendar.date_of(hours.now)),
    };
    match (is_past, is_near, kind) {
        (true, _, DeadlineKind::Legal) => DueColour::Red,
        (true, ..) => DueColour::Yellow,
        (false, true, _) => DueColour::Notice,
        (false, false, _) => DueColour::Calm,
    }
}
