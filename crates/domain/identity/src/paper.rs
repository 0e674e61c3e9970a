//! The papers by which a person proves who she is, and the check of their numbers.

use crate::{CitizenNumber, CitizenRefusal, CreditCode, CreditCodeRefusal};
use jiff::civil::Date;
use kernel::Refusal;
use serde::{Deserialize, Serialize};

/// A kind of identity paper; external code lists (GA/T 2000.156 and others) are mapped at the edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaperKind {
    /// 居民身份证.
    CitizenCard,
    /// 港澳台居民居住证.
    NeighbourResidencePermit,
    /// 港澳居民来往内地通行证.
    HomeReturnPermit,
    /// 台湾居民来往大陆通行证.
    TaiwanTravelPermit,
    /// 外国人永久居留身份证.
    ForeignPermanentCard,
    /// 护照 of any country.
    Passport,
    /// 统一社会信用代码 of an organisation.
    CreditCode,
}

/// A checked number of a paper in its normal form.
#[derive(Clone, PartialEq, Eq)]
pub struct PaperNumber {
    /// The paper.
    pub kind: PaperKind,
    normal: String,
}

/// Why a number does not fit its paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PaperRefusal {
    /// The citizen number is wrong.
    #[error(transparent)]
    Citizen(#[from] CitizenRefusal),
    /// The credit code is wrong.
    #[error(transparent)]
    Credit(#[from] CreditCodeRefusal),
    /// The number has not the shape of this paper's numbers.
    #[error("the number has not the shape of this paper's numbers")]
    Shape(PaperKind),
}

impl Refusal for PaperRefusal {
    fn key(&self) -> &'static str {
        match self {
            PaperRefusal::Citizen(refusal) => refusal.key(),
            PaperRefusal::Credit(refusal) => refusal.key(),
            PaperRefusal::Shape(PaperKind::HomeReturnPermit) => "refusal-paper-home-return",
            PaperRefusal::Shape(PaperKind::TaiwanTravelPermit) => "refusal-paper-taiwan",
            PaperRefusal::Shape(PaperKind::ForeignPermanentCard) => "refusal-paper-foreign-permanent",
            PaperRefusal::Shape(PaperKind::NeighbourResidencePermit) => "refusal-paper-residence-permit",
            PaperRefusal::Shape(_) => "refusal-paper-shape",
        }
    }
}

impl PaperNumber {
    /// Reads the number of a paper as typed.
    ///
    /// # Errors
    /// A [`PaperRefusal`] that names what is wrong.
    pub fn parse(kind: PaperKind, text: &str, today: Date) -> Result<Self, PaperRefusal> {
        let typed: String = text
            .chars()
            .filter(|symbol| !symbol.is_whitespace())
            .map(|symbol| symbol.to_ascii_uppercase())
            .collect();
        let normal = match kind {
            PaperKind::CitizenCard => CitizenNumber::parse(&typed, today)?.as_str().to_owned(),
            PaperKind::CreditCode => CreditCode::parse(&typed)?.as_str().to_owned(),
            PaperKind::NeighbourResidencePermit => residence_permit(&typed, today)?,
            PaperKind::ForeignPermanentCard => foreign_permanent(&typed, today)?,
            PaperKind::HomeReturnPermit => shaped(kind, typed, is_home_return)?,
            PaperKind::TaiwanTravelPermit => shaped(kind, typed, is_taiwan)?,
            PaperKind::Passport => shaped(kind, typed, is_passport)?,
        };
        Ok(PaperNumber { kind, normal })
    }

    /// The number in its normal form, as it is hashed and stored.
    pub fn as_str(&self) -> &str {
        &self.normal
    }
}

fn shaped(kind: PaperKind, typed: String, fits: fn(&str) -> bool) -> Result<String, PaperRefusal> {
    if fits(&typed) { Ok(typed) } else { Err(PaperRefusal::Shape(kind)) }
}

fn residence_permit(typed: &str, today: Date) -> Result<String, PaperRefusal> {
    if !["810000", "820000", "830000"].iter().any(|region| typed.starts_with(region)) {
        return Err(PaperRefusal::Shape(PaperKind::NeighbourResidencePermit));
    }
    Ok(CitizenNumber::parse(typed, today)?.as_str().to_owned())
}

// The card of 2023 has 18 symbols, starts with 9 and is checked like a citizen number; the card of 2017
// has 15 symbols whose check public sources compute in two ways, so it passes on its shape.
fn foreign_permanent(typed: &str, today: Date) -> Result<String, PaperRefusal> {
    if typed.len() == 15 && typed[..3].bytes().all(|byte| byte.is_ascii_uppercase()) {
        let digits = typed[3..].bytes().all(|byte| byte.is_ascii_digit());
        if digits {
            return Ok(typed.to_owned());
        }
    }
    if typed.len() != 18 || !typed.starts_with('9') {
        return Err(PaperRefusal::Shape(PaperKind::ForeignPermanentCard));
    }
    Ok(CitizenNumber::parse(typed, today)?.as_str().to_owned())
}

fn is_home_return(typed: &str) -> bool {
    let rest = typed.strip_prefix(['H', 'M']).unwrap_or_default();
    matches!(rest.len(), 8 | 10) && rest.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

fn is_taiwan(typed: &str) -> bool {
    matches!(typed.len(), 8 | 10) && typed.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_passport(typed: &str) -> bool {
    (5..=15).contains(&typed.len()) && typed.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

impl std::fmt::Debug for PaperNumber {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "PaperNumber({:?}, {})", self.kind, crate::mask_number(&self.normal))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn parse(kind: PaperKind, text: &str) -> Result<PaperNumber, PaperRefusal> {
        PaperNumber::parse(kind, text, date(2026, 11, 22))
    }

    #[test]
    fn papers_of_neighbours_and_foreigners_are_read() {
        assert!(parse(PaperKind::NeighbourResidencePermit, "830000199201300022").is_ok());
        assert!(parse(PaperKind::HomeReturnPermit, "h12345678").is_ok());
        assert!(parse(PaperKind::TaiwanTravelPermit, "12345678").is_ok());
        assert!(parse(PaperKind::ForeignPermanentCard, "911124198108030024").is_ok());
        assert!(parse(PaperKind::Passport, "E12345678").is_ok());
    }

    #[test]
    fn a_number_of_another_paper_is_refused() {
        let wrong = parse(PaperKind::NeighbourResidencePermit, "440402199001010014").err();
        assert_eq!(wrong, Some(PaperRefusal::Shape(PaperKind::NeighbourResidencePermit)));
        let wrong = parse(PaperKind::HomeReturnPermit, "12345678").err();
        assert_eq!(wrong, Some(PaperRefusal::Shape(PaperKind::HomeReturnPermit)));
    }
}
