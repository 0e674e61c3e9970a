//! The papers of the side ways: each is complete, or it would wait for ever.

use super::town::{MORNING, Town, at};
use super::{NotePress, town};
use crate::Action;
use ::cases::{
    Accept, AskSupplement, BeginSpecial, Command, Deliver, EndSpecial, Extend, FillGap, Flaw, GiveOpinion,
    Given, GivenHow, Grant, MakeResult, OfferHearing, Official, Proof, Subject, Supplement, Verdict, Via,
    Withdraw,
};
use calendar::Limit;
use catalogue::{CommitmentCheck, DeliveryWay, Regime, SpecialKind};
use identity::Role;
use kernel::CaseNumber;
use std::sync::Arc;

/// Issues everything and says which templates were printed, refusing any that waits.
fn printed(town: &Town, press: &NotePress, when: &str) -> Vec<String> {
    let report = town.issue(when);
    let rows = town.city.ledger().query("SELECT kind, value FROM held_papers LIMIT 50", &[]).expect("read");
    assert_eq!((report.held, report.failed, report.dropped), (0, 0, 0), "{rows:?}");
    let printed = press.printed.lock().expect("no test panics here");
    printed.iter().map(|(template, _)| template.trim_end_matches(".typ").to_owned()).collect()
}

fn start() -> (Arc<NotePress>, Town) {
    let press = Arc::new(NotePress::default());
    let town = town(&press);
    (press, town)
}

fn at_counter(by: Official) -> Via {
    Via::counter(by, None)
}

fn order(
    town: &Town,
    role: Role,
    number: &CaseNumber,
    action: Action,
    when: &str,
    command: impl Fn(Official) -> Command,
) {
    town.order(role, number, action, when, command);
}

fn accept(town: &Town, number: &CaseNumber) {
    order(town, Role::Clerk, number, Action::Accept, "2026-11-05T10:00:00+08:00", |by| Accept { by }.into());
}

fn examine_and_grant(town: &Town, number: &CaseNumber, when: &str) {
    order(town, Role::Examiner, number, Action::Examine, when, |by| {
        let (verdict, opinion) = (Verdict::Agree, "符合条件".to_owned());
        GiveOpinion { step: "examine".into(), verdict, opinion, with: Vec::new(), by }.into()
    });
    order(town, Role::Head, number, Action::Decide, when, |by| {
        Grant { opinion: "同意".into(), conditions: None, by }.into()
    });
}

#[test]
fn a_notice_of_defects_and_its_answer_have_papers() {
    let (press, town) = start();
    let number = town.apply("张三", MORNING);
    order(&town, Role::Clerk, &number, Action::TakeIn, "2026-11-05T10:00:00+08:00", |by| {
        let flaws = vec![
            Flaw { subject: Subject::Material("licence".into()), text: "复印件看不清".into() },
            Flaw { subject: Subject::Other, text: "请补充联系人".into() },
        ];
        AskSupplement { defects: flaws, within: None, new_fact: None, by }.into()
    });
    order(&town, Role::Clerk, &number, Action::TakeIn, "2026-11-06T10:00:00+08:00", |by| {
        let given = Given { material: "licence".into(), how: GivenHow::Scanned, blobs: Vec::new() };
        Supplement { materials: vec![given], form: None, settles: vec![1], via: at_counter(by) }.into()
    });
    let templates = printed(&town, &press, "2026-11-06T11:00:00+08:00");
    assert!(templates.ends_with(&["supplement-notice".into(), "supplement-receipt".into()]), "{templates:?}");
    let notice = press.facts("supplement-notice.typ");
    assert_eq!(notice["defects"][0]["material"], "营业执照");
    assert_eq!(notice["defects"][0]["problem"], "复印件看不清");
    assert!(notice["defects"][0]["fix"].as_str().is_some_and(|fix| fix.contains("有效期")), "{notice}");
    assert_eq!(
        (&notice["defects"][1]["material"], &notice["due"]["limit"]),
        (&"其他".into(), &"15个工作日".into())
    );
    let receipt = press.facts("supplement-receipt.typ");
    assert_eq!(receipt["materials"][0]["note"], "窗口扫描");
    assert_eq!(receipt["case"]["supplemented_at"], "2026-11-06T10:00:00");
}

#[test]
fn materials_asked_for_after_the_acceptance_threaten_no_lapse() {
    let (press, town) = start();
    let number = town.apply("张三", MORNING);
    accept(&town, &number);
    order(&town, Role::Clerk, &number, Action::TakeIn, "2026-11-06T10:00:00+08:00", |by| {
        let flaw = Flaw { subject: Subject::Material("licence".into()), text: "已过期".into() };
        AskSupplement { defects: vec![flaw], within: None, new_fact: None, by }.into()
    });
    let templates = printed(&town, &press, "2026-11-06T11:00:00+08:00");
    assert!(templates.contains(&"examination-supplement-notice".to_owned()), "{templates:?}");
}

