//! A form that cannot be taken comes back with its errors where they can be mended.

use crate::browser::Browser;
use crate::town::Town;
use axum::http::StatusCode;

#[tokio::test(flavor = "multi_thread")]
async fn a_situation_left_open_is_asked_for_on_its_own_page_and_not_hidden_in_the_form() {
    let town = Town::found();
    let anna = Browser::of(&town, "anna");
    let draft = anna.post("/apply/drainage-permit", &[]).await.to().to_owned();
    let sent = anna.post(&format!("{draft}/form"), &[("on", ""), ("at", "")]).await;
    assert_eq!(sent.to(), format!("{draft}/situation?missing=1"), "{}", sent.status);
    let asked = anna.get(sent.to()).await;
    assert_eq!(asked.status, StatusCode::OK);
    assert!(asked.body.contains("govuk-error-message"), "the open question says that it is open");
    let check = anna.get(&format!("{draft}/check")).await;
    assert!(check.body.contains(&format!("{draft}/situation?missing=1")), "the last page leads there");
    assert!(!check.body.contains("form?at=discharger"), "no link leads to a field that is none");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_proves_nothing_is_said_at_the_file_and_no_code_at_the_code() {
    let town = Town::found();
    let guest = Browser::guest(&town);
    let file = guest.upload("/verify", "", "paper.pdf", b"%PDF-1.7 not ours").await;
    assert_eq!(file.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(file.body.contains("id=\"file-error\"") && !file.body.contains("id=\"code-error\""));
    assert!(file.body.contains("href=\"#file\""), "the summary leads to the file");
    let code = guest.get("/verify?code=").await;
    assert!(code.body.contains("id=\"code-error\"") && !code.body.contains("id=\"file-error\""));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_left_empty_is_asked_for_and_not_called_wrong() {
    let town = Town::found();
    let guest = Browser::guest(&town);
    let nothing = guest.upload("/verify", "", "", b"").await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nothing.body.contains("请填写核验码，或者选择一个文件"));
    let empty = guest.post("/progress", &[("number", ""), ("code", "")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(empty.body.matches("govuk-error-message").count(), 2, "each of the two is asked for");
    assert!(!empty.body.contains("对不上"));
    let half = guest.post("/progress", &[("number", "2026-7KQ4M-9XW2H"), ("code", "")]).await;
    assert_eq!(half.body.matches("govuk-error-message").count(), 1);
}
