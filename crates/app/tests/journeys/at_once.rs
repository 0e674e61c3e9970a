//! What several people do at the same moment happens once.

use crate::town::{MONDAY, Store, Town, person};
use app::Problem;
use kernel::{Actor, PersonId};
use std::collections::BTreeSet;
use std::sync::Barrier;
use std::thread;

/// So many do it at once.
const MANY: usize = 8;

pub fn two_first_logins_of_one_person_make_one_person(store: Store) {
    let Some(town) = Town::with(store, "rental-filing") else { return };
    let start = Barrier::new(MANY);
    let known: BTreeSet<PersonId> = thread::scope(|scope| {
        let come = || {
            start.wait();
            let new = person("周示例", "440402199507212043");
            let moment = town.moment(MONDAY.parse().unwrap());
            // Who met others three times in a row is told so and comes again.
            loop {
                match town.city.know_person(&new, &Actor::system(), &moment) {
                    Err(Problem::Busy) => {}
                    other => return other.unwrap(),
                }
            }
        };
        let all: Vec<_> = (0..MANY).map(|_| scope.spawn(come)).collect();
        all.into_iter().map(|one| one.join().unwrap()).collect()
    });
    assert_eq!(known.len(), 1, "one paper is one person");
    let rows = town.city.ledger().query("SELECT person FROM persons LIMIT 10", &[]).unwrap();
    assert_eq!(rows.len(), 1);
}
