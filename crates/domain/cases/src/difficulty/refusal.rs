//! Why an order on a difficulty is refused.

use crate::refusal::refusals;

refusals! {
    /// Why an order on a difficulty is refused.
    DifficultyRefusal {
        /// Nothing is said.
        NoWords = "refusal-difficulty-no-words", "it needs words";
        /// It is closed already.
        Closed = "refusal-difficulty-closed", "it is closed already";
        /// It is not closed.
        NotClosed = "refusal-difficulty-not-closed", "the person is asked after it was closed";
        /// It has no leader yet.
        NoLeader = "refusal-difficulty-no-leader", "a leader must be named first";
        /// The named person leads nothing.
        NotALeader = "refusal-difficulty-not-a-leader", "the leader is a hall manager, a chief at the hall or a head";
        /// Only its leader closes it.
        LeaderCloses = "refusal-difficulty-leader-closes", "only its leader closes it";
        /// Nothing was tried: that is "told no" (CASE-08).
        BareNo = "refusal-difficulty-bare-no",
            "it cannot be closed by saying no: first record what was tried", "requirements.md CASE-08";
        /// A year of the calendar is missing.
        AbsentYear {
            /// The year.
            year: i16,
        } = "refusal-calendar-year-absent", "the calendar has no table for {year}";
    }
}

impl From<calendar::AbsentYear> for DifficultyRefusal {
    fn from(absent: calendar::AbsentYear) -> Self {
        DifficultyRefusal::AbsentYear { year: absent.year }
    }
}
