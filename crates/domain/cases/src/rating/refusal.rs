//! Why an order on a rating is refused.

use crate::refusal::refusals;

refusals! {
    /// Why an order on a rating is refused.
    RatingRefusal {
        /// One to five stars.
        StarsOutside {
            /// What was given.
            count: u8,
        } = "refusal-rating-stars", "a rating has one to five stars, not {count}";
        /// The tag belongs to other stars.
        UnknownTag {
            /// The number.
            tag: u16,
        } = "refusal-rating-tag", "the tag {tag} does not belong to these stars";
        /// Each case is rated once.
        Rated = "refusal-rating-rated", "this was rated already; one addition is possible";
        /// Each rating has one addition.
        Added = "refusal-rating-added", "this rating was added to already";
        /// Nothing was delivered yet.
        NotDelivered = "refusal-rating-not-delivered", "a case is rated after the delivery";
        /// There is nothing to put right.
        NoRectification = "refusal-rating-no-rectification", "this rating opened no rectification";
        /// The rectification is at another point.
        NotNow = "refusal-rating-not-now", "the rectification is at another point";
        /// It needs words.
        NoWords = "refusal-rating-no-words", "it needs words";
        /// The call-back and the re-check are made by another person than the answer.
        SamePerson = "refusal-rating-same-person", "this is done by another person than the one who answered";
        /// An appeal was made already.
        Appealed = "refusal-rating-appealed", "there was an appeal already";
        /// There is no appeal to decide.
        NoAppeal = "refusal-rating-no-appeal", "there is no appeal to decide";
        /// Who appealed does not decide.
        AppellantDecides = "refusal-rating-appellant", "who appealed, and who is rated, does not decide the appeal";
        /// A year of the calendar is missing.
        AbsentYear {
            /// The year.
            year: i16,
        } = "refusal-calendar-year-absent", "the calendar has no table for {year}";
    }
}

impl From<calendar::AbsentYear> for RatingRefusal {
    fn from(absent: calendar::AbsentYear) -> Self {
        RatingRefusal::AbsentYear { year: absent.year }
    }
}
