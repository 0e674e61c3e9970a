//! A paper before it has a number: its template chosen, its facts gathered and found complete.

use super::choice::{circumstance_of, own_template, template_for};
use super::gather::{Source, facts_of};
use super::sheet::{SHARED_WORDS, read_words};
use super::{Facts, Issued, Numbered, RenderProblem, Sheet, TemplateFiles};
use crate::cases::query_code_of;
use crate::content_snapshot::Content;
use crate::{City, PaperTask, Problem};
use ::cases::{Case, CaseEvent};
use catalogue::DocumentKind;
use kernel::{BlobId, Date, DepartmentId, DocumentId, Recorded};
use sha2::{Digest, Sha256};

/// Everything that is fixed before a number is taken.
pub(super) struct Draft {
    pub id: DocumentId,
    pub kind: DocumentKind,
    pub case: Case,
    pub template: String,
    pub sheet: Sheet,
    pub files: TemplateFiles,
    pub facts: Facts,
}

impl City {
    /// Chooses the template and gathers the facts; nothing is changed yet.
    pub(super) fn draft_paper(
        &self,
        task: &PaperTask,
        id: DocumentId,
        case: &Case,
        history: &[Recorded<CaseEvent>],
    ) -> Result<Result<Draft, RenderProblem>, Problem> {
        let content = self.content();
        let matter = self.matter_version(&case.terms().matter, case.terms().version)?;
        let event = &history.last().expect("the task's event was found").event;
        let usual = template_for(task.kind, case.terms().regime, circumstance_of(&matter, case, event));
        let Some(template) = own_template(&matter, task.kind).or(usual) else {
            return Ok(Err(RenderProblem::NoTemplate { key: task.kind.code().to_owned() }));
        };
        let (sheet, files) = match sheet_and_files(&content, template) {
            Ok(found) => found,
            Err(problem) => return Ok(Err(problem)),
        };
        let source = Source {
            content: &content,
            matter: &matter,
            case,
            history,
            kind: task.kind,
            sheet: &sheet,
            issued: self.served_papers(case.number())?,
            query_code: query_code_of(self, case.number()),
        };
        let facts = facts_of(&source);
        let missing = sheet.missing(&facts);
        if !missing.is_empty() {
            return Ok(Err(RenderProblem::MissingFacts { facts: missing }));
        }
        let (case, template) = (case.clone(), template.to_owned());
        Ok(Ok(Draft { id, kind: task.kind, case, template, sheet, files, facts }))
    }
}

impl Draft {
    /// The date that the paper bears.
    pub fn date(&self) -> Date {
        self.facts.paper.date.expect("every paper has the date of its event")
    }

    /// The title that it prints: of a certificate its name.
    fn title(&self) -> String {
        let certificate = self.facts.decision.as_ref().and_then(|decision| decision.certificate.clone());
        let own = certificate.filter(|_| self.kind == DocumentKind::Certificate);
        let usual = self.sheet.title.of(self.case.terms().regime).cloned();
        own.or(usual).unwrap_or_else(|| self.kind.chinese().to_owned())
    }
}

/// The event of an issued paper.
pub(super) fn issued_of(
    task: &PaperTask,
    draft: &Draft,
    numbered: Numbered,
    (blob, sha256): (BlobId, String),
    pages: u32,
) -> Issued {
    let terms = draft.case.terms();
    let is_certificate = task.kind == DocumentKind::Certificate;
    let until = draft.facts.decision.as_ref().and_then(|decision| decision.valid_until);
    let files: Vec<_> = draft.files.files().collect();
    Issued {
        case: task.number.clone(),
        position: task.position,
        kind: task.kind,
        title: draft.title(),
        number: numbered.number,
        code: numbered.code,
        date: draft.date(),
        valid_until: until.filter(|_| is_certificate),
        person: draft.case.person(),
        department: terms.department.clone(),
        matter_name: terms.name.chinese.clone(),
        template: format!("{} {}", draft.template, packs::content_hash(&files)),
        demo: draft.facts.demo,
        blob,
        sha256,
        pages,
    }
}

/// The id of the paper of a task: the same at every try.
pub(super) fn document_id(task: &PaperTask, event: &Recorded<CaseEvent>) -> DocumentId {
    let key = format!("{}-{}-{}", task.number, task.position, task.kind.code());
    let digest = Sha256::digest(key.as_bytes());
    let mut chance = [0_u8; 10];
    chance.copy_from_slice(&digest[..10]);
    let millis = u64::try_from(event.at.as_millisecond()).unwrap_or(0);
    DocumentId(uuid::Builder::from_unix_timestamp_millis(millis, &chance).into_uuid())
}

/// The template's sheet and every file that it may import.
fn sheet_and_files(content: &Content, template: &str) -> Result<(Sheet, TemplateFiles), RenderProblem> {
    let (source, about) = (format!("{template}.typ"), format!("{template}.yaml"));
    let absent = || RenderProblem::NoTemplate { key: template.to_owned() };
    let text = content.documents.get(&source).ok_or_else(absent)?;
    let sheet_text = content.documents.get(&about).ok_or_else(absent)?;
    let wrong = |errors| RenderProblem::Template { errors };
    let mut sheet = Sheet::read(&about, sheet_text).map_err(wrong)?;
    if let Some(shared) = content.documents.get(SHARED_WORDS) {
        sheet.share(read_words(SHARED_WORDS, shared).map_err(wrong)?);
    }
    let mut files = TemplateFiles::new(source.clone()).with(source, text).with(about, sheet_text);
    for (name, shared) in content.documents.iter().filter(|(name, _)| name.starts_with('_')) {
        files = files.with(name, shared);
    }
    Ok((sheet, files))
}

/// The body's mark in numbers: its short name, which no other body has.
pub(super) fn mark_of<'a>(content: &'a Content, department: &'a DepartmentId) -> &'a str {
    let known = content.ground.department(department);
    let short = known.map(|known| known.short_name.as_ref().unwrap_or(&known.name).chinese.as_str());
    short.unwrap_or(department.as_str())
}

/// Bytes in hexadecimal.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
