//! A city with one matter of the pack, on either store, with its citizens, its staff and a light press.

use app::cases::{Applicants, Application, RawForm, WantedDelivery};
use app::papers::{Press, RenderProblem, Rendered, TemplateFiles};
use app::{Assurance, Caller, City, NewAccount, NewPerson, Opening, Ports, Settings};
use cases::{Given, GivenHow};
use catalogue::form::DateSide;
use catalogue::{Answers, DeliveryWay, FieldKind, Matter, OneOrMore, PostRole, checklist};
use identity::{Contact, CreditCode, Owner, PaperKind, Posting};
use kernel::{AccountId, Actor, CaseNumber, DepartmentId, Language, Moment, Timestamp};
use ledger::{Keyring, Suite};
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use testbed::Kept;
pub use testbed::Store;

/// The city was founded on this Monday.
const FOUNDED: &str = "2026-03-02T09:00:00+08:00";
/// Citizens come on this one.
pub const MONDAY: &str = "2026-03-09T09:05:00+08:00";

/// Prints the facts themselves.
struct PlainPress;

impl Press for PlainPress {
    fn ready(&self) -> Result<(), RenderProblem> {
        Ok(())
    }

    fn print(&self, template: &TemplateFiles, facts: &Value) -> Result<Rendered, RenderProblem> {
        Ok(Rendered { pdf: format!("{}{facts}", template.main()).into_bytes(), pages: 1 })
    }
}

pub struct Town {
    pub city: City,
    pub matter: Matter,
    chance: AtomicU64,
    _kept: Kept,
}

impl Town {
    /// A city that has only this matter; none where the store is not at hand.
    pub fn with(store: Store, code: &str) -> Option<Town> {
        let kept = store.place()?;
        let keys = Keyring::ephemeral(Suite::International).unwrap();
        let settings = Settings { public_address: "https://city.example".into(), ..Settings::default() };
        let ports = Ports { press: Some(Arc::new(PlainPress)), ..Ports::default() };
        let city = City::open(Opening { place: kept.place.clone(), keys, settings, ports }).unwrap();
        let mut pack = testbed::pack();
        pack.matters.retain(|matter| matter.code.as_str() == code);
        let matter = pack.matters[0].clone();
        let founded = Moment::new(FOUNDED.parse().unwrap(), 1);
        city.found(false, "zhuhai", &founded).unwrap();
        city.load_pack(&pack, &founded).unwrap();
        Some(Town { city, matter, chance: AtomicU64::new(2), _kept: kept })
    }

