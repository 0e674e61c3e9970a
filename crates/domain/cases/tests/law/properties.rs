//! Whatever people try, in whatever order and at whatever time: what must never happen.

use crate::desk::*;
use crate::lives::*;
use cases::*;
use catalogue::Regime;
use jiff::SignedDuration;
use proptest::prelude::*;

fn regime() -> impl Strategy<Value = Regime> {
    prop_oneof![3 => Just(Regime::Licence), 1 => prop::sample::select(Regime::ALL)]
}

fn given() -> impl Strategy<Value = Vec<&'static str>> {
    prop::sample::subsequence(ALL.to_vec(), 0..=3)
}

proptest! {

    #[test]
    fn nothing_panics_and_every_stream_folds_to_its_case(regime in regime(), given in given(), tries in tries()) {
        let life = Life::lives(regime, &given, &tries, true);
        let folded = Case::fold(&life.log).expect("it begins with a receipt");
        prop_assert_eq!(&folded, &life.case);
        prop_assert!(life.log.windows(2).all(|pair| pair[0].at <= pair[1].at), "time never goes back");
        for recorded in &life.log {
            let text = serde_json::to_string(&recorded.event).expect("it writes");
            let back: CaseEvent = serde_json::from_str(&text).expect("it reads");
            prop_assert_eq!(&back, &recorded.event);
            life.case.documents_due(&recorded.event);
        }
    }

    #[test]
    fn a_job_that_is_late_or_never_runs_changes_no_fact(regime in regime(), given in given(), tries in tries()) {
        let (busy, idle) = (Life::lives(regime, &given, &tries, true), Life::lives(regime, &given, &tries, false));
        prop_assert_eq!(busy.facts(), idle.facts());
        prop_assert_eq!(busy.case, idle.case);
    }

    #[test]
    fn no_case_ends_in_a_no_of_one_person(regime in regime(), given in given(), tries in tries()) {
        // P-06; only the applicant's own silence ends a case without a second person.
        let life = Life::lives(regime, &given, &tries, true);
        for recorded in &life.log {
            let no = match &recorded.event {
                CaseEvent::NotForUs(no) | CaseEvent::Refused(no) | CaseEvent::Returned(no) | CaseEvent::Denied(no)
                | CaseEvent::Terminated(no) | CaseEvent::Revoked(no) => no,
                _ => continue,
            };
            prop_assert_ne!(no.proposed_by.account, no.confirmed_by.account);
            prop_assert_ne!(no.confirmed_by.account, clerk().account, "the receiver says no final no");
            prop_assert!(no.confirmed_by.stands_above(&no.proposed_by));
        }
        if let Stage::Ended { how, .. } = life.case.stage() {
            let nos = life.log.iter().filter(|recorded| matches!(recorded.event, CaseEvent::NoProposed(_))).count();
            prop_assert!(how.is_by_silence() || !how.is_negative() || 0 < nos);
        }
    }

    #[test]
    fn a_second_notice_has_a_new_fact(regime in regime(), given in given(), tries in tries()) {
        let life = Life::lives(regime, &given, &tries, true);
        let without = life.case.notices().iter().skip(1).filter(|notice| !notice.for_new_fact).count();
        prop_assert_eq!(without, 0);
    }

    #[test]
    fn the_legal_date_moves_only_by_an_event_that_says_so(regime in regime(), given in given(), tries in tries()) {
        let life = Life::lives(regime, &given, &tries, true);
        let first = &life.log[0];
        let CaseEvent::Received(received) = &first.event else { panic!("the receipt comes first") };
        let mut case = Case::begin(received, first.at);
        for recorded in &life.log[1..] {
            let before = case.dues().legal;
            case.apply(&recorded.event, recorded.at);
            let (after, clock) = (case.dues().legal, case.clocks().legal.clone());
            if before != after {
                prop_assert!(moves_the_date(&recorded.event), "{:?} moved it", recorded.event);
            }
            if let (Some(after), Some(clock)) = (after, clock) {
                prop_assert_eq!(after.at, clock.due_at(&CALENDAR).expect("the calendar is whole"));
            }
        }
    }

    #[test]
    fn what_a_screen_offers_is_what_the_law_allows(regime in regime(), given in given(), tries in tries()) {
        let mut life = Life::begins(regime, &given);
        for attempt in &tries {
            life.now = (life.now + SignedDuration::from_mins(attempt.minutes)).min(time("2027-06-01T10:00"));
            life.tick();
            let (by, command) = (officials()[attempt.who].clone(), lot(attempt));
            let offered = move_of(&command).map(|step| life.case.allows(step, Viewer::Staff(&by), life.now));
            let decided = life.case.decide(command, &CALENDAR, life.now);
            // An order that is carried out was offered; offers may still be refused for their content.
            if let (Ok(decided), Some(offered)) = (&decided, offered) {
                prop_assert!(offered || decided.events.is_empty(), "{:?} was not offered to {:?}", attempt, by.role);
            }
            if let Ok(decided) = decided {
                life.write(decided);
            }
            life.tries(&Try { minutes: 0, ..attempt.clone() }, false);
            life.case.progress();
            life.case.deadlines();
            prop_assert!((1..=15).contains(&life.case.status_code()));
        }
    }
}

