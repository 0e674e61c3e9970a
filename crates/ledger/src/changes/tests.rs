use super::*;
use crate::Column;

const COLUMN: Column = Column { name: "", kind: ColumnKind::Integer, personal: false };
const COUNTS: Table = Table {
    name: "counts",
    columns: &[
        Column { name: "day", kind: ColumnKind::Text, ..COLUMN },
        Column { name: "opened", ..COLUMN },
        Column { name: "closed", ..COLUMN },
    ],
    key: &["day"],
    indexes: &[],
    person: None,
};

fn tables() -> Tables {
    let mut tables = Tables::default();
    tables.add(COUNTS, Owner::Plain);
    tables
}

fn text_of(change: RowChange) -> String {
    let statement = tables().statement(change, Owner::Plain, TableSlot::Live).unwrap();
    statement.sql.to_owned()
}

#[test]
fn a_put_inserts_or_sets_the_named_columns() {
    let key = vec![("day", "2026-11-22".into())];
    let set = vec![("opened", 1.into())];
    assert_eq!(
        text_of(RowChange::Put { table: "counts", key, set }),
        "INSERT INTO counts (day, opened) VALUES ($1, $2) ON CONFLICT (day) DO UPDATE SET opened = excluded.opened"
    );
}

#[test]
fn a_put_that_another_row_keeps_away_looks_for_that_row() {
    let day = |day: &str| vec![("day", day.into())];
    let (set, other) = (vec![("opened", 1.into())], day("2026-11-01"));
    let change = RowChange::PutUnless { table: "counts", key: day("2026-11-22"), set, other };
    assert_eq!(
        text_of(change),
        "INSERT INTO counts (day, opened) SELECT CAST($1 AS TEXT), CAST($2 AS BIGINT) \
         WHERE NOT EXISTS (SELECT 1 FROM counts WHERE day = $3) \
         ON CONFLICT (day) DO UPDATE SET opened = excluded.opened"
    );
}

#[test]
fn a_row_made_by_adding_starts_from_zeros() {
    let key = vec![("day", "2026-11-22".into())];
    let text = text_of(RowChange::Add { table: "counts", key, add: vec![("opened", 2)] });
    assert!(text.starts_with("INSERT INTO counts (day, opened, closed) VALUES ($1, $2, $3)"), "{text}");
    assert!(text.ends_with("DO UPDATE SET opened = coalesce(counts.opened, 0) + excluded.opened"), "{text}");
}

#[test]
fn adding_nothing_makes_the_row_and_leaves_one_that_is_there() {
    let key = vec![("day", "2026-11-22".into())];
    let text = text_of(RowChange::Add { table: "counts", key, add: Vec::new() });
    assert!(text.ends_with("ON CONFLICT (day) DO NOTHING"), "{text}");
}

#[test]
fn a_change_of_an_unknown_table_is_told_by_name() {
    let change = RowChange::Remove { table: "cuonts", key: vec![] };
    let fault = tables().statement(change, Owner::Plain, TableSlot::Live).unwrap_err();
    assert!(fault.to_string().contains("cuonts"), "{fault}");
}

#[test]
fn a_change_by_other_columns_than_the_key_is_told() {
    let change = RowChange::Put { table: "counts", key: vec![("opened", 1.into())], set: vec![] };
    assert!(tables().statement(change, Owner::Plain, TableSlot::Live).is_err());
}

#[test]
fn a_write_cannot_change_the_rows_of_a_view() {
    let mut tables = Tables::default();
    tables.add(COUNTS, Owner::View(0));
    let change = RowChange::Remove { table: "counts", key: vec![("day", "x".into())] };
    assert!(tables.statement(change, Owner::Plain, TableSlot::Live).is_err());
}
