//! A small city in a temporary folder: the pack's matters, two citizens, no papers and no mail.

use app::{Assurance, City, NewAccount, NewOrganisation, NewPerson, Opening, Ports, Settings};
use identity::{Contact, MandateCommand, MandateKind, Owner, PaperKind};
use kernel::{Actor, Language, LocalText, Moment, PersonId, Timestamp};
use ledger::{Keyring, Place, Suite};
use std::path::Path;
use std::sync::Arc;
use web::desk::House;
use web::doorplate::Doorplate;

/// The password of every citizen of the town.
pub const PASSWORD: &str = "Correct-Horse-7";

/// A city with its folder, which goes away with it.
pub struct Town {
    /// The city.
    pub city: City,
    // Removed with the town.
    _folder: tempfile::TempDir,
    pack: packs::Pack,
}

/// Time and chance of now.
pub fn moment() -> Moment {
    Moment::new(Timestamp::now(), getrandom::u64().expect("the system draws"))
}

impl Town {
    /// Founds the town: `anna` with an enterprise to act for, and `bernd`.
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
        let town = Town { city, _folder: folder, pack };
        let anna = town.citizen("anna", "陈安娜", "440402199001010014");
        town.citizen("bernd", "李白", "440402198501010038");
        town.enterprise(anna);
        town
    }

    fn citizen(&self, login: &str, name: &str, number: &str) -> PersonId {
        let contact = Contact {
            telephone: Some("13800138000".into()),
            mail: Some(format!("{login}@example.org")),
            address: Some("香洲区人民东路 2 号".into()),
        };
        let new = NewPerson {
            name: name.into(),
            paper: PaperKind::CitizenCard,
            number: valid(number),
            contact,
            assurance: Assurance::Verified,
        };
        let person = self.city.know_person(&new, &Actor::system(), &moment()).expect("known");
        let account = NewAccount {
            login: login.into(),
            owner: Owner::Person { person },
            password: Some(PASSWORD.into()),
        };
        self.city.open_account_as(&Actor::system(), &account, &moment()).expect("opened");
        person
    }

    fn enterprise(&self, agent: PersonId) {
        let new = NewOrganisation {
            name: "海风餐饮有限公司".into(),
            code: "91350100M000100Y43".into(),
            representative: "陈安娜".into(),
            contact: Contact { address: Some("香洲区海滨路 1 号".into()), ..Contact::default() },
            assurance: Assurance::Verified,
        };
        let principal = self.city.know_organisation(&new, &Actor::system(), &moment()).expect("known");
        let give = MandateCommand::Give {
            agent,
            principal,
            kind: MandateKind::LegalRepresentative,
            until: None,
            evidence: "营业执照".into(),
        };
        self.city.order_mandate(&Actor::system(), agent, principal, give, &moment()).expect("given");
    }

    /// Publishes a new version of a matter, as if a day had changed in its promise.
    pub fn publish_anew(&self, code: &str) {
        let code = kernel::MatterCode(code.to_owned());
        let mut pack = self.pack.clone();
        let matter =
            pack.matters.iter_mut().find(|matter| matter.code == code).expect("a matter of the pack");
        matter.limits.promised = Some(calendar::Limit::WorkingDays(3));
        self.city.load_pack(&pack, &moment()).expect("a draft of the new version");
        let by = |n: u128| {
            let mut caller = app::Caller::guest(Language::Chinese);
            caller.account = Some(format!("00000000-0000-0000-0000-{n:012}").parse().expect("an id"));
            caller.postings = vec![identity::Posting {
                post: "manager".into(),
                role: identity::Role::Manager,
                department: "government-services".into(),
                region: "440400".into(),
                window: None,
            }];
            caller
        };
        let history = self.city.matter_history(&code).expect("its history");
        let (version, _) = history.open_draft().expect("the draft that the pack left");
        let change =
            |caller, change| self.city.change_matter(&caller, &code, &change, &moment()).expect("allowed");
        change(by(1), app::MatterChange::Review { version });
        change(by(2), app::MatterChange::Publish { version });
    }

    /// The doors of the town.
    pub fn house(&self) -> House {
        let doorplate = Doorplate {
            name: LocalText::from("一门"),
            place: LocalText::from("某市"),
            keeper: LocalText::from("某局"),
            telephone: "12345".into(),
            brand: None,
            demo: true,
            secure: false,
        };
        House { city: self.city.clone(), doorplate: Arc::new(doorplate) }
    }

    /// A session of a citizen: the cookie's secret and the token of its forms.
    pub fn sign_in(&self, login: &str) -> (String, String) {
        let account = self.city.check_password(login, PASSWORD, Timestamp::now()).expect("the password fits");
        let opened = self.city.open_session(account, Assurance::Verified, Language::Chinese, &moment());
        let session = opened.expect("a session");
        (session.secret, session.csrf)
    }
}

/// The number with the check symbol that fits its first seventeen digits.
fn valid(number: &str) -> String {
    let body = &number[..17];
    let today = jiff::civil::date(2026, 1, 1);
    "0123456789X"
        .chars()
        .map(|check| format!("{body}{check}"))
        .find(|number| identity::CitizenNumber::parse(number, today).is_ok())
        .expect("one of eleven symbols fits")
}
