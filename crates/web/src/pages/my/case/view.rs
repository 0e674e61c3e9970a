//! A case put into parts: for its applicant, and for who follows it by number and query code.

use crate::pages::my::words;
use crate::pages::words as trade;
use crate::parts::{DueColour, DueMark, Event, Html, Step, StepMark, StepsPicture, Tag, Timeline};
use crate::text::Text;
use app::Content;
use app::cases::{Case, CasePage, PaperLine, StoryLine};
use calendar::Calendar;
use cases::{CaseEvent, Deadline, DeadlineKind, Station};
use catalogue::DocumentKind;
use kernel::Timestamp;

/// What is shown of a case.
pub struct CaseView {
    pub(crate) spoken: String,
    pub(crate) number: String,
    pub(crate) received: String,
    pub(crate) stage: Tag,
    pub(crate) turn: String,
    pub(crate) deadlines: Vec<DeadlineLine>,
    pub(crate) way: StepsPicture,
    pub(crate) story: Option<Timeline>,
    pub(crate) papers: Vec<(String, String, String)>,
}

/// One due date with the reason why it is this one.
pub struct DeadlineLine {
    pub(crate) what: String,
    pub(crate) mark: Html,
    pub(crate) why: Vec<String>,
}

impl CaseView {
    /// A case as its own page shows it.
    pub(crate) fn of(t: Text, content: &Content, page: &CasePage, now: Timestamp) -> CaseView {
        let mut view = CaseView::without_story(t, content, &page.case, now);
        let mut events: Vec<Event> = page.story.iter().filter_map(|line| event(t, line)).collect();
        events.reverse();
        view.story = Some(Timeline::new(events));
        view.papers = page.papers.iter().map(|paper| paper_line(t, paper)).collect();
        view
    }

    /// A case without what only its applicant reads.
    pub(crate) fn without_story(t: Text, content: &Content, case: &Case, now: Timestamp) -> CaseView {
        let department = content.department_name(&case.terms().department, t.language());
        let calendar = content.calendars.version(case.calendar());
        let concerns = |deadline: &&Deadline| {
            !matches!(
                deadline.kind,
                DeadlineKind::Step(_) | DeadlineKind::Confirmation | DeadlineKind::CommitmentCheck(_)
            )
        };
        let deadlines = case.deadlines();
        CaseView {
            spoken: case.number().spoken(),
            number: case.number().to_string(),
            received: t.moment(case.received()),
            stage: words::status(t, case.stage().code()),
            turn: words::turn(t, &case.whose_turn(), department),
            deadlines: deadlines
                .iter()
                .filter(concerns)
                .map(|deadline| deadline_line(t, content, calendar, deadline, now))
                .collect(),
            way: way(t, case),
            story: None,
            papers: Vec::new(),
        }
    }

    /// A case for samples.
    pub(crate) fn sample(t: Text, full: bool) -> CaseView {
        let date = t.date_and_weekday(jiff::civil::date(2026, 12, 1));
        let mark = Html::of(&DueMark::new(t, DueColour::Notice, "", date).provisional());
        let due = |kind: DeadlineKind| DeadlineLine {
            what: words::deadline(t, &kind).into_owned(),
            mark: mark.clone(),
            why: vec!["时限8个工作日，当日不计入，自次日起算。".into(), "另有4个周末休息日不计入。".into()],
        };
        let told = |event: &CaseEvent| words::event(t, event).expect("news");
        let (overdue, tone) = told(&CaseEvent::Overdue(DeadlineKind::Promised));
        let story =
            vec![Event::new(overdue, t.moment("2026-11-22T03:04:00Z".parse().expect("a time"))).tone(tone)];
        let stations =
            [Station::Received, Station::Accepted, Station::Decision, Station::Result, Station::Delivery];
        CaseView {
            spoken: "2026-7KQ4M-9XW2H".into(),
            number: "20267KQ4M9XW2H".into(),
            received: "2026年11月20日 10:04".into(),
            stage: words::status(t, if full { "supplementing" } else { "received" }),
            turn: words::turn(t, &cases::Turn::Applicant, ""),
            deadlines: if full {
                vec![due(DeadlineKind::Supplement), due(DeadlineKind::Promised)]
            } else {
                Vec::new()
            },
            way: picture(
                t,
                stations.iter().map(|station| (station_word(t, station), StepMark::Ahead)).collect(),
            ),
            story: full.then(|| Timeline::new(story)),
            papers: if full {
                vec![(
                    trade::paper(t, DocumentKind::Receipt).into_owned(),
                    "2026-11-20".into(),
                    "/my/papers/x".into(),
                )]
            } else {
                Vec::new()
            },
        }
    }
}

