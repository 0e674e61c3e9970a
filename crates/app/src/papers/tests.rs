//! Issuing with a light press that writes the facts down instead of setting them.

mod journeys;
mod sealing;
pub(crate) mod town;

use super::number::Register;
use super::*;
use crate::{Action, PaperTask};
use ::cases::{Case, ConfirmNo, No, ProposeNo};
use catalogue::DocumentKind;
use identity::Role;
use kernel::{CaseNumber, Refusal};
use serde_json::Value;
use std::sync::{Arc, Mutex};
use town::{MORNING, Town, at};

/// Writes down what it was asked to print; refuses what a test tells it to.
#[derive(Default)]
struct NotePress {
    printed: Mutex<Vec<(String, Value)>>,
    refuses: Mutex<Option<RenderProblem>>,
    has_no_font: bool,
}

impl Press for NotePress {
    fn ready(&self) -> Result<(), RenderProblem> {
        if self.has_no_font { Err(RenderProblem::NoFont) } else { Ok(()) }
    }

    fn print(&self, template: &TemplateFiles, facts: &Value) -> Result<Rendered, RenderProblem> {
        if let Some(problem) = self.refuses.lock().expect("no test panics here").clone() {
            return Err(problem);
        }
        let mut printed = self.printed.lock().expect("no test panics here");
        printed.push((template.main().to_owned(), facts.clone()));
        Ok(Rendered { pdf: format!("{}{facts}", template.main()).into_bytes(), pages: 1 })
    }
}

impl NotePress {
    fn facts(&self, main: &str) -> Value {
        let printed = self.printed.lock().expect("no test panics here");
        let found = printed.iter().find(|(template, _)| template == main);
        found.unwrap_or_else(|| panic!("{main} was not printed")).1.clone()
    }

    fn count(&self) -> usize {
        self.printed.lock().expect("no test panics here").len()
    }
}

fn town(press: &Arc<NotePress>) -> Town {
    Town::new(Some(press.clone()), |_| {})
}

fn deny(town: &Town, number: &CaseNumber) {
    town.order(Role::Clerk, number, Action::Accept, "2026-11-05T10:00:00+08:00", |by| {
        ::cases::Accept { by }.into()
    });
    town.order(Role::Examiner, number, Action::ProposeNo, "2026-11-06T10:00:00+08:00", |by| {
        let (reasons, basis) =
            ("水质超标\n没有检测井".to_owned(), "《城镇排水与污水处理条例》第二十一条".to_owned());
        ProposeNo { no: No::Deny, reasons, basis, visitor_waits: false, by }.into()
    });
    town.order(Role::Head, number, Action::ConfirmNo, "2026-11-06T11:00:00+08:00", |by| {
        ConfirmNo { reasons: "属实".into(), by }.into()
    });
}

#[test]
fn a_granted_licence_leaves_its_papers_in_order() {
    let press = Arc::new(NotePress::default());
    let town = town(&press);
    let number = town.apply("张三", MORNING);
    town.grant(&number);
    let report = town.issue("2026-11-09T11:00:00+08:00");
    assert_eq!((report.issued, report.held, report.failed), (5, 0, 0));
    let kinds: Vec<_> =
        town.city.papers_of(&number).expect("read").into_iter().map(|paper| paper.kind).collect();
    assert_eq!(kinds.len(), 5);
    for kind in ["receipt", "material_list", "acceptance", "granted", "certificate"] {
        assert!(kinds.contains(&kind.to_owned()), "{kind} is missing in {kinds:?}");
    }
}

