//! The view of persons, accounts and mandates: masked names and keyed hashes only.

use super::{Fold, read};
use crate::accounts::{mandate_word, number_kind};
use crate::columns::{integer, personal, text};
use identity::{AccountEvent, AdministratorRole, MandateEvent, Owner, PersonEvent, mask_name};
use ledger::{Opened, RowChange, Table, Value, View};
use std::sync::Arc;

/// Persons with their masked names and the hashes by which they are found.
pub const PERSONS: Table = Table {
    name: "persons",
    columns: &[
        text("person"),
        text("kind"),
        personal("shown_name"),
        personal("name_hash"),
        personal("number_hash"),
        personal("telephone_hash"),
    ],
    key: &["person"],
    indexes: &[&["number_hash"], &["name_hash"], &["telephone_hash"]],
    person: Some("person"),
};

/// Accounts by login name.
pub const ACCOUNTS: Table = Table {
    name: "accounts",
    columns: &[
        text("account"),
        text("login"),
        text("kind"),
        text("person"),
        text("administrator"),
        integer("posts"),
        integer("opened_at"),
        integer("closed"),
    ],
    key: &["account"],
    indexes: &[&["login"], &["person"], &["kind", "login"]],
    person: None,
};

/// Who may act for whom.
pub const MANDATES: Table = Table {
    name: "mandates",
    columns: &[text("agent"), text("principal"), text("kind"), integer("from_at"), integer("until_at")],
    key: &["agent", "principal"],
    indexes: &[&["principal"]],
    person: None,
};

/// Who holds which post: for finding who leads a unit.
pub const POSTS: Table = Table {
    name: "posts",
    columns: &[text("account"), text("post"), text("unit"), text("role")],
    key: &["account", "post"],
    indexes: &[&["unit", "role"], &["role"]],
    person: None,
};

/// Hashes a value of a kind under the city's key.
pub type Hash = Arc<dyn Fn(&str, &str) -> String + Send + Sync>;

/// The fold of persons, accounts and mandates.
pub struct People {
    /// The keyed hash of the city.
    pub hash: Hash,
}

impl View for People {
    fn name(&self) -> &'static str {
        "people"
    }

    fn version(&self) -> u32 {
        2
    }

    fn tables(&self) -> &'static [Table] {
        &[PERSONS, ACCOUNTS, MANDATES, POSTS]
    }

    fn fold(&self, event: &Opened, changes: &mut Vec<RowChange>) {
        match event.stream.kind() {
            "person" => self.person(event, changes),
            "account" => account(event, changes),
            "mandate" => mandate(event, changes),
            _ => {}
        }
    }
}

impl People {
    fn person(&self, opened: &Opened, changes: &mut Vec<RowChange>) {
        let Some(event) = read::<PersonEvent>(opened) else { return };
        let key = vec![("person", opened.stream.key().into())];
        let table = "persons";
        match event {
            PersonEvent::Registered { name, paper, number, .. } => {
                let hash = |kind: &str, value: Option<&String>| value.map(|value| (self.hash)(kind, value));
                let set = vec![
                    ("kind", "natural".into()),
                    ("shown_name", Value::maybe(name.get().map(|name| mask_name(name)))),
                    ("name_hash", Value::maybe(hash("name", name.get()))),
                    ("number_hash", Value::maybe(hash(number_kind(paper), number.get()))),
                ];
                changes.push(RowChange::Put { table, key, set });
            }
            PersonEvent::OrganisationRegistered { name, code, .. } => {
                let set = vec![
                    ("kind", "legal".into()),
                    ("shown_name", name.clone().into()),
                    ("name_hash", (self.hash)("name", &name).into()),
                    ("number_hash", (self.hash)("credit-code", code.as_str()).into()),
                ];
                changes.push(RowChange::Put { table, key, set });
            }
            PersonEvent::ContactChanged { contact } => {
                let telephone = contact.get().and_then(|contact| contact.telephone.as_deref());
                let telephone = telephone.and_then(|text| identity::Telephone::parse(text).ok());
                let hash = telephone.map(|telephone| (self.hash)("telephone", telephone.as_str()));
                let set = vec![("telephone_hash", Value::maybe(hash))];
                changes.push(RowChange::Set { table, key, set });
            }
            _ => {}
        }
    }
}

fn account(opened: &Opened, changes: &mut Vec<RowChange>) {
    let Some(event) = read::<AccountEvent>(opened) else { return };
    let key = vec![("account", opened.stream.key().into())];
    let table = "accounts";
    match event {
        AccountEvent::Opened { login, owner } => {
            let (kind, person) = match owner {
                Owner::Person { person } => ("person", Some(person.to_string())),
                Owner::Staff { .. } => ("staff", None),
                Owner::Program { .. } => ("program", None),
            };
            let set = vec![
                ("login", login.into()),
                ("kind", kind.into()),
                ("person", Value::maybe(person)),
                ("posts", 0_i64.into()),
                ("opened_at", opened.at.into()),
                ("closed", 0_i64.into()),
            ];
            changes.push(RowChange::Put { table, key, set });
        }
        AccountEvent::PostGiven { posting } => {
            changes.push(RowChange::Add { table, key: key.clone(), add: vec![("posts", 1)] });
            let set = vec![
                ("unit", posting.department.as_str().into()),
                ("role", crate::cases::post_word(posting.role).into()),
            ];
            let key = post_key(opened, posting.post.as_str());
            changes.push(RowChange::Put { table: "posts", key, set });
        }
        AccountEvent::PostTaken { post } => {
            changes.push(RowChange::Add { table, key: key.clone(), add: vec![("posts", -1)] });
            changes.push(RowChange::Remove { table: "posts", key: post_key(opened, post.as_str()) });
        }
        AccountEvent::AdministratorNamed { role } => {
            let word = match role {
                AdministratorRole::System => "system",
                AdministratorRole::Security => "security",
                AdministratorRole::Audit => "audit",
            };
            changes.push(RowChange::Set { table, key, set: vec![("administrator", word.into())] });
        }
        AccountEvent::PasskeyAdded { .. } | AccountEvent::PasskeyRemoved { .. } => {}
        AccountEvent::Closed { .. } => {
            changes.push(RowChange::Set { table, key: key.clone(), set: vec![("closed", 1_i64.into())] });
            changes.push(RowChange::Remove { table: "posts", key });
        }
    }
}

fn post_key(opened: &Opened, post: &str) -> Vec<(&'static str, Value)> {
    vec![("account", opened.stream.key().into()), ("post", post.into())]
}

fn mandate(opened: &Opened, changes: &mut Vec<RowChange>) {
    let Some(event) = read::<MandateEvent>(opened) else { return };
    let Some((agent, principal)) = opened.stream.key().split_once(':') else { return };
    let key = vec![("agent", agent.into()), ("principal", principal.into())];
    let table = "mandates";
    match event {
        MandateEvent::Given { kind, from, until, .. } => {
            let set = vec![
                ("kind", mandate_word(kind).into()),
                ("from_at", from.into()),
                ("until_at", Value::maybe(until)),
            ];
            changes.push(RowChange::Put { table, key, set });
        }
        MandateEvent::Withdrawn { at, .. } => {
            changes.push(RowChange::Set { table, key, set: vec![("until_at", at.into())] });
        }
    }
}

/// The fold as the ledger takes it.
pub fn view(hash: Hash) -> Fold {
    Arc::new(People { hash })
}
