//! Dates, times, sizes and money as people read them.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Weekday};
use jiff::tz::{Offset, TimeZone};
use kernel::{CaseNumber, Language, Money};

use super::Text;

/// One time for the whole country: eight hours before Greenwich (国务院, since 1949; no summer time since 1992).
const COUNTRY_OFFSET: Offset = Offset::constant(8);

impl Text {
    /// A date with its year: `2026年11月22日` or `22 November 2026`.
    pub fn date(self, date: Date) -> String {
        let (year, month, day) = (date.year(), date.month(), date.day());
        match self.language {
            Language::Chinese => format!("{year}年{month}月{day}日"),
            Language::English => format!("{day} {} {year}", month_name(month)),
        }
    }

    /// A date with its weekday, for promises and appointments.
    pub fn date_and_weekday(self, date: Date) -> String {
        let weekday = self.weekday(date.weekday());
        match self.language {
            Language::Chinese => format!("{}（{weekday}）", self.date(date)),
            Language::English => format!("{weekday} {}", self.date(date)),
        }
    }

    /// The civil date of a moment, in the country's time.
    pub fn day_of(self, moment: Timestamp) -> String {
        self.date(local(moment).date())
    }

    /// Date and time to the minute, in the country's time.
    pub fn moment(self, moment: Timestamp) -> String {
        let local = local(moment);
        format!("{} {:02}:{:02}", self.date(local.date()), local.hour(), local.minute())
    }

    /// The time of day to the minute.
    pub fn clock(self, moment: Timestamp) -> String {
        let local = local(moment);
        format!("{:02}:{:02}", local.hour(), local.minute())
    }

    /// An amount in yuan with two decimals: `1,200.50 元` or `CNY 1,200.50`.
    pub fn money(self, money: Money) -> String {
        let fen = money.0;
        let sign = if fen < 0 { "-" } else { "" };
        let whole = grouped(fen.unsigned_abs() / 100);
        let amount = format!("{sign}{whole}.{:02}", fen.unsigned_abs() % 100);
        match self.language {
            Language::Chinese => format!("{amount} 元"),
            Language::English => format!("CNY {amount}"),
        }
    }

    /// The size of a file in KB or MB, one decimal above a megabyte.
    pub fn file_size(self, bytes: u64) -> String {
        const MEGABYTE: u64 = 1024 * 1024;
        if bytes < MEGABYTE {
            return format!("{} KB", bytes.div_ceil(1024));
        }
        let tenths = bytes * 10 / MEGABYTE;
        format!("{}.{} MB", tenths / 10, tenths % 10)
    }

    /// A whole number with thousands separated.
    pub fn number(self, number: u64) -> String {
        grouped(number)
    }

    fn weekday(self, weekday: Weekday) -> std::borrow::Cow<'static, str> {
        self.msg(match weekday {
            Weekday::Monday => "weekday-monday",
            Weekday::Tuesday => "weekday-tuesday",
            Weekday::Wednesday => "weekday-wednesday",
            Weekday::Thursday => "weekday-thursday",
            Weekday::Friday => "weekday-friday",
            Weekday::Saturday => "weekday-saturday",
            Weekday::Sunday => "weekday-sunday",
        })
    }
}

fn local(moment: Timestamp) -> DateTime {
    moment.to_zoned(TimeZone::fixed(COUNTRY_OFFSET)).datetime()
}

fn month_name(month: i8) -> &'static str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    usize::try_from(month - 1).ok().and_then(|at| NAMES.get(at)).expect("a date has a month from 1 to 12")
}

/// A case's number in groups, as people say it; what is no such number stays as it is.
pub(crate) fn spoken_number(number: &str) -> String {
    number.parse::<CaseNumber>().map_or_else(|_| number.to_owned(), |read| read.spoken())
}

fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut shown = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if 0 < at && (digits.len() - at).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    const ZH: Text = Text::new(Language::Chinese);
    const EN: Text = Text::new(Language::English);

    #[test]
    fn a_date_always_has_its_year() {
        let day = jiff::civil::date(2026, 11, 22);
        assert_eq!(ZH.date_and_weekday(day), "2026年11月22日（星期日）");
        assert_eq!(EN.date_and_weekday(day), "Sunday 22 November 2026");
    }

    #[test]
    fn a_moment_is_shown_in_the_countrys_time() {
        let late = "2026-11-22T16:05:00Z".parse().expect("a moment");
        assert_eq!(ZH.moment(late), "2026年11月23日 00:05");
    }

    #[test]
    fn amounts_are_grouped_and_whole_to_the_fen() {
        assert_eq!(ZH.money(Money(123_456_789)), "1,234,567.89 元");
        assert_eq!(EN.money(Money(5)), "CNY 0.05");
        assert_eq!(ZH.file_size(1), "1 KB");
        assert_eq!(ZH.file_size(5 * 1024 * 1024 + 300_000), "5.2 MB");
    }
}
