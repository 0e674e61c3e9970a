use super::*;
use crate::sample::{city, matter};
use crate::service::{Completion, Decided, OnlineDepth};
use calendar::Limit;

/// The keys of the findings on `matter` in the sample city.
fn found(matter: &Matter) -> Vec<&'static str> {
    found_in(matter, &city())
}

fn found_in(matter: &Matter, city: &City) -> Vec<&'static str> {
    let context = CheckContext { city, templates: None };
    checks(matter, &context).iter().map(|finding| finding.kind.key()).collect()
}

/// The findings after one change to the clean sample.
fn after(change: impl FnOnce(&mut Matter)) -> Vec<&'static str> {
    let mut matter = matter();
    change(&mut matter);
    found(&matter)
}

#[test]
fn a_clean_matter_passes() {
    assert_eq!(found(&matter()), [""; 0]);
}

#[test]
fn a_material_without_one_of_its_four_fields_is_refused_by_name() {
    let mut broken = matter();
    broken.materials[1].basis = None;
    let city = city();
    let findings = checks(&broken, &CheckContext { city: &city, templates: None });
    assert_eq!(findings.len(), 1);
    assert_eq!(findings[0].at.to_string(), "materials[2].basis");
    assert!(findings[0].blocks());
    assert!(findings[0].sentence(kernel::Language::Chinese).contains("排水平面图"));
}

#[test]
fn a_promise_longer_than_the_statute_is_refused() {
    assert_eq!(
        after(|it| it.limits.promised = Some(Limit::WorkingDays(21))),
        ["finding-promise-beyond-statute"]
    );
    assert_eq!(after(|it| it.limits.promised = Some(Limit::Months(3))), ["finding-promise-beyond-statute"]);
    assert_eq!(after(|it| it.limits.promised = Some(Limit::CalendarDays(20))), [""; 0]);
}

#[test]
fn on_the_spot_beside_days_is_a_contradiction() {
    assert_eq!(after(|it| it.completion = Completion::Instant), ["finding-instant-with-days"]);
    assert_eq!(after(|it| it.guide.summary = "材料齐全的当场办结。".into()), ["finding-instant-with-days"]);
    let on_the_spot = after(|it| {
        it.completion = Completion::Instant;
        it.limits.promised = Some(Limit::SameSession);
    });
    assert_eq!(on_the_spot, [""; 0]);
}

#[test]
fn a_promised_matter_needs_a_limit() {
    let endless = after(|it| {
        it.limits = crate::Limits::default();
        it.base_item = None;
    });
    assert_eq!(endless, ["finding-no-limit"]);
}

#[test]
fn the_notice_of_a_licence_comes_within_five_working_days() {
    assert_eq!(after(|it| it.limits.intake_notice = Some(Limit::WorkingDays(6))), ["finding-late-notice"]);
    assert_eq!(after(|it| it.limits.intake_notice = Some(Limit::WorkingDays(2))), [""; 0]);
}

#[test]
fn a_vague_catch_all_is_refused() {
    assert_eq!(after(|it| it.materials[1].requirement = Some("视情况而定".into())), ["finding-vague"]);
    let row = after(|it| {
        it.base_item = None;
        it.materials[1].name = "法律法规规定的其他材料".into();
    });
    assert_eq!(row, ["finding-vague"]);
}

#[test]
fn a_matter_without_hall_says_why() {
    assert_eq!(after(|it| it.halls.clear()), ["finding-no-hall"]);
    let explained = after(|it| {
        it.halls.clear();
        it.no_hall_reason = Some("仅在网上办理".into());
    });
    assert_eq!(explained, [""; 0]);
}

#[test]
fn a_cancelled_proof_is_refused_under_any_of_its_names_but_not_as_commitment() {
    let asked = |it: &mut Matter| {
        it.base_item = None;
        it.materials[1].name = "近三年无违法证明".into();
    };
    assert_eq!(after(asked), ["finding-cancelled-proof"]);
    let committed = after(|it| {
        asked(it);
        it.materials[1].commitment = Some(crate::Commitment {
            text: "承诺无违法".into(),
            check: crate::CommitmentCheck::None,
            within: None,
            consequence: None,
        });
    });
    assert_eq!(committed, [""; 0]);
}

