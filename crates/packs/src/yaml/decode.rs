//! From tree to type. Every error is named: after each one the node is made a hole and decoding goes on.

use super::fault::{Fault, FaultKind, Sort};
use super::hole::{ATTEMPTS, Hole};
use super::node::{Content, Key, Node};
use crate::problem::Problem;
use serde::de::value::StrDeserializer;
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, Error, IntoDeserializer, MapAccess,
    SeqAccess, VariantAccess, Visitor,
};

/// More errors than this in one file help nobody.
const ERRORS_MAX: usize = 200;

/// Reads `node` as `T` and names everything in it that does not fit. Together with errors the value may still be
/// there, with something harmless in the place of what was wrong, so that other files can be checked against it.
pub fn decode<T: DeserializeOwned>(file: &str, mut node: Node) -> (Option<T>, Vec<Problem>) {
    let mut problems: Vec<Problem> = Vec::new();
    // Each round mends one node or tries one more pretence for it, so the rounds are bounded.
    for _ in 0..ERRORS_MAX * (ATTEMPTS.len() + 2) {
        match T::deserialize(Decoder(&node)) {
            Ok(value) => return (Some(value), problems),
            Err(fault) => {
                if mend(&mut node, &fault) == Mended::First {
                    problems.push(fault.problem(file));
                }
                if problems.len() >= ERRORS_MAX {
                    return (None, problems);
                }
            }
        }
    }
    (None, problems)
}

/// Whether a fault is new or the after-effect of one that was told.
#[derive(PartialEq)]
enum Mended {
    First,
    Again,
}

fn mend(root: &mut Node, fault: &Fault) -> Mended {
    let id = fault.node.map_or(root.id, |(id, _)| id);
    let parent = root.parent_of(id);
    let fresh = root.next_id();
    let Some(node) = root.find_mut(id) else { return Mended::First };
    match (&fault.kind, &mut node.content) {
        (FaultKind::UnknownKey { key, .. }, Content::Map(entries)) => {
            entries.retain(|(known, _)| known.text != *key);
            Mended::First
        }
        (FaultKind::MissingKey { key }, Content::Map(entries)) => {
            let hole = Node { id: fresh, at: node.at, content: Content::Hole(0) };
            entries.push((Key { text: (*key).to_owned(), at: node.at }, hole));
            Mended::First
        }
        (_, Content::Hole(attempt)) if usize::from(*attempt) < ATTEMPTS.len() => {
            *attempt += 1;
            Mended::Again
        }
        (_, Content::Hole(_)) => {
            // Nothing fits here, so the whole around it is given up.
            if let Some(around) = parent.and_then(|parent| root.find_mut(parent)) {
                around.content = Content::Hole(0);
            }
            Mended::Again
        }
        _ => {
            node.content = Content::Hole(0);
            Mended::First
        }
    }
}

impl Node {
    /// A number that no node of this tree has.
    fn next_id(&self) -> u32 {
        let below = match &self.content {
            Content::List(items) => items.iter().map(Node::next_id).max(),
            Content::Map(entries) => entries.iter().map(|(_, value)| value.next_id()).max(),
            _ => None,
        };
        below.unwrap_or(0).max(self.id + 1)
    }
}

struct Decoder<'n>(&'n Node);

impl<'n> Decoder<'n> {
    /// The plain text as a value of the wanted kind, or the wrong sort.
    fn parsed<T: std::str::FromStr>(&self, wanted: Sort) -> Result<T, Fault> {
        match &self.0.content {
            Content::Scalar { text, .. } => {
                text.parse().map_err(|_| self.wrong(Sort::Named(format!("“{text}”")), wanted))
            }
            Content::List(_) => Err(self.wrong(Sort::List, wanted)),
            Content::Map(_) => Err(self.wrong(Sort::Map, wanted)),
            Content::Hole(_) => Err(self.wrong(Sort::Nothing, wanted)),
        }
    }

    fn wrong(&self, found: Sort, wanted: Sort) -> Fault {
        Fault { node: None, kind: FaultKind::WrongSort { found, wanted } }.at(self.0)
    }

