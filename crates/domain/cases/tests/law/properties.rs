//! Whatever people try, in whatever order and at whatever time: what must never happen.

use crate::desk::*;
use calendar::Limit;
use cases::*;
use catalogue::{DeliveryWay, PostRole, Regime, SpecialKind, StepKind};
use jiff::SignedDuration;
use kernel::{Actor, Recorded, StreamId, Timestamp};
use proptest::prelude::*;

/// One thing that somebody tries after some minutes.
#[derive(Clone, Debug)]
struct Try {
    minutes: i64,
    tick: bool,
    /// Whether it is what a sensible office would do next, not something drawn by lot.
    sensible: bool,
    order: usize,
    who: usize,
    what: usize,
}

fn tries() -> impl Strategy<Value = Vec<Try>> {
    let minutes = prop_oneof![12 => 0_i64..120, 4 => 120_i64..2_000, 1 => 2_000_i64..40_000];
    let lot = (0_usize..40, 0_usize..8, 0_usize..6);
    let one = (minutes, any::<bool>(), any::<bool>(), lot).prop_map(
        |(minutes, tick, sensible, (order, who, what))| Try { minutes, tick, sensible, order, who, what },
    );
    prop::collection::vec(one, 1..50)
}

fn officials() -> [Official; 8] {
    [clerk(), examiner(), second_examiner(), reviewer(), chief(), head(), other_head(), neighbour()]
}

const STEPS: [&str; 6] = ["read", "look", "ask", "site", "decide", "nothing"];
const MATERIALS: [&str; 6] = ["identity", "plan", "proof", "identity", "plan", "proof"];
const KINDS: [SpecialKind; 6] = [
    SpecialKind::Testing,
    SpecialKind::Hearing,
    SpecialKind::ExpertReview,
    SpecialKind::PublicNotice,
    SpecialKind::Payment,
    SpecialKind::Appraisal,
];

fn terms(regime: Regime) -> Terms {
    let limited = |step: catalogue::Step| catalogue::Step { limit: Some(Limit::WorkingDays(3)), ..step };
    let steps = vec![
        limited(step("read", StepKind::Review, PostRole::Examiner, &[])),
        step("look", StepKind::Review, PostRole::Examiner, &["read"]),
        limited(step("ask", StepKind::Opinion, PostRole::Examiner, &["read"])),
        step("site", StepKind::SiteCheck, PostRole::Examiner, &["look"]),
        step("decide", StepKind::Decide, PostRole::Head, &["site", "ask"]),
    ];
    Terms { regime, fee: FeeTerm { charged: true, clock_waits: true }, ..licence_with(steps) }
}

/// What a sensible office or applicant would do next.
fn next_step(case: &Case) -> Option<Command> {
    let head =
        if case.proposal().is_some_and(|no| no.by.account == head().account) { other_head() } else { head() };
    if case.proposal().is_some() {
        return Some(confirm(head).into());
    }
    Some(match case.stage() {
        Stage::Received { .. } if case.missing().is_empty() => Accept { by: examiner() }.into(),
        Stage::Received { .. } if case.missing().contains(&"plan".into()) => promise("plan").into(),
        Stage::Received { .. } if case.missing().contains(&"proof".into()) => commit("proof").into(),
        Stage::Received { .. } => ask_material("identity").into(),
        Stage::Supplementing(_) => {
            Supplement { settles: vec![0], ..supply(&["identity", "plan", "proof"], online()) }.into()
        }
        Stage::Examining(examination) if examination.special.is_some() => {
            EndSpecial { outcome: "合格。".into(), by: examiner() }.into()
        }
        Stage::Examining(examination) => {
            let open: Vec<_> = examination.open_steps().map(|step| step.as_str()).collect();
            match open.first() {
                Some(&"site") => {
                    lot(&Try { minutes: 0, tick: false, sensible: false, order: 21, who: 1, what: 3 })
                }
                Some(step) if *step != "decide" => agree(step, examiner()).into(),
                _ => grant_by(head).into(),
            }
        }
        Stage::Granted { .. } if case.has_open_gaps() => {
            FillGap { materials: vec![Given::upload("plan", blob(9))], via: online() }.into()
        }
        Stage::Granted { .. } => MakeResult { document: None, number: None, by: None }.into(),
        Stage::Ready(_) => handover().into(),
        _ => return None,
    })
}

