//! Numbers of bank cards (GB/T 19584, ISO/IEC 7812-1): a wrong digit is found before money goes nowhere.

use std::fmt;

/// A checked number of 12 to 19 digits.
#[derive(Clone, PartialEq, Eq)]
pub struct BankCard(String);

/// Why a text is not the number of a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BankCardRefusal {
    /// Not 12 to 19 digits.
    #[error("the number of a bank card has 12 to 19 digits")]
    Shape,
    /// The check digit does not fit.
    #[error("the last digit does not fit the others")]
    Check,
}

/// The check digit for `body` (ISO/IEC 7812-1 annex B): every second digit from the right counts twice.
fn check_digit(body: &[u8]) -> u8 {
    let counted = body.iter().rev().enumerate().map(|(place, digit)| {
        let digit = u32::from(digit - b'0') * if place % 2 == 0 { 2 } else { 1 };
        digit / 10 + digit % 10
    });
    b'0' + ((10 - counted.sum::<u32>() % 10) % 10) as u8
}

impl BankCard {
    /// Reads a number as typed: in groups with spaces or hyphens is fine.
    ///
    /// # Errors
    /// A [`BankCardRefusal`] that names what is wrong.
    pub fn parse(text: &str) -> Result<Self, BankCardRefusal> {
        let number: String = text.chars().filter(|sign| !sign.is_whitespace() && *sign != '-').collect();
        let is_shaped = (12..=19).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
        let (check, body) = number.as_bytes().split_last().ok_or(BankCardRefusal::Shape)?;
        match is_shaped {
            false => Err(BankCardRefusal::Shape),
            true if *check != check_digit(body) => Err(BankCardRefusal::Check),
            true => Ok(BankCard(number)),
        }
    }

    /// The number as digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// A number for made-up people, of a bank that does not exist.
    pub fn compose(serial: u64) -> Self {
        let body = format!("620000{:012}", serial % 1_000_000_000_000);
        let check = check_digit(body.as_bytes());
        BankCard(format!("{body}{}", char::from(check)))
    }
}

impl fmt::Debug for BankCard {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "BankCard({})", crate::mask_number(&self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_as_it_stands_on_the_card() {
        let card = BankCard::parse("4111 1111-1111 1111").map(|card| card.as_str().to_owned());
        assert_eq!(card.as_deref(), Ok("4111111111111111"));
        assert_eq!(BankCard::compose(7).as_str().len(), 19);
        assert!(BankCard::parse(BankCard::compose(123_456).as_str()).is_ok());
    }

    #[test]
    fn words_short_numbers_and_one_wrong_digit_are_refused() {
        for text in ["", "示例文字", "41111111111", "41111111111111111111", "4111-1111-1111-111X"] {
            assert_eq!(BankCard::parse(text).err(), Some(BankCardRefusal::Shape), "{text}");
        }
        for text in ["4111111111111112", "4111111111111711", "1411111111111111"] {
            assert_eq!(BankCard::parse(text).err(), Some(BankCardRefusal::Check), "{text}");
        }
    }
}