    /// This time, with chance of its own.
    pub fn moment(&self, now: Timestamp) -> Moment {
        Moment::new(now, self.chance.fetch_add(1, Ordering::Relaxed).wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    /// A citizen with an account.
    pub fn citizen(&self, login: &str, name: &str, number: &str) -> Caller {
        let new = person(name, number);
        let now = FOUNDED.parse().unwrap();
        let person = self.city.know_person(&new, &Actor::system(), &self.moment(now)).unwrap();
        let account = NewAccount { login: login.into(), owner: Owner::Person { person }, password: None };
        let id = self.city.open_account_as(&Actor::system(), &account, &self.moment(now)).unwrap();
        let caller = self.city.caller_of(id).unwrap().unwrap();
        Caller { assurance: Assurance::Verified, ..caller }
    }

    /// The citizen of the journeys.
    pub fn chen(&self) -> Caller {
        self.citizen("chen", "陈示例", "440402198803151025")
    }

    /// A member of staff; `place` tells colleagues in the same post apart.
    pub fn staff(&self, role: PostRole, department: &DepartmentId, place: u128) -> Caller {
        let sum = department
            .as_str()
            .bytes()
            .fold(7_u128, |sum, byte| (sum * 31 + u128::from(byte)) % 1_000_000_007);
        let account = Some(AccountId(uuid::Uuid::from_u128(sum * 1_000 + role as u128 * 10 + place)));
        let posting = Posting {
            post: format!("{department}.{}.{place}", role.code()).as_str().into(),
            role: app::cases::role_of_post(role),
            department: department.clone(),
            region: self.city.content().about.region.as_str().into(),
            window: None,
        };
        Caller { account, postings: vec![posting], ..Caller::guest(Language::Chinese) }
    }

    /// An application with a filled form; `choose` prefers options of the situation questions.
    pub fn application(&self, choose: &[(&str, &str)]) -> Application {
        let situations = self.situations(choose);
        let answers = self.matter.read_answers(&situations).unwrap();
        let rows = checklist(&self.matter, &answers);
        let needed = rows.iter().filter(|row| row.is_needed());
        let given = |row: &catalogue::ChecklistRow<'_>| {
            let how = if row.material.from_form { GivenHow::FromForm } else { GivenHow::Shown };
            Given { material: row.material.key.clone(), how, blobs: Vec::new() }
        };
        Application {
            matter: self.matter.code.clone(),
            version: None,
            applicant: Applicants::Caller,
            form: RawForm::Page(self.form(&situations)),
            situations,
            materials: needed.map(given).collect(),
            gaps: Vec::new(),
            commitments: Vec::new(),
            delivery: Some(self.delivery(self.matter.delivery.first().copied())),
            draft: None,
            window: None,
            channel: None,
        }
    }

    /// A wish for this way of delivery.
    pub fn delivery(&self, way: Option<DeliveryWay>) -> WantedDelivery {
        let way = way.unwrap_or(DeliveryWay::Window);
        let address = (way == DeliveryWay::Post).then(|| "样例路 8 号".to_owned());
        WantedDelivery { way, address, electronic_consent: way == DeliveryWay::Electronic }
    }

    fn situations(&self, choose: &[(&str, &str)]) -> BTreeMap<String, Vec<String>> {
        let mut known = Answers::default();
        loop {
            let open =
                self.matter.questions_to_ask(&known).find(|asked| known.of(&asked.key).is_empty()).cloned();
            let Some(question) = open else { break };
            let wish = choose.iter().find(|(key, _)| *key == question.key).map(|(_, option)| *option);
            let usual = question.options.iter().find(|option| option.stop.is_none()).unwrap().key.as_str();
            known.0.insert(question.key.clone(), OneOrMore(vec![wish.unwrap_or(usual).to_owned()]));
        }
        known.0.into_iter().map(|(key, given)| (key, given.0)).collect()
    }

    fn form(&self, situations: &BTreeMap<String, Vec<String>>) -> BTreeMap<String, Vec<String>> {
        let both = |(key, texts): (&String, &Vec<String>)| (key.clone(), OneOrMore(texts.clone()));
        let mut known = Answers(situations.iter().map(both).collect());
        let mut filled = BTreeMap::new();
        for section in &self.matter.form.sections {
            if !section.when.holds(&known) {
                continue;
            }
            for field in &section.fields {
                if field.when.holds(&known) {
                    let texts = self.texts(&field.kind);
                    known.0.insert(field.key.0.clone(), OneOrMore(texts.clone()));
                    filled.insert(field.key.0.clone(), texts);
                }
            }
        }
        filled
    }

    fn texts(&self, kind: &FieldKind) -> Vec<String> {
        let one = match kind {
            FieldKind::Number { least, most, .. } => {
                least.as_ref().or(most.as_ref()).map_or("2".to_owned(), ToString::to_string)
            }
            FieldKind::Money { least, .. } => least.map_or("1200.00".to_owned(), |least| least.to_string()),
            FieldKind::Date { side: Some(DateSide::Past) } => "2026-01-20".to_owned(),
            FieldKind::Date { .. } => "2026-04-20".to_owned(),
            FieldKind::Choice { options } => options[0].key.clone(),
            FieldKind::Multi { options, least } => {
                let wanted = usize::from(*least).max(1);
                return options.iter().take(wanted).map(|option| option.key.clone()).collect();
            }
            FieldKind::YesNo => "no".to_owned(),
            FieldKind::PersonName => "李示例".to_owned(),
            FieldKind::IdentityNumber => "440402199507212043".to_owned(),
            FieldKind::Uscc => CreditCode::compose(440_402, 1_234_567).as_str().to_owned(),
            FieldKind::BankCard => "4111111111111111".to_owned(),
            FieldKind::Telephone => "13800138000".to_owned(),
            FieldKind::Region { level } => {
                let content = self.city.content();
                let found = content.ground.regions.iter().find(|region| region.level == *level);
                found.unwrap().code.0.clone()
            }
            _ => "样例路 8 号".to_owned(),
        };
        vec![one]
    }

    /// Applies online and says the number.
    pub fn apply(&self, citizen: &Caller, application: &Application) -> CaseNumber {
        let moment = self.moment(MONDAY.parse().unwrap());
        self.city.submit(citizen, application, &moment, |_| None).unwrap().case.number().clone()
    }
}

/// A person who is known by her paper.
pub fn person(name: &str, number: &str) -> NewPerson {
    NewPerson {
        name: name.into(),
        paper: PaperKind::CitizenCard,
        number: number.into(),
        contact: Contact { telephone: Some("13800138000".into()), ..Contact::default() },
        assurance: Assurance::Verified,
    }
}
