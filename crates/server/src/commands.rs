//! One function for each command.

use crate::arguments::{Arguments, Command, Demo, Door, PackCommand, Token};
use crate::wiring::{Sentence, moment, open};
use crate::{demo, pack, serve};
use calendar::{Limit, csv, due_text, read_start};
use clap::Parser;
use kernel::Language;
use std::path::Path;

/// Carries a command out.
///
/// # Errors
/// A sentence that says what to do.
pub fn run(arguments: Arguments) -> Result<(), Sentence> {
    match arguments.command.unwrap_or_else(bare) {
        Command::Serve(door) => serve::serve(&door),
        Command::Demo(life) => demo::run(&life),
        Command::Pack(PackCommand::Load { folder, door }) => load(&folder, &door),
        Command::Check { folder } => check(&folder),
        Command::Token(wanted) => token(&wanted),
        Command::Calendar { from, to } => days(&from, &to),
        Command::Due { from, limit } => due(&from, &limit),
        Command::Verify { file, key } => verify(&file, &key),
    }
}

/// Bare `yimen` is a demo with every default.
fn bare() -> Command {
    let words = Arguments::parse_from(["yimen", "demo"]);
    words.command.unwrap_or_else(|| Command::Demo(unreachable_demo()))
}

fn unreachable_demo() -> Demo {
    let door = Door {
        data: "yimen-data".into(),
        database: None,
        listen: "127.0.0.1:8080".to_owned(),
        portals: Vec::new(),
    };
    Demo { door, seed: 1, until: None, days: 30 }
}

fn load(folder: &Path, door: &Door) -> Result<(), Sentence> {
    let (pack, report) = packs::load(folder).map_err(|report| report.text(Language::English))?;
    eprint!("{}", report.text(Language::English));
    let city = open(door, "")?;
    let moment = moment()?;
    city.found(false, &pack.manifest.id, &moment)?;
    let done = city.load_pack(&pack, &moment)?;
    println!("{} published, {} waiting as drafts, {} unchanged", done.published, done.drafted, done.same);
    Ok(())
}

fn check(folder: &Path) -> Result<(), Sentence> {
    let report = packs::check(folder);
    print!("{}", report.text(Language::Chinese));
    let errors = report.errors().count();
    if report.is_clean() { Ok(()) } else { Err(format!("{errors} errors in {}", folder.display()).into()) }
}

fn token(wanted: &Token) -> Result<(), Sentence> {
    let city = open(&wanted.door, "")?;
    let moment = moment()?;
    let account = city
        .account_by_login(&wanted.account)?
        .ok_or_else(|| format!("there is no account {}", wanted.account))?;
    println!("{}", city.new_token(account, "command line", &wanted.scopes, wanted.days, moment.now)?);
    Ok(())
}

fn built_in_calendar() -> Result<calendar::Calendar, Sentence> {
    let pack = pack::built_in()?;
    let files = pack.calendar.ok_or("the pack has no calendar")?;
    Ok(files.calendar()?)
}

fn days(from: &str, to: &str) -> Result<(), Sentence> {
    let calendar = built_in_calendar()?;
    print!("{}", csv(&calendar, from.parse()?, to.parse()?)?);
    Ok(())
}

fn due(from: &str, limit: &str) -> Result<(), Sentence> {
    let calendar = built_in_calendar()?;
    let limit: Limit = limit.parse()?;
    let start = read_start(&calendar, from)?;
    println!("{}", due_text(&calendar, start, limit, Language::Chinese)?);
    Ok(())
}

fn verify(file: &Path, key: &str) -> Result<(), Sentence> {
    let receipt = std::fs::read_to_string(file).map_err(|cause| format!("{}: {cause}", file.display()))?;
    let key = if Path::new(key).is_file() { std::fs::read_to_string(key)? } else { key.to_owned() };
    let verified = ledger::verify(&receipt, key.trim())?;
    println!("{verified:#?}");
    Ok(())
}
