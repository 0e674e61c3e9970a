//! What each regime fixes, and which papers it has.

use crate::desk::*;
use calendar::Limit;
use cases::*;
use catalogue::{DocumentKind, Regime};
use kernel::Refusal;

#[test]
fn each_regime_fixes_its_clocks() {
    let rules = |regime| Rules::of(&terms_of(regime));
    let licence = rules(Regime::Licence);
    assert_eq!((licence.statutory, licence.notice), (Some(Limit::WorkingDays(20)), Limit::WorkingDays(5)));
    assert!(licence.deems_acceptance && licence.two_persons && licence.hearing);
    assert_eq!(rules(Regime::Registration).statutory, Some(Limit::WorkingDays(3)));
    for regime in Regime::ALL.iter().copied().filter(|regime| *regime != Regime::Licence) {
        assert!(!rules(regime).deems_acceptance, "{regime:?}: the licensing law applies to licences only");
        assert!(!rules(regime).hearing, "{regime:?}");
    }
}

#[test]
fn a_benefit_has_the_limit_of_its_own_law() {
    let mut terms = terms_of(Regime::Benefit);
    terms.limits.statutory = Some(Limit::CalendarDays(30));
    let story = Story::accepted_with(terms);
    assert_eq!(story.due(&DeadlineKind::Legal).as_deref(), Some("2026-04-01T17:30"));
    let story = Story::accepted_with(terms_of(Regime::Benefit));
    assert_eq!(story.due(&DeadlineKind::Legal), None, "no law, no legal date; the promise holds");
    assert!(story.due(&DeadlineKind::Promised).is_some());
}

#[test]
fn each_regime_has_its_own_nos() {
    let refused = |regime, no| Rules::of(&terms_of(regime)).no(no).is_err();
    for regime in Regime::ALL.iter().copied() {
        assert_eq!(refused(regime, No::Deny), regime == Regime::Filing, "{regime:?}");
        assert!(!refused(regime, No::NotForUs) && !refused(regime, No::Terminate));
        let light = matches!(regime, Regime::Filing | Regime::PublicService);
        assert_eq!(refused(regime, No::Return), !light, "{regime:?}");
    }
    assert!(refused(Regime::Filing, No::Refuse));
}

#[test]
fn what_a_regime_does_not_have_is_refused_with_its_article() {
    let refusal = Rules::of(&terms_of(Regime::Filing)).no(No::Deny).expect_err("refused");
    assert_eq!(refusal.values(), [("regime", "备案".to_owned()), ("step", "deny".to_owned())]);
    assert!(refusal.source_of_law().is_some());
}

#[test]
fn a_public_service_prints_no_remedy() {
    let mut story = Story::licence();
    story.does(propose(No::Refuse, clerk()));
    story.does(confirm(chief()));
    let CaseEvent::Refused(no) = story.last() else { panic!() };
    assert!(no.remedy.is_some());
    let mut story = Story::begins(application(terms_of(Regime::PublicService), ALL, online()));
    story.does(propose(No::Refuse, clerk()));
    story.does(confirm(chief()));
    let CaseEvent::Refused(no) = story.last() else { panic!() };
    assert_eq!(no.remedy, None);
}

/// The papers that the life of a granted case calls for.
fn papers(regime: Regime) -> Vec<DocumentKind> {
    let mut story = Story::accepted_with(terms_of(regime));
    story.does(agree("read", examiner()));
    story.does(grant());
    story.does(MakeResult { document: None, number: None, by: None });
    story.does(handover());
    story.log.iter().flat_map(|recorded| story.case.documents_due(&recorded.event)).collect()
}

#[test]
fn a_licence_has_the_papers_of_the_licensing_law() {
    use DocumentKind::{Acceptance, Closed, DeliveryProof, Granted, MaterialList, Receipt};
    assert_eq!(papers(Regime::Licence), [Receipt, MaterialList, Acceptance, Granted, Closed, DeliveryProof]);
}

#[test]
fn other_regimes_have_none_of_them() {
    for regime in Regime::ALL.iter().copied().filter(|regime| *regime != Regime::Licence) {
        let papers = papers(regime);
        assert!(!papers.contains(&DocumentKind::Granted), "{regime:?}");
        assert!(papers.iter().all(|paper| regime.documents().contains(paper)), "{regime:?}");
    }
    assert!(papers(Regime::Filing).contains(&DocumentKind::Filed));
    assert!(papers(Regime::Benefit).contains(&DocumentKind::Decision));
}

#[test]
fn every_way_out_leaves_the_visitor_with_paper() {
    let mut refused = Story::licence();
    refused.does(propose(No::NotForUs, clerk()));
    refused.does(confirm(chief()));
    let mut asked = Story::licence();
    asked.does(ask_material("plan"));
    let mut lapsed = asked.clone();
    lapsed.at("2026-04-20T10:00").tick();
    let mut denied = Story::examined();
    denied.does(propose(No::Deny, examiner()));
    denied.does(confirm(head()));
    let mut withdrawn = Story::licence();
    withdrawn.does(Withdraw { reasons: None, via: online() });
    for (story, paper) in [
        (refused, DocumentKind::NotAccepted),
        (asked, DocumentKind::SupplementNotice),
        (lapsed, DocumentKind::Returned),
        (denied, DocumentKind::Denied),
        (withdrawn, DocumentKind::Withdrawn),
    ] {
        assert_eq!(story.case.documents_due(story.last()), [paper]);
    }
}

#[test]
fn a_certificate_is_made_only_when_no_gap_is_open() {
    assert!(Story::granted().case.certificate_due());
    assert!(!Story::examined().case.certificate_due());
    let mut submit = application(licence(), &["identity", "proof"], online());
    submit.gaps = vec![promise("plan")];
    let mut story = Story::begins(submit);
    story.does(Accept { by: clerk() });
    story.does(agree("read", examiner()));
    story.does(grant());
    assert!(!story.case.certificate_due());
}

#[test]
fn terms_are_taken_from_a_matter_and_the_answers_of_the_applicant() {
    let matter: catalogue::Matter = serde_json::from_str(include_str!("matter.json")).expect("a matter");
    let mut answers = catalogue::Answers::default();
    answers.set("site", vec!["municipal".into()]);
    let terms = Terms::of(&matter, 4, &answers, None, Settings::default()).expect("a plan");
    assert_eq!(
        (terms.version, terms.regime, terms.decided_by),
        (4, Regime::Licence, catalogue::PostRole::Head)
    );
    let keys: Vec<_> = terms.materials.iter().map(|material| material.key.as_str()).collect();
    assert_eq!(keys, ["identity"], "the form makes itself, the map is waived");
    assert_eq!(terms.waived.len(), 2);
    // CASE-11: two of three.
    assert_eq!(terms.spared_percent(), 66);
    assert!(!terms.joint);
}

#[test]
fn examiner_and_decider_are_two_where_power_is_exercised_on_the_merits() {
    let two = |regime| Rules::of(&terms_of(regime)).two_persons;
    let one: Vec<_> = Regime::ALL.iter().copied().filter(|regime| !two(*regime)).collect();
    assert_eq!(one, [Regime::Registration, Regime::Filing, Regime::PublicService]);
}
