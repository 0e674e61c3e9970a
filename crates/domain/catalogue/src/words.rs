//! Sets of fixed words: each value has a stable code that is stored, and the Chinese word of the trade.

/// Makes a set of fixed words. Stored and written as the code; the Chinese word is read as well.
macro_rules! words {
    ($(#[$about:meta])* $name:ident {
        $($(#[$meaning:meta])* $value:ident = $code:literal, $word:literal;)+
    }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name {
            $($(#[$meaning])* #[serde(rename = $code, alias = $word)] $value,)+
        }

        impl $name {
            /// Every value, in the order of the trade.
            pub const ALL: &'static [$name] = &[$($name::$value,)+];

            /// The stable code: stored, sent and used in message keys.
            pub const fn code(self) -> &'static str {
                match self { $($name::$value => $code,)+ }
            }

            /// The Chinese word, for papers and exports that exist in Chinese only.
            pub const fn chinese(self) -> &'static str {
                match self { $($name::$value => $word,)+ }
            }

            /// Reads a code or a Chinese word.
            pub fn from_word(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.code() == text || value.chinese() == text)
            }
        }
    };
}

/// Ids that a pack writes as short stable text.
macro_rules! keys {
    ($($(#[$about:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$about])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            /// The key as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                $name(text.to_owned())
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                out.write_str(&self.0)
            }
        }

        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }
    )+};
}

pub(crate) use {keys, words};
