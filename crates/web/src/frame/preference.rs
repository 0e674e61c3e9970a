//! How a person likes to see pages: large type, high contrast, simple mode and the rest.
//!
//! The same short text is kept in a cookie (so that the server draws the first byte right) and by the
//! browser; every mode is a class on `<html>` and a theme of its own.

/// The cookie that holds the preferences of this device.
pub const COOKIE: &str = "yimen-view";

/// The size of type.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TypeSize {
    /// As designed.
    #[default]
    Normal,
    /// A quarter larger.
    Large,
    /// Half as large again.
    Largest,
}

/// The palette.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Contrast {
    /// As designed.
    #[default]
    Normal,
    /// Black ground, white and yellow type.
    High,
}

/// The modes that a person has switched on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Preferences {
    /// The size of type.
    pub type_size: TypeSize,
    /// The palette.
    pub contrast: Contrast,
    /// Icons at twice their size.
    pub large_icons: bool,
    /// A large pointer.
    pub large_pointer: bool,
    /// A bar that repeats in large type what is pointed at, focused or read aloud.
    pub captions: bool,
    /// A bar that reads the page aloud.
    pub reading: bool,
    /// Focus marks twice as strong and the keys listed at the foot.
    pub keyboard: bool,
    /// Fewer choices, more explanation.
    pub simple: bool,
}

impl Preferences {
    /// Reads what [`Preferences::write`] wrote; unknown words are skipped, so old cookies stay harmless.
    pub fn read(text: &str) -> Preferences {
        let mut preferences = Preferences::default();
        for word in text.split('.') {
            match word {
                "large" => preferences.type_size = TypeSize::Large,
                "largest" => preferences.type_size = TypeSize::Largest,
                "contrast" => preferences.contrast = Contrast::High,
                "icons" => preferences.large_icons = true,
                "pointer" => preferences.large_pointer = true,
                "captions" => preferences.captions = true,
                "reading" => preferences.reading = true,
                "keyboard" => preferences.keyboard = true,
                "simple" => preferences.simple = true,
                _ => {}
            }
        }
        preferences
    }

    /// The words of all modes that are on, joined by dots.
    pub fn write(&self) -> String {
        self.words().join(".")
    }

    /// The class names on `<html>`, the same words.
    pub fn classes(&self) -> String {
        self.words().join(" ")
    }

    /// Whether a mode is on, by its word.
    pub fn has(&self, word: &str) -> bool {
        self.words().contains(&word)
    }

    fn words(&self) -> Vec<&'static str> {
        let size = match self.type_size {
            TypeSize::Normal => None,
            TypeSize::Large => Some("large"),
            TypeSize::Largest => Some("largest"),
        };
        let modes = [
            (self.contrast == Contrast::High, "contrast"),
            (self.large_icons, "icons"),
            (self.large_pointer, "pointer"),
            (self.captions, "captions"),
            (self.reading, "reading"),
            (self.keyboard, "keyboard"),
            (self.simple, "simple"),
        ];
        size.into_iter().chain(modes.into_iter().filter_map(|(on, word)| on.then_some(word))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let text = "largest.contrast.icons.pointer.captions.reading.keyboard.simple";
        assert_eq!(Preferences::read(text).write(), text);
        assert_eq!(Preferences::default().write(), "");
    }

    #[test]
    fn unknown_words_are_skipped() {
        assert_eq!(Preferences::read("blink.<script>.large").write(), "large");
    }
}