#[test]
fn each_paper_says_what_was_known_at_its_event() {
    let press = Arc::new(NotePress::default());
    let town = town(&press);
    let number = town.apply("张三", MORNING);
    town.grant(&number);
    town.issue("2026-11-09T11:00:00+08:00");
    let receipt = press.facts("receipt.typ");
    assert_eq!(receipt["paper"]["date"], "2026-11-05");
    assert!(receipt["case"]["query_code"].is_string() && receipt["case"].get("accepted_on").is_none());
    assert_eq!(receipt["case"]["received_at"], "2026-11-05T09:05:00");
    assert!(receipt["due"]["why"].as_str().expect("words").contains("工作日"), "{receipt}");
    assert_eq!(receipt["materials"].as_array().map(Vec::len), Some(3), "the form counts: {receipt}");
    let acceptance = press.facts("acceptance.typ");
    assert_eq!(acceptance["due"]["limit"], "8个工作日");
    assert!(acceptance["case"].get("query_code").is_none(), "the secret is on receipts only");
    let granted = press.facts("licence-granted.typ");
    assert_eq!(granted["decision"]["content"], "准予张三取得“城镇污水排入排水管网许可”的行政许可。");
    assert_eq!(granted["decision"]["conditions"][1], "定期清掏");
    assert_eq!(granted["demo"], true);
    assert!(granted.get("remedy").is_none());
    let permit = press.facts("permit.typ");
    assert_eq!(permit["decision"]["valid_from"], "2026-11-09");
    assert_eq!(permit["decision"]["valid_until"], "2031-11-08");
    assert_eq!(permit["decision"]["entries"][1]["value"], "香洲区样例路1号");
    assert_eq!(permit["addressee"]["id_masked"], "110105********002X");
}

#[test]
fn a_denial_has_reasons_law_and_remedy() {
    let press = Arc::new(NotePress::default());
    let town = town(&press);
    let number = town.apply("张三", MORNING);
    deny(&town, &number);
    assert_eq!(town.issue("2026-11-06T12:00:00+08:00").held, 0);
    let denied = press.facts("licence-denied.typ");
    assert_eq!(denied["reasons"][0], "水质超标");
    assert_eq!(denied["remedy"]["review_body"], "珠海市人民政府");
    assert_eq!(
        (&denied["remedy"]["review_days"], &denied["remedy"]["action_months"]),
        (&60.into(), &6.into())
    );
    assert_eq!(denied["law"][0], "《城镇排水与污水处理条例》第二十一条");
    assert!(denied["way_forward"].as_str().is_some_and(|text| text.contains("办不成事")));
}

#[test]
fn a_denial_without_review_body_is_not_issued_and_says_so() {
    let press = Arc::new(NotePress::default());
    let town = Town::new(Some(press.clone()), |pack| {
        let department = pack.matters[0].department.clone();
        for known in pack.city.departments.iter_mut().filter(|known| known.id == department) {
            (known.review_body, known.court) = (None, None);
        }
    });
    let number = town.apply("张三", MORNING);
    deny(&town, &number);
    let report = town.issue("2026-11-06T12:00:00+08:00");
    assert_eq!(report.held, 1);
    let waiting = town.city.held_papers_of(&town.staff(Role::Head), &number).expect("read");
    assert_eq!(
        (waiting[0].kind.as_str(), waiting[0].reason.as_str()),
        ("denied", "refusal-document-missing-facts")
    );
    let (name, value) = waiting[0].value.clone().expect("it names them");
    assert!(name == "facts" && value.contains("remedy.review_body") && value.contains("remedy.court"));
    let kinds = town.city.papers_of(&number).expect("read");
    assert!(kinds.iter().all(|paper| paper.kind != "denied"));
}

#[test]
fn a_missing_glyph_stays_a_named_task_and_is_issued_once_a_font_is_there() {
    let press = Arc::new(NotePress::default());
    let town = town(&press);
    let number = town.apply("欧阳𠀀", MORNING);
    let problem = RenderProblem::MissingGlyphs { characters: vec!['𠀀'] };
    *press.refuses.lock().expect("mine") = Some(problem.clone());
    let report = town.issue(MORNING);
    assert_eq!((report.issued, report.held), (0, 2));
    let clerk = town.staff(Role::Clerk);
    let waiting = town.city.held_papers_of(&clerk, &number).expect("read");
    assert_eq!(waiting.len(), 2);
    assert_eq!(waiting[0].reason, problem.key());
    assert_eq!(waiting[0].value.clone().expect("named").1, "𠀀 (U+20000)");
    assert_eq!(press.count(), 0, "nothing was printed with a box");
    *press.refuses.lock().expect("mine") = None;
    // Its time comes again by the database's clock, which is far behind the town's.
    for kind in [DocumentKind::Receipt, DocumentKind::MaterialList] {
        let task = PaperTask { number: number.clone(), kind, position: 1 };
        let end = town.city.issue_paper(&task, &at("2026-11-05T09:30:00+08:00")).expect("issued");
        assert!(matches!(end, issue::Issue::Done(_)));
    }
    assert!(town.city.held_papers_of(&clerk, &number).expect("read").is_empty());
    assert_eq!(town.city.papers_of(&number).expect("read").len(), 2);
}

