//! Filling a view again from the first event: the next version grows beside the live one and takes its place.

use super::{Inner, Ledger, Stop};
use crate::changes::Owner;
use crate::fault::While;
use crate::prepare::seal_cells;
use crate::schema::{TableSlot, create, drop_table, swap};
use crate::session::Session;
use crate::{Fault, Opened, RowChange, SubjectKeys, Value};
use std::time::Instant;

const VIEWS: &str = include_str!("../sql/views.sql");
const PUT_VIEW: &str = include_str!("../sql/put_view.sql");
const MOVE_GENERATION: &str = include_str!("../sql/move_generation.sql");

/// Events folded in one transaction: small enough for a tenth of a second.
const BATCH: u32 = 200;

/// What a rebuild did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RebuildReport {
    /// The views that were filled again.
    pub views: Vec<&'static str>,
    /// How many events each was folded over.
    pub events: u64,
    /// How long it took, in milliseconds.
    pub millis: u64,
}

impl Ledger {
    /// Fills one view, or all of them, again from the first event, while reading and writing go on; the last
    /// step, under the write lock, folds what came meanwhile and swaps the tables.
    ///
    /// # Errors
    /// If the store fails or an event cannot be opened; the live tables are untouched then.
    pub fn rebuild(&self, view: Option<&str>) -> Result<RebuildReport, Fault> {
        let began = Instant::now();
        let mut report = RebuildReport::default();
        let views = self.inner.setup.views.iter().enumerate();
        let wanted: Vec<(usize, &'static str)> = views
            .map(|(number, known)| (number, known.name()))
            .filter(|(_, name)| view.is_none_or(|wanted| wanted == *name))
            .collect();
        for (number, name) in wanted {
            report.events = self.rebuild_one(number)?;
            report.views.push(name);
        }
        report.millis = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
        Ok(report)
    }

    fn rebuild_one(&self, number: usize) -> Result<u64, Fault> {
        let build = self.begin_rebuild(number)?;
        let mut folded = 0;
        loop {
            let next = self.inner.store.write(&[], |session| {
                Ok::<_, Stop>((self.inner.fold_batch(session, number, folded)?, Vec::new()))
            })?;
            let caught_up = next < folded + u64::from(BATCH);
            folded = next;
            if caught_up {
                break;
            }
        }
        let done = self.inner.store.write_alone(|session| -> Result<u64, Stop> {
            self.inner.store.sequence_rest(session)?;
            loop {
                let next = self.inner.fold_batch(session, number, folded)?;
                if next == folded {
                    break;
                }
                folded = next;
            }
            self.inner.finish_rebuild(session, number, build)?;
            Ok(folded)
        })?;
        self.inner.refresh().doing("looking what moved")?;
        Ok(done)
    }

    /// Makes the empty next tables; gives the number of the build.
    fn begin_rebuild(&self, number: usize) -> Result<i64, Fault> {
        let view = &self.inner.setup.views[number];
        self.write("beginning a rebuild", |session| {
            let row = session.row(VIEWS, &[view.name().into()])?;
            let build = row.map_or(0, |row| row.integer(1)) + 1;
            for table in view.tables() {
                // What a rebuild that was broken off has left.
                drop_table(session, &TableSlot::Next.name(table.name))?;
                create(session, table, TableSlot::Next, build)?;
            }
            Ok(build)
        })
    }
}

impl Inner {
    /// Folds the next events into the next tables; gives the number of the last one.
    fn fold_batch(&self, session: &mut Session<'_>, number: usize, after: u64) -> Result<u64, Fault> {
        let events = self.follow(session, after, BATCH)?;
        let mut last = after;
        for (seq, event) in events {
            self.fold_into_next(session, number, &event)?;
            last = seq;
        }
        self.pass(last);
        Ok(last)
    }

    fn fold_into_next(&self, session: &mut Session<'_>, number: usize, event: &Opened) -> Result<(), Fault> {
        let mut changes = Vec::new();
        self.setup.views[number].fold(event, &mut changes);
        for change in changes {
            let mut keys = SubjectKeys::new(self.setup.keys.clone());
            self.know_keys_of_cells(session, &mut keys, &change)?;
            let change = seal_cells(change, &mut keys)?;
            let statement = self.tables.statement(change, Owner::View(number), TableSlot::Next)?;
            session.run(statement.sql, &statement.values).doing("filling a view")?;
        }
        Ok(())
    }

    /// A cell is sealed again under the key that its person has in the stream.
    fn know_keys_of_cells(
        &self,
        session: &mut Session<'_>,
        keys: &mut SubjectKeys,
        change: &RowChange,
    ) -> Result<(), Fault> {
        for cell in crate::changes::cells_of(change) {
            if let Value::Personal { of, stream, .. } = cell {
                self.ensure_key(session, keys, stream, *of)?;
            }
        }
        Ok(())
    }

    fn finish_rebuild(&self, session: &mut Session<'_>, number: usize, build: i64) -> Result<(), Fault> {
        let view = &self.setup.views[number];
        let finish = |session: &mut Session<'_>| {
            let before = session.row(VIEWS, &[view.name().into()])?;
            let old: Vec<String> =
                before.map(|row| row.text(2).split(' ').map(str::to_owned).collect()).unwrap_or_default();
            let old: Vec<&str> = old.iter().map(String::as_str).filter(|name| !name.is_empty()).collect();
            swap(session, &old, view.tables(), build)?;
            let names: Vec<&str> = view.tables().iter().map(|table| table.name).collect();
            let version = i64::from(view.version());
            let values = [view.name().into(), version.into(), build.into(), names.join(" ").into()];
            session.run(PUT_VIEW, &values)?;
            session.run(MOVE_GENERATION, &[])
        };
        finish(session).doing("putting a rebuilt view in place").map(drop)
    }
}
