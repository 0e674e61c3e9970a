//! One function for each command; the longer ones have files of their own.

mod audit;
mod backup;
mod bench;
mod content;
mod days;
mod erase;
mod receipt;

use crate::arguments::{Arguments, Command, PackCommand, Place, Token};
use crate::terminal::say;
use crate::wiring::{Sentence, moment, open, open_existing, told};
use crate::{demo, serve};
use app::City;
use clap::Parser;
use kernel::Language;
use std::path::Path;

/// Carries a command out.
///
/// # Errors
/// A sentence that says what to do.
pub fn run(arguments: Arguments) -> Result<(), Sentence> {
    let Some(command) = arguments.command else {
        // Bare `yimen` is a demo with every default.
        return run(Arguments::parse_from(["yimen", "demo"]));
    };
    match command {
        Command::Serve(wanted) => serve::serve(&wanted),
        Command::Demo(life) => demo::run(&life),
        Command::Pack(PackCommand::Load { folder, place }) => load(&folder, &place),
        Command::Check { folder } => check(&folder),
        Command::Token(wanted) => token(&wanted),
        Command::Audit(wanted) => audit::audit(&wanted),
        Command::Rebuild(wanted) => audit::rebuild(&wanted),
        Command::Backup(wanted) => backup::backup(&wanted),
        Command::Restore(wanted) => backup::restore(&wanted),
        Command::Erase(wanted) => erase::erase(&wanted),
        Command::Export(wanted) => content::export(&wanted),
        Command::Import(wanted) => content::import(&wanted),
        Command::Bench(wanted) => bench::bench(&wanted),
        Command::Calendar { from, to } => days::days(&from, &to),
        Command::Due { from, limit } => days::due(&from, &limit),
        Command::Verify { file, key } => receipt::verify(&file, &key),
    }
}

fn load(folder: &Path, place: &Place) -> Result<(), Sentence> {
    // Read first: a mistyped folder must not leave an empty city behind.
    let pack = read(folder)?;
    take_in(&open(place, "")?, &pack)
}

/// Checks and reads a pack; warnings go to standard error.
///
/// # Errors
/// The report of a broken pack.
pub fn read(folder: &Path) -> Result<packs::Pack, Sentence> {
    let (pack, report) = packs::load(folder).map_err(|report| report.text(Language::English))?;
    eprintln!("{}", report.text(Language::English));
    Ok(pack)
}

/// Takes a pack into a city; founds the city if nobody did.
///
/// # Errors
/// A sentence of the storage.
pub fn take_in(city: &City, pack: &packs::Pack) -> Result<(), Sentence> {
    let moment = moment()?;
    city.found(false, &pack.manifest.id, &moment).map_err(told)?;
    let done = city.load_pack(pack, &moment).map_err(told)?;
    say(&format!(
        "{} published, {} waiting as drafts, {} unchanged\n",
        done.published, done.drafted, done.same
    ))
}

fn check(folder: &Path) -> Result<(), Sentence> {
    let report = packs::check(folder);
    say(&format!("{}\n", report.text(Language::Chinese)))?;
    let errors = report.errors().count();
    if report.is_clean() { Ok(()) } else { Err(format!("{errors} errors in {}", folder.display()).into()) }
}

fn token(wanted: &Token) -> Result<(), Sentence> {
    let city = open_existing(&wanted.place)?;
    let moment = moment()?;
    let account = city.account_by_login(&wanted.account).map_err(told)?;
    let caller = match account {
        Some(account) => city.caller_of(account).map_err(told)?,
        None => None,
    };
    let (Some(account), Some(_)) = (account, caller) else {
        return Err(format!("there is no open account {}", wanted.account).into());
    };
    let token = city.new_token(account, "command line", &wanted.scopes, wanted.days, moment.now);
    say(&format!("{}\n", token.map_err(told)?))
}
