//! Rating (好差评, domain-reference.md §3): one rating and one addition for each case; a bad one opens a rectification with a
//! clock, an answer, a call-back, a re-check and an appeal that somebody else decides.
//!
//! It is a stream of its own, `rating/{case number}`: it begins when the case is over, other people write to it, and a
//! visit without a case is rated as well.

mod event;
mod rectify;
mod refusal;

pub use event::RatingEvent;
pub use rectify::{Appeal, RatingCommand, Rectification, RectificationStage, Remedied};
pub use refusal::RatingRefusal;

use crate::clocks::{DueDate, Hour};
use crate::{Case, Official, Stage};
use calendar::{Calendar, Limit};
use kernel::{
    CaseNumber, DepartmentId, MatterCode, PersonId, Private, Recorded, StreamId, Timestamp, WindowId,
};
use serde::{Deserialize, Serialize};

/// One to five stars, five the best. The national item list counts the other way round: convert at the edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Stars(u8);

impl Stars {
    /// The number of stars.
    pub const fn count(self) -> u8 {
        self.0
    }

    /// 差评: one or two.
    pub const fn is_bad(self) -> bool {
        self.0 <= 2
    }

    /// The grade of GB/T 39046 A.8, where 1 is 非常满意.
    pub const fn grade(self) -> u8 {
        6 - self.0
    }

    /// The word of the grade.
    pub const fn chinese(self) -> &'static str {
        match self.0 {
            5 => "非常满意",
            4 => "满意",
            3 => "基本满意",
            2 => "不满意",
            _ => "非常不满意",
        }
    }

    /// The numbers of the tags that belong to these stars (domain-reference.md §3).
    pub fn tags(self) -> std::ops::RangeInclusive<u16> {
        match self.0 {
            5 => 510..=517,
            4 => 406..=413,
            3 => 307..=314,
            2 => 207..=214,
            _ => 108..=115,
        }
    }
}

impl TryFrom<u8> for Stars {
    type Error = RatingRefusal;
    fn try_from(count: u8) -> Result<Self, RatingRefusal> {
        if (1..=5).contains(&count) { Ok(Stars(count)) } else { Err(RatingRefusal::StarsOutside { count }) }
    }
}

impl From<Stars> for u8 {
    fn from(stars: Stars) -> u8 {
        stars.0
    }
}

/// Through which device a rating came (pf of the national interface).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RatingChannel {
    /// 1 PC端.
    Desktop,
    /// 2 移动端.
    Mobile,
    /// 3 二维码.
    Code,
    /// 4 政务大厅平板电脑.
    Tablet,
    /// 5 政务大厅其他终端.
    Kiosk,
    /// 6 电话.
    Telephone,
    /// 7 短信.
    Sms,
    /// Came in from the province.
    Province,
}

/// What is rated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rated {
    /// The case; none for a visit without one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<CaseNumber>,
    /// The matter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matter: Option<MatterCode>,
    /// The department that answers for it.
    pub department: DepartmentId,
    /// The window, attached by the place and never chosen (practice.md 13).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<WindowId>,
    /// Who served (工号).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub served_by: Option<Official>,
}

/// Give a rating. There is no place for a member of staff in it: staff never presses (practice.md 13).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GiveRating {
    /// What is rated.
    pub rated: Rated,
    /// Who rates.
    pub person: PersonId,
    /// The stars.
    pub stars: Stars,
    /// Numbers of tags.
    pub tags: Vec<u16>,
    /// In own words.
    pub text: Option<String>,
    /// Whether the name is hidden from the unit that is rated.
    pub anonymous: bool,
    /// Through which device.
    pub channel: RatingChannel,
    /// The clocks of the city.
    pub settings: RatingSettings,
}

/// The clocks of rectification; settings (domain-reference.md §3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RatingSettings {
    /// To speak with the person.
    pub contact: Limit,
    /// To put a simple thing right.
    pub simple: Limit,
    /// To put a complex thing right.
    pub complex: Limit,
}

impl Default for RatingSettings {
    fn default() -> Self {
        RatingSettings {
            contact: Limit::WorkingDays(1),
            simple: Limit::WorkingDays(5),
            complex: Limit::WorkingDays(15),
        }
    }
}

/// A rating or its addition, as kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// The stars.
    pub stars: Stars,
    /// Numbers of tags.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<u16>,
    /// In own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<Private<String>>,
}

