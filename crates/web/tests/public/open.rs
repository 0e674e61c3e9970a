//! Pages that need no login, and what a guest is not shown.

use crate::browser::Browser;
use crate::town::Town;
use axum::http::StatusCode;
use kernel::MatterCode;

#[tokio::test(flavor = "multi_thread")]
async fn a_guest_finds_reads_and_prints_without_signing_in() {
    let town = Town::found();
    let guest = Browser::guest(&town);
    for path in [
        "/",
        "/matters",
        "/matters?q=开饭馆&audience=enterprise",
        "/matters/codes",
        "/halls",
        "/halls/general",
        "/commitments",
        "/progress",
        "/verify",
        "/register",
        "/sign-in",
        "/sign-in/code",
        "/accessibility",
    ] {
        let path: String =
            path.chars().map(|sign| if sign.is_ascii() { sign.to_string() } else { encoded(sign) }).collect();
        assert_eq!(guest.get(&path).await.status, StatusCode::OK, "{path}");
    }
    for code in town.city.content().matters.keys() {
        for page in ["", "/print", "/qr.svg"] {
            let path = format!("/matters/{code}{page}");
            assert_eq!(guest.get(&path).await.status, StatusCode::OK, "{path}");
        }
    }
}

fn encoded(sign: char) -> String {
    form_urlencoded::byte_serialize(sign.to_string().as_bytes()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn everyday_words_find_the_matter_in_the_suggestions() {
    let town = Town::found();
    let guest = Browser::guest(&town);
    let words: String = "开饭馆".chars().map(encoded).collect();
    let suggested = guest.get(&format!("/matters/suggest?q={words}")).await;
    assert!(suggested.body.contains("/matters/food-business-licence"), "{}", suggested.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_short_link_on_a_poster_leads_to_the_guide_and_survives_a_new_version() {
    let town = Town::found();
    let guest = Browser::guest(&town);
    let link = format!("/m/{}", catalogue::short_link(&MatterCode("drainage-permit".into())));
    assert_eq!(guest.get(&link).await.to(), "/matters/drainage-permit");
    town.publish_anew("drainage-permit");
    assert_eq!(guest.get(&link).await.to(), "/matters/drainage-permit");
    assert_eq!(guest.get("/m/2222222").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_query_code_does_not_say_what_is_wrong() {
    let town = Town::found();
    let guest = Browser::guest(&town);
    let answer =
        guest.post_without_token("/progress", &[("number", "2026-7KQ4M-9XW2H"), ("code", "12345678")]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test(flavor = "multi_thread")]
async fn personal_pages_send_a_guest_to_sign_in_and_back() {
    let town = Town::found();
    let guest = Browser::guest(&town);
    for path in ["/my", "/my/inbox", "/my/papers", "/my/record", "/my/contact", "/apply/drainage-permit"] {
        let answer = guest.get(path).await;
        assert!(answer.to().starts_with("/sign-in?next="), "{path}: {} {}", answer.status, answer.to());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn ones_own_pages_open_and_somebody_can_act_for_an_enterprise() {
    let town = Town::found();
    let anna = Browser::of(&town, "anna");
    for path in [
        "/",
        "/my",
        "/my/inbox",
        "/my/papers",
        "/my/record",
        "/my/contact",
        "/prove",
        "/apply/drainage-permit",
    ] {
        assert_eq!(anna.get(path).await.status, StatusCode::OK, "{path}");
    }
    let contact = anna.get("/my/contact").await;
    let id = contact
        .body
        .split("name=\"to\" type=\"radio\" value=\"")
        .nth(2)
        .and_then(|rest| rest.split('"').next());
    let switched = anna.post("/my/acting", &[("to", id.expect("an enterprise"))]).await;
    assert_eq!(switched.to(), "/my");
    assert!(anna.get("/apply/drainage-permit").await.body.contains("海风餐饮有限公司"));
    let stranger = anna.post("/my/acting", &[("to", "00000000-0000-0000-0000-000000000001")]).await;
    assert_eq!(stranger.status, StatusCode::UNPROCESSABLE_ENTITY);
}
