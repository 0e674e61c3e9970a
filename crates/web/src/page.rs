//! A page is a struct with its facts, a template and samples.
//!
//! ```ignore
//! pub struct Receipt { pub number: String, pub due_in_working_days: u32 }
//!
//! page!(Receipt in "citizen/receipt.html");
//!
//! impl Page for Receipt {
//!     fn title(&self, t: Text) -> String { t.msg(TITLE).into_owned() }
//!     fn samples(_t: Text) -> Vec<Sample<Self>> {
//!         vec![Sample::of("received", Self { number: "2026ABCDEFGHK7".into(), due_in_working_days: 3 })]
//!     }
//! }
//! ```
//!
//! In the template `page` is the struct, `t` finds sentences, `frame` is the [`PageFrame`], `parts::…` makes parts;
//! the template begins with `{% extends "base.html" %}` and fills the block `content`.
//! The page is listed in [`crate::pages::all`]; a test finds the one that is not.

use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

use crate::frame::PageFrame;
use crate::text::Text;

/// Draws a page inside its frame; written by [`crate::page!`].
pub trait Draw {
    /// The template, relative to `templates/`.
    const TEMPLATE: &'static str;

    /// The whole HTML document.
    fn draw(&self, frame: &PageFrame) -> String;
}

/// A page: its title and its samples; the template is bound by [`crate::page!`].
pub trait Page: Draw + Sized {
    /// The title in the browser's tab, without the city's name.
    fn title(&self, t: Text) -> String;

    /// Facts to draw the page with in tests and in pictures: empty, full and with errors.
    fn samples(t: Text) -> Vec<Sample<Self>>;

    /// The path under which a sample is pictured, so that its portal and navigation are right.
    const PATH: &'static str;

    /// The page as an answer of status 200; pages are personal, so nobody may keep them.
    fn answer(&self, frame: &PageFrame) -> Response {
        self.answer_with(StatusCode::OK, frame)
    }

    /// The page as an answer of another status, for example 422 for a form with errors.
    fn answer_with(&self, status: StatusCode, frame: &PageFrame) -> Response {
        let headers = [(CONTENT_TYPE, "text/html; charset=utf-8"), (CACHE_CONTROL, "no-store")];
        (status, headers, self.draw(frame)).into_response()
    }
}

/// One state of a page, with a name for the picture.
pub struct Sample<P> {
    /// The state in one or two words, for file names: `empty`, `full`, `with-errors`.
    pub name: &'static str,
    /// The facts.
    pub page: P,
}

impl<P> Sample<P> {
    /// A sample called `name`.
    pub fn of(name: &'static str, page: P) -> Self {
        Sample { name, page }
    }
}

/// A page as the list of all pages holds it: enough to draw each sample.
pub struct Listed {
    /// The type's name.
    pub name: &'static str,
    /// The template, relative to `templates/`.
    pub template: &'static str,
    /// The path for the frame.
    pub path: &'static str,
    /// Draws every sample: its name and its HTML.
    pub draw: fn(&PageFrame) -> Vec<(&'static str, String)>,
}

/// Lists `P` under its type's name.
pub fn listed<P: Page>() -> Listed {
    let whole = std::any::type_name::<P>();
    Listed {
        name: whole.rsplit("::").next().unwrap_or(whole),
        template: P::TEMPLATE,
        path: P::PATH,
        draw: |frame| {
            P::samples(frame.t).iter().map(|sample| (sample.name, sample.page.draw(frame))).collect()
        },
    }
}

/// Binds a page to its template: `page!(Receipt in "citizen/receipt.html");`.
#[macro_export]
macro_rules! page {
    ($page:ident in $template:tt) => {
        impl $crate::page::Draw for $page {
            const TEMPLATE: &'static str = $template;

            fn draw(&self, frame: &$crate::frame::PageFrame) -> String {
                #[allow(unused_imports)]
                use $crate::parts;

                #[derive(::askama::Template)]
                #[template(path = $template)]
                struct View<'a> {
                    t: $crate::text::Text,
                    frame: &'a $crate::frame::PageFrame,
                    title: String,
                    #[allow(dead_code)]
                    page: &'a $page,
                }
                let title = $crate::page::Page::title(self, frame.t);
                let view = View { t: frame.t, frame, title, page: self };
                ::askama::Template::render(&view).expect("writing to memory does not fail")
            }
        }
    };
}
