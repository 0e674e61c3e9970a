//! Reading what was typed: every field once, into a typed value or a reason that says what to do.

use super::{DateSide, Decimal, Field, FieldKey, FieldKind, FieldOption, FieldValue, FilledForm, Form};
use crate::situation::{Answers, OneOrMore};
use kernel::{Date, Money};
use std::collections::BTreeMap;

mod numbers; // the shape of long numbers

use numbers::{bank_card, half_width, identity_number, telephone, uscc};

/// What reading needs beside the text: the day, and the checks that only the caller can make.
pub struct FieldChecks<'a> {
    /// Today, for dates that must lie in the past or the future.
    pub today: Date,
    /// A last look at each typed value: check digits, existing regions. Called only for well-shaped values.
    pub look: &'a dyn Fn(&Field, &FieldValue) -> Option<FieldReason>,
}

/// The last look that finds nothing.
pub fn no_checks(_: &Field, _: &FieldValue) -> Option<FieldReason> {
    None
}

/// One field that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// Which.
    pub field: FieldKey,
    /// Why.
    pub reason: FieldReason,
}

/// Why an answer cannot be taken. Each has a sentence in each language that says what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldReason {
    /// Nothing was answered.
    Missing,
    /// More characters than there is room for.
    TooLong {
        /// At most so many.
        most: u16,
    },
    /// Characters that no text has.
    ControlCharacter,
    /// Not a number in plain digits.
    NotANumber,
    /// More decimals than asked for.
    TooManyDecimals {
        /// At most so many.
        most: u8,
    },
    /// Below the least.
    TooSmall {
        /// The least, as people write it.
        least: String,
    },
    /// Above the most.
    TooLarge {
        /// The most, as people write it.
        most: String,
    },
    /// Not a day of the calendar.
    NotADate,
    /// A day that has not come yet, such as a birthday in the future.
    InTheFuture,
    /// A day that has passed.
    InThePast,
    /// None of the options.
    NotAnOption,
    /// Fewer options than asked for.
    TooFew {
        /// At least so many.
        least: u8,
    },
    /// Neither yes nor no.
    NotYesOrNo,
    /// A person's name has 1 to 50 characters and no digits.
    NameShape,
    /// An identity number has 17 digits and a digit or X.
    IdentityShape,
    /// The check digit of an identity number does not fit.
    IdentityCheck,
    /// The identity number holds a day of birth that cannot be.
    IdentityBirth,
    /// A unified social credit code has 18 capital letters and digits.
    UsccShape,
    /// The check symbol of the credit code does not fit.
    UsccCheck,
    /// The number of a bank card has 12 to 19 digits.
    BankCardShape,
    /// The check digit of a bank card does not fit.
    BankCardCheck,
    /// Not a telephone number.
    TelephoneShape,
    /// No such region.
    UnknownRegion,
    /// Several answers where one is asked for.
    Several,
    /// The form has no such field.
    UnknownField,
    /// A JSON value of another kind than the field.
    WrongKind,
}

impl FieldReason {
    /// The message key, `field-…`.
    pub const fn key(&self) -> &'static str {
        match self {
            FieldReason::Missing => "field-missing",
            FieldReason::TooLong { .. } => "field-too-long",
            FieldReason::ControlCharacter => "field-control-character",
            FieldReason::NotANumber => "field-not-a-number",
            FieldReason::TooManyDecimals { .. } => "field-too-many-decimals",
            FieldReason::TooSmall { .. } => "field-too-small",
            FieldReason::TooLarge { .. } => "field-too-large",
            FieldReason::NotADate => "field-not-a-date",
            FieldReason::InTheFuture => "field-in-the-future",
            FieldReason::InThePast => "field-in-the-past",
            FieldReason::NotAnOption => "field-not-an-option",
            FieldReason::TooFew { .. } => "field-too-few",
            FieldReason::NotYesOrNo => "field-not-yes-or-no",
            FieldReason::NameShape => "field-name-shape",
            FieldReason::IdentityShape => "field-identity-shape",
            FieldReason::IdentityCheck => "field-identity-check",
            FieldReason::IdentityBirth => "field-identity-birth",
            FieldReason::UsccShape => "field-uscc-shape",
            FieldReason::UsccCheck => "field-uscc-check",
            FieldReason::BankCardShape => "field-bank-card-shape",
            FieldReason::BankCardCheck => "field-bank-card-check",
            FieldReason::TelephoneShape => "field-telephone-shape",
            FieldReason::UnknownRegion => "field-unknown-region",
            FieldReason::Several => "field-several",
            FieldReason::UnknownField => "field-unknown",
            FieldReason::WrongKind => "field-wrong-kind",
        }
    }

    /// Values for the sentence, by name.
    pub fn values(&self) -> Vec<(&'static str, String)> {
        match self {
            FieldReason::TooLong { most } => vec![("most", most.to_string())],
            FieldReason::TooManyDecimals { most } => vec![("most", most.to_string())],
            FieldReason::TooSmall { least } => vec![("least", least.clone())],
            FieldReason::TooLarge { most } => vec![("most", most.clone())],
            FieldReason::TooFew { least } => vec![("least", least.to_string())],
            _ => Vec::new(),
        }
    }
}

