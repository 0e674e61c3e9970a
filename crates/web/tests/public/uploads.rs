//! Files: known by their content, bounded, given out for saving only, and only to their owner.

use crate::browser::Browser;
use crate::town::Town;
use axum::http::StatusCode;

async fn draft(browser: &Browser) -> String {
    browser.post("/apply/drainage-permit", &[("s-discharger", "food")]).await.to().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_known_by_its_content_and_given_out_for_saving() {
    let town = Town::found();
    let anna = Browser::of(&town, "anna");
    let draft = draft(&anna).await;
    let path = format!("{draft}/files/drawings");
    let taken = anna.upload(&path, &anna.csrf, "../../etc/plan.exe", &testbed::small_pdf("the plan")).await;
    assert_eq!(taken.status, StatusCode::OK, "{}", taken.body);
    let told: serde_json::Value = serde_json::from_str(&taken.body).expect("details");
    assert_eq!(told["name"], "plan.pdf");
    let href = told["href"].as_str().expect("an address");
    let file = anna.get(href).await;
    assert_eq!(file.body.as_bytes(), testbed::small_pdf("the plan"));
    assert!(file.header("content-disposition").starts_with("attachment"));
    assert_eq!(file.header("x-content-type-options"), "nosniff");
    assert!(file.header("content-security-policy").contains("sandbox"));

    let bernd = Browser::of(&town, "bernd");
    assert_eq!(bernd.get(href).await.status, StatusCode::NOT_FOUND);
    assert_eq!(Browser::guest(&town).get(href).await.status, StatusCode::SEE_OTHER);
    assert_eq!(bernd.upload(&path, &bernd.csrf, "a.pdf", b"%PDF-").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_paper_is_refused_with_a_way_forward() {
    let town = Town::found();
    let anna = Browser::of(&town, "anna");
    let path = format!("{}/files/drawings", draft(&anna).await);
    for bytes in [b"MZ program".as_slice(), b"<html><script>", b"PK\x03\x04broken", b"%PDF-1.7 <script>"] {
        let refused = anna.upload(&path, &anna.csrf, "plan.pdf", bytes).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains("refusal-upload-"), "{}", refused.body);
    }
    let large = vec![b'a'; 21 * 1024 * 1024];
    let large = [b"%PDF-".as_slice(), &large].concat();
    let refused = anna.upload(&path, &anna.csrf, "plan.pdf", &large).await;
    assert!(refused.body.contains("refusal-upload-too-large"), "{} {}", refused.status, refused.body);
    let unknown = path.replace("/drawings", "/moon");
    let refused = anna.upload(&unknown, &anna.csrf, "plan.pdf", b"%PDF-").await;
    assert!(refused.body.contains("refusal-upload-material"), "{}", refused.body);
    let forged = anna.upload(&path, "guess", "plan.pdf", b"%PDF-").await;
    assert_eq!(forged.status, StatusCode::CONFLICT);
}
