//! A small city in a temporary folder: the pack's matters and citizens, no papers and no mail.

use app::{Assurance, City, NewAccount, NewPerson, Opening, Ports, Settings};
use identity::{Contact, Owner, PaperKind};
use kernel::{AccountId, Actor, Moment, PersonId, Timestamp};
use ledger::{Keyring, Suite};
use packs::Pack;
use std::sync::Arc;
use testbed::Kept;
use web::desk::House;
use web::doorplate::Doorplate;

/// Time and chance of now.
pub fn moment() -> Moment {
    Moment::new(Timestamp::now(), getrandom::u64().expect("the system draws"))
}

/// A new city with this pack; it lies where `Kept` is.
pub fn found(pack: &Pack) -> (City, Kept) {
    let kept = testbed::on_sqlite();
    let keys = Keyring::ephemeral(Suite::International).expect("fresh keys");
    let (settings, ports) = (Settings::default(), Ports::default());
    let opening = Opening { place: kept.place.clone(), keys, settings, ports };
    let city = City::open(opening).expect("the city opens");
    city.found(true, "zhuhai", &moment()).expect("it is founded");
    city.load_pack(pack, &moment()).expect("the pack is taken in");
    (city, kept)
}

/// A verified citizen with an account; `digits` begin the citizen number.
pub fn citizen(
    city: &City,
    login: &str,
    name: &str,
    digits: &str,
    password: Option<&str>,
) -> (PersonId, AccountId) {
    let contact = Contact {
        telephone: Some("13800138000".into()),
        mail: Some(format!("{login}@example.org")),
        address: Some("香洲区人民东路 2 号".into()),
    };
    let new = NewPerson {
        name: name.into(),
        paper: PaperKind::CitizenCard,
        number: testbed::citizen_number(digits),
        contact,
        assurance: Assurance::Verified,
    };
    let person = city.know_person(&new, &Actor::system(), &moment()).expect("known");
    let password = password.map(str::to_owned);
    let account = NewAccount { login: login.into(), owner: Owner::Person { person }, password };
    let account = city.open_account_as(&Actor::system(), &account, &moment()).expect("opened");
    (person, account)
}

/// The city behind its doors.
pub fn house(city: &City) -> House {
    let doorplate = Doorplate::sample();
    House { city: city.clone(), doorplate: Arc::new(doorplate) }
}
