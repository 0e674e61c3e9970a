//! The view of what comes beside and after a case: ratings with their rectification, difficulties, and what the person
//! was told about either.

use super::read;
use crate::columns::{integer, personal, text};
use ::cases::{DifficultyEvent, DifficultyOpened, Origin, RatingEvent, RootCause, Stars};
use identity::mask_name;
use kernel::PersonId;
use ledger::{Opened, RowChange, Table, Value, View};
use notices::Occasion;

/// One row a rating, by the number of its case.
pub const RATINGS: Table = Table {
    name: "ratings",
    columns: &[
        text("number"),
        text("department"),
        text("person"),
        integer("stars"),
        integer("added_stars"),
        integer("anonymous"),
        text("stage"),
        integer("due_at"),
        integer("alarm_at"),
        integer("overdue"),
        text("appeal"),
        integer("given_at"),
    ],
    key: &["number"],
    indexes: &[&["department", "stage", "due_at"], &["alarm_at"]],
    person: None,
};

/// One row a difficulty, by its own number.
pub const DIFFICULTIES: Table = Table {
    name: "difficulties",
    columns: &[
        text("id"),
        text("number"),
        text("matter"),
        text("person"),
        personal("applicant"),
        text("origin"),
        integer("opened_at"),
        integer("due_at"),
        integer("alarm_at"),
        integer("overdue"),
        text("unit"),
        text("leader"),
        integer("measures"),
        text("stage"),
        text("root_cause"),
        integer("closed_at"),
    ],
    key: &["id"],
    indexes: &[&["unit", "stage", "due_at"], &["person", "opened_at DESC"], &["number"], &["alarm_at"]],
    person: Some("person"),
};

/// What a person was told of a rating or a difficulty of hers.
pub const ANSWERS: Table = Table {
    name: "answers",
    columns: &[text("stream"), integer("position"), text("person"), text("occasion"), integer("at")],
    key: &["stream", "position"],
    indexes: &[&["person", "at DESC"]],
    person: None,
};

/// The fold.
pub struct AfterCase;

impl View for AfterCase {
    fn name(&self) -> &'static str {
        "after_case"
    }

    fn version(&self) -> u32 {
        2
    }

    fn tables(&self) -> &'static [Table] {
        &[RATINGS, DIFFICULTIES, ANSWERS]
    }

    fn fold(&self, opened: &Opened, changes: &mut Vec<RowChange>) {
        match opened.stream.kind() {
            "rating" => {
                let Some(event) = read::<RatingEvent>(opened) else { return };
                rating(&event, &mut Row { opened, changes, table: "ratings", key: "number" });
            }
            "difficulty" => {
                let Some(event) = read::<DifficultyEvent>(opened) else { return };
                difficulty(&event, &mut Row { opened, changes, table: "difficulties", key: "id" });
            }
            _ => {}
        }
    }
}

struct Row<'a> {
    opened: &'a Opened,
    changes: &'a mut Vec<RowChange>,
    table: &'static str,
    key: &'static str,
}

