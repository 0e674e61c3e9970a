//! What the address of a table says, and the addresses that lead on from it.

use crate::address::asking;
use crate::desk::Desk;
use crate::pages::words;
use crate::parts::{Choice, Field, Filter, FilterMark};
use crate::text::Text;
use app::{Content, Counted, Grouping, StatisticsQuestion, StepOfTime};
use catalogue::Channel;
use jiff::ToSpan;
use kernel::{Date, DepartmentId, RegionCode};
use serde::Deserialize;
use std::collections::BTreeSet;

/// What the address says; everything may be absent.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(default)]
pub struct Asked {
    pub step: String,
    pub rows: String,
    pub from: String,
    pub to: String,
    pub department: String,
    pub region: String,
    pub matter: String,
    pub channel: String,
    pub what: String,
    pub after: String,
}

const ROWS: [(Grouping, &str, &str); 5] = [
    (Grouping::Time, "time", "desk-stat-step"),
    (Grouping::Department, "department", "desk-col-department"),
    (Grouping::Region, "region", "desk-stat-region"),
    (Grouping::Matter, "matter", "desk-col-matter"),
    (Grouping::Channel, "channel", "desk-channel"),
];
const CHANNELS: [Channel; 8] = [
    Channel::Window,
    Channel::Online,
    Channel::Mobile,
    Channel::Kiosk,
    Channel::Video,
    Channel::Appointment,
    Channel::Post,
    Channel::AtHome,
];
/// Beyond this many days a table by day is a table by month.
const DAYS_MAX: i32 = 400;

impl Asked {
    /// The question, with what is absent or broken filled in: the last thirty days, year or five years.
    pub fn question(&self, today: Date) -> StatisticsQuestion {
        let step = match self.step.as_str() {
            "month" => StepOfTime::Month,
            "year" => StepOfTime::Year,
            _ => StepOfTime::Day,
        };
        let usual = match step {
            StepOfTime::Day => today.checked_sub(29.days()),
            StepOfTime::Month => today.first_of_month().checked_sub(11.months()),
            StepOfTime::Year => today.first_of_year().checked_sub(4.years()),
        };
        let (one, other) = (
            self.from.trim().parse().unwrap_or(usual.unwrap_or(today)),
            self.to.trim().parse().unwrap_or(today),
        );
        let (from, to) = (one.min(other), one.max(other));
        let long = DAYS_MAX < (to - from).get_days();
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        StatisticsQuestion {
            from,
            to,
            step: if long && step == StepOfTime::Day { StepOfTime::Month } else { step },
            rows: ROWS.iter().find(|(_, code, _)| *code == self.rows).map_or(Grouping::Time, |row| row.0),
            department: some(&self.department).map(DepartmentId),
            region: some(&self.region).map(RegionCode),
            matter: some(&self.matter),
            channel: some(&self.channel),
        }
    }

    /// The same question at `path`.
    pub fn address(&self, path: &str) -> String {
        let pairs = [
            ("step", self.step.as_str()),
            ("rows", self.rows.as_str()),
            ("from", self.from.as_str()),
            ("to", self.to.as_str()),
            ("department", self.department.as_str()),
            ("region", self.region.as_str()),
            ("matter", self.matter.as_str()),
            ("channel", self.channel.as_str()),
            ("what", self.what.as_str()),
            ("after", self.after.as_str()),
        ];
        asking(path, &pairs)
    }

    /// The same question for the usual span of its step.
    pub fn without_span(&self) -> Asked {
        Asked { from: String::new(), to: String::new(), ..self.clone() }
    }

    /// The question of one row of the table.
    pub fn narrowed(&self, rows: Grouping, key: &str) -> Asked {
        let mut asked = self.clone();
        let key = key.to_owned();
        match rows {
            Grouping::Time => {
                if let Some((first, last)) = StepOfTime::span(&key) {
                    // A month at the edge of the span counts its days in the span only.
                    let edge = |text: &str, day: Date| text.parse::<Date>().unwrap_or(day);
                    asked.from = first.max(edge(&self.from, first)).to_string();
                    asked.to = last.min(edge(&self.to, last)).to_string();
                }
            }
            Grouping::Department => asked.department = key,
            Grouping::Region => asked.region = key,
            Grouping::Matter => asked.matter = key,
            Grouping::Channel => asked.channel = key,
        }
        asked
    }

