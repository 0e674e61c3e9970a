//! Official documents (文书): a template of the pack and the facts of a case become the bytes of a PDF.
//!
//! A template is a Typst file with a sheet (YAML) beside it that says which facts it needs; both
//! live in the pack, so a city changes its papers without a new program. [`Renderer::render`] gives
//! the paper or one typed [`RenderRefusal`], [`Renderer::check`] gives the mistakes of a template
//! with their lines, and [`FontSet`] tells which characters of a text no font can draw.
//!
//! Invariants: the same template, facts and fonts give the same bytes; a character without a glyph
//! stops the paper and is never a box; nothing here reads a clock, the network or a system font.
//! PDF/A-2b is requested of the exporter; nobody has certified it.

mod facts;
mod fonts;
mod glyphs;
mod qr;
mod refusal;
mod renderer;
mod template;
mod world;

pub use facts::{
    Agent, Authority, CaseFacts, Commitment, Decision, Defect, Due, Entry, Extension, Facts, Fee, FeeLine,
    Hearing, Material, MaterialForm, MaterialMedium, MatterFacts, Outcome, OwedMaterial, PaperFacts, Party,
    PartyKind, Pickup, Remedy, RightAuthority, ServedPaper, Service, Special, Verification,
};
pub use fonts::{BUILT_IN_LICENCE, FontRefusal, FontSet};
pub use refusal::{MissingFact, RenderRefusal};
pub use renderer::{Rendered, Renderer};
pub use template::{TemplateError, TemplateFiles};
