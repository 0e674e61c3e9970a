//! The editor's page: what the checks find, with the way to the section, and a card for each section with its form.

use super::section::Section;
use super::{Answered, fee, material, plain, service, text};
use crate::desk::Desk;
use crate::pages::admin::board::{Board, table};
use crate::pages::words;
use crate::parts::{
    Cell, Column, Control, ErrorSummary, Field, Html, SummaryList, SummaryRow, Tag, Tone, html_part,
};
use crate::text::Text;
use app::TextPart;
use askama::Template;
use catalogue::{City, Finding, Material, Matter, Provenance, Segment};
use kernel::MatterCode;

/// The longest line about a section, in characters.
const LINE_MAX: usize = 90;

/// The newest version of a matter, to be written on.
pub(super) struct Newest {
    pub(super) code: MatterCode,
    pub(super) number: u32,
    pub(super) matter: Matter,
    pub(super) findings: Vec<Finding>,
}

/// One form with its buttons.
#[derive(Template)]
#[template(path = "admin/edit-form.html")]
struct Form {
    action: String,
    token: Html,
    section: &'static str,
    material: String,
    base: u32,
    fields: Vec<Field>,
    word: String,
    more: Vec<(&'static str, String)>,
}

html_part!(Form);

/// What can be opened: a section, or one material of it.
#[derive(Template)]
#[template(path = "admin/edit-part.html")]
struct Part {
    id: String,
    line: String,
    facts: Option<SummaryList>,
    findings: Vec<(String, bool)>,
    above: Vec<Html>,
    open: bool,
    is_code: bool,
    word: String,
    inside: Vec<Html>,
}

html_part!(Part);

/// What the page shows beside the newest version.
pub(super) struct View<'a> {
    pub(super) desk: &'a Desk,
    pub(super) newest: &'a Newest,
    /// The form that was sent and comes back.
    pub(super) answered: Option<&'a Answered<'a>>,
    /// The section or material that stands open.
    pub(super) open: &'a str,
}

/// The fields of a section, or of one material.
pub(super) fn fields(t: Text, city: &City, matter: &Matter, section: Section, key: &str) -> Vec<Field> {
    match section {
        Section::Basics => plain::basics(t, city, matter),
        Section::Time => plain::time(t, matter),
        Section::Fee => fee::fields(t, matter),
        Section::Service => service::fields(t, city, matter),
        Section::Result => plain::result(t, matter),
        Section::Materials => material::fields(t, matter, key),
        Section::Text(part) => text::fields(t, part, section.slug(), matter),
    }
}

