//! A small city in a temporary folder: the pack's matters, two citizens, no papers and no mail.

#[path = "../support/city.rs"]
mod city;

use app::{Assurance, City, NewOrganisation};
pub use city::moment;
use identity::{Contact, MandateCommand, MandateKind};
use kernel::{Actor, Language, PersonId, Timestamp};
use testbed::Kept;
use web::desk::House;

/// The password of every citizen of the town.
pub const PASSWORD: &str = "Correct-Horse-7";

/// A city with its folder, which goes away with it.
pub struct Town {
    /// The city.
    pub city: City,
    // Removed with the town.
    _kept: Kept,
    pack: packs::Pack,
}

impl Town {
    /// Founds the town: `anna` with an enterprise to act for, and `bernd`.
    pub fn found() -> Town {
        Town::with(testbed::pack())
    }

    /// The same with another pack.
    pub fn with(pack: packs::Pack) -> Town {
        let (city, kept) = city::found(&pack);
        let (anna, _) = city::citizen(&city, "anna", "陈安娜", "440402199001010014", Some(PASSWORD));
        city::citizen(&city, "bernd", "李白", "440402198501010038", Some(PASSWORD));
        let town = Town { city, _kept: kept, pack };
        town.enterprise(anna);
        town
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
        city::house(&self.city)
    }

    /// A session of a citizen: the cookie's secret and the token of its forms.
    pub fn sign_in(&self, login: &str) -> (String, String) {
        let account = self.city.check_password(login, PASSWORD, Timestamp::now()).expect("the password fits");
        let opened = self.city.open_session(account, Assurance::Verified, Language::Chinese, &moment());
        let session = opened.expect("a session");
        (session.secret, session.csrf)
    }
}
