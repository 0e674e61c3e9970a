//! Who writes to whom about what.

use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};

/// Number, date and title of the paper itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PaperFacts {
    /// The number by the sheet's pattern, for example `某许准〔2026〕12号`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// The date of the paper (成文日期); also the date inside the PDF.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// A title instead of the sheet's, for example the name of a certificate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
}

/// The authority that issues the paper.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Authority {
    /// Its full name, as on its seal.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// Where it can be visited.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Where it can be asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
}

/// The person or organisation addressed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Party {
    /// The whole name.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// Chooses between 您 and 你单位.
    pub kind: PartyKind,
    /// The number of its document, masked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id_masked: Option<String>,
    /// Who acts for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agent: Option<Agent>,
}

/// A natural person or an organisation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartyKind {
    /// 您.
    #[default]
    Person,
    /// 你单位.
    Organisation,
}

/// Somebody who acts for the addressee.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Agent {
    /// The name.
    pub name: String,
    /// The number of the document, masked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id_masked: Option<String>,
}

/// The matter applied for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MatterFacts {
    /// Its name.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// Its procedure regime: `licence`, `registration`, `confirmation`, `benefit`, `filing`, `public_service`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub regime: String,
}

/// The case, with times in the local time of the city.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CaseFacts {
    /// The number that people say.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub number: String,
    /// The secret for asking about progress without an account; only on receipts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub query_code: Option<String>,
    /// When the materials came in (收件).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub received_at: Option<DateTime>,
    /// When supplements came in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub supplemented_at: Option<DateTime>,
    /// From when it counts as accepted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accepted_on: Option<Date>,
    /// Whether acceptance is deemed (视为受理).
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub deemed: bool,
    /// When it was withdrawn.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub withdrawn_on: Option<Date>,
    /// When it was closed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closed_on: Option<Date>,
    /// Working days used, pauses left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub working_days_used: Option<u32>,
}

/// Where the paper can be verified.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Verification {
    /// The address in the QR code.
    pub url: String,
    /// The short code for typing.
    pub code: String,
    /// The address to type it at.
    pub site: String,
}
