//! How a page greets its reader.

use crate::{Caller, City, Problem};
use kernel::PersonId;

/// Who the header of a page says is there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Greeting {
    /// A citizen's own name, masked, since others may look at the screen; the number of a member of staff.
    pub name: String,
    /// The enterprise or person that the citizen acts for now, as lists show it.
    pub acting_for: Option<String>,
}

impl City {
    /// How to greet this caller. Whoever has no name in the register, or had it erased, is greeted by the login.
    ///
    /// # Errors
    /// A fault of the storage.
    pub fn greeting(&self, caller: &Caller) -> Result<Greeting, Problem> {
        let login = caller.shown_name.clone();
        let Some(person) = caller.person else {
            return Ok(Greeting { name: login, acting_for: None });
        };
        let ids = [person, caller.acting_for.unwrap_or(person)].map(|id| id.to_string().into());
        let rows = self.ledger().query(include_str!("greeting.sql"), &ids)?;
        let name_of = |id: PersonId| {
            let row = rows.iter().find(|row| row.text(0) == id.to_string())?;
            row.maybe_text(1).map(str::to_owned)
        };
        Ok(Greeting {
            name: name_of(person).unwrap_or(login),
            acting_for: caller.acting_for.and_then(name_of),
        })
    }
}