    /// The address of the cases that a number counts.
    pub fn behind(&self, counted: Counted) -> String {
        let what = counted.code().to_owned();
        Asked { what, after: String::new(), ..self.clone() }.address("/desk/statistics/cases")
    }

    /// Says the whole span in the address, so that what leads on from it counts the same days tomorrow.
    pub fn fixed(mut self, question: &StatisticsQuestion) -> Asked {
        (self.from, self.to) = (question.from.to_string(), question.to.to_string());
        self
    }

    /// The filter beside the table.
    pub fn filter(
        &self,
        desk: &Desk,
        question: &StatisticsQuestion,
        seen: &BTreeSet<DepartmentId>,
    ) -> Filter {
        let t = desk.frame.t;
        let content = desk.city.content();
        let any = |chosen: &str| Choice::of("", t.msg("desk-list-any")).chosen(chosen.is_empty());
        let list = |all: Vec<(String, String)>, chosen: &str| -> Vec<Choice> {
            let choice = |(code, name): &(String, String)| Choice::of(code, name).chosen(code == chosen);
            std::iter::once(any(chosen)).chain(all.iter().map(choice)).collect()
        };
        let rows = ROWS
            .iter()
            .map(|(rows, code, word)| Choice::of(*code, t.msg(word)).chosen(*rows == question.rows));
        let day = |name: &str, word: &str, day: Date| {
            Field::line(t, name, t.msg(word), day.to_string()).kind("date", "off")
        };
        let mut fields = vec![
            Field::select(t, "rows", t.msg("desk-stat-rows"), rows.collect()),
            day("from", "desk-stat-from", question.from),
            day("to", "desk-stat-to", question.to),
        ];
        if 1 < seen.len() {
            let all = departments(t, &content, seen);
            fields.push(Field::select(
                t,
                "department",
                t.msg("desk-col-department"),
                list(all, &self.department),
            ));
            let all = regions(t, &content, seen);
            fields.push(Field::select(t, "region", t.msg("desk-stat-region"), list(all, &self.region)));
        }
        let all = matters(t, &content, seen);
        fields.push(Field::select(t, "matter", t.msg("desk-col-matter"), list(all, &self.matter)));
        let all = CHANNELS
            .iter()
            .map(|channel| (channel.code().to_owned(), words::channel(t, *channel).into_owned()));
        fields.push(Field::select(t, "channel", t.msg("desk-channel"), list(all.collect(), &self.channel)));
        Filter::new(t, "/desk/statistics", fields, self.marks(t, &content))
            .keeping("step", step_code(question.step))
    }

    fn marks(&self, t: Text, content: &Content) -> Vec<FilterMark> {
        let mut marks = Vec::new();
        let mut mark = |words: String, without: Asked| {
            marks.push(FilterMark { words, without: without.address("/desk/statistics") });
        };
        if !self.department.is_empty() {
            let name = content.department_name(&self.department.as_str().into(), t.language()).to_owned();
            mark(name, Asked { department: String::new(), ..self.clone() });
        }
        if !self.region.is_empty() {
            mark(region_name(t, content, &self.region), Asked { region: String::new(), ..self.clone() });
        }
        if !self.matter.is_empty() {
            mark(matter_name(t, content, &self.matter), Asked { matter: String::new(), ..self.clone() });
        }
        if !self.channel.is_empty() {
            mark(channel_name(t, &self.channel), Asked { channel: String::new(), ..self.clone() });
        }
        marks
    }
}

fn departments(t: Text, content: &Content, seen: &BTreeSet<DepartmentId>) -> Vec<(String, String)> {
    let name = |id: &DepartmentId| (id.0.clone(), content.department_name(id, t.language()).to_owned());
    seen.iter().map(name).collect()
}

