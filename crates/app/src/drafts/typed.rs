//! What a page holds while it is filled in, and what becomes of it when the same draft is open in a second window: the
//! last one to save does not win in silence.

use super::{Draft, DraftAnswers};
use crate::{Caller, City, Problem};
use kernel::Moment;
use std::collections::BTreeMap;

/// The answers of one page, as typed, right or wrong.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    /// Answers to situation questions.
    pub situations: BTreeMap<String, Vec<String>>,
    /// Fields of the form.
    pub form: BTreeMap<String, Vec<String>>,
    /// The revision with which the page was drawn; none asks for no comparison.
    pub seen: Option<u32>,
    /// Whether the person went on; else the page is still being filled in.
    pub is_finished: bool,
}

/// What was kept.
#[derive(Clone, Debug)]
pub enum Kept {
    /// Everything, in this draft.
    Saved(Draft),
    /// Nothing: another window changed the same questions since the page was drawn.
    Elsewhere(Elsewhere),
}

/// A draft that was changed in another window.
#[derive(Clone, Debug)]
pub struct Elsewhere {
    /// The draft as it stands.
    pub draft: Draft,
    /// The questions that were answered otherwise there.
    pub questions: Vec<String>,
}

impl Typed {
    fn answers(&self) -> impl Iterator<Item = (&String, &Vec<String>)> {
        self.situations.iter().chain(&self.form)
    }

    /// The questions that changed since the page was drawn, and not to what was typed here.
    fn changed_elsewhere(&self, answers: &DraftAnswers) -> Vec<String> {
        let Some(seen) = self.seen else { return Vec::new() };
        let is_newer = |key: &str| answers.touched.get(key).is_some_and(|at| seen < *at);
        let differs = |key: &str, texts: &[String]| answers.standing(key) != texts;
        let changed = self.answers().filter(|(key, texts)| is_newer(key) && differs(key, texts));
        changed.map(|(key, _)| key.clone()).collect()
    }

    /// Puts what was typed into a draft's answers.
    pub fn put(self, answers: &mut DraftAnswers) {
        let changed = self.form.iter().find(|(key, texts)| answers.standing(key) != texts.as_slice());
        let changed = changed.map(|(key, _)| key.clone());
        answers.unfinished = match self.is_finished {
            true => answers.unfinished.take().filter(|key| !self.form.contains_key(key)),
            false => changed.or_else(|| answers.unfinished.take()),
        };
        answers.situations.extend(self.situations);
        answers.form.extend(self.form);
    }
}

impl City {
    /// Keeps what a page holds, valid or not, unless another window answered the same questions otherwise meanwhile.
    ///
    /// # Errors
    /// As [`City::own_draft`].
    pub fn keep_typed(
        &self,
        caller: &Caller,
        id: &str,
        typed: Typed,
        moment: &Moment,
    ) -> Result<Kept, Problem> {
        let draft = self.own_draft(caller, id)?;
        let questions = typed.changed_elsewhere(&draft.answers);
        if !questions.is_empty() {
            return Ok(Kept::Elsewhere(Elsewhere { draft, questions }));
        }
        Ok(Kept::Saved(self.save_draft(caller, id, |answers| typed.put(answers), moment)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str, seen: u32, is_finished: bool) -> Typed {
        let form = [("name".to_owned(), vec![text.to_owned()])].into();
        Typed { form, seen: Some(seen), is_finished, ..Typed::default() }
    }

    fn kept(answers: &DraftAnswers, typed: Typed) -> DraftAnswers {
        let mut after = answers.clone();
        typed.put(&mut after);
        after.note_changes(answers);
        after
    }

    #[test]
    fn a_window_drawn_before_another_ones_change_is_told_of_it() {
        let first = kept(&DraftAnswers::default(), typed("甲", 0, true));
        assert_eq!(typed("乙", 0, true).changed_elsewhere(&first), ["name"]);
        assert!(typed("甲", 0, true).changed_elsewhere(&first).is_empty(), "both say the same");
        assert!(typed("乙", first.revision, true).changed_elsewhere(&first).is_empty(), "drawn afterwards");
    }

    #[test]
    fn another_question_changed_elsewhere_is_no_clash() {
        let first = kept(&DraftAnswers::default(), typed("甲", 0, true));
        let form = [("address".to_owned(), vec!["海滨路".to_owned()])].into();
        let other = Typed { form, seen: Some(0), is_finished: true, ..Typed::default() };
        assert!(other.changed_elsewhere(&first).is_empty());
        let both = kept(&first, other);
        assert_eq!((both.form.len(), both.revision), (2, 2));
    }

    #[test]
    fn a_field_left_in_the_middle_is_remembered_until_the_person_goes_on() {
        let half = kept(&DraftAnswers::default(), typed("甲", 0, false));
        assert_eq!(half.unfinished.as_deref(), Some("name"));
        let same = kept(&half, typed("甲", 1, false));
        assert_eq!((same.unfinished.as_deref(), same.revision), (Some("name"), 1));
        assert_eq!(kept(&half, typed("甲乙", 1, true)).unfinished, None);
    }
}
