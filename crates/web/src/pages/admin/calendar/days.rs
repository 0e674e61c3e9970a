//! A year's days as a table (CSV), as `yimen calendar` prints them or a spreadsheet saves them: `date,working,name`.

use encoding_rs::{GB18030, UTF_8};
use jiff::civil::Weekday;
use kernel::Date;
use std::collections::BTreeMap;

/// The largest table in bytes; a year has some thirteen thousand.
pub const MAX: usize = 1024 * 1024;

/// What a table says, in the lines of the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Days {
    /// The year.
    pub year: i16,
    /// Stretches of days off with their holiday, a line each.
    pub off: Vec<String>,
    /// Days worked instead, a line each.
    pub make_up: Vec<String>,
}

/// A line that cannot be taken over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrongLine {
    /// The line in the file, from 1.
    pub line: u64,
    /// What is wrong.
    pub reason: Reason,
}

/// What is wrong with a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The file is no table of the three columns.
    NoTable,
    /// No day of the calendar.
    NoDate,
    /// Neither worked nor off.
    NoYesOrNo,
    /// Of another year than the first line.
    OtherYear,
    /// The day stood there before.
    Twice,
    /// A working day that is off, or a weekend day that is worked, without the holiday that it is for.
    NoName,
    /// No day differs from an ordinary week.
    Nothing,
}

impl Reason {
    /// The message key.
    pub const fn key(self) -> &'static str {
        match self {
            Reason::NoTable => "admin-days-no-table",
            Reason::NoDate => "admin-days-no-date",
            Reason::NoYesOrNo => "admin-days-no-yes-or-no",
            Reason::OtherYear => "admin-days-other-year",
            Reason::Twice => "admin-days-twice",
            Reason::NoName => "admin-days-no-name",
            Reason::Nothing => "admin-days-nothing",
        }
    }
}

struct Day {
    works: bool,
    name: String,
}

/// Reads a table, or names every wrong line.
pub fn read(bytes: &[u8]) -> Result<Days, Vec<WrongLine>> {
    let text = decoded(bytes);
    let mut reader =
        csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(text.as_bytes());
    let columns = reader.headers().ok().and_then(columns);
    let Some(columns) = columns else { return Err(vec![WrongLine { line: 1, reason: Reason::NoTable }]) };
    let (mut days, mut wrong) = (BTreeMap::new(), Vec::new());
    for row in reader.records() {
        let Ok(row) = row else { return Err(vec![WrongLine { line: 1, reason: Reason::NoTable }]) };
        if row.iter().all(str::is_empty) {
            continue;
        }
        let line = row.position().map_or(0, csv::Position::line);
        let taken = day(&row, columns).and_then(|(date, day)| add(&mut days, date, day));
        wrong.extend(taken.err().map(|reason| WrongLine { line, reason }));
    }
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let days = stretches(&days);
    let is_empty = days.off.is_empty() && days.make_up.is_empty();
    if is_empty { Err(vec![WrongLine { line: 1, reason: Reason::Nothing }]) } else { Ok(days) }
}

/// Spreadsheets here save UTF-8 with a mark, or GB 18030 without one.
fn decoded(bytes: &[u8]) -> String {
    let (text, _, is_broken) = UTF_8.decode(bytes);
    if is_broken { GB18030.decode(bytes).0.into_owned() } else { text.into_owned() }
}

/// The places of date, yes or no, and name.
fn columns(head: &csv::StringRecord) -> Option<[usize; 3]> {
    let at = |names: &[&str]| head.iter().position(|title| names.contains(&title.to_lowercase().as_str()));
    Some([at(&["date", "日期"])?, at(&["working", "上班", "是否上班"])?, at(&["name", "节日", "名称"])?])
}

fn day(row: &csv::StringRecord, [date, works, name]: [usize; 3]) -> Result<(Date, Day), Reason> {
    let text = |place| row.get(place).unwrap_or_default();
    let date = date_of(text(date)).ok_or(Reason::NoDate)?;
    let works = match text(works).to_lowercase().as_str() {
        "true" | "1" | "yes" | "是" | "上班" | "班" => true,
        "false" | "0" | "no" | "否" | "放假" | "休" => false,
        _ => return Err(Reason::NoYesOrNo),
    };
    // The form reads days in lines whose parts stand between spaces or commas.
    let name: String =
        text(name).split_whitespace().collect::<String>().replace([',', '，', ';', '；'], "、");
    let is_weekend = matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday);
    if works == is_weekend && name.is_empty() {
        return Err(Reason::NoName);
    }
    Ok((date, Day { works, name }))
}

