//! Telephone numbers that notices can reach.

use kernel::Refusal;
use std::fmt;

/// A checked number without separators; numbers of Hong Kong and Macao carry +852 or +853.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Telephone(String);

/// Why a text is not a telephone number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "not a mobile number of eleven digits, nor a landline with area code, nor a number of Hong Kong or Macao"
)]
pub struct TelephoneRefusal;

impl Refusal for TelephoneRefusal {
    fn key(&self) -> &'static str {
        "refusal-telephone"
    }
}

impl Telephone {
    /// Reads a number as typed: spaces, hyphens and +86 are fine.
    ///
    /// # Errors
    /// [`TelephoneRefusal`] if no known shape fits.
    pub fn parse(text: &str) -> Result<Self, TelephoneRefusal> {
        let typed: String = text.chars().filter(|symbol| !matches!(symbol, ' ' | '-' | '(' | ')')).collect();
        let number = typed.strip_prefix("+86").unwrap_or(&typed);
        let (prefix, digits) = split(number);
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(TelephoneRefusal);
        }
        let first = digits.as_bytes()[0];
        let known = match prefix {
            "+852" => digits.len() == 8 && (b'4'..=b'9').contains(&first),
            "+853" => digits.len() == 8 && first == b'6',
            _ => is_mobile(digits) || is_landline(digits),
        };
        if known { Ok(Telephone(number.to_owned())) } else { Err(TelephoneRefusal) }
    }

    /// The number without separators.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether an SMS can reach it.
    pub fn takes_sms(&self) -> bool {
        self.0.starts_with('+') || is_mobile(&self.0)
    }
}

fn split(number: &str) -> (&str, &str) {
    if number.starts_with("+852") || number.starts_with("+853") { number.split_at(4) } else { ("", number) }
}

fn is_mobile(digits: &str) -> bool {
    digits.len() == 11 && digits.starts_with('1') && (b'3'..=b'9').contains(&digits.as_bytes()[1])
}

fn is_landline(digits: &str) -> bool {
    let with_area = digits.starts_with('0') && (10..=12).contains(&digits.len());
    let local = !digits.starts_with(['0', '1']) && (7..=8).contains(&digits.len());
    with_area || local
}

impl fmt::Debug for Telephone {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Telephone({})", crate::mask_telephone(&self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mobiles_landlines_and_neighbours_are_known() {
        for number in
            ["138 0013 8000", "+86 13800138000", "0756-2123456", "2123456", "+852 9123 4567", "+85366123456"]
        {
            assert!(Telephone::parse(number).is_ok(), "{number}");
        }
    }

    #[test]
    fn other_texts_are_refused() {
        for number in ["", "12800138000", "+85312345678", "电话", "138001380000"] {
            assert_eq!(Telephone::parse(number), Err(TelephoneRefusal), "{number}");
        }
    }

    #[test]
    fn only_mobiles_take_sms() {
        assert!(Telephone::parse("13800138000").expect("a mobile").takes_sms());
        assert!(!Telephone::parse("0756-2123456").expect("a landline").takes_sms());
    }
}
