//! Erasing a person: keys, personal cells, keyed hashes and files go; events and their proofs stay.

use super::outbox::now;
use super::{Ledger, Stop};
use crate::fault::{StoreFault, While};
use crate::schema::purge;
use crate::session::{Session, intern};
use crate::{Fault, Row, Table};
use kernel::{PersonId, Timestamp};
use serde::{Deserialize, Serialize};
use std::io::{Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

const COUNT_KEYS: &str = "SELECT count(*) FROM subject_keys WHERE person = $1";
const COUNT_BLOBS: &str = "SELECT count(*) FROM blobs WHERE person = $1";
const PUT_ERASURE: &str = include_str!("../sql/put_erasure.sql");
const ERASURES: &str = include_str!("../sql/erasures.sql");
const DROP_KEYS: &str = include_str!("../sql/drop_keys.sql");
const DROP_CHUNKS_OF: &str = include_str!("../sql/drop_blobs_of.sql");
const DROP_BLOBS_OF: &str = include_str!("../sql/drop_blob_rows_of.sql");
const MOVE_GENERATION: &str = include_str!("../sql/move_generation.sql");

/// One line of the erasure list. Keep the list beside your backups: a backup that is older than an erasure
/// brings the keys back, and [`Ledger::restore`] takes them away again by this list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Erasure {
    /// Who.
    pub person: PersonId,
    /// When, on the database's clock.
    pub at: Timestamp,
    /// On what ground.
    pub reason: String,
}

/// The erasure list in the data folder: one JSON object in each line.
pub const ERASURES_FILE: &str = "erasures.jsonl";

/// What an erasure took away.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EraseReport {
    /// Keys, one for each stream that held something of the person.
    pub keys: u64,
    /// Rows of views and plain tables whose personal columns were emptied.
    pub rows: u64,
    /// Files.
    pub files: u64,
}

impl Ledger {
    /// Erases a person for good: afterwards a byte search of the live data finds nothing of theirs, and audit and
    /// rebuild still pass. Erasing again does no harm.
    ///
    /// # Errors
    /// If the store fails; then call it again, it goes on where it stopped.
    pub fn erase(&self, person: PersonId, reason: &str) -> Result<EraseReport, Fault> {
        let of = person.to_string();
        let at = Timestamp::from_microsecond(self.read("asking the time", now)?).expect("the store's clock");
        let erasure = Erasure { person, at, reason: reason.to_owned() };
        // First the list: a line too many does no harm, a line too few would let a restore bring the person back.
        self.note_erasure(&erasure)?;
        let mut report = self.inner.store.write_alone(|session| -> Result<_, Stop> {
            let keys = drop_keys(session, &erasure)?;
            let mut rows = 0;
            for sql in self.inner.tables.all().filter_map(erase_text) {
                rows += session.run(sql, &[of.as_str().into()])?;
            }
            session.run(MOVE_GENERATION, &[])?;
            Ok(EraseReport { keys, rows, files: 0 })
        })?;
        self.inner.refresh().doing("looking what moved")?;
        // Without their key the files are noise already; many of them go piece by piece.
        let piece = |session: &mut Session<'_>| session.run(DROP_CHUNKS_OF, &[of.as_str().into()]);
        while 0 < self.write("erasing files", piece)? {}
        report.files =
            self.write("erasing files", |session| session.run(DROP_BLOBS_OF, &[of.as_str().into()]))?;
        self.overwrite_freed()?;
        Ok(report)
    }

    /// What [`Ledger::erase`] would take away now; nothing is changed.
    ///
    /// # Errors
    /// If the store fails.
    pub fn erase_preview(&self, person: PersonId) -> Result<EraseReport, Fault> {
        let of = person.to_string();
        self.read("counting what an erasure would take", |session| {
            let mut count = |sql: &'static str| {
                Ok::<_, StoreFault>(
                    session.row(sql, &[of.as_str().into()])?.map_or(0, |row| row.integer(0).cast_unsigned()),
                )
            };
            let (keys, files) = (count(COUNT_KEYS)?, count(COUNT_BLOBS)?);
            let mut rows = 0;
            for sql in self.inner.tables.all().filter_map(count_text) {
                rows += count(sql)?;
            }
            Ok(EraseReport { keys, rows, files })
        })
    }

    /// The erasure list.
    ///
    /// # Errors
    /// If the store fails.
    pub fn erasures(&self) -> Result<Vec<Erasure>, Fault> {
        let rows = self.read("reading the erasure list", |session| session.rows(ERASURES, &[]))?;
        Ok(rows.iter().filter_map(erasure).collect())
    }

    /// The same list in a file beside the database, because a restored database does not know what was erased
    /// after its backup.
    fn note_erasure(&self, erasure: &Erasure) -> Result<(), Fault> {
        let file = self.inner.setup.place.folder().join(ERASURES_FILE);
        if read_erasures(&file)?.iter().any(|line| line.person == erasure.person) {
            return Ok(());
        }
        append_line(&file, erasure)
            .map_err(|error| Fault::Storage { doing: "writing the erasure list", cause: error.to_string() })
    }

    /// What was removed must not be found in the files either, as far as the store allows.
    fn overwrite_freed(&self) -> Result<(), Fault> {
        let with_words: Vec<Table> =
            self.inner.tables.all().filter(|table| has_personal_words(table)).copied().collect();
        self.write("purging word indexes", |session| {
            with_words.iter().try_for_each(|table| purge(session, table))
        })?;
        self.inner.store.overwrite_freed().doing("overwriting what was erased")
    }
}