/// An order drawn by lot.
fn lot(attempt: &Try) -> Command {
    let (by, what) = (officials()[attempt.who].clone(), attempt.what);
    let step: catalogue::StepKey = STEPS[what].into();
    let material = MATERIALS[what];
    let people = vec![examiner().account, second_examiner().account];
    let text = || "理由充分。".to_owned();
    let via = if attempt.who.is_multiple_of(2) { online() } else { counter() };
    match attempt.order {
        0 | 1 => Accept { by }.into(),
        2 => AskSupplement { by, ..ask_material(material) }.into(),
        3 => AskSupplement {
            by,
            new_fact: Some(text()),
            ..ask(&[Subject::Other, Subject::Material(material.into())])
        }
        .into(),
        4 => supply(&[material], via).into(),
        5 => Supplement { settles: vec![0], ..supply(&["identity", "plan", "proof"], via) }.into(),
        6 => promise(material).into(),
        7 => commit(material).into(),
        8 => FillGap { materials: vec![Given::upload(material, blob(9))], via }.into(),
        9 | 10 => propose(No::ALL[what], by).into(),
        11 | 12 => confirm(by).into(),
        13 => overrule(by).into(),
        14 | 15 => agree(STEPS[what], by).into(),
        16 => disagree(STEPS[what], by).into(),
        17 => SendBack { from: None, to: step, reasons: text(), by }.into(),
        18 => SendBack { from: Some(STEPS[(what + 1) % 6].into()), to: step, reasons: text(), by }.into(),
        19 => ClaimStep { step, by }.into(),
        20 => ReleaseStep { step, by }.into(),
        21 => RecordSiteCheck {
            step,
            people,
            record: text(),
            photographs: vec![],
            signature: Some(blob(8)),
            unsigned_because: None,
            verdict: Verdict::Agree,
            by,
        }
        .into(),
        22 => BeginSpecial {
            kind: KINDS[what],
            reasons: text(),
            planned: Limit::WorkingDays(5),
            requested_by: None,
            by,
        }
        .into(),
        23 => EndSpecial { outcome: text(), by }.into(),
        24 => Extend { reasons: text(), by }.into(),
        25 | 26 => grant_by(by).into(),
        27 => MakeResult { document: None, number: None, by: Some(by) }.into(),
        28 => Deliver { by: Some(by), ..handover() }.into(),
        29 => AskPayment { amount: kernel::Money(100), basis: text(), by }.into(),
        30 => SettlePayment { how: Settlement::Waived { basis: text() }, by: Some(by) }.into(),
        31 => OfferHearing { by }.into(),
        32 => Withdraw { reasons: None, via }.into(),
        33 => CheckCommitment { material: "proof".into(), finding: Finding::False, note: text(), by }.into(),
        34 => AskForHearing { via }.into(),
        _ => ChooseDelivery {
            choice: DeliveryChoice { way: DeliveryWay::Window, ..DeliveryChoice::window() },
            via,
        }
        .into(),
    }
}

/// A stream of its own, without the checks of a story, so that a thousand run in a second.
#[derive(Clone)]
struct Life {
    log: Vec<Recorded<CaseEvent>>,
    case: Case,
    now: Timestamp,
}

impl Life {
    fn begins(regime: Regime, given: &[&str]) -> Life {
        let now = time(START);
        let events =
            Case::submit(application(terms(regime), given, counter()), &CALENDAR, now).expect("taken in");
        let CaseEvent::Received(received) = &events[0] else { panic!("the receipt comes first") };
        let mut life = Life { log: Vec::new(), case: Case::begin(received, now), now };
        events.into_iter().for_each(|event| life.keep(now, event));
        life
    }

    fn keep(&mut self, at: Timestamp, event: CaseEvent) {
        if !self.log.is_empty() {
            self.case.apply(&event, at);
        }
        let (stream, position) = (StreamId::of("case", number()), self.log.len() as u64 + 1);
        self.log.push(Recorded { stream, position, at, actor: Actor::system(), event });
    }

    fn write(&mut self, decided: Decided) {
        decided.due.into_iter().for_each(|Timed { at, event }| self.keep(at, event));
        decided.events.into_iter().for_each(|event| self.keep(decided.at, event));
    }

    fn tick(&mut self) {
        let due = self.case.due_transitions(&CALENDAR, self.now).expect("the calendar is whole");
        self.write(Decided { due, at: self.now, events: Vec::new() });
    }

    fn tries(&mut self, attempt: &Try, ticks: bool) {
        self.now = (self.now + SignedDuration::from_mins(attempt.minutes)).min(time("2027-06-01T10:00"));
        if ticks && attempt.tick {
            self.tick();
        }
        if let Ok(decided) = self.case.decide(self.order(attempt), &CALENDAR, self.now) {
            self.write(decided);
        }
    }

    /// The order that a try stands for, chosen by what the law sees now and not by what a job has written.
    fn order(&self, attempt: &Try) -> Command {
        let case = self.case.as_of(&CALENDAR, self.now).expect("the calendar is whole");
        if attempt.sensible
            && let Some(next) = next_step(&case)
        {
            return next;
        }
        lot(attempt)
    }

    fn lives(regime: Regime, given: &[&str], tries: &[Try], ticks: bool) -> Life {
        let mut life = Life::begins(regime, given);
        tries.iter().for_each(|attempt| life.tries(attempt, ticks));
        life.now = life.now.max(time("2027-06-01T10:00"));
        life.tick();
        life
    }

    fn facts(&self) -> Vec<(Timestamp, &CaseEvent)> {
        self.log.iter().map(|recorded| (recorded.at, &recorded.event)).collect()
    }
}

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
