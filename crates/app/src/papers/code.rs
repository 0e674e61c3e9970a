//! The verification code of a paper: short enough to type, too long to guess.

use crate::Problem;
use crate::accounts::secret::new_secret;
use sha2::{Digest, Sha256};

/// The signs of a code: none of them is taken for another one on paper.
const SIGNS: &[u8; 29] = b"23456789ABCDEFGHJKMNPQRSTVWXY";

/// Twelve signs of 29 are 58 bits: among a million papers, a thousand tries each second for a year find one with
/// a chance of one in eleven, and the page limits tries besides.
const LENGTH: usize = 12;

/// A new code from the system's generator.
///
/// # Errors
/// [`Problem::Fault`] if the system gives no randomness.
pub fn new_code() -> Result<String, Problem> {
    let digest = Sha256::digest(new_secret()?.as_bytes());
    let (front, _) = digest.split_at(16);
    let mut chance = u128::from_be_bytes(front.try_into().expect("sixteen bytes were taken"));
    let mut code = String::with_capacity(LENGTH);
    for _ in 0..LENGTH {
        let place = usize::try_from(chance % 29).expect("29 fits");
        code.push(char::from(SIGNS[place]));
        chance /= 29;
    }
    Ok(code)
}

/// The code in groups of four, as it is printed.
pub fn spoken(code: &str) -> String {
    let signs: Vec<char> = code.chars().collect();
    signs.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

/// A code as people type it: small letters, spaces and hyphens are fine. None if it cannot be one.
pub fn read_code(typed: &str) -> Option<String> {
    let is_gap = |sign: &char| matches!(sign, ' ' | '-' | '\u{3000}');
    let code: String =
        typed.trim().chars().filter(|sign| !is_gap(sign)).map(|sign| sign.to_ascii_uppercase()).collect();
    let fits = code.len() == LENGTH && code.bytes().all(|sign| SIGNS.contains(&sign));
    fits.then_some(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_reads_back_as_people_type_it() {
        let code = new_code().expect("drawn");
        assert_eq!(read_code(&spoken(&code).to_lowercase()), Some(code.clone()));
        assert_eq!(spoken(&code).len(), 14);
        assert_eq!(read_code(&code[1..]), None);
        assert_eq!(read_code("O0O0-O0O0-O0O0"), None);
    }

    #[test]
    fn two_codes_differ() {
        assert_ne!(new_code().expect("drawn"), new_code().expect("drawn"));
    }
}
