//! Programs use the city: what they may read, how they apply, what happens twice.

#[path = "api/town.rs"]
mod town;

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use serde_json::{Value, json};
use std::sync::LazyLock;
use tower::ServiceExt;
use town::Town;

static TOWN: LazyLock<Town> = LazyLock::new(Town::found);

/// One request and its answer.
async fn ask(method: &str, path: &str, token: &str, key: &str, body: Value) -> (StatusCode, Value) {
    let mut request = Request::builder().method(method).uri(path).header("content-type", "application/json");
    if !token.is_empty() {
        request = request.header("authorization", format!("Bearer {token}"));
    }
    if !key.is_empty() {
        request = request.header("idempotency-key", key);
    }
    let body = if body.is_null() { Body::empty() } else { Body::from(body.to_string()) };
    let request = request.body(body).expect("a request");
    let answer = TOWN.router().oneshot(request).await.expect("an answer");
    let status = answer.status();
    let bytes = to_bytes(answer.into_body(), 10_000_000).await.expect("a body");
    let value = serde_json::from_slice(&bytes);
    (status, value.unwrap_or_else(|_| Value::String(String::from_utf8_lossy(&bytes).into_owned())))
}

async fn get(path: &str, token: &str) -> (StatusCode, Value) {
    ask("GET", path, token, "", Value::Null).await
}

