//! How made-up people fill in forms: by the kind of each field, so that any pack's form can be filled.

use catalogue::form::DateSide;
use catalogue::{Answers, City, FieldKind, Matter, OneOrMore};
use jiff::ToSpan;
use kernel::{Date, Moment};
use std::collections::BTreeMap;

/// Answers to the situation questions, never one that ends them.
pub fn situations(matter: &Matter, moment: &mut Moment) -> BTreeMap<String, Vec<String>> {
    let mut answers = Answers::default();
    // A question may be asked because of an earlier answer, so one pass in order is not enough.
    for _ in 0..matter.situations.len() {
        let open: Vec<_> = matter
            .questions_to_ask(&answers)
            .filter(|question| answers.of(&question.key).is_empty())
            .cloned()
            .collect();
        let Some(question) = open.first() else { break };
        let fitting: Vec<_> = question.options.iter().filter(|option| option.stop.is_none()).collect();
        let Some(option) = fitting.get(moment.below(fitting.len() as u64) as usize) else { break };
        answers.0.insert(question.key.clone(), OneOrMore(vec![option.key.clone()]));
    }
    answers.0.into_iter().map(|(key, given)| (key, given.0)).collect()
}

/// A filled form, as a page sends it.
pub fn form(
    matter: &Matter,
    given: &BTreeMap<String, Vec<String>>,
    ground: &City,
    today: Date,
    moment: &mut Moment,
) -> BTreeMap<String, Vec<String>> {
    let mut known =
        Answers(given.iter().map(|(key, texts)| (key.clone(), OneOrMore(texts.clone()))).collect());
    let mut filled = BTreeMap::new();
    for section in &matter.form.sections {
        if !section.when.holds(&known) {
            continue;
        }
        for field in &section.fields {
            if !field.when.holds(&known) {
                continue;
            }
            let texts = texts(&field.kind, ground, today, moment);
            known.0.insert(field.key.0.clone(), OneOrMore(texts.clone()));
            filled.insert(field.key.0.clone(), texts);
        }
    }
    filled
}

fn texts(kind: &FieldKind, ground: &City, today: Date, moment: &mut Moment) -> Vec<String> {
    let one = match kind {
        FieldKind::Text { max_length } | FieldKind::Address { max_length } => cut("样例路 8 号", *max_length),
        FieldKind::LongText { max_length } => {
            cut("演示数据：按现场情况填写，具体内容以图纸为准。", *max_length)
        }
        FieldKind::Number { least, most, .. } => number(least.as_ref(), most.as_ref(), moment),
        FieldKind::Money { least, .. } => least.map_or("1200.00".to_owned(), |least| least.to_string()),
        FieldKind::Date { side } => date(*side, today, moment),
        FieldKind::Choice { options } => options[moment.below(options.len() as u64) as usize].key.clone(),
        FieldKind::Multi { options, least } => {
            let wanted = usize::from(*least).max(1);
            return options.iter().take(wanted).map(|option| option.key.clone()).collect();
        }
        FieldKind::YesNo => if moment.below(2) == 0 { "yes" } else { "no" }.to_owned(),
        FieldKind::PersonName => crate::people::person(moment, 110_101).name,
        FieldKind::IdentityNumber => crate::people::person(moment, 110_101).number,
        FieldKind::Uscc => crate::people::organisation(moment, 110_101, "").code,
        FieldKind::Telephone => format!("1400{:07}", moment.below(10_000_000)),
        FieldKind::Region { level } => {
            let fitting: Vec<_> = ground.regions.iter().filter(|region| region.level == *level).collect();
            match fitting.get(moment.below(fitting.len() as u64) as usize) {
                Some(region) => region.code.0.clone(),
                None => return Vec::new(),
            }
        }
    };
    vec![one]
}

fn cut(text: &str, most: u16) -> String {
    text.chars().take(usize::from(most)).collect()
}

fn number(
    least: Option<&catalogue::form::Decimal>,
    most: Option<&catalogue::form::Decimal>,
    moment: &mut Moment,
) -> String {
    match (least, most) {
        (Some(least), _) => least.to_string(),
        (None, Some(most)) => most.to_string(),
        (None, None) => (1 + moment.below(60)).to_string(),
    }
}

fn date(side: Option<DateSide>, today: Date, moment: &mut Moment) -> String {
    let days = 5 + moment.below(60) as i64;
    let shifted = match side {
        Some(DateSide::Past) => today.checked_sub(days.days()),
        _ => today.checked_add(days.days()),
    };
    shifted.unwrap_or(today).to_string()
}
