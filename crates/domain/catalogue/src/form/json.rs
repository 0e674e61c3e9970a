//! Filled forms as JSON for the API: the same validation as a page, only another way to write it.

use super::{FieldChecks, FieldError, FieldKind, FieldReason, FieldValue, FilledForm, Form};
use crate::situation::Answers;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// A JSON form is not an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a form is a JSON object")]
pub struct JsonRefusal;

impl kernel::Refusal for JsonRefusal {
    fn key(&self) -> &'static str {
        "refusal-form-not-an-object"
    }
}

impl Form {
    /// Reads a form from a JSON object: texts as strings, numbers as numbers, money as a string of yuan,
    /// yes and no as true and false, several options as an array. Unlike a page, an unknown key is refused.
    ///
    /// # Errors
    /// Every field that cannot be taken: unknown keys and wrong kinds first, else as [`Form::read`].
    pub fn read_json(
        &self,
        object: &Map<String, Value>,
        answers: &Answers,
        checks: &FieldChecks<'_>,
    ) -> Result<FilledForm, Vec<FieldError>> {
        let mut raw = BTreeMap::new();
        let mut errors = Vec::new();
        for (key, value) in object {
            let kind = self.field(&key.as_str().into()).map(|field| &field.kind);
            match kind.map_or(Err(FieldReason::UnknownField), |kind| kind.texts_of(value)) {
                Ok(texts) => drop(raw.insert(key.clone(), texts)),
                Err(reason) => errors.push(FieldError { field: key.as_str().into(), reason }),
            }
        }
        match self.read(&raw, answers, checks) {
            Ok(filled) if errors.is_empty() => Ok(filled),
            Ok(_) => Err(errors),
            Err(more) => {
                // A key with the wrong kind would be named a second time as missing.
                let named: Vec<_> = errors.iter().map(|error| error.field.clone()).collect();
                errors.extend(more.into_iter().filter(|error| !named.contains(&error.field)));
                Err(errors)
            }
        }
    }
}

impl FilledForm {
    /// The form as a JSON object that [`Form::read_json`] reads back.
    pub fn to_json(&self) -> Map<String, Value> {
        self.values.iter().map(|(key, value)| (key.0.clone(), value.to_json())).collect()
    }
}

impl FieldValue {
    /// One answer as JSON.
    pub fn to_json(&self) -> Value {
        match self {
            FieldValue::Number(number) => {
                let written = number.to_string();
                serde_json::from_str(&written).unwrap_or(Value::String(written))
            }
            FieldValue::YesNo(yes) => Value::Bool(*yes),
            FieldValue::Multi(keys) => keys.iter().map(|key| Value::String(key.clone())).collect(),
            other => Value::String(other.texts().concat()),
        }
    }
}

impl FieldKind {
    /// The texts that a page would have sent for an answer in JSON, of a program or of a case.
    ///
    /// # Errors
    /// [`FieldReason::WrongKind`] for a value of another shape.
    pub fn texts_of(&self, value: &Value) -> Result<Vec<String>, FieldReason> {
        match (self, value) {
            (_, Value::Null) => Ok(Vec::new()),
            (FieldKind::YesNo, Value::Bool(yes)) => Ok(FieldValue::YesNo(*yes).texts()),
            (FieldKind::Number { .. }, Value::Number(number)) => Ok(vec![number.to_string()]),
            (FieldKind::Multi { .. }, Value::Array(items)) => {
                let text = |item: &Value| item.as_str().map(str::to_owned).ok_or(FieldReason::WrongKind);
                items.iter().map(text).collect()
            }
            (FieldKind::YesNo | FieldKind::Number { .. } | FieldKind::Multi { .. }, _) => {
                Err(FieldReason::WrongKind)
            }
            (_, Value::String(text)) => Ok(vec![text.clone()]),
            _ => Err(FieldReason::WrongKind),
        }
    }
}