impl View<'_> {
    fn t(&self) -> Text {
        self.desk.frame.t
    }

    /// The page under its heading and news.
    pub(super) fn board(&self) -> Board {
        let t = self.t();
        let address = format!("/admin/catalogue/{}", self.newest.code.as_str());
        let title = t.with("edit-title", &[("name", &t.read(&self.newest.matter.name))]);
        let lead = t.with("edit-said", &[("version", &self.newest.number)]);
        let mut board = Board::new(title, lead).below(t.msg("edit-versions"), &address);
        if let Some(answered) = self.answered {
            let sent = self.form_fields(answered.section, &answered.material);
            let summary = ErrorSummary::of(t, &sent);
            if !summary.is_empty() {
                board.news.push(Html::of(&summary));
            }
        }
        board
    }

    /// The blocks below the news.
    pub(super) fn blocks(&self, mut board: Board) -> Board {
        let t = self.t();
        board = board.block(t.msg("edit-checks"), vec![self.summary()]);
        for section in Section::ALL {
            let shown =
                if section == Section::Materials { self.materials() } else { vec![self.card(section)] };
            board = board.block(t.msg(section.title()), shown);
        }
        board
    }

    /// Every finding with the way to where it is mended.
    fn summary(&self) -> Html {
        let t = self.t();
        let row = |finding: &Finding| {
            let section = Section::of_place(&finding.at);
            let id = self.key_of(finding).map_or(section.slug().to_owned(), |key| material_id(&key));
            let (word, tone) =
                if finding.blocks() { ("admin-blocks", Tone::Yours) } else { ("admin-warns", Tone::Neutral) };
            vec![
                Cell::Link(finding.sentence(t.language()), opening(&id)),
                Cell::Text(t.msg(section.title()).into_owned()),
                Cell::part(&Tag::new(t.msg(word), tone)),
            ]
        };
        let columns = vec![
            Column::text(t.msg("admin-what")),
            Column::text(t.msg("edit-section")),
            Column::text(t.msg("admin-weight")),
        ];
        if self.newest.findings.is_empty() {
            return Html::built(format!("<p class=\"govuk-body\">{}</p>", Html::text(&t.msg("edit-clean"))));
        }
        table(t, &t.msg("edit-checks"), columns, self.newest.findings.iter().map(row).collect())
    }

    /// The key of the material that a finding speaks of.
    fn key_of(&self, finding: &Finding) -> Option<String> {
        match finding.at.0.as_slice() {
            [Segment::Field("materials"), Segment::Item(place), ..] => {
                Some(self.newest.matter.materials.get(*place)?.key.to_string())
            }
            _ => None,
        }
    }

    fn sentences(&self, of: impl Fn(&Finding) -> bool, section: Section) -> Vec<(String, bool)> {
        let t = self.t();
        let written = match section {
            Section::Text(part) => Some((part, part.write(&self.newest.matter))),
            _ => None,
        };
        let line = |finding: &Finding| {
            let (part, text) = written.as_ref()?;
            part.line_of(text, &finding.at)
        };
        let found = self.newest.findings.iter().filter(|finding| of(finding));
        found
            .map(|finding| {
                let said = finding.sentence(t.language());
                (text::at_line(t, line(finding).unwrap_or(0), &said), finding.blocks())
            })
            .collect()
    }

    /// The fields of a form, with what was sent and what is wrong with it if it is the one that comes back.
    fn form_fields(&self, section: Section, key: &str) -> Vec<Field> {
        let city = &self.desk.city.content().ground;
        let fields = fields(self.t(), city, &self.newest.matter, section, key);
        let Some(answered) = self.answered.filter(|it| it.is_of(section, key)) else { return fields };
        let error =
            |name: &str| answered.wrong.iter().find(|(field, _)| field == name).map(|(_, said)| said.clone());
        fields
            .into_iter()
            .map(|field| {
                let error = error(&field.name);
                field.answered(answered.sent).error(error)
            })
            .collect()
    }

    fn form(&self, section: Section, key: &str) -> Html {
        let t = self.t();
        let mut more = Vec::new();
        if matches!(section, Section::Text(part) if part.is_markdown()) {
            more.push(("preview", t.msg("edit-preview").into_owned()));
        }
        if section == Section::Materials && !key.is_empty() {
            more.push(("remove", t.msg("edit-remove").into_owned()));
        }
        let adds = section == Section::Materials && key.is_empty();
        let word = if adds { "edit-add" } else { "edit-save" };
        let answered = self.answered.filter(|it| it.is_of(section, key));
        Html::of(&Form {
            action: format!("/admin/catalogue/{}/edit", self.newest.code.as_str()),
            token: self.desk.frame.csrf_field(),
            section: section.slug(),
            material: key.to_owned(),
            base: answered.map_or(self.newest.number, |it| it.base),
            fields: self.form_fields(section, key),
            word: t.msg(word).into_owned(),
            more,
        })
    }

    /// What came back for a form, above it.
    fn above(&self, section: Section, key: &str) -> Vec<Html> {
        let answered = self.answered.filter(|it| it.is_of(section, key));
        answered.map_or_else(Vec::new, |it| it.above.clone())
    }

    fn card(&self, section: Section) -> Html {
        let t = self.t();
        let findings = self.sentences(|finding| Section::of_place(&finding.at) == section, section);
        let fields = fields(t, &self.desk.city.content().ground, &self.newest.matter, section, "");
        let is_back = self.answered.is_some_and(|it| it.is_of(section, ""));
        let facts = facts(t, section, &self.newest.matter, &fields);
        Html::of(&Part {
            id: section.slug().to_owned(),
            line: if facts.is_some() { String::new() } else { line(t, section, &self.newest.matter) },
            facts,
            open: is_back || self.open == section.slug() || !findings.is_empty(),
            is_code: matches!(section, Section::Text(part) if !part.is_markdown()),
            findings,
            above: self.above(section, ""),
            word: t.msg("edit-open").into_owned(),
            inside: vec![self.form(section, "")],
        })
    }

    fn materials(&self) -> Vec<Html> {
        let t = self.t();
        let materials = &self.newest.matter.materials;
        let columns = vec![
            Column::text(t.msg("edit-material-name")),
            Column::text(t.msg("edit-basis")),
            Column::text(t.msg("edit-copies")),
            Column::text(t.msg("edit-need")),
        ];
        let row = |material: &Material| {
            vec![
                Cell::Link(called(t, material), opening(&material_id(material.key.as_str()))),
                material.basis.clone().map_or(Cell::Empty, Cell::Text),
                Cell::Text(words::copies(t, material.copies)),
                Cell::Text(material.need.chinese().to_owned()),
            ]
        };
        let rows = materials.iter().map(row).collect();
        let mut shown = vec![
            Html::built("<div class=\"y-edit\" id=\"materials\"></div>".to_owned()),
            table(t, &t.msg("edit-materials"), columns, rows),
        ];
        let open = materials.iter().filter(|material| self.is_open(material.key.as_str()));
        shown.extend(open.map(|material| self.material(material.key.as_str(), called(t, material))));
        let gone = |key: &&str| !key.is_empty() && !materials.iter().any(|it| it.key.as_str() == *key);
        let gone = self.answered.map(|it| it.material.as_str()).filter(gone);
        shown.extend(gone.map(|key| self.material(key, key.to_owned())));
        shown.push(self.material("", t.msg("edit-add").into_owned()));
        shown
    }

    /// A material is shown to be written when it was asked for, was sent back, or has something to be mended.
    fn is_open(&self, key: &str) -> bool {
        let is_found = |finding: &Finding| !key.is_empty() && self.key_of(finding).as_deref() == Some(key);
        self.open == material_id(key)
            || self.answered.is_some_and(|it| it.is_of(Section::Materials, key))
            || self.newest.findings.iter().any(is_found)
    }

    fn material(&self, key: &str, word: String) -> Html {
        let is_of = |finding: &Finding| !key.is_empty() && self.key_of(finding).as_deref() == Some(key);
        Html::of(&Part {
            open: self.is_open(key),
            id: material_id(key),
            line: String::new(),
            facts: None,
            findings: self.sentences(is_of, Section::Materials),
            is_code: false,
            above: self.above(Section::Materials, key),
            word,
            inside: vec![self.form(Section::Materials, key)],
        })
    }
}

