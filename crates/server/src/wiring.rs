//! Puts the parts together: keys, ledger, ports, city.

use crate::arguments::Door;
use app::{City, Opening, Ports, Settings};
use kernel::{Moment, Timestamp};
use ledger::{Keyring, Place, Suite};

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
    let place = match &door.database {
        Some(url) => Place::Postgres { url: url.clone(), folder },
        None => Place::Sqlite { folder },
    };
    let settings = Settings { public_address: address.to_owned(), ..Settings::default() };
    Ok(City::open(Opening { place, keys, settings, ports: Ports::default() })?)
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
