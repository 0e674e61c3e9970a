//! The administration from its doors: who gets in where, what each order does, and what is refused to whom.
#![allow(clippy::unwrap_used, missing_docs, reason = "a test that cannot go on has failed")]

#[path = "../public/browser.rs"]
#[allow(dead_code, reason = "the public portal's tests use the rest")]
mod browser;
#[path = "../public/town.rs"]
#[allow(dead_code, reason = "the public portal's tests use the rest")]
mod town;

mod accounts; // opening, closing, posts
mod catalogue; // versions of a matter
mod doors; // who gets in
mod editor; // a draft, section by section
mod form; // a form as a browser fills it in
mod people; // an account for each role
mod system; // the outbox, the calendar and the audit
mod workbook; // the catalogue as a workbook
