//! Finds characters that were laid out without a glyph.

use typst::layout::{Frame, FrameItem};
use typst::text::TextItem;
use typst_layout::PagedDocument;

/// The characters of `document` that no font could draw, in order of appearance, each once.
///
/// Exact, because it looks at the glyphs that will be written: glyph 0 is the "missing" box of
/// every OpenType font.
pub fn missing(document: &PagedDocument) -> Vec<char> {
    let mut found = Vec::new();
    for page in document.pages() {
        walk(&page.frame, &mut found);
    }
    found
}

fn walk(frame: &Frame, found: &mut Vec<char>) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => walk(&group.frame, found),
            FrameItem::Text(text) => note(text, found),
            _ => {}
        }
    }
}

fn note(text: &TextItem, found: &mut Vec<char>) {
    for glyph in text.glyphs.iter().filter(|glyph| glyph.id == 0) {
        for character in text.text[glyph.range()].chars() {
            if !found.contains(&character) {
                found.push(character);
            }
        }
    }
}
