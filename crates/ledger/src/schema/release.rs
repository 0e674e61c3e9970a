//! Which releases may run on a database: none that lacks a type of event or is below the recorded lowest.

use crate::fault::StoreFault;
use crate::schema::put_meta;
use crate::session::Session;
use crate::setup::OpenRefusal;

const LOWEST: &str = "SELECT words FROM meta WHERE name = 'lowest_release'";
const TYPES: &str = "SELECT name, max(version) FROM event_types GROUP BY name ORDER BY name";

/// Refuses a release below the recorded lowest one.
pub(crate) fn check_release(session: &mut Session<'_>, release: &str) -> Result<(), OpenRefusal> {
    let Some(row) = session.row(LOWEST, &[])? else {
        return Ok(());
    };
    let lowest = row.text(0);
    if order_of(release) < order_of(lowest) {
        return Err(OpenRefusal::TooOld { release: release.to_owned(), lowest: lowest.to_owned() });
    }
    Ok(())
}

/// Raises the lowest release allowed to run, never lowers it.
pub(crate) fn raise_lowest(session: &mut Session<'_>, release: &str) -> Result<(), StoreFault> {
    let row = session.row(LOWEST, &[])?;
    if row.is_none_or(|row| order_of(row.text(0)) < order_of(release)) {
        put_meta(session, "lowest_release", 0, release)?;
    }
    Ok(())
}

/// Refuses, by name, a database with types of events that this release does not know.
pub(crate) fn check_types(
    session: &mut Session<'_>,
    known: &[(&'static str, u16)],
) -> Result<(), OpenRefusal> {
    let mut unknown = Vec::new();
    for row in session.rows(TYPES, &[])? {
        let (name, version) = (row.text(0), row.integer(1));
        let newest = known.iter().find(|(known, _)| *known == name).map_or(0, |(_, newest)| *newest);
        if i64::from(newest) < version {
            unknown.push(format!("{name} version {version}"));
        }
    }
    if unknown.is_empty() { Ok(()) } else { Err(OpenRefusal::UnknownEvents(unknown)) }
}

/// `1.12.3` as numbers, so that 1.12 comes after 1.9; what follows a hyphen does not count.
fn order_of(release: &str) -> Vec<u64> {
    let numbers = release.split('-').next().unwrap_or_default();
    numbers.split('.').map(|part| part.parse().unwrap_or(0)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn releases_are_ordered_by_their_numbers() {
        assert!(order_of("1.9.3") < order_of("1.12.0"));
        assert_eq!(order_of("0.1.0-dev"), order_of("0.1.0"));
    }
}
