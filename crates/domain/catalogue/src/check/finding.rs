//! One finding of a content check: where, what, and whether it blocks publication.

use crate::city::{PostRole, StandardField};
use crate::standard::Difference;
use crate::step::PlanRefusal;
use calendar::Limit;
use std::fmt;

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Where in the matter.
    pub at: Place,
    /// What.
    pub kind: FindingKind,
}

impl Finding {
    /// Whether it must be mended before the matter can be published.
    pub fn blocks(&self) -> bool {
        self.kind.severity() == Severity::Blocks
    }
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// Publication is refused.
    Blocks,
    /// Worth a look.
    Warns,
}

/// A place in a matter, as a path of fields and items.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place(pub Vec<Segment>);

/// One step of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Segment {
    /// A field by its name in the matter's file.
    Field(&'static str),
    /// An item of a list, from 0.
    Item(usize),
    /// A form field by its key.
    Key(String),
}

impl Place {
    /// The matter as a whole.
    pub fn root() -> Self {
        Place::default()
    }

    /// A field of this place.
    #[must_use]
    pub fn field(mut self, name: &'static str) -> Self {
        self.0.push(Segment::Field(name));
        self
    }

    /// An item of this list.
    #[must_use]
    pub fn item(mut self, place: usize) -> Self {
        self.0.push(Segment::Item(place));
        self
    }

    /// A form field.
    #[must_use]
    pub fn key(mut self, key: &str) -> Self {
        self.0.push(Segment::Key(key.to_owned()));
        self
    }
}

impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, segment) in self.0.iter().enumerate() {
            match segment {
                Segment::Field(name) if place == 0 => out.write_str(name)?,
                Segment::Field(name) => write!(out, ".{name}")?,
                Segment::Item(item) => write!(out, "[{}]", item + 1)?,
                Segment::Key(key) => write!(out, ".{key}")?,
            }
        }
        Ok(())
    }
}

/// What a content check found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FindingKind {
    /// A material lacks one of its four fields (CAT-03, P-04).
    MissingField {
        /// The material, by name or key.
        material: String,
        /// `name`, `basis`, `copies` or `requirement`.
        field: &'static str,
    },
    /// The guide says nothing on a point that it must state.
    MissingText {
        /// Which field.
        field: &'static str,
    },
    /// The promise is longer than the law allows.
    PromiseBeyondStatute {
        /// The promise.
        promised: Limit,
        /// The law.
        statutory: Limit,
    },
    /// "On the spot" beside a limit of days.
    InstantWithDays {
        /// The limit.
        limit: Limit,
    },
    /// A promised matter without any limit.
    NoLimit,
    /// The notice of defects comes later than five working days (行政许可法 第三十二条).
    LateNotice {
        /// The limit.
        limit: Limit,
    },
    /// A catch-all that leaves the applicant guessing.
    Vague {
        /// The words.
        words: String,
    },
    /// No hall and no reason for it (ORG-18, P-32).
    NoHall,
    /// A proof that was cancelled is still asked for (CERT-04).
    CancelledProof {
        /// Its name in the register.
        name: String,
    },
    /// It differs from the same-item standard without a recorded deviation.
    StandardDifference(Difference),
    /// A recorded deviation that is none any more.
    StaleDeviation {
        /// The field.
        field: StandardField,
    },
    /// It belongs to no sub-platform (CAT-05).
    NoSubPlatform,
    /// The steps are no plan.
    Steps(PlanRefusal),
    /// Decided here, but without steps.
    NoSteps,
    /// Decided here, but without a form.
    NoForm,
    /// Something that the city does not know.
    Unknown {
        /// What kind of thing: `department`, `hall`, `region`, `theme`, `sub_platform`, `template`.
        what: &'static str,
        /// Its id.
        id: String,
    },
    /// A key that nothing in the matter has.
    UnknownKey {
        /// `material`, `question`, `answer` or `step`.
        what: &'static str,
        /// The key.
        key: String,
    },
    /// A key used twice.
    DuplicateKey {
        /// The key.
        key: String,
    },
    /// A key that is not one word of small letters, digits, `_` and `-`.
    BadKey {
        /// The key.
        key: String,
    },
    /// A material that no answer ever asks for.
    NeverAsked {
        /// The material.
        material: String,
    },
    /// Nobody in the city holds the post that a step needs.
    NoPost {
        /// The department.
        department: String,
        /// The role.
        role: PostRole,
    },
    /// A fee without a law that allows it (行政许可法 第五十八条).
    FeeWithoutBasis,
    /// A power without a legal basis.
    NoLegalBasis,
    /// A legal reference that nobody has confirmed.
    UnsureLaw {
        /// The reference.
        law: String,
    },
    /// The department has no review body or court, so no refusal could be issued (practice.md 5).
    NoRemedy {
        /// The department.
        department: String,
    },
    /// A check on the spot by fewer than two people (行政许可法 第三十四条).
    LonelySiteCheck,
    /// A commitment that is to be checked, but not by when.
    CommitmentWithoutDate {
        /// The material.
        material: String,
    },
    /// A paper that the regime does not have.
    ForeignDocument {
        /// The paper.
        document: &'static str,
    },
    /// Whole process online, yet a visit or no online channel.
    OnlineContradiction,
    /// Not a telephone number.
    BadTelephone {
        /// The text.
        text: String,
    },
}

