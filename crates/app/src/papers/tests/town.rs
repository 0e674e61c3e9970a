//! A small town with one licence, one clerk, one examiner and one head, on a ledger in a temporary folder.

#![allow(dead_code, reason = "each test binary uses its own part")]

use app::cases::{Applicants, Application, CaseOrder, Outcome, RawForm, Seat};
use app::papers::{IssueReport, Press, SealHow, SealOrder};
use app::{Action, Assurance, Caller, City, NewPerson, Opening, Ports, Problem, Settings};
use cases::{Accept, Command, GiveOpinion, Given, GivenHow, Grant, Official, Verdict};
use catalogue::Matter;
use identity::{Contact, PaperKind, Posting, Role};
use kernel::{AccountId, CaseNumber, Language, Moment, Timestamp};
use ledger::{Keyring, Suite};
use packs::Pack;
use std::collections::BTreeMap;
use std::sync::Arc;
use testbed::Kept;

/// The town.
pub struct Town {
    /// The running city.
    pub city: City,
    /// What the pack says, after the changes of a test.
    pub pack: Pack,
    kept: Kept,
}

/// The licence of the town.
pub const LICENCE: &str = "drainage-permit";

/// A Thursday morning in office hours.
pub const MORNING: &str = "2026-11-05T09:05:00+08:00";

impl Town {
    /// A demo town with this press; `change` may change the pack before it is taken in.
    pub fn new(press: Option<Arc<dyn Press>>, change: impl FnOnce(&mut Pack)) -> Self {
        let kept = testbed::on_sqlite();
        let opening = Opening {
            place: kept.place.clone(),
            keys: Keyring::ephemeral(Suite::International).expect("the system gives randomness"),
            settings: Settings { public_address: "https://city.example".into(), ..Settings::default() },
            ports: Ports { press, ..Ports::default() },
        };
        let city = City::open(opening).expect("an empty folder opens");
        let mut pack = testbed::pack();
        pack.matters = vec![testbed::small_licence(&pack)];
        change(&mut pack);
        let moment = at(MORNING);
        city.found(true, "zhuhai", &moment).expect("it is founded once");
        city.load_pack(&pack, &moment).expect("the pack is taken in");
        Town { city, pack, kept }
    }

    /// A member of staff of the licence's department.
    pub fn staff(&self, role: Role) -> Caller {
        let department = self.pack.matters[0].department.clone();
        let seed = role as u128 + 1;
        let posting = Posting {
            post: "post".into(),
            role,
            department,
            region: self.pack.manifest.region.clone(),
            window: None,
        };
        let account = Some(AccountId(uuid::Uuid::from_u128(seed)));
        Caller { account, postings: vec![posting], ..Caller::guest(Language::Chinese) }
    }

    /// An application of `name` with all materials, taken in at the counter.
    pub fn apply(&self, name: &str, when: &str) -> CaseNumber {
        self.apply_with(name, when, |_| {})
    }

    /// The same with a change to the application.
    pub fn apply_with(&self, name: &str, when: &str, change: impl FnOnce(&mut Application)) -> CaseNumber {
        let clerk = self.staff(Role::Clerk);
        let mut application = application(&self.pack.matters[0], name);
        change(&mut application);
        let taken = self.city.submit(&clerk, &application, &at(when), |_| None).expect("it is taken in");
        taken.case.number().clone()
    }

    /// Carries an order out as the first of the caller's seats.
    pub fn order(
        &self,
        role: Role,
        number: &CaseNumber,
        action: Action,
        when: &str,
        command: impl Fn(Official) -> Command,
    ) -> Outcome {
        self.try_order(role, number, action, when, command).expect("the law allows it")
    }

    /// The same where it may be refused.
    pub fn try_order(
        &self,
        role: Role,
        number: &CaseNumber,
        action: Action,
        when: &str,
        command: impl Fn(Official) -> Command,
    ) -> Result<Outcome, Problem> {
        let order = CaseOrder { number, action, seen: None, idempotency: None };
        let make = |seat: &Seat| Ok(command(seat.official().expect("staff sits here").clone()));
        self.city.order_case(&self.staff(role), &order, &at(when), make)
    }

    /// The seal on every paper of a case that carries none.
    pub fn seal(&self, number: &CaseNumber, when: &str) {
        let papers = self.city.papers_of(number).expect("read");
        let papers = papers.iter().filter(|paper| !paper.sealed);
        let papers: Vec<_> = papers.map(|paper| paper.id.parse().expect("an id")).collect();
        let how = SealHow::Stamp { seal: "行政审批专用章".into() };
        let order = SealOrder { case: number, papers: &papers, how: &how, idempotency: None };
        self.city.record_seals(&self.staff(Role::Clerk), &order, &at(when)).expect("she hands papers out");
    }

    /// From acceptance to a granted licence.
    pub fn grant(&self, number: &CaseNumber) {
        self.order(Role::Clerk, number, Action::Accept, "2026-11-05T10:00:00+08:00", |by| {
            Accept { by }.into()
        });
        self.order(Role::Examiner, number, Action::Examine, "2026-11-06T10:00:00+08:00", |by| {
            let (verdict, opinion) = (Verdict::Agree, "材料齐全，符合条件".to_owned());
            GiveOpinion { step: "examine".into(), verdict, opinion, with: Vec::new(), by }.into()
        });
        self.order(Role::Head, number, Action::Decide, "2026-11-09T10:00:00+08:00", |by| {
            Grant {
                opinion: "同意".into(), conditions: Some("按核定的水量排放\n定期清掏".into()), by
            }
            .into()
        });
    }

    /// One round of the document worker.
    pub fn issue(&self, when: &str) -> IssueReport {
        self.city.issue_papers(&at(when), 100).expect("the storage works")
    }
}

/// A moment of this time; equal texts draw different chance by their length only, so pass different times.
pub fn at(text: &str) -> Moment {
    let now: Timestamp = text.parse().expect("a time");
    Moment::new(now, now.as_microsecond().unsigned_abs())
}

fn application(matter: &Matter, name: &str) -> Application {
    let person = NewPerson {
        name: name.to_owned(),
        paper: PaperKind::CitizenCard,
        number: "11010519491231002X".into(),
        contact: Contact::default(),
        assurance: Assurance::Verified,
    };
    let given = |key: &str, how| Given { material: key.into(), how, blobs: Vec::new() };
    Application {
        matter: matter.code.clone(),
        version: None,
        applicant: Applicants::Person(person),
        situations: BTreeMap::new(),
        form: RawForm::Page([("address".to_owned(), vec!["香洲区样例路1号".to_owned()])].into()),
        materials: vec![given("licence", GivenHow::Shown), given("pretreatment", GivenHow::Original)],
        gaps: Vec::new(),
        commitments: Vec::new(),
        delivery: None,
        draft: None,
        window: None,
        channel: None,
    }
}
