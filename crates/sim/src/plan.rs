//! How long a demo life is, when it ends, and from which seed its chance grows.

use crate::Sentence;
use jiff::SignedDuration;
use kernel::{Moment, Timestamp};
use packs::Pack;

/// The plan of a demo life.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The seed of its chance.
    pub seed: u64,
    /// Its last moment as typed: a day or a time; now if none.
    pub until: Option<String>,
    /// How many days it lasts.
    pub days: u32,
}

impl Plan {
    /// The last moment of the life.
    ///
    /// # Errors
    /// A sentence when the text is neither a day nor a time.
    pub fn ends(&self, pack: &Pack, now: Timestamp) -> Result<Timestamp, Sentence> {
        let Some(text) = &self.until else { return Ok(now) };
        let files = pack.calendar.as_ref().ok_or("the pack has no calendar")?;
        let calendar = files.calendar()?;
        if let Ok(at) = text.parse::<Timestamp>() {
            return Ok(at);
        }
        let day: jiff::civil::Date =
            text.parse().map_err(|_| format!("{text} is neither a day such as 2027-03-01 nor a time"))?;
        Ok(calendar.closes(day))
    }

    /// The first moment of the life.
    ///
    /// # Errors
    /// As [`Plan::ends`].
    pub fn begins(&self, pack: &Pack, now: Timestamp) -> Result<Moment, Sentence> {
        let ends = self.ends(pack, now)?;
        let length = SignedDuration::from_hours(24 * i64::from(self.days));
        Ok(Moment::new(ends - length, self.seed))
    }
}