#[test]
fn a_commitment_checked_later_says_by_when() {
    let open = after(|it| {
        it.materials[1].commitment = Some(crate::Commitment {
            text: "承诺".into(),
            check: crate::CommitmentCheck::After,
            within: None,
            consequence: None,
        });
    });
    assert_eq!(open, ["finding-commitment-without-date"]);
}

#[test]
fn a_deviation_from_the_standard_is_refused_unless_recorded_and_stale_ones_show() {
    let short = |it: &mut Matter| it.limits.statutory = Some(Limit::WorkingDays(15));
    assert_eq!(after(short), ["finding-standard-difference"]);
    let recorded = |it: &mut Matter| {
        let field = crate::city::StandardField::Limit;
        it.deviations.push(crate::Deviation { field, reason: "地方规定更短".into() });
    };
    assert_eq!(after(|it| (short(it), recorded(it)).0), [""; 0]);
    assert_eq!(after(recorded), ["finding-stale-deviation"]);
}

#[test]
fn exactly_one_sub_platform_that_exists() {
    assert_eq!(after(|it| it.sub_platform = None), ["finding-no-sub-platform"]);
    assert_eq!(after(|it| it.sub_platform = Some("seventh".into())), ["finding-unknown"]);
}

#[test]
fn cyclic_and_dangling_steps_are_refused() {
    assert_eq!(after(|it| it.steps[0].after = vec!["decide".into()]), ["finding-steps"]);
    assert_eq!(after(|it| it.steps[1].after = vec!["nowhere".into()]), ["finding-steps"]);
}

#[test]
fn what_the_city_does_not_know_is_refused() {
    assert_eq!(after(|it| it.halls = vec!["moon".into()]), ["finding-unknown"]);
    assert_eq!(after(|it| it.region = Some("9".into())), ["finding-unknown"]);
    assert_eq!(after(|it| it.themes = vec!["war".into()]), ["finding-unknown"]);
    assert_eq!(after(|it| it.department = "moon".into()), ["finding-unknown"]);
    assert_eq!(after(|it| it.steps[2].department = Some("moon".into())), ["finding-unknown"]);
}

#[test]
fn a_step_that_nobody_can_do_is_refused() {
    assert_eq!(after(|it| it.steps[3].role = crate::PostRole::Expert), ["finding-no-post"]);
}

#[test]
fn templates_must_exist_and_belong_to_the_regime() {
    let mut matter = matter();
    matter.documents.insert(crate::DocumentKind::Filed, "filed".into());
    let known = BTreeSet::from(["granted".to_owned()]);
    let city = city();
    let findings = checks(&matter, &CheckContext { city: &city, templates: Some(&known) });
    let keys: Vec<_> = findings.iter().map(|finding| finding.kind.key()).collect();
    assert_eq!(keys, ["finding-foreign-document", "finding-unknown"]);
}

#[test]
fn a_fee_needs_its_law() {
    let rule = || crate::FeeRule {
        name: "工本费".into(),
        fen: kernel::Money(1000),
        unit: None,
        when: crate::When::default(),
    };
    assert_eq!(after(|it| it.fee.rules.push(rule())), ["finding-fee-without-basis"]);
    let founded = after(|it| {
        it.fee.rules.push(rule());
        it.fee.bases = it.legal_bases.clone();
    });
    assert_eq!(founded, [""; 0]);
}

#[test]
fn a_power_needs_its_law_and_an_unsure_one_is_a_warning() {
    assert_eq!(after(|it| it.legal_bases.clear()), ["finding-no-legal-basis"]);
    assert_eq!(after(|it| it.legal_bases[0].sure = crate::Certainty::Unsure), ["finding-unsure-law"]);
}

#[test]
fn a_department_without_review_body_or_court_cannot_decide() {
    let mut city = city();
    city.departments[0].court = None;
    assert_eq!(found_in(&matter(), &city), ["finding-no-remedy"]);
    let service = Matter { regime: crate::Regime::PublicService, ..matter() };
    assert_eq!(found_in(&service, &city), [""; 0]);
}

