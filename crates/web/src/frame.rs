//! What a page knows beside its own facts: language, person, portal, preferences, place.

mod layout; // header, footer and the rest of the frame around a page's content
mod portal; // the portals and their navigation
mod preference; // large type, high contrast and the other modes

use std::sync::Arc;

use axum::http::HeaderMap;
use axum::http::header::{ACCEPT_LANGUAGE, COOKIE};
use kernel::Language;

pub use layout::{Bottom, Head, Top};
pub use portal::{NavItem, Portal};
pub use preference::{Contrast, Preferences, TypeSize};

use crate::doorplate::Doorplate;
use crate::parts::Html;
use crate::text::Text;

/// The cookie that holds the language of the interface.
pub const LANGUAGE_COOKIE: &str = "yimen-language";

/// Everything that the frame around a page shows.
#[derive(Clone, Debug)]
pub struct PageFrame {
    /// The voice in the person's language.
    pub t: Text,
    /// The city's sign.
    pub doorplate: Arc<Doorplate>,
    /// The portal that the page belongs to.
    pub portal: Portal,
    /// Path and query of this page, for going back to it and for marking the place in the navigation.
    pub path: String,
    /// Who is signed in, if anybody.
    pub signed_in: Option<SignedIn>,
    /// The token that every form of this session carries; empty without a session.
    pub csrf: String,
    /// How this person likes to see pages.
    pub preferences: Preferences,
    /// The pages of this portal that this person may open; the access table decides.
    pub nav: Vec<NavItem>,
    /// Where else this person has something to do; empty for a guest.
    pub doors: Vec<NavItem>,
}

/// The signed-in person as the header shows them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedIn {
    /// A citizen's masked name, since others may look at the screen; a member of staff's number.
    pub name: String,
    /// The enterprise or person they act for, or the post they hold.
    pub acting_as: Option<String>,
    /// Unread messages.
    pub unread: u32,
}

impl PageFrame {
    /// The frame of a request before anybody knows who asks: language, preferences and place from its headers.
    pub fn of_request(doorplate: Arc<Doorplate>, path: &str, headers: &HeaderMap) -> PageFrame {
        let portal = Portal::of_path(path);
        PageFrame {
            // The staff portals exist in Chinese only; half a page in another language helps nobody.
            t: Text::new(if portal.speaks_english() { language_of(headers) } else { Language::Chinese }),
            doorplate,
            portal,
            path: path.to_owned(),
            signed_in: None,
            csrf: String::new(),
            preferences: cookie(headers, preference::COOKIE).map(Preferences::read).unwrap_or_default(),
            nav: portal.navigation(),
            doors: Vec::new(),
        }
    }

    /// The classes of `<html>`: portal, density and modes. Stylesheets and islands look only here.
    pub fn classes(&self) -> String {
        format!("portal-{} {}", self.portal.name(), self.preferences.classes()).trim_end().to_owned()
    }

    /// The portal's first page, or the first of its pages that is open to who has no business on that one.
    pub fn home(&self) -> &'static str {
        let home = self.portal.home();
        let is_open = self.nav.is_empty() || self.nav.iter().any(|item| item.href == home);
        if is_open { home } else { self.nav.first().map_or(home, |item| item.href) }
    }

    /// The hidden field that every form with `method="post"` carries.
    pub fn csrf_field(&self) -> Html {
        Html::built(format!(
            r#"<input type="hidden" name="csrf" value="{}">"#,
            crate::parts::escaped(&self.csrf)
        ))
    }

    /// `<head>` of a page with this title.
    pub fn head<'a>(&'a self, title: &'a str) -> Head<'a> {
        Head::new(self, title)
    }

    /// Everything above the content.
    pub fn top(&self) -> Top<'_> {
        Top::new(self)
    }

    /// Everything below the content.
    pub fn bottom(&self) -> Bottom<'_> {
        Bottom::new(self)
    }
}

/// The chosen language, else the browser's first that we speak, else Chinese.
fn language_of(headers: &HeaderMap) -> Language {
    if let Some(chosen) = cookie(headers, LANGUAGE_COOKIE).and_then(language_named) {
        return chosen;
    }
    let accepted = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    accepted.split(',').find_map(|one| language_named(one.split(';').next()?.trim())).unwrap_or_default()
}

/// The language that a tag such as `zh-CN` or `en-GB` means to us.
pub(crate) fn language_named(tag: &str) -> Option<Language> {
    match tag.split('-').next()? {
        "zh" => Some(Language::Chinese),
        "en" => Some(Language::English),
        _ => None,
    }
}

/// The value of one cookie.
pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(';'))
        .find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('='))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|(name, value)| (name.parse().expect("name"), value.parse().expect("value")))
            .collect()
    }

    #[test]
    fn the_chosen_language_goes_before_the_browsers() {
        let both =
            headers(&[("accept-language", "en-GB,en;q=0.9"), ("cookie", "a=b; yimen-language=zh-Hans")]);
        assert_eq!(language_of(&both), Language::Chinese);
        assert_eq!(language_of(&headers(&[("accept-language", "fr, en-GB;q=0.9")])), Language::English);
        assert_eq!(language_of(&headers(&[("accept-language", "fr")])), Language::Chinese);
    }

    #[test]
    fn a_cookie_is_found_by_its_whole_name() {
        let many = headers(&[("cookie", "yimen-language-old=en; yimen-language=zh-Hans")]);
        assert_eq!(cookie(&many, LANGUAGE_COOKIE), Some("zh-Hans"));
        assert_eq!(cookie(&many, "language"), None);
    }
}
