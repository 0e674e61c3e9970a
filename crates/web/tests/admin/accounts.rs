//! Opening and closing accounts, giving and taking posts; the three administrators never combine.

use crate::people::{browser, open, peopled};
use crate::town::{PASSWORD, Town};
use axum::http::StatusCode;
use kernel::AccountId;

fn account(town: &Town, login: &str) -> AccountId {
    town.city.account_by_login(login).unwrap().unwrap()
}

fn posts(town: &Town, login: &str) -> usize {
    town.city.caller_of(account(town, login)).unwrap().map_or(0, |caller| caller.postings.len())
}

#[tokio::test]
async fn the_system_administrator_opens_an_account_and_security_gives_it_a_post() {
    let town = peopled();
    let fields = [("login", "water.new"), ("number", "7788"), ("name", "赵新"), ("password", PASSWORD)];
    let opened = browser(&town, "administrator").post("/admin/accounts", &fields).await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.body);
    let address = opened.to().to_owned();
    let security = browser(&town, "security");
    let shown = security.get(&address).await;
    assert!(shown.body.contains("name=\"post\""), "security sees the posts to give");
    let post = town.city.content().ground.posts[0].id.clone();
    let give = [("order", "give"), ("post", post.as_str())];
    assert_eq!(security.post(&address, &give).await.status, StatusCode::SEE_OTHER);
    assert_eq!(posts(&town, "water.new"), 1);
    let own = browser(&town, "administrator").post(&address, &give).await;
    assert_eq!(own.status, StatusCode::FORBIDDEN, "who opens accounts gives no posts");
    let take = [("order", "take"), ("post", post.as_str())];
    assert_eq!(security.post(&address, &take).await.status, StatusCode::SEE_OTHER);
    assert_eq!(posts(&town, "water.new"), 0);
}

#[tokio::test]
async fn a_taken_name_and_a_weak_password_come_back_with_the_form() {
    let town = peopled();
    let administrator = browser(&town, "administrator");
    for (login, password) in [("clerk", PASSWORD), ("somebody", "1")] {
        let fields = [("login", login), ("number", "1"), ("name", "赵新"), ("password", password)];
        let answer = administrator.post("/admin/accounts", &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        for kept in [format!("value=\"{login}\""), "value=\"赵新\"".into()] {
            assert!(answer.body.contains(&kept), "nothing typed is lost: {kept}");
        }
        assert!(answer.body.contains("govuk-error-message"));
        assert!(!answer.body.contains(PASSWORD), "a password is never sent back");
    }
}

#[tokio::test]
async fn an_administrator_gets_no_post_and_no_second_role() {
    let town = peopled();
    let security = browser(&town, "security");
    let post = town.city.content().ground.posts[0].id.clone();
    for login in ["administrator", "security", "auditor"] {
        let address = format!("/admin/accounts/{}", account(&town, login));
        let answer = security.post(&address, &[("order", "give"), ("post", post.as_str())]).await;
        assert!(answer.status.is_client_error(), "{login}: {}", answer.status);
        assert_eq!(posts(&town, login), 0, "{login}");
        for (_, role) in crate::people::ADMINISTRATORS {
            let second = town.city.name_administrator(account(&town, login), role, &crate::town::moment());
            assert!(second.is_err(), "{login} as {role:?}");
        }
    }
    let clerk = account(&town, "clerk");
    let named =
        town.city.name_administrator(clerk, identity::AdministratorRole::Audit, &crate::town::moment());
    assert!(named.is_err(), "who holds a post becomes no administrator");
}

#[tokio::test]
async fn a_closed_account_is_out_at_once() {
    let town = peopled();
    let id = open(&town, "leaving");
    let leaving = browser(&town, "leaving");
    let close = [("order", "close"), ("reason", "调离")];
    let answer = browser(&town, "administrator").post(&format!("/admin/accounts/{id}"), &close).await;
    assert_eq!((answer.status, answer.to()), (StatusCode::SEE_OTHER, "/admin/accounts"));
    assert_eq!(leaving.get("/admin").await.status, StatusCode::SEE_OTHER, "the session ended with it");
    let again = browser(&town, "administrator").post(&format!("/admin/accounts/{id}"), &close).await;
    assert!(again.status.is_client_error());
}