/// A rating as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Rating {
    /// What is rated.
    pub rated: Rated,
    /// Who rates.
    pub person: PersonId,
    /// When.
    pub at: Timestamp,
    /// What was said.
    pub said: Said,
    /// What was added, and when.
    pub added: Option<(Said, Timestamp)>,
    /// The clocks that hold.
    pub settings: RatingSettings,
    /// The rectification of a bad rating.
    pub rectification: Option<Rectification>,
}

impl Rating {
    /// The stream of the rating of a case.
    pub fn stream(case: &CaseNumber) -> StreamId {
        StreamId::of("rating", case)
    }

    /// Rates. `case` is the case, where there is one; `former` is the rating already there, if any.
    ///
    /// # Errors
    /// [`RatingRefusal`]: rated already, not delivered yet, a tag of other stars.
    pub fn give(
        command: GiveRating,
        case: Option<&Case>,
        former: Option<&Rating>,
        calendar: &Calendar,
        now: Timestamp,
    ) -> Result<RatingEvent, RatingRefusal> {
        if former.is_some() {
            return Err(RatingRefusal::Rated);
        }
        if case.is_some_and(|case| !Rating::is_rateable(case)) {
            return Err(RatingRefusal::NotDelivered);
        }
        let GiveRating { rated, person, stars, tags, text, anonymous, channel, settings } = command;
        let said = say(stars, tags, text, person)?;
        let contact = contact(stars, &settings, Hour { now, calendar })?;
        Ok(RatingEvent::Given { rated, person, said, anonymous, channel, settings, contact })
    }

    /// Adds to a rating, once (追评).
    ///
    /// # Errors
    /// [`RatingRefusal`]: added already, a tag of other stars.
    pub fn add(
        &self,
        stars: Stars,
        tags: Vec<u16>,
        text: Option<String>,
        calendar: &Calendar,
        now: Timestamp,
    ) -> Result<RatingEvent, RatingRefusal> {
        if self.added.is_some() {
            return Err(RatingRefusal::Added);
        }
        let said = say(stars, tags, text, self.person)?;
        let opens = self.rectification.is_none();
        let contact = if opens { contact(stars, &self.settings, Hour { now, calendar })? } else { None };
        Ok(RatingEvent::Added { said, contact })
    }

    /// Folds the events of one stream. None if the first is no rating.
    pub fn fold<'a>(events: impl IntoIterator<Item = &'a Recorded<RatingEvent>>) -> Option<Rating> {
        let mut events = events.into_iter();
        let first = events.next()?;
        let mut rating = Rating::begin(&first.event, first.at)?;
        events.for_each(|recorded| rating.apply(&recorded.event, recorded.at));
        Some(rating)
    }

    fn begin(event: &RatingEvent, at: Timestamp) -> Option<Rating> {
        let RatingEvent::Given { rated, person, said, settings, contact, .. } = event.clone() else {
            return None;
        };
        let rectification = contact.map(Rectification::begin);
        Some(Rating { rated, person, at, said, added: None, settings, rectification })
    }

    /// Folds one event.
    pub fn apply(&mut self, event: &RatingEvent, at: Timestamp) {
        if let RatingEvent::Added { said, contact } = event {
            self.added = Some((said.clone(), at));
            self.rectification = self.rectification.take().or(contact.map(Rectification::begin));
        } else if let Some(rectification) = &mut self.rectification {
            rectification.apply(event, at);
        }
    }

    /// Whether a case can be rated: the result is in the applicant's hands, or it is over without one.
    pub fn is_rateable(case: &Case) -> bool {
        match case.stage() {
            Stage::Delivered(_) | Stage::Archived { .. } | Stage::Ended { .. } => true,
            Stage::Elsewhere(mirror) => !mirror.is_open(),
            _ => false,
        }
    }

    /// Whether the rating counts: an upheld appeal takes it out of the statistics.
    pub fn counts(&self) -> bool {
        let appeal = self.rectification.as_ref().and_then(|task| task.appeal.as_ref());
        appeal.and_then(|appeal| appeal.upheld) != Some(true)
    }
}

fn say(stars: Stars, tags: Vec<u16>, text: Option<String>, person: PersonId) -> Result<Said, RatingRefusal> {
    if let Some(tag) = tags.iter().find(|tag| !stars.tags().contains(tag)) {
        return Err(RatingRefusal::UnknownTag { tag: *tag });
    }
    let text = text.filter(|text| !text.trim().is_empty()).map(|text| Private::new(person, text));
    Ok(Said { stars, tags, text })
}

fn contact(stars: Stars, settings: &RatingSettings, hour: Hour) -> Result<Option<DueDate>, RatingRefusal> {
    if stars.is_bad() { Ok(Some(hour.after(settings.contact)?)) } else { Ok(None) }
}
