//! What is copied: tables, page by page along their keys.

use crate::fault::StoreFault;
use crate::session::{Session, intern};
use crate::{Row, Table, Value};

/// A table with the texts that read it page by page and write it again.
pub(super) struct Copied {
    pub name: &'static str,
    /// Columns that are written.
    pub width: usize,
    pub insert: &'static str,
    first: &'static str,
    next: &'static str,
    /// Where the key stands among the columns.
    key: Vec<usize>,
}

impl Copied {
    fn new(name: &'static str, columns: &[&str], key: &[&str], from: &str, page: usize) -> Self {
        let names: Vec<&str> =
            columns.iter().map(|column| column.rsplit(' ').next().unwrap_or(column)).collect();
        let marks = |from: usize, count: usize| {
            (from..from + count).map(|number| format!("${number}")).collect::<Vec<_>>().join(", ")
        };
        let order = key.iter().map(|column| format!("{name}.{column}")).collect::<Vec<_>>().join(", ");
        let read = |filter: &str| {
            intern(format!(
                "SELECT {} FROM {from} {filter} ORDER BY {order} LIMIT {page}",
                columns.join(", ")
            ))
        };
        let after = format!("WHERE ({order}) > ({})", marks(1, key.len()));
        let insert = format!(
            "INSERT INTO {name} ({}) VALUES ({}) ON CONFLICT DO NOTHING",
            names.join(", "),
            marks(1, names.len())
        );
        let place = |column: &&str| names.iter().position(|name| name == column).expect("a key is a column");
        let key = key.iter().map(place).collect();
        Copied { name, width: names.len(), insert: intern(insert), first: read(""), next: read(&after), key }
    }

    /// Reads all rows and gives them to `put`, page by page; says how many they were.
    pub fn copy(
        &self,
        from: &mut Session<'_>,
        mut put: impl FnMut(&[Value]) -> Result<(), StoreFault>,
    ) -> Result<u64, StoreFault> {
        let mut count = 0;
        let mut rows = from.rows(self.first, &[])?;
        while let Some(last) = rows.last() {
            let after: Vec<Value> = self.key.iter().map(|place| last.0[*place].clone()).collect();
            count += rows.len() as u64;
            put(&rows.into_iter().flat_map(|Row(values)| values).collect::<Vec<_>>())?;
            rows = from.rows(self.next, &after)?;
        }
        Ok(count)
    }

    /// Whether an older backup has this table with these columns.
    pub fn is_in(&self, from: &mut Session<'_>) -> bool {
        from.prepare(self.first).is_ok()
    }
}

const PAGE: usize = 500;

/// The ledger's own tables that a backup holds; leases and views are made anew.
pub(super) fn core_tables() -> Vec<Copied> {
    let whole = |name, columns: &[&str], key: &[&str]| Copied::new(name, columns, key, name, PAGE);
    let event = ["id", "stream", "position", "at", "actor", "name", "version", "body", "sealed"];
    let outgoing = [
        "id",
        "topic",
        "key",
        "stream",
        "body",
        "sealed",
        "state",
        "not_before",
        "attempts",
        "fence",
        "why",
        "at",
    ];
    let read = ["nr", "at", "account", "unit", "person", "stream", "what", "purpose", "count"];
    let blob = ["id", "person", "stream", "size", "sha256", "chunks", "at"];
    vec![
        whole("streams", &["id", "head", "at"], &["id"]),
        whole("event_types", &["name", "version"], &["name", "version"]),
        events(&event),
        whole("sequence", &["seq", "event", "leaf"], &["seq"]),
        whole("tree_nodes", &["level", "place", "hash"], &["level", "place"]),
        whole("subject_keys", &["stream", "person", "wrapped"], &["stream", "person"]),
        whole("erasures", &["person", "at", "reason"], &["person"]),
        whole("outbox", &outgoing, &["id"]),
        whole(
            "idempotency",
            &["account", "route", "key", "request", "status", "body", "at"],
            &["account", "route", "key"],
        ),
        whole("read_log", &read, &["nr"]),
        whole("blobs", &blob, &["id"]),
        Copied::new("blob_chunks", &["blob", "number", "bytes", "at"], &["blob", "number"], "blob_chunks", 8),
        Copied::new("meta", &["name", "number", "words"], &["name"], "meta", PAGE),
    ]
}

/// Where PostgreSQL keeps the leaf beside the event, it comes from the sequence.
fn events(columns: &[&str]) -> Copied {
    Copied::new("events", columns, &["id"], "events", PAGE)
}

/// A plain table of this release.
pub(super) fn plain_table(table: &Table) -> Copied {
    let columns: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
    Copied::new(table.name, &columns, table.key, table.name, PAGE)
}
