//! Corrected answers of a running case, read as strictly as the form was.

use crate::cases::{field_problems, last_look};
use crate::{City, Problem};
use ::cases::FormAnswers;
use catalogue::form::{FieldChecks, FieldError, FieldReason};
use catalogue::{Field, FieldValue, Matter};
use kernel::{PersonId, Private, Timestamp};
use std::collections::BTreeMap;

impl City {
    /// The answers of a notice as a case keeps them; only the fields that were sent are read.
    ///
    /// # Errors
    /// [`Problem::Fields`] with every wrong or missing one.
    pub fn corrected_answers(
        &self,
        matter: &Matter,
        of: PersonId,
        raw: &BTreeMap<String, Vec<String>>,
        now: Timestamp,
    ) -> Result<FormAnswers, Problem> {
        let content = self.content();
        let today = content.date(now);
        let look = |_: &Field, value: &FieldValue| last_look(&content.ground, value, today);
        let checks = FieldChecks { today, look: &look };
        let (mut open, mut personal, mut wrong) = (BTreeMap::new(), BTreeMap::new(), Vec::new());
        for (key, texts) in raw {
            let Some(field) = matter.form.field(&key.as_str().into()) else { continue };
            let answers = if field.personal { &mut personal } else { &mut open };
            match field.read(texts, &checks) {
                Ok(Some(value)) => drop(answers.insert(key.clone(), value.to_json())),
                Ok(None) => wrong.push(FieldError { field: field.key.clone(), reason: FieldReason::Missing }),
                Err(reason) => wrong.push(FieldError { field: field.key.clone(), reason }),
            }
        }
        if !wrong.is_empty() {
            return Err(field_problems(wrong));
        }
        Ok(FormAnswers { open, personal: Private::new(of, personal) })
    }
}