/// The way to a section or a material, standing open.
fn opening(id: &str) -> String {
    format!("?open={id}#{id}")
}

/// Where a material stands on the page.
pub(super) fn material_id(key: &str) -> String {
    if key.is_empty() { "new-material".to_owned() } else { format!("material-{key}") }
}

fn called(t: Text, material: &Material) -> String {
    let name = t.read(&material.name);
    if name.is_empty() { material.key.to_string() } else { name.to_owned() }
}

/// The answers of a section by their questions; none for what is one thing or a text.
fn facts(t: Text, section: Section, matter: &Matter, fields: &[Field]) -> Option<SummaryList> {
    match section {
        Section::Text(_) => return None,
        Section::Fee if matter.fee.is_free() => return None,
        Section::Result if matter.result.is_none() => return None,
        _ => {}
    }
    let said = fields.iter().map(|field| (field.label.clone(), answer(t, field)));
    let rows = said.filter(|(_, said)| !said.trim().is_empty());
    Some(SummaryList::new(t, rows.map(|(label, said)| SummaryRow::text(label, &said)).collect()))
}

/// What a section says now, in one line.
fn line(t: Text, section: Section, matter: &Matter) -> String {
    let line = match section {
        Section::Text(part) => told(t, part, matter),
        Section::Fee => t.msg("edit-free").into_owned(),
        _ => String::new(),
    };
    let line = if line.is_empty() { t.msg("edit-empty").into_owned() } else { line };
    if line.chars().count() <= LINE_MAX {
        return line;
    }
    line.chars().take(LINE_MAX).chain(['…']).collect()
}

fn answer(t: Text, field: &Field) -> String {
    match &field.control {
        Control::Line { value, .. } => value.clone(),
        Control::Lines { value, .. } => words::listed(t, value.lines()),
        Control::Radios { choices, .. } | Control::Select { choices } | Control::Checkboxes { choices } => {
            let chosen = choices.iter().filter(|choice| choice.chosen && !choice.value.is_empty());
            words::listed(t, chosen.map(|choice| choice.label.clone()))
        }
        _ => String::new(),
    }
}

/// What a part that is written as text speaks of.
fn told(t: Text, part: TextPart, matter: &Matter) -> String {
    let names: Vec<String> = match part {
        TextPart::Guide => vec![t.read(&matter.guide.summary).to_owned()],
        TextPart::Questions => matter.questions.iter().map(|it| t.read(&it.question).to_owned()).collect(),
        TextPart::Form => matter.form.fields().map(|field| t.read(&field.label).to_owned()).collect(),
        TextPart::Law => matter.legal_bases.iter().map(catalogue::LegalBasis::cited).collect(),
        TextPart::Situations => matter.situations.iter().map(|it| t.read(&it.ask).to_owned()).collect(),
        TextPart::Examination => matter.steps.iter().map(|step| t.read(&step.name).to_owned()).collect(),
        TextPart::Register => {
            let aliases = matter.aliases.iter().map(|code| code.as_str().to_owned());
            let source = match &matter.provenance {
                Provenance::Authority { source, .. } => source.clone(),
                Provenance::Sample { note } => t.with("edit-sample", &[("note", note)]),
            };
            aliases.chain([source]).collect()
        }
    };
    words::listed(t, names)
}
