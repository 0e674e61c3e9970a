//! `/desk/cases/{number}`: one case, unmasked, with its clocks, its materials beside it, its story, and what can be done.

mod links; // what can be done with it

use super::acts;
use super::due::Hours;
use super::files::Files;
use super::head::{CaseHead, colour};
use super::{story, words};
use crate::desk::Desk;
use crate::page;
use crate::page::{Page, Sample};
use crate::pages::words as trade;
use crate::parts::{
    Banner, BannerKind, DueColour, DueMark, Html, Step, StepMark, StepsPicture, SummaryList, SummaryRow,
    Timeline,
};
use crate::problem::Problem;
use crate::sent::Sent;
use crate::text::{Text, spoken_number};
use app::Content;
use app::cases::CasePage;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::Response;
use cases::{Case, StepState, Verdict};
use catalogue::DocumentKind;
use kernel::CaseNumber;
use serde::Deserialize;

/// One case at the desk.
pub struct CaseFile {
    /// Who, what, where it stands.
    pub head: CaseHead,
    /// What was done just now.
    pub done: Option<Banner>,
    /// What can be done, the first one first.
    pub acts: Vec<ActLink>,
    /// What can be done for a person present.
    pub counter: Vec<ActLink>,
    /// Every due date with the reason why it is this one.
    pub clocks: Vec<ClockLine>,
    /// The picture of the steps.
    pub steps: Option<StepsPicture>,
    /// The materials beside the form.
    pub files: Files,
    /// What the form says, by section.
    pub answers: Vec<(String, SummaryList)>,
    /// The other side: commitments, gaps, delivery, numbers of other systems.
    pub other: SummaryList,
    /// A proposed no: its reasons, its law, who proposed it.
    pub proposal: Option<SummaryList>,
    /// Papers issued so far: words, address, whether they are sealed.
    pub papers: Vec<(String, String, bool)>,
    /// What happened.
    pub story: Timeline,
}

/// A due date with its reasons.
pub struct ClockLine {
    /// What for.
    pub title: String,
    /// When, and how long is left.
    pub mark: DueMark,
    /// Why this date, in sentences.
    pub why: Vec<String>,
}

pub use links::ActLink;

page!(CaseFile in "desk/case.html");

impl CaseFile {
    /// What the person at the counter cannot get done.
    fn stuck(&self, t: Text) -> crate::parts::Field {
        crate::parts::Field::lines(t, "text", t.msg("difficulty-reason"), "").most(1000)
    }

    fn banner(&self) -> Html {
        self.done.as_ref().map(Html::of).unwrap_or_default()
    }
}

impl Page for CaseFile {
    const PATH: &'static str = "/desk/cases/2026K7M3PQRT4X";

    fn title(&self, t: Text) -> String {
        t.with("desk-case-title", &[("number", &spoken_number(&self.head.number))])
    }

    fn samples(t: Text) -> Vec<Sample<Self>> {
        let link =
            |words: &str, keys: &str| ActLink { href: "#".into(), words: words.into(), keys: keys.into() };
        let page = |acts, clocks, answers| CaseFile {
            head: CaseHead::sample(t),
            done: None,
            acts,
            counter: vec![link("变更领取方式", "c d")],
            clocks,
            steps: None,
            files: Files::sample(t),
            answers,
            other: SummaryList::new(t, vec![SummaryRow::text(t.msg("desk-channel"), "窗口办")]),
            proposal: None,
            papers: vec![("收件凭证 〔2026〕12号".into(), "#".into(), false)],
            story: Timeline::new(Vec::new()),
        };
        let clock = ClockLine {
            title: t.msg("desk-due-promised").into_owned(),
            mark: DueMark::new(t, DueColour::Calm, "还剩 3 个工作日", "2026年11月25日 17:30"),
            why: vec!["2026年11月20日受理，从次日起算。".into()],
        };
        let answers = vec![(
            "基本情况".to_owned(),
            SummaryList::new(t, vec![SummaryRow::text("排水户名称", "某餐饮店")]),
        )];
        let full = page(vec![link("发表意见", "d i"), link("提出不予办理", "d x")], vec![clock], answers);
        vec![Sample::of("empty", page(Vec::new(), Vec::new(), Vec::new())), Sample::of("full", full)]
    }
}

/// What the address says.
#[derive(Deserialize)]
pub struct Asked {
    done: Option<String>,
}

/// `GET /desk/cases/{number}`. Outside of a task it asks for a reason first (practice.md 22).
///
/// # Errors
/// Not found for who takes no part in the case.
pub async fn show(
    desk: Desk,
    Path(number): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    opened(&desk, &number, Why::Task, asked.done.as_deref()).await
}

