//! A small city in a temporary folder: the pack's matters, two citizens and their tokens.

use app::{Assurance, City, NewAccount, NewPerson, Opening, Ports, Settings};
use axum::Router;
use catalogue::form::DateSide;
use catalogue::{FieldKind, OneOrMore};
use identity::{Contact, Owner, PaperKind};
use kernel::{Actor, LocalText, MatterCode, Moment, Timestamp};
use ledger::{Keyring, Place, Suite};
use serde_json::{Map, Value, json};
use std::path::Path;
use std::sync::Arc;
use web::desk::House;
use web::doorplate::Doorplate;
use web::frame::Portal;

/// The matter that the tests apply for.
const MATTER: &str = "tree-felling";

/// A city with its folder, which goes away with it, and the tokens of its people.
pub struct Town {
    city: City,
    _folder: tempfile::TempDir,
    /// A citizen's token.
    pub anna: String,
    /// Another citizen's.
    pub bernd: String,
    /// A token that only reads.
    pub reader: String,
    /// A token whose time is over.
    pub old: String,
}

fn moment() -> Moment {
    Moment::new(Timestamp::now(), getrandom::u64().expect("the system draws"))
}

impl Town {
    /// Founds the town.
    pub fn found() -> Town {
        let folder = tempfile::tempdir().expect("a folder for the city");
        let place = Place::Sqlite { folder: folder.path().to_owned() };
        let keys = Keyring::ephemeral(Suite::International).expect("fresh keys");
        let (settings, ports) = (Settings::default(), Ports::default());
        let city = City::open(Opening { place, keys, settings, ports }).expect("the city opens");
        city.found(true, "zhuhai", &moment()).expect("it is founded");
        let pack = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs/zhuhai");
        let (pack, _) = packs::load(&pack).unwrap_or_else(|report| panic!("the pack is broken: {report:?}"));
        city.load_pack(&pack, &moment()).expect("the pack is taken in");
        let anna = citizen(&city, "anna", "陈安娜", "11010119900307445");
        let bernd = citizen(&city, "bernd", "李白", "11010119850102003");
        let token = |account, scopes: &[&str], days, now| {
            let scopes: Vec<String> = scopes.iter().map(|scope| (*scope).to_owned()).collect();
            city.new_token(account, "test", &scopes, days, now).expect("a token")
        };
        let now = Timestamp::now();
        let long_ago = now - jiff::SignedDuration::from_hours(72);
        Town {
            anna: token(anna, &["cases"], 1, now),
            bernd: token(bernd, &["cases"], 1, now),
            reader: token(anna, &["cases:read"], 1, now),
            old: token(anna, &["cases"], 1, long_ago),
            city,
            _folder: folder,
        }
    }

    /// The doors of the town.
    pub fn router(&self) -> Router {
        let doorplate = Doorplate {
            name: LocalText::from("一门"),
            place: LocalText::from("某市"),
            keeper: LocalText::from("某局"),
            telephone: "12345".into(),
            brand: None,
            demo: true,
            secure: false,
        };
        let house = House { city: self.city.clone(), doorplate: Arc::new(doorplate) };
        web::portals::open(house, &[Portal::Api])
    }

    /// An application with a filled form.
    pub fn application(&self) -> Value {
        let content = self.city.content();
        let matter = &content.matters[&MatterCode(MATTER.into())].matter;
        let wished = [("doing", "fell"), ("old", "no"), ("why", "danger")];
        let mut known = catalogue::Answers::default();
        let mut sent = Map::new();
        loop {
            let open = matter.questions_to_ask(&known).find(|asked| !sent.contains_key(&asked.key)).cloned();
            let Some(question) = open else { break };
            let wish = wished.iter().find(|(key, _)| *key == question.key).map(|(_, option)| *option);
            let open = question.options.iter().find(|option| option.stop.is_none());
            let option = wish.unwrap_or_else(|| &open.expect("an option that goes on").key).to_owned();
            sent.insert(question.key.clone(), json!([option]));
            known.0.insert(question.key.clone(), OneOrMore(vec![option]));
        }
        let mut form = Map::new();
        for section in matter.form.sections.iter().filter(|section| section.when.holds(&known)) {
            for field in section.fields.iter().filter(|field| field.when.holds(&known)) {
                form.insert(field.key.0.clone(), self.fill(&field.kind));
            }
        }
        json!({ "matter": MATTER, "situations": sent, "form": form, "materials": [] })
    }

    fn fill(&self, kind: &FieldKind) -> Value {
        let content = self.city.content();
        match kind {
            FieldKind::Number { least, .. } => least
                .as_ref()
                .map_or(json!(1), |least| serde_json::from_str(&least.to_string()).expect("a number")),
            FieldKind::Money { .. } => json!("1200.00"),
            FieldKind::Date { side: Some(DateSide::Past) } => json!("2026-01-05"),
            FieldKind::Date { .. } => json!("2027-01-05"),
            FieldKind::Choice { options } => json!(options[0].key),
            FieldKind::Multi { options, .. } => json!([options[0].key]),
            FieldKind::YesNo => json!(true),
            FieldKind::PersonName => json!("陈安娜"),
            FieldKind::Telephone => json!("13800138000"),
            FieldKind::Region { level } => {
                let found = content.ground.regions.iter().find(|region| region.level == *level);
                json!(found.expect("a region").code)
            }
            _ => json!("人民东路 2 号"),
        }
    }
}

fn citizen(city: &City, login: &str, name: &str, first_seventeen: &str) -> kernel::AccountId {
    let new = NewPerson {
        name: name.into(),
        paper: PaperKind::CitizenCard,
        number: valid(first_seventeen),
        contact: Contact { telephone: Some("13800138000".into()), ..Contact::default() },
        assurance: Assurance::Verified,
    };
    let person = city.know_person(&new, &Actor::system(), &moment()).expect("known");
    let account = NewAccount { login: login.into(), owner: Owner::Person { person }, password: None };
    city.open_account_as(&Actor::system(), &account, &moment()).expect("opened")
}

/// The number with the check symbol that fits its first seventeen digits.
fn valid(first_seventeen: &str) -> String {
    let today = jiff::civil::date(2026, 1, 1);
    "0123456789X"
        .chars()
        .map(|check| format!("{first_seventeen}{check}"))
        .find(|number| identity::CitizenNumber::parse(number, today).is_ok())
        .expect("one of eleven symbols fits")
}
