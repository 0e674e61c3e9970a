//! Secrets: drawn from the system's generator, kept as hashes, compared in constant time.

use crate::Problem;
use argon2::{Argon2, PasswordHash, PasswordHasher, PasswordVerifier};
use sha2::{Digest, Sha256};

/// 256 bits from the system's generator as 43 symbols.
///
/// # Errors
/// [`Problem::Fault`] if the system gives no randomness.
pub fn new_secret() -> Result<String, Problem> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).map_err(|cause| Problem::fault("drawing a secret", cause))?;
    Ok(base64::Engine::encode(&base64::engine::general_purpose::URL_SAFE_NO_PAD, bytes))
}

/// A code of six digits from the system's generator.
///
/// # Errors
/// [`Problem::Fault`] if the system gives no randomness.
pub fn new_code() -> Result<String, Problem> {
    let number = getrandom::u64().map_err(|cause| Problem::fault("drawing a code", cause))?;
    Ok(format!("{:06}", number % 1_000_000))
}

/// The hash under which a secret of full strength is kept; names its algorithm.
pub fn hash_of(secret: &str) -> String {
    let digest = Sha256::digest(secret.as_bytes());
    let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("sha256:{hex}")
}

/// The argon2id record of a password in PHC form, which names its algorithm and cost.
///
/// # Errors
/// [`Problem::Fault`] if hashing fails.
pub fn password_record(password: &str) -> Result<String, Problem> {
    let hash = Argon2::default()
        .hash_password(password.as_bytes())
        .map_err(|cause| Problem::fault("hashing a password", cause))?;
    Ok(hash.to_string())
}

/// Whether `password` fits the record; a broken record fits nothing.
pub fn password_fits(record: &str, password: &str) -> bool {
    PasswordHash::new(record)
        .is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_fits_its_record_only() {
        let record = password_record("correct-Horse-7").expect("it hashes");
        assert!(record.starts_with("$argon2id$"));
        assert!(password_fits(&record, "correct-Horse-7"));
        assert!(!password_fits(&record, "correct-Horse-8"));
        assert!(!password_fits("broken", "correct-Horse-7"));
    }

    #[test]
    fn secrets_differ_and_their_hash_names_its_algorithm() {
        let (one, other) = (new_secret().expect("drawn"), new_secret().expect("drawn"));
        assert_ne!(one, other);
        assert!(hash_of(&one).starts_with("sha256:"));
    }
}
