//! A question of a matter's form as a part of the page, and what was typed into it.

use crate::parts::{Choice, Control, DateText, Field, Width};
use crate::sent::Sent;
use crate::text::{Text, Value};
use app::{Content, FieldProblem};
use catalogue::{FieldKind, Prefill};

/// Prefix of form fields, so that a pack's key never meets an id of the frame.
pub const FIELD: &str = "f-";
/// Prefix of situation questions.
pub const QUESTION: &str = "s-";
/// More options than this are a list to choose from.
const MOST_RADIOS: usize = 8;

/// The question with its answer so far; `known` is what the city already knew, `within` the region of the matter.
pub fn part(
    t: Text,
    content: &Content,
    within: Option<&kernel::RegionCode>,
    field: &catalogue::Field,
    texts: &[String],
    known: Option<&Vec<String>>,
) -> Field {
    let name = format!("{FIELD}{}", field.key);
    let label = t.read(&field.label).to_owned();
    let mut part = Field::new(t, name, label, control(t, content, within, &field.kind, texts));
    part.hint = field.hint.as_ref().map(|hint| t.read(hint).to_owned());
    part.why = field.why.as_ref().map(|why| t.read(why).to_owned());
    part.optional = !field.required;
    let is_known = known.is_some_and(|known| known.as_slice() == texts);
    part.source = field.prefill.filter(|_| is_known).map(|prefill| source(t, prefill));
    if let FieldKind::YesNo = field.kind {
        part = part.inline();
    }
    part
}

fn control(
    t: Text,
    content: &Content,
    within: Option<&kernel::RegionCode>,
    kind: &FieldKind,
    texts: &[String],
) -> Control {
    let one = texts.first().cloned().unwrap_or_default();
    let line = |width: Width, html: &'static str, inputmode, unit| Control::Line {
        value: one.clone(),
        kind: html,
        inputmode,
        autocomplete: None,
        width,
        unit,
    };
    match kind {
        FieldKind::Text { max_length } if *max_length <= 40 => line(Width::Signs(20), "text", None, None),
        FieldKind::Text { .. } | FieldKind::Address { .. } => line(Width::Full, "text", None, None),
        FieldKind::LongText { max_length } => {
            Control::Lines { value: one, rows: 5, most: Some(u32::from(*max_length)) }
        }
        FieldKind::Number { decimals, unit, .. } => {
            let mode = if *decimals == 0 { "numeric" } else { "decimal" };
            let unit = unit.as_ref().map(|unit| t.read(unit).to_owned());
            line(Width::Signs(10), "text", Some(mode), unit)
        }
        FieldKind::Money { .. } => {
            line(Width::Signs(10), "text", Some("decimal"), Some(t.msg("apply-yuan").into_owned()))
        }
        FieldKind::Date { .. } => Control::Date(date_text(&one)),
        FieldKind::Choice { options } => choice(t, options, texts),
        FieldKind::Multi { options, .. } => Control::Checkboxes { choices: choices(t, options, texts) },
        FieldKind::YesNo => Control::Radios {
            choices: vec![
                Choice::of("yes", t.msg("apply-yes")).chosen(one == "yes"),
                Choice::of("no", t.msg("apply-no")).chosen(one == "no"),
            ],
            inline: true,
        },
        FieldKind::PersonName => line(Width::Signs(20), "text", None, None),
        FieldKind::IdentityNumber | FieldKind::Uscc => line(Width::Signs(20), "text", None, None),
        FieldKind::BankCard => line(Width::Signs(30), "text", Some("numeric"), None),
        FieldKind::Telephone => line(Width::Signs(20), "tel", Some("tel"), None),
        FieldKind::Region { level } => super::regions::choose(t, content, *level, within, &one),
    }
}

fn choice(t: Text, options: &[catalogue::FieldOption], texts: &[String]) -> Control {
    let mut choices = choices(t, options, texts);
    if choices.len() <= MOST_RADIOS {
        return Control::Radios { choices, inline: false };
    }
    choices.insert(0, Choice::of("", t.msg("apply-choose")));
    Control::Select { choices }
}

