//! The facts that templates may use: one structure for all papers, filled as far as the case has them.
//!
//! A template sees it as JSON with the same names. Absent facts are left out; which ones a paper
//! cannot do without is said by its sheet. Texts are printed as they are and never read as markup.
//! Personal facts arrive already masked as the access rules want them on paper.

mod case;
mod outcome;

pub use case::{Agent, Authority, CaseFacts, MatterFacts, PaperFacts, Party, PartyKind, Verification};
pub use outcome::{
    Commitment, Decision, Defect, Due, Entry, Extension, Fee, FeeLine, Hearing, Material, MaterialForm,
    MaterialMedium, Outcome, OwedMaterial, Pickup, Remedy, RightAuthority, ServedPaper, Service, Special,
};

use serde::{Deserialize, Serialize};

/// Everything a paper can say.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Facts {
    /// Whether this is a demo city: prints the watermark and the line "not issued".
    pub demo: bool,
    /// Number, date and title of this paper.
    pub paper: PaperFacts,
    /// Who issues it.
    pub authority: Authority,
    /// To whom.
    pub addressee: Party,
    /// About which matter.
    pub matter: MatterFacts,
    /// About which case.
    pub case: CaseFacts,
    /// Articles in words, each with its law: `《…法》第…条`; without them the sheet's own are printed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub law: Vec<String>,
    /// Materials received, returned or handed over.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub materials: Vec<Material>,
    /// Materials still owed under a tolerated gap (容缺).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub materials_owed: Vec<OwedMaterial>,
    /// All defects of the one notice (一次性告知).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub defects: Vec<Defect>,
    /// Why a second notice is allowed: the new facts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub defects_repeated_because: Option<String>,
    /// Reasons of a refusal, an extension, a return or a termination, each a sentence.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<String>,
    /// What the person can do now; printed after a no (no bare no).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub way_forward: Option<String>,
    /// The date that matters next: of the notice, the supplement or the decision.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<Due>,
    /// For papers that can say both.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
    /// What was decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decision: Option<Decision>,
    /// Review body and court (practice.md 5).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remedy: Option<Remedy>,
    /// A special procedure that stops the clock.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub special: Option<Special>,
    /// The one extension.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extension: Option<Extension>,
    /// The authority that has the power, when it is not this one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub right_authority: Option<RightAuthority>,
    /// A hearing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hearing: Option<Hearing>,
    /// A commitment in place of proofs (告知承诺).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub commitment: Option<Commitment>,
    /// Where and when to collect the result.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pickup: Option<Pickup>,
    /// What is served and how.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service: Option<Service>,
    /// What is to be paid.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fee: Option<Fee>,
    /// Where the paper can be verified; prints the QR code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verification: Option<Verification>,
}

impl Facts {
    /// The facts as the value that [`super::Press::print`] takes.
    pub fn to_value(&self) -> serde_json::Value {
        serde_json::to_value(self).expect("facts are plain texts, dates and numbers")
    }
}
