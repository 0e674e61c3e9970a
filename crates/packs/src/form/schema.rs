//! The keywords of a form file. An unknown keyword is refused by name, so that no rule is silently ignored.

use super::layout::{FieldHints, FormLayout, OptionHints};
use catalogue::form::Decimal;
use serde::de::{MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The dialect that a form may name.
pub(super) const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// A whole form file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FormSchema {
    #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
    pub(super) dialect: Option<String>,
    #[serde(rename = "type")]
    pub(super) sort: Sort,
    #[serde(rename = "x-yimen")]
    pub(super) layout: FormLayout,
    pub(super) properties: Ordered<Property>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) required: Vec<String>,
    #[serde(rename = "additionalProperties", default)]
    pub(super) additional: bool,
}

/// The sort of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Sort {
    String,
    Integer,
    Number,
    Boolean,
    Array,
    Object,
}

/// The formats that a string may have; each makes its own box on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Format {
    LongText,
    Date,
    Money,
    PersonName,
    IdentityNumber,
    Uscc,
    BankCard,
    Telephone,
    Address,
    Region,
}

/// One field.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(super) struct Property {
    pub(super) title: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) description: Option<String>,
    #[serde(rename = "type")]
    pub(super) sort: Sort,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) format: Option<Format>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) max_length: Option<u16>,
    #[serde(default, skip_serializing_if = "Option::is_none", serialize_with = "as_number")]
    pub(super) minimum: Option<Decimal>,
    #[serde(default, skip_serializing_if = "Option::is_none", serialize_with = "as_number")]
    pub(super) maximum: Option<Decimal>,
    #[serde(default, skip_serializing_if = "Option::is_none", serialize_with = "as_number")]
    pub(super) multiple_of: Option<Decimal>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) one_of: Option<Vec<Choice>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) items: Option<Items>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) min_items: Option<u8>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) unique_items: Option<bool>,
    #[serde(rename = "x-yimen", default, skip_serializing_if = "FieldHints::is_empty")]
    pub(super) hints: FieldHints,
}

/// The items of a field with several options.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(super) struct Items {
    #[serde(rename = "type")]
    pub(super) sort: Sort,
    pub(super) one_of: Vec<Choice>,
}

/// One option.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Choice {
    #[serde(rename = "const")]
    pub(super) key: String,
    pub(super) title: String,
    #[serde(rename = "x-yimen", default, skip_serializing_if = "OptionHints::is_empty")]
    pub(super) hints: OptionHints,
}

/// Decimals stand in a schema as numbers.
fn as_number<S: Serializer>(number: &Option<Decimal>, serializer: S) -> Result<S::Ok, S::Error> {
    let text = number.map(|number| number.to_string()).unwrap_or_default();
    match text.parse::<serde_json::Number>() {
        Ok(number) => number.serialize(serializer),
        Err(_) => text.serialize(serializer),
    }
}

/// A map that keeps the order of the file.
pub(super) struct Ordered<T>(pub(super) Vec<(String, T)>);

impl<T: Serialize> Serialize for Ordered<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (key, value) in &self.0 {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Ordered<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Pairs<T>(std::marker::PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Pairs<T> {
            type Value = Ordered<T>;
            fn expecting(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                out.write_str("a map")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Ordered<T>, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = entries.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Ordered(pairs))
            }
        }
        deserializer.deserialize_map(Pairs(std::marker::PhantomData))
    }
}