/// `2027-02-05`, or `2027/2/5` as spreadsheets rewrite it.
fn date_of(text: &str) -> Option<Date> {
    let parts: Vec<&str> = text.split(['-', '/', '.']).collect();
    let [year, month, day] = parts[..] else { return None };
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

fn add(days: &mut BTreeMap<Date, Day>, date: Date, day: Day) -> Result<(), Reason> {
    if days.first_key_value().is_some_and(|(first, _)| first.year() != date.year()) {
        return Err(Reason::OtherYear);
    }
    if days.insert(date, day).is_some() { Err(Reason::Twice) } else { Ok(()) }
}

fn stretches(days: &BTreeMap<Date, Day>) -> Days {
    let mut off: Vec<(Date, Date, &str)> = Vec::new();
    let mut make_up = Vec::new();
    for (date, day) in days.iter().filter(|(_, day)| !day.name.is_empty()) {
        let is_weekend = matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday);
        match off.last_mut() {
            _ if day.works && is_weekend => make_up.push(format!("{date} {}", day.name)),
            _ if day.works => {}
            Some((_, to, name)) if *name == day.name && to.tomorrow().ok() == Some(*date) => *to = *date,
            _ => off.push((*date, *date, &day.name)),
        }
    }
    let off = off.iter().map(|(from, to, name)| format!("{from} {to} {name}")).collect();
    Days { year: days.first_key_value().map_or(0, |(date, _)| date.year()), off, make_up }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "date,working,name\n2027-02-04,true,\n2027-02-05,false,春节\n2027-02-06,false,春节\n\
                         2027-02-07,false,春节\n2027-02-13,false,\n2027-02-14,true,春节\n2027-04-05,false,清明节\n";

    #[test]
    fn a_table_of_days_becomes_the_lines_of_the_form() {
        let days = read(TABLE.as_bytes()).unwrap();
        assert_eq!(days.year, 2027);
        assert_eq!(days.off, ["2027-02-05 2027-02-07 春节", "2027-04-05 2027-04-05 清明节"]);
        assert_eq!(days.make_up, ["2027-02-14 春节"]);
    }

    #[test]
    fn what_a_spreadsheet_makes_of_it_is_read_too() {
        let table = "日期,是否上班,节日\r\n2027/2/5,否,春 节\r\n2027/2/14,是,春节\r\n,,\r\n";
        let expected = Days {
            year: 2027,
            off: vec!["2027-02-05 2027-02-05 春节".into()],
            make_up: vec!["2027-02-14 春节".into()],
        };
        assert_eq!(read(&GB18030.encode(table).0), Ok(expected.clone()));
        assert_eq!(read(format!("\u{feff}{table}").as_bytes()), Ok(expected));
    }

    #[test]
    fn every_wrong_line_is_named() {
        let table = "date,working,name\n2027-02-30,false,春节\n2027-02-05,vielleicht,春节\n2027-02-05,false,\n\
                     2027-02-14,true,\n2027-02-08,false,春节\n2028-02-08,false,春节\n2027-02-08,false,春节\n";
        let wrong: Vec<_> =
            read(table.as_bytes()).unwrap_err().iter().map(|wrong| (wrong.line, wrong.reason)).collect();
        let expected = [
            (2, Reason::NoDate),
            (3, Reason::NoYesOrNo),
            (4, Reason::NoName),
            (5, Reason::NoName),
            (7, Reason::OtherYear),
            (8, Reason::Twice),
        ];
        assert_eq!(wrong, expected);
    }

    #[test]
    fn what_is_no_table_of_days_is_refused() {
        let reason = |bytes: &[u8]| read(bytes).unwrap_err()[0].reason;
        assert_eq!(reason(b"PK\x03\x04\xff\xfe"), Reason::NoTable);
        assert_eq!(reason(b"when,what\n2027-01-01,x\n"), Reason::NoTable);
        assert_eq!(reason(b"date,working,name\n2027-02-04,true,\n2027-02-06,false,\n"), Reason::Nothing);
    }
}