impl Form {
    /// Reads a whole form as it was sent. `answers` are those to the matter's situation questions.
    /// Values of fields that are not shown are dropped; keys that the form does not know are ignored.
    ///
    /// # Errors
    /// Every field that cannot be taken, in the order of the form.
    pub fn read(
        &self,
        raw: &BTreeMap<String, Vec<String>>,
        answers: &Answers,
        checks: &FieldChecks<'_>,
    ) -> Result<FilledForm, Vec<FieldError>> {
        let mut known = answers.clone();
        let mut filled = FilledForm::default();
        let mut errors = Vec::new();
        for section in &self.sections {
            if !section.when.holds(&known) {
                continue;
            }
            for field in &section.fields {
                if !field.when.holds(&known) {
                    continue;
                }
                match field.read(raw.get(field.key.as_str()).map_or(&[], Vec::as_slice), checks) {
                    Ok(None) => {}
                    Ok(Some(value)) => {
                        known.0.insert(field.key.0.clone(), OneOrMore(value.texts()));
                        filled.values.insert(field.key.clone(), value);
                    }
                    Err(reason) => errors.push(FieldError { field: field.key.clone(), reason }),
                }
            }
        }
        if errors.is_empty() { Ok(filled) } else { Err(errors) }
    }
}

impl Field {
    /// Reads one answer; none when nothing was answered and nothing had to be.
    ///
    /// # Errors
    /// The first reason why it cannot be taken.
    pub fn read(
        &self,
        texts: &[String],
        checks: &FieldChecks<'_>,
    ) -> Result<Option<FieldValue>, FieldReason> {
        let given: Vec<&str> = texts.iter().map(|text| text.trim()).filter(|text| !text.is_empty()).collect();
        let value = match (&self.kind, given.as_slice()) {
            (FieldKind::Multi { options, least }, given) => multi(options, *least, self.required, given)?,
            (_, []) => None,
            (_, [one]) => Some(self.read_one(one, checks.today)?),
            (_, _) => return Err(FieldReason::Several),
        };
        match value {
            None if self.required => Err(FieldReason::Missing),
            None => Ok(None),
            Some(value) => match (checks.look)(self, &value) {
                Some(reason) => Err(reason),
                None => Ok(Some(value)),
            },
        }
    }

    fn read_one(&self, text: &str, today: Date) -> Result<FieldValue, FieldReason> {
        match &self.kind {
            FieldKind::Text { max_length } | FieldKind::Address { max_length } => {
                one_line(text, *max_length).map(FieldValue::Text)
            }
            FieldKind::LongText { max_length } => several_lines(text, *max_length).map(FieldValue::Text),
            FieldKind::Number { decimals, least, most, .. } => number(text, *decimals, *least, *most),
            FieldKind::Money { least, most } => money(text, *least, *most),
            FieldKind::Date { side } => date(text, *side, today),
            FieldKind::Choice { options } => option(options, text).map(FieldValue::Choice),
            FieldKind::Multi { .. } => Err(FieldReason::Several),
            FieldKind::YesNo => match text {
                "yes" | "true" | "是" => Ok(FieldValue::YesNo(true)),
                "no" | "false" | "否" => Ok(FieldValue::YesNo(false)),
                _ => Err(FieldReason::NotYesOrNo),
            },
            FieldKind::PersonName => person_name(text),
            FieldKind::IdentityNumber => identity_number(text),
            FieldKind::Uscc => uscc(text),
            FieldKind::BankCard => bank_card(text),
            FieldKind::Telephone => telephone(text),
            FieldKind::Region { .. } => region(text),
        }
    }
}

fn one_line(text: &str, most: u16) -> Result<String, FieldReason> {
    if text.chars().any(char::is_control) {
        return Err(FieldReason::ControlCharacter);
    }
    several_lines(text, most)
}

