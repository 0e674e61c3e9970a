//! What a matter asks, as parts of the page: situations, form fields, materials, delivery.

use crate::parts::{Choice, Control, DateText, Field, Width};
use crate::sent::Sent;
use crate::text::Text;
use app::Content;
use catalogue::{Answers, ChecklistRow, DeliveryWay, FieldKind, FieldOption, Matter, RegionLevel, checklist};
use identity::PaperKind;

/// Prefix of form fields.
pub const FIELD: &str = "f-";
/// Prefix of situation questions.
pub const QUESTION: &str = "s-";
/// Prefix of materials.
pub const MATERIAL: &str = "m-";

/// More options than this are a list to choose from.
const MOST_RADIOS: usize = 6;

/// The papers that a person shows at the counter: code and message key.
pub const PAPERS: &[(&str, PaperKind, &str)] = &[
    ("citizen_card", PaperKind::CitizenCard, "desk-paper-citizen"),
    ("neighbour_residence_permit", PaperKind::NeighbourResidencePermit, "desk-paper-residence"),
    ("home_return_permit", PaperKind::HomeReturnPermit, "desk-paper-home-return"),
    ("taiwan_travel_permit", PaperKind::TaiwanTravelPermit, "desk-paper-taiwan"),
    ("foreign_permanent_card", PaperKind::ForeignPermanentCard, "desk-paper-foreign"),
    ("passport", PaperKind::Passport, "desk-paper-passport"),
];

/// Who applies.
pub fn who(t: Text, sent: &Sent) -> Vec<Field> {
    let line = |name: &str, key: &str| Field::line(t, name, t.msg(key), sent.one(name));
    let is_organisation = sent.one("who") == "organisation";
    let kinds = vec![
        Choice::of("person", t.msg("desk-who-person")).chosen(!is_organisation),
        Choice::of("organisation", t.msg("desk-who-organisation")).chosen(is_organisation),
    ];
    let papers = PAPERS
        .iter()
        .map(|(code, _, key)| Choice::of(*code, t.msg(key)).chosen(sent.one("person-paper") == *code));
    let narrow = |field: Field| field.width(Width::Signs(20));
    vec![
        Field::radios(t, "who", t.msg("desk-intake-who"), kinds).inline(),
        line("organisation-name", "desk-organisation-name").optional(),
        narrow(line("organisation-code", "desk-organisation-code")).optional(),
        narrow(line("organisation-representative", "desk-organisation-representative")).optional(),
        narrow(line("person-name", "desk-person-name")),
        Field::select(t, "person-paper", t.msg("desk-person-paper"), papers.collect()),
        narrow(line("person-number", "desk-person-number")),
        narrow(line("person-telephone", "desk-person-telephone"))
            .optional()
            .hint(t.msg("desk-person-telephone-hint")),
        line("person-address", "desk-person-address").optional(),
    ]
}

/// The situation questions that are asked now.
pub fn situations(t: Text, matter: &Matter, answers: &Answers) -> Vec<Field> {
    let field = |question: &catalogue::Situation| {
        let given = answers.of(&question.key);
        let choice = |option: &catalogue::SituationOption| {
            Choice::of(&option.key, t.read(&option.label)).chosen(given.contains(&option.key))
        };
        let choices = question.options.iter().map(choice).collect();
        let name = format!("{QUESTION}{}", question.key);
        let field = if question.several {
            Field::checkboxes(t, name, t.read(&question.ask), choices)
        } else {
            Field::radios(t, name, t.read(&question.ask), choices)
        };
        match &question.hint {
            Some(hint) => field.hint(t.read(hint)),
            None => field,
        }
    };
    matter.questions_to_ask(answers).map(field).collect()
}

/// The fields of the form, section by section; `known` are answers to questions and earlier fields.
pub fn form(
    t: Text,
    content: &Content,
    matter: &Matter,
    known: &Answers,
    sent: &Sent,
) -> Vec<(String, Vec<Field>)> {
    let mut sections: Vec<(String, Vec<Field>)> = Vec::new();
    for (section, field) in matter.form.shown(known) {
        let title = t.read(&section.title).to_owned();
        if sections.last().is_none_or(|(last, _)| *last != title) {
            sections.push((title, Vec::new()));
        }
        let part = part(t, content, field, sent);
        sections.last_mut().expect("one was pushed just now").1.push(part);
    }
    sections
}

fn part(t: Text, content: &Content, field: &catalogue::Field, sent: &Sent) -> Field {
    let name = format!("{FIELD}{}", field.key);
    let mut part = Field::new(t, &*name, t.read(&field.label), control(t, content, field, &name, sent));
    part.hint = field.hint.as_ref().map(|hint| t.read(hint).to_owned());
    part.optional = !field.required;
    part
}

