//! Typed ids: a bare text or integer never appears in a signature.

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use serde::{Deserialize, Serialize};
use std::fmt;
use uuid::Uuid;

/// Ids that are UUIDv7 inside, written as text outside.
macro_rules! uuid_id {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(out)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map($name)
            }
        }
    )+};
}

/// Ids that a pack writes as short stable text (a slug or an official code).
macro_rules! text_id {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                $name(text.to_owned())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(out)
            }
        }
    )+};
}

uuid_id! {
    /// A natural or legal person known to the city.
    PersonId,
    /// A way to log in that belongs to a person or to a member of staff.
    AccountId,
    /// An issued document (文书).
    DocumentId,
    /// A stored file: an upload or the bytes of a document.
    BlobId,
}

text_id! {
    /// The stable slug of a matter (业务办理项) in its pack; official codes are aliases.
    MatterCode,
    /// An administrative division by its code, or a local extension such as a park.
    RegionCode,
    /// A department or other acting body (实施主体).
    DepartmentId,
    /// A staff post (岗位).
    PostId,
    /// A window of a hall.
    WindowId,
    /// The name of one stream of events, `kind/id`, for example `case/2026…`.
    StreamId,
}

impl StreamId {
    /// The stream of one noun: `StreamId::of("case", number)`.
    pub fn of(kind: &str, id: impl fmt::Display) -> Self {
        StreamId(format!("{kind}/{id}"))
    }

    /// The part before the slash.
    pub fn kind(&self) -> &str {
        self.0.split_once('/').map_or("", |(kind, _)| kind)
    }

    /// The part after the slash.
    pub fn key(&self) -> &str {
        self.0.split_once('/').map_or("", |(_, key)| key)
    }
}

/// The number of a case as people say it: year, nine symbols without look-alikes, one check symbol.
///
/// Six of the nine follow the time, so that what happens together lies together on the disk; three are drawn by
/// chance. Of all numbers hardly one in a million belongs to a case, so they cannot be counted through. The check symbol
/// catches every single wrong symbol and most swaps.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CaseNumber(String);

/// Why a text is not a case number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NumberRefusal {
    /// Not four digits and ten symbols of the alphabet.
    #[error("a case number has a year and ten letters or digits")]
    Shape,
    /// The last symbol does not fit the others: a slip of the pen.
    #[error("the check symbol does not fit: one of the symbols is mistyped")]
    Check,
}

// No I, L, O, U, 0, 1: on paper and on the telephone they are taken for one another.
const SYMBOLS: &[u8; 29] = b"23456789ABCDEFGHJKMNPQRSTVWXY";

impl CaseNumber {
    /// A new number for a case of `year` that comes in `at`, from 64 bits of chance. A later number comes after an
    /// earlier one; two of the same step of 53 ms stand in any order, and may be the same.
    pub fn mint(year: i16, at: Timestamp, chance: u64) -> Self {
        let of_time = step_of(year, at) * DRAWN + chance % DRAWN;
        let mut symbols = [0_u8; 9];
        let mut left = of_time;
        for symbol in symbols.iter_mut().rev() {
            *symbol = SYMBOLS[(left % 29) as usize];
            left /= 29;
        }
        let mut text = format!("{year:04}");
        text.extend(symbols.map(char::from));
        text.push(check_symbol(text.as_bytes()));
        CaseNumber(text)
    }

    /// The number as text without separators.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The number in groups for people: `2026-7KQ4M-9XW2H`.
    pub fn spoken(&self) -> String {
        format!("{}-{}-{}", &self.0[..4], &self.0[4..9], &self.0[9..])
    }
}

/// How many numbers there are for each step of time.
const DRAWN: u64 = 29_u64.pow(3);
/// Into how many steps a year is cut.
const STEPS: u64 = 29_u64.pow(6);
/// A year with a day before and after it, in microseconds: it begins at another moment in every zone.
const YEAR: i64 = 368 * 86_400 * 1_000_000;

