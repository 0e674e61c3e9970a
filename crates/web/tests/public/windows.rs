//! One draft and more than one sitting: where one goes on, and what a second window may not do in silence.

use crate::browser::{Answer, Browser};
use crate::town::Town;
use axum::http::StatusCode;

/// The hidden number with which a page was drawn.
fn seen(page: &Answer) -> String {
    let rest = page.body.split("name=\"seen\" value=\"").nth(1).expect("the page says what it has seen");
    rest.split('"').next().unwrap_or_default().to_owned()
}

async fn drainage(browser: &Browser) -> String {
    browser.post("/apply/drainage-permit", &[("s-discharger", "food")]).await.to().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_window_does_not_overwrite_the_first_in_silence_and_may_take_over() {
    let town = Town::found();
    let anna = Browser::of(&town, "anna");
    let draft = drainage(&anna).await;
    let address = format!("{draft}/form?at=outlets");
    let old = seen(&anna.get(&address).await);
    let sent = |number: &'static str, seen: String| {
        vec![
            ("on", "f-outlets".to_owned()),
            ("at", "outlets".to_owned()),
            ("f-outlets", number.to_owned()),
            ("seen", seen),
        ]
    };
    let post = async |fields: Vec<(&str, String)>, path: &str| {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, text)| (*name, text.as_str())).collect();
        anna.post(path, &fields).await
    };
    let form = format!("{draft}/form");
    let first = post(sent("3", old.clone()), &form).await;
    assert_eq!(first.status, StatusCode::SEE_OTHER);

    let saved = post(sent("7", old.clone()), &draft).await;
    assert_eq!(saved.status, StatusCode::CONFLICT);
    assert!(saved.body.contains("outlets"), "{}", saved.body);
    let second = post(sent("7", old), &form).await;
    assert_eq!(second.status, StatusCode::CONFLICT);
    assert!(second.body.contains("value=\"7\""), "what was typed here stays");
    assert!(second.body.contains("另一个窗口里填的是：3"), "and what stands there is said");
    assert!(anna.get(&address).await.body.contains("value=\"3\""), "nothing was overwritten");

    let taken = post(sent("7", seen(&second)), &form).await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER);
    assert!(anna.get(&address).await.body.contains("value=\"7\""));
}

#[tokio::test(flavor = "multi_thread")]
async fn going_on_begins_at_the_first_answer_that_cannot_be_taken_or_was_left_in_the_middle() {
    let town = Town::found();
    let anna = Browser::of(&town, "anna");
    let draft = drainage(&anna).await;
    let form = format!("{draft}/form");
    let heading = async || {
        let page = anna.get(&form).await;
        let at = page.body.split("name=\"at\" value=\"").nth(1).expect("one question on a page");
        at.split('"').next().unwrap_or_default().to_owned()
    };
    let first = heading().await;
    let name = format!("f-{first}");
    anna.post(&draft, &[("on", &name), (&name, "海")]).await;
    assert_eq!(heading().await, first, "half a word is no answer");
    let on = anna.post(&form, &[("on", &name), ("at", &first), (&name, "海风诊所")]).await;
    assert_eq!(on.status, StatusCode::SEE_OTHER);
    let second = heading().await;
    assert_ne!(second, first);
    anna.post(&draft, &[("on", "f-uscc"), ("f-uscc", "甲标签")]).await;
    anna.post(&form, &[("on", "f-uscc"), ("at", "uscc"), ("f-uscc", "甲标签")]).await;
    assert_eq!(heading().await, "uscc", "a wrong number is no answer");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_questions_are_counted_without_those_that_are_filled_in() {
    let town = Town::found();
    let anna = Browser::of(&town, "anna");
    let draft = anna.post("/apply/old-age-allowance", &[]).await.to().to_owned();
    let page = anna.get(&format!("{draft}/form")).await;
    assert!(page.body.contains("第 1 题，共 "), "the first one to be asked is the first");
    assert!(page.body.contains("题已替您填好"), "and the others are told");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_sent_after_the_session_ended_offers_to_sign_in_and_to_come_back() {
    let town = Town::found();
    let anna = Browser::of(&town, "anna");
    let draft = drainage(&anna).await;
    let guest = Browser::guest(&town);
    let sent = guest.post(&format!("{draft}/form"), &[("on", "f-outlets"), ("f-outlets", "3")]).await;
    assert_eq!(sent.status, StatusCode::UNAUTHORIZED);
    let button = sent.body.split("class=\"govuk-button\" href=\"").nth(1).expect("an orange button");
    assert!(button.starts_with("/sign-in?next=/apply/draft/"), "{}", &button[..60]);
}
