//! Materials: a table of all, and a form for each with its four fields (CAT-03) and the answers that ask for it.

use super::typed::{Typed, choices, limit, local, or_none};
use crate::parts::{Choice, Field, Width};
use crate::text::Text;
use catalogue::{
    Commitment, CommitmentCheck, Copies, Material, MaterialKey, MaterialKind, Matter, Need, SourceChannel,
};
use kernel::LocalText;

/// What the fields of a material are called in the form; the empty key is the material to be added.
pub(super) fn named(key: &str, part: &str) -> String {
    if key.is_empty() { format!("new-material-{part}") } else { format!("material-{key}-{part}") }
}

fn fresh() -> Material {
    Material {
        key: MaterialKey::default(),
        name: LocalText::default(),
        basis: None,
        copies: Some(Copies { original: 1, copy: 0 }),
        requirement: None,
        kind: MaterialKind::Other,
        source: SourceChannel::Applicant,
        issued_by: None,
        need: Need::Required,
        tolerable: None,
        commitment: None,
        from_form: false,
        electronic: true,
        certificate: None,
        sample: None,
        blank: None,
    }
}

/// The form of one material; of a new one where the matter has none of the key.
pub(super) fn fields(t: Text, matter: &Matter, key: &str) -> Vec<Field> {
    let new = fresh();
    let material = matter.material(&key.into()).unwrap_or(&new);
    let name = |part: &str| named(key, part);
    let mut fields = Vec::new();
    if key.is_empty() {
        fields.push(
            Field::line(t, name("key"), t.msg("edit-key"), "")
                .hint(t.msg("edit-key-hint"))
                .width(Width::Signs(30)),
        );
    }
    fields.extend(local(t, &name("name"), "edit-material-name", Some(&material.name)));
    let basis = material.basis.clone().unwrap_or_default();
    fields.push(Field::line(t, name("basis"), t.msg("edit-basis"), basis).hint(t.msg("edit-basis-hint")));
    let copies = material.copies.unwrap_or_default();
    let count = |part, label, number: u16| {
        Field::line(t, name(part), t.msg(label), number.to_string()).digits().width(Width::Signs(3))
    };
    fields.push(count("original", "edit-original", copies.original));
    fields.push(count("copy", "edit-copy", copies.copy));
    fields.extend(local(t, &name("requirement"), "edit-requirement", material.requirement.as_ref()));
    let kinds =
        choices(MaterialKind::ALL, MaterialKind::code, MaterialKind::chinese, |it| it == material.kind);
    fields.push(Field::select(t, name("kind"), t.msg("edit-material-kind"), kinds));
    let sources =
        choices(SourceChannel::ALL, SourceChannel::code, SourceChannel::chinese, |it| it == material.source);
    fields.push(Field::select(t, name("source"), t.msg("edit-source"), sources));
    let line = |part, label, text: &Option<String>| {
        Field::line(t, name(part), t.msg(label), text.clone().unwrap_or_default()).optional()
    };
    fields.push(line("issued", "edit-issued", &material.issued_by));
    let needs = choices(Need::ALL, Need::code, Need::chinese, |it| it == material.need);
    fields.push(Field::radios(t, name("need"), t.msg("edit-need"), needs).inline());
    let answers = answers(t, matter, key);
    if !answers.is_empty() {
        let when = Field::checkboxes(t, name("when"), t.msg("edit-when"), answers);
        fields.push(when.hint(t.msg("edit-when-hint")).optional());
    }
    fields.push(limit(t, &name("tolerable"), "edit-tolerable", material.tolerable));
    let forms = vec![
        Choice::of("electronic", t.msg("edit-electronic")).chosen(material.electronic),
        Choice::of("from_form", t.msg("edit-from-form")).chosen(material.from_form),
    ];
    fields.push(Field::checkboxes(t, name("as"), t.msg("edit-copy-form"), forms));
    fields.push(line("certificate", "edit-material-certificate", &material.certificate));
    fields.extend(commitment(t, key, material.commitment.as_ref()));
    fields
}

