//! From a case to the facts of a paper: what was known after one event, and nothing that came later.

mod answers;
mod decision;
mod handover;
mod materials;
mod notices;

use super::facts::{
    Agent, Authority, CaseFacts, Due, Facts, MatterFacts, PaperFacts, Party, PartyKind, ServedPaper,
};
use super::{Sheet, Verification};
use crate::content_snapshot::Content;
use ::cases::{Case, CaseEvent, Deadline, DeadlineKind};
use calendar::Calendar;
use catalogue::{DocumentKind, Hall, Matter};
use identity::mask_number;
use jiff::civil::DateTime;
use kernel::{Date, Language, Recorded, Timestamp};

/// What the facts are taken from.
pub struct Source<'a> {
    /// The published content.
    pub content: &'a Content,
    /// The matter in the version of the case.
    pub matter: &'a Matter,
    /// The case as it stood after the event.
    pub case: &'a Case,
    /// Its events up to that one.
    pub history: &'a [Recorded<CaseEvent>],
    /// Which paper.
    pub kind: DocumentKind,
    /// The sheet of its template.
    pub sheet: &'a Sheet,
    /// The decisions and certificates issued so far, for the proof of delivery.
    pub issued: Vec<ServedPaper>,
    /// The query code; printed on receipts only.
    pub query_code: String,
}

/// The language of papers.
const PAPER: Language = Language::Chinese;

/// The facts of a paper, without number and verification.
pub fn facts_of(source: &Source<'_>) -> Facts {
    let mut facts = Facts {
        demo: source.content.about.demo,
        paper: PaperFacts { number: None, date: Some(source.date()), title: None },
        authority: source.authority(),
        addressee: source.addressee(),
        matter: source.matter_facts(),
        case: source.case_facts(),
        due: source.due(),
        ..Facts::default()
    };
    source.add_materials(&mut facts);
    source.add_notices(&mut facts);
    source.add_decision(&mut facts);
    source.add_handover(&mut facts);
    facts
}

/// The facts with what comes with the number.
pub fn with_number(mut facts: Facts, number: Option<&str>, verification: Verification) -> Facts {
    facts.paper.number = number.map(str::to_owned);
    facts.verification = Some(verification);
    facts
}

