//! Views: what pages read, folded from events; all their SQL lives here and in the use cases beside it.

pub mod after;
pub mod cases;
pub mod documents;
pub mod matter_list;
pub mod people;

use kernel::DomainEvent;
use ledger::{Opened, View};
use std::sync::Arc;

/// A view as the ledger takes it.
pub type Fold = Arc<dyn View>;

/// All views of a city; `hash` is its keyed hash.
pub fn all(hash: &people::Hash) -> Vec<Fold> {
    vec![
        people::view(Arc::clone(hash)),
        Arc::new(matter_list::MatterList),
        Arc::new(cases::CaseList),
        Arc::new(documents::Documents),
        Arc::new(after::AfterCase),
    ]
}

/// Every event that this release can read, with the newest version of its shape.
/// A test holds this list against the events of the domain crates.
pub const EVENTS: &[(&str, u16)] = &[
    ("city.founded", 1),
    ("city.administrator-appointed", 1),
    ("read-log.digested", 1),
    ("content.drafted", 1),
    ("content.published", 1),
    ("content.withdrawn", 1),
    ("matter.drafted", 1),
    ("matter.reviewed", 1),
    ("matter.sent-back", 1),
    ("matter.published", 1),
    ("matter.withdrawn", 1),
    ("person.registered", 1),
    ("person.organisation-registered", 1),
    ("person.contact-changed", 1),
    ("person.assurance-raised", 1),
    ("person.pinyin-corrected", 1),
    ("person.electronic-service-set", 1),
    ("person.language-set", 1),
    ("account.opened", 1),
    ("account.passkey-added", 1),
    ("account.passkey-removed", 1),
    ("account.post-given", 1),
    ("account.post-taken", 1),
    ("account.administrator-named", 1),
    ("account.closed", 1),
    ("mandate.given", 1),
    ("mandate.withdrawn", 1),
    ("notice.called", 1),
    ("notice.letter-posted", 1),
    ("notice.sent-again", 1),
    ("notice.given-up", 1),
    ("template.written", 1),
    ("template.approved", 1),
    ("template.rejected", 1),
    ("document.numbered", 1),
    ("document.held", 1),
    ("document.issued", 1),
    ("document.sealed", 1),
    ("paper-number.taken", 1),
    ("case.received", 1),
    ("case.commitment_signed", 1),
    ("case.gap_undertaken", 1),
    ("case.gap_filled", 1),
    ("case.gap_overdue", 1),
    ("case.supplement_asked", 1),
    ("case.supplemented", 1),
    ("case.lapsed", 1),
    ("case.accepted", 1),
    ("case.deemed_accepted", 1),
    ("case.no_proposed", 1),
    ("case.no_escalated", 1),
    ("case.no_overruled", 1),
    ("case.not_for_us", 1),
    ("case.refused", 1),
    ("case.returned", 1),
    ("case.denied", 1),
    ("case.terminated", 1),
    ("case.revoked", 1),
    ("case.step_claimed", 1),
    ("case.step_released", 1),
    ("case.step_done", 1),
    ("case.sent_back", 1),
    ("case.site_check_appointed", 1),
    ("case.site_checked", 1),
    ("case.payment_asked", 1),
    ("case.payment_settled", 1),
    ("case.suspended", 1),
    ("case.resumed", 1),
    ("case.hearing_offered", 1),
    ("case.hearing_asked", 1),
    ("case.extended", 1),
    ("case.granted", 1),
    ("case.result_made", 1),
    ("case.corrected", 1),
    ("case.delivery_chosen", 1),
    ("case.shelved", 1),
    ("case.posted", 1),
    ("case.delivered", 1),
    ("case.archived", 1),
    ("case.commitment_checked", 1),
    ("case.withdrawn", 1),
    ("case.overdue", 1),
    ("case.mirrored", 1),
    ("case.number_linked", 1),
    ("case.dues_revised", 1),
    ("rating.given", 1),
    ("rating.added", 1),
    ("rating.contacted", 1),
    ("rating.answered", 1),
    ("rating.called_back", 1),
    ("rating.rechecked", 1),
    ("rating.appealed", 1),
    ("rating.appeal_decided", 1),
    ("rating.overdue", 1),
    ("difficulty.opened", 1),
    ("difficulty.leader_named", 1),
    ("difficulty.measure_taken", 1),
    ("difficulty.closed", 1),
    ("difficulty.followed_up", 1),
    ("difficulty.overdue", 1),
];

/// The typed event in an opened one; none if the body does not fit, which the load path reports.
pub(crate) fn read<E: DomainEvent>(opened: &Opened) -> Option<E> {
    opened.body.read().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_event_of_a_case_is_known_to_the_ledger() {
        let known: Vec<_> = EVENTS.iter().map(|(name, _)| *name).collect();
        let names = ::cases::CaseEvent::NAMES.iter().chain(::cases::RatingEvent::NAMES);
        let names = names.chain(::cases::DifficultyEvent::NAMES);
        let missing: Vec<_> = names.filter(|name| !known.contains(name)).collect();
        assert!(missing.is_empty(), "add to views.rs: {missing:?}");
    }
}
