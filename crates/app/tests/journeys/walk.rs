//! A case on its way through the hands of the people who work on it, and what must be true at its end.

use crate::town::{MONDAY, Store, Town};
use app::access::{action_of, may};
use app::cases::{Application, CaseOrder, Seat, role_of_post};
use app::{Action, Caller, Problem};
use cases::{
    Accept, AppointSiteCheck, Archive, AskSupplement, Case, CaseEvent, ClaimStep, Command, Deliver,
    EndSpecial, FillGap, Flaw, GiveOpinion, Given, GivenHow, Grant, HandToCarrier, MakeResult, Move, No,
    Official, Proof, ProposeNo, RecordSiteCheck, SettlePayment, Settlement, Stage, StepState, Subject,
    Supplement, Verdict, Via, Viewer,
};
use catalogue::{DeliveryWay, PostRole, StepKey, StepKind};
use jiff::SignedDuration;
use kernel::{CaseNumber, DepartmentId, Timestamp};
use std::time::{Duration, Instant};

const POSTS: &[PostRole] = &[
    PostRole::Clerk,
    PostRole::Examiner,
    PostRole::Reviewer,
    PostRole::Expert,
    PostRole::Issuer,
    PostRole::ChiefAtHall,
    PostRole::Head,
];

/// One case with the people around it.
pub struct Walk {
    pub town: Town,
    pub citizen: Caller,
    pub number: CaseNumber,
    pub now: Timestamp,
    pub staff: Vec<(Official, Caller)>,
}

pub fn given(key: &catalogue::MaterialKey) -> Given {
    Given { material: key.clone(), how: GivenHow::Original, blobs: Vec::new() }
}

impl Walk {
    /// A citizen applies online for the matter; none where the store is not at hand.
    pub fn begin(store: Store, code: &str) -> Option<Walk> {
        Walk::begin_with(store, code, &[], |_| {})
    }

    /// The same with these options of the situation questions and a change to the application.
    pub fn begin_with(
        store: Store,
        code: &str,
        choose: &[(&str, &str)],
        change: impl FnOnce(&mut Application),
    ) -> Option<Walk> {
        let town = Town::with(store, code)?;
        let citizen = town.chen();
        let mut application = town.application(choose);
        change(&mut application);
        let number = town.apply(&citizen, &application);
        let mut departments = vec![town.matter.department.clone()];
        departments.extend(town.matter.steps.iter().filter_map(|step| step.department.clone()));
        let staff = departments.iter().flat_map(|department| crew(&town, department)).collect();
        let now = MONDAY.parse().unwrap();
        let walk = Walk { town, citizen, number, now, staff };
        walk.is_in_the_right_lists();
        Some(walk)
    }

    pub fn case(&self) -> Case {
        self.town.city.case_of(&self.number).unwrap().unwrap()
    }

    pub fn events(&self) -> Vec<CaseEvent> {
        let recorded = self.town.city.events::<CaseEvent>(&Case::stream(&self.number)).unwrap();
        recorded.into_iter().map(|recorded| recorded.event).collect()
    }

    /// A quarter of an hour passes; after half past four it is the next morning, after Friday it is Monday.
    fn pass_time(&mut self) {
        self.now += SignedDuration::from_mins(15);
        let content = self.town.city.content();
        let calendar = content.city_calendar().unwrap();
        let local = calendar.local(self.now);
        if (16, 30) < (local.hour(), local.minute()) {
            self.days(1);
        }
    }

    /// So many working days later, in the morning; the law's clock has run.
    pub fn days(&mut self, working_days: u32) {
        let content = self.town.city.content();
        let calendar = content.city_calendar().unwrap();
        let mut date = calendar.date_of(self.now);
        for _ in 0..working_days {
            date = calendar.working_day_from(date.tomorrow().unwrap()).unwrap();
        }
        self.now = calendar.instant(date.at(9, 30, 0, 0));
        self.town.city.run_clock(&self.town.moment(self.now), 100).unwrap();
    }

    pub fn find(&self, fits: impl Fn(&Official) -> bool) -> Option<(Official, Caller)> {
        self.staff.iter().find(|(official, _)| fits(official)).cloned()
    }