/// The step of the year in which `at` lies; the first or the last one for a time outside of it.
fn step_of(year: i16, at: Timestamp) -> u64 {
    let begins = Date::new(year, 1, 1).and_then(|day| day.to_zoned(TimeZone::UTC));
    let begins = begins.map_or(0, |begins| begins.timestamp().as_microsecond()) - YEAR / 368;
    let passed = (at.as_microsecond() - begins).clamp(0, YEAR - 1);
    let step = i128::from(passed) * i128::from(STEPS) / i128::from(YEAR);
    u64::try_from(step).unwrap_or(0)
}

/// ISO 7064 style weighting over the prime 29, so one wrong symbol never passes.
fn check_symbol(body: &[u8]) -> char {
    let sum = body.iter().fold(0_usize, |sum, symbol| {
        let value = SYMBOLS.iter().position(|known| known == symbol);
        // The year may hold 0 and 1, which the alphabet lacks.
        let value = value.unwrap_or(usize::from(symbol.saturating_sub(b'0')) + 27);
        (sum * 2 + value) % 29
    });
    char::from(SYMBOLS[sum])
}

impl std::str::FromStr for CaseNumber {
    type Err = NumberRefusal;

    /// Reads a number as people type it: small letters, spaces and hyphens are fine.
    fn from_str(text: &str) -> Result<Self, NumberRefusal> {
        let text: String = text
            .chars()
            .filter(|symbol| !matches!(symbol, ' ' | '-' | '\u{3000}'))
            .map(|symbol| symbol.to_ascii_uppercase())
            .collect();
        let bytes = text.as_bytes();
        let shaped = bytes.len() == 14
            && bytes[..4].iter().all(u8::is_ascii_digit)
            && bytes[4..].iter().all(|symbol| SYMBOLS.contains(symbol));
        if !shaped {
            return Err(NumberRefusal::Shape);
        }
        if check_symbol(&bytes[..13]) != char::from(bytes[13]) {
            return Err(NumberRefusal::Check);
        }
        Ok(CaseNumber(text))
    }
}

impl TryFrom<String> for CaseNumber {
    type Error = NumberRefusal;
    fn try_from(text: String) -> Result<Self, NumberRefusal> {
        text.parse()
    }
}

impl From<CaseNumber> for String {
    fn from(number: CaseNumber) -> String {
        number.0
    }
}

impl fmt::Display for CaseNumber {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().expect("a time")
    }

    #[test]
    fn a_later_number_comes_after_an_earlier_one() {
        // The first and the last moment of 2026 in Zhuhai among them.
        let times = [
            "2025-12-31T16:00:00Z",
            "2026-07-01T00:00:00Z",
            "2026-07-01T00:00:00.1Z",
            "2026-12-31T15:59:59Z",
        ];
        let numbers = times.map(|time| CaseNumber::mint(2026, at(time), u64::MAX));
        assert!(numbers.is_sorted_by(|one, other| one < other), "{numbers:?}");
    }

    #[test]
    fn two_numbers_of_one_moment_differ_by_chance() {
        let one = |chance| CaseNumber::mint(2026, at("2026-07-01T00:00:00Z"), chance);
        assert_eq!(one(5), one(5));
        assert_ne!(one(5), one(6));
    }

    #[test]
    fn a_minted_number_reads_back_as_people_type_it() {
        let number = CaseNumber::mint(2026, at("2026-11-23T08:00:00Z"), 0x1234_5678_9abc_def0);
        let typed = number.spoken().to_lowercase();
        assert_eq!(typed.parse(), Ok(number));
    }

    #[test]
    fn every_single_wrong_symbol_is_caught() {
        let number = CaseNumber::mint(2026, at("2026-02-28T16:00:00Z"), 987_654_321_987);
        for place in 4..14 {
            for symbol in SYMBOLS {
                let mut text = number.as_str().as_bytes().to_vec();
                if text[place] == *symbol {
                    continue;
                }
                text[place] = *symbol;
                let text = String::from_utf8(text).expect("the alphabet is ASCII");
                assert_eq!(text.parse::<CaseNumber>(), Err(NumberRefusal::Check), "{text}");
            }
        }
    }

    #[test]
    fn a_text_of_another_shape_is_refused_as_such() {
        assert_eq!("2026".parse::<CaseNumber>(), Err(NumberRefusal::Shape));
        assert_eq!("2026-OOOOO-IIIII".parse::<CaseNumber>(), Err(NumberRefusal::Shape));
    }
}
