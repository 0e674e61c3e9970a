//! The age that somebody chose and the number that somebody typed: a doubt to look at, never a refusal, since a clerk
//! decides on papers and not on a form.

use super::Draft;
use crate::City;
use crate::content_snapshot::PublishedMatter;
use catalogue::{FieldKey, Prefill};
use identity::CitizenNumber;
use kernel::{Date, LocalText, Timestamp};

/// An age that does not fit the number in the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgeDoubt {
    /// The answer that was chosen.
    pub chosen: LocalText,
    /// The field with the number.
    pub field: FieldKey,
    /// The age by the number, in full years.
    pub age: u8,
}

impl City {
    /// Whether the age chosen in the situation differs from the one in the person's number.
    pub fn age_doubt(&self, published: &PublishedMatter, draft: &Draft, now: Timestamp) -> Option<AgeDoubt> {
        let matter = &published.matter;
        let answers = draft.answers.situation_answers();
        let of_question = |question: &'_ catalogue::Situation| {
            let chosen = answers.of(&question.key).to_vec();
            question.options.iter().find(|option| chosen.contains(&option.key)).cloned()
        };
        let chosen = matter.situations.iter().filter_map(of_question).find(|option| option.ages.is_some())?;
        let field = matter.form.fields().find(|field| field.prefill == Some(Prefill::PersonIdentity))?;
        let today = self.content().date(now);
        let number = draft.answers.form.get(field.key.as_str())?.first()?;
        let age = age(CitizenNumber::parse(number, today).ok()?.birth(), today);
        let fits = chosen.ages?.hold(age);
        (!fits).then(|| AgeDoubt { chosen: chosen.label, field: field.key.clone(), age })
    }
}

/// Full years on a day: a year more on the birthday itself.
fn age(birth: Date, today: Date) -> u8 {
    let before_birthday = (today.month(), today.day()) < (birth.month(), birth.day());
    let years = i32::from(today.year()) - i32::from(birth.year()) - i32::from(before_birthday);
    u8::try_from(years.clamp(0, 255)).unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::Date;

    #[test]
    fn a_year_is_full_on_the_birthday() {
        let on = |text: &str| age("1946-11-23".parse().expect("a day"), text.parse::<Date>().expect("a day"));
        assert_eq!([on("2026-11-22"), on("2026-11-23"), on("2027-01-01")], [79, 80, 80]);
    }
}
