//! One material of an application: what it must look like, why it is asked for, and the ways to bring it.

use super::Drawn;
use crate::pages::apply::files::{self, MATERIAL};
use crate::pages::words;
use crate::parts::{Choice, Field, Html, escaped};
use crate::text::Text;
use app::{FileKind, MaterialChoice, Upload};
use calendar::{Clock, Limit};
use catalogue::{ChecklistRow, Commitment, Material, MaterialKey, Why};
use kernel::BlobId;

/// One material.
pub struct Item {
    pub(super) key: MaterialKey,
    pub(super) name: Html,
    pub(super) copies: String,
    pub(super) requirement: Option<Html>,
    pub(super) why: Option<String>,
    pub(super) from_form: bool,
    pub(super) ways: Html,
    pub(super) thumbs: Vec<(String, String)>,
    /// What is wrong with it.
    pub error: Option<String>,
}

impl Item {
    pub(super) fn of(drawn: &Drawn<'_>, row: &ChecklistRow<'_>) -> Item {
        let (t, material) = (drawn.t, row.material);
        let files: Vec<&Upload> =
            drawn.open.files.iter().filter(|file| file.material == material.key).collect();
        let pictures = files.iter().filter(|file| file.kind.is_picture());
        Item {
            key: material.key.clone(),
            name: t.show(&material.name),
            copies: words::copies(t, material.copies),
            requirement: material.requirement.as_ref().map(|text| t.show(text)),
            why: why(t, row),
            from_form: material.from_form,
            ways: ways(drawn, material, &files),
            thumbs: pictures.map(|file| (format!("/files/{}?show=1", file.id), file.name.clone())).collect(),
            error: wrong_with(drawn, material),
        }
    }

    /// The id of its section.
    pub fn anchor(&self) -> String {
        format!("item-{}", self.key)
    }

    /// Where an error leads to: the input that takes its files.
    pub fn input(&self) -> String {
        format!("#{MATERIAL}{}", self.key)
    }
}

fn why(t: Text, row: &ChecklistRow<'_>) -> Option<String> {
    match row.why {
        Why::AskedBy { option, .. } => Some(t.with("apply-because", &[("answer", &t.read(&option.label))])),
        _ => None,
    }
}

/// The ways to bring it: the file alone, or a choice that opens the file, the promise or the commitment.
fn ways(drawn: &Drawn<'_>, material: &Material, files: &[&Upload]) -> Html {
    let t = drawn.t;
    if material.from_form {
        return Html::default();
    }
    let file = Html::of(&file_field(drawn, material, files));
    if material.tolerable.is_none() && material.commitment.is_none() {
        return file;
    }
    let chosen = drawn.open.draft.answers.choice(&material.key);
    let choice = |way: MaterialChoice, key: &str| Choice::of(way.code(), t.msg(key)).chosen(chosen == way);
    let mut choices = vec![choice(MaterialChoice::File, "apply-way-file").reveals(file)];
    if let Some(limit) = material.tolerable {
        choices.push(choice(MaterialChoice::Later, "apply-way-later").reveals(later(drawn, limit)));
    }
    if let Some(offered) = &material.commitment {
        choices
            .push(choice(MaterialChoice::Commitment, "apply-way-commitment").reveals(commitment(t, offered)));
    }
    let name = format!("c-{}", material.key);
    Html::of(&Field::radios(t, name, t.with("apply-way", &[("name", &t.read(&material.name))]), choices))
}

fn file_field(drawn: &Drawn<'_>, material: &Material, files: &[&Upload]) -> Field {
    let address = format!("/apply/draft/{}/files/{}", drawn.open.draft.id, material.key);
    let name = drawn.t.read(&material.name);
    let asked = files::Asked { key: &material.key, name, kind: Some(material.kind), address };
    files::field(drawn.t, asked, drawn.settings.upload_bytes_max, files.iter().copied())
        .error(wrong_with(drawn, material))
}

fn wrong_with(drawn: &Drawn<'_>, material: &Material) -> Option<String> {
    drawn.wrong.as_ref().filter(|(key, _)| **key == material.key).map(|(_, said)| said.clone())
}

fn later(drawn: &Drawn<'_>, limit: Limit) -> Html {
    let t = drawn.t;
    let until = drawn.content.city_calendar().ok().and_then(|calendar| {
        let due = Clock::on_event(drawn.now, limit).due(calendar).ok()?;
        Some(t.date_and_weekday(due.date))
    });
    let said = match until {
        Some(date) => t.with("apply-later-until", &[("limit", &words::limit(t, limit)), ("date", &date)]),
        None => t.with("apply-later", &[("limit", &words::limit(t, limit))]),
    };
    Html::built(format!("<p class=\"govuk-body\">{}</p>", escaped(&said)))
}

/// The words that are signed, when they are checked and what follows if they are not true.
fn commitment(t: Text, offered: &Commitment) -> Html {
    let when = match (offered.check, offered.within) {
        (catalogue::CommitmentCheck::None, _) => t.msg("apply-check-none").into_owned(),
        (catalogue::CommitmentCheck::During, _) => t.msg("apply-check-during").into_owned(),
        (catalogue::CommitmentCheck::After, Some(limit)) => {
            t.with("apply-check-within", &[("limit", &words::limit(t, limit))])
        }
        (catalogue::CommitmentCheck::After, None) => t.msg("apply-check-after").into_owned(),
    };
    let consequence = offered.consequence.as_ref().map(|text| t.show(text).to_string()).unwrap_or_default();
    Html::built(format!(
        "<blockquote class=\"y-commitment\">{}</blockquote><p class=\"govuk-body\">{} {consequence}</p><p class=\"govuk-body\">{}</p>",
        t.show(&offered.text),
        escaped(&when),
        escaped(&t.msg("apply-commitment-public"))
    ))
}

/// A file for samples.
pub fn sample_file(material: &str) -> Upload {
    let id: BlobId = "00000000-0000-0000-0000-000000000000".parse().expect("an id of zeros");
    Upload {
        id,
        material: material.into(),
        name: "排水平面图.png".into(),
        kind: FileKind::Png,
        size: 1_400_000,
        created_at: None,
    }
}
