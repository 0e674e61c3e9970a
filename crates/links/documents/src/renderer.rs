//! From template and facts to the bytes of a PDF.

use crate::world::Paper;
use crate::{FontSet, glyphs, qr};
use app::papers::{MissingFact, RenderProblem, Rendered, TemplateError, TemplateFiles};
use serde_json::Value;
use std::sync::{LazyLock, OnceLock};
use typst::comemo;
use typst::diag::SourceDiagnostic;
use typst::foundations::Smart;
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World, WorldExt};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

/// How the shared layout names missing facts in its assertion; see `_letter.typ`.
const MISSING: &str = "missing facts:";

/// How many renders a memoized piece of layout outlives without being used again.
const REMEMBERED_RENDERS: usize = 4;

/// Sets documents. One for the whole program; it may be shared between threads.
///
/// A render takes processor time and no I/O: call it where blocking is allowed.
///
/// Typst's library and the built-in fonts are made ready by the first who needs them: a city opens its door sooner
/// without them, and a node that sets no papers never pays for them.
pub struct Renderer {
    library: LazyLock<LazyHash<Library>>,
    fonts: OnceLock<FontSet>,
}

impl Default for Renderer {
    /// A renderer with the built-in fonts.
    fn default() -> Self {
        Renderer { library: LazyLock::new(|| LazyHash::new(Library::default())), fonts: OnceLock::new() }
    }
}

impl Renderer {
    /// A renderer with the given fonts.
    pub fn new(fonts: FontSet) -> Self {
        Renderer { fonts: fonts.into(), ..Renderer::default() }
    }

    /// The fonts it works with.
    pub fn fonts(&self) -> &FontSet {
        self.fonts.get_or_init(FontSet::built_in)
    }

    /// All mistakes of a template, in the order of file and line: its syntax, then what comes to
    /// light when it is set with `sample` facts. Missing glyphs are not mistakes of a template.
    pub fn check(&self, template: &TemplateFiles, sample: &Value) -> Vec<TemplateError> {
        let mut errors = self.check_syntax(template);
        if errors.is_empty() {
            errors = match self.lay_out(template, sample) {
                Err(RenderProblem::Template { errors }) => errors,
                Err(RenderProblem::MissingFacts { facts }) => vec![TemplateError {
                    file: template.main().to_owned(),
                    line: 0,
                    message: RenderProblem::MissingFacts { facts }.to_string(),
                }],
                _ => Vec::new(),
            };
        }
        errors
    }

    /// The syntax mistakes of all files of a template; needs neither facts nor fonts.
    pub fn check_syntax(&self, template: &TemplateFiles) -> Vec<TemplateError> {
        let paper = Paper::new(&self.library, self.fonts(), template, Vec::new());
        let mut errors: Vec<TemplateError> = paper
            .sources()
            .iter()
            .flat_map(|source| source.root().errors_and_warnings().0)
            .map(|error| located(&paper, &SourceDiagnostic::from(error)))
            .collect();
        errors.sort_by(|one, other| (&one.file, one.line).cmp(&(&other.file, other.line)));
        errors
    }

    /// The paper of `template` with `facts` (an object, usually a serialised [`app::papers::Facts`]).
    ///
    /// The same arguments and fonts give the same bytes. Refuses without a font, with a character
    /// that no font can draw, with a fact that the sheet needs and does not get, and with a template
    /// that is wrong.
    pub fn render(&self, template: &TemplateFiles, facts: &Value) -> Result<Rendered, RenderProblem> {
        if self.fonts().is_empty() {
            return Err(RenderProblem::NoFont);
        }
        let outcome = self.lay_out(template, facts).and_then(|document| {
            let characters = glyphs::missing(&document);
            if !characters.is_empty() {
                return Err(RenderProblem::MissingGlyphs { characters });
            }
            let pdf = self.export(&document, facts)?;
            let pages = u32::try_from(document.pages().len()).expect("a paper has few pages");
            Ok(Rendered { pdf, pages })
        });
        // Typst remembers layouts for the next render; without this they would pile up for ever.
        comemo::evict(REMEMBERED_RENDERS);
        outcome
    }

    fn lay_out(&self, template: &TemplateFiles, facts: &Value) -> Result<PagedDocument, RenderProblem> {
        let mut extra = vec![("facts.json", facts.to_string())];
        if let Some(address) = facts.pointer("/verification/url").and_then(Value::as_str) {
            extra.push(("qr.svg", qr::svg(address).ok_or(RenderProblem::AddressTooLong)?));
        }
        let paper = Paper::new(&self.library, self.fonts(), template, extra);
        typst::compile::<PagedDocument>(&paper)
            .output
            .map_err(|errors| refusal_of(errors.iter().map(|error| located(&paper, error)).collect()))
    }

    fn export(&self, document: &PagedDocument, facts: &Value) -> Result<Vec<u8>, RenderProblem> {
        let options = PdfOptions {
            // The identifier inside the PDF is a hash of this text, so that it is the same each time.
            ident: Smart::Custom(facts.to_string()),
            creator: Smart::Custom(Some("yimen".to_owned())),
            standards: PdfStandards::new(&[PdfStandard::A_2b]).expect("PDF/A-2b alone has no conflict"),
            ..PdfOptions::default()
        };
        typst_pdf::pdf(document, &options).map_err(|errors| RenderProblem::Template {
            errors: errors
                .iter()
                .map(|error| TemplateError {
                    file: String::new(),
                    line: 0,
                    message: error.message.to_string(),
                })
                .collect(),
        })
    }
}

/// What the compiler said, with its place in the template.
fn located(paper: &Paper<'_>, error: &SourceDiagnostic) -> TemplateError {
    let hints: Vec<&str> = error.hints.iter().map(|hint| hint.v.as_str()).collect();
    let message = match hints.is_empty() {
        true => error.message.to_string(),
        false => format!("{} ({})", error.message, hints.join("; ")),
    };
    let place = error.span.id().and_then(|id| {
        let start = paper.range(error.span)?.start;
        let line = paper.source(id).ok()?.lines().byte_to_line(start)?;
        Some((id.vpath().get_without_slash().to_owned(), u32::try_from(line + 1).ok()?))
    });
    let (file, line) = place.unwrap_or_default();
    TemplateError { file, line, message }
}

/// The refusal behind a failed compilation: missing facts speak through the layout's assertion.
fn refusal_of(errors: Vec<TemplateError>) -> RenderProblem {
    let missing = errors.iter().find_map(|error| Some(error.message.split_once(MISSING)?.1.to_owned()));
    match missing {
        None => RenderProblem::Template { errors },
        Some(list) => RenderProblem::MissingFacts {
            facts: list
                .lines()
                .filter_map(|line| line.split_once('\t'))
                .map(|(path, meaning)| MissingFact { path: path.to_owned(), meaning: meaning.to_owned() })
                .collect(),
        },
    }
}