    /// The first of the staff who may take this step now.
    pub fn who(&self, step: Move) -> Option<(Official, Caller)> {
        self.all_who(step).into_iter().next()
    }

    /// All of the staff who may take this step now.
    pub fn all_who(&self, step: Move) -> Vec<(Official, Caller)> {
        let case = self.case();
        let fits = |official: &Official| {
            may(role_of_post(official.role), action_of(step))
                && case.allows(step, Viewer::Staff(official), self.now)
        };
        self.staff.iter().filter(|(official, _)| fits(official)).cloned().collect()
    }

    /// Whoever may takes the step.
    pub fn step<C: Into<Command>>(&mut self, step: Move, command: impl FnOnce(Official) -> C) -> Case {
        let (official, caller) =
            self.who(step).unwrap_or_else(|| panic!("nobody may {step:?}: {:?}", self.case()));
        let command = command(official).into();
        self.order(&caller, action_of(step), &command)
            .unwrap_or_else(|problem| panic!("{command:?}: {problem}"))
    }

    /// The citizen does something with her own case.
    pub fn own<C: Into<Command>>(&mut self, command: impl FnOnce(Via) -> C) -> Case {
        let citizen = self.citizen.clone();
        let command = command(Via::online(citizen.account.unwrap())).into();
        self.order(&citizen, Action::AnswerOwnCase, &command)
            .unwrap_or_else(|problem| panic!("{command:?}: {problem}"))
    }

    /// Gives an order and lets time pass.
    pub fn order(&mut self, caller: &Caller, action: Action, command: &Command) -> Result<Case, Problem> {
        self.pass_time();
        let order = CaseOrder { number: &self.number, action, seen: None, idempotency: None };
        let moment = self.town.moment(self.now);
        let make = |_: &Seat| Ok(command.clone());
        Ok(self.town.city.order_case(caller, &order, &moment, make)?.case)
    }

    /// The clerk tells all defects at once: this material is not clear.
    pub fn ask(&mut self, subject: Subject) {
        let defects = vec![Flaw { subject, text: "看不清楚，请重新提供".into() }];
        self.step(Move::AskSupplement, |by| AskSupplement { defects, within: None, new_fact: None, by });
    }

    /// The citizen answers the notice with everything that it named.
    pub fn supply(&mut self) {
        let case = self.case();
        let notice = case.notices().last().expect("there is a notice");
        let settles = (0..notice.defects.len()).map(|place| u16::try_from(place).unwrap()).collect();
        let named = notice.defects.iter().filter_map(|defect| match &defect.subject {
            Subject::Material(key) => Some(given(key)),
            _ => None,
        });
        let materials = named.collect();
        self.own(|via| Supplement { materials, form: None, settles, via });
    }

    /// Who may proposes this no.
    pub fn propose(&mut self, no: No) {
        let case = self.case();
        let (by, caller) = self
            .find(|official| {
                may(role_of_post(official.role), Action::ProposeNo)
                    && case.possible_nos(official).contains(&no)
            })
            .unwrap_or_else(|| panic!("nobody may propose {no:?}"));
        let command = ProposeNo {
            no,
            reasons: "不符合条件，理由见说明".into(),
            basis: "办事指南载明的条件".into(),
            visitor_waits: false,
            by,
        };
        self.order(&caller, Action::ProposeNo, &command.into()).unwrap();
    }

    pub fn accept(&mut self) -> Case {
        self.step(Move::Accept, |by| Accept { by })
    }

    /// One step of the usual way; false when there is none.
    fn go_on(&mut self) -> bool {
        let case = self.case();
        match case.stage() {
            Stage::Received { .. } => drop(self.accept()),
            Stage::Supplementing(_) => self.supply(),
            Stage::Examining(_) => self.examine(&case),
            Stage::Granted { .. } => self.make(&case),
            Stage::Ready(_) | Stage::Ended { delivered: None, .. } => self.hand_over(&case),
            Stage::Delivered(_) | Stage::Ended { .. } => {
                self.step(Move::Archive, |by| Archive { by: Some(by) });
            }
            Stage::Archived { .. } | Stage::Elsewhere(_) => return false,
        }
        true
    }

