//! Chinese words for search: until the ledger cuts words itself, signs stand alone.

/// Text cut into words with spaces between them.
pub fn segment(text: &str) -> String {
    let mut cut = String::new();
    for sign in text.chars() {
        if sign.is_ascii_alphanumeric() {
            cut.push(sign.to_ascii_lowercase());
        } else if sign.is_alphanumeric() {
            cut.push(' ');
            cut.push(sign);
            cut.push(' ');
        } else {
            cut.push(' ');
        }
    }
    cut
}

/// A query that all words must fulfil.
pub fn search_words(typed: &str) -> String {
    segment(typed).split_whitespace().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(" ")
}
