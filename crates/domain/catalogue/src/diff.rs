//! What a new version changes, so that the head of a department can read it before saying yes.

mod facts;

use crate::matter::Matter;
use facts::{Fact, facts};

/// One change between two versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The message key of what changed, `change-…`, for example `change-limit-promised`.
    pub what: &'static str,
    /// The item of a list, by its name: the material, the step, the question.
    pub item: Option<String>,
    /// How it changed, with the words before and after.
    pub kind: ChangeKind,
    /// Whether an applicant gets something else than before: materials, limits, fees, conditions, the result.
    pub concerns_applicants: bool,
}

/// How something changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// It is new.
    Added {
        /// What it says.
        after: String,
    },
    /// It is gone.
    Removed {
        /// What it said.
        before: String,
    },
    /// It says something else.
    Changed {
        /// What it said.
        before: String,
        /// What it says.
        after: String,
    },
}

/// Everything that differs between `old` and `new`, in the order of the guide; removed items stand where they stood.
pub fn diff(old: &Matter, new: &Matter) -> Vec<Change> {
    let (before, after) = (facts(old), facts(new));
    let same = |one: &Fact, other: &Fact| one.what == other.what && one.key == other.key;
    let mut changes: Vec<Change> = Vec::new();
    for fact in &before {
        match after.iter().find(|other| same(fact, other)) {
            None => changes.push(fact.change(ChangeKind::Removed { before: fact.says.clone() })),
            Some(now) if now.says != fact.says => {
                let kind = ChangeKind::Changed { before: fact.says.clone(), after: now.says.clone() };
                changes.push(now.change(kind));
            }
            Some(_) => {}
        }
    }
    for fact in &after {
        if !before.iter().any(|other| same(fact, other)) {
            changes.push(fact.change(ChangeKind::Added { after: fact.says.clone() }));
        }
    }
    // A stable sort: within one subject removed and changed come before added, as they were found.
    changes.sort_by_key(|change| facts::place_of(change.what));
    changes
}

impl Fact {
    fn change(&self, kind: ChangeKind) -> Change {
        Change {
            what: self.what,
            item: self.item.clone(),
            kind,
            concerns_applicants: facts::concerns_applicants(self.what),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::matter;
    use calendar::Limit;

    #[test]
    fn a_matter_does_not_differ_from_itself() {
        assert_eq!(diff(&matter(), &matter()), []);
    }

    #[test]
    fn a_shorter_promise_reads_as_one_change_that_concerns_applicants() {
        let mut new = matter();
        new.limits.promised = Some(Limit::WorkingDays(5));
        let kind = ChangeKind::Changed { before: "8个工作日".into(), after: "5个工作日".into() };
        let change = Change { what: "change-limit-promised", item: None, kind, concerns_applicants: true };
        assert_eq!(diff(&matter(), &new), [change]);
    }

    #[test]
    fn materials_are_compared_by_key_and_named_by_name() {
        let mut new = matter();
        new.materials.remove(2);
        new.materials[1].requirement = Some("标明排放口位置和管径".into());
        let changes = diff(&matter(), &new);
        let named: Vec<_> = changes.iter().map(|change| (change.what, change.item.as_deref())).collect();
        assert_eq!(
            named,
            [("change-material", Some("排水平面图")), ("change-material", Some("授权委托书")),]
        );
        assert!(matches!(changes[1].kind, ChangeKind::Removed { .. }));
    }

    #[test]
    fn a_moved_step_and_a_reworded_summary_are_shown_but_concern_only_the_office() {
        let mut new = matter();
        new.steps[2].after = vec!["look".into()];
        new.guide.summary = "排水先办证。".into();
        let changes = diff(&matter(), &new);
        let named: Vec<_> = changes.iter().map(|change| (change.what, change.concerns_applicants)).collect();
        assert_eq!(named, [("change-summary", false), ("change-step", false)]);
    }

    #[test]
    fn every_change_of_a_field_is_seen() {
        // The stored form is the whole matter: whatever differs there must show in the diff.
        let whole = serde_json::to_value(matter()).expect("it writes");
        for key in whole.as_object().expect("an object").keys().filter(|key| *key != "code") {
            let mut changed = whole.clone();
            if !alter(&mut changed[key]) {
                continue;
            }
            let Ok(new) = serde_json::from_value::<Matter>(changed) else { continue };
            if new != matter() {
                assert_ne!(diff(&matter(), &new), [], "a change of {key} is not shown");
            }
        }
    }

    /// Drops the last item of a list, changes a text, counts a number up.
    fn alter(value: &mut serde_json::Value) -> bool {
        match value {
            serde_json::Value::Array(items) => items.pop().is_some(),
            serde_json::Value::String(text) => {
                text.push('x');
                true
            }
            serde_json::Value::Number(number) => {
                *value = (number.as_u64().unwrap_or(0) + 1).into();
                true
            }
            serde_json::Value::Object(fields) => fields.values_mut().next_back().is_some_and(alter),
            serde_json::Value::Bool(yes) => {
                *yes = !*yes;
                true
            }
            serde_json::Value::Null => false,
        }
    }
}
