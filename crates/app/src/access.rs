//! What each role may do: the one table of access.
//!
//! Who sees a case is the view `participants(case, unit, role)`; this table says what a role may do with
//! what it sees. A route declares its action; a test finds the route that does not.

use crate::{Caller, Problem};
use identity::Role;

/// Something that somebody may or may not do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Action {
    /// Look at public pages, search, verify, read guides. Everybody.
    ReadPublic,
    /// Log in, log out, prove oneself again. Everybody.
    LogIn,
    /// Keep drafts and apply for oneself or by mandate.
    Apply,
    /// Read a case one takes part in.
    ReadCase,
    /// See the progress of a case by number and query code. Everybody.
    FollowByCode,
    /// Answer a notice with materials, withdraw, give an undertaking as the applicant.
    AnswerOwnCase,
    /// Rate a delivered case.
    Rate,
    /// Change one's own contact, language, mandates, and see who read one's data.
    KeepOwnRecord,
    /// Take a case in at the counter, give the notice of defects, hand results over.
    TakeIn,
    /// Accept a case (受理).
    Accept,
    /// Propose that a case is refused, returned or denied.
    ProposeNo,
    /// Confirm or overrule a proposed no.
    ConfirmNo,
    /// Examine a step, check a site.
    Examine,
    /// Ask for and end a special procedure.
    Suspend,
    /// Decide, extend, revoke.
    Decide,
    /// Make, post and hand over results.
    Deliver,
    /// Report that something cannot be got done ("办不成事"). Everybody.
    ReportDifficulty,
    /// Lead a difficulty ("办不成事").
    LeadDifficulty,
    /// Answer a bad rating.
    AnswerRating,
    /// Decide the appeal against a bad rating.
    JudgeRating,
    /// See the overdue board and the tables of the own unit.
    ReadBoard,
    /// See the work of single members of staff of the own unit by name (practice.md 25); everybody sees her own.
    ReadWorkload,
    /// Edit drafts of matters and content.
    EditCatalogue,
    /// Review drafts of matters.
    ReviewCatalogue,
    /// Publish and withdraw matters.
    PublishCatalogue,
    /// Run the system: outbox, jobs, calendars, import, export.
    RunSystem,
    /// Open and close accounts.
    KeepAccounts,
    /// Give and take posts, set rules of logging in.
    GrantPosts,
    /// Keep passkeys for the own account. Staff.
    KeepPasskeys,
    /// Read the read log and the audit.
    ReadAudit,
    /// Use the programs' interface.
    UseApi,
}

const EVERYBODY: &[Action] =
    &[Action::ReadPublic, Action::LogIn, Action::FollowByCode, Action::ReportDifficulty];

/// What each role may do beyond what everybody may.
pub const TABLE: &[(Role, &[Action])] = {
    use Action::*;
    &[
        (Role::Applicant, &[Apply, ReadCase, AnswerOwnCase, Rate, KeepOwnRecord, UseApi]),
        (Role::Clerk, &[TakeIn, Accept, ProposeNo, ReadCase, Deliver, ReadBoard, KeepPasskeys, UseApi]),
        (
            Role::Examiner,
            &[
                ReadCase,
                TakeIn,
                Accept,
                Examine,
                ProposeNo,
                Suspend,
                Decide,
                Deliver,
                ReadBoard,
                KeepPasskeys,
                UseApi,
            ],
        ),
        (
            Role::Reviewer,
            &[
                ReadCase,
                Accept,
                Examine,
                ProposeNo,
                Suspend,
                ConfirmNo,
                Decide,
                Deliver,
                ReadBoard,
                KeepPasskeys,
                UseApi,
            ],
        ),
        (Role::Expert, &[ReadCase, Examine, KeepPasskeys, UseApi]),
        (Role::Issuer, &[ReadCase, Deliver, ReadBoard, KeepPasskeys, UseApi]),
        (
            Role::HallManager,
            &[ReadCase, LeadDifficulty, AnswerRating, ReadBoard, ReadWorkload, KeepPasskeys, UseApi],
        ),
        (
            Role::Chief,
            &[
                ReadCase,
                Accept,
                ConfirmNo,
                Decide,
                LeadDifficulty,
                AnswerRating,
                ReadBoard,
                KeepPasskeys,
                UseApi,
            ],
        ),
        (
            Role::Head,
            &[
                ReadCase,
                Accept,
                Examine,
                ProposeNo,
                ConfirmNo,
                Suspend,
                Decide,
                LeadDifficulty,
                AnswerRating,
                JudgeRating,
                ReadBoard,
                ReadWorkload,
                ReviewCatalogue,
                KeepPasskeys,
                UseApi,
            ],
        ),
        (Role::Manager, &[EditCatalogue, ReviewCatalogue, PublishCatalogue, ReadBoard, KeepPasskeys, UseApi]),
        (Role::SystemAdministrator, &[RunSystem, KeepAccounts, KeepPasskeys, UseApi]),
        (Role::SecurityAdministrator, &[GrantPosts, KeepPasskeys, UseApi]),
        (Role::AuditAdministrator, &[ReadAudit, KeepPasskeys, UseApi]),
        (Role::Program, &[UseApi, ReadCase, TakeIn, ReadBoard]),
    ]
};

