//! The unified social credit code of organisations (统一社会信用代码, GB 32100-2015).

use kernel::Refusal;
use serde::{Deserialize, Serialize};

/// A checked code of 18 symbols. It is public, not personal.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CreditCode(String);

/// Why a text is not a credit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CreditCodeRefusal {
    /// Not 18 symbols of the alphabet, which lacks I, O, S, V and Z.
    #[error("a credit code has 18 digits and capital letters without I, O, S, V and Z")]
    Shape,
    /// The check symbol does not fit.
    #[error("the last symbol does not fit the others")]
    Check,
}

impl Refusal for CreditCodeRefusal {
    fn key(&self) -> &'static str {
        match self {
            CreditCodeRefusal::Shape => "refusal-credit-code-shape",
            CreditCodeRefusal::Check => "refusal-credit-code-check",
        }
    }

    fn source_of_law(&self) -> Option<&'static str> {
        Some("GB 32100-2015")
    }
}

const SYMBOLS: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

fn check_symbol(body: &[u8]) -> Option<u8> {
    let mut weight = 1;
    let mut sum = 0;
    for symbol in body {
        sum += SYMBOLS.iter().position(|known| known == symbol)? * weight;
        weight = weight * 3 % 31;
    }
    Some(SYMBOLS[(31 - sum % 31) % 31])
}

impl CreditCode {
    /// Reads a code as typed: small letters and spaces are fine.
    ///
    /// # Errors
    /// A [`CreditCodeRefusal`] that names what is wrong.
    pub fn parse(text: &str) -> Result<Self, CreditCodeRefusal> {
        let code: String = text
            .chars()
            .filter(|symbol| !symbol.is_whitespace())
            .map(|symbol| symbol.to_ascii_uppercase())
            .collect();
        if code.len() != 18 {
            return Err(CreditCodeRefusal::Shape);
        }
        let check = check_symbol(&code.as_bytes()[..17]).ok_or(CreditCodeRefusal::Shape)?;
        if !SYMBOLS.contains(&code.as_bytes()[17]) {
            return Err(CreditCodeRefusal::Shape);
        }
        if check != code.as_bytes()[17] {
            return Err(CreditCodeRefusal::Check);
        }
        Ok(CreditCode(code))
    }

    /// The code as 18 symbols.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// A code for made-up enterprises of the region, from a number.
    pub fn compose(region: u32, serial: u32) -> Self {
        let body = format!("91{:06}MA{:07}", region % 1_000_000, serial % 10_000_000);
        let check = check_symbol(body.as_bytes()).expect("digits and MA are in the alphabet");
        CreditCode(format!("{body}{}", char::from(check)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_codes_pass() {
        for code in ["12441500196720244T", "11440100007483172Q", "91330102MA28NBU477", "11330105002500287C"] {
            assert!(CreditCode::parse(code).is_ok(), "{code}");
        }
    }

    #[test]
    fn each_fault_has_its_own_refusal() {
        assert_eq!(CreditCode::parse("9133"), Err(CreditCodeRefusal::Shape));
        assert_eq!(CreditCode::parse("91330102MA28NBO477"), Err(CreditCodeRefusal::Shape));
        assert_eq!(CreditCode::parse("91330102MA28NBU478"), Err(CreditCodeRefusal::Check));
    }

    #[test]
    fn a_composed_code_checks_itself() {
        let code = CreditCode::compose(440_402, 42);
        assert_eq!(CreditCode::parse(code.as_str()), Ok(code));
    }
}
