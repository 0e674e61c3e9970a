//! QR codes: a stable short link that a telephone can read from the screen or from paper.

use std::fmt::Write as _;

use askama::Template;
use fast_qr::{ECL, QRBuilder};

use super::{Html, html_part};

/// A QR code with the same link in words.
#[derive(Clone, Debug, Template)]
#[template(path = "parts/qr-code.html")]
pub struct QrCode {
    address: String,
    says: String,
    label: String,
}

impl QrCode {
    /// A code that leads to `address`; `says` stands beside it, `label` is its text for screen readers.
    pub fn new(address: impl Into<String>, says: impl Into<String>, label: impl Into<String>) -> QrCode {
        QrCode { address: address.into(), says: says.into(), label: label.into() }
    }

    /// The code alone as a picture file.
    pub fn picture(&self) -> String {
        let drawing = self.drawing().to_string();
        drawing.replacen("<svg ", "<svg xmlns=\"http://www.w3.org/2000/svg\" ", 1)
    }

    /// The code as one SVG path with the four quiet modules that the standard asks for (GB/T 18284, ISO/IEC 18004);
    /// nothing where the address is too long for a code.
    fn drawing(&self) -> Html {
        let Ok(code) = QRBuilder::new(self.address.as_str()).ecl(ECL::M).build() else {
            return Html::default();
        };
        let mut path = String::new();
        for (y, row) in code.data.chunks(code.size).take(code.size).enumerate() {
            for (x, _) in row.iter().enumerate().filter(|(_, module)| module.value()) {
                write!(path, "M{} {}h1v1h-1z", x + 4, y + 4).expect("writing to memory does not fail");
            }
        }
        let side = code.size + 8;
        Html::built(format!(
            r##"<svg class="y-qr__code" viewBox="0 0 {side} {side}" role="img" aria-label="{}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{side}v{side}H0z"/><path fill="#000" d="{path}"/></svg>"##,
            super::escaped(&self.label)
        ))
    }
}

html_part!(QrCode);
