//! What can be done with a case: each act has its page, its questions and the law it rests on.
//!
//! Decisions are asked for once more before they are done. A form that is older than its case is refused with what
//! happened meanwhile, and nothing that was typed is lost.

mod counter; // what staff does for a person present
mod decide; // noes, decisions, extensions
mod deliver; // results and their way
mod examine; // steps, opinions, checks on the spot
mod intake; // acceptance and the one notice
mod page; // the page of an act
mod pause; // special procedures, hearings, payments

pub use page::{ActPage, order, show};

use crate::parts::{Choice, Field};
use crate::portals::Routes;
use crate::sent::Sent;
use crate::text::Text;
use app::cases::{CasePage, Command, Seat};
use app::{Action, StaffMember};
use axum::routing::get;
use calendar::{Calendar, Limit};
use cases::{Move, Official};
use catalogue::MaterialKey;
use kernel::{BlobId, Timestamp};

/// Something that can be done with a case.
pub struct Act {
    /// Its word in addresses.
    pub slug: &'static str,
    /// Its address.
    pub path: &'static str,
    /// The move of the domain.
    pub step: Move,
    /// The action of the access table.
    pub action: Action,
    /// The keys that open it on the page of the case.
    pub keys: &'static str,
    /// What it is called.
    pub title: &'static str,
    /// What follows from it.
    pub lead: &'static str,
    /// The law it rests on.
    pub law: Option<&'static str>,
    /// What was done, for the line afterwards.
    pub done: &'static str,
    /// Whether it is asked for once more before it is done.
    pub careful: bool,
    /// Its questions, with what was answered.
    pub questions: fn(&Asking<'_>) -> Vec<Field>,
    /// Reads the answers.
    pub read: fn(&Asking<'_>) -> Result<Order, Vec<Wrong>>,
}

/// An answer that cannot be taken: the question and the message key.
pub type Wrong = (String, &'static str);

/// Makes the order for the seat in which it is given.
pub type Order = Box<dyn Fn(&Seat) -> Result<Command, app::Problem> + Send + Sync>;

/// What questions are asked about, and what was answered.
pub struct Asking<'a> {
    /// The voice.
    pub t: Text,
    /// The case.
    pub file: &'a CasePage,
    /// The answers.
    pub sent: &'a Sent,
    /// The calendar of the city, for times that staff types.
    pub calendar: Option<&'a Calendar>,
    /// The moment of the page.
    pub now: Timestamp,
    /// Those who may take part in a check on the spot.
    pub colleagues: &'a [StaffMember],
    /// Files of the case that are not part of any material yet.
    pub scans: &'a [(MaterialKey, BlobId)],
}

/// Every act.
pub fn all() -> impl Iterator<Item = &'static Act> {
    [intake::ACTS, examine::ACTS, decide::ACTS, deliver::ACTS, pause::ACTS, counter::ACTS]
        .into_iter()
        .flatten()
}

/// The act with this word.
pub fn of_slug(slug: &str) -> Option<&'static Act> {
    all().find(|act| act.slug == slug)
}

/// The routes of all acts.
pub fn routes() -> Routes {
    all().fold(Routes::new(), |routes, act| {
        let handlers = get(move |desk, number, query| show(act, desk, number, query))
            .post(move |desk, number, sent| order(act, desk, number, sent));
        routes.at(act.path, act.action, handlers)
    })
}