fn several_lines(text: &str, most: u16) -> Result<String, FieldReason> {
    // Browsers send line ends as two signs; kept as one, or the length would differ from what was shown.
    let text = text.replace("\r\n", "\n");
    if text.chars().any(|sign| sign.is_control() && sign != '\n' && sign != '\t') {
        return Err(FieldReason::ControlCharacter);
    }
    if text.chars().count() > usize::from(most) { Err(FieldReason::TooLong { most }) } else { Ok(text) }
}

fn number(
    text: &str,
    decimals: u8,
    least: Option<Decimal>,
    most: Option<Decimal>,
) -> Result<FieldValue, FieldReason> {
    let number: Decimal = half_width(text).parse().map_err(|_| FieldReason::NotANumber)?;
    if number.decimals() > decimals {
        return Err(FieldReason::TooManyDecimals { most: decimals });
    }
    if let Some(least) = least.filter(|least| number < *least) {
        return Err(FieldReason::TooSmall { least: least.to_string() });
    }
    if let Some(most) = most.filter(|most| *most < number) {
        return Err(FieldReason::TooLarge { most: most.to_string() });
    }
    Ok(FieldValue::Number(number))
}

fn money(text: &str, least: Option<Money>, most: Option<Money>) -> Result<FieldValue, FieldReason> {
    let yuan: Decimal = half_width(text).parse().map_err(|_| FieldReason::NotANumber)?;
    if yuan.decimals() > 2 {
        return Err(FieldReason::TooManyDecimals { most: 2 });
    }
    let fen = yuan.scaled(2).map(Money).ok_or(FieldReason::NotANumber)?;
    let least = least.unwrap_or(Money(0));
    if fen < least {
        return Err(FieldReason::TooSmall { least: least.to_string() });
    }
    if let Some(most) = most.filter(|most| *most < fen) {
        return Err(FieldReason::TooLarge { most: most.to_string() });
    }
    Ok(FieldValue::Money(fen))
}

fn date(text: &str, side: Option<DateSide>, today: Date) -> Result<FieldValue, FieldReason> {
    let date: Date = half_width(text).replace('/', "-").parse().map_err(|_| FieldReason::NotADate)?;
    match side {
        Some(DateSide::Past) if today < date => Err(FieldReason::InTheFuture),
        Some(DateSide::Future) if date < today => Err(FieldReason::InThePast),
        _ => Ok(FieldValue::Date(date)),
    }
}

fn option(options: &[FieldOption], text: &str) -> Result<String, FieldReason> {
    let known = options.iter().any(|option| option.key == text);
    if known { Ok(text.to_owned()) } else { Err(FieldReason::NotAnOption) }
}

fn multi(
    options: &[FieldOption],
    least: u8,
    required: bool,
    given: &[&str],
) -> Result<Option<FieldValue>, FieldReason> {
    for text in given {
        option(options, text)?;
    }
    // In the order of the form and each once, so that equal answers are equal values.
    let chosen = options.iter().filter(|option| given.contains(&option.key.as_str()));
    let chosen: Vec<String> = chosen.map(|option| option.key.clone()).collect();
    if chosen.is_empty() {
        return Ok(None);
    }
    let least = if required { least.max(1) } else { least };
    if chosen.len() < usize::from(least) {
        return Err(FieldReason::TooFew { least });
    }
    Ok(Some(FieldValue::Multi(chosen)))
}

/// Any script and any plane, "·" and spaces inside, at most 50 characters (practice.md 21).
fn person_name(text: &str) -> Result<FieldValue, FieldReason> {
    let name: String =
        text.chars().map(|sign| if matches!(sign, '•' | '・' | '‧') { '·' } else { sign }).collect();
    let strange =
        |sign: char| sign.is_control() || sign.is_numeric() && !is_han_number(sign) || "<>{}@".contains(sign);
    if name.chars().count() > 50 || name.chars().any(strange) {
        return Err(FieldReason::NameShape);
    }
    Ok(FieldValue::PersonName(name))
}

/// Chinese characters such as 一 and 万 count as numbers in Unicode but are names all the same.
fn is_han_number(sign: char) -> bool {
    ('\u{3007}'..='\u{3007}').contains(&sign) || '\u{3400}' <= sign
}

fn region(text: &str) -> Result<FieldValue, FieldReason> {
    let shaped = text.len() <= 40 && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if shaped { Ok(FieldValue::Region(text.into())) } else { Err(FieldReason::UnknownRegion) }
}

#[cfg(test)]
mod tests;
