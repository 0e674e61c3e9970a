//! The accounts of a demo: eight that people log in with, and one for each staff post that has work.

use crate::{Sentence, people};
use app::{City, NewAccount};
use catalogue::PostRole;
use identity::{AccountCommand, AdministratorRole, Owner, Posting, Role};
use kernel::{AccountId, Actor, DepartmentId, Moment, PersonId, Private};
use std::collections::BTreeMap;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

/// The names and passwords of the demo accounts.
pub struct DemoAccounts(BTreeMap<&'static str, (String, String)>);

/// The file in the data folder that keeps them.
pub const FILE: &str = "demo-accounts.json";

impl DemoAccounts {
    /// Keeps them in the data folder, readable by its owner only.
    ///
    /// # Errors
    /// A sentence when the file cannot be written.
    pub fn keep(&self, folder: &Path) -> Result<(), Sentence> {
        let entry = |(role, (name, password)): (&&str, &(String, String))| {
            ((*role).to_owned(), serde_json::json!({"name": name, "password": password}))
        };
        let all: serde_json::Map<_, _> = self.0.iter().map(entry).collect();
        let path = folder.join(FILE);
        let mut options = std::fs::OpenOptions::new();
        let mut file = options.write(true).create(true).truncate(true).mode(0o600).open(&path)?;
        file.write_all(serde_json::to_string_pretty(&all)?.as_bytes())?;
        file.sync_all()?;
        Ok(())
    }
}

/// The posts of the people who log in: which roles they hold in every department that decides here.
const STAFF: &[(&str, &[PostRole])] = &[
    ("clerk", &[PostRole::Clerk, PostRole::Issuer]),
    ("examiner", &[PostRole::Examiner]),
    ("reviewer", &[PostRole::Reviewer]),
    ("chief", &[PostRole::ChiefAtHall]),
    ("head", &[PostRole::Head]),
    ("manager", &[PostRole::Editor]),
];

const ADMINISTRATORS: &[(&str, AdministratorRole)] = &[
    ("administrator", AdministratorRole::System),
    ("security", AdministratorRole::Security),
    ("auditor", AdministratorRole::Audit),
];

/// Opens the demo accounts and those of the staff that lives in the demo.
///
/// # Errors
/// A sentence when an account cannot be opened.
pub fn open_accounts(city: &City, began: &Moment) -> Result<DemoAccounts, Sentence> {
    let mut moment = Moment::new(began.now, began.clone().draw());
    let mut kept = BTreeMap::new();
    let region = region_of(city);
    let person = people::person(&mut moment, region);
    let person = city.know_person(&person, &Actor::system(), &next(&mut moment))?;
    let citizen = Owner::Person { person };
    open(city, &mut moment, &mut kept, "citizen", citizen)?;
    let departments = deciding_departments(city);
    for (login, roles) in STAFF {
        let owner = staff(&mut moment, login);
        let id = open(city, &mut moment, &mut kept, login, owner)?;
        for department in &departments {
            for role in *roles {
                give(city, &mut moment, id, department, *role, &format!("demo-{login}"))?;
            }
        }
    }
    for (login, role) in ADMINISTRATORS {
        let owner = staff(&mut moment, login);
        let id = open(city, &mut moment, &mut kept, login, owner)?;
        city.name_administrator(id, *role, &next(&mut moment))?;
    }
    for department in &departments {
        for (name, role) in crate::story::BACK_OFFICE {
            let login = format!("{department}.{name}");
            let owner = staff(&mut moment, &login);
            let new = NewAccount { login, owner, password: None };
            let id = city.open_account_as(&Actor::system(), &new, &next(&mut moment))?;
            give(city, &mut moment, id, department, *role, name)?;
        }
    }
    Ok(DemoAccounts(kept))
}

/// The departments that decide at least one matter here or examine a step of one.
pub fn deciding_departments(city: &City) -> Vec<DepartmentId> {
    let content = city.content();
    let mut found: Vec<DepartmentId> = Vec::new();
    for published in
        content.matters.values().filter(|published| published.matter.decided.takes_applications())
    {
        let steps = published.matter.steps.iter().filter_map(|step| step.department.clone());
        for department in std::iter::once(published.matter.department.clone()).chain(steps) {
            if !found.contains(&department) {
                found.push(department);
            }
        }
    }
    found.sort();
    found
}

/// The six digits of the city's first district, for made-up numbers.
pub fn region_of(city: &City) -> u32 {
    let content = city.content();
    let districts =
        content.ground.regions.iter().filter(|region| region.level == catalogue::RegionLevel::District);
    let first = districts.filter_map(|region| region.code.as_str().parse().ok()).next();
    first.unwrap_or(110_101)
}

fn open(
    city: &City,
    moment: &mut Moment,
    kept: &mut BTreeMap<&'static str, (String, String)>,
    login: &'static str,
    owner: Owner,
) -> Result<AccountId, Sentence> {
    // Two kinds of letters, digits and a hyphen, whatever the system's generator gives.
    let password = format!("Ym7-{}", &app::secret::new_secret()?[..14]);
    let new = NewAccount { login: login.to_owned(), owner, password: Some(password.clone()) };
    let id = city.open_account_as(&Actor::system(), &new, &next(moment))?;
    kept.insert(login, (login.to_owned(), password));
    Ok(id)
}

fn staff(moment: &mut Moment, login: &str) -> Owner {
    let name = people::person(moment, 110_101).name;
    let of = PersonId(moment.id());
    let digits = login.bytes().fold(0_u32, |sum, byte| (sum * 31 + u32::from(byte)) % 10_000);
    Owner::Staff { number: format!("{digits:04}"), name: Private::new(of, name) }
}

fn give(
    city: &City,
    moment: &mut Moment,
    id: AccountId,
    department: &DepartmentId,
    role: PostRole,
    name: &str,
) -> Result<(), Sentence> {
    let content = city.content();
    let region = content.ground.department(department).map(|department| department.region.clone());
    let posting = Posting {
        post: format!("{department}.{name}.{}", role.code()).as_str().into(),
        role: role_of(role),
        department: department.clone(),
        region: region.unwrap_or_else(|| content.about.region.as_str().into()),
        window: None,
    };
    city.order_account(&Actor::system(), id, AccountCommand::GivePost(posting), &next(moment))?;
    Ok(())
}

fn role_of(role: PostRole) -> Role {
    app::cases::role_of_post(role)
}

/// The same time with fresh chance.
fn next(moment: &mut Moment) -> Moment {
    Moment::new(moment.now, moment.draw())
}