    /// Goes the usual way until `until` holds.
    pub fn go_until(&mut self, until: impl Fn(&Case) -> bool) -> Case {
        for _ in 0..60 {
            let case = self.case();
            if until(&case) {
                return case;
            }
            assert!(self.go_on(), "the way ended before: {:?}", case.stage());
        }
        panic!("the way goes in circles: {:?}", self.case().stage());
    }

    /// Goes the usual way until somebody may take this step.
    pub fn go_until_may(&mut self, step: Move) {
        while self.who(step).is_none() {
            assert!(self.go_on(), "nobody ever may {step:?}");
        }
    }

    /// Whoever may works on this step until it is done.
    pub fn work_on(&mut self, step: &StepKey) {
        loop {
            let case = self.case();
            let found = self.find(|official| case.workable_steps(official).contains(step));
            let Some((by, caller)) = found else { return };
            let command = self.step_command(&case, step.clone(), by);
            self.order(&caller, Action::Examine, &command)
                .unwrap_or_else(|problem| panic!("{command:?}: {problem}"));
        }
    }

    fn examine(&mut self, case: &Case) {
        if case.examination().unwrap().special.is_some() {
            let outcome = "程序已完成".to_owned();
            self.step(Move::EndSpecial, |by| EndSpecial { outcome, by });
        } else if self.who(Move::SettlePayment).is_some() {
            let how = Settlement::Paid { way: "现金".into(), reference: "0001".into() };
            self.step(Move::SettlePayment, |by| SettlePayment { how, by: Some(by) });
        } else if !self.work_on_step(case) {
            self.is_in_the_right_lists();
            let opinion = "材料齐全，符合条件".to_owned();
            self.step(Move::Grant, |by| Grant { opinion, conditions: None, by });
        }
    }

    /// Works on the first open step; false when there is none.
    fn work_on_step(&mut self, case: &Case) -> bool {
        let found = self.find(|official| !case.workable_steps(official).is_empty());
        let Some((by, caller)) = found else { return false };
        let step = case.workable_steps(&by).remove(0);
        let command = self.step_command(case, step, by);
        self.order(&caller, Action::Examine, &command)
            .unwrap_or_else(|problem| panic!("{command:?}: {problem}"));
        true
    }

    fn step_command(&self, case: &Case, step: StepKey, by: Official) -> Command {
        let Some(StepState::Open(open)) = case.examination().unwrap().steps.get(&step) else {
            panic!("the step is open")
        };
        if open.claimed.is_none() {
            return ClaimStep { step, by }.into();
        }
        let second = self.find(|official| official.unit == by.unit && official.account != by.account);
        let with: Vec<_> = second.map(|(official, _)| official.account).into_iter().collect();
        if case.terms().step(&step).is_none_or(|planned| planned.kind != StepKind::SiteCheck) {
            let opinion = "经审查，符合条件".to_owned();
            return GiveOpinion { step, verdict: Verdict::Agree, opinion, with, by }.into();
        }
        let people: Vec<_> = std::iter::once(by.account).chain(with).collect();
        if open.appointment.is_none() {
            return AppointSiteCheck { step, at: self.now + SignedDuration::from_mins(30), people, by }
                .into();
        }
        let record = "现场与图纸一致".to_owned();
        let unsigned_because = Some("申请人不在场".to_owned());
        let (photographs, signature, verdict) = (Vec::new(), None, Verdict::Agree);
        RecordSiteCheck { step, people, record, photographs, signature, unsigned_because, verdict, by }.into()
    }

    fn make(&mut self, case: &Case) {
        let owed: Vec<_> =
            case.gaps().iter().filter(|(_, gap)| gap.filled.is_none()).map(|(key, _)| given(key)).collect();
        if !owed.is_empty() {
            self.own(|via| FillGap { materials: owed, via });
            return;
        }
        self.step(Move::MakeResult, |by| MakeResult { document: None, number: None, by: Some(by) });
    }

    fn hand_over(&mut self, case: &Case) {
        if self.who(Move::HandToCarrier).is_some() {
            let (carrier, tracking) = ("邮政".to_owned(), "EMS0001".to_owned());
            self.step(Move::HandToCarrier, |by| HandToCarrier { carrier, tracking, by });
            return;
        }
        let way = case.delivery().map_or(DeliveryWay::Window, |choice| choice.way);
        let way = if matches!(case.stage(), Stage::Ended { .. }) { DeliveryWay::Window } else { way };
        let proof = match way {
            DeliveryWay::Post => Proof::Carrier { reference: "已签收".into() },
            DeliveryWay::Electronic => Proof::Electronic,
            _ => Proof::Signed { signature: None },
        };
        self.step(Move::Deliver, |by| Deliver { way, proof, by: Some(by) });
    }

