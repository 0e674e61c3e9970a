//! Who calls a use case: account, person, posts, and how surely.

use identity::{AdministratorRole, Assurance, Posting, Role};
use kernel::{AccountId, Actor, ActorKind, DepartmentId, Language, PersonId};

/// The calling party, read once from the session or the token.
#[derive(Clone, Debug, PartialEq)]
pub struct Caller {
    /// The account; none for a guest.
    pub account: Option<AccountId>,
    /// The natural person behind an applicant's account.
    pub person: Option<PersonId>,
    /// The person or enterprise acted for by mandate, if not for oneself.
    pub acting_for: Option<PersonId>,
    /// Staff posts.
    pub postings: Vec<Posting>,
    /// The administrator role.
    pub administrator: Option<AdministratorRole>,
    /// How surely the person is known in this session.
    pub assurance: Assurance,
    /// The name to greet with; staff: the staff number.
    pub shown_name: String,
    /// The language of the session.
    pub language: Language,
    /// Whether the caller is a program with a token; scopes limit what it may do.
    pub scopes: Option<Vec<String>>,
}

impl Caller {
    /// Somebody who is not logged in.
    pub fn guest(language: Language) -> Self {
        Caller {
            account: None,
            person: None,
            acting_for: None,
            postings: Vec::new(),
            administrator: None,
            assurance: Assurance::Declared,
            shown_name: String::new(),
            language,
            scopes: None,
        }
    }

    /// The platform itself: jobs, loading of packs, processes.
    pub fn system() -> Self {
        Caller::guest(Language::Chinese)
    }

    /// All roles that the caller has anywhere.
    pub fn roles(&self) -> impl Iterator<Item = Role> + '_ {
        let applicant = self.person.map(|_| Role::Applicant);
        let program = self.is_program().then_some(Role::Program);
        let administrator = self.administrator.map(AdministratorRole::role);
        let posts = self.postings.iter().map(|posting| posting.role);
        applicant.into_iter().chain(program).chain(administrator).chain(posts)
    }

    /// Whether a program's own account calls. The token of a person, of staff or of an administrator gives no more
    /// than its owner may do: scopes only take away.
    fn is_program(&self) -> bool {
        self.scopes.is_some()
            && self.person.is_none()
            && self.postings.is_empty()
            && self.administrator.is_none()
    }

    /// Whether the caller holds a post with this role.
    pub fn has(&self, role: Role) -> bool {
        self.roles().any(|held| held == role)
    }

    /// The party for whom an application is made.
    pub fn applicant(&self) -> Option<PersonId> {
        self.acting_for.or(self.person)
    }

    /// Who acts, as written into events, in the first capacity that fits `roles`.
    pub fn actor(&self, roles: &[Role]) -> Actor {
        let posting = self.postings.iter().find(|posting| roles.contains(&posting.role));
        let kind = match (posting, self.administrator, self.account) {
            (Some(_), _, _) => ActorKind::Staff,
            (None, Some(_), _) => ActorKind::Administrator,
            (None, None, Some(_)) => ActorKind::Applicant,
            (None, None, None) => ActorKind::System,
        };
        Actor { account: self.account, kind, unit: posting.map(|posting| posting.department.clone()) }
    }

    /// The departments in which the caller holds one of these roles.
    pub fn units(&self, roles: &[Role]) -> Vec<DepartmentId> {
        let fitting = self.postings.iter().filter(|posting| roles.contains(&posting.role));
        fitting.map(|posting| posting.department.clone()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Action, Problem};

    fn with_token() -> Caller {
        let scopes = Some(vec!["cases".to_owned()]);
        Caller {
            account: Some(AccountId(uuid::Uuid::from_u128(1))),
            scopes,
            ..Caller::guest(Language::Chinese)
        }
    }

    fn posted(role: Role) -> Posting {
        let (post, department, region) = ("post".into(), "water".into(), "440400".into());
        Posting { post, role, department, region, window: None }
    }

    #[test]
    fn the_token_of_a_person_or_of_staff_gives_no_more_than_its_owner_may_do() {
        let may_take_in = |caller: &Caller| caller.require(Action::TakeIn).is_ok();
        assert!(may_take_in(&with_token()), "a program of an institution hands in for persons");
        let person = Caller { person: Some(PersonId(uuid::Uuid::from_u128(2))), ..with_token() };
        assert!(matches!(person.require(Action::TakeIn), Err(Problem::Forbidden(_))));
        let head = Caller { postings: vec![posted(Role::Head)], ..with_token() };
        assert!(!may_take_in(&head), "a head takes nothing in, with a token or without");
        assert!(may_take_in(&Caller { postings: vec![posted(Role::Clerk)], ..with_token() }));
        let auditor = Caller { administrator: Some(AdministratorRole::Audit), ..with_token() };
        assert!(matches!(auditor.require(Action::ReadCase), Err(Problem::Forbidden(_))));
    }
}
