//! The words of the command line.

mod bench;
mod upkeep;

pub use bench::Bench;
pub use upkeep::{Audit, Backup, Erase, Export, Import, Rebuild, Restore};

use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;

/// Yimen 一门: every public service of a city through one door.
///
/// Without a command it makes a demo city in ./yimen-data, opens its door on http://127.0.0.1:8080 and fills
/// thirty days of its life. A real city begins with `yimen pack load FOLDER` and `yimen serve`.
#[derive(Debug, Parser)]
#[command(name = "yimen", version, about, long_about)]
pub struct Arguments {
    /// What to do; a demo city if nothing is said.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What the program can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Open a real city; while an administrator is missing it prints a one-time link for each of the three.
    Serve(Serve),
    /// Make and open a demo city with a life of its own.
    Demo(Demo),
    /// Take a pack into a city: on an empty ledger it is published, later changes become drafts.
    #[command(subcommand)]
    Pack(PackCommand),
    /// Check a pack and report every error with file, line and what to do.
    Check {
        /// The pack's folder.
        folder: PathBuf,
    },
    /// Print a token for an account, and nothing else.
    Token(Token),
    /// Recompute the whole ledger from the bytes of its events and say what is wrong.
    Audit(Audit),
    /// Fill the views again from the first event while the city goes on working.
    Rebuild(Rebuild),
    /// Write everything but views and master key into one file while the city goes on working.
    Backup(Backup),
    /// Put a backup into an empty place, on either store.
    Restore(Restore),
    /// Erase a person for good: keys, personal values and files go, events and their proofs stay.
    Erase(Erase),
    /// Write the content out: as a pack of files, or the matters as a workbook.
    Export(Export),
    /// Take the matters of a workbook in as drafts.
    Import(Import),
    /// Measure what the city costs on this machine, beside what the bare store and web server cost.
    Bench(Bench),
    /// Print working days as CSV: date,working,name.
    Calendar {
        /// The first day, for example 2026-01-01.
        from: String,
        /// The last day.
        to: String,
    },
    /// Print when a limit ends and why.
    Due {
        /// When it starts: a day, or a time such as 2026-02-10T16:30.
        from: String,
        /// The limit, for example 20wd, 20个工作日 or 60日.
        limit: String,
    },
    /// Verify a receipt with the city's public key; needs no city.
    Verify {
        /// The receipt file.
        file: PathBuf,
        /// The city's public key, or a file that holds it.
        #[arg(long)]
        key: String,
    },
}

/// Where a city lies.
#[derive(Clone, Debug, Args)]
pub struct Place {
    /// The data folder.
    #[arg(long, value_name = "DIR", default_value = "yimen-data")]
    pub data: PathBuf,
    /// A PostgreSQL database instead of SQLite in the data folder: postgres://user:password@host/name.
    #[arg(long, value_name = "URL", env = "YIMEN_DATABASE", hide_env_values = true)]
    pub database: Option<String>,
}

/// Where the city lies and how it opens its door.
#[derive(Clone, Debug, Args)]
pub struct Door {
    /// Where it lies.
    #[command(flatten)]
    pub place: Place,
    /// The address to listen on; port 0 takes a free one.
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
    pub listen: String,
    /// Open only these portals here: citizen, desk, admin, api.
    #[arg(long, value_delimiter = ',')]
    pub portals: Vec<String>,
    /// Set no papers here: another node sets them, or they wait until one does.
    #[arg(long)]
    pub no_papers: bool,
}

/// A real city.
#[derive(Clone, Debug, Args)]
pub struct Serve {
    /// Where it lies and how it opens its door.
    #[command(flatten)]
    pub door: Door,
    /// A pack to take in first, if the ledger is empty; nothing is changed if it is not.
    #[arg(long, value_name = "FOLDER")]
    pub pack: Option<PathBuf>,
}

/// A demo city.
#[derive(Clone, Debug, Args)]
pub struct Demo {
    /// Where it lies and how it opens its door.
    #[command(flatten)]
    pub door: Door,
    /// The seed of its life.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// The last moment of its life, now by default: a day or a time.
    #[arg(long)]
    pub until: Option<String>,
    /// How many days of life.
    #[arg(long, default_value_t = 30)]
    pub days: u32,
}

/// What can be done with packs.
#[derive(Debug, Subcommand)]
pub enum PackCommand {
    /// Take a pack in.
    Load {
        /// The pack's folder.
        folder: PathBuf,
        /// Where the city lies.
        #[command(flatten)]
        place: Place,
    },
}

/// A token for a program.
#[derive(Debug, Args)]
pub struct Token {
    /// The account's login name.
    #[arg(long)]
    pub account: String,
    /// What the token may do.
    #[arg(long, value_delimiter = ',', default_value = "cases,matters")]
    pub scopes: Vec<String>,
    /// After how many days it ends, from 1 to 3650.
    #[arg(long, default_value_t = 30, value_parser = clap::value_parser!(u32).range(1..=3650))]
    pub days: u32,
    /// Where the city lies.
    #[command(flatten)]
    pub place: Place,
}