    /// Goes the usual way to the archive and checks what must be true there.
    pub fn finish(mut self) {
        let case = self.go_until(|case| matches!(case.stage(), Stage::Archived { .. }));
        assert!(case.is_over());
        self.is_in_the_right_lists();
        self.papers_hold();
        self.person_sees();
        self.receipt_proves();
        self.is_counted(&case);
        let report = self.town.city.audit_everything(None).unwrap();
        assert_eq!(report.findings, Vec::<String>::new());
        assert!(0 < report.values, "personal values are sealed and fit");
    }

    /// Every paper of the case is issued, opened by its owner and found by its bytes.
    fn papers_hold(&self) {
        let (city, now) = (&self.town.city, self.town.moment(self.now));
        let report = city.issue_papers(&now, 100).unwrap();
        assert_eq!((report.held, report.failed, report.dropped), (0, 0, 0), "{report:?}");
        let papers = city.papers_of(&self.number).unwrap();
        assert!(papers.iter().any(|paper| paper.kind == "receipt"), "{papers:?}");
        for paper in papers {
            let file = city.open_paper(&self.citizen, paper.id.parse().unwrap(), now.now).unwrap();
            let found = city.verify_file(&file.bytes, now.now).unwrap().expect("the city knows its paper");
            assert_eq!((found.sha256, found.demo), (file.sha256, false));
            let mut forged = file.bytes;
            forged.push(b'!');
            assert_eq!(city.verify_file(&forged, now.now).unwrap(), None);
        }
    }

    /// She has her messages, follows by number and code, and sees who read her data.
    fn person_sees(&self) {
        let city = &self.town.city;
        let inbox = city.inbox(&self.citizen, self.now, 50).unwrap();
        assert!(inbox.iter().any(|line| line.number == self.number.as_str()), "{inbox:?}");
        let sent = city.ledger().query("SELECT topic FROM outbox LIMIT 50", &[]).unwrap();
        assert!(!sent.is_empty(), "she is told outside too");
        let code = app::cases::query_code_of(city, &self.number);
        let follow = |code: &str| city.follow_by_code(self.number.as_str(), code, self.now);
        assert!(matches!(follow(&code), Ok(app::cases::Followed::Case(..))));
        assert!(follow("no code").is_err());
        let (_, clerk) = &self.staff[0];
        city.case_page(clerk, &self.number, None, self.now).unwrap();
        let later = self.now + SignedDuration::from_secs(1);
        assert!(!city.reads_of_me(&self.citizen, later, 50).unwrap().is_empty());
    }

    /// Her receipt proves that the city's tree holds the case; a forged one proves nothing.
    fn receipt_proves(&self) {
        let city = &self.town.city;
        // On PostgreSQL the tree takes an event up a moment after its commit.
        let patience = Instant::now() + Duration::from_secs(20);
        let (text, proof) = loop {
            let text = city.case_receipt(&self.citizen, &self.number, self.now).unwrap();
            let proof = city.verify_receipt(&text).unwrap();
            if proof.included || patience < Instant::now() {
                break (text, proof);
            }
            std::thread::sleep(Duration::from_millis(50));
        };
        assert!(proof.included && 0 < proof.values, "{proof:?}");
        assert_eq!(proof.number.as_ref(), Some(&self.number));
        let forged = text.replace(self.number.as_str(), "2026AAAAAAAAAA");
        assert_ne!(forged, text);
        assert!(city.verify_receipt(&forged).is_err());
    }
}

/// Two in each post of a department.
fn crew(town: &Town, department: &DepartmentId) -> Vec<(Official, Caller)> {
    let member = |role: PostRole, place| {
        let caller = town.staff(role, department, place);
        (caller.officials().remove(0), caller)
    };
    [0, 1].iter().flat_map(|place| POSTS.iter().map(move |role| member(*role, *place))).collect()
}
