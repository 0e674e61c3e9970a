//! The citizen number (公民身份号码, GB 11643-1999): 18 symbols with a check after ISO 7064 MOD 11-2.

use jiff::civil::Date;
use kernel::Refusal;
use std::fmt;

/// A checked citizen number, always 18 symbols with a capital X.
///
/// The residence permit for residents of Hong Kong, Macao and Taiwan has the same structure with the
/// region codes 810000, 820000 and 830000; retired region codes are accepted.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct CitizenNumber(String);

/// The sex that the number tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sex {
    /// Odd sequence.
    Male,
    /// Even sequence.
    Female,
}

/// Why a text is not a citizen number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CitizenRefusal {
    /// Not 18 (or the old 15) symbols.
    #[error("a citizen number has 18 symbols, 17 digits and a digit or X")]
    Shape,
    /// The eight digits in the middle are no date.
    #[error("digits 7 to 14 are not a date of birth")]
    Birth,
    /// The date of birth lies after today.
    #[error("the date of birth lies in the future")]
    Future,
    /// The check symbol does not fit.
    #[error("the last symbol does not fit the others")]
    Check,
}

impl Refusal for CitizenRefusal {
    fn key(&self) -> &'static str {
        match self {
            CitizenRefusal::Shape => "refusal-citizen-number-shape",
            CitizenRefusal::Birth => "refusal-citizen-number-birth",
            CitizenRefusal::Future => "refusal-citizen-number-future",
            CitizenRefusal::Check => "refusal-citizen-number-check",
        }
    }

    fn source_of_law(&self) -> Option<&'static str> {
        Some("GB 11643-1999")
    }
}

const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/// The check symbol of the first 17 digits (ISO 7064 MOD 11-2).
pub(crate) fn check_symbol(digits: &[u8]) -> u8 {
    let sum: u32 = digits.iter().zip(WEIGHTS).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    b"10X98765432"[(sum % 11) as usize]
}

impl CitizenNumber {
    /// Reads a number as typed (spaces and a small x are fine; 15 digits are lifted to 18).
    ///
    /// # Errors
    /// A [`CitizenRefusal`] that names what is wrong.
    pub fn parse(text: &str, today: Date) -> Result<Self, CitizenRefusal> {
        let typed: String = text.chars().filter(|symbol| !symbol.is_whitespace()).collect();
        let number = lift(&typed.to_ascii_uppercase());
        let bytes = number.as_bytes();
        let shaped = bytes.len() == 18
            && bytes[..17].iter().all(u8::is_ascii_digit)
            && (bytes[17].is_ascii_digit() || bytes[17] == b'X');
        if !shaped {
            return Err(CitizenRefusal::Shape);
        }
        let birth = birth_of(&number).ok_or(CitizenRefusal::Birth)?;
        if today < birth {
            return Err(CitizenRefusal::Future);
        }
        if check_symbol(&bytes[..17]) != bytes[17] {
            return Err(CitizenRefusal::Check);
        }
        Ok(CitizenNumber(number))
    }

    /// The number as 18 symbols.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The date of birth.
    pub fn birth(&self) -> Date {
        birth_of(&self.0).expect("the date was checked when the number was read")
    }

    /// The sex, from the last digit of the sequence.
    pub fn sex(&self) -> Sex {
        if self.0.as_bytes()[16] % 2 == 1 { Sex::Male } else { Sex::Female }
    }

    /// Whole years of age on `day`.
    pub fn age(&self, day: Date) -> i16 {
        let birth = self.birth();
        let had_birthday = (birth.month(), birth.day()) <= (day.month(), day.day());
        day.year() - birth.year() - i16::from(!had_birthday)
    }

    /// A number for made-up persons: six region digits, birth, and a sequence below 1000.
    pub fn compose(region: u32, birth: Date, sequence: u16) -> Self {
        let body = format!(
            "{:06}{:04}{:02}{:02}{:03}",
            region % 1_000_000,
            birth.year(),
            birth.month(),
            birth.day(),
            sequence % 1000
        );
        let check = char::from(check_symbol(body.as_bytes()));
        CitizenNumber(format!("{body}{check}"))
    }
}

/// The 15-digit number of before 1999 gains the century and the check symbol.
fn lift(typed: &str) -> String {
    if typed.len() != 15 || !typed.bytes().all(|byte| byte.is_ascii_digit()) {
        return typed.to_owned();
    }
    let body = format!("{}19{}", &typed[..6], &typed[6..]);
    let check = char::from(check_symbol(body.as_bytes()));
    format!("{body}{check}")
}

fn birth_of(number: &str) -> Option<Date> {
    let year = number.get(6..10)?.parse().ok()?;
    let month = number.get(10..12)?.parse().ok()?;
    let day = number.get(12..14)?.parse().ok()?;
    Date::new(year, month, day).ok()
}

impl fmt::Debug for CitizenNumber {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "CitizenNumber({})", crate::mask_number(&self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const TODAY: Date = date(2026, 11, 22);

    #[test]
    fn known_numbers_pass() {
        for number in ["11010519491231002X", "440524188001010014", "440402199001010014", "810000199408230021"]
        {
            assert!(CitizenNumber::parse(number, TODAY).is_ok(), "{number}");
        }
    }

    #[test]
    fn a_small_x_and_spaces_are_read_as_meant() {
        let number = CitizenNumber::parse("110105 19491231 002x", TODAY).expect("it is the same number");
        assert_eq!(number.as_str(), "11010519491231002X");
    }

    #[test]
    fn an_old_number_of_fifteen_digits_is_lifted() {
        let number = CitizenNumber::parse("110105491231002", TODAY).expect("it was valid before 1999");
        assert_eq!(number.as_str(), "11010519491231002X");
    }

    #[test]
    fn each_fault_has_its_own_refusal() {
        let refusal = |text| CitizenNumber::parse(text, TODAY).expect_err("it is wrong");
        assert_eq!(refusal("4404021990"), CitizenRefusal::Shape);
        assert_eq!(refusal("440402199002300014"), CitizenRefusal::Birth);
        assert_eq!(refusal("440402209901010014"), CitizenRefusal::Future);
        assert_eq!(refusal("440402199001010015"), CitizenRefusal::Check);
    }

    #[test]
    fn every_wrong_digit_is_caught() {
        let right = "440402199001010014";
        for place in 14..17 {
            for digit in b'0'..=b'9' {
                let mut bytes = right.as_bytes().to_vec();
                if bytes[place] == digit {
                    continue;
                }
                bytes[place] = digit;
                let text = String::from_utf8(bytes).expect("digits are ASCII");
                assert_eq!(CitizenNumber::parse(&text, TODAY), Err(CitizenRefusal::Check), "{text}");
            }
        }
    }

    #[test]
    fn age_counts_whole_years() {
        let number = CitizenNumber::compose(440_402, date(1946, 11, 23), 1);
        assert_eq!(number.age(TODAY), 79);
        assert_eq!(number.age(date(2026, 11, 23)), 80);
    }
}