fn station_word(t: Text, station: &Station) -> String {
    let key = match station {
        Station::Received => "station-received",
        Station::Accepted => "station-accepted",
        Station::Decision => "station-decision",
        Station::Result => "station-result",
        _ => "station-delivery",
    };
    t.msg(key).into_owned()
}

/// The way of a case as a picture; the steps of the examination stand one after another, as the applicant passes them.
fn way(t: Text, case: &Case) -> StepsPicture {
    let progress = case.progress();
    let name = |station: &Station| words::station(t, station, case.terms()).into_owned();
    // What is going on stands once, even where its beginning is done already.
    let done = progress.done.iter().filter(|(station, _)| !progress.now.contains(station));
    let done = done.map(|(station, _)| (name(station), StepMark::Done));
    let here = progress.now.iter().map(|station| (name(station), StepMark::Here));
    let next = progress.next.iter().map(|station| (name(station), StepMark::Ahead));
    picture(t, done.chain(here).chain(next).collect())
}

fn picture(t: Text, stations: Vec<(String, StepMark)>) -> StepsPicture {
    let mut steps = Vec::new();
    for (place, (name, mark)) in stations.into_iter().enumerate() {
        let before = place.checked_sub(1).map(|before| format!("s{before}"));
        let after: Vec<&str> = before.iter().map(String::as_str).collect();
        steps.push(Step::new(format!("s{place}"), name, &after).mark(mark));
    }
    StepsPicture::new(t, t.msg("case-way"), steps)
}

fn deadline_line(
    t: Text,
    content: &Content,
    calendar: Option<&Calendar>,
    deadline: &Deadline,
    now: Timestamp,
) -> DeadlineLine {
    let why = calendar.and_then(|calendar| deadline.why(calendar).ok().flatten());
    let (colour, date) = match &deadline.due {
        None => (DueColour::Paused, String::new()),
        Some(due) if due.is_past(now) => (DueColour::Red, t.date_and_weekday(content.date(due.at))),
        Some(due) => (DueColour::Calm, t.date_and_weekday(content.date(due.at))),
    };
    let mark = DueMark::new(t, colour, "", date).plain();
    let provisional = deadline.due.is_some_and(|due| due.provisional);
    DeadlineLine {
        what: words::deadline(t, &deadline.kind).into_owned(),
        mark: Html::of(&if provisional { mark.provisional() } else { mark }),
        why: why.map(|due| due.explanation.in_words(t.language())).unwrap_or_default(),
    }
}

fn event(t: Text, line: &StoryLine) -> Option<Event> {
    let (title, tone) = words::event(t, &line.event)?;
    let event = Event::new(title, t.moment(line.at)).at(line.at.to_string()).tone(tone);
    Some(match said(t, &line.event) {
        Some(said) => event.said(said),
        None => event,
    })
}

/// The words that belong to an event, where somebody wrote them for the applicant.
fn said(t: Text, event: &CaseEvent) -> Option<String> {
    match event {
        CaseEvent::SupplementAsked(asked) => {
            let defects = asked.defects.iter().map(|defect| defect.text.text().to_owned());
            Some(trade::listed(t, defects))
        }
        CaseEvent::NoProposed(proposed) => Some(words::no(t, proposed.no).into_owned()),
        CaseEvent::Extended(extended) => Some(extended.reasons.text().to_owned()),
        CaseEvent::Posted(posted) => Some(format!("{} {}", posted.carrier, posted.tracking)),
        CaseEvent::Shelved(shelf) => Some(shelf.place.clone()),
        _ => None,
    }
}

/// A paper: its name, number and date, and where it is.
pub(crate) fn paper_line(t: Text, paper: &PaperLine) -> (String, String, String) {
    let kind = DocumentKind::from_word(&paper.kind);
    let name = kind.map_or_else(|| paper.kind.clone(), |kind| trade::paper(t, kind).into_owned());
    let when = paper.issued_at.map(|at| t.day_of(at));
    let number = (!paper.number.is_empty()).then(|| paper.number.clone());
    let facts: Vec<String> = number.into_iter().chain(when).collect();
    (name, facts.join(" · "), format!("/my/papers/{}", paper.id))
}
