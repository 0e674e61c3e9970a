//! The application form: sections of typed fields, read once into typed values.

mod decimal;
mod json;
mod read;
mod value;

pub use decimal::{Decimal, DecimalRefusal};
pub use json::JsonRefusal;
pub use read::{FieldChecks, FieldError, FieldReason, no_checks};
pub use value::{FieldValue, FilledForm, Kept, KeptForm};

use crate::city::RegionLevel;
use crate::situation::{Answers, When, is_false};
use crate::words::{keys, words};
use kernel::LocalText;
use serde::{Deserialize, Serialize};

keys! {
    /// The key of a form field, one word of small letters, unique in the matter among fields and questions.
    FieldKey,
}

/// The form of one version of a matter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Form {
    /// Its sections in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<Section>,
}

/// A group of fields that belong together: one heading on the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Its key, unique in the form.
    pub key: String,
    /// The heading.
    pub title: LocalText,
    /// Help under the heading.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<LocalText>,
    /// When it is asked; always if empty.
    #[serde(default, skip_serializing_if = "When::is_empty")]
    pub when: When,
    /// Its fields in order.
    pub fields: Vec<Field>,
}

/// One question of the form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// Its key.
    pub key: FieldKey,
    /// The label beside the box.
    pub label: LocalText,
    /// How to fill it in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<LocalText>,
    /// Why it is asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<LocalText>,
    /// What is typed into it.
    pub kind: FieldKind,
    /// Whether it must be answered when it is shown.
    #[serde(default, skip_serializing_if = "is_false")]
    pub required: bool,
    /// When it is shown; always if empty. Names questions of the matter and fields that come earlier.
    #[serde(default, skip_serializing_if = "When::is_empty")]
    pub when: When,
    /// Where the answer can be taken from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prefill: Option<Prefill>,
    /// Whether the answer is personal and kept sealed. Personal unless said otherwise.
    #[serde(default = "yes", skip_serializing_if = "is_true")]
    pub personal: bool,
    /// Whether it only helps the office to work and so stands on no decision and no certificate.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub off_paper: bool,
}

fn yes() -> bool {
    true
}
fn is_true(value: &bool) -> bool {
    *value
}

/// What is typed into a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum FieldKind {
    /// One line.
    Text {
        /// At most so many characters.
        max_length: u16,
    },
    /// Several lines.
    LongText {
        /// At most so many characters.
        max_length: u16,
    },
    /// A number, whole or with a fixed number of decimals.
    Number {
        /// Decimals at most; 0 for whole numbers.
        decimals: u8,
        /// At least.
        least: Option<Decimal>,
        /// At most.
        most: Option<Decimal>,
        /// The unit behind the box.
        unit: Option<LocalText>,
    },
    /// Yuan with two decimals, kept in fen.
    Money {
        /// At least, in fen.
        least: Option<kernel::Money>,
        /// At most, in fen.
        most: Option<kernel::Money>,
    },
    /// A day.
    Date {
        /// Whether it lies in the past or in the future, as far as that is fixed.
        side: Option<DateSide>,
    },
    /// One of several.
    Choice {
        /// What to choose from.
        options: Vec<FieldOption>,
    },
    /// Any of several.
    Multi {
        /// What to choose from.
        options: Vec<FieldOption>,
        /// At least so many; 0 if any number will do.
        least: u8,
    },
    /// Yes or no.
    YesNo,
    /// The name of a person: up to 50 characters of any plane, with "·".
    PersonName,
    /// A citizen number or the number of a residence permit: 18 symbols.
    IdentityNumber,
    /// A unified social credit code: 18 symbols.
    Uscc,
    /// The number of a bank card: 12 to 19 digits.
    BankCard,
    /// A telephone number.
    Telephone,
    /// A postal address.
    Address {
        /// At most so many characters.
        max_length: u16,
    },
    /// A region of the city by its code.
    Region {
        /// The level to choose.
        level: RegionLevel,
    },
}

words! {
    /// On which side of today a date must lie; today itself is on both.
    DateSide {
        /// Today or before, such as a date of birth.
        Past = "past", "过去";
        /// Today or after, such as the first day of works.
        Future = "future", "将来";
    }
}

words! {
    /// What the platform already knows and may fill in, shown with its source.
    Prefill {
        /// The applicant's name.
        PersonName = "person.name", "本人姓名";
        /// The applicant's identity number.
        PersonIdentity = "person.identity", "本人证件号码";
        /// The applicant's telephone.
        PersonTelephone = "person.telephone", "本人电话";
        /// The applicant's address.
        PersonAddress = "person.address", "本人住址";
        /// The applicant's date of birth, from the identity number.
        PersonBirth = "person.birth", "本人出生日期";
        /// The enterprise's name.
        EnterpriseName = "enterprise.name", "企业名称";
        /// The enterprise's unified social credit code.
        EnterpriseUscc = "enterprise.uscc", "统一社会信用代码";
        /// The enterprise's registered address.
        EnterpriseAddress = "enterprise.address", "住所";
        /// The legal representative's name.
        EnterpriseRepresentative = "enterprise.representative", "法定代表人";
    }
}

/// One option of a choice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldOption {
    /// The key that is stored.
    pub key: String,
    /// The text that is shown.
    pub label: LocalText,
}

impl Form {
    /// Every field, in order.
    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        self.sections.iter().flat_map(|section| &section.fields)
    }

    /// One field by its key.
    pub fn field(&self, key: &FieldKey) -> Option<&Field> {
        self.fields().find(|field| field.key == *key)
    }

    /// The fields to ask, given the answers to questions and earlier fields, with their section.
    pub fn shown<'a>(&'a self, answers: &'a Answers) -> impl Iterator<Item = (&'a Section, &'a Field)> {
        self.sections
            .iter()
            .filter(|section| section.when.holds(answers))
            .flat_map(|section| section.fields.iter().map(move |field| (section, field)))
            .filter(|(_, field)| field.when.holds(answers))
    }
}
