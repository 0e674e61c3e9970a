//! What a decision says: the outcome, its content, its law and reasons, and where it can be challenged.

use super::{PAPER, Source, clauses, day};
use crate::papers::facts::{Decision, Entry, Facts, Outcome, Remedy};
use ::cases::{CaseEvent, FinalNo};
use calendar::Limit;
use catalogue::{Certainty, DocumentKind, ResultKind};
use jiff::ToSpan;
use kernel::Date;

/// More articles than this nobody reads; the guide of the matter has all of them.
const ARTICLES_MAX: usize = 3;

impl Source<'_> {
    pub(super) fn add_decision(&self, facts: &mut Facts) {
        let event = &self.event().event;
        facts.outcome = self.outcome();
        facts.reasons = self.reasons();
        facts.law = self.law();
        if is_negative(event) {
            facts.remedy = self.remedy();
            facts.way_forward = self.say("way_forward", &[]);
        }
        let tells_result = matches!(
            self.kind,
            DocumentKind::Granted
                | DocumentKind::Decision
                | DocumentKind::Filed
                | DocumentKind::Closed
                | DocumentKind::Certificate
        );
        if tells_result {
            facts.decision = Some(self.decision(&facts.reasons));
        }
    }

    fn outcome(&self) -> Option<Outcome> {
        let decided = self.case.decision()?;
        Some(match decided.outcome {
            ::cases::Outcome::Granted => Outcome::Granted,
            ::cases::Outcome::Denied => Outcome::Denied,
        })
    }

    fn reasons(&self) -> Vec<String> {
        match &self.event().event {
            CaseEvent::NotForUs(no)
            | CaseEvent::Refused(no)
            | CaseEvent::Returned(no)
            | CaseEvent::Denied(no)
            | CaseEvent::Terminated(no)
            | CaseEvent::Revoked(no) => clauses(no.reasons.text()),
            CaseEvent::Extended(extended) => clauses(extended.reasons.text()),
            CaseEvent::Lapsed(lapsed) => {
                let date = day(self.content.date(lapsed.deadline));
                self.say("lapsed", &[("date", &date)]).into_iter().collect()
            }
            CaseEvent::GapOverdue(overdue) => {
                let (date, name) =
                    (day(self.content.date(overdue.until)), self.material_name(&overdue.material));
                self.say("gap_overdue", &[("date", &date), ("material", &name)]).into_iter().collect()
            }
            _ => Vec::new(),
        }
    }

    /// For a no the basis that was named, for a yes the matter's own law; then that of the sheet.
    fn law(&self) -> Vec<String> {
        let mut law: Vec<String> = match (&self.event().event, self.kind) {
            (event, _) if final_no(event).is_some() => {
                final_no(event).map(|no| no.basis.trim().to_owned()).into_iter().collect()
            }
            (_, DocumentKind::Granted | DocumentKind::Decision | DocumentKind::Filed) => {
                let sure = |basis: &&catalogue::LegalBasis| basis.sure != Certainty::Unsure;
                let bases = self.matter.legal_bases.iter().filter(sure).take(ARTICLES_MAX);
                bases.map(catalogue::LegalBasis::cited).collect()
            }
            _ => return Vec::new(),
        };
        let regime = self.case.terms().regime;
        let of_sheet = self.sheet.law.as_ref().and_then(|law| law.of(regime)).into_iter().flatten();
        for article in of_sheet {
            if !law.contains(article) {
                law.push(article.clone());
            }
        }
        law
    }

    /// Review body and court as the case was opened under; the acting body's of today where it had none then.
    fn remedy(&self) -> Option<Remedy> {
        let of_case = final_no(&self.event().event).and_then(|no| no.remedy.as_ref());
        let of_case = of_case.or(self.case.terms().remedy.as_ref());
        if let Some(known) = of_case {
            return Some(Remedy::ordinary(
                known.review_body.in_language(PAPER),
                known.court.in_language(PAPER),
            ));
        }
        let department = self.content.ground.department(&self.case.terms().department)?;
        let review_body = department.review_body.as_ref()?.in_language(PAPER);
        Some(Remedy::ordinary(review_body, department.court.as_ref()?.in_language(PAPER)))
    }

    fn decision(&self, reasons: &[String]) -> Decision {
        let since = self.case.decision().map_or_else(|| self.date(), |made| self.content.date(made.at));
        let granted = self.case.is_granted();
        let until = granted.then(|| self.valid_until(since)).flatten();
        Decision {
            content: self.content_words(reasons),
            entries: if granted { self.entries() } else { Vec::new() },
            conditions: if granted { self.conditions() } else { Vec::new() },
            valid_from: granted.then_some(since),
            valid_until: until,
            certificate: granted.then(|| self.certificate()).flatten(),
        }
    }

    fn content_words(&self, reasons: &[String]) -> String {
        let terms = self.case.terms();
        let applicant = self.case.applicant().details.get();
        let applicant = applicant.map_or("", |details| details.name.as_str());
        let (result, reasons) = (self.result_name(), reasons.join(""));
        let values = [
            ("applicant", applicant),
            ("matter", terms.name.in_language(PAPER)),
            ("result", result.as_deref().unwrap_or_default()),
            ("reasons", &reasons),
        ];
        let name = if self.case.is_granted() { "granted" } else { "denied" };
        self.say(name, &values).unwrap_or_default()
    }

    fn entries(&self) -> Vec<Entry> {
        let label = self.say("matter_label", &[]);
        let matter = self.case.terms().name.in_language(PAPER).to_owned();
        let own = label.map(|label| Entry { label, value: matter });
        own.into_iter().chain(self.answers()).collect()
    }

    /// The conditions of who granted, and what a tolerated gap still withholds (CASE-05).
    fn conditions(&self) -> Vec<String> {
        let granted = self.last(|event| match event {
            CaseEvent::Granted(granted) => Some(granted),
            _ => None,
        });
        let text = granted.and_then(|(granted, _)| granted.conditions.as_ref());
        let mut conditions = text.map(|text| clauses(text.text())).unwrap_or_default();
        for owed in self.owed(None) {
            let date = day(owed.due);
            conditions.extend(self.say("owed", &[("material", &owed.name), ("date", &date)]));
        }
        conditions
    }

    /// The last day of validity, by the limit of the matter; none holds for ever.
    fn valid_until(&self, since: Date) -> Option<Date> {
        let after = match self.matter.result.as_ref()?.valid_for? {
            Limit::Months(months) => since.checked_add(i32::from(months).months()),
            Limit::CalendarDays(days) => since.checked_add(i32::from(days).days()),
            // Validity counted in working time is no validity that a certificate could print.
            _ => return None,
        };
        after.ok()?.yesterday().ok()
    }

    fn result_name(&self) -> Option<String> {
        self.matter.result.as_ref().map(|result| result.name.in_language(PAPER).to_owned())
    }

    /// The certificate that follows, where the matter gives one.
    fn certificate(&self) -> Option<String> {
        let kind = self.case.terms().result;
        let is_paper = matches!(kind, ResultKind::Licence | ResultKind::Approval | ResultKind::Certificate);
        if is_paper { self.result_name() } else { None }
    }
}

fn final_no(event: &CaseEvent) -> Option<&FinalNo> {
    match event {
        CaseEvent::NotForUs(no)
        | CaseEvent::Refused(no)
        | CaseEvent::Returned(no)
        | CaseEvent::Denied(no)
        | CaseEvent::Terminated(no)
        | CaseEvent::Revoked(no) => Some(no),
        _ => None,
    }
}

/// Whether the event is a no, by somebody or by silence.
fn is_negative(event: &CaseEvent) -> bool {
    final_no(event).is_some() || matches!(event, CaseEvent::Lapsed(_) | CaseEvent::GapOverdue(_))
}