fn commitment(t: Text, key: &str, commitment: Option<&Commitment>) -> Vec<Field> {
    let name = |part: &str| named(key, part);
    let checks = choices(CommitmentCheck::ALL, CommitmentCheck::code, CommitmentCheck::chinese, |it| {
        commitment.is_some_and(|commitment| commitment.check == it)
    });
    let mut fields = Vec::new();
    let text = commitment.map(|it| &it.text);
    fields.extend(local(t, &name("promise"), "edit-commitment", text).map(Field::optional));
    fields.push(Field::select(t, name("check"), t.msg("edit-commitment-check"), or_none(t, checks)));
    let within = commitment.and_then(|it| it.within);
    fields.push(limit(t, &name("within"), "edit-commitment-within", within));
    let consequence = commitment.and_then(|it| it.consequence.as_ref());
    fields.extend(local(t, &name("consequence"), "edit-consequence", consequence).map(Field::optional));
    fields
}

/// Every answer to a question of the matter, chosen where it asks for the material.
fn answers(t: Text, matter: &Matter, key: &str) -> Vec<Choice> {
    let of = |question: &catalogue::Situation| {
        let ask = t.read(&question.ask).to_owned();
        let answer = |option: &catalogue::SituationOption| {
            let says = t.with("edit-answer", &[("ask", &ask), ("answer", &t.read(&option.label))]);
            let asked = option.adds.iter().any(|added| added.as_str() == key);
            Choice::of(format!("{}.{}", question.key, option.key), says).chosen(asked)
        };
        question.options.iter().map(answer).collect::<Vec<_>>()
    };
    matter.situations.iter().flat_map(of).collect()
}

/// Takes a material over: the one of the key, or a new one for the empty key.
pub(super) fn read(typed: &mut Typed<'_>, matter: &mut Matter, key: &str) {
    let name = |part: &str| named(key, part);
    let place = matter.materials.iter().position(|material| material.key.as_str() == key);
    let mut material = place.map_or_else(fresh, |place| matter.materials[place].clone());
    if key.is_empty() {
        material.key = new_key(typed, matter, &name("key"));
    } else if place.is_none() {
        // Somebody else took it away meanwhile; saved again it comes back.
        material.key = key.into();
    }
    material.name = typed.local(&name("name"));
    if material.name.chinese.is_empty() {
        typed.fail(&name("name"), "edit-needed");
    }
    // The other three of the four may be missing in a draft: the checks name them, publication waits for them.
    material.basis = typed.maybe(&name("basis"));
    let copies =
        Copies { original: typed.number(&name("original"), 99), copy: typed.number(&name("copy"), 99) };
    material.copies = Some(copies).filter(|copies| copies.original + copies.copy > 0);
    material.requirement = typed.maybe_local(&name("requirement"));
    material.kind = typed.word(&name("kind"), material.kind, MaterialKind::from_word);
    material.source = typed.word(&name("source"), material.source, SourceChannel::from_word);
    material.issued_by = typed.maybe(&name("issued"));
    material.need = typed.word(&name("need"), material.need, Need::from_word);
    material.tolerable = typed.limit(&name("tolerable"));
    let forms = typed.sent.many(&name("as"));
    material.electronic = forms.iter().any(|form| form == "electronic");
    material.from_form = forms.iter().any(|form| form == "from_form");
    material.certificate = typed.maybe(&name("certificate"));
    material.commitment = read_commitment(typed, key);
    let chosen = typed.sent.many(&name("when"));
    matter.ask_for(&material.key, |question, answer| chosen.contains(&format!("{question}.{answer}")));
    match place {
        Some(place) => matter.materials[place] = material,
        None => matter.materials.push(material),
    }
}

fn new_key(typed: &mut Typed<'_>, matter: &Matter, field: &str) -> MaterialKey {
    let key = MaterialKey(typed.needed(field));
    if !key.as_str().is_empty() && !catalogue::is_key(key.as_str()) {
        typed.fail(field, "edit-key-wrong");
    }
    if matter.material(&key).is_some() {
        typed.fail(field, "edit-key-taken");
    }
    key
}

fn read_commitment(typed: &mut Typed<'_>, key: &str) -> Option<Commitment> {
    let name = |part: &str| named(key, part);
    let within = typed.limit(&name("within"));
    let consequence = typed.maybe_local(&name("consequence"));
    let Some(text) = typed.maybe_local(&name("promise")) else {
        if within.is_some() || consequence.is_some() {
            typed.fail(&name("promise"), "edit-needed");
        }
        return None;
    };
    let check = typed.word(&name("check"), CommitmentCheck::None, CommitmentCheck::from_word);
    Some(Commitment { text, check, within, consequence })
}