fn regions(t: Text, content: &Content, seen: &BTreeSet<DepartmentId>) -> Vec<(String, String)> {
    let codes: BTreeSet<RegionCode> =
        seen.iter().filter_map(|id| Some(content.ground.department(id)?.region.clone())).collect();
    codes.into_iter().map(|code| (code.0.clone(), region_name(t, content, &code.0))).collect()
}

fn matters(t: Text, content: &Content, seen: &BTreeSet<DepartmentId>) -> Vec<(String, String)> {
    let published = content.matters.values().filter(|published| seen.contains(&published.matter.department));
    published.map(|one| (one.matter.code.0.clone(), t.read(&one.matter.name).to_owned())).collect()
}

/// The name of a region, or its code where the content lacks it.
pub fn region_name(t: Text, content: &Content, code: &str) -> String {
    let region = content.ground.region(&RegionCode(code.to_owned()));
    region.map_or(code.to_owned(), |region| t.read(&region.name).to_owned())
}

/// The name of a matter, or its code where it is not in force.
pub fn matter_name(t: Text, content: &Content, code: &str) -> String {
    let published = content.matters.get(&kernel::MatterCode(code.to_owned()));
    published.map_or(code.to_owned(), |published| t.read(&published.matter.name).to_owned())
}

/// The name of a channel.
pub fn channel_name(t: Text, code: &str) -> String {
    let channel = CHANNELS.into_iter().find(|channel| channel.code() == code);
    channel.map_or(code.to_owned(), |channel| words::channel(t, channel).into_owned())
}

/// The code of a step in the address.
pub const fn step_code(step: StepOfTime) -> &'static str {
    match step {
        StepOfTime::Day => "day",
        StepOfTime::Month => "month",
        StepOfTime::Year => "year",
    }
}

/// A step of time as a row is called.
pub fn long_step(t: Text, key: &str) -> String {
    let mut parts = key.split('-').map(|part| part.trim_start_matches('0').to_owned());
    match (parts.next(), parts.next(), key.parse::<Date>()) {
        (_, _, Ok(day)) => t.date(day),
        (Some(year), Some(month), _) => t.with("desk-stat-month", &[("year", &year), ("month", &month)]),
        (Some(year), None, _) => t.with("desk-stat-year", &[("year", &year)]),
        _ => key.to_owned(),
    }
}

/// A step of time as a picture has room for it.
pub fn short_step(key: &str) -> String {
    let short = if key.len() == 10 { key.get(5..).unwrap_or(key) } else { key };
    short.replace('-', "/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().expect("a day")
    }

    #[test]
    fn without_a_span_a_table_shows_the_last_thirty_days() {
        let question = Asked::default().question(day("2026-11-22"));
        assert_eq!((question.from, question.to), (day("2026-10-24"), day("2026-11-22")));
        let months = Asked { step: "month".into(), ..Asked::default() }.question(day("2026-11-22"));
        assert_eq!(months.from, day("2025-12-01"));
    }

    #[test]
    fn broken_and_swapped_days_do_no_harm() {
        let swapped = Asked { from: "2026-11-22".into(), to: "2026-11-01".into(), ..Asked::default() };
        let question = swapped.question(day("2026-11-22"));
        assert_eq!((question.from, question.to), (day("2026-11-01"), day("2026-11-22")));
        let broken = Asked { from: "yesterday".into(), ..Asked::default() };
        assert_eq!(broken.question(day("2026-11-22")), Asked::default().question(day("2026-11-22")));
        let long = Asked { from: "2004-01-01".into(), ..Asked::default() };
        assert_eq!(long.question(day("2026-11-22")).step, StepOfTime::Month);
    }

    #[test]
    fn a_row_at_the_edge_of_the_span_leads_to_its_days_in_the_span() {
        let asked = Asked { from: "2026-11-10".into(), to: "2026-12-31".into(), ..Asked::default() };
        let november = asked.narrowed(Grouping::Time, "2026-11");
        assert_eq!((november.from.as_str(), november.to.as_str()), ("2026-11-10", "2026-11-30"));
    }
}
