//! The QR code of a paper as an SVG drawing of one path.

use fast_qr::ECL;
use fast_qr::qr::QRBuilder;
use std::fmt::Write;

/// The QR code of `text` as SVG, or none when the text is too long for any QR code.
///
/// Level M: a quarter of a stamped or folded code may be lost. The quiet zone of four modules
/// belongs to the drawing, so that no template can forget it.
pub fn svg(text: &str) -> Option<String> {
    const QUIET: usize = 4;
    let code = QRBuilder::new(text).ecl(ECL::M).build().ok()?;
    let side = code.size + 2 * QUIET;
    let mut path = String::new();
    for (y, row) in (0..code.size).map(|y| (y, &code[y])) {
        let mut x = 0;
        while x < code.size {
            let run = row[x..code.size].iter().take_while(|module| module.value()).count();
            if run > 0 {
                write!(path, "M{} {}h{run}v1h-{run}z", x + QUIET, y + QUIET)
                    .expect("writing to a string cannot fail");
            }
            x += run.max(1);
        }
    }
    Some(format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" shape-rendering="crispEdges"><path d="{path}"/></svg>"#
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_address_fits_and_a_novel_does_not() {
        assert!(svg("https://example.org/v/7K2M").is_some());
        assert!(svg(&"字".repeat(2000)).is_none());
    }

    #[test]
    fn the_same_text_gives_the_same_drawing() {
        assert_eq!(svg("https://example.org/v/7K2M"), svg("https://example.org/v/7K2M"));
    }
}
