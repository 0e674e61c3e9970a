//! Nothing here: why, and what to do. With a line drawing of our own, so that the page is not bare.

use askama::Template;

use super::{Html, html_part};

/// A line drawing made for this product.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Illustration {
    /// An open door: entrances, welcome.
    Door,
    /// A sheet with a seal: cases, documents.
    Paper,
    /// A glass over lines: nothing found.
    Search,
    /// A lighthouse and waves: all done, or something of ours broke.
    Sea,
    /// A tray: nothing to do, no messages.
    Tray,
}

/// A place with nothing in it.
#[derive(Clone, Debug, Template)]
#[template(path = "parts/empty.html")]
pub struct EmptyState {
    picture: Illustration,
    title: String,
    said: String,
    link: Option<(String, String)>,
}

impl EmptyState {
    /// What is not here, and why or what to do.
    pub fn new(picture: Illustration, title: impl Into<String>, said: impl Into<String>) -> EmptyState {
        EmptyState { picture, title: title.into(), said: said.into(), link: None }
    }

    /// With the next thing to do.
    #[must_use]
    pub fn link(mut self, words: impl Into<String>, href: impl Into<String>) -> EmptyState {
        self.link = Some((words.into(), href.into()));
        self
    }
}

impl Illustration {
    /// Every drawing.
    pub const ALL: [Illustration; 5] = [
        Illustration::Door,
        Illustration::Paper,
        Illustration::Search,
        Illustration::Sea,
        Illustration::Tray,
    ];

    /// The drawing; it says nothing that the words beside it do not.
    pub fn html(self) -> Html {
        let drawing = match self {
            Illustration::Door => include_str!("../../templates/illustrations/door.svg"),
            Illustration::Paper => include_str!("../../templates/illustrations/paper.svg"),
            Illustration::Search => include_str!("../../templates/illustrations/search.svg"),
            Illustration::Sea => include_str!("../../templates/illustrations/sea.svg"),
            Illustration::Tray => include_str!("../../templates/illustrations/tray.svg"),
        };
        Html::built(drawing.to_owned())
    }
}

html_part!(EmptyState);
