//! Header, footer and the rest of the frame around a page's content.
//!
//! Each is a template of its own: a page's compiled template then holds only its own markup.

use askama::Template;

use super::{NavItem, PageFrame};
use crate::assets::{self, asset};
use crate::parts::{self, Html, Icon, html_part};
use crate::text::Text;

/// `<head>`: title, styles, scripts.
#[derive(Template)]
#[template(path = "frame/head.html")]
pub struct Head<'a> {
    t: Text,
    frame: &'a PageFrame,
    title: &'a str,
}

/// Skip link, demo banner, header, navigation, accessibility panel.
#[derive(Template)]
#[template(path = "frame/top.html")]
pub struct Top<'a> {
    t: Text,
    frame: &'a PageFrame,
}

/// Footer, keyboard help, the bars for captions and reading aloud.
#[derive(Template)]
#[template(path = "frame/bottom.html")]
pub struct Bottom<'a> {
    t: Text,
    frame: &'a PageFrame,
}

html_part!(Head<'_>, Top<'_>, Bottom<'_>);

/// One shortcut: its keys, what it does, where it leads.
struct Shortcut {
    keys: &'static str,
    key: &'static str,
    href: Option<&'static str>,
}

/// One switch of the accessibility panel.
struct Switch {
    word: &'static str,
    key: &'static str,
    icon: &'static str,
    on: bool,
}

impl<'a> Head<'a> {
    pub(super) fn new(frame: &'a PageFrame, title: &'a str) -> Self {
        Head { t: frame.t, frame, title }
    }

    fn script(&self) -> Option<&'static str> {
        asset("site.js")
    }

    fn has_brand(&self) -> bool {
        self.frame.doorplate.brand.is_some()
    }
}

impl<'a> Top<'a> {
    pub(super) fn new(frame: &'a PageFrame) -> Self {
        Top { t: frame.t, frame }
    }

    fn logo(&self) -> Html {
        Html::built(include_str!("../../templates/illustrations/mark.svg").to_owned())
    }

    fn icon(&self, name: &'static str) -> Icon {
        parts::icon(name)
    }

    fn is_here(&self, item: &NavItem) -> bool {
        item.is_at(&self.frame.path)
    }

    fn sizes(&self) -> [Switch; 3] {
        let has = |word| self.frame.preferences.has(word);
        let normal = !has("large") && !has("largest");
        [
            Switch { word: "normal", key: "access-type-normal", icon: "", on: normal },
            Switch { word: "large", key: "access-type-large", icon: "", on: has("large") },
            Switch { word: "largest", key: "access-type-largest", icon: "", on: has("largest") },
        ]
    }

    fn switches(&self) -> [Switch; 7] {
        let switch = |word, key, icon| Switch { word, key, icon, on: self.frame.preferences.has(word) };
        [
            switch("contrast", "access-contrast", "contrast"),
            switch("icons", "access-icons", "shapes"),
            switch("pointer", "access-pointer", "mouse-pointer-2"),
            switch("captions", "access-captions", "captions"),
            switch("reading", "access-reading", "volume-2"),
            switch("keyboard", "access-keyboard", "keyboard"),
            switch("simple", "access-simple", "sparkle"),
        ]
    }
}

impl<'a> Bottom<'a> {
    pub(super) fn new(frame: &'a PageFrame) -> Self {
        Bottom { t: frame.t, frame }
    }

    /// The shortcuts that hold in this portal, without those that lead to a door which is closed to the reader.
    fn shortcuts(&self) -> impl Iterator<Item = &'static Shortcut> {
        const fn does(keys: &'static str, key: &'static str) -> Shortcut {
            Shortcut { keys, key, href: None }
        }
        const fn goes(keys: &'static str, key: &'static str, href: &'static str) -> Shortcut {
            Shortcut { keys, key, href: Some(href) }
        }
        const EVERYWHERE: [Shortcut; 3] =
            [does("?", "keys-help"), does("/", "keys-search"), does("Esc", "keys-close")];
        const DESK: [Shortcut; 11] = [
            does("?", "keys-help"),
            does("/", "keys-search"),
            goes("g w", "keys-go-work", "/desk"),
            goes("g i", "keys-go-intake", "/desk/intake"),
            goes("g c", "keys-go-cases", "/desk/cases"),
            goes("g b", "keys-go-board", "/desk/board"),
            does("n", "keys-next"),
            does("j", "keys-row-down"),
            does("k", "keys-row-up"),
            does("Enter", "keys-row-open"),
            does("Esc", "keys-close"),
        ];
        let all: &[Shortcut] = if self.frame.portal == super::Portal::Desk { &DESK } else { &EVERYWHERE };
        let leads = |shortcut: &&Shortcut| {
            shortcut.href.is_none_or(|href| self.frame.nav.iter().any(|item| item.href == href))
        };
        all.iter().filter(leads)
    }

    fn is_built(&self) -> bool {
        assets::are_built()
    }
}
