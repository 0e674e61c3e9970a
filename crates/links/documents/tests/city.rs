//! A licence from the counter to the certificate, with the real press on a real ledger.

mod common;
#[path = "../../../app/src/papers/tests/town.rs"]
mod town;

use app::papers::{PaperState, RenderProblem, SealHow, SealOrder};
use app::{Action, Problem};
use cases::{ConfirmNo, No, ProposeNo};
use catalogue::DocumentKind;
use common::{renderer, text_of};
use identity::Role;
use kernel::CaseNumber;
use std::sync::Arc;
use town::{MORNING, Town, at};

/// A town with the built-in fonts; none where the build had none.
fn town() -> Option<Town> {
    let press = renderer()?;
    Some(Town::new(Some(Arc::new(press)), |_| {}))
}

/// The bytes of the one paper of this kind.
fn bytes(town: &Town, number: &CaseNumber, kind: DocumentKind) -> Vec<u8> {
    let papers = town.city.papers_of(number).expect("the ledger reads");
    let of_kind: Vec<_> = papers.iter().filter(|paper| paper.kind == kind.code()).collect();
    assert_eq!(of_kind.len(), 1, "{kind:?} in {papers:?}");
    let clerk = town.staff(Role::Clerk);
    let id = of_kind[0].id.parse().expect("an id of our own");
    town.city.open_paper(&clerk, id, at(MORNING).now).expect("she takes part").bytes
}

/// The text of a paper without white space.
fn text(town: &Town, number: &CaseNumber, kind: DocumentKind) -> Option<String> {
    Some(text_of(&bytes(town, number, kind))?.split_whitespace().collect())
}

fn assert_says(text: &str, expected: &[&str]) {
    for sentence in expected {
        assert!(text.contains(sentence), "“{sentence}” is missing in {text}");
    }
}

#[test]
fn a_licence_has_receipt_acceptance_decision_and_certificate_with_their_facts() {
    let Some(town) = town() else { return };
    let number = town.apply("古丽·艾合买提江𬱖", MORNING);
    town.grant(&number);
    let report = town.issue("2026-11-09T11:00:00+08:00");
    assert_eq!((report.issued, report.held, report.failed), (5, 0, 0), "{report:?}");
    let Some(receipt) = text(&town, &number, DocumentKind::Receipt) else { return };
    let code = app::cases::query_code_of(&town.city, &number);
    assert_says(
        &receipt,
        &["收件凭证", "古丽·艾合买提江𬱖", &number.spoken(), &code, "2026年11月5日9时05分"],
    );
    assert_says(&receipt, &["许可申请表", "营业执照", "原件核对后退还", "演示文书"]);
    let acceptance = text(&town, &number, DocumentKind::Acceptance).unwrap();
    assert_says(&acceptance, &["行政许可申请受理通知书", "2026年11月5日受理", "8个工作日", "第三十二条"]);
    assert!(!acceptance.contains(&code), "the query code is on receipts only");
    let granted = text(&town, &number, DocumentKind::Granted).unwrap();
    assert_says(
        &granted,
        &["准予行政许可决定书", "《城镇排水与污水处理条例》第二十一条", "按核定的水量排放"],
    );
    assert_says(&granted, &["许准〔2026〕1号", "2026年11月9日", "香洲区样例路1号"]);
    let permit = text(&town, &number, DocumentKind::Certificate).unwrap();
    assert_says(&permit, &["城镇污水排入排水管网许可证", "2026年11月9日至2031年11月8日", "证〔2026〕1号"]);
}

#[test]
fn a_denial_prints_its_reasons_and_where_to_challenge_it() {
    let Some(town) = town() else { return };
    let number = town.apply("张三", MORNING);
    town.order(Role::Clerk, &number, Action::Accept, "2026-11-05T10:00:00+08:00", |by| {
        cases::Accept { by }.into()
    });
    town.order(Role::Examiner, &number, Action::ProposeNo, "2026-11-06T10:00:00+08:00", |by| {
        let basis = "《城镇排水与污水处理条例》第二十一条".to_owned();
        ProposeNo { no: No::Deny, reasons: "水质超标".into(), basis, visitor_waits: false, by }.into()
    });
    town.order(Role::Head, &number, Action::ConfirmNo, "2026-11-06T11:00:00+08:00", |by| {
        ConfirmNo { reasons: "属实".into(), by }.into()
    });
    town.issue("2026-11-06T12:00:00+08:00");
    let Some(denied) = text(&town, &number, DocumentKind::Denied) else { return };
    assert_says(
        &denied,
        &["不予行政许可决定书", "水质超标", "珠海市人民政府申请行政复议", "60日内", "6个月内"],
    );
    assert_says(&denied, &["珠海市金湾区人民法院", "办不成事"]);
}

#[test]
fn a_character_without_glyph_stays_a_named_task_and_never_a_box() {
    let Some(town) = town() else { return };
    let number = town.apply("欧阳𠀀", MORNING);
    let report = town.issue(MORNING);
    assert_eq!((report.issued, report.held), (0, 2), "{report:?}");
    let waiting = town.city.held_papers_of(&town.staff(Role::Clerk), &number).unwrap();
    assert_eq!(waiting[0].reason, "refusal-document-missing-glyphs");
    assert_eq!(waiting[0].value.as_ref().unwrap().1, "𠀀 (U+20000)");
    assert!(town.city.papers_of(&number).unwrap().is_empty());
}

#[test]
fn an_issued_file_is_recognised_and_a_changed_one_is_not() {
    let Some(town) = town() else { return };
    let number = town.apply("张三", MORNING);
    town.issue(MORNING);
    let now = at(MORNING).now;
    let mut file = bytes(&town, &number, DocumentKind::Receipt);
    let seen = town.city.verify_file(&file, now).unwrap().expect("it is ours");
    assert_eq!((seen.kind, seen.state), (DocumentKind::Receipt, PaperState::AwaitsSeal));
    file.push(b'\n');
    assert_eq!(town.city.verify_file(&file, now).unwrap(), None);
    let id = town.city.papers_of(&number).unwrap()[0].id.parse().unwrap();
    let how = SealHow::Service { name: "统一电子印章平台".into(), reference: "SEAL-1".into() };
    let order = SealOrder { case: &number, papers: &[id], how: &how, idempotency: None };
    let by_hand = town.city.record_seals(&town.staff(Role::Clerk), &order, &at(MORNING));
    assert!(by_hand.is_ok(), "{by_hand:?}");
    let again = town.city.seal_by_service(id, "统一电子印章平台", "SEAL-2", &at(MORNING));
    assert!(matches!(again, Err(Problem::Refused(_))));
}

#[test]
fn a_city_without_a_font_says_that_issuing_waits() {
    let press = documents::Renderer::new(documents::FontSet::empty());
    let town = Town::new(Some(Arc::new(press)), |_| {});
    town.apply("张三", MORNING);
    assert_eq!(town.issue(MORNING).waits, Some(RenderProblem::NoFont));
    assert_eq!(town.city.may_issue(), Err(RenderProblem::NoFont));
}