impl Asking<'_> {
    /// A question answered in several lines.
    pub fn lines(&self, name: &str, label: &str) -> Field {
        Field::lines(self.t, name, self.t.msg(label), self.sent.one(name)).most(2000)
    }

    /// A question answered in one line.
    pub fn line(&self, name: &str, label: &str) -> Field {
        Field::line(self.t, name, self.t.msg(label), self.sent.one(name))
    }

    /// A question with few answers: code and words of each.
    pub fn radios(&self, name: &str, label: &str, choices: &[(String, String)]) -> Field {
        let only = choices.len() == 1;
        let choice = |(code, words): &(String, String)| {
            Choice::of(code, words).chosen(only || self.sent.one(name) == code)
        };
        Field::radios(self.t, name, self.t.msg(label), choices.iter().map(choice).collect())
    }

    /// Boxes that may be ticked: code and words of each.
    pub fn boxes(&self, name: &str, label: &str, choices: &[(String, String)]) -> Field {
        let ticked = self.sent.many(name);
        let choice = |(code, words): &(String, String)| Choice::of(code, words).chosen(ticked.contains(code));
        Field::checkboxes(self.t, name, self.t.msg(label), choices.iter().map(choice).collect())
    }

    /// A number of days.
    pub fn days(&self, name: &str, label: &str, usual: &str) -> Field {
        let typed = self.sent.some(name).unwrap_or_else(|| usual.to_owned());
        let field = Field::line(self.t, name, self.t.msg(label), typed).digits();
        field.width(crate::parts::Width::Signs(3)).unit(self.t.msg("desk-unit-working-days"))
    }

    /// The text of a question that must be answered.
    pub fn must(&self, name: &str) -> Result<String, Vec<Wrong>> {
        self.sent.some(name).ok_or_else(|| vec![(name.to_owned(), "desk-wrong-missing")])
    }

    /// A number of working days, if one was typed.
    pub fn limit(&self, name: &str) -> Result<Option<Limit>, Vec<Wrong>> {
        let Some(typed) = self.sent.some(name) else { return Ok(None) };
        match typed.parse::<u16>() {
            Ok(days) if 0 < days && days <= 250 => Ok(Some(Limit::WorkingDays(days))),
            _ => Err(vec![(name.to_owned(), "desk-wrong-days")]),
        }
    }

    /// The name of a material in the words of the case.
    pub fn material(&self, key: &MaterialKey) -> String {
        let term = self.file.case.terms().material(key);
        term.map_or_else(|| key.to_string(), |term| self.t.read(&term.name).to_owned())
    }

    /// The scans for a material that lie in the case and are not part of it yet.
    pub fn scans(&self, key: &MaterialKey) -> Vec<BlobId> {
        self.scans.iter().filter(|(material, _)| material == key).map(|(_, blob)| *blob).collect()
    }

    /// The name of a step.
    pub fn step(&self, key: &catalogue::StepKey) -> String {
        let step = self.file.case.terms().step(key);
        step.map_or_else(|| key.to_string(), |step| self.t.read(&step.name).to_owned())
    }
}

/// An order given by a member of staff.
pub(super) fn by_staff<C: Into<Command>>(make: impl Fn(Official) -> C + Send + Sync + 'static) -> Order {
    Box::new(move |seat| match seat.official() {
        Some(official) => Ok(make(official.clone()).into()),
        None => Err(app::Problem::NotFound("case")),
    })
}

/// An order for an applicant who is present.
pub(super) fn for_applicant<C: Into<Command>>(
    make: impl Fn(cases::Via) -> C + Send + Sync + 'static,
) -> Order {
    Box::new(move |seat| Ok(make(seat.via()).into()))
}

/// No questions.
pub(super) fn nothing_asked(_: &Asking<'_>) -> Vec<Field> {
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_move_of_the_domain_has_its_page() {
        let acted: BTreeSet<Move> = all().map(|act| act.step).collect();
        let missing: Vec<_> = Move::ALL.iter().filter(|step| !acted.contains(step)).collect();
        assert!(missing.is_empty(), "no page for {missing:?}");
    }

    #[test]
    fn every_act_has_its_own_address_and_the_action_of_the_access_table() {
        let slugs: BTreeSet<&str> = all().map(|act| act.slug).collect();
        assert_eq!(slugs.len(), all().count());
        for act in all() {
            assert_eq!(act.path, format!("/desk/cases/{{number}}/{}", act.slug));
            assert_eq!(act.action, app::access::action_of(act.step), "{}", act.slug);
        }
    }

    #[test]
    fn every_decision_is_asked_for_once_more_or_asks_nothing_at_all() {
        for act in all().filter(|act| matches!(act.action, Action::Decide | Action::ConfirmNo)) {
            assert!(act.careful, "{}", act.slug);
        }
    }
}
