//! The core is a calculator: domain crates and the kernel take time, chance and the world as arguments.

use super::Finding;
use super::source::Source;

/// Words that reach for the world, and what to do instead.
const REACHES: [(&str, &str); 19] = [
    ("::now(", "take the moment as an argument"),
    ("SystemTime", "take the moment as an argument"),
    ("Instant::", "take the moment as an argument"),
    ("rand::", "take chance as an argument"),
    ("thread_rng", "take chance as an argument"),
    ("getrandom", "take chance as an argument"),
    ("now_v7", "take the id as an argument"),
    ("new_v4", "take the id as an argument"),
    ("std::env", "take the setting as an argument"),
    ("std::fs", "take the content as an argument"),
    ("std::net", "the network is for links"),
    ("std::process", "programs are started by links"),
    ("std::thread", "the caller decides where this runs"),
    ("println!", "return what there is to say"),
    ("tokio", "nothing waits in the core"),
    ("rusqlite", "SQL is for ledger and app"),
    ("postgres::", "SQL is for ledger and app"),
    ("axum", "HTTP is for web and links"),
    ("askama", "templates are for web"),
];

/// Whether a path belongs to the core.
pub fn is_core(path: &str) -> bool {
    path.starts_with("crates/domain/") || path.starts_with("crates/kernel/")
}

/// Finds every reach for the world in the core.
pub fn check(source: &Source) -> Vec<Finding> {
    if !is_core(&source.path) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (line, text) in source.shipped() {
        for (word, advice) in REACHES.iter().filter(|(word, _)| has_word(text, word)) {
            let advice = format!("`{word}` in the core: {advice}");
            found.push(Finding::new(&source.path, line + 1, "calculator", advice));
        }
    }
    found
}

/// Whether the word stands there by itself: `rand::` is not in `operand::`.
fn has_word(text: &str, word: &str) -> bool {
    let continues = |sign: char| sign.is_alphanumeric() || sign == '_';
    let begins_inside = word.starts_with(continues);
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].chars().next_back().is_some_and(continues);
        let after = text[at + word.len()..].chars().next().is_some_and(continues);
        !(begins_inside && before || word.ends_with(continues) && after)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, code: &str) -> usize {
        check(&Source::read(path, code)).len()
    }

    #[test]
    fn every_reach_is_found_in_the_core() {
        for (word, _) in REACHES {
            assert_eq!(
                found("crates/domain/cases/src/a.rs", &format!("fn a() {{ x{}; }}", spaced(word))),
                1,
                "{word}"
            );
        }
        assert_eq!(found("crates/kernel/src/a.rs", "let now = Timestamp::now();"), 1);
    }

    fn spaced(word: &str) -> String {
        if word.starts_with(':') { word.to_owned() } else { format!(" {word}") }
    }

    #[test]
    fn other_rooms_and_tests_may_reach() {
        assert_eq!(found("crates/links/mail/src/a.rs", "Timestamp::now()"), 0);
        assert_eq!(found("crates/domain/calendar/tests/oracle.rs", "std::env::var(NAME)"), 0);
        assert_eq!(found("crates/domain/cases/src/a.rs", "#[cfg(test)]\nmod tests { use std::fs; }"), 0);
    }

    #[test]
    fn a_word_inside_another_is_no_reach() {
        assert_eq!(
            found("crates/domain/cases/src/a.rs", "operand::of(moment.now); // never Timestamp::now()"),
            0
        );
    }
}
