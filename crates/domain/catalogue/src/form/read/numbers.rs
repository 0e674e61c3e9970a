//! The shape of long numbers, as people type them: with gaps, in full width, in small letters.

use super::{FieldReason, FieldValue};

pub(super) fn identity_number(text: &str) -> Result<FieldValue, FieldReason> {
    let number = compact(text).to_ascii_uppercase();
    let (body, check) = number.split_at_checked(17).ok_or(FieldReason::IdentityShape)?;
    let shaped = body.bytes().all(|byte| byte.is_ascii_digit())
        && check.len() == 1
        && check.bytes().all(|byte| byte.is_ascii_digit() || byte == b'X');
    if shaped { Ok(FieldValue::IdentityNumber(number)) } else { Err(FieldReason::IdentityShape) }
}

pub(super) fn uscc(text: &str) -> Result<FieldValue, FieldReason> {
    let code = compact(text).to_ascii_uppercase();
    let shaped =
        code.len() == 18 && code.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase());
    if shaped { Ok(FieldValue::Uscc(code)) } else { Err(FieldReason::UsccShape) }
}

/// The number of a card; the check digit is looked at with the other last looks.
pub(super) fn bank_card(text: &str) -> Result<FieldValue, FieldReason> {
    let number: String = compact(text).chars().filter(|sign| *sign != '-').collect();
    let shaped = (12..=19).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
    if shaped { Ok(FieldValue::BankCard(number)) } else { Err(FieldReason::BankCardShape) }
}

/// Mainland mobile and fixed lines, and numbers with a country code such as +852 and +853.
pub(super) fn telephone(text: &str) -> Result<FieldValue, FieldReason> {
    let number = compact(text);
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let plain = number.chars().all(|sign| sign.is_ascii_digit() || sign == '-' || sign == '+');
    let length = digits.len();
    let shaped = match number.as_bytes().first() {
        Some(b'+') => (8..=15).contains(&length),
        Some(b'1') => length == 11 || length == 5 || length == 8,
        Some(b'0') => (10..=12).contains(&length),
        Some(b'2'..=b'9') => (7..=8).contains(&length),
        _ => false,
    };
    let plus_inside = number.chars().skip(1).any(|sign| sign == '+');
    if plain && shaped && !plus_inside {
        Ok(FieldValue::Telephone(number))
    } else {
        Err(FieldReason::TelephoneShape)
    }
}

/// Full-width digits as ordinary ones, without spaces.
pub(super) fn half_width(text: &str) -> String {
    let half = |sign: char| match sign {
        '０'..='９' | '－' | '．' => char::from_u32(sign as u32 - 0xfee0).unwrap_or(sign),
        other => other,
    };
    text.chars().filter(|sign| !sign.is_whitespace()).map(half).collect()
}

/// Half-width and without the gaps that people type into long numbers.
fn compact(text: &str) -> String {
    let letters = |sign: char| match sign {
        'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '＋' => char::from_u32(sign as u32 - 0xfee0).unwrap_or(sign),
        other => other,
    };
    half_width(text).chars().map(letters).collect()
}