#[tokio::test]
async fn matters_are_listed_page_by_page_and_read_whole() {
    let (status, page) = get("/api/v1/matters?limit=2", "").await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(page["items"].as_array().map(Vec::len), Some(2));
    let next = page["next"].as_str().expect("a cursor");
    let (_, second) = get(&format!("/api/v1/matters?limit=2&after={next}"), "").await;
    assert_ne!(page["items"][0]["code"], second["items"][0]["code"]);
    let (status, matter) = get(&format!("/api/v1/matters/{next}"), "").await;
    assert_eq!((status, &matter["matter"]["code"]), (StatusCode::OK, &json!(next)));
    assert_eq!(get("/api/v1/matters/no-such", "").await.0, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_application_gets_its_number_and_says_why_it_is_due() {
    let token = &TOWN.anna;
    let (status, case) = ask("POST", "/api/v1/cases", token, "", TOWN.application()).await;
    assert_eq!(status, StatusCode::CREATED, "{case}");
    let number = case["number"].as_str().expect("a number").to_owned();
    assert_eq!(case["status"], "received");
    assert!(case["due"]["why"].as_array().is_some_and(|why| !why.is_empty()), "{case}");
    assert!(case["due"]["steps"].as_array().is_some_and(|steps| !steps.is_empty()));

    let (status, read) = get(&format!("/api/v1/cases/{number}"), token).await;
    assert_eq!((status, &read["number"]), (StatusCode::OK, &json!(number)));
    let (_, list) = get("/api/v1/cases", token).await;
    assert!(list["items"].as_array().expect("a list").iter().any(|row| row["number"] == json!(number)));
    // What the form makes is there without being handed in.
    assert_eq!(read["materials"]["application"][0]["how"], "from_form");
    assert_eq!(read["received_at"], case["received_at"], "the answer tells the time that is kept");
    let (status, receipt) = get(&format!("/api/v1/cases/{number}/receipt"), token).await;
    assert_eq!((status, &receipt["case"]), (StatusCode::OK, &json!(number)));

    // A stranger learns nothing, not even that the case exists.
    for path in ["", "/receipt"] {
        let (status, _) = get(&format!("/api/v1/cases/{number}{path}"), &TOWN.bernd).await;
        assert_eq!(status, StatusCode::NOT_FOUND);
    }
    // An applicant cannot take the office's step; withdrawing is hers.
    let accept = format!("/api/v1/cases/{number}/accept");
    assert_eq!(ask("POST", &accept, token, "", json!({})).await.0, StatusCode::FORBIDDEN);
    let withdraw = format!("/api/v1/cases/{number}/withdraw");
    let (status, over) = ask("POST", &withdraw, token, "", json!({ "reasons": "不办了" })).await;
    assert_eq!((status, &over["status"]), (StatusCode::OK, &json!("withdrawn")), "{over}");
    let (status, no) = ask("POST", &withdraw, token, "", json!({})).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{no}");
}

#[tokio::test]
async fn the_same_key_answers_the_same_and_another_body_is_refused() {
    let (path, token, body) = ("/api/v1/cases", &TOWN.anna, TOWN.application());
    let first = ask("POST", path, token, "key-1", body.clone()).await;
    let again = ask("POST", path, token, "key-1", body.clone()).await;
    assert_eq!(first.0, StatusCode::CREATED, "{}", first.1);
    assert_eq!(first, again);
    let mut other = body.clone();
    other["gaps"] = json!([]);
    let (status, refused) = ask("POST", path, token, "key-1", other).await;
    assert_eq!(
        (status, &refused["type"]),
        (StatusCode::UNPROCESSABLE_ENTITY, &json!("urn:yimen:problem-key-reused"))
    );
    // The key is the account's own, and without a key every application counts.
    let equal = ask("POST", path, token, "key-2", body.clone()).await;
    assert_eq!(equal.0, StatusCode::CREATED);
    assert_ne!(equal.1["number"], first.1["number"]);
    // A step is replayed too: the second answer is the first, not the refusal of the law.
    let withdraw = format!("{path}/{}/withdraw", first.1["number"].as_str().expect("a number"));
    let one = ask("POST", &withdraw, token, "key-3", json!({})).await;
    let two = ask("POST", &withdraw, token, "key-3", json!({})).await;
    assert_eq!((one.0, &one), (StatusCode::OK, &two));
}

#[tokio::test]
async fn every_wrong_field_is_told_with_key_and_sentence() {
    let mut body = TOWN.application();
    body["form"] = json!({ "number": "many" });
    let (status, told) = ask("POST", "/api/v1/cases", &TOWN.anna, "", body).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{told}");
    let errors = told["errors"].as_array().expect("errors");
    assert!(errors.iter().all(|error| error["field"].is_string() && error["key"].is_string()));
    assert!(!errors.is_empty(), "{told}");
    let (status, told) = ask("POST", "/api/v1/cases", &TOWN.anna, "", json!({ "colour": 1 })).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(told["errors"].as_array().map(Vec::len), Some(2), "{told}");
}

#[tokio::test]
async fn tokens_are_needed_hold_for_a_time_and_carry_scopes() {
    for token in ["", "ym_wrong", TOWN.old.as_str()] {
        assert_eq!(get("/api/v1/cases", token).await.0, StatusCode::UNAUTHORIZED, "{token}");
    }
    assert_eq!(get("/api/v1/cases", &TOWN.reader).await.0, StatusCode::OK);
    let (status, _) = ask("POST", "/api/v1/cases", &TOWN.reader, "", TOWN.application()).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_person_cannot_apply_in_the_name_of_another() {
    let mut body = TOWN.application();
    body["applicant"] = json!({ "person": { "name": "李白", "paper": "citizen_card", "number": "1" } });
    let (status, told) = ask("POST", "/api/v1/cases", &TOWN.anna, "", body).await;
    assert_eq!(
        (status, &told["errors"][0]["field"]),
        (StatusCode::UNPROCESSABLE_ENTITY, &json!("applicant"))
    );
}

#[tokio::test]
async fn outsiders_get_the_key_and_the_signed_head_of_the_record() {
    let (status, proof) = get("/api/v1/proof", "").await;
    assert_eq!(status, StatusCode::OK);
    let (key, head) = (proof["public_key"].as_str(), proof["checkpoint"].as_str());
    let (key, head) = (key.expect("a key"), head.expect("a checkpoint"));
    // The first line of a checkpoint and the first part of a key are the city's name.
    assert_eq!(head.lines().next(), key.split('+').next());
}

#[tokio::test]
async fn the_service_can_be_watched_without_learning_of_anybody() {
    assert_eq!(get("/healthz", "").await.0, StatusCode::OK);
    let (status, text) = get("/metrics", "").await;
    assert_eq!(status, StatusCode::OK);
    let text = text.as_str().expect("text");
    assert!(text.contains("yimen_ledger_events ") && text.contains("yimen_build_info{"));
    assert!(!text.contains("anna"));
    let (status, document) = get("/api/openapi.json", "").await;
    assert_eq!((status, &document["openapi"]), (StatusCode::OK, &json!("3.1.0")));
}

#[tokio::test]
async fn a_cursor_that_no_list_gave_out_is_refused_with_what_to_do() {
    for (path, token) in [("/api/v1/cases?after=rubbish", &*TOWN.anna), ("/api/v1/matters?after=rubbish", "")]
    {
        let (status, problem) = get(path, token).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{path}: {problem}");
        assert_eq!(problem["errors"][0]["field"], "after");
        assert!(
            problem["errors"][0]["sentence"].as_str().is_some_and(|said| said.contains("next")),
            "{problem}"
        );
    }
}

#[tokio::test]
async fn programs_are_told_of_requests_and_not_of_pages() {
    for (path, key) in
        [("/api/v1/matters/no-such", "problem-not-found"), ("/api/v1/cases", "problem-sign-in")]
    {
        let (_, problem) = get(path, "").await;
        assert_eq!(problem["type"], format!("urn:yimen:{key}"));
        let said = problem.to_string();
        assert!(!said.contains("页"), "{said}");
    }
}

#[tokio::test]
async fn a_refusal_names_the_material_as_people_do() {
    let mut application = TOWN.application();
    application["commitments"] = json!(["photos"]);
    let (status, problem) = ask("POST", "/api/v1/cases", &TOWN.anna, "", application).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{problem}");
    let said = problem["detail"].as_str().expect("a sentence");
    assert!(said.contains("树木和周围环境照片") && !said.contains("photos"), "{said}");
}

/// Sends a file as it is.
async fn send(path: &str, token: &str, key: &str, bytes: &[u8]) -> (StatusCode, Value) {
    let request = Request::post(path)
        .header("authorization", format!("Bearer {token}"))
        .header("idempotency-key", key)
        .header("content-type", "application/octet-stream");
    let answer = TOWN.router().oneshot(request.body(Body::from(bytes.to_vec())).expect("a request")).await;
    let answer = answer.expect("an answer");
    let status = answer.status();
    let bytes = to_bytes(answer.into_body(), 1_000_000).await.expect("a body");
    (status, serde_json::from_slice(&bytes).unwrap_or(Value::Null))
}

#[tokio::test]
async fn a_file_travels_through_the_interface_and_into_the_case() {
    let token = &TOWN.anna;
    let (status, draft) =
        ask("POST", "/api/v1/drafts", token, "begin", json!({ "matter": "tree-felling" })).await;
    assert_eq!(status, StatusCode::CREATED, "{draft}");
    let id = draft["draft"].as_str().expect("an id").to_owned();
    let place = format!("/api/v1/drafts/{id}/files/photos?name=..%2Ftree.exe");
    let (status, kept) = send(&place, token, "file", &testbed::small_pdf("the tree")).await;
    assert_eq!((status, &kept["name"]), (StatusCode::CREATED, &json!("tree.pdf")), "{kept}");
    // The same request again is the same file, other bytes under its key are refused.
    assert_eq!(send(&place, token, "file", &testbed::small_pdf("the tree")).await.1, kept);
    let (status, _) = send(&place, token, "file", &testbed::small_pdf("another")).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    // The kind comes from the content, and nobody else's draft takes anything.
    let (status, refused) = send(&place, token, "", b"MZ a program").await;
    assert_eq!(
        (status, &refused["type"]),
        (StatusCode::UNPROCESSABLE_ENTITY, &json!("urn:yimen:refusal-upload-kind"))
    );
    assert_eq!(send(&place, &TOWN.bernd, "", b"%PDF-").await.0, StatusCode::NOT_FOUND);
    assert_eq!(send(&place, &TOWN.reader, "", b"%PDF-").await.0, StatusCode::FORBIDDEN);

    let mut body = TOWN.application();
    body["draft"] = json!(id);
    body["materials"] = json!([{ "material": "photos", "how": "uploaded", "files": [kept["file"]] }]);
    let (status, case) = ask("POST", "/api/v1/cases", token, "", body).await;
    assert_eq!(status, StatusCode::CREATED, "{case}");
    let (_, read) = get(case["href"].as_str().expect("a link"), token).await;
    assert_eq!(read["materials"]["photos"][0]["blobs"][0], kept["file"], "{}", read["materials"]);
}

#[tokio::test]
async fn a_case_that_is_over_is_rated_once_and_added_to_once() {
    let token = &TOWN.anna;
    let (_, case) = ask("POST", "/api/v1/cases", token, "", TOWN.application()).await;
    let case = case["href"].as_str().expect("a link").to_owned();
    let rating = format!("{case}/rating");
    let good = json!({ "stars": 5, "text": "很快" });
    let early = ask("POST", &rating, token, "", good.clone()).await;
    assert_eq!(early.0, StatusCode::UNPROCESSABLE_ENTITY, "{}", early.1);
    ask("POST", &format!("{case}/withdraw"), token, "", json!({})).await;
    let given = ask("POST", &rating, token, "rate", good.clone()).await;
    assert_eq!(given.0, StatusCode::CREATED, "{}", given.1);
    assert_eq!(
        ask("POST", &rating, token, "rate", good.clone()).await,
        given,
        "the same key answers the same"
    );
    assert_eq!(ask("POST", &rating, token, "", good).await.0, StatusCode::UNPROCESSABLE_ENTITY);
    let addition = format!("{rating}/addition");
    let added = ask("POST", &addition, token, "", json!({ "stars": 2, "text": "等太久" })).await;
    assert_eq!(added.0, StatusCode::CREATED, "{}", added.1);
    let (_, read) = get(&rating, token).await;
    assert_eq!((&read["rating"]["stars"], &read["addition"]["stars"]), (&json!(5), &json!(2)), "{read}");
    assert_eq!(read["rectification"]["stage"], "contact");
    assert_eq!(get(&rating, &TOWN.bernd).await.0, StatusCode::NOT_FOUND);
    // Who rates does not answer.
    let (status, _) =
        ask("POST", &format!("{rating}/answer"), token, "", json!({ "remedied": "explained", "text": "x" }))
            .await;
    assert_eq!(status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn what_cannot_be_got_done_is_reported_once_and_followed() {
    let token = &TOWN.bernd;
    let body = json!({ "reason": "两个部门互相推", "matter": "tree-felling" });
    let told = ask("POST", "/api/v1/difficulties", token, "stuck", body.clone()).await;
    assert_eq!(told.0, StatusCode::CREATED, "{}", told.1);
    assert_eq!(ask("POST", "/api/v1/difficulties", token, "stuck", body).await, told);
    let (status, read) = get(told.1["href"].as_str().expect("a link"), token).await;
    assert_eq!((status, &read["status"]), (StatusCode::OK, &json!("open")), "{read}");
    let (_, list) = get("/api/v1/difficulties", token).await;
    assert_eq!(list["items"][0]["number"], told.1["number"], "{list}");
    assert_eq!(get(told.1["href"].as_str().expect("a link"), &TOWN.anna).await.0, StatusCode::NOT_FOUND);
    let (status, wrong) = ask("POST", "/api/v1/difficulties", token, "", json!({})).await;
    assert_eq!((status, &wrong["errors"][0]["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("reason")));
}

#[tokio::test]

async fn a_program_is_told_with_what_to_come_and_that_a_method_is_not_there() {
    let ask = async |method: &str, path: &str| {
        let request = Request::builder().method(method).uri(path).body(Body::empty()).expect("a request");
        TOWN.router().oneshot(request).await.expect("an answer")
    };
    let stranger = ask("GET", "/api/v1/cases").await;
    assert_eq!(stranger.status(), StatusCode::UNAUTHORIZED);
    assert_eq!(stranger.headers()["www-authenticate"], "Bearer");
    let unknown = ask("DELETE", "/api/v1/cases").await;
    assert_eq!(unknown.status(), StatusCode::METHOD_NOT_ALLOWED);
    let bytes = to_bytes(unknown.into_body(), 10_000).await.expect("a body");
    let told: Value = serde_json::from_slice(&bytes).expect("problem details");
    assert_eq!(told["status"], 405);
}

#[tokio::test]
async fn a_seal_is_recorded_by_who_hands_papers_out_and_never_by_the_applicant() {
    let (_, case) = ask("POST", "/api/v1/cases", &TOWN.anna, "", TOWN.application()).await;
    let path = format!("/api/v1/cases/{}/seal", case["number"].as_str().expect("a number"));
    let seal = || json!({"seal": "行政审批专用章"});
    assert_eq!(ask("POST", &path, &TOWN.anna, "", seal()).await.0, StatusCode::FORBIDDEN);
    assert_eq!(ask("POST", &path, &TOWN.bernd, "", seal()).await.0, StatusCode::NOT_FOUND);
    let (status, problem) = ask("POST", &path, &TOWN.anna, "", json!({"reference": "SEAL-1"})).await;
    assert_eq!((status, &problem["errors"][0]["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("seal")));
}

#[tokio::test]
async fn a_request_that_cannot_be_read_is_told_which_part_of_it() {
    let send = |kind: &str, key: &str, body: &str| {
        let request = Request::post("/api/v1/cases").header("content-type", kind);
        let request = request.header("authorization", format!("Bearer {}", TOWN.anna));
        request.header("idempotency-key", key).body(Body::from(body.to_owned())).expect("a request")
    };
    let long = "k".repeat(300);
    for (request, status, part) in [
        (send("application/json", "", "{\"matter\": "), StatusCode::BAD_REQUEST, "body: EOF"),
        (send("application/json", "", "[1]"), StatusCode::BAD_REQUEST, "body: not an object"),
        (send("application/json", &long, "{}"), StatusCode::BAD_REQUEST, "Idempotency-Key"),
        (send("text/plain", "", "{}"), StatusCode::UNSUPPORTED_MEDIA_TYPE, ""),
    ] {
        let answer = TOWN.router().oneshot(request).await.expect("an answer");
        assert_eq!(answer.status(), status);
        let bytes = to_bytes(answer.into_body(), 10_000).await.expect("a body");
        let told: Value = serde_json::from_slice(&bytes).expect("problem details");
        assert!(told["why"].as_str().unwrap_or_default().starts_with(part), "{told}");
        assert!(told["next"].as_str().is_some_and(|next| !next.is_empty()), "{told}");
    }
    let (status, told) = get("/api/v1/cases?limit=-1", &TOWN.anna).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert!(told["why"].as_str().is_some_and(|why| why.contains("limit")), "{told}");
}

#[tokio::test]
async fn a_narrowed_list_goes_on_behind_cases_that_do_not_fit() {
    let (path, token) = ("/api/v1/cases", &TOWN.anna);
    let (_, older) = ask("POST", path, token, "", TOWN.application()).await;
    let number = older["number"].as_str().expect("a number");
    ask("POST", &format!("{path}/{number}/withdraw"), token, "", json!({})).await;
    let (status, _) = ask("POST", path, token, "", TOWN.application()).await;
    assert_eq!(status, StatusCode::CREATED, "a newer one that still runs");
    let withdrawn = every_number("/api/v1/cases?status=withdrawn&limit=1", token).await;
    assert!(withdrawn.iter().any(|found| found == number), "{number} in {withdrawn:?}");
    let (_, page) = get("/api/v1/cases?status=withdrawn", token).await;
    let rows = page["items"].as_array().expect("a list");
    assert!(rows.iter().all(|row| row["status"] == "withdrawn"), "{page}");
}

/// The numbers on all pages of a list.
async fn every_number(path: &str, token: &str) -> Vec<String> {
    let (mut numbers, mut next) = (Vec::new(), String::new());
    loop {
        let joint = if path.contains('?') { '&' } else { '?' };
        let after = if next.is_empty() { String::new() } else { format!("{joint}after={next}") };
        let (status, page) = get(&format!("{path}{after}"), token).await;
        assert_eq!(status, StatusCode::OK, "{page}");
        let rows = page["items"].as_array().expect("a list");
        numbers.extend(rows.iter().map(|row| row["number"].as_str().expect("a number").to_owned()));
        match page["next"].as_str() {
            Some(cursor) => cursor.clone_into(&mut next),
            None => return numbers,
        }
    }
}
