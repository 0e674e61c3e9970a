//! What the auditor reads of the read log and of events, in words: a new kind shows by its own name until it has one.

mod events; // which words each event has

use self::events::EVENTS;
use crate::text::Text;

/// What was read.
pub(super) fn read(t: Text, what: &str) -> String {
    let key = match what {
        "case page" => "audit-read-case",
        "paper" => "audit-read-paper",
        "file" => "audit-read-file",
        "receipt" => "audit-read-receipt",
        "rating" => "audit-read-rating",
        "difficulty" => "audit-read-difficulty",
        "errand" => "audit-read-errand",
        "desk list" => "audit-read-desk-list",
        "work list" => "audit-read-work-list",
        "waiting list" => "audit-read-waiting-list",
        "search" | "desk search" => "audit-read-search",
        "pending of paper" => "audit-read-pending",
        "board" => "audit-read-board",
        "ratings" => "audit-read-ratings",
        "difficulties" => "audit-read-difficulties",
        "statistics" => "audit-read-statistics",
        "statistics cases" => "audit-read-statistics-cases",
        _ => return what.to_owned(),
    };
    t.msg(key).into_owned()
}

/// What leaves the house, by the name of its queue.
pub(super) fn topic(t: Text, name: &str) -> String {
    let key = match name {
        "mail" => "admin-topic-mail",
        "sms" => "admin-topic-sms",
        "call" => "admin-topic-call",
        "letter" => "admin-topic-letter",
        "paper" => "admin-topic-paper",
        _ => return name.to_owned(),
    };
    t.msg(key).into_owned()
}

/// The task in hand or the interface, or the reason that somebody gave in own words.
pub(super) fn purpose(t: Text, word: &str) -> String {
    match word {
        "task" => t.msg("audit-purpose-task").into_owned(),
        "api" => t.msg("audit-purpose-api").into_owned(),
        reason => reason.to_owned(),
    }
}

/// What happened, with the name of the event, by which programs and the printed audit know it.
pub(super) fn event(t: Text, name: &str) -> String {
    let known = EVENTS.iter().find(|(known, _)| *known == name);
    known.map_or_else(|| name.to_owned(), |(_, key)| t.msg(key).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::Language;

    #[test]
    fn every_event_of_the_ledger_has_words_for_the_auditor() {
        let t = Text::new(Language::Chinese);
        let bare: Vec<_> = app::EVENTS.iter().filter(|(name, _)| event(t, name) == *name).collect();
        assert!(bare.is_empty(), "add audit-event-… sentences: {bare:?}");
        assert_eq!(event(t, "case.unheard_of"), "case.unheard_of");
    }

    #[test]
    fn what_was_read_is_said_in_words_and_a_given_reason_as_it_was_given() {
        let t = Text::new(Language::Chinese);
        assert_eq!(read(t, "case page"), "办件全文");
        assert_eq!(purpose(t, "task"), "办理任务");
        assert_eq!(purpose(t, "信访核查"), "信访核查");
    }
}