impl FindingKind {
    /// How bad it is.
    pub const fn severity(&self) -> Severity {
        match self {
            FindingKind::StaleDeviation { .. }
            | FindingKind::NeverAsked { .. }
            | FindingKind::UnsureLaw { .. }
            | FindingKind::BadTelephone { .. } => Severity::Warns,
            _ => Severity::Blocks,
        }
    }

    /// The message key, `finding-…`.
    pub const fn key(&self) -> &'static str {
        match self {
            FindingKind::MissingField { .. } => "finding-missing-field",
            FindingKind::MissingText { .. } => "finding-missing-text",
            FindingKind::PromiseBeyondStatute { .. } => "finding-promise-beyond-statute",
            FindingKind::InstantWithDays { .. } => "finding-instant-with-days",
            FindingKind::NoLimit => "finding-no-limit",
            FindingKind::LateNotice { .. } => "finding-late-notice",
            FindingKind::Vague { .. } => "finding-vague",
            FindingKind::NoHall => "finding-no-hall",
            FindingKind::CancelledProof { .. } => "finding-cancelled-proof",
            FindingKind::StandardDifference(_) => "finding-standard-difference",
            FindingKind::StaleDeviation { .. } => "finding-stale-deviation",
            FindingKind::NoSubPlatform => "finding-no-sub-platform",
            FindingKind::Steps(_) => "finding-steps",
            FindingKind::NoSteps => "finding-no-steps",
            FindingKind::NoForm => "finding-no-form",
            FindingKind::Unknown { .. } => "finding-unknown",
            FindingKind::UnknownKey { .. } => "finding-unknown-key",
            FindingKind::DuplicateKey { .. } => "finding-duplicate-key",
            FindingKind::BadKey { .. } => "finding-bad-key",
            FindingKind::NeverAsked { .. } => "finding-never-asked",
            FindingKind::NoPost { .. } => "finding-no-post",
            FindingKind::FeeWithoutBasis => "finding-fee-without-basis",
            FindingKind::NoLegalBasis => "finding-no-legal-basis",
            FindingKind::UnsureLaw { .. } => "finding-unsure-law",
            FindingKind::NoRemedy { .. } => "finding-no-remedy",
            FindingKind::LonelySiteCheck => "finding-lonely-site-check",
            FindingKind::CommitmentWithoutDate { .. } => "finding-commitment-without-date",
            FindingKind::ForeignDocument { .. } => "finding-foreign-document",
            FindingKind::OnlineContradiction => "finding-online-contradiction",
            FindingKind::BadTelephone { .. } => "finding-bad-telephone",
        }
    }
}
