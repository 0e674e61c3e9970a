//! What a form says beyond JSON Schema: sections, conditions, reasons, prefilling and translations.

use catalogue::form::{DateSide, Decimal};
use catalogue::{Prefill, RegionLevel, When};
use kernel::LocalText;
use serde::{Deserialize, Serialize};

/// The hints of the form as a whole.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FormLayout {
    /// The sections, each with the keys of its fields in order.
    pub(super) sections: Vec<SectionLayout>,
}

/// One section.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SectionLayout {
    pub(super) key: String,
    pub(super) title: LocalText,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) hint: Option<LocalText>,
    #[serde(default, skip_serializing_if = "When::is_empty")]
    pub(super) when: When,
    pub(super) fields: Vec<String>,
}

/// The hints of one field.
#[derive(Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FieldHints {
    /// Label and hint in English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) en: Option<English>,
    /// Why it is asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) why: Option<LocalText>,
    /// When it is shown.
    #[serde(default, skip_serializing_if = "When::is_empty")]
    pub(super) when: When,
    /// Required when it is shown, for fields that are not always shown.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(super) required: bool,
    /// Where the answer can be taken from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) prefill: Option<Prefill>,
    /// `false` for answers that are not personal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) personal: Option<bool>,
    /// `true` for what only helps the office to work and stands on no decision and no certificate.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(super) off_paper: bool,
    /// The unit behind a number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) unit: Option<LocalText>,
    /// On which side of today a date lies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) side: Option<DateSide>,
    /// The level of a region to choose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) level: Option<RegionLevel>,
    /// The least amount of money in yuan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) least: Option<Decimal>,
    /// The largest amount of money in yuan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) most: Option<Decimal>,
}

impl FieldHints {
    pub(super) fn is_empty(&self) -> bool {
        *self == FieldHints::default()
    }
}

/// Label and hint in English.
#[derive(Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct English {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) title: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) description: Option<String>,
}

/// The hints of one option.
#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OptionHints {
    /// The option in English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) en: Option<String>,
}

impl OptionHints {
    pub(super) fn is_empty(&self) -> bool {
        self.en.is_none()
    }
}
