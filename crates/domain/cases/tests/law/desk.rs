//! The people, the terms and the calendar of the tests, and a story that a case lives through.

pub use crate::orders::*;

use calendar::{Calendar, Limit};
use cases::*;
use catalogue::{
    Acceptance, Commitment as Offered, CommitmentCheck, Completion, DeliveryWay, HandlingClass, Join,
    PostRole, Regime, ResultKind, Step, StepKind, StepPlan,
};
use jiff::civil::DateTime;
use kernel::{
    AccountId, Actor, BlobId, CaseNumber, DomainEvent, PersonId, Recorded, Refusal, StreamId, Timestamp,
};
use serde_json::json;
use std::sync::LazyLock;
use uuid::Uuid;

/// 2026 as announced, 2027 provisional; hours 09:00–12:00 and 14:00–17:30.
pub static CALENDAR: LazyLock<Calendar> = LazyLock::new(|| calendar_of("2026.1", json!([])));

/// The same with a make-up holiday in late March, as if a notice had been entered.
pub static REVISED: LazyLock<Calendar> = LazyLock::new(|| {
    calendar_of("2026.2", json!([{ "from": "2026-03-09", "to": "2026-03-10", "name": "临时放假" }]))
});

fn calendar_of(version: &str, more: serde_json::Value) -> Calendar {
    let mut off = vec![
        json!({ "from": "2026-01-01", "to": "2026-01-03", "name": "元旦" }),
        json!({ "from": "2026-02-15", "to": "2026-02-23", "name": "春节" }),
        json!({ "from": "2026-04-04", "to": "2026-04-06", "name": "清明节" }),
        json!({ "from": "2026-05-01", "to": "2026-05-05", "name": "劳动节" }),
        json!({ "from": "2026-06-19", "to": "2026-06-21", "name": "端午节" }),
        json!({ "from": "2026-09-25", "to": "2026-09-27", "name": "中秋节" }),
        json!({ "from": "2026-10-01", "to": "2026-10-07", "name": "国庆节" }),
    ];
    off.extend(more.as_array().expect("a list").iter().cloned());
    let make_up = ["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"];
    let make_up: Vec<_> = make_up.iter().map(|date| json!({ "date": date, "name": "调休" })).collect();
    serde_json::from_value(json!({
        "version": version,
        "index": { "name": "试验日历", "zone": "Asia/Shanghai", "hours": ["09:00-12:00", "14:00-17:30"] },
        "years": [
            { "year": 2026, "status": { "announced": { "notice": "通知" } }, "off": off, "make_up": make_up },
            { "year": 2027, "status": "provisional", "off": [{ "from": "2027-01-01", "to": "2027-01-01", "name": "元旦" }] },
        ],
    }))
    .expect("the calendar is whole")
}

/// A local time of the tests, for example `2026-03-02T10:00`.
pub fn time(text: &str) -> Timestamp {
    CALENDAR.instant(text.parse::<DateTime>().expect("a time"))
}

/// A local time as people read it.
pub fn local(at: Timestamp) -> String {
    CALENDAR.local(at).strftime("%Y-%m-%dT%H:%M").to_string()
}

