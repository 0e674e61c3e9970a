//! Notification and commitment.

use crate::desk::*;
use cases::*;
use catalogue::CommitmentCheck;

fn committed() -> Story {
    let mut submit = application(licence(), &["identity", "plan"], online());
    submit.commitments = vec![commit("proof")];
    let mut story = Story::begins(submit);
    story.does(Accept { by: clerk() });
    story.does(agree("read", examiner()));
    story
}

fn check(finding: Finding) -> CheckCommitment {
    CheckCommitment { material: "proof".into(), finding, note: "已核实。".into(), by: examiner() }
}

#[test]
fn a_commitment_replaces_the_proof_and_has_all_its_public_row_needs() {
    // CASE-06, CRED-02.
    let story = committed();
    let signed = story.log.iter().find_map(|recorded| match &recorded.event {
        CaseEvent::CommitmentSigned(signed) => Some(signed),
        _ => None,
    });
    let signed = signed.expect("it was signed");
    assert_eq!((signed.matter.as_str(), signed.version, signed.by), ("outdoor-sign", 3, person()));
    assert!(story.case.missing().is_empty());
}

#[test]
fn the_result_may_be_issued_at_once_and_the_check_follows() {
    // P-09: a later check.
    let mut story = committed();
    story.does(grant());
    story.does(MakeResult { document: None, number: None, by: None });
    assert_eq!(
        story.due(&DeadlineKind::CommitmentCheck("proof".into())).as_deref(),
        Some("2026-04-14T17:30")
    );
    story.does(check(Finding::Holds));
    assert_eq!(story.due(&DeadlineKind::CommitmentCheck("proof".into())), None);
}

#[test]
fn a_check_that_is_forgotten_shows() {
    let mut story = committed();
    story.does(grant());
    story.does(MakeResult { document: None, number: None, by: None });
    story.does(handover());
    assert_eq!(story.at("2026-04-15T09:00").tick(), ["case.overdue"]);
}

#[test]
fn a_commitment_may_have_to_be_checked_before_the_decision() {
    let mut terms = licence();
    for material in &mut terms.materials {
        if let Some(offered) = &mut material.commitment {
            offered.check = CommitmentCheck::During;
        }
    }
    let mut submit = application(terms, &["identity", "plan"], online());
    submit.commitments = vec![commit("proof")];
    let mut story = Story::begins(submit);
    story.does(Accept { by: clerk() });
    story.does(agree("read", examiner()));
    assert_eq!(story.refuses(grant()), "refusal-case-commitment-unchecked");
    story.does(check(Finding::Holds));
    story.does(grant());
}

#[test]
fn what_proves_false_has_a_consequence() {
    let mut story = committed();
    story.does(grant());
    story.does(MakeResult { document: None, number: None, by: None });
    story.does(handover());
    story.does(check(Finding::False));
    assert!(matches!(story.case.commitments()["proof"].checked, Some((Finding::False, _))));
    story.does(propose(No::Revoke, examiner()));
    story.does(confirm(head()));
    assert_eq!(story.stage(), "revoked");
}

#[test]
fn no_commitment_stands_for_what_the_matter_does_not_offer() {
    let story = Story::begins(application(licence(), &[], online()));
    assert_eq!(story.refuses(commit("identity")), "refusal-case-commitment-not-offered");
}

#[test]
fn the_text_that_was_read_is_the_text_that_is_signed() {
    let story = Story::begins(application(licence(), &[], online()));
    assert_eq!(
        story.refuses(SignCommitment { version: 2, ..commit("proof") }),
        "refusal-case-commitment-text-changed"
    );
}

#[test]
fn who_once_committed_falsely_gives_the_proof_itself() {
    let story = Story::begins(application(licence(), &[], online()));
    assert_eq!(
        story.refuses(SignCommitment { barred: true, ..commit("proof") }),
        "refusal-case-commitment-barred"
    );
}

#[test]
fn one_commitment_for_one_proof_and_one_check_for_one_commitment() {
    assert_eq!(Story::licence().refuses(commit("proof")), "refusal-case-commitment-not-missing");
    let mut story = committed();
    story.does(check(Finding::Holds));
    assert_eq!(story.refuses(check(Finding::False)), "refusal-case-nothing-to-check");
    assert_eq!(
        committed().refuses(CheckCommitment { note: "".into(), ..check(Finding::Holds) }),
        "refusal-case-no-reason"
    );
}
