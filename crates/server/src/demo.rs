//! A demo city: made on an empty folder, opened at once, filled with life beside the open door.

use crate::arguments::Demo;
use crate::terminal::say;
use crate::wiring::{Sentence, moment, open};
use crate::{pack, serve};

/// Makes and opens a demo city.
///
/// # Errors
/// A sentence that says what to do, for example that the folder holds a real city.
pub fn run(life: &Demo) -> Result<(), Sentence> {
    let front = serve::Front::of(&life.door)?;
    let city = open(&life.door.place, &front.address)?;
    let fresh = !city.is_founded()?;
    if !fresh && !city.is_demo()? {
        return Err(format!(
            "{} holds a real city: open it with `yimen serve`",
            life.door.place.data.display()
        )
        .into());
    }
    let plan = sim::Plan { seed: life.seed, until: life.until.clone(), days: life.days };
    if fresh {
        let pack = pack::built_in()?;
        let moment = moment()?;
        let began = plan.begins(&pack, moment.now)?;
        city.found(true, &pack.manifest.id, &began)?;
        city.load_pack(&pack, &began)?;
        let accounts = sim::open_accounts(&city, &began)?;
        accounts.keep(&life.door.place.data)?;
    }
    serve::open_door(city, front, move |city| {
        if fresh {
            let lived = sim::live(city, &plan)?;
            say(&format!("demo city ready: {lived}\n"))
        } else {
            say("demo city ready\n")
        }
    })
}
