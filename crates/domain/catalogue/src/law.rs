//! Legal bases: which law, which article, and how sure we are of it.

use crate::words::words;
use serde::{Deserialize, Serialize};

words! {
    /// How sure the writer of the content is of a legal reference.
    Certainty {
        /// Checked against the text of the law.
        Certain = "certain", "确定";
        /// Believed right from knowledge of the field, not checked against the text.
        Likely = "likely", "较可信";
        /// To be confirmed before real use.
        Unsure = "unsure", "待核实";
    }
}

/// One legal basis.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LegalBasis {
    /// The law or rule by its full name, without book-title marks.
    pub law: String,
    /// The article, for example `第二十一条`; empty when the whole act is meant.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub article: String,
    /// What it says, in the writer's own words, where that helps.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub says: Option<String>,
    /// How sure the writer is.
    pub sure: Certainty,
}

impl LegalBasis {
    /// As printed: `《城镇排水与污水处理条例》第二十一条`.
    pub fn cited(&self) -> String {
        format!("《{}》{}", self.law, self.article)
    }
}
