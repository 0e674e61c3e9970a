use axum::Router;
use axum::body::{Body, to_bytes};
use axum::routing::get;
use tower::ServiceExt;

use super::*;

fn door() -> Arc<Doorplate> {
    Arc::new(Doorplate { demo: false, ..Doorplate::sample() })
}

async fn ask(path: &str, accept: &str) -> (StatusCode, HeaderMap, String) {
    let portals = Router::new()
        .route(
            "/broken",
            get(|| async { Err::<(), _>(Problem::fault("reading the shelf", "the disk is gone")) }),
        )
        .route("/panics", get(|| async { if door().demo { StatusCode::OK } else { panic!("a bug") } }))
        .route("/busy", get(|| async { Err::<(), _>(Problem::TooMany { wait_seconds: 30 }) }));
    let request = Request::builder().uri(path).header(ACCEPT, accept).body(Body::empty()).expect("a request");
    let response =
        crate::ground::stand_on(door(), portals).oneshot(request).await.expect("the router answers");
    let (parts, body) = response.into_parts();
    let body = to_bytes(body, usize::MAX).await.expect("a body in memory");
    (parts.status, parts.headers, String::from_utf8(body.to_vec()).expect("text"))
}

#[tokio::test]
async fn a_page_that_is_not_there_is_said_in_words() {
    let (status, headers, body) = ask("/nowhere", "text/html").await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    assert!(body.contains("<h1"), "{body}");
    assert!(headers.contains_key("content-security-policy"));
    assert!(!headers["content-security-policy"].to_str().expect("text").contains("unsafe"));
}

#[tokio::test]
async fn programs_get_problem_details() {
    let (status, headers, body) = ask("/api/v1/nothing", "*/*").await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    assert_eq!(headers[CONTENT_TYPE], "application/problem+json");
    let details: serde_json::Value = serde_json::from_str(&body).expect("json");
    assert_eq!(details["type"], "urn:yimen:problem-not-found");
}

#[tokio::test]
async fn a_fault_shows_a_reference_and_not_its_cause() {
    let (status, _, body) = ask("/broken", "application/json").await;
    assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(!body.contains("disk"), "{body}");
    let details: serde_json::Value = serde_json::from_str(&body).expect("json");
    assert_eq!(details["reference"].as_str().map(str::len), Some(8));
}

#[tokio::test]
async fn a_panic_becomes_a_page_with_a_reference() {
    let (status, _, body) = ask("/panics", "text/html").await;
    assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(body.contains("<main"), "{body}");
}

#[tokio::test]
async fn who_asks_too_often_is_told_how_long_to_wait() {
    let (status, headers, _) = ask("/busy", "text/html").await;
    assert_eq!(status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(headers[RETRY_AFTER], "30");
}

#[tokio::test]
async fn the_language_switch_sets_a_cookie_and_goes_back() {
    let (status, headers, _) = ask("/language/en?back=/matters", "text/html").await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    assert_eq!(headers["location"], "/matters");
    assert!(headers["set-cookie"].to_str().expect("text").starts_with("yimen-language=en;"));
}

#[tokio::test]
async fn an_asset_is_kept_for_ever_and_known_again() {
    let address = crate::assets::asset("site.css").expect("a stylesheet is always there");
    let (status, headers, _) = ask(address, "text/css").await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(headers["cache-control"], "public, max-age=31536000, immutable");
    assert!(headers.contains_key("etag"));
}
