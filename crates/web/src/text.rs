//! Sentences in the person's language: Fluent messages by key, pack text, dates and amounts.
//!
//! A key that is missing in English falls back to Chinese; one that is missing in Chinese shows as `⟦key⟧`,
//! which a test finds in every rendered sample.

mod figures; // dates, times, money
pub(crate) use figures::spoken_number;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use kernel::{Language, LocalText, Refusal};

use crate::parts::{Html, escaped};

mod table {
    include!(concat!(env!("OUT_DIR"), "/sentences.rs"));
}

type Bundle = FluentBundle<&'static FluentResource>;

/// The voice of one request: finds sentences, writes dates and amounts in its language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Text {
    language: Language,
}

/// A refusal in words: what is wrong, how to go on, which law says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusalText {
    /// What is wrong.
    pub said: String,
    /// The way forward, where the sentence file has one (`.next`).
    pub next: Option<String>,
    /// The law or rule behind it.
    pub law: Option<&'static str>,
}

impl RefusalText {
    /// What is wrong and how to go on, as one text, for the error of a field.
    pub fn in_full(self) -> String {
        match self.next {
            Some(next) => format!("{} {next}", self.said),
            None => self.said,
        }
    }
}

impl Text {
    /// The voice that speaks `language`.
    pub const fn new(language: Language) -> Text {
        Text { language }
    }

    /// The language spoken.
    pub const fn language(self) -> Language {
        self.language
    }

    /// The tag for `lang` attributes.
    pub const fn tag(self) -> &'static str {
        self.language.tag()
    }

    /// The sentence of `key`, which takes no values.
    pub fn msg(self, key: &str) -> Cow<'static, str> {
        self.find(key, None, None).unwrap_or_else(|| missing(key))
    }

    /// The sentence of `key` with its values, by name.
    pub fn with(self, key: &str, values: &[(&str, &dyn Value)]) -> String {
        let arguments = values.iter().map(|(name, value)| (*name, value.fluent())).collect();
        self.find(key, None, Some(&arguments)).unwrap_or_else(|| missing(key)).into_owned()
    }

    /// A named side sentence of `key` (a Fluent attribute), where it has one.
    pub fn side(self, key: &str, name: &str, values: &[(&str, &dyn Value)]) -> Option<String> {
        let arguments = values.iter().map(|(name, value)| (*name, value.fluent())).collect();
        self.find(key, Some(name), Some(&arguments)).map(Cow::into_owned)
    }

    /// A refusal of the domain in words.
    pub fn refusal(self, refusal: &dyn Refusal) -> RefusalText {
        let values: Vec<_> =
            refusal.values().into_iter().map(|(name, value)| (name, of_digits(value))).collect();
        let arguments: FluentArgs = values.into_iter().collect();
        let said = self.find(refusal.key(), None, Some(&arguments)).unwrap_or_else(|| missing(refusal.key()));
        let next = self.find(refusal.key(), Some("next"), Some(&arguments)).map(Cow::into_owned);
        RefusalText { said: said.into_owned(), next, law: refusal.source_of_law() }
    }

    /// Text of a pack as HTML: where it is not translated, the Chinese shows and is marked as Chinese.
    pub fn show(self, text: &LocalText) -> Html {
        match text.read(self.language) {
            (words, false) => Html::text(words),
            (words, true) => {
                Html::built(format!(r#"<span class="y-chinese" lang="zh-Hans">{}</span>"#, escaped(words)))
            }
        }
    }

    /// Text of a pack as plain words, for titles and labels; where it is not translated, in Chinese.
    pub fn read(self, text: &LocalText) -> &str {
        text.in_language(self.language)
    }

    fn find(
        self,
        key: &str,
        attribute: Option<&str>,
        arguments: Option<&FluentArgs>,
    ) -> Option<Cow<'static, str>> {
        look_up(bundle(self.language), key, attribute, arguments)
            .or_else(|| look_up(bundle(Language::Chinese), key, attribute, arguments))
    }
}

/// Templates pass what they hold by reference.
impl From<&Text> for Text {
    fn from(text: &Text) -> Text {
        *text
    }
}

/// A value inside a sentence.
pub trait Value {
    /// The value as Fluent takes it: numbers stay numbers, so that plurals work.
    fn fluent(&self) -> FluentValue<'_>;
}

impl<V: Value + ?Sized> Value for &V {
    fn fluent(&self) -> FluentValue<'_> {
        (**self).fluent()
    }
}

macro_rules! values {
    ($($kind:ty: $value:ident => $fluent:expr),+ $(,)?) => {
        $(impl Value for $kind {
            fn fluent(&self) -> FluentValue<'_> {
                let $value = self;
                $fluent
            }
        })+
    };
}

values! {
    str: text => FluentValue::from(text),
    String: text => FluentValue::from(text.as_str()),
    Cow<'_, str>: text => FluentValue::from(text.as_ref()),
    u8: number => FluentValue::from(*number),
    u16: number => FluentValue::from(*number),
    u32: number => FluentValue::from(*number),
    u64: number => FluentValue::from(*number),
    usize: number => FluentValue::from(*number),
    i32: number => FluentValue::from(*number),
    i64: number => FluentValue::from(*number),
}

/// Refusals carry their values as text: short plain numbers become numbers again (for plurals),
/// everything else, such as a case number with leading zeros, stays as it was written.
fn of_digits(value: String) -> FluentValue<'static> {
    let plain = value.len() <= 6
        && value.bytes().all(|b| b.is_ascii_digit())
        && (value == "0" || !value.starts_with('0'));
    match value.parse::<u32>() {
        Ok(number) if plain => FluentValue::from(number),
        _ => FluentValue::from(value),
    }
}

fn missing(key: &str) -> Cow<'static, str> {
    Cow::Owned(format!("⟦{key}⟧"))
}

fn look_up(
    bundle: &'static Bundle,
    key: &str,
    attribute: Option<&str>,
    arguments: Option<&FluentArgs>,
) -> Option<Cow<'static, str>> {
    let message = bundle.get_message(key)?;
    let pattern = match attribute {
        None => message.value()?,
        Some(name) => message.get_attribute(name)?.value(),
    };
    // Errors are unknown variables; the sentence then shows the variable's name, which the sample tests find.
    Some(match arguments {
        None => bundle.format_pattern(pattern, None, &mut Vec::new()),
        Some(_) => Cow::Owned(bundle.format_pattern(pattern, arguments, &mut Vec::new()).into_owned()),
    })
}

fn bundle(language: Language) -> &'static Bundle {
    static CHINESE: OnceLock<Bundle> = OnceLock::new();
    static ENGLISH: OnceLock<Bundle> = OnceLock::new();
    match language {
        Language::Chinese => CHINESE.get_or_init(|| load(language)),
        Language::English => ENGLISH.get_or_init(|| load(language)),
    }
}

fn load(language: Language) -> Bundle {
    let tag = language.tag().parse().expect("the tags of our languages are well formed");
    let mut bundle = FluentBundle::new_concurrent(vec![tag]);
    // Isolation marks are for mixed writing directions; ours are all left to right.
    bundle.set_use_isolating(false);
    for (of, file, text) in table::FILES {
        if *of != language.tag() {
            continue;
        }
        let resource = FluentResource::try_new((*text).to_owned())
            .unwrap_or_else(|(_, errors)| panic!("{of}/{file} is not well-formed Fluent: {errors:?}"));
        let resource: &'static FluentResource = Box::leak(Box::new(resource));
        bundle
            .add_resource(resource)
            .unwrap_or_else(|errors| panic!("{of}/{file} defines a key twice: {errors:?}"));
    }
    bundle
}
