//! What an applicant filled in, typed, and how it is kept: personal answers under their owner's key.

use super::{Decimal, FieldKey, Form};
use kernel::{Date, Money, PersonId, Private, RegionCode};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One typed answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldValue {
    /// Free text, an address.
    Text(String),
    /// A number.
    Number(Decimal),
    /// An amount.
    Money(Money),
    /// A day.
    Date(Date),
    /// The key of the chosen option.
    Choice(String),
    /// The keys of the chosen options, in the order of the form.
    Multi(Vec<String>),
    /// Yes or no.
    YesNo(bool),
    /// A person's name.
    PersonName(String),
    /// An identity number, capital X.
    IdentityNumber(String),
    /// A unified social credit code.
    Uscc(String),
    /// The number of a bank card, digits only.
    BankCard(String),
    /// A telephone number.
    Telephone(String),
    /// A region by its code.
    Region(RegionCode),
}

impl FieldValue {
    /// The answer as plain texts, as a form would send it: read back it gives the same value.
    pub fn texts(&self) -> Vec<String> {
        match self {
            FieldValue::Text(text)
            | FieldValue::Choice(text)
            | FieldValue::PersonName(text)
            | FieldValue::IdentityNumber(text)
            | FieldValue::Uscc(text)
            | FieldValue::BankCard(text)
            | FieldValue::Telephone(text) => vec![text.clone()],
            FieldValue::Number(number) => vec![number.to_string()],
            FieldValue::Money(money) => vec![money.to_string()],
            FieldValue::Date(date) => vec![date.to_string()],
            FieldValue::Multi(keys) => keys.clone(),
            FieldValue::YesNo(yes) => vec![if *yes { "yes" } else { "no" }.to_owned()],
            FieldValue::Region(code) => vec![code.to_string()],
        }
    }
}

/// A whole form, filled in and valid for the version of the matter that it was read with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FilledForm {
    /// The answers, by field. Unanswered fields are absent.
    pub values: BTreeMap<FieldKey, FieldValue>,
}

impl FilledForm {
    /// One answer.
    pub fn get(&self, key: &str) -> Option<&FieldValue> {
        self.values.get(key)
    }

    /// The answers as a form would send them.
    pub fn raw(&self) -> BTreeMap<String, Vec<String>> {
        self.values.iter().map(|(key, value)| (key.0.clone(), value.texts())).collect()
    }

    /// The form as it is kept: the fields that `form` calls personal under the key of `of`.
    pub fn keep(&self, form: &Form, of: PersonId) -> KeptForm {
        let keep = |key: &FieldKey, value: &FieldValue| {
            // A field that the form no longer knows is kept as personal, to be on the safe side.
            match form.field(key) {
                Some(field) if !field.personal => Kept::Open(value.clone()),
                _ => Kept::Personal(Private::new(of, value.clone())),
            }
        };
        KeptForm(self.values.iter().map(|(key, value)| (key.clone(), keep(key, value))).collect())
    }
}

/// A filled form as it stands in an event.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct KeptForm(pub BTreeMap<FieldKey, Kept>);

/// One kept answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kept {
    /// Not personal.
    Open(FieldValue),
    /// Personal: sealed before it is stored.
    Personal(Private<FieldValue>),
}

impl KeptForm {
    /// One answer; none when it was not given or its owner was erased.
    pub fn get(&self, key: &str) -> Option<&FieldValue> {
        match self.0.get(key)? {
            Kept::Open(value) => Some(value),
            Kept::Personal(value) => value.get(),
        }
    }

    /// The form without what was erased.
    pub fn opened(&self) -> FilledForm {
        let values = self.0.keys().filter_map(|key| Some((key.clone(), self.get(key.as_str())?.clone())));
        FilledForm { values: values.collect() }
    }
}