#[test]
fn without_a_font_no_task_is_touched_and_the_sentence_is_there() {
    let press = Arc::new(NotePress { has_no_font: true, ..NotePress::default() });
    let town = town(&press);
    town.apply("张三", MORNING);
    assert_eq!(town.issue(MORNING).waits, Some(RenderProblem::NoFont));
    assert_eq!(town.city.may_issue(), Err(RenderProblem::NoFont));
    let bare = Town::new(None, |_| {});
    assert_eq!(bare.city.may_issue(), Err(RenderProblem::NoPress));
}

#[test]
fn a_retry_after_a_crash_between_bytes_and_event_issues_once() {
    let press = Arc::new(NotePress::default());
    let town = town(&press);
    let number = town.apply("张三", MORNING);
    let task = PaperTask { number: number.clone(), kind: DocumentKind::Receipt, position: 1 };
    let moment = at("2026-11-05T09:06:00+08:00");
    town.city.crash_before_the_event(&task, &moment).expect("the bytes are stored");
    assert!(town.city.papers_of(&number).expect("read").is_empty());
    let before = press.facts("receipt.typ")["paper"]["number"].clone();
    let report = town.issue("2026-11-05T09:20:00+08:00");
    assert_eq!((report.issued, report.failed), (2, 0));
    let again = town.city.issue_paper(&task, &at("2026-11-05T09:40:00+08:00")).expect("it is done");
    assert!(matches!(again, issue::Issue::Done(_)));
    let papers = town.city.papers_of(&number).expect("read");
    let receipts: Vec<_> = papers.iter().filter(|paper| paper.kind == "receipt").collect();
    assert_eq!(receipts.len(), 1);
    assert_eq!(receipts[0].number, before.as_str().expect("it has one"), "the number was kept");
}

#[test]
fn numbers_are_unique_and_without_holes_under_many_hands() {
    let press = Arc::new(NotePress::default());
    let town = town(&press);
    let number = town.apply("张三", MORNING);
    let (case, _) = town.city.case_inside(&number).expect("it is there");
    let text = town.pack.documents.get("licence-granted.yaml").expect("the pack has it");
    let sheet = Sheet::read("licence-granted.yaml", text).expect("it is right");
    let mut numbers = std::thread::scope(|scope| {
        let hands: Vec<_> = (0..4_u128)
            .map(|hand| {
                let (town, case, sheet) = (&town, &case, &sheet);
                scope.spawn(move || (0..10).map(|each| take(town, case, sheet, hand * 100 + each)).collect())
            })
            .collect();
        hands
            .into_iter()
            .flat_map(|hand| -> Vec<String> { hand.join().expect("no hand fails") })
            .collect::<Vec<_>>()
    });
    numbers.sort_by_key(|number| number.len());
    let mut expected: Vec<String> = (1..=40).map(|serial| format!("甲许准〔2026〕{serial}号")).collect();
    numbers.sort();
    expected.sort();
    assert_eq!(numbers, expected);
}

fn take(town: &Town, case: &Case, sheet: &Sheet, seed: u128) -> String {
    let document = kernel::DocumentId(uuid::Uuid::from_u128(seed + 1));
    let register = Register { document, case, kind: DocumentKind::Granted, sheet, mark: "甲", year: 2026 };
    let numbered = town.city.number_paper(&register, &[], &at(MORNING)).expect("the lock serves all");
    numbered.number.expect("the sheet has a pattern")
}

