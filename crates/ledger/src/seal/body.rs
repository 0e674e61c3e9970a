//! The fact of an event as JSON text: read as the domain's type without a tree of values in between.

use super::text;
use kernel::PersonId;
use serde::{Serialize, de::DeserializeOwned};
use std::collections::HashSet;
use std::fmt;

/// A body as JSON text, with personal values open in `{"$private": {"of": …, "value": …}}` nodes.
#[derive(Clone, PartialEq, Eq)]
pub struct Body(Vec<u8>);

impl Body {
    /// The body of a fact.
    ///
    /// # Errors
    /// If it cannot be written as JSON.
    pub fn of<T: Serialize + ?Sized>(fact: &T) -> Result<Body, serde_json::Error> {
        serde_json::to_vec(fact).map(Body)
    }

    /// A body whose text was opened.
    pub(super) fn of_text(text: Vec<u8>) -> Body {
        Body(text)
    }

    /// The text; compact, as it is stored.
    pub(super) fn text(&self) -> &[u8] {
        &self.0
    }

    /// The fact as this type.
    ///
    /// # Errors
    /// If it does not fit.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        serde_json::from_slice(&self.0)
    }

    /// Empties the personal values of these persons.
    pub(crate) fn forget(&mut self, erased: &HashSet<PersonId>) {
        if let Some(emptied) = text::without(&self.0, erased) {
            self.0 = emptied;
        }
    }
}

/// Never the text: it holds personal values.
impl fmt::Debug for Body {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Body({} bytes)", self.0.len())
    }
}