fn choices(t: Text, options: &[catalogue::FieldOption], texts: &[String]) -> Vec<Choice> {
    let own = |option: &catalogue::FieldOption| {
        Choice::of(&option.key, t.read(&option.label)).chosen(texts.contains(&option.key))
    };
    options.iter().map(own).collect()
}

/// The three parts of a date as they were typed, right or wrong.
fn date_text(text: &str) -> DateText {
    let mut parts = text.splitn(3, '-').map(str::to_owned);
    let mut next = || parts.next().unwrap_or_default();
    DateText { year: next(), month: next(), day: next() }
}

/// What was sent for a field, as the form reads it.
pub fn typed(field: &catalogue::Field, sent: &Sent) -> Vec<String> {
    let name = format!("{FIELD}{}", field.key);
    match field.kind {
        FieldKind::Date { .. } => {
            let part = |part: &str| sent.one(&format!("{name}-{part}")).trim().to_owned();
            let (year, month, day) = (part("year"), part("month"), part("day"));
            if [&year, &month, &day].iter().all(|part| part.is_empty()) {
                return Vec::new();
            }
            vec![format!("{year}-{}-{}", two_digits(&month), two_digits(&day))]
        }
        _ => sent.many(&name).iter().filter(|text| !text.trim().is_empty()).cloned().collect(),
    }
}

/// People write 3 for March; the calendar writes 03.
fn two_digits(part: &str) -> String {
    if part.len() == 1 && part.bytes().all(|byte| byte.is_ascii_digit()) {
        format!("0{part}")
    } else {
        part.to_owned()
    }
}

/// An answer as the check page shows it.
pub fn shown(t: Text, content: &Content, field: &catalogue::Field, texts: &[String]) -> String {
    let one = texts.first().map_or("", String::as_str);
    let label = |options: &[catalogue::FieldOption], key: &str| {
        let option = options.iter().find(|option| option.key == key);
        option.map_or_else(|| key.to_owned(), |option| t.read(&option.label).to_owned())
    };
    match &field.kind {
        FieldKind::Choice { options } if !one.is_empty() => label(options, one),
        FieldKind::Multi { options, .. } => {
            crate::pages::words::listed(t, texts.iter().map(|text| label(options, text)))
        }
        FieldKind::YesNo if one == "yes" => t.msg("apply-yes").into_owned(),
        FieldKind::YesNo if one == "no" => t.msg("apply-no").into_owned(),
        FieldKind::Date { .. } => one.parse().map_or_else(|_| one.to_owned(), |date| t.date(date)),
        FieldKind::Region { .. } => {
            let region = content.ground.region(&one.into());
            region.map_or_else(|| one.to_owned(), |region| super::regions::named(t, content, region))
        }
        FieldKind::Number { unit: Some(unit), .. } if !one.is_empty() => format!("{one} {}", t.read(unit)),
        FieldKind::Money { .. } if !one.is_empty() => format!("{one} {}", t.msg("apply-yuan")),
        _ => one.to_owned(),
    }
}

/// What is wrong with a field, in words.
pub fn said(t: Text, problem: &FieldProblem) -> String {
    let values: Vec<(&str, &dyn Value)> =
        problem.values.iter().map(|(name, value)| (*name, value as &dyn Value)).collect();
    t.with(problem.key, &values)
}

/// Says beside a question of the page what another window has answered.
pub fn say_elsewhere(t: Text, parts: &mut [Field], name: &str, there: &str) {
    for part in parts.iter_mut().filter(|part| part.name == name) {
        let said = match there.is_empty() {
            true => t.msg("apply-elsewhere-empty").into_owned(),
            false => t.with("apply-elsewhere-answer", &[("answer", &there)]),
        };
        part.error = Some(said);
    }
}

/// Where a filled-in answer comes from.
fn source(t: Text, prefill: Prefill) -> String {
    let key = match prefill {
        Prefill::EnterpriseName
        | Prefill::EnterpriseUscc
        | Prefill::EnterpriseAddress
        | Prefill::EnterpriseRepresentative => "apply-from-enterprise",
        Prefill::PersonTelephone | Prefill::PersonAddress => "apply-from-contact",
        Prefill::PersonName | Prefill::PersonIdentity | Prefill::PersonBirth => "apply-from-person",
    };
    t.msg(key).into_owned()
}
