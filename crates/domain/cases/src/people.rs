//! The people of a case: who applies, who works on it, and through which door they come.

use catalogue::{Channel, PostRole};
use kernel::{AccountId, DepartmentId, PersonId, Private, WindowId};
use serde::{Deserialize, Serialize};

/// A member of staff in a post, as a command names it and an event keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Official {
    /// The account: what makes two persons two.
    pub account: AccountId,
    /// In which role.
    pub role: PostRole,
    /// For which unit.
    pub unit: DepartmentId,
}

impl Official {
    /// An official.
    pub fn new(account: AccountId, role: PostRole, unit: DepartmentId) -> Self {
        Official { account, role, unit }
    }

    /// How high the role stands where one confirms or decides for another (CASE-07).
    pub fn rank(&self) -> u8 {
        rank(self.role)
    }

    /// Whether this person may confirm what `other` proposed: somebody else, and higher. Above the head there
    /// is no rank, so that the no of a head is confirmed by another head.
    pub fn stands_above(&self, other: &Official) -> bool {
        let higher =
            other.rank() < self.rank() || (self.role == PostRole::Head && other.role == PostRole::Head);
        self.account != other.account && higher
    }
}

/// The order of roles: front, examination, review, chief at the hall, head.
pub(crate) fn rank(role: PostRole) -> u8 {
    match role {
        PostRole::Clerk | PostRole::Issuer | PostRole::Expert | PostRole::Editor => 0,
        PostRole::Examiner => 1,
        PostRole::Reviewer | PostRole::HallManager => 2,
        PostRole::ChiefAtHall => 3,
        PostRole::Head => 4,
    }
}

/// Through which door something came: one case goes on in any channel (ORG-16).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Via {
    /// The channel.
    pub channel: Channel,
    /// The applicant's account; none for a person at the counter, who needs none (practice.md 15).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<AccountId>,
    /// The member of staff who took it in for a person present.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub official: Option<Official>,
    /// The window.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<WindowId>,
}

impl Via {
    /// Online by the applicant.
    pub fn online(account: AccountId) -> Self {
        Via { channel: Channel::Online, account: Some(account), official: None, window: None }
    }

    /// At a window, by staff for a person present.
    pub fn counter(official: Official, window: Option<WindowId>) -> Self {
        Via { channel: Channel::Window, account: None, official: Some(official), window }
    }

    /// Whether the applicant came in person (CASE-15).
    pub fn is_in_person(&self) -> bool {
        matches!(self.channel, Channel::Window | Channel::AtHome | Channel::Appointment)
    }
}

/// An applicant or an agent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// The person known to the city; the key of all personal values.
    pub person: PersonId,
    /// Natural person or organisation.
    pub kind: PartyKind,
    /// Name, numbers and addresses.
    pub details: Private<PartyDetails>,
}

impl Party {
    /// A party with its personal values.
    pub fn new(person: PersonId, kind: PartyKind, details: PartyDetails) -> Self {
        Party { person, kind, details: Private::new(person, details) }
    }
}

/// Natural person or organisation (用户属性).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartyKind {
    /// 个人.
    Person,
    /// 法人 and other organisations.
    Organisation,
}

/// The personal values of a party.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartyDetails {
    /// The whole name.
    pub name: String,
    /// The kind of the paper, by the code of `identity`, for example `citizen`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub paper: String,
    /// The number of the paper or the unified social credit code.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub number: String,
    /// Telephone; nobody needs one (practice.md 15).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub telephone: Option<String>,
    /// E-mail.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Postal address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
}
