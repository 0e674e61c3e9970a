//! The portals: pages, forms, interface text and browser assets.
//!
//! A page is a struct with its facts, an askama template and samples (see [`page`]); what all pages share
//! (language, person, portal, preferences) is a [`frame::PageFrame`]; what pages are made of is in [`parts`].
//! Every sentence is a Fluent message found through [`text::Text`]; templates hold none.
//!
//! Invariants: pages work without JavaScript; nothing is inline that a content policy would have to allow;
//! this crate writes no SQL and knows no rule of law.

pub mod desk; // what every handler needs
pub mod doorplate; // what a city shows of itself on every page
pub mod sent; // what a form sent
pub mod uploaded; // what a form with files sent
pub mod text; // sentences in the person's language
pub mod frame; // what a page knows beside its own facts
pub mod page; // a page: facts, template, samples
pub mod parts; // what pages are made of
pub mod pages; // the pages, by portal
pub mod portals; // every route with its action
pub mod problem; // what a page says when it cannot do what was asked
pub mod ground; // the router that every portal stands on
pub mod api; // what programs use
pub mod assets; // stylesheets, scripts, icons

mod address; // addresses with a question in them
mod headers; // what browsers are told to forbid
mod preferences; // how a person likes to see pages