/// `POST /desk/cases/{number}`: the reason for which it is opened, which no address keeps.
///
/// # Errors
/// Not found for who takes no part in the case.
pub async fn show_for(desk: Desk, Path(number): Path<String>, sent: Sent) -> Result<Response, Problem> {
    opened(&desk, &number, sent.some("reason").map_or(Why::Unsaid, Why::Reason), None).await
}

/// Why a case is opened.
enum Why {
    /// For the task in hand.
    Task,
    /// For the reason given.
    Reason(String),
    /// The question for a reason was sent back empty.
    Unsaid,
}

async fn opened(desk: &Desk, number: &str, why: Why, done: Option<&str>) -> Result<Response, Problem> {
    let number: CaseNumber = number.parse().map_err(|_| Problem::NotFound)?;
    let given = number.clone();
    let is_unsaid = matches!(why, Why::Unsaid);
    let reason = if let Why::Reason(reason) = why { Some(reason) } else { None };
    let opened = desk
        .ask(move |city, caller, moment| {
            if reason.is_none() && !city.has_task(caller, &given, moment.now)? {
                return Ok(Err(city.case_row(caller, &given)?));
            }
            let file = city.case_page(caller, &given, reason.as_deref(), moment.now)?;
            let files = city.case_files(caller, &given)?;
            Ok(Ok((file, files)))
        })
        .await?;
    let content = desk.city.content();
    let hours = Hours { t: desk.frame.t, calendar: content.city_calendar().ok(), now: desk.now() };
    let (file, files) = match opened {
        Ok(opened) => opened,
        Err(row) if is_unsaid => {
            let page = super::reason::page_of(hours, &row).unsaid(desk.frame.t);
            return Ok(page.answer_with(StatusCode::UNPROCESSABLE_ENTITY, &desk.frame));
        }
        Err(row) => return Ok(super::reason::page_of(hours, &row).answer(&desk.frame)),
    };
    let t = desk.frame.t;
    let done = done.and_then(acts::of_slug);
    let done = done.map(|act| {
        let said = t.with("desk-done", &[("number", &number.spoken()), ("what", &t.msg(act.done))]);
        Banner::new(t, BannerKind::Success, said)
    });
    let (acts, counter) = links::links(t, &file);
    let page = CaseFile {
        head: CaseHead::of(hours, &file, &content),
        done,
        acts,
        counter,
        clocks: clocks(hours, &file.case, &content),
        steps: picture(t, &file.case, &content),
        files: Files::of(t, &file, &files),
        answers: super::answers::sections(t, &content, &file),
        other: other_side(t, &file.case, &content),
        proposal: proposal(t, &file.case, &content),
        papers: papers(t, &file),
        story: story::timeline(t, &file, &content),
    };
    Ok(page.answer(&desk.frame))
}

fn clocks(hours: Hours<'_>, case: &Case, content: &Content) -> Vec<ClockLine> {
    let t = hours.t;
    let line = |deadline: &cases::Deadline| {
        let title = story::deadline(t, case, &deadline.kind);
        let Some(due) = deadline.due else {
            let said = t.msg("desk-left-paused").into_owned();
            return ClockLine { title, mark: DueMark::new(t, DueColour::Paused, said, ""), why: Vec::new() };
        };
        let mark = hours.mark(due.at, colour(hours, case, &deadline.kind, due.at), due.provisional);
        let calendar = content.calendars.version(case.calendar());
        let why = calendar.and_then(|calendar| deadline.why(calendar).ok().flatten());
        let why = why.map(|due| due.explanation.in_words(t.language())).unwrap_or_default();
        ClockLine { title, mark, why }
    };
    case.deadlines().iter().map(line).collect()
}

fn picture(t: Text, case: &Case, content: &Content) -> Option<StepsPicture> {
    let examination = case.examination();
    let plan = case.terms().steps.steps();
    let steps: Vec<Step> = plan
        .steps()
        .iter()
        .map(|step| {
            let after: Vec<&str> = step.after.iter().map(|key| key.as_str()).collect();
            let state = examination.and_then(|examination| examination.steps.get(&step.key));
            let mark = match state {
                Some(StepState::Done { .. }) => StepMark::Done,
                Some(StepState::Open(_)) => StepMark::Here,
                Some(StepState::Waiting) => StepMark::Ahead,
                None if case.decision().is_some() => StepMark::Done,
                None => StepMark::Ahead,
            };
            let unit = content.department_name(case.terms().unit_of(step), t.language());
            let note = match state {
                Some(StepState::Done { verdict: Verdict::Disagree, .. }) => {
                    words::verdict(t, Verdict::Disagree).into_owned()
                }
                _ => format!("{unit} {}", words::post(t, step.role)),
            };
            Step::new(step.key.as_str(), t.read(&step.name), &after).note(note).mark(mark)
        })
        .collect();
    (!steps.is_empty()).then(|| StepsPicture::new(t, t.msg("desk-steps"), steps))
}