#[test]
fn a_gap_withholds_the_certificate_until_it_is_filled() {
    let (press, town) = start();
    let number = town.apply_with("张三", MORNING, |application| {
        application.materials.retain(|given| given.material.as_str() != "pretreatment");
        application.gaps = vec!["pretreatment".into()];
    });
    accept(&town, &number);
    examine_and_grant(&town, &number, "2026-11-06T10:00:00+08:00");
    let before = printed(&town, &press, "2026-11-06T11:00:00+08:00");
    assert!(
        before.contains(&"gap-commitment".to_owned()) && !before.contains(&"permit".to_owned()),
        "{before:?}"
    );
    assert_eq!(press.facts("gap-commitment.typ")["materials_owed"][0]["name"], "污水预处理设施材料");
    assert_eq!(press.facts("acceptance.typ")["materials_owed"][0]["due"], "2026-11-19");
    let granted = press.facts("licence-granted.typ");
    assert!(granted["decision"]["conditions"][0].as_str().is_some_and(|text| text.contains("补齐前不发放")));
    order(&town, Role::Clerk, &number, Action::TakeIn, "2026-11-09T10:00:00+08:00", |by| {
        let given = Given { material: "pretreatment".into(), how: GivenHow::Original, blobs: Vec::new() };
        FillGap { materials: vec![given], via: at_counter(by) }.into()
    });
    let after = printed(&town, &press, "2026-11-09T11:00:00+08:00");
    assert!(after.ends_with(&["supplement-receipt".into(), "permit".into()]), "{after:?}");
    assert_eq!(press.facts("permit.typ")["decision"]["valid_from"], "2026-11-06", "from the decision on");
}

#[test]
fn extension_special_procedure_and_hearing_are_told_in_writing() {
    let (press, town) = start();
    let number = town.apply("张三", MORNING);
    accept(&town, &number);
    order(&town, Role::Examiner, &number, Action::Suspend, "2026-11-06T09:30:00+08:00", |by| {
        let (kind, planned) = (SpecialKind::Testing, Limit::WorkingDays(5));
        BeginSpecial { kind, reasons: "水质复检".into(), planned, requested_by: None, by }.into()
    });
    order(&town, Role::Examiner, &number, Action::Suspend, "2026-11-09T09:30:00+08:00", |by| {
        EndSpecial { outcome: "合格".into(), by }.into()
    });
    order(&town, Role::Head, &number, Action::Decide, "2026-11-10T09:30:00+08:00", |by| {
        Extend { reasons: "情况复杂".into(), by }.into()
    });
    order(&town, Role::Examiner, &number, Action::Examine, "2026-11-10T10:00:00+08:00", |by| {
        OfferHearing { by }.into()
    });
    printed(&town, &press, "2026-11-10T11:00:00+08:00");
    let special = press.facts("special-procedure.typ");
    assert_eq!(
        (&special["special"]["kind"], &special["special"]["length"]),
        (&"检测".into(), &"5个工作日".into())
    );
    let extension = press.facts("extension.typ");
    assert_eq!(extension["extension"]["length"], "10个工作日");
    assert_eq!(extension["reasons"][0], "情况复杂");
    assert!(extension["due"]["why"].as_str().is_some_and(|why| why.contains("暂停计时")), "{extension}");
    let hearing = press.facts("hearing-rights.typ");
    assert!(hearing["hearing"]["about"].as_str().is_some_and(|about| about.contains("重大利益")));
}

#[test]
fn a_result_is_announced_and_its_delivery_proved() {
    let (press, town) = start();
    let number = town.apply("张三", MORNING);
    accept(&town, &number);
    examine_and_grant(&town, &number, "2026-11-06T10:00:00+08:00");
    printed(&town, &press, "2026-11-06T10:30:00+08:00");
    order(&town, Role::Issuer, &number, Action::Deliver, "2026-11-06T11:00:00+08:00", |by| {
        MakeResult { document: None, number: None, by: Some(by) }.into()
    });
    town.seal(&number, "2026-11-06T11:05:00+08:00");
    order(&town, Role::Issuer, &number, Action::Deliver, "2026-11-09T10:00:00+08:00", |by| {
        Deliver { way: DeliveryWay::Window, proof: Proof::Signed { signature: None }, by: Some(by) }.into()
    });
    printed(&town, &press, "2026-11-09T11:00:00+08:00");
    let notice = press.facts("collection-notice.typ");
    assert!(notice["pickup"]["place"].as_str().is_some_and(|place| place.contains("综合服务厅")), "{notice}");
    assert_eq!(notice["pickup"]["bring"].as_array().map(Vec::len), Some(3));
    let proof = press.facts("service-record.typ");
    let names: Vec<_> =
        proof["service"]["papers"].as_array().expect("papers").iter().map(|one| &one["name"]).collect();
    assert_eq!(names, ["准予行政许可决定书", "城镇污水排入排水管网许可证"]);
    assert!(
        proof["service"]["papers"][0]["number"].as_str().is_some_and(|text| text.contains("许准〔2026〕1号"))
    );
}

