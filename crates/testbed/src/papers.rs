//! Papers that somebody hands in.

/// A PDF that opens, with `words` in a comment and no page to look at.
pub fn small_pdf(words: &str) -> Vec<u8> {
    let objects = "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n";
    let body = format!("%PDF-1.7\n% {words}\n{objects}");
    let place = body.len();
    format!("{body}xref\n0 0\ntrailer<</Root 1 0 R/Size 3>>\nstartxref\n{place}\n%%EOF\n").into_bytes()
}
