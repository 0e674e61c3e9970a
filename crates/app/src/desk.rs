//! What the people at the desks read beside one case: their lists, what they look for, what is new, what will be late.

mod board;
mod find;
mod list;
mod news;
mod scans;

pub use board::{Board, BoardRow};
pub use list::{DeskFilter, DeskPage, DeskPlace};

use crate::{Caller, City, Problem};
use ::cases::{Move, Official};
use catalogue::PostRole;
use kernel::{CaseNumber, Timestamp};

/// The posts that take part in every case of their department.
pub(crate) const fn sees_department(role: PostRole) -> bool {
    matches!(
        role,
        PostRole::Clerk
            | PostRole::Examiner
            | PostRole::Reviewer
            | PostRole::ChiefAtHall
            | PostRole::Head
            | PostRole::Issuer
    )
}

/// The units of `officials`, each once, apart by whether they see all cases of their department.
pub(crate) fn units(officials: &[Official]) -> (Vec<String>, Vec<(String, PostRole)>) {
    let (mut whole, mut parts): (Vec<String>, Vec<(String, PostRole)>) = (Vec::new(), Vec::new());
    for official in officials {
        let unit = official.unit.as_str().to_owned();
        if sees_department(official.role) && !whole.contains(&unit) {
            whole.push(unit.clone());
        }
        parts.push((unit, official.role));
    }
    (whole, parts)
}

/// Moves that are possible on nearly every case and therefore are no task in hand by themselves.
const ALWAYS: &[Move] = &[
    Move::ChooseDelivery,
    Move::Withdraw,
    Move::Correct,
    Move::ProposeNo,
    Move::UndertakeGap,
    Move::SignCommitment,
    Move::Archive,
];

impl City {
    /// Whether the caller has something to do with this case now. Outside of a task a read needs a reason
    /// (practice.md 22).
    ///
    /// # Errors
    /// [`Problem::NotFound`] for who takes no part in the case.
    pub fn has_task(&self, caller: &Caller, number: &CaseNumber, now: Timestamp) -> Result<bool, Problem> {
        let seats = self.seats(caller, number)?;
        if seats.is_empty() {
            return Err(Problem::NotFound("case"));
        }
        let (case, _) = self.case_inside(number)?;
        let is_task = |seat: &crate::cases::Seat| {
            let Some(official) = seat.official() else { return true };
            let allowed = case.allowed_actions(::cases::Viewer::Staff(official), now);
            let role = crate::cases::role_of_post(official.role);
            let may = |step: &Move| crate::access::may(role, crate::access::action_of(*step));
            allowed.iter().any(|step| !ALWAYS.contains(step) && may(step))
        };
        Ok(seats.iter().any(is_task))
    }
}
