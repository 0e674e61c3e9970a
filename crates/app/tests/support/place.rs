//! A small city with one licence, fakes for what lies outside, and a person who can be reached by mail and telephone.
#![allow(dead_code, reason = "each test binary uses its own part")]

use app::cases::{Applicants, Application, CaseOrder, RawForm, Seat};
use app::{
    Action, Assurance, Caller, City, DeliveryReport, Departure, IdentityProvider, Letter, Mailer, NewPerson,
    Opening, OutsideIdentity, Ports, ProviderFault, Sent, Settings, ShortMessage, SmsGateway,
};
use cases::{Command, Given, GivenHow, Official};
use catalogue::Matter;
use identity::{AdministratorRole, Contact, PaperKind, Posting, Role};
use kernel::{AccountId, CaseNumber, Language, Moment};
use ledger::{Keyring, Suite};
use notices::QuietHours;
use packs::Pack;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock};
use testbed::Kept;

/// Keeps what it is given and answers what a test wants.
#[derive(Default)]
pub struct NoteMailer {
    pub letters: Mutex<Vec<Letter>>,
    pub answer: Mutex<Option<Sent>>,
}

impl Mailer for NoteMailer {
    fn send(&self, letter: &Letter) -> Sent {
        self.letters.lock().unwrap().push(letter.clone());
        self.answer.lock().unwrap().clone().unwrap_or(Sent::Taken(None))
    }
}

/// Keeps what it is given and answers what a test wants.
#[derive(Default)]
pub struct NoteGateway {
    pub messages: Mutex<Vec<ShortMessage>>,
    pub answer: Mutex<Option<Sent>>,
    pub reports: Mutex<Vec<DeliveryReport>>,
    pub is_down: std::sync::atomic::AtomicBool,
}

impl SmsGateway for NoteGateway {
    fn send(&self, message: &ShortMessage) -> Sent {
        self.messages.lock().unwrap().push(message.clone());
        self.answer.lock().unwrap().clone().unwrap_or(Sent::Taken(None))
    }

    fn reports(&self, after: u64) -> Result<Vec<DeliveryReport>, String> {
        if self.is_down.load(std::sync::atomic::Ordering::Relaxed) {
            return Err("nobody answers".to_owned());
        }
        let reports = self.reports.lock().unwrap();
        Ok(reports.iter().filter(|report| after < report.sequence).cloned().collect())
    }
}

/// Lets everybody in as whom the test says.
#[derive(Default)]
pub struct NoteProvider {
    pub identity: Mutex<Option<Result<OutsideIdentity, ProviderFault>>>,
    pub started: Mutex<u32>,
}

impl IdentityProvider for NoteProvider {
    fn id(&self) -> &str {
        "province"
    }

    fn name(&self) -> &str {
        "省统一身份认证"
    }

    fn start(&self, return_to: &str) -> Result<Departure, ProviderFault> {
        let mut started = self.started.lock().unwrap();
        *started += 1;
        let state = format!("state-{started}");
        Ok(Departure { address: format!("https://province.example/?to={return_to}"), state, kept: json!({}) })
    }

    fn finish(&self, _: &Value, _: &str, _: &str, _: &str) -> Result<OutsideIdentity, ProviderFault> {
        self.identity.lock().unwrap().clone().expect("the test says who it is")
    }
}

pub struct Town {
    pub city: City,
    pub mailer: Arc<NoteMailer>,
    pub gateway: Arc<NoteGateway>,
    pub provider: Arc<NoteProvider>,
    pack: Pack,
    _kept: Kept,
}

/// The pack is read once for all tests of a binary.
fn whole_pack() -> Pack {
    static PACK: OnceLock<Pack> = OnceLock::new();
    let read = || {
        let mut pack = testbed::pack();
        pack.matters = vec![testbed::small_licence(&pack)];
        pack
    };
    PACK.get_or_init(read).clone()
}

impl Town {
    /// With mailer, gateway and provider.
    pub fn new() -> Self {
        Town::with(|ports, mailer, gateway, provider| {
            ports.mailer = Some(mailer);
            ports.sms = Some(gateway);
            ports.identity = vec![provider];
        })
    }