#[test]
fn one_person_alone_does_not_check_a_site() {
    assert_eq!(after(|it| it.steps[1].people_min = 1), ["finding-lonely-site-check"]);
}

#[test]
fn keys_are_unique_well_shaped_and_point_at_something() {
    assert_eq!(
        after(|it| it.materials[2].key = "form".into()),
        ["finding-duplicate-key", "finding-unknown-key", "finding-unknown-key", "finding-never-asked"]
    );
    assert_eq!(after(|it| it.situations[0].options[1].adds = vec!["ghost".into()]), ["finding-unknown-key"]);
    assert_eq!(after(|it| it.review_points[0].step = Some("ghost".into())), ["finding-unknown-key"]);
    assert_eq!(after(|it| it.review_points[0].key = "Ä".into()), ["finding-bad-key"]);
    let when = |question: &str, answer: &str| {
        crate::When([(question.to_owned(), crate::OneOrMore(vec![answer.to_owned()]))].into())
    };
    assert_eq!(after(|it| it.form.sections[0].when = when("ghost", "x")), ["finding-unknown-key"]);
    assert_eq!(
        after(|it| it.form.sections[0].fields[0].when = when("who", "ghost")),
        ["finding-unknown-key"]
    );
    // A field can only depend on what was asked before it.
    assert_eq!(after(|it| it.form.sections[0].fields[0].when = when("code", "x")), ["finding-unknown-key"]);
    assert_eq!(after(|it| it.form.sections[0].fields[1].key = "who".into()), ["finding-duplicate-key"]);
}

#[test]
fn a_situational_material_that_no_answer_asks_for_is_a_warning() {
    let idle = after(|it| {
        for situation in &mut it.situations {
            situation.options.iter_mut().for_each(|option| option.adds.clear());
        }
    });
    assert_eq!(idle, ["finding-never-asked"]);
}

#[test]
fn decided_here_needs_steps_form_and_delivery() {
    assert_eq!(after(|it| it.steps.clear()), ["finding-no-steps", "finding-unknown-key"]);
    assert_eq!(after(|it| it.form.sections.clear()), ["finding-no-form"]);
    assert_eq!(after(|it| it.delivery.clear()), ["finding-missing-text"]);
    let elsewhere = after(|it| {
        it.decided = Decided::LinkOnly { url: "https://example.org".into() };
        it.steps.clear();
        it.review_points.clear();
        it.form.sections.clear();
        it.delivery.clear();
    });
    assert_eq!(elsewhere, [""; 0]);
}

#[test]
fn the_guide_says_what_it_is_and_how_it_goes() {
    let silent = after(|it| it.guide = crate::Guide::default());
    assert_eq!(silent, ["finding-missing-text", "finding-missing-text"]);
    assert_eq!(after(|it| it.audiences.clear()), ["finding-missing-text"]);
}

#[test]
fn whole_process_online_means_no_visit_and_an_online_channel() {
    assert_eq!(after(|it| it.visits = 1), ["finding-online-contradiction"]);
    assert_eq!(after(|it| it.online = OnlineDepth::None), ["finding-online-contradiction"]);
}

#[test]
fn a_telephone_looks_like_one() {
    assert_eq!(after(|it| it.contact = Some("请到窗口".into())), ["finding-bad-telephone"]);
    for good in ["0756-2128123", "2128123", "12345"] {
        assert_eq!(after(|it| it.supervision = Some(good.into())), [""; 0], "{good}");
    }
}

#[test]
fn every_finding_has_a_sentence_in_each_language() {
    let mut broken = matter();
    broken.materials.iter_mut().for_each(|material| material.basis = None);
    broken.steps[0].after = vec!["decide".into()];
    broken.halls.clear();
    let city = city();
    for finding in checks(&broken, &CheckContext { city: &city, templates: None }) {
        assert!(finding.sentence(kernel::Language::Chinese).contains('请'));
        assert!(finding.sentence(kernel::Language::English).is_ascii() || !finding.at.0.is_empty());
    }
}