/// Who applies and how to reach them, how it came, commitments, gaps, delivery, numbers of other systems.
fn other_side(t: Text, case: &Case, content: &Content) -> SummaryList {
    let mut rows = Vec::new();
    let mut row = |key: &str, value: String| rows.push(SummaryRow::text(t.msg(key), &value));
    for (key, party) in [("desk-applicant", Some(case.applicant())), ("desk-agent", case.agent())] {
        let Some(details) = party.and_then(|party| party.details.get()) else { continue };
        row(key, [details.name.as_str(), details.number.as_str()].join(" "));
        let reach = [&details.telephone, &details.email, &details.address];
        let reach: Vec<&str> = reach.into_iter().filter_map(|way| way.as_deref()).collect();
        if !reach.is_empty() {
            row("desk-contact", reach.join(" "));
        }
    }
    let unit =
        case.via().official.as_ref().map(|official| content.department_name(&official.unit, t.language()));
    row("desk-channel", [case.via().channel.chinese(), unit.unwrap_or_default()].join(" "));
    row("desk-col-received", t.moment(case.received()));
    row("desk-visits", t.number(u64::from(case.visits())));
    for (key, gap) in case.gaps() {
        let name = case.terms().material(key).map_or(key.as_str(), |term| t.read(&term.name));
        let state = match gap.filled {
            Some(at) => t.with("desk-gap-filled", &[("at", &t.day_of(at))]),
            None => t.with("desk-material-owed", &[("until", &t.day_of(gap.until.at))]),
        };
        row("desk-gap", format!("{name} {state}"));
    }
    for (key, commitment) in case.commitments() {
        let name = case.terms().material(key).map_or(key.as_str(), |term| t.read(&term.name));
        let state = match commitment.checked {
            Some((finding, _)) => words::finding(t, finding),
            None => t.msg("desk-commitment-open"),
        };
        row("desk-commitment", format!("{name} {state}"));
    }
    if let Some(choice) = case.delivery() {
        let address = choice.address.as_ref().map_or("", |address| address.text());
        row("desk-delivery", [choice.way.chinese(), address].join(" "));
    }
    if let cases::Stage::Ready(ready) = case.stage() {
        if let Some(place) = &ready.shelf {
            row("desk-shelf", place.clone());
        }
        if let Some((carrier, tracking, _)) = &ready.carrier {
            row("desk-carrier", [carrier.as_str(), tracking.as_str()].join(" "));
        }
    }
    for number in case.numbers() {
        rows.push(SummaryRow::text(number.kind.clone(), &number.number));
    }
    SummaryList::new(t, rows)
}

/// The proposed no: who said it, why, and by which law.
fn proposal(t: Text, case: &Case, content: &Content) -> Option<SummaryList> {
    let proposal = case.proposal()?;
    let unit = content.department_name(&proposal.by.unit, t.language());
    let by = format!("{unit} {}", words::post(t, proposal.by.role));
    let mut rows = vec![
        SummaryRow::text(t.msg("desk-no-which"), &words::no(t, proposal.no)),
        SummaryRow::text(t.msg("desk-no-reasons"), proposal.reasons.text()),
        SummaryRow::text(t.msg("desk-no-basis"), &proposal.basis),
        SummaryRow::text(t.msg("desk-no-by"), &by),
        SummaryRow::text(t.msg("desk-no-at"), &t.moment(proposal.at)),
    ];
    if proposal.visitor_waits {
        rows.push(SummaryRow::text(t.msg("desk-no-visitor"), &t.msg("desk-no-waits")));
    }
    Some(SummaryList::new(t, rows))
}

fn papers(t: Text, file: &CasePage) -> Vec<(String, String, bool)> {
    let line = |line: &app::cases::PaperLine| {
        let kind = DocumentKind::from_word(&line.kind);
        let name = kind.map_or_else(|| line.kind.clone(), |kind| trade::paper(t, kind).into_owned());
        (format!("{name} {}", line.number), format!("/desk/papers/{}", line.id), line.sealed)
    };
    file.papers.iter().map(line).collect()
}
