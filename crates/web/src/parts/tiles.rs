//! Choices with an icon each: life events, themes, common matters.

use askama::Template;

use super::{Icon, html_part, icon};

/// Choices side by side.
#[derive(Clone, Debug, Template)]
#[template(path = "parts/tiles.html")]
pub struct Tiles {
    tiles: Vec<Tile>,
    small: bool,
}

/// One choice.
#[derive(Clone, Debug)]
pub struct Tile {
    /// The icon's name in `web/icons.txt`.
    pub icon: String,
    /// Its words.
    pub title: String,
    /// One short sentence.
    pub said: Option<String>,
    /// Where it leads.
    pub href: String,
}

impl Tile {
    /// A choice.
    pub fn new(icon: impl Into<String>, title: impl Into<String>, href: impl Into<String>) -> Tile {
        Tile { icon: icon.into(), title: title.into(), said: None, href: href.into() }
    }

    /// With one short sentence.
    #[must_use]
    pub fn said(mut self, said: impl Into<String>) -> Tile {
        self.said = Some(said.into());
        self
    }

    fn picture(&self) -> Icon {
        icon(self.icon.clone())
    }
}

impl Tiles {
    /// These choices.
    pub fn new(tiles: Vec<Tile>) -> Tiles {
        Tiles { tiles, small: false }
    }

    /// In compact form: icon and words in one line.
    #[must_use]
    pub fn small(mut self) -> Tiles {
        self.small = true;
        self
    }
}

html_part!(Tiles);
