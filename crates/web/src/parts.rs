//! What pages are made of: fields, tables, badges, pictures of steps, charts.
//!
//! A part is a struct that draws itself; `{{ part }}` in a template writes its HTML. Parts hold words, not keys:
//! the page finds its sentences with `t` and the pack's text in the person's language, and hands them over.
//! `/admin/parts` shows every part in every state.

mod html; // finished HTML, and what makes a struct a part
mod icon; // small pictures beside words
mod tag; // states and due dates, by word, shape and colour
mod field; // one question of a form
mod error_summary; // what is wrong on a form, at its top
mod summary_list; // facts in rows: check your answers
mod task_list; // what is done and what is left
mod progress; // how far a form is
mod panel; // the good news
mod banner; // what happened just now
mod live; // what changes while one looks
mod crumbs; // where we are
mod tabs; // neighbouring views
mod table; // rows and columns that a telephone can hold
mod filter; // narrowing a list
mod pages; // the next page of a list
mod timeline; // what happened, latest first
mod identity_bar; // who this is about
mod steps; // a picture of steps, drawn from data
mod chart; // bars and lines with their numbers
mod figure; // one number with its place and date
mod empty; // nothing here, and what to do
mod code; // QR codes
mod search_box; // the search with suggestions
mod tiles; // choices with an icon
mod situation; // questions that shorten the checklist
mod actions; // print, copy a link, the line that says saved

pub use actions::{CopyLink, PrintButton, SavedStatus};
pub use banner::{Banner, BannerKind};
pub use chart::{Chart, ChartKind, Series};
pub use code::QrCode;
pub use crumbs::{BackLink, Crumbs};
pub use empty::{EmptyState, Illustration};
pub use error_summary::ErrorSummary;
pub use field::{Choice, Control, DateText, Field, StoredFile, Width};
pub use figure::Figure;
pub use filter::{Filter, FilterMark};
pub use html::{Html, escaped};
pub use icon::{Icon, icon};
pub use identity_bar::IdentityBar;
pub use live::LiveUpdates;
pub use pages::Pages;
pub use panel::Panel;
pub use progress::Progress;
pub use search_box::SearchBox;
pub use situation::{Advice, Material, Situation, SituationChecklist};
pub use steps::{Step, StepMark, StepsPicture};
pub use summary_list::{SummaryList, SummaryRow};
pub use table::{Cell, Column, Sort, Table};
pub use tabs::{Tab, Tabs};
pub use tag::{DueColour, DueMark, Tag, Tone};
pub use task_list::{Task, TaskList};
pub use tiles::{Tile, Tiles};
pub use timeline::{Event, Timeline};

pub(crate) use html::html_part;
