//! Puts the parts together: keys, ledger, ports, city.

use crate::arguments::Door;
use crate::settings::{self, SettingsFile};
use app::{City, Opening, Ports, Settings};
use documents::{FontSet, Renderer};
use kernel::{Moment, Timestamp};
use ledger::{Keyring, Place, Suite};
use std::sync::Arc;

/// A sentence for the person at the terminal.
pub type Sentence = Box<dyn std::error::Error + Send + Sync>;

/// Opens the city behind a door.
///
/// # Errors
/// A sentence that says what to do.
pub fn open(door: &Door, address: &str) -> Result<City, Sentence> {
    std::fs::create_dir_all(&door.data)
        .map_err(|cause| format!("the data folder {} cannot be made: {cause}", door.data.display()))?;
    let folder = door.data.clone();
    let keys = match Keyring::from_environment()? {
        Some(keys) => keys,
        None => Keyring::load_or_create(&folder, Suite::International)?,
    };
    let file = settings::read(&folder)?;
    let ports = ports(&file)?;
    let place = match &door.database {
        Some(url) => Place::Postgres { url: url.clone(), folder },
        None => Place::Sqlite { folder },
    };
    let settings =
        file.city.unwrap_or_else(|| Settings { public_address: address.to_owned(), ..Settings::default() });
    Ok(City::open(Opening { place, keys, settings, ports })?)
}

fn ports(file: &SettingsFile) -> Result<Ports, Sentence> {
    let mut fonts = FontSet::built_in();
    if let Some(folder) = &file.fonts {
        fonts.add_folder(folder).map_err(|cause| format!("{}: {cause}", folder.display()))?;
    }
    let mut ports = Ports { press: Some(Arc::new(Renderer::new(fonts))), ..Ports::default() };
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

/// The moment of a command: the clock and fresh chance.
///
/// # Errors
/// A sentence if the system gives no randomness.
pub fn moment() -> Result<Moment, Sentence> {
    let mut bytes = [0_u8; 8];
    getrandom::fill(&mut bytes).map_err(|cause| format!("the system gives no randomness: {cause}"))?;
    Ok(Moment::new(Timestamp::now(), u64::from_le_bytes(bytes)))
}