impl Row<'_> {
    fn key(&self) -> Vec<(&'static str, Value)> {
        vec![(self.key, self.opened.stream.key().into())]
    }

    fn put(&mut self, set: Vec<(&'static str, Value)>) {
        let key = self.key();
        self.changes.push(RowChange::Put { table: self.table, key, set });
    }

    fn set(&mut self, set: Vec<(&'static str, Value)>) {
        let key = self.key();
        self.changes.push(RowChange::Set { table: self.table, key, set });
    }

    fn count(&mut self, column: &'static str) {
        let key = self.key();
        self.changes.push(RowChange::Add { table: self.table, key, add: vec![(column, 1)] });
    }

    fn answered(&mut self, person: PersonId, occasion: Occasion) {
        let position = i64::try_from(self.opened.position).unwrap_or(i64::MAX);
        let key = vec![("stream", self.opened.stream.to_string().into()), ("position", position.into())];
        let set = vec![
            ("person", person.to_string().into()),
            ("occasion", occasion.word().into()),
            ("at", self.opened.at.into()),
        ];
        self.changes.push(RowChange::Put { table: "answers", key, set });
    }
}

/// The stage of a rectification with its clock; without one nothing is due.
fn stage(word: &str, due: Option<&::cases::DueDate>) -> Vec<(&'static str, Value)> {
    let at = Value::maybe(due.map(|due| due.at));
    vec![("stage", word.into()), ("due_at", at.clone()), ("alarm_at", at)]
}

fn stars(stars: Stars) -> Value {
    i64::from(stars.count()).into()
}

fn rating(event: &RatingEvent, row: &mut Row<'_>) {
    match event {
        RatingEvent::Given { rated, person, said, anonymous, contact, .. } => {
            let mut set = stage(if contact.is_some() { "contact" } else { "none" }, contact.as_ref());
            set.extend([
                ("department", rated.department.as_str().into()),
                ("person", person.to_string().into()),
                ("stars", stars(said.stars)),
                ("anonymous", (*anonymous).into()),
                ("overdue", 0_i64.into()),
                ("appeal", "".into()),
                ("given_at", row.opened.at.into()),
            ]);
            row.put(set);
        }
        RatingEvent::Added { said, contact } => {
            let mut set = vec![("added_stars", stars(said.stars))];
            if contact.is_some() {
                set.extend(stage("contact", contact.as_ref()));
            }
            row.set(set);
        }
        RatingEvent::Contacted { due, .. } => row.set(stage("put_right", Some(due))),
        RatingEvent::Answered { text, .. } => {
            row.set(stage("call_back", None));
            row.answered(text.of, Occasion::RatingAnswered);
        }
        RatingEvent::CalledBack { due, .. } => again(due.as_ref(), "recheck", row),
        RatingEvent::Rechecked { due, .. } => again(due.as_ref(), "closed", row),
        RatingEvent::Appealed { .. } => row.set(vec![("appeal", "open".into())]),
        RatingEvent::AppealDecided { upheld, reasons, .. } => {
            row.answered(reasons.of, Occasion::RatingAnswered);
            let mut set = vec![("appeal", if *upheld { "upheld" } else { "dismissed" }.into())];
            if *upheld {
                set.extend(stage("closed", None));
            }
            row.set(set);
        }
        RatingEvent::Overdue { .. } => {
            row.count("overdue");
            row.set(vec![("alarm_at", Value::Null)]);
        }
    }
}

fn again(due: Option<&::cases::DueDate>, next: &str, row: &mut Row<'_>) {
    row.set(stage(if due.is_some() { "put_right" } else { next }, due));
}

fn difficulty(event: &DifficultyEvent, row: &mut Row<'_>) {
    match event {
        DifficultyEvent::Opened(opened) => reported(opened, row),
        DifficultyEvent::LeaderNamed { leader, .. } => row
            .set(vec![("unit", leader.unit.as_str().into()), ("leader", leader.account.to_string().into())]),
        DifficultyEvent::MeasureTaken(_) => row.count("measures"),
        DifficultyEvent::Closed { root_cause, closing, .. } => {
            row.set(vec![
                ("stage", "closed".into()),
                ("root_cause", cause_word(*root_cause).into()),
                ("closed_at", row.opened.at.into()),
                ("alarm_at", Value::Null),
            ]);
            let text = crate::difficulties::answer_of(closing);
            row.answered(text.of, Occasion::DifficultyAnswered);
        }
        DifficultyEvent::FollowedUp { due: Some(due), .. } => row.set(vec![
            ("stage", "open".into()),
            ("due_at", due.at.into()),
            ("alarm_at", due.at.into()),
            ("overdue", 0_i64.into()),
            ("closed_at", Value::Null),
        ]),
        DifficultyEvent::FollowedUp { due: None, .. } => row.set(vec![("stage", "followed_up".into())]),
        DifficultyEvent::Overdue { .. } => {
            row.set(vec![("overdue", 1_i64.into()), ("alarm_at", Value::Null)]);
        }
    }
}

fn reported(opened: &DifficultyOpened, row: &mut Row<'_>) {
    let name = opened.party.details.get().map(|details| mask_name(&details.name));
    let set = vec![
        ("number", Value::maybe(opened.case.as_ref().map(|number| number.as_str().to_owned()))),
        ("matter", Value::maybe(opened.matter.as_ref().map(|matter| matter.0.clone()))),
        ("person", opened.party.person.to_string().into()),
        ("applicant", Value::maybe(name)),
        ("origin", origin_word(&opened.origin).into()),
        ("opened_at", row.opened.at.into()),
        ("due_at", opened.due.at.into()),
        ("alarm_at", opened.due.at.into()),
        ("overdue", 0_i64.into()),
        ("unit", "".into()),
        ("leader", "".into()),
        ("measures", 0_i64.into()),
        ("stage", "open".into()),
    ];
    row.put(set);
}

const fn origin_word(origin: &Origin) -> &'static str {
    match origin {
        Origin::Applicant => "applicant",
        Origin::Desk(_) => "desk",
        Origin::AfterNo => "after_no",
        Origin::AfterSecondNotice => "after_second_notice",
    }
}

/// The word of a root cause in addresses, forms and tables.
pub const fn cause_word(cause: RootCause) -> &'static str {
    match cause {
        RootCause::Guide => "guide",
        RootCause::Material => "material",
        RootCause::Rules => "rules",
        RootCause::System => "system",
        RootCause::BetweenDepartments => "between_departments",
        RootCause::Staff => "staff",
        RootCause::Legacy => "legacy",
        RootCause::Unlawful => "unlawful",
        RootCause::Other => "other",
    }
}