fn uuid(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

pub fn blob(number: u128) -> BlobId {
    BlobId(uuid(number))
}

fn official(number: u128, role: PostRole) -> Official {
    Official::new(AccountId(uuid(number)), role, "city-admin".into())
}

pub fn clerk() -> Official {
    official(1, PostRole::Clerk)
}
pub fn examiner() -> Official {
    official(2, PostRole::Examiner)
}
pub fn second_examiner() -> Official {
    official(3, PostRole::Examiner)
}
pub fn reviewer() -> Official {
    official(4, PostRole::Reviewer)
}
pub fn chief() -> Official {
    official(5, PostRole::ChiefAtHall)
}
pub fn head() -> Official {
    official(6, PostRole::Head)
}
pub fn other_head() -> Official {
    official(7, PostRole::Head)
}
pub fn manager() -> Official {
    official(8, PostRole::HallManager)
}

/// An official of another unit.
pub fn neighbour() -> Official {
    Official::new(AccountId(uuid(9)), PostRole::Examiner, "fire".into())
}

pub fn person() -> PersonId {
    PersonId(uuid(100))
}

pub fn account() -> AccountId {
    AccountId(uuid(101))
}

pub fn applicant() -> Party {
    let details = PartyDetails {
        name: "张三".into(),
        paper: "citizen".into(),
        number: "11010519491231002X".into(),
        telephone: Some("13800000000".into()),
        address: Some("海滨路1号".into()),
        ..PartyDetails::default()
    };
    Party::new(person(), PartyKind::Person, details)
}

pub fn online() -> Via {
    Via::online(account())
}

pub fn counter() -> Via {
    Via::counter(clerk(), Some("W12".into()))
}

/// A step; `after` names those before it.
pub fn step(key: &str, kind: StepKind, role: PostRole, after: &[&str]) -> Step {
    Step {
        key: key.into(),
        name: key.into(),
        kind,
        department: None,
        role,
        after: after.iter().map(|key| (*key).into()).collect(),
        join: Join::All,
        limit: None,
        people_min: 1,
    }
}

/// Two materials: a plan that may follow within ten working days, a proof that a commitment can replace.
fn materials() -> Vec<MaterialTerm> {
    let commitment = Offered {
        text: "本人承诺所述属实。".into(),
        check: CommitmentCheck::After,
        within: Some(Limit::WorkingDays(30)),
        consequence: Some("撤销决定，记入信用记录。".into()),
    };
    let material = |key: &str, tolerable, commitment| MaterialTerm {
        key: key.into(),
        name: key.into(),
        tolerable,
        commitment,
    };
    vec![
        material("identity", None, None),
        material("plan", Some(Limit::WorkingDays(10)), None),
        material("proof", None, Some(commitment)),
    ]
}

/// A licence, promised in ten working days: read, then decided.
pub fn licence() -> Terms {
    let steps = vec![
        step("read", StepKind::Review, PostRole::Examiner, &[]),
        step("decide", StepKind::Decide, PostRole::Head, &["read"]),
    ];
    Terms {
        matter: "outdoor-sign".into(),
        version: 3,
        name: "设置户外广告许可".into(),
        regime: Regime::Licence,
        department: "city-admin".into(),
        decided: catalogue::Decided::Here,
        acceptance: Acceptance::ByWindow,
        completion: Completion::Promised,
        handling: HandlingClass::WithinLimit,
        decided_by: PostRole::Head,
        joint: false,
        limits: TermLimits { statutory: None, promised: Some(Limit::WorkingDays(10)), notice: None },
        channels: Vec::new(),
        materials: materials(),
        waived: Vec::new(),
        steps: StepPlan::new(steps).expect("a plan").into(),
        special: Vec::new(),
        result: ResultKind::Licence,
        delivery: vec![DeliveryWay::Window, DeliveryWay::Post, DeliveryWay::Electronic],
        fee: FeeTerm::default(),
        remedy: Some(Remedy { review_body: "市人民政府".into(), court: "市中级人民法院".into() }),
        settings: Settings::default(),
    }
}

/// The same with other steps.
pub fn licence_with(steps: Vec<Step>) -> Terms {
    Terms { steps: StepPlan::new(steps).expect("a plan").into(), ..licence() }
}

/// Terms of another regime.
pub fn terms_of(regime: Regime) -> Terms {
    Terms { regime, ..licence() }
}

pub fn number() -> CaseNumber {
    CaseNumber::mint(2026, kernel::Timestamp::UNIX_EPOCH, 7)
}

/// An application with these terms; `given` names the materials handed in.
pub fn application(terms: Terms, given: &[&str], via: Via) -> Submit {
    Submit {
        number: number(),
        terms,
        applicant: applicant(),
        agent: None,
        form: FormAnswers::empty(person()),
        materials: given.iter().map(|key| Given::upload(*key, blob(200))).collect(),
        gaps: Vec::new(),
        commitments: Vec::new(),
        delivery: Some(DeliveryChoice::window()),
        numbers: Vec::new(),
        via,
    }
}

/// Everything that a licence of these tests needs.
pub const ALL: &[&str] = &["identity", "plan", "proof"];

/// One case, from its receipt on. After each order the folded stream must equal the case.
#[derive(Clone)]
pub struct Story {
    pub log: Vec<Recorded<CaseEvent>>,
    pub case: Case,
    pub now: Timestamp,
}

/// Monday, 2 March 2026, ten o'clock.
pub const START: &str = "2026-03-02T10:00";

impl Story {
    /// An application received at [`START`].
    pub fn begins(submit: Submit) -> Story {
        Story::begins_at(submit, START)
    }

    pub fn begins_at(submit: Submit, at: &str) -> Story {
        let now = time(at);
        let events = Case::submit(submit, &CALENDAR, now).expect("it is taken in");
        let CaseEvent::Received(received) = &events[0] else { panic!("the first event is the receipt") };
        let mut story = Story { log: Vec::new(), case: Case::begin(received, now), now };
        events.into_iter().for_each(|event| story.keep(now, Actor::system(), event));
        story
    }

    /// A complete licence application, online.
    pub fn licence() -> Story {
        Story::begins(application(licence(), ALL, online()))
    }

    /// The same, accepted at once.
    pub fn accepted() -> Story {
        Story::accepted_with(licence())
    }

    pub fn accepted_with(terms: Terms) -> Story {
        let mut story = Story::begins(application(terms, ALL, online()));
        story.does(Accept { by: clerk() });
        story
    }

    /// The same, read and agreed to.
    pub fn examined() -> Story {
        let mut story = Story::accepted();
        story.does(agree("read", examiner()));
        story
    }

    /// The same, granted.
    pub fn granted() -> Story {
        let mut story = Story::examined();
        story.does(grant());
        story
    }

    /// The same, with the result made.
    pub fn ready() -> Story {
        let mut story = Story::granted();
        story.does(MakeResult { document: None, number: Some("许0001".into()), by: None });
        story
    }

    /// The same, handed over at the window.
    pub fn delivered() -> Story {
        let mut story = Story::ready();
        story.does(handover());
        story
    }

    fn keep(&mut self, at: Timestamp, actor: Actor, event: CaseEvent) {
        self.case.apply(&event, at);
        let (stream, position) = (StreamId::of("case", number()), self.log.len() as u64 + 1);
        self.log.push(Recorded { stream, position, at, actor, event });
        let folded = Case::fold(&self.log).expect("it begins with a receipt");
        // `begin` is replayed by the fold, so only later events need comparing.
        if 1 < self.log.len() {
            assert_eq!(folded, self.case, "the stream folds to the case");
        }
    }

    /// Time passes.
    pub fn at(&mut self, text: &str) -> &mut Self {
        self.now = time(text);
        self
    }

    /// Carries out an order; gives back the names of what happened, what fell due in front.
    pub fn does(&mut self, command: impl Into<Command>) -> Vec<&'static str> {
        let decided = self
            .case
            .decide(command, &CALENDAR, self.now)
            .unwrap_or_else(|refusal| panic!("refused: {refusal}"));
        self.write(decided)
    }

    pub fn write(&mut self, decided: Decided) -> Vec<&'static str> {
        let from = self.log.len();
        for Timed { at, event } in decided.due {
            self.keep(at, Actor::clock(), event);
        }
        for event in decided.events {
            self.keep(decided.at, Actor::system(), event);
        }
        self.log[from..].iter().map(|recorded| recorded.event.name()).collect()
    }

    /// The job that makes visible what fell due.
    pub fn tick(&mut self) -> Vec<&'static str> {
        let due = self.case.due_transitions(&CALENDAR, self.now).expect("the calendar is whole");
        self.write(Decided { due, at: self.now, events: Vec::new() })
    }

    /// The refusal of an order.
    pub fn refusal(&self, command: impl Into<Command>) -> CaseRefusal {
        match self.case.decide(command, &CALENDAR, self.now) {
            Err(refusal) => refusal,
            Ok(decided) => panic!("it was not refused: {:?}", decided.events),
        }
    }

    /// The message key of the refusal of an order.
    pub fn refuses(&self, command: impl Into<Command>) -> &'static str {
        self.refusal(command).key()
    }

    pub fn stage(&self) -> &'static str {
        self.case.stage().code()
    }

    /// When a due date ends, local.
    pub fn due(&self, kind: &DeadlineKind) -> Option<String> {
        let deadlines = self.case.deadlines();
        let found = deadlines.iter().find(|deadline| deadline.kind == *kind)?;
        found.due.map(|due| local(due.at))
    }

    pub fn last(&self) -> &CaseEvent {
        &self.log.last().expect("a story has events").event
    }
}
