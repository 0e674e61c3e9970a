//! Who gets in where: every page of the administration for every role.

use crate::people::{browser, peopled};
use axum::http::StatusCode;

/// Each page with those who see it.
const PAGES: [(&str, &[&str]); 15] = [
    ("/admin", &["head", "manager", "administrator", "security", "auditor"]),
    ("/admin/outbox", &["administrator"]),
    ("/admin/calendar", &["administrator"]),
    ("/admin/messages", &["administrator"]),
    ("/admin/organisation", &["head", "manager", "administrator", "security"]),
    ("/admin/audit", &["auditor"]),
    ("/admin/accounts", &["administrator", "security", "auditor"]),
    ("/admin/catalogue", &["head", "manager"]),
    ("/admin/catalogue/drainage-permit", &["head", "manager"]),
    ("/admin/catalogue/new", &["manager"]),
    ("/admin/catalogue/drainage-permit/edit", &["manager"]),
    ("/admin/standard", &["head", "manager"]),
    ("/admin/workbook", &["manager"]),
    ("/admin/workbook/matters.xlsx", &["manager"]),
    ("/desk/statistics", &["clerk", "head", "manager"]),
];
const EVERYBODY: [&str; 8] = ["", "anna", "clerk", "head", "manager", "administrator", "security", "auditor"];

#[tokio::test]
async fn every_page_opens_for_its_own_and_for_nobody_else() {
    let town = peopled();
    let mut wrong = Vec::new();
    for login in EVERYBODY {
        let somebody = browser(&town, login);
        for (page, seen_by) in PAGES {
            let answer = somebody.get(page).await;
            let expected = match login {
                "" => StatusCode::SEE_OTHER,
                login if seen_by.contains(&login) => StatusCode::OK,
                _ => StatusCode::FORBIDDEN,
            };
            if answer.status != expected {
                wrong.push(format!("{login} at {page}: {} instead of {expected}", answer.status));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Each order with those who may give it.
const ORDERS: [(&str, &[(&str, &str)], &[&str]); 7] = [
    ("/admin/outbox/1", &[("order", "revive")], &["administrator"]),
    ("/admin/messages/received", &[("order", "approve"), ("approve-received", "")], &["administrator"]),
    ("/admin/audit", &[], &["auditor"]),
    ("/admin/accounts", &[("login", "x")], &["administrator"]),
    ("/admin/accounts/01900000-0000-7000-8000-000000000000", &[("order", "close")], &["administrator"]),
    (
        "/admin/accounts/01900000-0000-7000-8000-000000000000",
        &[("order", "take"), ("post", "x")],
        &["security"],
    ),
    ("/admin/catalogue/drainage-permit", &[("order", "publish"), ("version", "9")], &["manager"]),
];

#[tokio::test]
async fn every_order_is_refused_to_all_others_before_anything_is_looked_at() {
    let town = peopled();
    let mut wrong = Vec::new();
    for login in EVERYBODY {
        let somebody = browser(&town, login);
        for (path, fields, given_by) in ORDERS {
            let answer = somebody.post(path, fields).await;
            let refused = matches!(answer.status, StatusCode::FORBIDDEN | StatusCode::UNAUTHORIZED);
            if refused == given_by.contains(&login) {
                wrong.push(format!("{login} at {path} with {fields:?}: {}", answer.status));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[tokio::test]
async fn an_order_without_the_token_of_the_session_is_refused() {
    let town = peopled();
    for (login, path) in [("administrator", "/admin/accounts"), ("auditor", "/admin/audit")] {
        let answer = browser(&town, login).post_without_token(path, &[("login", "x")]).await;
        assert!(answer.status.is_client_error(), "{path}: {}", answer.status);
    }
}

#[tokio::test]
async fn a_problem_is_told_among_the_doors_that_are_open_to_who_met_it() {
    let town = peopled();
    let manager = browser(&town, "manager");
    for path in ["/desk/cases", "/desk/nothing-here"] {
        let answer = manager.get(path).await;
        assert!(answer.status.is_client_error(), "{path}");
        assert!(!answer.body.contains("href=\"/desk/intake\""), "{path}: {}", answer.body);
        assert!(answer.body.contains("/sign-out"), "{path}: told as if nobody had signed in");
    }
    // The brand and the way home lead to a page that opens.
    let board = manager.get("/desk/board").await;
    assert!(!board.body.contains("href=\"/desk\""), "{}", board.body);
}

#[tokio::test]
async fn who_cannot_apply_is_told_why_and_not_led_to_a_closed_door() {
    let town = peopled();
    for (login, applies) in [("clerk", false), ("manager", false), ("anna", true), ("", true)] {
        let guide = browser(&town, login).get("/matters/tree-felling").await;
        assert_eq!(guide.body.contains("href=\"/apply/tree-felling"), applies, "{login}");
        assert_eq!(guide.body.contains("工作账户"), !applies, "{login}");
    }
}