/// Reads an erasure list; an absent file is an empty list.
///
/// # Errors
/// If the file cannot be read or a line is not an [`Erasure`].
pub fn read_erasures(file: &Path) -> Result<Vec<Erasure>, Fault> {
    let fault = |cause: String| Fault::Storage { doing: "reading the erasure list", cause };
    let text = match std::fs::read_to_string(file) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        other => other.map_err(|error| fault(error.to_string()))?,
    };
    // What stands behind the last end of a line was cut off while it was written, so nobody was erased by it.
    let whole = text.rfind('\n').map_or("", |end| &text[..end]);
    let read = |(place, line): (usize, &str)| {
        serde_json::from_str(line).map_err(|_| fault(format!("line {} is no erasure", place + 1)))
    };
    whole.lines().enumerate().filter(|(_, line)| !line.is_empty()).map(read).collect()
}

/// Takes the keys of a person away, which is what makes an erasure final; gives how many there were.
pub(super) fn drop_keys(session: &mut Session<'_>, erasure: &Erasure) -> Result<u64, StoreFault> {
    let of = erasure.person.to_string();
    session.run(PUT_ERASURE, &[of.as_str().into(), erasure.at.into(), erasure.reason.as_str().into()])?;
    session.run(DROP_KEYS, &[of.as_str().into()])
}

fn append_line(file: &PathBuf, line: &Erasure) -> std::io::Result<()> {
    let mut text = serde_json::to_string(line)?;
    text.push('\n');
    let mut file = std::fs::File::options().create(true).truncate(false).read(true).write(true).open(file)?;
    let mut kept = String::new();
    file.read_to_string(&mut kept)?;
    let end = kept.rfind('\n').map_or(0, |end| end as u64 + 1);
    file.set_len(end)?;
    file.seek(SeekFrom::Start(end))?;
    let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
    if written.is_err() {
        // Half a line would hide what comes after it.
        file.set_len(end)?;
    }
    written
}

fn erasure(row: &Row) -> Option<Erasure> {
    let (person, at) = (row.text(0).parse().ok()?, row.maybe_time(1)?);
    Some(Erasure { person, at, reason: row.text(2).to_owned() })
}

/// Empties the personal columns of a person's rows; none for a table without.
fn erase_text(table: &Table) -> Option<&'static str> {
    let person = table.person?;
    let personal = table.columns.iter().filter(|column| column.personal && column.name != person);
    let sets: Vec<String> = personal.map(|column| format!("{} = NULL", column.name)).collect();
    let text = format!("UPDATE {} SET {} WHERE {person} = $1", table.name, sets.join(", "));
    (!sets.is_empty()).then(|| intern(text))
}

/// Counts the rows that [`erase_text`] would empty.
fn count_text(table: &Table) -> Option<&'static str> {
    erase_text(table)?;
    let person = table.person?;
    Some(intern(format!("SELECT count(*) FROM {} WHERE {person} = $1", table.name)))
}

fn has_personal_words(table: &Table) -> bool {
    table.columns.iter().any(|column| column.personal && column.kind == crate::ColumnKind::Words)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn erasure(number: u128) -> Erasure {
        let person = PersonId(uuid::Uuid::from_u128(number));
        Erasure { person, at: Timestamp::UNIX_EPOCH, reason: "asked".to_owned() }
    }

    #[test]
    fn a_line_that_was_cut_off_erases_nobody_and_hides_nobody() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join(ERASURES_FILE);
        append_line(&file, &erasure(1)).expect("written");
        let mut text = std::fs::read_to_string(&file).expect("text");
        text.push_str("{\"person\":\"0000");
        std::fs::write(&file, text).expect("written");
        assert_eq!(read_erasures(&file), Ok(vec![erasure(1)]));
        append_line(&file, &erasure(2)).expect("written");
        assert_eq!(read_erasures(&file), Ok(vec![erasure(1), erasure(2)]));
    }

    #[test]
    fn a_line_that_is_no_erasure_is_named_and_not_repeated() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join(ERASURES_FILE);
        std::fs::write(&file, "{\"name\":\"陈安娜\"}\n").expect("written");
        let said = read_erasures(&file).expect_err("it is none").to_string();
        assert!(said.contains("line 1") && !said.contains("陈安娜"), "{said}");
    }
}
