//! A version of a matter on its way: drafted, read by another person, published, withdrawn.

use crate::browser::Browser;
use crate::people::{browser, peopled, peopled_with};
use crate::town::{Town, moment};
use app::MatterChange;
use axum::http::StatusCode;
use kernel::MatterCode;

const PAGE: &str = "/admin/catalogue/drainage-permit";

/// A draft of another promise by `manager`; says its version.
fn draft(town: &Town, blocked: bool) -> String {
    let code = MatterCode::from("drainage-permit");
    let account = town.city.account_by_login("manager").unwrap().unwrap();
    let caller = town.city.caller_of(account).unwrap().unwrap();
    let mut matter = town.city.matter_history(&code).unwrap().current().unwrap().1.matter.clone();
    matter.limits.promised = Some(calendar::Limit::WorkingDays(3));
    if blocked {
        matter.materials[0].basis = None;
    }
    town.city.change_matter(&caller, &code, &MatterChange::Draft(Box::new(matter)), &moment()).unwrap();
    town.city.matter_history(&code).unwrap().open_draft().unwrap().0.to_string()
}

async fn order(somebody: &Browser, order: &str, version: &str, more: &[(&str, &str)]) -> StatusCode {
    let fields = [&[("order", order), ("version", version)], more].concat();
    somebody.post(PAGE, &fields).await.status
}

#[tokio::test]
async fn two_persons_are_needed_to_publish_and_the_difference_is_readable() {
    let town = peopled();
    let version = draft(&town, false);
    let (author, other) = (browser(&town, "manager"), browser(&town, "other-manager"));
    let page = author.get(PAGE).await;
    assert!(page.body.contains("3个工作日"), "the difference shows the new promise");
    assert!(order(&author, "review", &version, &[]).await.is_client_error(), "not her own draft");
    assert!(order(&other, "publish", &version, &[]).await.is_client_error(), "not before it was read");
    assert_eq!(order(&other, "review", &version, &[]).await, StatusCode::SEE_OTHER);
    assert_eq!(order(&author, "publish", &version, &[]).await, StatusCode::SEE_OTHER);
    let guide = browser(&town, "").get("/matters/drainage-permit").await;
    assert!(guide.body.contains("3个工作日"), "the guide promises it");
}

#[tokio::test]
async fn a_draft_with_a_breach_is_shown_with_its_sentence_and_not_published() {
    let town = peopled();
    let version = draft(&town, true);
    let other = browser(&town, "other-manager");
    let page = other.get(PAGE).await;
    assert!(page.body.contains("依据"), "the finding is a sentence");
    assert_eq!(order(&other, "review", &version, &[]).await, StatusCode::SEE_OTHER);
    assert!(order(&other, "publish", &version, &[]).await.is_client_error());
    assert_eq!(town.city.matter_history(&"drainage-permit".into()).unwrap().current().unwrap().0, 1);
}

#[tokio::test]
async fn a_draft_is_sent_back_with_a_reason_only() {
    let town = peopled();
    let version = draft(&town, false);
    let head = browser(&town, "head");
    assert!(order(&head, "send-back", &version, &[("reason", " ")]).await.is_client_error());
    assert_eq!(order(&head, "send-back", &version, &[("reason", "承诺太短")]).await, StatusCode::SEE_OTHER);
    assert!(head.get(PAGE).await.body.contains("承诺太短"));
}

#[tokio::test]
async fn a_withdrawn_matter_leads_to_its_notice() {
    let town = peopled();
    let manager = browser(&town, "manager");
    assert!(order(&manager, "withdraw", "0", &[("notice", "")]).await.is_client_error(), "not in silence");
    let said = [("notice", "改在水务局网站办理")];
    assert_eq!(order(&manager, "withdraw", "0", &said).await, StatusCode::SEE_OTHER);
    let guide = browser(&town, "").get("/matters/drainage-permit").await;
    assert!(guide.body.contains("改在水务局网站办理"));
    assert!(order(&manager, "withdraw", "0", &said).await.is_client_error(), "once");
}

#[tokio::test]
async fn an_unknown_matter_and_an_unknown_order_are_told_so() {
    let town = peopled();
    let manager = browser(&town, "manager");
    assert_eq!(manager.get("/admin/catalogue/no-such-matter").await.status, StatusCode::NOT_FOUND);
    assert!(order(&manager, "burn", "1", &[]).await.is_client_error());
}

#[tokio::test]
async fn a_matter_that_asks_for_more_than_its_standard_stands_in_the_worklist() {
    let empty = browser(&peopled(), "manager").get("/admin/standard").await;
    assert!(empty.body.contains("0 处出入"), "{}", empty.body);
    let mut pack = testbed::pack();
    let code: MatterCode = "prepackaged-food-filing-xiangzhou".into();
    let matter = pack.matters.iter_mut().find(|matter| matter.code == code).unwrap();
    let more = catalogue::Material {
        key: "photographs".into(),
        name: kernel::LocalText::from("经营场所照片"),
        certificate: None,
        ..matter.materials[1].clone()
    };
    matter.materials.push(more);
    // Taken over from elsewhere a matter may differ; nothing new is published so.
    let town = peopled_with(pack);
    let found = browser(&town, "manager").get("/admin/standard").await;
    assert!(found.body.contains("1 处出入") && found.body.contains("经营场所照片"), "{}", found.body);
    assert!(found.body.contains("/admin/catalogue/prepackaged-food-filing-xiangzhou"));
}
