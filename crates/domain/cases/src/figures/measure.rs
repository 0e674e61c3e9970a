//! What is counted, each with its definition.

/// One thing that is counted, each with its definition (practice.md 25).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measure {
    /// 收件: applications received.
    Received,
    /// 受理: accepted, by silence too, on the day from which it takes effect.
    Accepted,
    /// 补正: notices of defects.
    Supplements,
    /// 不予受理: not for us, or refused.
    Refused,
    /// 退件: returned, lapsed, ended, withdrawn or revoked.
    Returned,
    /// 准予: granted.
    Granted,
    /// 不予: denied.
    Denied,
    /// 超期: decided after the promised time, or after the law's where nothing is promised.
    Late,
    /// Decided after the law's time.
    Breach,
    /// Decided cases whose clock ran, so that their working days are known.
    Timed,
    /// Working days of those cases from acceptance to decision, pauses left out.
    DaysTaken,
    /// Of those cases, the ones with a promise in working days.
    Promised,
    /// The sum of their promises, in working days.
    PromisedDays,
    /// Of those cases, the ones with a limit of law in working days.
    Statutory,
    /// The sum of their limits of law, in working days.
    StatutoryDays,
    /// Ratings.
    Rated,
    /// Ratings of three stars and more.
    Satisfied,
    /// 即办: decided on the day of receipt (CASE-03).
    AtOnce,
    /// 提前: decided in fewer working days than were promised, or than the law allows where nothing is promised.
    Ahead,
    /// Of decided cases with a promise and a limit of law in working days: the sum of the limits of law (CASE-04).
    LawDays,
    /// Of the same cases: the sum of the promises.
    OwnDays,
    /// Last supplements that came before the cut-off, so that the case is to be decided the same day (CASE-10).
    SameDayOwed,
    /// Of those, the cases decided by the close of that day.
    SameDayKept,
    /// 送达: results handed over.
    Delivered,
    /// Of those, the cases in which nobody had to come in person (CASE-15).
    NoMeeting,
    /// Materials of the full list of the received cases (CASE-11).
    MaterialsListed,
    /// Of those, the ones that the applicant need not give.
    MaterialsWaived,
    /// 拟不予: a no that was proposed (CASE-07).
    NoProposed,
    /// Of those, the ones that somebody higher overruled.
    NoOverruled,
}

impl Measure {
    /// All of them, in the order of the columns.
    pub const ALL: [Measure; 29] = [
        Measure::Received,
        Measure::Accepted,
        Measure::Supplements,
        Measure::Refused,
        Measure::Returned,
        Measure::Granted,
        Measure::Denied,
        Measure::Late,
        Measure::Breach,
        Measure::Timed,
        Measure::DaysTaken,
        Measure::Promised,
        Measure::PromisedDays,
        Measure::Statutory,
        Measure::StatutoryDays,
        Measure::Rated,
        Measure::Satisfied,
        Measure::AtOnce,
        Measure::Ahead,
        Measure::LawDays,
        Measure::OwnDays,
        Measure::SameDayOwed,
        Measure::SameDayKept,
        Measure::Delivered,
        Measure::NoMeeting,
        Measure::MaterialsListed,
        Measure::MaterialsWaived,
        Measure::NoProposed,
        Measure::NoOverruled,
    ];

    /// The name of the column.
    pub const fn code(self) -> &'static str {
        match self {
            Measure::Received => "received",
            Measure::Accepted => "accepted",
            Measure::Supplements => "supplements",
            Measure::Refused => "refused",
            Measure::Returned => "returned",
            Measure::Granted => "granted",
            Measure::Denied => "denied",
            Measure::Late => "late",
            Measure::Breach => "breach",
            Measure::Timed => "timed",
            Measure::DaysTaken => "days_taken",
            Measure::Promised => "promised",
            Measure::PromisedDays => "promised_days",
            Measure::Statutory => "statutory",
            Measure::StatutoryDays => "statutory_days",
            Measure::Rated => "rated",
            Measure::Satisfied => "satisfied",
            Measure::AtOnce => "at_once",
            Measure::Ahead => "ahead",
            Measure::LawDays => "law_days",
            Measure::OwnDays => "own_days",
            Measure::SameDayOwed => "same_day_owed",
            Measure::SameDayKept => "same_day_kept",
            Measure::Delivered => "delivered",
            Measure::NoMeeting => "no_meeting",
            Measure::MaterialsListed => "materials_listed",
            Measure::MaterialsWaived => "materials_waived",
            Measure::NoProposed => "no_proposed",
            Measure::NoOverruled => "no_overruled",
        }
    }
}