fn control(t: Text, content: &Content, field: &catalogue::Field, name: &str, sent: &Sent) -> Control {
    let value = sent.one(name).to_owned();
    let line = |width, inputmode, unit| Control::Line {
        value: value.clone(),
        kind: "text",
        inputmode,
        autocomplete: None,
        width,
        unit,
    };
    match &field.kind {
        FieldKind::LongText { max_length } => {
            Control::Lines { value, rows: 3, most: Some(u32::from(*max_length)) }
        }
        FieldKind::Number { decimals, unit, .. } => {
            let mode = if *decimals == 0 { "numeric" } else { "decimal" };
            line(Width::Signs(10), Some(mode), unit.as_ref().map(|unit| t.read(unit).to_owned()))
        }
        FieldKind::Money { .. } => {
            line(Width::Signs(10), Some("decimal"), Some(t.msg("desk-unit-yuan").into_owned()))
        }
        FieldKind::Date { .. } => {
            let part = |part: &str| sent.one(&format!("{name}-{part}")).to_owned();
            Control::Date(DateText { year: part("year"), month: part("month"), day: part("day") })
        }
        FieldKind::Choice { options } if options.len() <= MOST_RADIOS => {
            Control::Radios { choices: choices(t, options, sent.many(name)), inline: false }
        }
        FieldKind::Choice { options } => {
            let mut choices = choices(t, options, sent.many(name));
            choices.insert(0, Choice::of("", t.msg("desk-choose")));
            Control::Select { choices }
        }
        FieldKind::Multi { options, .. } => {
            Control::Checkboxes { choices: choices(t, options, sent.many(name)) }
        }
        FieldKind::YesNo => Control::Radios {
            choices: vec![
                Choice::of("yes", t.msg("desk-yes")).chosen(value == "yes"),
                Choice::of("no", t.msg("desk-no-word")).chosen(value == "no"),
            ],
            inline: true,
        },
        FieldKind::Region { level } => regions(t, content, *level, &value),
        FieldKind::Text { .. } | FieldKind::Address { .. } => line(Width::Full, None, None),
        FieldKind::Telephone => line(Width::Signs(20), Some("tel"), None),
        FieldKind::PersonName | FieldKind::IdentityNumber | FieldKind::Uscc | FieldKind::BankCard => {
            line(Width::Signs(20), None, None)
        }
    }
}

fn choices(t: Text, options: &[FieldOption], chosen: &[String]) -> Vec<Choice> {
    let choice = |option: &FieldOption| {
        Choice::of(&option.key, t.read(&option.label)).chosen(chosen.contains(&option.key))
    };
    options.iter().map(choice).collect()
}

fn regions(t: Text, content: &Content, level: RegionLevel, chosen: &str) -> Control {
    let of_level = content.ground.regions.iter().filter(|region| region.level == level);
    let choice = |region: &catalogue::Region| {
        Choice::of(region.code.as_str(), t.read(&region.name)).chosen(region.code.as_str() == chosen)
    };
    let first = Choice::of("", t.msg("desk-choose"));
    Control::Select { choices: std::iter::once(first).chain(of_level.map(choice)).collect() }
}

/// The materials that this applicant needs, each with the ways to have it: the gap and the commitment where the
/// matter offers them.
pub fn materials(t: Text, matter: &Matter, answers: &Answers, sent: &Sent) -> Vec<Field> {
    let rows = checklist(matter, answers);
    rows.iter().filter(|row| row.is_needed()).map(|row| material(t, row, sent)).collect()
}

fn material(t: Text, row: &ChecklistRow<'_>, sent: &Sent) -> Field {
    let material = row.material;
    let name = format!("{MATERIAL}{}", material.key);
    let usual = if material.from_form { "form" } else { "" };
    let chosen = sent.some(&name).unwrap_or_else(|| usual.to_owned());
    let choice = |code: &str, words: String| Choice::of(code, words).chosen(chosen == code);
    let plain = |key: &str| t.msg(key).into_owned();
    let mut choices = vec![choice("", plain("desk-material-missing"))];
    if material.from_form {
        choices.push(choice("form", plain("desk-given-from-form")));
    }
    choices.push(choice("original", plain("desk-given-original")));
    choices.push(choice("shown", plain("desk-given-shown")));
    choices.push(choice("scan", plain("desk-given-scanned")));
    if let Some(limit) = material.tolerable {
        choices.push(choice("gap", t.with("desk-given-gap", &[("limit", &limit.in_words(t.language()))])));
    }
    if material.commitment.is_some() {
        choices.push(choice("commitment", plain("desk-given-commitment")));
    }
    let field = Field::select(t, name, t.read(&material.name), choices);
    match &material.requirement {
        Some(requirement) => field.hint(t.read(requirement)),
        None => field,
    }
}

/// How the result is wanted.
pub fn delivery(t: Text, matter: &Matter, sent: &Sent) -> Vec<Field> {
    let offered = |way: &&DeliveryWay| **way == DeliveryWay::Window || matter.delivery.contains(way);
    let chosen = sent.some("way").unwrap_or_else(|| DeliveryWay::Window.code().to_owned());
    let choice = |way: &DeliveryWay| Choice::of(way.code(), way.chinese()).chosen(way.code() == chosen);
    let ways = DeliveryWay::ALL.iter().filter(offered).map(choice).collect();
    let consent = Choice::of("yes", t.msg("desk-delivery-consent")).chosen(sent.ticked("consent"));
    vec![
        Field::radios(t, "way", t.msg("desk-deliver-way"), ways).inline(),
        Field::line(t, "address", t.msg("desk-delivery-address"), sent.one("address")).optional(),
        Field::checkboxes(t, "consent", t.msg("desk-delivery-electronic"), vec![consent]),
    ]
}