    fn visit_text<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match &self.0.content {
            Content::Scalar { .. } if self.0.is_nothing() => visitor.visit_unit(),
            Content::Scalar { text, .. } => visitor.visit_str(text),
            Content::List(_) => Err(self.wrong(Sort::List, Sort::Text)),
            Content::Map(_) => Err(self.wrong(Sort::Map, Sort::Text)),
            Content::Hole(attempt) => Hole(*attempt).deserialize_any(visitor),
        }
        .map_err(|fault: Fault| fault.at(self.0))
    }

    /// Without a wanted type: the core schema of YAML, so `2024` is a number and `true` a truth value.
    fn visit_anything<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let Content::Scalar { text, plain: true } = &self.0.content else { return self.visit_text(visitor) };
        if let Ok(number) = text.parse::<i64>() {
            return visitor.visit_i64(number);
        }
        match text.as_str() {
            "true" => visitor.visit_bool(true),
            "false" => visitor.visit_bool(false),
            text if looks_like_decimal(text) => match text.parse::<f64>() {
                Ok(number) => visitor.visit_f64(number),
                Err(_) => visitor.visit_str(text),
            },
            _ => self.visit_text(visitor),
        }
    }
}

/// `0.01` and the like; `1e5`, `inf` and version numbers stay text.
fn looks_like_decimal(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let all = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    digits.split_once('.').is_some_and(|(whole, part)| all(whole) && all(part))
}

/// Reads numbers of one kind.
macro_rules! numbers {
    ($($method:ident $visit:ident $kind:ty;)+) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
            if let Content::Hole(_) = self.0.content {
                return visitor.$visit(1);
            }
            visitor.$visit(self.parsed::<$kind>(Sort::WholeNumber)?).map_err(|fault: Fault| fault.at(self.0))
        }
    )+};
}

impl<'de> Deserializer<'de> for Decoder<'_> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let node = self.0;
        match &node.content {
            Content::List(_) => self.deserialize_seq(visitor),
            Content::Map(_) => self.deserialize_map(visitor),
            _ => self.visit_anything(visitor),
        }
        .map_err(|fault| fault.at(node))
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match &self.0.content {
            Content::Hole(_) => visitor.visit_bool(false),
            _ => visitor.visit_bool(self.parsed(Sort::Truth)?),
        }
    }

    numbers! {
        deserialize_i8 visit_i8 i8;
        deserialize_i16 visit_i16 i16;
        deserialize_i32 visit_i32 i32;
        deserialize_i64 visit_i64 i64;
        deserialize_u8 visit_u8 u8;
        deserialize_u16 visit_u16 u16;
        deserialize_u32 visit_u32 u32;
        deserialize_u64 visit_u64 u64;
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.visit_text(visitor)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.visit_text(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match &self.0.content {
            Content::Hole(_) => visitor.visit_none(),
            _ if self.0.is_nothing() => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match &self.0.content {
            Content::List(items) => visitor.visit_seq(Items(items.iter())).map_err(|fault| fault.at(self.0)),
            Content::Hole(attempt) => {
                Hole(*attempt).deserialize_seq(visitor).map_err(|fault| fault.at(self.0))
            }
            Content::Map(_) => Err(self.wrong(Sort::Map, Sort::List)),
            Content::Scalar { .. } if self.0.is_nothing() => Err(self.wrong(Sort::Nothing, Sort::List)),
            Content::Scalar { text, .. } => Err(self.wrong(Sort::Named(format!("“{text}”")), Sort::List)),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let node = self.0;
        match &node.content {
            Content::Map(entries) => {
                visitor.visit_map(Entries { node, entries: entries.iter(), value: None })
            }
            Content::Hole(attempt) => Hole(*attempt).deserialize_map(visitor),
            Content::List(_) => Err(self.wrong(Sort::List, Sort::Map)),
            Content::Scalar { .. } if node.is_nothing() => Err(self.wrong(Sort::Nothing, Sort::Map)),
            Content::Scalar { text, .. } => Err(self.wrong(Sort::Named(format!("“{text}”")), Sort::Map)),
        }
        .map_err(|fault| fault.at(node))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        match &self.0.content {
            Content::Hole(attempt) => {
                Hole(*attempt).deserialize_struct(name, fields, visitor).map_err(|fault| fault.at(self.0))
            }
            _ => self.deserialize_map(visitor),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let node = self.0;
        let wanted = || Sort::Named(variants.join("、"));
        match &node.content {
            Content::Scalar { text, .. } => visitor.visit_enum(Variant { name: text, node, body: None }),
            Content::Map(entries) => match entries.as_slice() {
                [(key, body)] => visitor.visit_enum(Variant { name: &key.text, node, body: Some(body) }),
                _ => Err(self.wrong(Sort::Map, wanted())),
            },
            Content::List(_) => Err(self.wrong(Sort::List, wanted())),
            Content::Hole(attempt) => Hole(*attempt).deserialize_enum(name, variants, visitor),
        }
        .map_err(|fault| fault.at(node))
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        if self.0.is_nothing() || matches!(self.0.content, Content::Hole(_)) {
            return visitor.visit_unit();
        }
        Err(self.wrong(Sort::Text, Sort::Nothing))
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_unit()
    }

    serde::forward_to_deserialize_any! {
        i128 u128 f32 f64 char bytes byte_buf unit_struct tuple tuple_struct identifier
    }
}

struct Items<'n>(std::slice::Iter<'n, Node>);

impl<'de> SeqAccess<'de> for Items<'_> {
    type Error = Fault;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Fault> {
        let Some(node) = self.0.next() else { return Ok(None) };
        seed.deserialize(Decoder(node)).map(Some).map_err(|fault| fault.at(node))
    }
}

struct Entries<'n> {
    node: &'n Node,
    entries: std::slice::Iter<'n, (Key, Node)>,
    value: Option<&'n Node>,
}

