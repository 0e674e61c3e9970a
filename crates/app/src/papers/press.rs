//! The port to the part that sets documents; `links/documents` implements it, tests use a light fake.

use super::{RenderProblem, TemplateFiles};
use serde_json::Value;

/// A finished document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendered {
    /// The bytes of the PDF, the same for the same files and facts.
    pub pdf: Vec<u8>,
    /// How many pages it has.
    pub pages: u32,
}

/// Makes official documents from the pack's templates.
pub trait Press: Send + Sync {
    /// Whether anything can be set at all, for the sentence "issuing waits".
    ///
    /// # Errors
    /// [`RenderProblem::NoFont`].
    fn ready(&self) -> Result<(), RenderProblem>;

    /// The document of `template` with `facts` (a serialised [`super::Facts`]).
    ///
    /// # Errors
    /// A [`RenderProblem`]; the document is then not issued and its task stays visible.
    fn print(&self, template: &TemplateFiles, facts: &Value) -> Result<Rendered, RenderProblem>;
}
