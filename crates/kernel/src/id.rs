//! Typed ids: a bare text or integer never appears in a signature.

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
/// It cannot be counted through: the nine symbols are drawn by chance. The check symbol catches every
/// single wrong symbol and most swaps.
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
    /// A new number for `year` from 64 bits of chance.
    pub fn mint(year: i16, mut chance: u64) -> Self {
        let mut text = format!("{year:04}");
        for _ in 0..9 {
            text.push(char::from(SYMBOLS[(chance % 29) as usize]));
            chance /= 29;
        }
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

    #[test]
    fn a_minted_number_reads_back_as_people_type_it() {
        let number = CaseNumber::mint(2026, 0x1234_5678_9abc_def0);
        let typed = number.spoken().to_lowercase();
        assert_eq!(typed.parse(), Ok(number));
    }

    #[test]
    fn every_single_wrong_symbol_is_caught() {
        let number = CaseNumber::mint(2026, 987_654_321_987);
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