#[test]
fn a_paper_is_opened_by_who_takes_part_and_by_nobody_else() {
    let press = Arc::new(NotePress::default());
    let town = town(&press);
    let number = town.apply("张三", MORNING);
    town.issue(MORNING);
    let receipt = town.city.paper_of_kind(&number, DocumentKind::Receipt).expect("read").expect("issued");
    let id = receipt.id.parse().expect("an id");
    let now = at(MORNING).now;
    let file = town.city.open_paper(&town.staff(Role::Clerk), id, now).expect("her case");
    assert!(file.bytes.starts_with(b"receipt.typ"));
    assert_eq!(town.city.verify_file(&file.bytes, now).expect("read").expect("known").sha256, file.sha256);
    let mut stranger = town.staff(Role::Clerk);
    stranger.postings[0].department = "tax".into();
    assert!(matches!(town.city.open_paper(&stranger, id, now), Err(crate::Problem::NotFound("paper"))));
    let guest = crate::Caller::guest(kernel::Language::Chinese);
    assert!(matches!(town.city.open_paper(&guest, id, now), Err(crate::Problem::LoginNeeded)));
}

#[test]
fn verification_tells_nothing_personal_but_a_masked_name() {
    let press = Arc::new(NotePress::default());
    let town = town(&press);
    let number = town.apply("张三丰", MORNING);
    town.grant(&number);
    town.issue("2026-11-09T11:00:00+08:00");
    let facts = press.facts("permit.typ");
    let code = facts["verification"]["code"].as_str().expect("it has one").to_owned();
    let url = facts["verification"]["url"].as_str().expect("it has one");
    assert_eq!(url, format!("https://city.example/verify/{}", code.replace('-', "")));
    let now = at("2026-11-10T09:00:00+08:00").now;
    let seen = town.city.paper_by_code(&code.to_lowercase(), now).expect("read").expect("it exists");
    assert_eq!((seen.kind, seen.state), (DocumentKind::Certificate, PaperState::AwaitsSeal));
    assert_eq!(seen.applicant.as_deref(), Some("张*丰"));
    assert_eq!(seen.title, "城镇污水排入排水管网许可证");
    assert!(seen.demo && seen.number.is_some() && seen.valid_until.is_some());
    let later = at("2032-01-05T09:00:00+08:00").now;
    let expired = town.city.paper_by_code(&code, later).expect("read").expect("it exists");
    assert_eq!(expired.state, PaperState::Expired);
    assert_eq!(town.city.paper_by_code("2222-2222-2222", now).expect("read"), None);
    assert_eq!(town.city.verify_file_hash("00", now).expect("read"), None);
}

fn key_of(result: Result<(), crate::Problem>) -> &'static str {
    match result {
        Err(crate::Problem::Refused(refusal)) => refusal.key(),
        other => panic!("it was not refused: {other:?}"),
    }
}

#[test]
fn every_template_of_the_table_is_in_the_pack_and_written_for_its_regimes() {
    let press = Arc::new(NotePress::default());
    let town = town(&press);
    for (kind, regime, _, template) in TABLE {
        let file = format!("{template}.yaml");
        let text = town.pack.documents.get(&file).unwrap_or_else(|| panic!("the pack lacks {file}"));
        let sheet = Sheet::read(&file, text).unwrap_or_else(|mistakes| panic!("{mistakes:?}"));
        assert!(town.pack.documents.contains_key(&format!("{template}.typ")), "{template}");
        if let Some(regime) = regime {
            assert!(sheet.regimes.includes(*regime), "{kind:?} of {regime:?}");
        }
    }
}

#[test]
fn no_two_bodies_share_a_mark() {
    let press = Arc::new(NotePress::default());
    let town = town(&press);
    let mut marks: Vec<_> = town
        .pack
        .city
        .departments
        .iter()
        .map(|known| known.short_name.as_ref().unwrap_or(&known.name).chinese.clone())
        .collect();
    let count = marks.len();
    marks.sort();
    marks.dedup();
    assert_eq!(marks.len(), count);
}
