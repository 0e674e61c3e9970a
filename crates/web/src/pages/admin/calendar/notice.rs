//! The notice as it is typed: days in lines, as they are copied from the notice or from a table.

use crate::sent::Sent;
use calendar::{MakeUpDay, Notice, OffRange};
use kernel::{Date, LocalText};

/// What stands in the fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    pub year: String,
    pub notice: String,
    pub date: String,
    pub off: String,
    pub make_up: String,
}

/// A wrong field and what is wrong with it.
pub type Wrong = (&'static str, String);

impl Typed {
    /// What was sent.
    pub fn of(sent: &Sent) -> Self {
        let text = |field| sent.one(field).trim().to_owned();
        Typed {
            year: text("year"),
            notice: text("notice"),
            date: text("date"),
            off: text("off"),
            make_up: text("make_up"),
        }
    }

    /// The same again for a button.
    pub fn says(&self, order: &str) -> Vec<(&'static str, String)> {
        vec![
            ("order", order.to_owned()),
            ("year", self.year.clone()),
            ("notice", self.notice.clone()),
            ("date", self.date.clone()),
            ("off", self.off.clone()),
            ("make_up", self.make_up.clone()),
        ]
    }

    /// The notice, or every wrong field at once with the line that cannot be read.
    pub fn read(&self) -> Result<Notice, Vec<Wrong>> {
        let mut wrong = Vec::new();
        let year = self.year.parse().ok();
        if year.is_none() {
            wrong.push(("year", self.year.clone()));
        }
        if self.notice.is_empty() {
            wrong.push(("notice", String::new()));
        }
        let date = (!self.date.is_empty()).then(|| self.date.parse::<Date>());
        if let Some(Err(_)) = date {
            wrong.push(("date", self.date.clone()));
        }
        let off = lines(&self.off, "off", range, &mut wrong);
        let make_up = lines(&self.make_up, "make_up", worked, &mut wrong);
        if off.is_empty() && wrong.iter().all(|(field, _)| *field != "off") {
            wrong.push(("off", String::new()));
        }
        match year {
            Some(year) if wrong.is_empty() => {
                let date = date.and_then(Result::ok);
                Ok(Notice { year, notice: self.notice.clone(), date, off, make_up })
            }
            _ => Err(wrong),
        }
    }
}

fn lines<T>(
    text: &str,
    field: &'static str,
    read: impl Fn(&[&str]) -> Option<T>,
    wrong: &mut Vec<Wrong>,
) -> Vec<T> {
    let mut found = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let parts: Vec<&str> = line
            .split(|sign: char| sign.is_whitespace() || ",，;；".contains(sign))
            .filter(|part| !part.is_empty())
            .collect();
        match read(&parts) {
            Some(read) => found.push(read),
            None => wrong.push((field, line.to_owned())),
        }
    }
    found
}

/// `2027-02-05 2027-02-11 春节`, or one day `2027-04-05 清明节`.
fn range(parts: &[&str]) -> Option<OffRange> {
    match parts {
        [from, to, name] => {
            Some(OffRange { from: from.parse().ok()?, to: to.parse().ok()?, name: LocalText::from(*name) })
        }
        [day, name] => {
            let day = day.parse().ok()?;
            Some(OffRange { from: day, to: day, name: LocalText::from(*name) })
        }
        _ => None,
    }
}

/// `2027-02-14 春节`.
fn worked(parts: &[&str]) -> Option<MakeUpDay> {
    let [day, name] = parts else { return None };
    Some(MakeUpDay { date: day.parse().ok()?, name: LocalText::from(*name) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(off: &str, make_up: &str) -> Typed {
        let text = str::to_owned;
        let (year, notice) = (text("2027"), text("通知"));
        Typed { year, notice, date: String::new(), off: text(off), make_up: text(make_up) }
    }

    #[test]
    fn lines_are_read_with_spaces_or_commas() {
        let notice =
            typed("2027-02-05 2027-02-11 春节\n2027-04-05，清明节", "2027-02-14,春节").read().unwrap();
        assert_eq!((notice.off.len(), notice.make_up.len()), (2, 1));
        assert_eq!(notice.off[1].from, notice.off[1].to);
    }

    #[test]
    fn every_line_that_cannot_be_read_is_named() {
        let wrong = typed("2027-02-30 春节\n明天", "2027-02-14").read().unwrap_err();
        let fields: Vec<_> = wrong.iter().map(|(field, _)| *field).collect();
        assert_eq!(fields, ["off", "off", "make_up"]);
        assert_eq!(wrong[1].1, "明天");
        assert!(typed("", "").read().is_err(), "a notice without days is none");
    }
}
