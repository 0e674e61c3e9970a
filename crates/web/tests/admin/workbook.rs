//! The catalogue as a workbook: out, changed, in as drafts; and what is wrong with one is named.

use crate::browser::Browser;
use crate::people::{browser, peopled};
use crate::town::Town;
use axum::http::StatusCode;
use catalogue::Origin;
use kernel::MatterCode;

const PAGE: &str = "/admin/workbook";

/// The workbook of the town with one matter renamed.
fn renamed(town: &Town, name: &str) -> Vec<u8> {
    let mut read = town.city.read_workbook(&town.city.export_matters().unwrap()).unwrap();
    let place = read.matters.iter().position(|matter| matter.code.as_str() == "drainage-permit").unwrap();
    read.matters[place].name.chinese = name.into();
    packs::xlsx::write_matters(&read.matters, &town.city.content().ground).unwrap()
}

async fn send(somebody: &Browser, bytes: &[u8]) -> crate::browser::Answer {
    somebody.upload(PAGE, &somebody.csrf, "matters.xlsx", bytes).await
}

#[tokio::test]
async fn a_changed_workbook_becomes_drafts_that_another_person_reviews() {
    let town = peopled();
    let code = MatterCode::from("drainage-permit");
    let (author, other) = (browser(&town, "manager"), browser(&town, "other-manager"));
    let sent = send(&author, &renamed(&town, "排水许可新名")).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    assert!(sent.to().starts_with("/admin/workbook?drafted=1&"), "{}", sent.to());
    assert!(author.get(sent.to()).await.body.contains("1 个事项成为草稿"));

    let history = town.city.matter_history(&code).unwrap();
    let (version, draft) = history.open_draft().unwrap();
    assert_eq!(draft.origin, Origin::Workbook);
    assert!(draft.author.is_some(), "its author is who sent it");
    assert_ne!(history.current().unwrap().1.matter.name.chinese, "排水许可新名", "nothing is in force yet");
    assert!(other.get("/admin/catalogue").await.body.contains("等待复核或发布的草稿"));
    let page = other.get("/admin/catalogue/drainage-permit").await;
    assert!(page.body.contains("排水许可新名") && page.body.contains("表格导入"));

    let version = version.to_string();
    let review = [("order", "review"), ("version", version.as_str())];
    let own = author.post("/admin/catalogue/drainage-permit", &review).await;
    assert!(own.status.is_client_error(), "not her own draft");
    let done = other.post("/admin/catalogue/drainage-permit", &review).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn the_same_workbook_changes_nothing() {
    let town = peopled();
    let manager = browser(&town, "manager");
    let sent = send(&manager, &town.city.export_matters().unwrap()).await;
    assert!(sent.to().starts_with("/admin/workbook?drafted=0&"), "{} {}", sent.status, sent.body);
    assert!(!manager.get("/admin/catalogue").await.body.contains("等待复核或发布的草稿"));
}

#[tokio::test]
async fn what_is_wrong_in_a_workbook_is_named_by_sheet_row_and_field_and_nothing_changes() {
    let town = peopled();
    let manager = browser(&town, "manager");
    // Another town's names: the department's cell differs from what this city keeps.
    let mut ground = town.city.content().ground.clone();
    let read = town.city.read_workbook(&town.city.export_matters().unwrap()).unwrap();
    ground.departments.clear();
    let bytes = packs::xlsx::write_matters(&read.matters, &ground).unwrap();
    let refused = send(&manager, &bytes).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for said in ["事项清单", "dept_name", "只供查看", "什么都没有改"] {
        assert!(refused.body.contains(said), "{said}: {}", refused.body);
    }
    assert!(town.city.matter_history(&"drainage-permit".into()).unwrap().open_draft().is_none());
}

#[tokio::test]
async fn what_is_no_workbook_and_who_keeps_no_catalogue_are_refused() {
    let town = peopled();
    let manager = browser(&town, "manager");
    let refused = send(&manager, b"hello").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("打不开"));
    assert!(send(&manager, b"").await.body.contains("打不开"), "an empty file");
    let head = browser(&town, "head");
    assert_eq!(send(&head, &renamed(&town, "别的名字")).await.status, StatusCode::FORBIDDEN);
}
