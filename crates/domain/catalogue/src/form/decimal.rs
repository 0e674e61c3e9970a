//! Decimal numbers as people write them, without floating point.

use serde::{Deserialize, Serialize};
use std::cmp::Ordering;
use std::fmt;

/// A decimal number: `units` / 10^`scale`, at most nine decimals. Equal values have one form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "String")]
pub struct Decimal {
    units: i64,
    scale: u8,
}

/// Why a text is not a decimal number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DecimalRefusal {
    /// No number in plain notation.
    #[error("not a number in plain notation")]
    Shape,
    /// More digits than can be kept.
    #[error("the number has too many digits")]
    TooLong,
}

impl Decimal {
    /// `units` / 10^`scale`; trailing zeros are dropped.
    pub fn new(mut units: i64, mut scale: u8) -> Self {
        while scale > 0 && units % 10 == 0 {
            units /= 10;
            scale -= 1;
        }
        Decimal { units, scale }
    }

    /// How many decimals it has.
    pub fn decimals(self) -> u8 {
        self.scale
    }

    /// The number times 10^`scale` as a whole number; none when it has more decimals or does not fit.
    pub fn scaled(self, scale: u8) -> Option<i64> {
        let more = scale.checked_sub(self.scale)?;
        self.units.checked_mul(10_i64.checked_pow(u32::from(more))?)
    }

    fn at_scale(self, scale: u8) -> i128 {
        i128::from(self.units) * 10_i128.pow(u32::from(scale - self.scale))
    }
}

impl std::str::FromStr for Decimal {
    type Err = DecimalRefusal;

    /// Reads `-12.50`; an exponent, as Excel writes it, is refused.
    fn from_str(text: &str) -> Result<Self, DecimalRefusal> {
        let (sign, digits) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let shaped =
            !whole.is_empty() && plain(whole) && plain(part) && (digits.contains('.') != part.is_empty());
        if !shaped {
            return Err(DecimalRefusal::Shape);
        }
        let part = part.trim_end_matches('0');
        if part.len() > 9 {
            return Err(DecimalRefusal::TooLong);
        }
        let units: i64 = format!("{whole}{part}").parse().map_err(|_| DecimalRefusal::TooLong)?;
        let scale = u8::try_from(part.len()).expect("at most nine");
        Ok(Decimal::new(sign * units, scale))
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.units < 0 { "-" } else { "" };
        let units = self.units.unsigned_abs();
        if self.scale == 0 {
            return write!(out, "{sign}{units}");
        }
        let one = 10_u64.pow(u32::from(self.scale));
        write!(out, "{sign}{}.{:0width$}", units / one, units % one, width = usize::from(self.scale))
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        let scale = self.scale.max(other.scale);
        self.at_scale(scale).cmp(&other.at_scale(scale))
    }
}

/// A number or a text of a pack or an event.
#[derive(Deserialize)]
#[serde(untagged)]
enum Written {
    Number(serde_json::Number),
    Text(String),
}

impl TryFrom<Written> for Decimal {
    type Error = DecimalRefusal;

    fn try_from(written: Written) -> Result<Self, DecimalRefusal> {
        match written {
            Written::Number(number) => number.to_string().parse(),
            Written::Text(text) => text.parse(),
        }
    }
}

impl From<Decimal> for String {
    fn from(number: Decimal) -> String {
        number.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().expect("a number")
    }

    #[test]
    fn equal_numbers_have_one_form() {
        assert_eq!(decimal("12.50"), decimal("12.5"));
        assert_eq!(decimal("-0.07").to_string(), "-0.07");
        assert_eq!(decimal("100").to_string(), "100");
    }

    #[test]
    fn numbers_compare_across_decimals() {
        assert!(decimal("0.5") < decimal("12"));
        assert!(decimal("-3") < decimal("-2.99"));
    }

    #[test]
    fn the_notation_of_spreadsheets_is_refused() {
        for text in ["4.40E+17", "1,000", "", ".", "1.", "--1", "１２"] {
            assert_eq!(text.parse::<Decimal>(), Err(DecimalRefusal::Shape), "{text}");
        }
        assert_eq!("99999999999999999999".parse::<Decimal>(), Err(DecimalRefusal::TooLong));
    }
}
