//! The portals and the navigation that each of them shows.

use app::{Action, Caller};

/// A door of the house; each has its own people, density and navigation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Portal {
    /// Citizens and enterprises: `/`.
    Public,
    /// Counter and examination: `/desk`.
    Desk,
    /// Administration: `/admin`.
    Admin,
    /// Programs: `/api`.
    Api,
}

/// One entry of a navigation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NavItem {
    /// Where it leads.
    pub href: &'static str,
    /// The message key of its words.
    pub key: &'static str,
    /// The actions of the access table that open it, any of them.
    pub opened_by: &'static [Action],
}

const fn to(href: &'static str, key: &'static str, opened_by: &'static [Action]) -> NavItem {
    NavItem { href, key, opened_by }
}

/// What an administrator or a keeper of the catalogue does.
const ADMINISTRATION: &[Action] = &[
    Action::EditCatalogue,
    Action::ReviewCatalogue,
    Action::RunSystem,
    Action::KeepAccounts,
    Action::GrantPosts,
    Action::ReadAudit,
];

impl Portal {
    /// Every portal, in the order in which they are listed for people.
    pub const ALL: [Portal; 4] = [Portal::Public, Portal::Desk, Portal::Admin, Portal::Api];

    /// The portal that a path belongs to.
    pub fn of_path(path: &str) -> Portal {
        let first = path.trim_start_matches('/').split(['/', '?']).next().unwrap_or_default();
        match first {
            "desk" => Portal::Desk,
            "admin" => Portal::Admin,
            "api" => Portal::Api,
            _ => Portal::Public,
        }
    }

    /// The name used by `--portals` and in class names.
    pub const fn name(self) -> &'static str {
        match self {
            Portal::Public => "citizen",
            Portal::Desk => "desk",
            Portal::Admin => "admin",
            Portal::Api => "api",
        }
    }

    /// The first page of the portal.
    pub const fn home(self) -> &'static str {
        match self {
            Portal::Public => "/",
            Portal::Desk => "/desk",
            Portal::Admin => "/admin",
            Portal::Api => "/api",
        }
    }

    /// The message key of the portal's own name, shown beside the brand; the public portal needs none.
    pub const fn title_key(self) -> Option<&'static str> {
        match self {
            Portal::Public => None,
            Portal::Desk => Some("portal-desk"),
            Portal::Admin => Some("portal-admin"),
            Portal::Api => Some("portal-api"),
        }
    }

    /// Whether pages of this portal exist in English too (architecture.md §4: every public page).
    pub const fn speaks_english(self) -> bool {
        matches!(self, Portal::Public | Portal::Api)
    }

    /// The entries for somebody who may see all of it.
    pub fn navigation(self) -> Vec<NavItem> {
        match self {
            Portal::Public => vec![
                to("/", "nav-home", &[Action::ReadPublic]),
                to("/matters", "nav-matters", &[Action::ReadPublic]),
                to("/halls", "nav-halls", &[Action::ReadPublic]),
                to("/my", "nav-my", &[Action::KeepOwnRecord]),
                to("/verify", "nav-verify", &[Action::ReadPublic]),
            ],
            Portal::Desk => vec![
                to("/desk", "nav-desk-work", &[Action::ReadCase]),
                to("/desk/intake", "nav-desk-intake", &[Action::TakeIn]),
                to("/desk/cases", "nav-desk-cases", &[Action::ReadCase]),
                to("/desk/board", "nav-desk-board", &[Action::ReadBoard]),
                to("/desk/ratings", "desk-ratings", &[Action::AnswerRating]),
                to("/desk/difficulties", "desk-difficulties", &[Action::LeadDifficulty]),
                to("/desk/statistics", "nav-desk-statistics", &[Action::ReadBoard]),
            ],
            Portal::Admin => vec![
                to("/admin", "nav-admin-home", ADMINISTRATION),
                to(
                    "/admin/catalogue",
                    "nav-admin-catalogue",
                    &[Action::EditCatalogue, Action::ReviewCatalogue],
                ),
                to(
                    "/admin/organisation",
                    "nav-admin-organisation",
                    &[
                        Action::EditCatalogue,
                        Action::ReviewCatalogue,
                        Action::KeepAccounts,
                        Action::GrantPosts,
                    ],
                ),
                to(
                    "/admin/accounts",
                    "nav-admin-accounts",
                    &[Action::KeepAccounts, Action::GrantPosts, Action::ReadAudit],
                ),
                to("/admin/audit", "nav-admin-audit", &[Action::ReadAudit]),
            ],
            Portal::Api => vec![],
        }
    }
}

impl NavItem {
    /// Whether it leads somewhere for this caller. A guest is asked to sign in at the door, and may try.
    pub fn is_open_to(&self, caller: &Caller) -> bool {
        caller.account.is_none() || self.opened_by.iter().any(|action| caller.require(*action).is_ok())
    }

    /// The doors to the other portals for somebody with a post, in the order of the day's work.
    pub fn doors_of(caller: &Caller) -> Vec<NavItem> {
        let desk = to("/desk", "nav-to-desk", &[Action::ReadCase]);
        let board = to("/desk/board", "nav-desk-board", &[Action::ReadBoard]);
        let own = [
            to("/my/inbox", "frame-messages", &[Action::KeepOwnRecord]),
            to("/my/contact", "frame-account", &[Action::KeepOwnRecord]),
            to("/passkeys", "passkey-title", &[Action::KeepPasskeys]),
        ];
        let admin = to("/admin", "nav-to-admin", ADMINISTRATION);
        // An applicant reads cases too, but at the citizens' door; who has the board but no case works from it.
        let work = if caller.postings.is_empty() {
            None
        } else {
            [desk, board].into_iter().find(|door| door.is_open_to(caller))
        };
        own.into_iter()
            .filter(|door| door.is_open_to(caller))
            .chain(work)
            .chain(admin.if_open_to(caller))
            .collect()
    }

    fn if_open_to(self, caller: &Caller) -> Option<NavItem> {
        self.is_open_to(caller).then_some(self)
    }

    /// The icon beside a door.
    pub fn icon(&self) -> &'static str {
        match self.key {
            "frame-messages" => "inbox",
            "frame-account" => "settings",
            "nav-to-admin" => "building-2",
            "passkey-title" => "key-round",
            _ => "file-text",
        }
    }

    /// Whether `path` is this entry's page or below it. A portal's first page is only itself.
    pub fn is_at(&self, path: &str) -> bool {
        let path = path.split('?').next().unwrap_or_default();
        let is_home = Portal::ALL.iter().any(|portal| portal.home() == self.href);
        path == self.href
            || (!is_home && path.strip_prefix(self.href).is_some_and(|rest| rest.starts_with('/')))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_belongs_to_the_portal_of_its_first_part() {
        assert_eq!(Portal::of_path("/desk/cases?state=new"), Portal::Desk);
        assert_eq!(Portal::of_path("/desks"), Portal::Public);
        assert_eq!(Portal::of_path("/api?x"), Portal::Api);
    }

    #[test]
    fn a_navigation_entry_is_marked_on_its_page_and_below() {
        let cases = to("/desk/cases", "nav-desk-cases", &[Action::ReadCase]);
        assert!(cases.is_at("/desk/cases?page=2") && cases.is_at("/desk/cases/2026A"));
        assert!(!cases.is_at("/desk/casesets"));
        assert!(!to("/desk", "nav-desk-work", &[Action::ReadCase]).is_at("/desk/cases"));
    }
}
