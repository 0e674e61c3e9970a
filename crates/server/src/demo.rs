//! A demo city: made on an empty folder, opened at once, filled with life beside the open door.

use crate::arguments::{Demo, Place};
use crate::terminal::say;
use crate::wiring::{Sentence, moment, open};
use crate::{pack, serve};
use ledger::Place as Where;
use std::io::ErrorKind;
use std::path::Path;

/// Stands in the data folder from before a demo city is founded until it is filled.
const UNFINISHED: &str = "demo-unfinished";

/// Makes and opens a demo city. One whose making broke off is made anew.
///
/// # Errors
/// A sentence that says what to do, for example that the folder holds a real city.
pub fn run(life: &Demo) -> Result<(), Sentence> {
    let front = serve::Front::of(&life.door)?;
    let place = &life.door.place;
    let unfinished = place.data.join(UNFINISHED);
    if unfinished.exists() {
        clear(place)?;
    }
    let city = open(place, &front.address)?;
    let fresh = !city.is_founded()?;
    if !fresh && !city.is_demo()? {
        return Err(format!("{} holds a real city: open it with `yimen serve`", place.data.display()).into());
    }
    let plan = sim::Plan { seed: life.seed, until: life.until.clone(), days: life.days };
    if fresh {
        mark(&unfinished)?;
        let pack = pack::built_in()?;
        let moment = moment()?;
        let began = plan.begins(&pack, moment.now)?;
        city.found(true, &pack.manifest.id, &began)?;
        city.load_pack(&pack, &began)?;
        let accounts = sim::open_accounts(&city, &began)?;
        accounts.keep(&place.data)?;
    }
    serve::open_door(city, front, move |city| {
        if fresh {
            let lived = sim::live(city, &plan)?;
            std::fs::remove_file(&unfinished)?;
            say(&format!("demo city ready: {lived}\n"))
        } else {
            say("demo city ready\n")
        }
    })
}

fn mark(unfinished: &Path) -> Result<(), Sentence> {
    let file = std::fs::File::create(unfinished)?;
    Ok(file.sync_all()?)
}

/// Takes away a demo city that was killed while it was being made: its passwords or half of its life are missing, and
/// nobody has worked in it. The keys stay, and so does whatever is no demo.
fn clear(place: &Place) -> Result<(), Sentence> {
    let city = open(place, "")?;
    if !city.is_founded()? || !city.is_demo()? {
        return Ok(());
    }
    // Closed before its files go, so that nothing is written any more.
    drop(city);
    if place.database.is_some() {
        return Err("the demo city in this database was not finished: name an empty database".into());
    }
    for end in ["", "-wal", "-shm"] {
        remove(&place.data.join(format!("{}{end}", Where::SQLITE_FILE)))?;
    }
    remove(&place.data.join(sim::ACCOUNTS_FILE))?;
    say("the demo city was not finished and is made anew\n")
}

fn remove(file: &Path) -> Result<(), Sentence> {
    match std::fs::remove_file(file) {
        Err(cause) if cause.kind() != ErrorKind::NotFound => {
            Err(format!("{} cannot be removed: {cause}", file.display()).into())
        }
        _ => Ok(()),
    }
}
