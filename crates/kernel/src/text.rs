//! Text of a pack in the languages it was written in; simplified Chinese is always there.

use serde::de::value::MapAccessDeserializer;
use serde::de::{self, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use std::fmt;

/// A language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Language {
    /// Simplified Chinese, complete everywhere.
    #[default]
    #[serde(rename = "zh-Hans")]
    Chinese,
    /// English, for every public page.
    #[serde(rename = "en")]
    English,
}

impl Language {
    /// The BCP 47 tag for `lang` attributes and Fluent files.
    pub const fn tag(self) -> &'static str {
        match self {
            Language::Chinese => "zh-Hans",
            Language::English => "en",
        }
    }
}

/// Text in Chinese with optional translations. A pack may write plain text or `{zh-Hans: …, en: …}`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct LocalText {
    /// Simplified Chinese: the original.
    #[serde(rename = "zh-Hans")]
    pub chinese: String,
    /// English, where somebody translated it.
    #[serde(rename = "en", skip_serializing_if = "Option::is_none")]
    pub english: Option<String>,
}

impl LocalText {
    /// The text in `language`, and whether it had to fall back to Chinese.
    pub fn read(&self, language: Language) -> (&str, bool) {
        match (language, &self.english) {
            (Language::English, Some(text)) => (text, false),
            (Language::English, None) => (&self.chinese, true),
            (Language::Chinese, _) => (&self.chinese, false),
        }
    }

    /// The text in `language`, falling back to Chinese.
    pub fn in_language(&self, language: Language) -> &str {
        self.read(language).0
    }
}

impl From<&str> for LocalText {
    fn from(text: &str) -> Self {
        LocalText { chinese: text.to_owned(), english: None }
    }
}

impl<'de> Deserialize<'de> for LocalText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TextReader)
    }
}

/// Reads both forms at the first attempt: every event holds such texts.
struct TextReader;

impl<'de> Visitor<'de> for TextReader {
    type Value = LocalText;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a text, or the keys zh-Hans and en with a text each")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<LocalText, E> {
        Ok(text.into())
    }

    fn visit_string<E: de::Error>(self, chinese: String) -> Result<LocalText, E> {
        Ok(LocalText { chinese, english: None })
    }

    fn visit_map<A: MapAccess<'de>>(self, keys: A) -> Result<LocalText, A::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Keyed {
            #[serde(rename = "zh-Hans")]
            chinese: String,
            #[serde(rename = "en", default)]
            english: Option<String>,
        }
        let Keyed { chinese, english } = Keyed::deserialize(MapAccessDeserializer::new(keys))?;
        Ok(LocalText { chinese, english })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_english_falls_back_and_says_so() {
        let text = LocalText::from("排水许可证");
        assert_eq!(text.read(Language::English), ("排水许可证", true));
    }

    #[test]
    fn plain_and_keyed_forms_read_alike() {
        let plain: LocalText = serde_json::from_str(r#""甲""#).expect("plain");
        let keyed: LocalText = serde_json::from_str(r#"{"zh-Hans":"甲"}"#).expect("keyed");
        assert_eq!(plain, keyed);
    }
}