    pub fn with(link: impl FnOnce(&mut Ports, Arc<NoteMailer>, Arc<NoteGateway>, Arc<NoteProvider>)) -> Self {
        let kept = testbed::on_sqlite();
        let (mailer, gateway, provider) =
            (Arc::<NoteMailer>::default(), Arc::<NoteGateway>::default(), Arc::<NoteProvider>::default());
        let mut ports = Ports::default();
        link(&mut ports, mailer.clone(), gateway.clone(), provider.clone());
        let never = "00:00:00".parse().unwrap();
        let settings = Settings {
            public_address: "https://city.example".into(),
            // Tests run at night as well.
            quiet_hours: QuietHours { from: never, until: never },
            ..Settings::default()
        };
        let keys = Keyring::ephemeral(Suite::International).unwrap();
        let city = City::open(Opening { place: kept.place.clone(), keys, settings, ports }).unwrap();
        let pack = whole_pack();
        city.found(false, "zhuhai", &now()).unwrap();
        city.load_pack(&pack, &now()).unwrap();
        Town { city, mailer, gateway, provider, pack, _kept: kept }
    }

    pub fn staff(&self, role: Role) -> Caller {
        let department = self.pack.matters[0].department.clone();
        let region = self.pack.manifest.region.clone();
        let posting = Posting { post: "post".into(), role, department, region, window: None };
        let account = Some(AccountId(uuid::Uuid::from_u128(role as u128 + 1)));
        Caller { account, postings: vec![posting], ..Caller::guest(Language::Chinese) }
    }

    pub fn administrator(&self) -> Caller {
        self.of_office(AdministratorRole::System)
    }

    /// Whoever holds one of the three offices.
    pub fn of_office(&self, role: AdministratorRole) -> Caller {
        let account = Some(AccountId(uuid::Uuid::from_u128(99)));
        let administrator = Some(role);
        Caller { account, administrator, ..Caller::guest(Language::Chinese) }
    }

    /// Lets the gateway approve the text message of every occasion that the pack has one for.
    pub fn approve_all(&self) {
        for message in self.pack.messages.iter().filter(|message| message.sms.is_some()) {
            let id = format!("SMS_{}", message.occasion.word());
            self.city.approve_template(&self.administrator(), message.occasion, &id, &now()).unwrap();
        }
    }

    /// An application at the counter of a person with this contact.
    pub fn apply(&self, contact: Contact) -> CaseNumber {
        self.apply_at(contact, &now())
    }

    pub fn apply_at(&self, contact: Contact, moment: &Moment) -> CaseNumber {
        let clerk = self.staff(Role::Clerk);
        let taken = self.city.submit(&clerk, &application(&self.pack.matters[0], contact), moment, |_| None);
        taken.unwrap().case.number().clone()
    }

    pub fn order(
        &self,
        role: Role,
        number: &CaseNumber,
        action: Action,
        moment: &Moment,
        command: impl Fn(Official) -> Command,
    ) {
        let order = CaseOrder { number, action, seen: None, idempotency: None };
        let make = |seat: &Seat| Ok(command(seat.official().expect("staff sits here").clone()));
        self.city.order_case(&self.staff(role), &order, moment, make).unwrap();
    }

    pub fn letters(&self) -> Vec<Letter> {
        self.mailer.letters.lock().unwrap().clone()
    }

    pub fn messages(&self) -> Vec<ShortMessage> {
        self.gateway.messages.lock().unwrap().clone()
    }
}

/// Now, as the workers need it: leases run on the database's clock.
pub fn now() -> Moment {
    let now = kernel::Timestamp::now();
    Moment::new(now, now.as_nanosecond().unsigned_abs() as u64)
}

/// A time of the past, for what must be due by now on the database's clock.
pub fn at(text: &str) -> Moment {
    let now: kernel::Timestamp = text.parse().unwrap();
    Moment::new(now, now.as_microsecond().unsigned_abs())
}

pub fn contact(telephone: Option<&str>, mail: Option<&str>) -> Contact {
    let owned = |text: Option<&str>| text.map(str::to_owned);
    Contact { telephone: owned(telephone), mail: owned(mail), address: None }
}

pub fn chen(contact: Contact) -> NewPerson {
    NewPerson {
        name: "陈示例".into(),
        paper: PaperKind::CitizenCard,
        number: "440402198803151025".into(),
        contact,
        assurance: Assurance::Verified,
    }
}

fn application(matter: &Matter, contact: Contact) -> Application {
    let given = |key: &str, how| Given { material: key.into(), how, blobs: Vec::new() };
    Application {
        matter: matter.code.clone(),
        version: None,
        applicant: Applicants::Person(chen(contact)),
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
