//! What a matter costs: amounts with their bases, row by row.

use super::typed::{Typed, local};
use crate::parts::{Choice, Field, Width};
use crate::text::Text;
use catalogue::{Certainty, FeeRule, LegalBasis, Matter, When};
use kernel::Money;

/// The most rows of fees and their bases.
const ROWS_MAX: usize = 40;

/// What it costs: a row for each amount and each basis, and an empty one behind.
pub(super) fn fields(t: Text, matter: &Matter) -> Vec<Field> {
    let fee = &matter.fee;
    let mut fields = Vec::new();
    for place in 0..=fee.rules.len() {
        let rule = fee.rules.get(place);
        let label = |key: &str| t.with(key, &[("number", &(place + 1))]);
        let text = |text: Option<String>| text.unwrap_or_default();
        let name = text(rule.map(|rule| rule.name.chinese.clone()));
        let english = text(rule.and_then(|rule| rule.name.english.clone()));
        let unit = text(rule.and_then(|rule| Some(rule.unit.as_ref()?.chinese.clone())));
        let yuan = text(rule.map(|rule| rule.fen.to_string()));
        let named = |part: &str| format!("fee-rule-{place}-{part}");
        fields.push(Field::line(t, named("name"), label("edit-fee-name"), name).optional());
        fields.push(Field::line(t, named("name-en"), label("edit-fee-name-en"), english).optional());
        fields.push(
            Field::line(t, named("yuan"), label("edit-fee-yuan"), yuan)
                .unit(t.msg("edit-yuan"))
                .width(Width::Signs(10))
                .optional(),
        );
        fields.push(Field::line(t, named("unit"), label("edit-fee-unit"), unit).optional());
    }
    for place in 0..=fee.bases.len() {
        let basis = fee.bases.get(place);
        let label = |key: &str| t.with(key, &[("number", &(place + 1))]);
        let law = basis.map_or("", |basis| basis.law.as_str());
        let article = basis.map_or("", |basis| basis.article.as_str());
        fields.push(Field::line(t, format!("fee-basis-{place}-law"), label("edit-fee-law"), law).optional());
        let name = format!("fee-basis-{place}-article");
        fields.push(Field::line(t, name, label("edit-fee-article"), article).optional());
    }
    fields.extend(local(t, "fee-waiver", "edit-waiver", fee.waiver.as_ref()).map(Field::optional));
    let waits = vec![Choice::of("yes", t.msg("edit-waits-yes")).chosen(fee.clock_waits)];
    fields.push(Field::checkboxes(t, "fee-waits", t.msg("edit-waits"), waits));
    fields
}

/// Takes it over; a row without a name is left out, what the form does not ask stays as it was.
pub(super) fn read(typed: &mut Typed<'_>, matter: &mut Matter) {
    let old = std::mem::take(&mut matter.fee);
    for place in 0..ROWS_MAX {
        let named = |part: &str| format!("fee-rule-{place}-{part}");
        let name = typed.local(&named("name"));
        if name.chinese.is_empty() {
            if !typed.line(&named("yuan")).is_empty() {
                typed.fail(&named("name"), "edit-needed");
            }
            continue;
        }
        let fen: Money = typed.yuan(&named("yuan"));
        let before = old.rules.get(place);
        let unit = typed.maybe(&named("unit")).map(|chinese| {
            let same = before.and_then(|rule| rule.unit.clone()).filter(|unit| unit.chinese == chinese);
            same.unwrap_or_else(|| chinese.as_str().into())
        });
        let when = before.map_or_else(When::default, |rule| rule.when.clone());
        matter.fee.rules.push(FeeRule { name, fen, unit, when });
    }
    for place in 0..ROWS_MAX {
        let law = typed.line(&format!("fee-basis-{place}-law"));
        let article = typed.line(&format!("fee-basis-{place}-article"));
        if law.is_empty() {
            continue;
        }
        let same = old.bases.get(place).filter(|basis| basis.law == law && basis.article == article);
        let fresh = || LegalBasis { law, article, says: None, sure: Certainty::Likely };
        matter.fee.bases.push(same.cloned().unwrap_or_else(fresh));
    }
    matter.fee.waiver = typed.maybe_local("fee-waiver");
    matter.fee.clock_waits = typed.sent.ticked("fee-waits");
}