#[test]
fn a_withdrawal_gives_the_originals_back() {
    let (press, town) = start();
    let number = town.apply("张三", MORNING);
    order(&town, Role::Clerk, &number, Action::TakeIn, "2026-11-05T10:00:00+08:00", |by| {
        Withdraw { reasons: None, via: at_counter(by) }.into()
    });
    printed(&town, &press, "2026-11-05T11:00:00+08:00");
    let withdrawal = press.facts("withdrawal.typ");
    assert_eq!(withdrawal["case"]["withdrawn_on"], "2026-11-05");
    assert_eq!(withdrawal["materials"].as_array().map(Vec::len), Some(1), "only what lies in the office");
}

#[test]
fn silence_after_a_notice_returns_the_case_with_reason_and_remedy() {
    let (press, town) = start();
    let number = town.apply("张三", MORNING);
    order(&town, Role::Clerk, &number, Action::TakeIn, "2026-11-05T10:00:00+08:00", |by| {
        let flaw = Flaw { subject: Subject::Material("licence".into()), text: "看不清".into() };
        AskSupplement { defects: vec![flaw], within: None, new_fact: None, by }.into()
    });
    town.city.run_clock(&at("2026-12-20T09:00:00+08:00"), 10).expect("the clock runs");
    printed(&town, &press, "2026-12-20T10:00:00+08:00");
    let returned = press.facts("return-notice.typ");
    assert!(
        returned["reasons"][0].as_str().is_some_and(|text| text.contains("2026年11月26日前补正")),
        "{returned}"
    );
    assert_eq!(returned["remedy"]["review_body"], "珠海市人民政府");
}

#[test]
fn silence_of_the_office_is_acceptance_from_the_day_of_receipt() {
    let (press, town) = start();
    town.apply("张三", MORNING);
    town.city.run_clock(&at("2026-11-20T09:00:00+08:00"), 10).expect("the clock runs");
    printed(&town, &press, "2026-11-20T10:00:00+08:00");
    let acceptance = press.facts("acceptance.typ");
    assert_eq!(
        (&acceptance["case"]["deemed"], &acceptance["case"]["accepted_on"]),
        (&true.into(), &"2026-11-05".into())
    );
}

#[test]
fn a_commitment_says_when_it_is_checked() {
    let press = Arc::new(NotePress::default());
    let town = Town::new(Some(press.clone()), |pack| {
        let commitment = catalogue::Commitment {
            text: "本人承诺材料属实".into(),
            check: CommitmentCheck::After,
            within: Some(Limit::CalendarDays(60)),
            consequence: None,
        };
        pack.matters[0].materials[1].commitment = Some(commitment);
    });
    town.apply_with("张三", MORNING, |application| {
        application.materials.retain(|given| given.material.as_str() != "pretreatment");
        application.commitments = vec!["pretreatment".into()];
    });
    printed(&town, &press, MORNING);
    let letter = press.facts("commitment.typ");
    assert_eq!(letter["commitment"]["check"], "本机关将在作出决定之日起60日内对承诺内容进行核查。");
    assert!(letter["commitment"]["consequences"][0].as_str().is_some_and(|text| !text.is_empty()));
}

#[test]
fn every_regime_has_its_own_decision_paper() {
    for (regime, template) in [
        (Regime::Registration, "registration-decision"),
        (Regime::Confirmation, "confirmation-decision"),
        (Regime::Benefit, "benefit-decision"),
        (Regime::Reward, "decision"),
        (Regime::Filing, "filing-receipt"),
        (Regime::PublicService, "completion"),
    ] {
        let press = Arc::new(NotePress::default());
        let town = Town::new(Some(press.clone()), |pack| pack.matters[0].regime = regime);
        let number = town.apply("张三", MORNING);
        accept(&town, &number);
        examine_and_grant(&town, &number, "2026-11-06T10:00:00+08:00");
        let templates = printed(&town, &press, "2026-11-06T11:00:00+08:00");
        assert!(templates.contains(&template.to_owned()), "{regime:?}: {templates:?}");
        let facts = press.facts(&format!("{template}.typ"));
        assert!(
            facts["decision"]["content"].as_str().is_some_and(|text| text.contains("城镇污水")),
            "{facts}"
        );
    }
}
