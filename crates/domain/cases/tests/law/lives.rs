//! Random lives of a case: what people try, sensible or not, at whatever time.

use crate::desk::*;
use calendar::Limit;
use cases::*;
use catalogue::{DeliveryWay, PostRole, Regime, SpecialKind, StepKind};
use jiff::SignedDuration;
use kernel::{Actor, Recorded, StreamId, Timestamp};
use proptest::prelude::*;

/// One thing that somebody tries after some minutes.
#[derive(Clone, Debug)]
pub struct Try {
    pub minutes: i64,
    pub tick: bool,
    /// Whether it is what a sensible office would do next, not something drawn by lot.
    pub sensible: bool,
    pub order: usize,
    pub who: usize,
    pub what: usize,
}

pub fn tries() -> impl Strategy<Value = Vec<Try>> {
    let minutes = prop_oneof![12 => 0_i64..120, 4 => 120_i64..2_000, 1 => 2_000_i64..40_000];
    let lot = (0_usize..40, 0_usize..8, 0_usize..6);
    let one = (minutes, any::<bool>(), any::<bool>(), lot).prop_map(
        |(minutes, tick, sensible, (order, who, what))| Try { minutes, tick, sensible, order, who, what },
    );
    prop::collection::vec(one, 1..50)
}

pub fn officials() -> [Official; 8] {
    [clerk(), examiner(), second_examiner(), reviewer(), chief(), head(), other_head(), neighbour()]
}

pub const STEPS: [&str; 6] = ["read", "look", "ask", "site", "decide", "nothing"];
pub const MATERIALS: [&str; 6] = ["identity", "plan", "proof", "identity", "plan", "proof"];
pub const KINDS: [SpecialKind; 6] = [
    SpecialKind::Testing,
    SpecialKind::Hearing,
    SpecialKind::ExpertReview,
    SpecialKind::PublicNotice,
    SpecialKind::Payment,
    SpecialKind::Appraisal,
];

pub fn terms(regime: Regime) -> Terms {
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
pub fn next_step(case: &Case) -> Option<Command> {
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
pub fn lot(attempt: &Try) -> Command {
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
pub struct Life {
    pub log: Vec<Recorded<CaseEvent>>,
    pub case: Case,
    pub now: Timestamp,
}

impl Life {
    pub fn begins(regime: Regime, given: &[&str]) -> Life {
        let now = time(START);
        let events =
            Case::submit(application(terms(regime), given, counter()), &CALENDAR, now).expect("taken in");
        let CaseEvent::Received(received) = &events[0] else { panic!("the receipt comes first") };
        let mut life = Life { log: Vec::new(), case: Case::begin(received, now), now };
        events.into_iter().for_each(|event| life.keep(now, event));
        life
    }

    pub fn keep(&mut self, at: Timestamp, event: CaseEvent) {
        if !self.log.is_empty() {
            self.case.apply(&event, at);
        }
        let (stream, position) = (StreamId::of("case", number()), self.log.len() as u64 + 1);
        self.log.push(Recorded { stream, position, at, actor: Actor::system(), event });
    }

    pub fn write(&mut self, decided: Decided) {
        decided.due.into_iter().for_each(|Timed { at, event }| self.keep(at, event));
        decided.events.into_iter().for_each(|event| self.keep(decided.at, event));
    }

    pub fn tick(&mut self) {
        let due = self.case.due_transitions(&CALENDAR, self.now).expect("the calendar is whole");
        self.write(Decided { due, at: self.now, events: Vec::new() });
    }

    pub fn tries(&mut self, attempt: &Try, ticks: bool) {
        self.now = (self.now + SignedDuration::from_mins(attempt.minutes)).min(time("2027-06-01T10:00"));
        if ticks && attempt.tick {
            self.tick();
        }
        if let Ok(decided) = self.case.decide(self.order(attempt), &CALENDAR, self.now) {
            self.write(decided);
        }
    }

    /// The order that a try stands for, chosen by what the law sees now and not by what a job has written.
    pub fn order(&self, attempt: &Try) -> Command {
        let case = self.case.as_of(&CALENDAR, self.now).expect("the calendar is whole");
        if attempt.sensible
            && let Some(next) = next_step(&case)
        {
            return next;
        }
        lot(attempt)
    }

    pub fn lives(regime: Regime, given: &[&str], tries: &[Try], ticks: bool) -> Life {
        let mut life = Life::begins(regime, given);
        tries.iter().for_each(|attempt| life.tries(attempt, ticks));
        life.now = life.now.max(time("2027-06-01T10:00"));
        life.tick();
        life
    }

    pub fn facts(&self) -> Vec<(Timestamp, &CaseEvent)> {
        self.log.iter().map(|recorded| (recorded.at, &recorded.event)).collect()
    }
}
