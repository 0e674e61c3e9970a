//! The seat that a caller takes at one case: applicant, or an official of a unit that takes part.

use crate::desk::sees_department;
use crate::views::cases::EVERY_POST;
use crate::{Action, Caller, City, Problem, access};
use ::cases::{Official, Via};
use catalogue::{Channel, PostRole};
use identity::Role;
use kernel::{CaseNumber, PersonId};

/// Who takes part in a case.
const PARTICIPANTS: &str = include_str!("participants.sql");

/// In what capacity the caller meets a case.
#[derive(Clone, Debug, PartialEq)]
pub enum Seat {
    /// The applicant, or who acts for her by mandate.
    Applicant {
        /// Whose case it is.
        person: PersonId,
        /// Through which door the caller comes.
        via: Via,
    },
    /// A member of staff in a post.
    Staff(Official),
}

impl Seat {
    /// The official, where staff sits.
    pub fn official(&self) -> Option<&Official> {
        match self {
            Seat::Staff(official) => Some(official),
            Seat::Applicant { .. } => None,
        }
    }

    /// Through which door this seat hands something in: staff does it at the counter for a person present.
    pub fn via(&self) -> Via {
        match self {
            Seat::Applicant { via, .. } => via.clone(),
            Seat::Staff(official) => Via::counter(official.clone(), None),
        }
    }

    /// The role in the access table.
    pub fn role(&self) -> Role {
        match self {
            Seat::Applicant { .. } => Role::Applicant,
            Seat::Staff(official) => role_of_post(official.role),
        }
    }
}

/// The role in the access table of a post in the pack.
pub const fn role_of_post(role: PostRole) -> Role {
    match role {
        PostRole::Clerk => Role::Clerk,
        PostRole::Examiner => Role::Examiner,
        PostRole::Reviewer => Role::Reviewer,
        PostRole::Expert => Role::Expert,
        PostRole::Issuer => Role::Issuer,
        PostRole::HallManager => Role::HallManager,
        PostRole::ChiefAtHall => Role::Chief,
        PostRole::Head => Role::Head,
        PostRole::Editor => Role::Manager,
    }
}

/// The post of a role of the access table; administrators and applicants have none.
pub const fn post_of_role(role: Role) -> Option<PostRole> {
    Some(match role {
        Role::Clerk => PostRole::Clerk,
        Role::Examiner => PostRole::Examiner,
        Role::Reviewer => PostRole::Reviewer,
        Role::Expert => PostRole::Expert,
        Role::Issuer => PostRole::Issuer,
        Role::HallManager => PostRole::HallManager,
        Role::Chief => PostRole::ChiefAtHall,
        Role::Head => PostRole::Head,
        Role::Manager => PostRole::Editor,
        _ => return None,
    })
}

/// The code of the post of a role; none for who holds no post.
pub(crate) fn post_word(role: Role) -> &'static str {
    post_of_role(role).map_or("", PostRole::code)
}

impl Caller {
    /// The officials that the caller can act as.
    pub fn officials(&self) -> Vec<Official> {
        let Some(account) = self.account else { return Vec::new() };
        let official = |posting: &identity::Posting| {
            post_of_role(posting.role).map(|role| Official::new(account, role, posting.department.clone()))
        };
        self.postings.iter().filter_map(official).collect()
    }
}

impl City {
    /// Every seat that the caller has at a case; none if the caller takes no part in it.
    ///
    /// # Errors
    /// A fault of the storage.
    pub fn seats(&self, caller: &Caller, number: &CaseNumber) -> Result<Vec<Seat>, Problem> {
        let rows = self.ledger().query(PARTICIPANTS, &[number.as_str().into()])?;
        Ok(seats_among(caller, rows.iter().map(|row| (row.text(0), row.text(1)))))
    }

    /// The seat in which the caller may do `action` at a case. Who takes no part learns nothing of the case.
    ///
    /// # Errors
    /// [`Problem::NotFound`] without any seat, [`Problem::Forbidden`] without one that fits.
    pub fn seat(&self, caller: &Caller, number: &CaseNumber, action: Action) -> Result<Seat, Problem> {
        if caller.account.is_none() {
            return Err(Problem::LoginNeeded);
        }
        seat_for(&self.seats(caller, number)?, action)
    }
}

/// The seats of the caller among those who take part in a case, each a unit and a role.
pub(super) fn seats_among<'r>(
    caller: &Caller,
    participants: impl Iterator<Item = (&'r str, &'r str)>,
) -> Vec<Seat> {
    let officials = caller.officials();
    let mut seats = Vec::new();
    for (unit, role) in participants {
        if let Some(person) = unit.strip_prefix("person:").and_then(|id| id.parse::<PersonId>().ok()) {
            // In an enterprise's name one sees the enterprise's cases, else one's own.
            if caller.applicant() == Some(person)
                && let Some(account) = caller.account
            {
                let via =
                    Via { channel: Channel::Online, account: Some(account), official: None, window: None };
                seats.push(Seat::Applicant { person, via });
            }
            continue;
        }
        let fits = |official: &&Official| {
            let every = role == EVERY_POST && sees_department(official.role);
            official.unit.as_str() == unit && (every || official.role.code() == role)
        };
        seats.extend(officials.iter().filter(fits).cloned().map(Seat::Staff));
    }
    seats
}

/// The first of the seats in which `action` may be done.
///
/// # Errors
/// As [`City::seat`].
pub(super) fn seat_for(seats: &[Seat], action: Action) -> Result<Seat, Problem> {
    if seats.is_empty() {
        return Err(Problem::NotFound("case"));
    }
    let fitting = seats.iter().find(|seat| access::may(seat.role(), action));
    fitting.cloned().ok_or(Problem::Forbidden(action))
}