impl<'de> MapAccess<'de> for Entries<'_> {
    type Error = Fault;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Fault> {
        let Some((key, value)) = self.entries.next() else { return Ok(None) };
        self.value = Some(value);
        let text: StrDeserializer<'_, Fault> = key.text.as_str().into_deserializer();
        let read = seed.deserialize(text).map_err(|mut fault| {
            // An unknown key is shown at the key, but mended in the map.
            fault.node = Some((self.node.id, key.at));
            if let FaultKind::UnknownWord { word, known } = fault.kind {
                fault.kind = FaultKind::UnknownKey { key: word, known };
            }
            fault
        });
        read.map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Fault> {
        let value = self.value.take().ok_or_else(|| Fault::custom("a value without a key"))?;
        seed.deserialize(Decoder(value)).map_err(|fault| fault.at(value))
    }
}

/// One value of an enum: a bare word, or a word with a body.
struct Variant<'n> {
    name: &'n str,
    node: &'n Node,
    body: Option<&'n Node>,
}

impl<'de> EnumAccess<'de> for Variant<'_> {
    type Error = Fault;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Self), Fault> {
        let name: StrDeserializer<'_, Fault> = self.name.into_deserializer();
        let value = seed.deserialize(name).map_err(|fault| fault.at(self.node))?;
        Ok((value, self))
    }
}

impl Variant<'_> {
    fn body(&self) -> Result<&Node, Fault> {
        let missing = || FaultKind::NeedsBody { word: self.name.to_owned() };
        self.body.ok_or_else(|| Fault { node: None, kind: missing() }.at(self.node))
    }
}

impl<'de> VariantAccess<'de> for Variant<'_> {
    type Error = Fault;

    fn unit_variant(self) -> Result<(), Fault> {
        match self.body {
            Some(body) if !body.is_nothing() => {
                let kind = FaultKind::NoBody { word: self.name.to_owned() };
                Err(Fault { node: None, kind }.at(self.node))
            }
            _ => Ok(()),
        }
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, Fault> {
        seed.deserialize(Decoder(self.body()?))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Fault> {
        Decoder(self.body()?).deserialize_seq(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        Decoder(self.body()?).deserialize_struct("", fields, visitor)
    }
}
