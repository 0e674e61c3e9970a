//! What was lived, with what was refused on the way.

use app::Problem;
use std::fmt;

/// What was lived.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lived {
    /// Cases that began.
    pub cases: u64,
    /// Turns that were taken.
    pub turns: u64,
    /// What people of the life tried and the city refused: none, as nobody in it tries what the law forbids.
    pub refused: u64,
}

impl Lived {
    /// What came of an attempt: a refusal is counted and ends it, as it would for a real person.
    ///
    /// # Errors
    /// A fault of the storage, which ends the life.
    pub fn hear<T>(&mut self, of: &str, answer: Result<T, Problem>) -> Result<Option<T>, Problem> {
        match answer {
            Ok(done) => Ok(Some(done)),
            Err(fault @ (Problem::Fault { .. } | Problem::Full)) => Err(fault),
            Err(problem) => {
                self.refused += 1;
                if std::env::var_os("YIMEN_SIM_TRACE").is_some() {
                    eprintln!("{of}: {problem} {problem:?}");
                }
                Ok(None)
            }
        }
    }
}

impl fmt::Display for Lived {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} cases, {} turns", self.cases, self.turns)
    }
}