impl<'a> Source<'a> {
    fn event(&self) -> &'a Recorded<CaseEvent> {
        self.history.last().expect("a case has at least its receipt")
    }

    /// The date of the paper: the day of what it tells.
    pub fn date(&self) -> Date {
        self.content.date(self.event().at)
    }

    fn local(&self, at: Timestamp) -> DateTime {
        at.to_zoned(self.content.zone().clone()).datetime()
    }

    /// The calendar by which the dates of the case are counted, if the content still has it.
    fn calendar(&self) -> Option<&'a Calendar> {
        self.content.calendars.version(self.case.calendar())
    }

    /// The last event that `pick` takes something from, with its time.
    fn last<T>(&self, pick: impl Fn(&'a CaseEvent) -> Option<T>) -> Option<(T, Timestamp)> {
        let found = |recorded: &'a Recorded<CaseEvent>| Some((pick(&recorded.event)?, recorded.at));
        self.history.iter().rev().find_map(found)
    }

    /// The sentence of the sheet with its values.
    fn say(&self, name: &str, values: &[(&str, &str)]) -> Option<String> {
        self.sheet.say(name, values)
    }

    /// The hall where this matter is offered first.
    fn hall(&self) -> Option<&'a Hall> {
        self.matter.halls.iter().find_map(|id| self.content.ground.hall(id))
    }

    /// Where that hall is: building, hall and floor, and the address.
    fn place(&self) -> Option<String> {
        let hall = self.hall()?;
        let site = self.content.ground.sites.iter().find(|site| site.id == hall.site);
        let floor = hall.floor.as_ref().map_or("", |floor| floor.in_language(PAPER));
        let name = hall.name.in_language(PAPER);
        Some(match site {
            Some(site) => {
                let (building, address) = (site.name.in_language(PAPER), site.address.in_language(PAPER));
                format!("{building}{floor}{name}（{address}）")
            }
            None => format!("{floor}{name}"),
        })
    }

    fn authority(&self) -> Authority {
        let department = self.content.ground.department(&self.case.terms().department);
        let own = department.and_then(|department| department.telephone.clone());
        Authority {
            name: department.map(|department| department.name.chinese.clone()).unwrap_or_default(),
            address: self.place(),
            phone: self.matter.contact.clone().or(own).or_else(|| self.content.about.hotline.clone()),
        }
    }

    fn addressee(&self) -> Party {
        let applicant = self.case.applicant();
        let details = applicant.details.get();
        let agent = self.case.agent().and_then(|agent| agent.details.get());
        let masked = |number: &String| (!number.is_empty()).then(|| mask_number(number));
        Party {
            name: details.map(|details| details.name.clone()).unwrap_or_default(),
            kind: match applicant.kind {
                ::cases::PartyKind::Person => PartyKind::Person,
                ::cases::PartyKind::Organisation => PartyKind::Organisation,
            },
            id_masked: details.and_then(|details| masked(&details.number)),
            agent: agent.map(|agent| Agent { name: agent.name.clone(), id_masked: masked(&agent.number) }),
        }
    }

    fn matter_facts(&self) -> MatterFacts {
        let terms = self.case.terms();
        MatterFacts { name: terms.name.chinese.clone(), regime: terms.regime.code().to_owned() }
    }

    fn case_facts(&self) -> CaseFacts {
        let accepted = self.last(|event| match event {
            CaseEvent::Accepted(accepted) => Some((accepted.effective, false)),
            CaseEvent::DeemedAccepted(accepted) => Some((accepted.effective, true)),
            _ => None,
        });
        let supplemented = self.last(|event| {
            matches!(event, CaseEvent::Supplemented(_) | CaseEvent::GapFilled(_)).then_some(())
        });
        let withdrawn = self.last(|event| matches!(event, CaseEvent::Withdrawn(_)).then_some(()));
        let is_receipt = self.kind == DocumentKind::Receipt;
        CaseFacts {
            number: self.case.number().spoken(),
            query_code: is_receipt.then(|| self.query_code.clone()),
            received_at: Some(self.local(self.case.received())),
            supplemented_at: supplemented.map(|(_, at)| self.local(at)),
            accepted_on: accepted.map(|((effective, _), _)| self.content.date(effective)),
            deemed: accepted.is_some_and(|((_, deemed), _)| deemed),
            withdrawn_on: withdrawn.map(|(_, at)| self.content.date(at)),
            closed_on: (self.kind == DocumentKind::Closed).then(|| self.date()),
            working_days_used: self.working_days_used(),
        }
    }

    /// Working days from acceptance to decision, pauses left out; told when the case is closed.
    fn working_days_used(&self) -> Option<u32> {
        if self.kind != DocumentKind::Closed {
            return None;
        }
        let clocks = self.case.clocks();
        let clock = clocks.promised.as_ref().or(clocks.legal.as_ref())?;
        clock.consumed_working_days(self.calendar()?, self.case.decision()?.at).ok()
    }

    /// The date that matters next, with its reason in the words of the calendar.
    fn due(&self) -> Option<Due> {
        let deadlines = self.case.deadlines();
        let next = next_deadlines(self.kind).iter().find_map(|kind| {
            deadlines.iter().find(|deadline| deadline.kind == *kind && deadline.due.is_some())
        })?;
        let due = next.due?;
        Some(Due {
            date: self.content.date(due.at),
            limit: next.clock.as_ref().map(|clock| clock.limit.in_words(PAPER)),
            why: self.why(next),
            provisional: due.provisional,
        })
    }

    fn why(&self, deadline: &Deadline) -> Option<String> {
        let counted = deadline.why(self.calendar()?).ok()??;
        Some(counted.explanation.steps.iter().map(|step| step.in_words(PAPER)).collect())
    }
}

/// Which due date a paper tells: the first of these that the case has.
const fn next_deadlines(kind: DocumentKind) -> &'static [DeadlineKind] {
    match kind {
        DocumentKind::Receipt | DocumentKind::SupplementReceipt => &[DeadlineKind::Notice],
        DocumentKind::Acceptance | DocumentKind::Extension => &[DeadlineKind::Promised, DeadlineKind::Legal],
        DocumentKind::SupplementNotice => &[DeadlineKind::Supplement],
        DocumentKind::HearingNotice => &[DeadlineKind::HearingRequest],
        _ => &[],
    }
}

/// A date as a sentence says it.
fn day(date: Date) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

/// The sentences of a text, one for each line, without numbering in front.
fn clauses(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}
