//! A demo city: made on an empty folder, opened at once, filled with life beside the open door.

use crate::arguments::{Demo, Place};
use crate::terminal::say;
use crate::wiring::{Sentence, moment, open};
use crate::{pack, serve};
use ledger::Place as Where;
use std::io::ErrorKind;
use std::path::Path;

/// Stands in the data folder from before a demo city is founded until its accounts are kept, so before its door opens.
const UNFINISHED: &str = "demo-unfinished";
/// Stands there while the city's life is lived, behind the open door.
const LIVING: &str = "demo-living";

/// Makes and opens a demo city. One whose making broke off before anybody could enter is made anew; later all that was
/// done in it stays, also when its life broke off.
///
/// # Errors
/// A sentence that says what to do, for example that the folder holds a real city.
pub fn run(life: &Demo) -> Result<(), Sentence> {
    let front = serve::Front::of(&life.door)?;
    let place = &life.door.place;
    let (unfinished, living) = (place.data.join(UNFINISHED), place.data.join(LIVING));
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
        mark(&living)?;
        std::fs::remove_file(&unfinished)?;
    }
    serve::open_door(city, front, move |city| {
        if fresh {
            let lived = sim::live(city, &plan)?;
            std::fs::remove_file(&living)?;
            say(&format!("demo city ready: {lived}\n"))
        } else if living.exists() {
            say(
                "demo city ready: its life was broken off and ends before today; an empty folder gives a whole one\n",
            )
        } else {
            say("demo city ready\n")
        }
    })
}

fn mark(unfinished: &Path) -> Result<(), Sentence> {
    let file = std::fs::File::create(unfinished)?;
    Ok(file.sync_all()?)
}

/// Takes away a demo city that was killed while it was being made: its passwords are missing, and nobody could enter
/// it. The keys stay, and so does whatever is no demo.
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
