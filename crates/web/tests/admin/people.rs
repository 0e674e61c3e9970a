//! An account for each role, and a browser for each account.

use crate::browser::Browser;
use crate::town::{PASSWORD, Town, moment};
use app::NewAccount;
use identity::{AccountCommand, AdministratorRole, Owner, Posting, Role};
use kernel::{AccountId, Actor, PersonId, Private};
use web::frame::Portal;

/// Everybody who knocks at the doors, with the role of the post.
pub const STAFF: [(&str, Role); 4] = [
    ("clerk", Role::Clerk),
    ("head", Role::Head),
    ("manager", Role::Manager),
    ("other-manager", Role::Manager),
];
/// The three administrators.
pub const ADMINISTRATORS: [(&str, AdministratorRole); 3] = [
    ("administrator", AdministratorRole::System),
    ("security", AdministratorRole::Security),
    ("auditor", AdministratorRole::Audit),
];

/// A town with everybody in it.
pub fn peopled() -> Town {
    peopled_with(testbed::pack())
}

/// The same with another pack.
pub fn peopled_with(pack: packs::Pack) -> Town {
    let town = Town::with(pack);
    for (login, role) in STAFF {
        let account = open(&town, login);
        let posting = Posting {
            post: login.into(),
            role,
            department: "water".into(),
            region: "440400".into(),
            window: None,
        };
        order(&town, account, AccountCommand::GivePost(posting));
    }
    for (login, role) in ADMINISTRATORS {
        let account = open(&town, login);
        town.city.name_administrator(account, role, &moment()).unwrap();
    }
    town
}

/// Opens a staff account.
pub fn open(town: &Town, login: &str) -> AccountId {
    let name = Private::new(PersonId(moment().id()), "王一".to_owned());
    let owner = Owner::Staff { number: "1234".into(), name };
    let account = NewAccount { login: login.into(), owner, password: Some(PASSWORD.into()) };
    town.city.open_account_as(&Actor::system(), &account, &moment()).unwrap()
}

fn order(town: &Town, account: AccountId, command: AccountCommand) {
    town.city.order_account(&Actor::system(), account, command, &moment()).unwrap();
}

/// Somebody at the doors of desk and administration.
pub fn browser(town: &Town, login: &str) -> Browser {
    Browser::at(town, &[Portal::Public, Portal::Desk, Portal::Admin], login)
}
