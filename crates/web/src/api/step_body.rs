//! The facts of a step as a program sends them, read by the fields that the step declares.

use app::{Caller, City, FieldProblem, Problem};
use kernel::AccountId;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// A field of a step: its name, its kind in the description, whether it must be there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fact {
    pub name: &'static str,
    pub kind: FactKind,
    pub needed: bool,
}

/// The fields that name colleagues.
const PEOPLE: [&str; 2] = ["people", "with"];

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FactKind {
    /// A text.
    Text,
    /// Yes or no.
    YesNo,
    /// A whole number.
    Number,
    /// A list.
    List,
    /// An object or a word with a meaning of its own.
    Any,
}

/// A text that must be there.
pub(super) const fn text(name: &'static str) -> Fact {
    Fact { name, kind: FactKind::Text, needed: true }
}

/// A text that may be there.
pub(super) const fn note(name: &'static str) -> Fact {
    Fact { name, kind: FactKind::Text, needed: false }
}

/// Any other field that must be there.
pub(super) const fn needed(name: &'static str, kind: FactKind) -> Fact {
    Fact { name, kind, needed: true }
}

/// Any other field that may be there.
pub(super) const fn perhaps(name: &'static str, kind: FactKind) -> Fact {
    Fact { name, kind, needed: false }
}

/// The body of a step.
pub(super) struct StepBody(pub Map<String, Value>);

impl StepBody {
    /// Takes a body if it has the declared fields and no others; `seen` is allowed everywhere.
    pub(super) fn check(body: &Map<String, Value>, facts: &[Fact]) -> Result<StepBody, Problem> {
        let known = |key: &str| key == "seen" || facts.iter().any(|fact| fact.name == key);
        let unknown = body.keys().filter(|key| !known(key));
        let mut wrong: Vec<_> = unknown.map(|key| FieldProblem::new(key, "field-api-unknown")).collect();
        let missing = facts.iter().filter(|fact| fact.needed && !body.contains_key(fact.name));
        wrong.extend(missing.map(|fact| FieldProblem::new(fact.name, "field-api-missing")));
        if wrong.is_empty() { Ok(StepBody(body.clone())) } else { Err(Problem::Fields(wrong)) }
    }

    /// The same with colleagues as the rules know them: where somebody is named by login name, by the account.
    ///
    /// # Errors
    /// [`Problem::Fields`] for a name that no account has.
    pub(super) fn with_accounts(&self, city: &City, caller: &Caller) -> Result<StepBody, Problem> {
        let mut body = self.0.clone();
        if caller.officials().is_empty() {
            return Ok(StepBody(body));
        }
        for field in PEOPLE {
            let Some(Value::Array(people)) = body.get_mut(field) else { continue };
            for person in people {
                let Some(name) = person.as_str().filter(|name| name.parse::<AccountId>().is_err()) else {
                    continue;
                };
                let account = city.account_by_login(name)?;
                let unknown = || Problem::Fields(vec![FieldProblem::new(field, "field-api-account")]);
                *person = Value::String(account.ok_or_else(unknown)?.to_string());
            }
        }
        Ok(StepBody(body))
    }

    /// A field in its shape; one that is not there reads as `null`.
    pub(super) fn read<T: DeserializeOwned>(&self, name: &str) -> Result<T, Problem> {
        let value = self.0.get(name).cloned().unwrap_or(Value::Null);
        serde_json::from_value(value)
            .map_err(|_| Problem::Fields(vec![FieldProblem::new(name, "field-api-shape")]))
    }

    /// A list or a number, empty if it is not there.
    pub(super) fn or_empty<T: DeserializeOwned + Default>(&self, name: &str) -> Result<T, Problem> {
        Ok(self.read::<Option<T>>(name)?.unwrap_or_default())
    }
}
