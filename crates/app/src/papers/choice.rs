//! Which template a paper is set from: one table, and what a matter puts in its place.

use ::cases::{Case, CaseEvent, DeliveryChoice, Stage};
use catalogue::{DeliveryWay, DocumentKind, Matter, Regime, ResultKind};

/// In what circumstance a paper of one kind has another wording.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Circumstance {
    /// Materials are asked for after the acceptance: no clock waits, nothing lapses.
    AfterAcceptance,
    /// Another body is competent, or no application is needed (行政许可法 第三十二条).
    NotForUs,
    /// A result on paper waits to be collected.
    ToCollect,
}

use Circumstance::{AfterAcceptance, NotForUs, ToCollect};
use DocumentKind as Paper;

/// A row of the table: paper, regime (none: every other one), circumstance (none: every other one), template.
type Line = (DocumentKind, Option<Regime>, Option<Circumstance>, &'static str);

/// The first row that fits holds. A matter's own `documents` and the template of its result come before it.
pub const TABLE: &[Line] = &[
    (Paper::Receipt, None, None, "receipt"),
    (Paper::MaterialList, None, None, "materials-list"),
    (Paper::Acceptance, None, None, "acceptance"),
    (Paper::SupplementNotice, None, Some(AfterAcceptance), "examination-supplement-notice"),
    (Paper::SupplementNotice, None, None, "supplement-notice"),
    (Paper::SupplementReceipt, None, None, "supplement-receipt"),
    (Paper::NotAccepted, None, Some(NotForUs), "not-for-us"),
    (Paper::NotAccepted, None, None, "acceptance-refusal"),
    (Paper::SpecialProcedure, None, None, "special-procedure"),
    (Paper::HearingNotice, None, None, "hearing-rights"),
    (Paper::Extension, None, None, "extension"),
    (Paper::Granted, None, None, "licence-granted"),
    (Paper::Denied, None, None, "licence-denied"),
    (Paper::Decision, Some(Regime::Registration), None, "registration-decision"),
    (Paper::Decision, Some(Regime::Confirmation), None, "confirmation-decision"),
    (Paper::Decision, Some(Regime::Benefit), None, "benefit-decision"),
    (Paper::Decision, None, None, "decision"),
    (Paper::Filed, None, None, "filing-receipt"),
    (Paper::Certificate, None, None, "permit"),
    (Paper::Closed, None, Some(ToCollect), "collection-notice"),
    (Paper::Closed, None, None, "completion"),
    (Paper::DeliveryProof, None, None, "service-record"),
    (Paper::Returned, None, None, "return-notice"),
    (Paper::Withdrawn, None, None, "withdrawal"),
    (Paper::Terminated, None, None, "termination"),
    (Paper::GapUndertaking, None, None, "gap-commitment"),
    (Paper::CommitmentLetter, None, None, "commitment"),
];

/// The template for a paper; none only if the table forgot a kind, which a test excludes.
pub fn template_for(
    kind: DocumentKind,
    regime: Regime,
    circumstance: Option<Circumstance>,
) -> Option<&'static str> {
    let fits = |line: &&Line| {
        line.0 == kind
            && line.1.is_none_or(|wanted| wanted == regime)
            && (line.2.is_none() || line.2 == circumstance)
    };
    TABLE.iter().find(fits).map(|line| line.3)
}

/// The template that a matter puts in place of the usual one.
pub fn own_template(matter: &Matter, kind: DocumentKind) -> Option<&str> {
    let of_result = matter.result.as_ref().and_then(|result| result.template.as_deref());
    let own = matter.documents.get(&kind).map(String::as_str);
    own.or(if kind == Paper::Certificate { of_result } else { None })
}

/// The circumstance of the paper that `event` calls for; `case` stands as it is after the event.
pub fn circumstance_of(matter: &Matter, case: &Case, event: &CaseEvent) -> Option<Circumstance> {
    match event {
        CaseEvent::SupplementAsked(_) if case.examination().is_some() => Some(AfterAcceptance),
        CaseEvent::NotForUs(_) => Some(NotForUs),
        CaseEvent::ResultMade(_) if !matter.halls.is_empty() && waits_to_be_collected(case) => {
            Some(ToCollect)
        }
        _ => None,
    }
}

/// Whether a result on paper lies ready and is neither sent by post nor electronically.
fn waits_to_be_collected(case: &Case) -> bool {
    let is_paper =
        matches!(case.terms().result, ResultKind::Licence | ResultKind::Approval | ResultKind::Certificate);
    let is_fetched =
        |choice: &DeliveryChoice| matches!(choice.way, DeliveryWay::Window | DeliveryWay::Locker);
    is_paper && case.delivery().is_none_or(is_fetched) && matches!(case.stage(), Stage::Ready(_))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_paper_of_every_regime_has_a_template() {
        for regime in Regime::ALL {
            for kind in regime.documents() {
                assert!(template_for(*kind, *regime, None).is_some(), "{kind:?} of {regime:?}");
            }
        }
    }

    #[test]
    fn a_decision_is_worded_by_its_regime() {
        let decision = |regime| template_for(Paper::Decision, regime, None);
        assert_eq!(decision(Regime::Benefit), Some("benefit-decision"));
        assert_eq!(decision(Regime::Registration), Some("registration-decision"));
        assert_eq!(decision(Regime::Adjudication), Some("decision"));
    }

    #[test]
    fn a_notice_after_the_acceptance_threatens_no_lapse() {
        let notice = |circumstance| template_for(Paper::SupplementNotice, Regime::Licence, circumstance);
        assert_eq!(notice(None), Some("supplement-notice"));
        assert_eq!(notice(Some(AfterAcceptance)), Some("examination-supplement-notice"));
    }
}
