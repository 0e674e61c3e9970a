//! What a city shows of itself on every page: its name, who answers for the pages, its colours.

use kernel::LocalText;

/// The sign at the door of one installation, filled from the city's pack.
#[derive(Clone, Debug)]
pub struct Doorplate {
    /// The name of the service, for example 一门.
    pub name: LocalText,
    /// The place or authority named beside it, for example the city.
    pub place: LocalText,
    /// Who is responsible for the pages (主办单位), for the footer.
    pub keeper: LocalText,
    /// The telephone number for help, for example 12345.
    pub telephone: String,
    /// The city's own colours, where the pack sets them.
    pub brand: Option<Brand>,
    /// Whether this is a demo city; then every page says so.
    pub demo: bool,
    /// Whether cookies are marked `Secure`: true wherever the address is https.
    pub secure: bool,
}

impl Doorplate {
    /// A sign for pages that are looked at without a city.
    pub fn sample() -> Doorplate {
        Doorplate {
            name: LocalText::from("一门"),
            place: LocalText::from("某市"),
            keeper: LocalText::from("某局"),
            telephone: "12345".into(),
            brand: None,
            demo: true,
            secure: false,
        }
    }
}

/// Colours of a pack, checked for contrast when they are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Brand {
    brand: Colour,
    accent: Colour,
}

/// A colour as red, green and blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Colour(u8, u8, u8);

/// Why a pack's colours cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BrandRefusal {
    /// Not of the form `#rrggbb`.
    #[error("{0} is not a colour of the form #rrggbb")]
    NotAColour(String),
    /// The brand colour is used for text and must reach 7:1 on white (design.md, Colour).
    #[error("the brand colour {0} has a contrast of less than 7:1 on white")]
    BrandTooPale(String),
    /// The accent carries white text on buttons and must reach 4.5:1 (WCAG 2.2, 1.4.3).
    #[error("the accent colour {0} has a contrast of less than 4.5:1 with white")]
    AccentTooPale(String),
}

impl Brand {
    /// Reads the two colours of a pack and checks that text in them can be read.
    pub fn read(brand: &str, accent: &str) -> Result<Brand, BrandRefusal> {
        let colours = Brand { brand: Colour::read(brand)?, accent: Colour::read(accent)? };
        // Hundredths of the contrast ratio, so that the limits stay whole numbers.
        if colours.brand.contrast_on_white() < 700 {
            return Err(BrandRefusal::BrandTooPale(brand.to_owned()));
        }
        if colours.accent.contrast_on_white() < 450 {
            return Err(BrandRefusal::AccentTooPale(accent.to_owned()));
        }
        Ok(colours)
    }

    /// The stylesheet that sets these colours; high contrast keeps its own.
    pub fn stylesheet(&self) -> String {
        format!(
            ":root:not(.contrast){{--brand:{};--brand-deep:{};--accent:{};--accent-deep:{}}}",
            self.brand.css(),
            self.brand.darker().css(),
            self.accent.css(),
            self.accent.darker().css()
        )
    }
}

impl Colour {
    fn read(text: &str) -> Result<Colour, BrandRefusal> {
        let wrong = || BrandRefusal::NotAColour(text.to_owned());
        let digits = text.strip_prefix('#').filter(|d| d.len() == 6 && d.is_ascii()).ok_or_else(wrong)?;
        let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).map_err(|_| wrong());
        Ok(Colour(part(0)?, part(2)?, part(4)?))
    }

    fn css(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }

    fn darker(self) -> Colour {
        let shade =
            |part: u8| u8::try_from(u16::from(part) * 3 / 4).expect("three quarters of a byte fit a byte");
        Colour(shade(self.0), shade(self.1), shade(self.2))
    }

    /// Contrast with white by WCAG 2.2 ("relative luminance"), in hundredths.
    fn contrast_on_white(self) -> u32 {
        let linear = |part: u8| {
            let share = f64::from(part) / 255.0;
            if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        };
        let luminance = 0.2126 * linear(self.0) + 0.7152 * linear(self.1) + 0.0722 * linear(self.2);
        (105.0 / (luminance + 0.05)) as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pale_brand_is_refused_and_a_deep_one_is_taken() {
        assert_eq!(Brand::read("#3399cc", "#b4470f"), Err(BrandRefusal::BrandTooPale("#3399cc".into())));
        assert_eq!(Brand::read("#0b4a6f", "#f0a030"), Err(BrandRefusal::AccentTooPale("#f0a030".into())));
        assert!(Brand::read("#0b4a6f", "#b4470f").is_ok());
    }

    #[test]
    fn a_colour_that_would_break_out_of_the_stylesheet_is_refused() {
        assert!(matches!(Brand::read("#fff}*{a:b", "#000000"), Err(BrandRefusal::NotAColour(_))));
    }
}
