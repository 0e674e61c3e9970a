//! `verify`: a receipt checked with nothing but the city's public key.

use crate::terminal::say;
use crate::wiring::Sentence;
use ledger::{Proved, Verified};
use std::fmt::Write as _;
use std::path::Path;

/// Checks a receipt and says what it proves.
///
/// # Errors
/// Why nothing of it should be believed.
pub fn verify(file: &Path, key: &str) -> Result<(), Sentence> {
    let read = |path: &Path| {
        std::fs::read_to_string(path).map_err(|cause| format!("{} cannot be read: {cause}", path.display()))
    };
    let receipt = read(file)?;
    let key = if Path::new(key).is_file() { read(Path::new(key))? } else { key.to_owned() };
    let verified = ledger::verify(&receipt, key.trim())
        .map_err(|refusal| format!("{} proves nothing: {refusal}", file.display()))?;
    say(&in_words(&verified))
}

fn in_words(verified: &Verified) -> String {
    let Verified { city, stream, position, at, event, version, body, values, proved, .. } = verified;
    let mut text = format!("genuine, signed by {city}\nevent: {event} version {version}, ");
    let _ = writeln!(text, "number {position} of {stream}, at {at}");
    let _ = match proved {
        Proved::Promised { at } => {
            writeln!(text, "promised at {at}: fetch the receipt again for the proof of inclusion")
        }
        Proved::Included { index, size, .. } => {
            writeln!(text, "included as leaf {index} of a tree of {size}: removing or changing it would show")
        }
    };
    for value in values {
        let _ = writeln!(text, "proved value of {}: {}", value.of, value.value);
    }
    let _ = writeln!(text, "recorded: {body}");
    text
}
