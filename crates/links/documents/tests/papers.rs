//! Every paper of the pack, set with the sample facts.

mod common;

use app::RenderProblem;
use app::papers::facts::Outcome;
use common::{pack, renderer, sample_with_outcome, sheet, templates, text_of};
use serde_json::Value;

/// Removes the fact at a dotted path; an empty object left behind stays.
fn without(facts: &Value, path: &str) -> Value {
    let mut facts = facts.clone();
    let (parent, key) = path.rsplit_once('.').unwrap_or(("", path));
    let pointer: String =
        parent.split('.').filter(|part| !part.is_empty()).map(|part| format!("/{part}")).collect();
    facts.pointer_mut(&pointer).and_then(Value::as_object_mut).and_then(|object| object.remove(key));
    facts
}

/// The paths that a paper with this outcome needs, remedies included.
fn needs(sheet: &Value, outcome: Outcome) -> Vec<String> {
    let keys = |name: &str| -> Vec<String> {
        sheet[name].as_object().map(|facts| facts.keys().cloned().collect()).unwrap_or_default()
    };
    let mut needs = keys("needs");
    needs.extend(keys(match outcome {
        Outcome::Granted => "needs_when_granted",
        Outcome::Denied => "needs_when_denied",
    }));
    if carries_remedy(sheet, outcome) {
        let remedy = ["review_body", "review_days", "court", "action_months"];
        needs.extend(remedy.iter().map(|name| format!("remedy.{name}")));
    }
    needs
}

fn carries_remedy(sheet: &Value, outcome: Outcome) -> bool {
    sheet["remedy"] == "always" || (sheet["remedy"] == "when_denied" && outcome == Outcome::Denied)
}

#[test]
fn every_template_has_a_sheet_that_says_what_it_is() {
    let pack = pack();
    for template in templates(&pack) {
        let sheet = sheet(&pack, &template);
        for key in ["name", "when", "regimes", "title", "number", "remedy", "needs"] {
            assert!(!sheet[key].is_null(), "{template}.yaml lacks {key}");
        }
        let remedy = sheet["remedy"].as_str().unwrap();
        assert!(["always", "never", "when_denied"].contains(&remedy), "{template}.yaml: remedy {remedy}");
    }
}

#[test]
fn every_template_is_free_of_mistakes() {
    let pack = pack();
    let Some(renderer) = renderer() else { return };
    for template in templates(&pack) {
        let template = pack.clone().starting_at(format!("{template}.typ"));
        assert_eq!(renderer.check(&template, &sample_with_outcome(&pack, Outcome::Granted)), Vec::new());
    }
}

#[test]
fn every_paper_is_set_and_gives_its_chinese_back() {
    let pack = pack();
    let Some(renderer) = renderer() else { return };
    for template in templates(&pack) {
        let sheet = sheet(&pack, &template);
        for outcome in [Outcome::Granted, Outcome::Denied] {
            let facts = sample_with_outcome(&pack, outcome);
            let paper = renderer
                .render(&pack.clone().starting_at(format!("{template}.typ")), &facts)
                .unwrap_or_else(|refusal| panic!("{template}: {refusal}"));
            assert!(paper.pages <= 2, "{template} takes {} pages", paper.pages);
            let Some(text) = text_of(&paper.pdf) else { continue };
            let text: String = text.split_whitespace().collect();
            for expected in ["/authority/name", "/addressee/name", "/case/number"] {
                let expected = facts.pointer(expected).and_then(Value::as_str).unwrap();
                assert!(text.contains(expected), "{template} does not say {expected}: {text}");
            }
            if carries_remedy(&sheet, outcome) {
                for expected in ["60日内", "珠海市香洲区人民政府", "6个月内", "珠海市香洲区人民法院"]
                {
                    assert!(text.contains(expected), "{template} lacks the remedy {expected}");
                }
            }
        }
    }
}

#[test]
fn every_needed_fact_that_is_missing_is_refused_by_name() {
    let pack = pack();
    let Some(renderer) = renderer() else { return };
    for template in templates(&pack) {
        let sheet = sheet(&pack, &template);
        let files = pack.clone().starting_at(format!("{template}.typ"));
        for outcome in [Outcome::Granted, Outcome::Denied] {
            let facts = sample_with_outcome(&pack, outcome);
            for path in needs(&sheet, outcome) {
                match renderer.render(&files, &without(&facts, &path)) {
                    Err(RenderProblem::MissingFacts { facts }) => {
                        assert_eq!(facts[0].path, path, "{template}");
                        assert!(!facts[0].meaning.is_empty());
                    }
                    other => panic!("{template} without {path}: {:?}", other.map(|paper| paper.pages)),
                }
            }
        }
    }
}

#[test]
fn a_refusal_paper_without_its_court_is_not_issued() {
    let pack = pack();
    let Some(renderer) = renderer() else { return };
    let facts = without(&sample_with_outcome(&pack, Outcome::Denied), "remedy");
    let refusal = renderer.render(&pack.starting_at("licence-denied.typ"), &facts).unwrap_err();
    let RenderProblem::MissingFacts { facts } = &refusal else { panic!("{refusal}") };
    let paths: Vec<&str> = facts.iter().map(|fact| fact.path.as_str()).collect();
    assert_eq!(paths, ["remedy.review_body", "remedy.review_days", "remedy.court", "remedy.action_months"]);
}

#[test]
fn the_same_facts_give_the_same_bytes() {
    let pack = pack();
    let (Some(one), Some(other)) = (renderer(), renderer()) else { return };
    for template in ["receipt", "licence-denied", "permit"] {
        let files = pack.clone().starting_at(format!("{template}.typ"));
        let facts = sample_with_outcome(&pack, Outcome::Denied);
        let first = one.render(&files, &facts).unwrap();
        assert!(first == one.render(&files, &facts).unwrap(), "{template} differs when set again");
        assert!(first == other.render(&files, &facts).unwrap(), "{template} differs in another renderer");
    }
}

#[test]
fn a_real_city_prints_no_demo_mark_and_a_demo_city_does() {
    let pack = pack();
    let Some(renderer) = renderer() else { return };
    let files = pack.clone().starting_at("acceptance.typ");
    let mut facts = sample_with_outcome(&pack, Outcome::Granted);
    let says_demo = |facts: &Value| {
        let text = text_of(&renderer.render(&files, facts).unwrap().pdf)?;
        Some(text.contains("不具有法律效力"))
    };
    let Some(demo) = says_demo(&facts) else { return };
    facts["demo"] = Value::Bool(false);
    assert!(demo && says_demo(&facts) == Some(false));
}
