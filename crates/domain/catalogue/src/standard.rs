//! Same item, same standard: what differs between a matter and the standard of its base item (CAT-02, P-03).

use crate::city::{SameItemStandard, StandardField};
use crate::matter::Matter;
use std::collections::BTreeSet;

/// One field that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Which.
    pub field: StandardField,
    /// What the standard says; for lists only what the matter lacks.
    pub standard: String,
    /// What the matter says; for lists only what the standard lacks.
    pub here: String,
}

impl Difference {
    /// The field of the matter where it shows.
    pub const fn place(&self) -> &'static str {
        match self.field {
            StandardField::Name => "name",
            StandardField::Materials => "materials",
            StandardField::Conditions => "conditions",
            StandardField::Limit => "limits",
            StandardField::Result => "result",
        }
    }
}

/// What differs from the standard of the matter's base item, recorded as deviation or not. None when the
/// matter has no base item or the base item no standard.
pub fn same_standard_differences(matter: &Matter, standards: &[SameItemStandard]) -> Vec<Difference> {
    let base = matter.base_item.as_ref();
    let Some(standard) = standards.iter().find(|standard| Some(&standard.base_item) == base) else {
        return Vec::new();
    };
    let conditions = matter.conditions.iter().map(|condition| condition.chinese.as_str());
    let materials = matter.materials.iter().map(|material| material.name.chinese.as_str());
    let limit = |limit: Option<calendar::Limit>| limit.map_or("无".to_owned(), |limit| limit.to_string());
    let result = matter.result.as_ref().map_or("无", |result| result.name.chinese.as_str());
    let mut differences = Vec::new();
    differences.extend(texts(StandardField::Name, &standard.name, &matter.name.chinese));
    differences.extend(lists(StandardField::Materials, &standard.materials, materials));
    if !standard.conditions.is_empty() {
        differences.extend(lists(StandardField::Conditions, &standard.conditions, conditions));
    }
    differences.extend(texts(StandardField::Limit, &limit(standard.limit), &limit(matter.limits.statutory)));
    differences.extend(texts(StandardField::Result, standard.result.as_deref().unwrap_or("无"), result));
    differences
}

/// The differences that no deviation explains: what the nightly job counts down to zero.
pub fn unexplained_differences(matter: &Matter, standards: &[SameItemStandard]) -> Vec<Difference> {
    let mut differences = same_standard_differences(matter, standards);
    differences
        .retain(|difference| matter.deviations.iter().all(|deviation| deviation.field != difference.field));
    differences
}

fn texts(field: StandardField, standard: &str, here: &str) -> Option<Difference> {
    let differs = standard.trim() != here.trim();
    differs.then(|| Difference { field, standard: standard.to_owned(), here: here.to_owned() })
}

fn lists<'a>(
    field: StandardField,
    standard: &[String],
    here: impl Iterator<Item = &'a str>,
) -> Option<Difference> {
    let standard: BTreeSet<&str> = standard.iter().map(|text| text.trim()).collect();
    let here: BTreeSet<&str> = here.map(str::trim).collect();
    let only = |left: &BTreeSet<&str>, right: &BTreeSet<&str>| {
        let names: Vec<&str> = left.difference(right).copied().collect();
        if names.is_empty() { "无".to_owned() } else { names.join("、") }
    };
    let differs = standard != here;
    differs.then(|| Difference { field, standard: only(&standard, &here), here: only(&here, &standard) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{city, matter};

    #[test]
    fn equal_matters_differ_in_nothing() {
        assert_eq!(same_standard_differences(&matter(), &city().standards), []);
    }

    #[test]
    fn one_more_material_is_one_difference_and_a_recorded_reason_explains_it() {
        let mut matter = matter();
        matter.materials[1].name = "管网图".into();
        let differences = unexplained_differences(&matter, &city().standards);
        assert_eq!(differences.len(), 1);
        assert_eq!(
            (differences[0].standard.as_str(), differences[0].here.as_str()),
            ("排水平面图", "管网图")
        );
        let reason = "本区地下管网须附加".to_owned();
        matter.deviations.push(crate::Deviation { field: StandardField::Materials, reason });
        assert_eq!(unexplained_differences(&matter, &city().standards), []);
    }

    #[test]
    fn name_limit_conditions_and_result_are_compared_too() {
        let mut matter = matter();
        matter.name = "排水许可".into();
        matter.limits.statutory = Some(calendar::Limit::WorkingDays(15));
        matter.conditions.clear();
        matter.result = None;
        let fields: Vec<_> = same_standard_differences(&matter, &city().standards);
        let fields: Vec<_> = fields.iter().map(|difference| difference.field).collect();
        let all =
            [StandardField::Name, StandardField::Conditions, StandardField::Limit, StandardField::Result];
        assert_eq!(fields, all);
    }

    #[test]
    fn a_matter_without_base_item_is_compared_with_nothing() {
        let matter = Matter { base_item: None, name: "别的".into(), ..matter() };
        assert_eq!(same_standard_differences(&matter, &city().standards), []);
    }
}
