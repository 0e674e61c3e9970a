//! What is going to happen to a case, drawn when it begins: who is slow, who forgets, who says no.

use catalogue::PostRole;
use kernel::Moment;

/// The staff of each department in the demo's life.
pub const BACK_OFFICE: &[(&str, PostRole)] = &[
    ("window", PostRole::Clerk),
    ("examiner-1", PostRole::Examiner),
    ("examiner-2", PostRole::Examiner),
    ("reviewer", PostRole::Reviewer),
    ("expert", PostRole::Expert),
    ("issuer", PostRole::Issuer),
    ("chief", PostRole::ChiefAtHall),
    ("head", PostRole::Head),
    // What one head proposes another one confirms.
    ("deputy", PostRole::Head),
];

/// The turn that a case will take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Story {
    /// Everything in order.
    Smooth,
    /// Something is missing; the applicant supplies it.
    Supplement,
    /// Something is missing and never comes.
    NeverSupplied,
    /// The department forgets: deemed acceptance.
    Forgotten,
    /// Another body is competent.
    NotForUs,
    /// Acceptance is refused.
    Refused,
    /// A no is proposed and overruled.
    Overruled,
    /// A no is proposed and nobody answers in time.
    Unanswered,
    /// Denied, or returned where the regime denies nothing.
    Denied,
    /// A special procedure stops the clock.
    Special,
    /// The one extension.
    Extended,
    /// Sent back to an earlier step.
    SentBack,
    /// The applicant withdraws.
    Withdrawn,
    /// Slow hands: late in the end.
    Late,
}

impl Story {
    /// Draws a story: mostly smooth, every turn now and then.
    pub fn draw(moment: &mut Moment) -> Self {
        match moment.below(100) {
            0..=55 | 80 | 95..=97 => Story::Smooth,
            56..=67 => Story::Supplement,
            68..=70 => Story::NeverSupplied,
            71..=72 => Story::Forgotten,
            73..=74 => Story::NotForUs,
            75..=76 => Story::Refused,
            77..=78 => Story::Overruled,
            79 => Story::Unanswered,
            81..=84 => Story::Denied,
            85..=87 => Story::Special,
            88..=89 => Story::Extended,
            90..=91 => Story::SentBack,
            92..=93 => Story::Withdrawn,
            _ => Story::Late,
        }
    }

    /// Whether hands are slow in this story.
    pub fn is_slow(self) -> bool {
        matches!(self, Story::Late | Story::Extended)
    }
}
