//! The answers of a draft in rows, each with a way to change it.

use crate::pages::apply::{OpenDraft, fields};
use crate::pages::words;
use crate::parts::{SummaryList, SummaryRow};
use crate::text::Text;
use app::{Content, MaterialChoice};
use catalogue::{DeliveryWay, checklist};
use identity::Contact;

/// Every section: situation, form, materials, delivery.
pub fn sections(
    t: Text,
    content: &Content,
    open: &OpenDraft,
    contact: &Contact,
) -> Vec<(String, SummaryList)> {
    let mut sections = vec![(t.msg("apply-step-situation").into_owned(), situations(t, open))];
    sections.extend(form(t, content, open));
    sections.push((t.msg("apply-step-materials").into_owned(), materials(t, open)));
    sections.push((t.msg("apply-step-delivery").into_owned(), delivery(t, open, contact)));
    sections
}

fn address(open: &OpenDraft, step: &str) -> String {
    format!("/apply/draft/{}/{step}", open.draft.id)
}

fn situations(t: Text, open: &OpenDraft) -> SummaryList {
    let answers = open.draft.answers.situation_answers();
    let row = |question: &catalogue::Situation| {
        let chosen = question.options.iter().filter(|option| answers.of(&question.key).contains(&option.key));
        let said = words::listed(t, chosen.map(|option| t.read(&option.label)));
        SummaryRow::text(t.read(&question.ask), &said).change(address(open, "situation"))
    };
    SummaryList::new(t, open.published.matter.questions_to_ask(&answers).map(row).collect())
}

fn form(t: Text, content: &Content, open: &OpenDraft) -> Vec<(String, SummaryList)> {
    let form = &open.published.matter.form;
    let answers = open.draft.answers.known(form);
    let mut sections: Vec<(String, String, Vec<SummaryRow>)> = Vec::new();
    for (section, field) in form.shown(&answers) {
        if sections.last().is_none_or(|(key, ..)| *key != section.key) {
            sections.push((section.key.clone(), t.read(&section.title).to_owned(), Vec::new()));
        }
        let texts = open.draft.answers.form.get(field.key.as_str()).cloned().unwrap_or_default();
        let said = fields::shown(t, content, field, &texts);
        let change = format!("{}?at={}&back=check", address(open, "form"), field.key);
        if let Some((.., rows)) = sections.last_mut() {
            rows.push(SummaryRow::text(t.read(&field.label), &said).change(change));
        }
    }
    sections.into_iter().map(|(_, title, rows)| (title, SummaryList::new(t, rows))).collect()
}

fn materials(t: Text, open: &OpenDraft) -> SummaryList {
    let answers = open.draft.answers.situation_answers();
    let rows = checklist(&open.published.matter, &answers);
    let needed = rows.iter().filter(|row| row.is_needed()).map(|row| row.material);
    let said = |material: &catalogue::Material| {
        let files = open.files.iter().filter(|file| file.material == material.key).map(|file| &file.name);
        match open.draft.answers.choice(&material.key) {
            _ if material.from_form => t.msg("guide-from-form").into_owned(),
            MaterialChoice::Later => t.msg("apply-way-later").into_owned(),
            MaterialChoice::Commitment => t.msg("apply-way-commitment").into_owned(),
            MaterialChoice::File => {
                let names = words::listed(t, files);
                if names.is_empty() { t.msg("apply-no-file").into_owned() } else { names }
            }
        }
    };
    let row = |material: &catalogue::Material| {
        SummaryRow::text(t.read(&material.name), &said(material)).change(address(open, "materials"))
    };
    SummaryList::new(t, needed.map(row).collect())
}

fn delivery(t: Text, open: &OpenDraft, contact: &Contact) -> SummaryList {
    let answers = &open.draft.answers;
    let way = answers.delivery.unwrap_or(DeliveryWay::Window);
    let row = |key: &str, said: &str| SummaryRow::text(t.msg(key), said).change(address(open, "delivery"));
    let mut rows = vec![row("apply-way-result", &words::delivery(t, way))];
    if way == DeliveryWay::Post {
        rows.push(row("apply-address", &answers.address));
    }
    rows.push(row("apply-telephone", contact.telephone.as_deref().unwrap_or_default()));
    rows.push(row("apply-mail", contact.mail.as_deref().unwrap_or_default()));
    SummaryList::new(t, rows)
}
