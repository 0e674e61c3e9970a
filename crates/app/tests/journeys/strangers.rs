//! Who meets a case: every role in the own, a sibling and the parent department, the three administrators, a program
//! of its own, another citizen and a guest, for every action of the access table (architecture.md 6).

use crate::town::Store;
use crate::walk::Walk;
use app::access::{TABLE, may};
use app::{Action, Caller, Problem};
use catalogue::PostRole;
use identity::AdministratorRole;
use kernel::{AccountId, DepartmentId, Language};
use std::collections::BTreeSet;

/// The posts that take part in every case of their department.
const TAKE_PART: &[PostRole] = &[
    PostRole::Clerk,
    PostRole::Examiner,
    PostRole::Reviewer,
    PostRole::Issuer,
    PostRole::ChiefAtHall,
    PostRole::Head,
];

fn actions() -> BTreeSet<Action> {
    TABLE.iter().flat_map(|(_, actions)| actions.iter().copied()).collect()
}

/// The departments that must learn nothing: those beside the own one and those above it.
fn other_departments(walk: &Walk) -> Vec<DepartmentId> {
    let own = &walk.town.matter.department;
    let content = walk.town.city.content();
    let known = content.ground.department(own).unwrap();
    let takes_part = |id: &DepartmentId| {
        id == own || walk.town.matter.steps.iter().any(|step| step.department.as_ref() == Some(id))
    };
    let related = |other: &&catalogue::city::Department| {
        other.parent == known.parent
            || known.parent.as_ref() == Some(&other.id)
            || other.parent.as_ref() == Some(own)
    };
    let all = content.ground.departments.iter().filter(related).map(|other| other.id.clone());
    all.filter(|id| !takes_part(id)).collect()
}

fn hidden<T>(answer: &Result<T, Problem>) -> bool {
    matches!(answer, Err(Problem::NotFound(_)))
}

pub fn a_seat_is_given_to_who_takes_part_and_to_nobody_else(store: Store) {
    let Some(walk) = Walk::begin(store, "tree-felling") else { return };
    let others = other_departments(&walk);
    assert!(!others.is_empty(), "the pack has departments beside it");
    for action in actions() {
        own_department(&walk, action);
        for department in &others {
            for role in POSTS {
                stranger(&walk, &walk.town.staff(*role, department, 0), action);
            }
        }
        for role in [PostRole::Expert, PostRole::HallManager, PostRole::Editor] {
            // In the department and not in the case.
            stranger(&walk, &walk.town.staff(role, &walk.town.matter.department, 0), action);
        }
        for role in ADMINISTRATORS {
            let account = Some(AccountId(uuid::Uuid::from_u128(900 + *role as u128)));
            let guest = Caller::guest(Language::Chinese);
            stranger(&walk, &Caller { account, administrator: Some(*role), ..guest }, action);
        }
        stranger(&walk, &program(), action);
        guest(&walk, action);
    }
    let citizen = walk.town.citizen("zhou", "周示例", "440402199507212043");
    for action in actions() {
        stranger(&walk, &citizen, action);
        let seat = walk.town.city.seat(&walk.citizen, &walk.number, action);
        assert_eq!(seat.is_ok(), may(identity::Role::Applicant, action), "applicant {action:?}");
    }
}

const POSTS: &[PostRole] = &[
    PostRole::Clerk,
    PostRole::Examiner,
    PostRole::Reviewer,
    PostRole::Expert,
    PostRole::Issuer,
    PostRole::HallManager,
    PostRole::ChiefAtHall,
    PostRole::Head,
    PostRole::Editor,
];

const ADMINISTRATORS: &[AdministratorRole] =
    &[AdministratorRole::System, AdministratorRole::Security, AdministratorRole::Audit];

/// A program with an account of its own: it takes part in what it handed in and in nothing else.
fn program() -> Caller {
    let account = Some(AccountId(uuid::Uuid::from_u128(950)));
    let scopes = Some(vec!["cases".to_owned()]);
    Caller { account, scopes, ..Caller::guest(Language::Chinese) }
}

fn own_department(walk: &Walk, action: Action) {
    for role in TAKE_PART {
        let caller = walk.town.staff(*role, &walk.town.matter.department, 0);
        let seat = walk.town.city.seat(&caller, &walk.number, action);
        let right = may(app::cases::role_of_post(*role), action);
        match seat {
            Ok(_) => assert!(right, "{role:?} may not {action:?}"),
            Err(Problem::Forbidden(_)) => assert!(!right, "{role:?} may {action:?}"),
            Err(other) => panic!("{role:?} {action:?}: {other}"),
        }
    }
}

/// Whoever takes no part learns nothing on any way to a case, not even that there is one.
fn stranger(walk: &Walk, caller: &Caller, action: Action) {
    let (city, number, now) = (&walk.town.city, &walk.number, walk.now);
    assert!(hidden(&city.seat(caller, number, action)), "{:?} {action:?}", caller.postings);
    if action != Action::ReadCase {
        return;
    }
    assert!(hidden(&city.case_page(caller, number, Some("好奇"), now)));
    assert!(hidden(&city.case_row(caller, number)));
    assert!(hidden(&city.case_receipt(caller, number, now)));
    for typed in [number.as_str(), "陈示例", "440402198803151025", "砍伐"] {
        let found = city.desk_find(caller, typed, 50, now);
        assert!(found.as_ref().is_ok_and(Vec::is_empty) || found.is_err(), "{typed} is found: {found:?}");
    }
}

fn guest(walk: &Walk, action: Action) {
    let caller = Caller::guest(Language::Chinese);
    let seat = walk.town.city.seat(&caller, &walk.number, action);
    assert!(matches!(seat, Err(Problem::LoginNeeded)), "{action:?}");
    assert!(caller.require(action).is_err(), "{action:?} is open to everybody");
}
