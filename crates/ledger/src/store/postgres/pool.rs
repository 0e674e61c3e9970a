//! PostgreSQL's connections: few, used by one thread at a time, thrown away when in doubt.

use crate::fault::StoreFault;
use crate::session::{Connected, postgres_fault};
use postgres::{Config, NoTls};
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

/// More connections than this only wait for each other's disk.
const CONNECTIONS_MAX: usize = 24;

pub(super) struct Pool {
    config: Config,
    state: Mutex<State>,
    returned: Condvar,
}

#[derive(Default)]
struct State {
    free: Vec<Connected>,
    made: usize,
}

/// Opens a connection as every part of the ledger uses it.
pub(crate) fn connect(config: &Config) -> Result<Connected, StoreFault> {
    let mut client = config.connect(NoTls).map_err(|error| postgres_fault(&error))?;
    // What the server was set to otherwise does not matter: what is confirmed is on disk.
    let set_up = "SET synchronous_commit = on; SET default_transaction_isolation = 'read committed'; \
                  SET TIME ZONE 'UTC'; SET statement_timeout = 0; SET client_min_messages = warning; \
                  SET plan_cache_mode = auto; SET idle_in_transaction_session_timeout = '60s'";
    client.batch_execute(set_up).map_err(|error| postgres_fault(&error))?;
    Ok(Connected::new(client))
}

/// Whether the server keeps what it confirms.
pub(crate) fn is_durable(connected: &mut Connected) -> Result<bool, StoreFault> {
    let rows = connected.rows("SELECT current_setting('fsync')", &[])?;
    Ok(rows.first().is_some_and(|row| row.text(0) == "on"))
}

pub(super) fn config_of(url: &str) -> Result<Config, StoreFault> {
    let mut config: Config =
        url.parse().map_err(|error: postgres::Error| StoreFault::Other(format!("the address: {error}")))?;
    config.application_name("yimen").connect_timeout(Duration::from_secs(10)).keepalives(true);
    Ok(config)
}

impl Pool {
    pub fn new(url: &str) -> Result<Self, StoreFault> {
        Ok(Pool { config: config_of(url)?, state: Mutex::default(), returned: Condvar::new() })
    }

    /// A connection, waiting until one is free.
    pub fn take(&self) -> Result<Lent<'_>, StoreFault> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if let Some(connected) = state.free.pop() {
                return Ok(self.lend(connected));
            }
            if state.made < CONNECTIONS_MAX {
                state.made += 1;
                drop(state);
                return self.make();
            }
            state = self.returned.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// A new connection; the idle ones are thrown away, because the server forgot them all at once.
    pub fn take_fresh(&self) -> Result<Lent<'_>, StoreFault> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let stale = std::mem::take(&mut state.free);
        state.made -= stale.len();
        state.made += 1;
        drop(state);
        drop(stale);
        self.make()
    }

    /// Makes a connection that was counted already.
    fn make(&self) -> Result<Lent<'_>, StoreFault> {
        match connect(&self.config) {
            Ok(connected) => Ok(self.lend(connected)),
            Err(fault) => {
                self.forget();
                Err(fault)
            }
        }
    }

    fn lend(&self, connected: Connected) -> Lent<'_> {
        Lent { pool: self, connected: Some(connected), is_clean: false }
    }

    fn forget(&self) {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).made -= 1;
        self.returned.notify_one();
    }

    fn give_back(&self, connected: Connected) {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).free.push(connected);
        self.returned.notify_one();
    }
}

/// A connection on loan; it goes back when dropped, without an open transaction.
pub(super) struct Lent<'a> {
    pool: &'a Pool,
    connected: Option<Connected>,
    is_clean: bool,
}

impl Lent<'_> {
    pub fn connected(&mut self) -> &mut Connected {
        self.connected.as_mut().expect("it is given back only at the end")
    }

    /// Says that no transaction is open, which saves asking for a rollback.
    pub fn is_clean(&mut self) {
        self.is_clean = true;
    }
}

impl Drop for Lent<'_> {
    fn drop(&mut self) {
        let Some(mut connected) = self.connected.take() else {
            return;
        };
        let usable = !connected.client.is_closed() && (self.is_clean || connected.script("ROLLBACK").is_ok());
        if usable {
            self.pool.give_back(connected);
        } else {
            self.pool.forget();
        }
    }
}
