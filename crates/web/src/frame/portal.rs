//! The portals and the navigation that each of them shows.

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
}

const fn to(href: &'static str, key: &'static str) -> NavItem {
    NavItem { href, key }
}

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
                to("/", "nav-home"),
                to("/matters", "nav-matters"),
                to("/halls", "nav-halls"),
                to("/my", "nav-my"),
                to("/verify", "nav-verify"),
            ],
            Portal::Desk => vec![
                to("/desk", "nav-desk-work"),
                to("/desk/intake", "nav-desk-intake"),
                to("/desk/cases", "nav-desk-cases"),
                to("/desk/board", "nav-desk-board"),
                to("/desk/statistics", "nav-desk-statistics"),
            ],
            Portal::Admin => vec![
                to("/admin", "nav-admin-home"),
                to("/admin/catalogue", "nav-admin-catalogue"),
                to("/admin/organisation", "nav-admin-organisation"),
                to("/admin/accounts", "nav-admin-accounts"),
                to("/admin/audit", "nav-admin-audit"),
                to("/admin/parts", "nav-admin-parts"),
            ],
            Portal::Api => vec![],
        }
    }
}

impl NavItem {
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
        let cases = to("/desk/cases", "nav-desk-cases");
        assert!(cases.is_at("/desk/cases?page=2") && cases.is_at("/desk/cases/2026A"));
        assert!(!cases.is_at("/desk/casesets"));
        assert!(!to("/desk", "nav-desk-work").is_at("/desk/cases"));
    }
}