fn moves_the_date(event: &CaseEvent) -> bool {
    matches!(
        event,
        CaseEvent::Accepted(_)
            | CaseEvent::DeemedAccepted(_)
            | CaseEvent::Suspended(_)
            | CaseEvent::Resumed(_)
            | CaseEvent::Extended(_)
            | CaseEvent::PaymentAsked(_)
            | CaseEvent::PaymentSettled(_)
            | CaseEvent::GapFilled(_)
            // The end of the case ends its clock.
            | CaseEvent::Granted(_)
            | CaseEvent::Denied(_)
            | CaseEvent::Terminated(_)
            | CaseEvent::GapOverdue(_)
            | CaseEvent::Withdrawn(_)
    )
}

/// The move of the screen that a staff order belongs to; none for what the applicant does.
fn move_of(command: &Command) -> Option<Move> {
    Some(match command {
        Command::Accept(_) => Move::Accept,
        Command::AskSupplement(_) => Move::AskSupplement,
        Command::ProposeNo(_) => Move::ProposeNo,
        Command::ConfirmNo(_) => Move::ConfirmNo,
        Command::OverruleNo(_) => Move::OverruleNo,
        Command::ClaimStep(_) | Command::GiveOpinion(_) | Command::RecordSiteCheck(_) => Move::WorkOnStep,
        Command::SendBack(_) => Move::SendBack,
        Command::AskPayment(_) => Move::AskPayment,
        Command::SettlePayment(_) => Move::SettlePayment,
        Command::BeginSpecial(_) => Move::BeginSpecial,
        Command::EndSpecial(_) => Move::EndSpecial,
        Command::OfferHearing(_) => Move::OfferHearing,
        Command::Extend(_) => Move::Extend,
        Command::Grant(_) => Move::Grant,
        Command::MakeResult(_) => Move::MakeResult,
        Command::Deliver(_) => Move::Deliver,
        _ => return None,
    })
}

#[test]
fn the_random_lives_reach_far() {
    use proptest::strategy::ValueTree;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut reached = std::collections::BTreeMap::<&str, u32>::new();
    for _ in 0..600 {
        let tries = tries().new_tree(&mut runner).expect("a list").current();
        let given = if tries.len().is_multiple_of(3) { &["identity"][..] } else { ALL };
        let life = Life::lives(Regime::Licence, given, &tries, true);
        for recorded in &life.log {
            *reached.entry(kernel::DomainEvent::name(&recorded.event)).or_default() += 1;
        }
    }
    println!("{reached:#?}");
    for name in [
        "case.granted",
        "case.revoked",
        "case.gap_overdue",
        "case.resumed",
        "case.site_checked",
        "case.deemed_accepted",
        "case.supplemented",
        "case.no_escalated",
        "case.suspended",
        "case.sent_back",
    ] {
        assert!(reached.contains_key(name), "no life met {name}");
    }
}
