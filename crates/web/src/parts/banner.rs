//! What happened just now, or what the reader should know before the rest.

use askama::Template;

use super::{Icon, html_part, icon};
use crate::text::Text;

/// The kind of news.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BannerKind {
    /// Good to know.
    Information,
    /// Something was done.
    Success,
    /// Something needs the reader.
    Warning,
    /// Something is wrong.
    Error,
}

/// A banner at the top of the content.
#[derive(Clone, Debug, Template)]
#[template(path = "parts/banner.html")]
pub struct Banner {
    t: Text,
    kind: BannerKind,
    said: String,
    more: Option<String>,
    link: Option<(String, String)>,
}

impl Banner {
    /// News of this kind.
    pub fn new(t: impl Into<Text>, kind: BannerKind, said: impl Into<String>) -> Banner {
        Banner { t: t.into(), kind, said: said.into(), more: None, link: None }
    }

    /// With a second sentence.
    #[must_use]
    pub fn more(mut self, more: impl Into<String>) -> Banner {
        self.more = Some(more.into());
        self
    }

    /// With a way to go on.
    #[must_use]
    pub fn link(mut self, words: impl Into<String>, href: impl Into<String>) -> Banner {
        self.link = Some((words.into(), href.into()));
        self
    }

    fn class(&self) -> &'static str {
        match self.kind {
            BannerKind::Information => "information",
            BannerKind::Success => "success",
            BannerKind::Warning => "warning",
            BannerKind::Error => "error",
        }
    }

    fn role(&self) -> &'static str {
        if self.kind == BannerKind::Information { "region" } else { "alert" }
    }

    fn word(&self) -> std::borrow::Cow<'static, str> {
        self.t.msg(match self.kind {
            BannerKind::Information => "banner-information",
            BannerKind::Success => "banner-success",
            BannerKind::Warning => "banner-warning",
            BannerKind::Error => "banner-error",
        })
    }

    fn sign(&self) -> Icon {
        icon(match self.kind {
            BannerKind::Information => "info",
            BannerKind::Success => "circle-check",
            BannerKind::Warning => "triangle-alert",
            BannerKind::Error => "octagon-x",
        })
    }
}

html_part!(Banner);