/// Whether `role` may do `action` with what it sees.
pub fn may(role: Role, action: Action) -> bool {
    EVERYBODY.contains(&action)
        || TABLE.iter().any(|(known, actions)| *known == role && actions.contains(&action))
}

/// The roles that may do `action`.
pub fn roles_for(action: Action) -> Vec<Role> {
    TABLE.iter().filter(|(_, actions)| actions.contains(&action)).map(|(role, _)| *role).collect()
}

impl Caller {
    /// Checks that the caller may do `action` at all; for one case ask the participants too.
    ///
    /// # Errors
    /// [`Problem::LoginNeeded`] for a guest, [`Problem::Forbidden`] otherwise.
    pub fn require(&self, action: Action) -> Result<(), Problem> {
        if EVERYBODY.contains(&action) || self.roles().any(|role| may(role, action)) {
            return Ok(());
        }
        Err(if self.account.is_none() { Problem::LoginNeeded } else { Problem::Forbidden(action) })
    }
}

/// The action of the table that a move on a case needs, done by staff.
pub const fn action_of(step: cases::Move) -> Action {
    use cases::Move;
    match step {
        Move::Supplement
        | Move::UndertakeGap
        | Move::FillGap
        | Move::SignCommitment
        | Move::AskForHearing
        | Move::ChooseDelivery
        | Move::Withdraw
        | Move::AskSupplement => Action::TakeIn,
        Move::Accept => Action::Accept,
        Move::ProposeNo => Action::ProposeNo,
        Move::ConfirmNo | Move::OverruleNo => Action::ConfirmNo,
        Move::WorkOnStep | Move::SendBack | Move::OfferHearing | Move::CheckCommitment => Action::Examine,
        Move::AskPayment | Move::SettlePayment => Action::Accept,
        Move::BeginSpecial | Move::EndSpecial => Action::Suspend,
        Move::Extend | Move::Grant | Move::Correct => Action::Decide,
        Move::MakeResult | Move::Shelve | Move::HandToCarrier | Move::Deliver | Move::Archive => {
            Action::Deliver
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_front_person_cannot_decide() {
        assert!(!may(Role::Clerk, Action::Decide));
        assert!(!may(Role::Clerk, Action::ConfirmNo));
        assert!(!may(Role::Examiner, Action::ConfirmNo));
        // Who decides which case is fixed by the matter (`decided_by`); the domain refuses the others.
        assert!(may(Role::Head, Action::Decide));
    }

    #[test]
    fn everybody_of_the_staff_keeps_passkeys_and_nobody_else() {
        let without: Vec<_> =
            TABLE.iter().map(|(role, _)| *role).filter(|role| !may(*role, Action::KeepPasskeys)).collect();
        assert_eq!(without, vec![Role::Applicant, Role::Program]);
    }

    #[test]
    fn administrators_see_no_case() {
        for role in [Role::SystemAdministrator, Role::SecurityAdministrator, Role::AuditAdministrator] {
            assert!(!may(role, Action::ReadCase), "{role:?}");
        }
    }

    #[test]
    fn only_who_leads_a_unit_sees_the_work_of_others_by_name() {
        assert_eq!(roles_for(Action::ReadWorkload), [Role::HallManager, Role::Head]);
    }

    #[test]
    fn every_action_has_somebody_who_may_do_it() {
        let granted: Vec<_> = TABLE.iter().flat_map(|(_, actions)| actions.iter()).collect();
        assert!(granted.contains(&&Action::JudgeRating) && granted.contains(&&Action::ReadAudit));
    }
}
