//! Puts the parts together: keys, ledger, ports, city.

use crate::arguments::Place;
use crate::settings::{self, SettingsFile};
use app::{City, Opening, Ports, Problem, Settings};
use documents::{FontSet, Renderer};
use kernel::{Moment, Timestamp};
use ledger::{Keyring, Place as Where, Suite};
use passkeys::Passkeys;
use std::path::Path;
use std::sync::Arc;

/// A sentence for the person at the terminal.
pub type Sentence = Box<dyn std::error::Error + Send + Sync>;

/// Opens the city in a place, which is made if it is new.
///
/// # Errors
/// A sentence that says what to do.
pub fn open(place: &Place, address: &str) -> Result<City, Sentence> {
    let folder = &place.data;
    std::fs::create_dir_all(folder)
        .map_err(|cause| format!("the data folder {} cannot be made: {cause}", folder.display()))?;
    let keys = match Keyring::from_environment()? {
        Some(keys) => keys,
        // New keys beside an old ledger would open nothing of it; a new node brings those of the others.
        None if ledger_place(place).holds_ledger()? => Keyring::load(folder)?,
        None => Keyring::load_or_create(folder, Suite::International)?,
    };
    city(place, keys, address)
}

/// Opens a city that is there; never makes one by a mistyped path.
///
/// # Errors
/// A sentence that says what to do.
pub fn open_existing(place: &Place) -> Result<City, Sentence> {
    if place.database.is_none() && !place.data.join(Where::SQLITE_FILE).is_file() {
        let folder = place.data.display();
        return Err(format!(
            "there is no city in {folder}: name its folder with --data, or its database with --database"
        )
        .into());
    }
    let city = city(place, existing_keys(&place.data)?, "")?;
    if city.is_founded().map_err(told)? {
        return Ok(city);
    }
    Err("the ledger is empty: begin with `yimen pack load FOLDER`, or restore a backup".into())
}

/// The keys of a place that must have some.
///
/// # Errors
/// A sentence that says where they are looked for.
pub fn existing_keys(folder: &Path) -> Result<Keyring, Sentence> {
    match Keyring::from_environment()? {
        Some(keys) => Ok(keys),
        None => Ok(Keyring::load(folder)?),
    }
}

/// The place as the ledger names it.
pub fn ledger_place(place: &Place) -> Where {
    let folder = place.data.clone();
    match &place.database {
        Some(url) => Where::Postgres { url: url.clone(), folder },
        None => Where::Sqlite { folder },
    }
}

fn city(place: &Place, keys: Keyring, address: &str) -> Result<City, Sentence> {
    let file = settings::read(&place.data)?;
    let mut ports = ports(&file)?;
    let settings =
        file.city.unwrap_or_else(|| Settings { public_address: address.to_owned(), ..Settings::default() });
    // A bare address has no passkeys; the pages say so.
    ports.passkeys =
        Passkeys::new(&settings.public_address, "一门政务服务").ok().map(|made| Arc::new(made) as _);
    City::open(Opening { place: ledger_place(place), keys, settings, ports }).map_err(told)
}

/// A problem as a sentence for the person at the terminal.
pub fn told(problem: Problem) -> Sentence {
    match problem {
        Problem::Full => "the storage is full: make room and begin again; nothing is half written".into(),
        Problem::Fault { cause, .. } if cause == ledger::Fault::Full.to_string() => told(Problem::Full),
        // The ledger's own sentence says what to do.
        Problem::Fault { doing: "opening the ledger" | "reading the ledger", cause } => cause.into(),
        other => other.to_string().into(),
    }
}

fn ports(file: &SettingsFile) -> Result<Ports, Sentence> {
    let mut ports = Ports { press: Some(Arc::new(renderer(file)?)), ..Ports::default() };
    if let Some(mail) = &file.mail {
        ports.mailer = Some(Arc::new(mail::SmtpMailer::new(mail)?));
    }
    if let Some(sms) = &file.sms {
        ports.sms = Some(Arc::new(sms::HttpGateway::new(sms.clone())));
    }
    for provider in &file.identity {
        ports.identity.push(Arc::new(oidc::OidcProvider::new(provider.clone())));
    }
    Ok(ports)
}

/// The press. Fonts of the city's own are read at once, so that a wrong folder stops the start.
fn renderer(file: &SettingsFile) -> Result<Renderer, Sentence> {
    let Some(folder) = &file.fonts else { return Ok(Renderer::default()) };
    let mut fonts = FontSet::built_in();
    fonts.add_folder(folder).map_err(|cause| format!("{}: {cause}", folder.display()))?;
    Ok(Renderer::new(fonts))
}

/// The moment of a command: the clock and fresh chance.
///
/// # Errors
/// A sentence if the system gives no randomness.
pub fn moment() -> Result<Moment, Sentence> {
    let mut bytes = [0_u8; 8];
    getrandom::fill(&mut bytes).map_err(|cause| format!("the system gives no randomness: {cause}"))?;
    Ok(Moment::new(Timestamp::now(), u64::from_le_bytes(bytes)))
}
