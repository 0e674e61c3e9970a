//! Official documents (文书): a template of the pack and the facts of a case become the bytes of a PDF.
//!
//! A template is a Typst file with a sheet (YAML) beside it that says which facts it needs; both
//! live in the pack, so a city changes its papers without a new program. [`Renderer`] is the press of the
//! city: it gives the paper or one typed [`app::RenderProblem`]; [`Renderer::check`] gives the mistakes of
//! a template with their lines, and [`FontSet`] tells which characters of a text no font can draw.
//!
//! Invariants: the same template, facts and fonts give the same bytes; a character without a glyph
//! stops the paper and is never a box; nothing here reads a clock, the network or a system font.
//! PDF/A-2b is requested of the exporter; nobody has certified it.

mod fonts;
mod glyphs;
mod press;
mod qr;
mod renderer;
mod world;

pub use fonts::{BUILT_IN_LICENCE, FontRefusal, FontSet};
pub use renderer::Renderer;
