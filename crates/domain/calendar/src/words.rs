//! The steps of an explanation in words, Chinese and English.

use crate::{Explanation, Limit, Message, Remaining, Shift, Step};
use jiff::civil::{Date, DateTime, Weekday};
use kernel::Language;

impl Explanation {
    /// The whole account, one sentence for each step.
    pub fn in_words(&self, language: Language) -> Vec<String> {
        let mut words: Vec<String> = self.steps.iter().map(|step| step.in_words(language)).collect();
        words.push(match language {
            Language::Chinese => format!("日历版本：{}。", self.calendar),
            Language::English => format!("Calendar version: {}.", self.calendar),
        });
        words
    }
}

impl Step {
    /// The stable key of the step with its values, for translations other than the two built in.
    pub fn message(&self, language: Language) -> Message {
        let say = |date: &Date| day(*date, language);
        let (key, values) = match self {
            Step::Started { at, counted, shift } => match shift {
                None => ("why-started", vec![("at", time(at, language))]),
                Some(shift) => (
                    "why-started-shifted",
                    vec![
                        ("at", time(at, language)),
                        ("counted", say(counted)),
                        ("why", shift.in_words(language)),
                    ],
                ),
            },
            Step::Rule { limit, count_start_day } => {
                (rule_key(*limit, *count_start_day), vec![("limit", limit.in_words(language))])
            }
            Step::Extended(extension) => (
                "why-extended",
                vec![
                    ("added", extension.added.in_words(language)),
                    ("by", extension.by.clone()),
                    ("reason", with_law(&extension.reason, extension.law.as_deref(), language)),
                ],
            ),
            Step::Holiday { from, to, name } => (
                "why-holiday",
                vec![("span", span(*from, *to, language)), ("name", name.in_language(language).to_owned())],
            ),
            Step::MakeUp { date, name } => {
                ("why-make-up", vec![("date", say(date)), ("name", name.in_language(language).to_owned())])
            }
            Step::Weekends { days } => ("why-weekends", vec![("days", days.to_string())]),
            Step::Paused { from, until, reason, law, working_days } => {
                let mut values = vec![
                    ("from", time(from, language)),
                    ("reason", with_law(reason, law.as_deref(), language)),
                ];
                let Some(until) = until else {
                    return Message { key: "why-paused-open", values };
                };
                values.extend([("until", time(until, language)), ("days", working_days.to_string())]);
                ("why-paused", values)
            }
            Step::HeldOver { from, to } => ("why-held-over", vec![("from", say(from)), ("to", say(to))]),
            Step::Rolled { from, to } => ("why-rolled", vec![("from", say(from)), ("to", say(to))]),
            Step::Provisional { years } => ("why-provisional", vec![("years", listed(years, language))]),
            Step::Due { at, suspended: false } => ("why-due", vec![("at", time(at, language))]),
            Step::Due { at, suspended: true } => ("why-due-suspended", vec![("at", time(at, language))]),
        };
        Message { key, values }
    }

    /// The step as one sentence.
    pub fn in_words(&self, language: Language) -> String {
        let message = self.message(language);
        let value_of = |name: &str| message.values.iter().find(|(known, _)| *known == name);
        let (mut text, mut rest) = (String::with_capacity(96), sentence(message.key, language));
        while let Some((plain, behind)) = rest.split_once('{') {
            text.push_str(plain);
            let (name, behind) = behind.split_once('}').expect("a brace of our own sentences is closed");
            text.push_str(value_of(name).map_or("", |(_, value)| value));
            rest = behind;
        }
        text.push_str(rest);
        text
    }
}

fn rule_key(limit: Limit, count_start_day: bool) -> &'static str {
    match limit {
        _ if limit.office_minutes().is_some() => "why-rule-office-time",
        Limit::SameSession | Limit::WorkingDays(0) | Limit::CalendarDays(0) => "why-rule-same-day",
        _ if count_start_day => "why-rule-start-day",
        _ => "why-rule",
    }
}

/// The sentence of a key; values stand in braces.
fn sentence(key: &str, language: Language) -> &'static str {
    let (chinese, english) = match key {
        "why-started" => ("起始时间：{at}。", "It starts at {at}."),
        "why-started-shifted" => (
            "{at}收到，因{why}，视为{counted}收到。",
            "It arrived at {at}; because of {why} it counts as received on {counted}.",
        ),
        "why-rule" => {
            ("时限{limit}，当日不计入，自次日起算。", "The limit is {limit}; the first day is the day after.")
        }
        "why-rule-start-day" => {
            ("时限{limit}，当日计入。", "The limit is {limit}; the day itself counts as the first.")
        }
        "why-rule-office-time" => {
            ("时限{limit}，只计办公时间。", "The limit is {limit}; only office time counts.")
        }
        "why-rule-same-day" => (
            "时限为{limit}，最迟于当日下班前。",
            "The limit is {limit}: at the latest when the office closes that day.",
        ),
        "why-extended" => ("经{by}批准延长{added}：{reason}。", "{by} added {added}: {reason}."),
        "why-holiday" => ("{span}为{name}假期，不计入。", "{span}: {name}, not counted."),
        "why-make-up" => ("{date}为{name}调休上班，计入。", "{date} is worked for {name} and counts."),
        "why-weekends" => ("另有{days}个周末休息日不计入。", "Weekend days not counted: {days}."),
        "why-paused" => (
            "{from}至{until}暂停计时（{reason}），扣除{days}个工作日。",
            "The clock stood still from {from} to {until} ({reason}); working days taken out: {days}.",
        ),
        "why-paused-open" => {
            ("自{from}起暂停计时（{reason}）。", "The clock stands still since {from} ({reason}).")
        }
        "why-held-over" => (
            "最后一日{from}计时暂停，恢复计时之日{to}为最后一日。",
            "The clock stopped on its last day, {from}; it ends on {to}, when it runs again.",
        ),
        "why-rolled" => {
            ("届满日{from}为休息日，顺延至{to}。", "The last day, {from}, is a day off, so it ends on {to}.")
        }
        "why-provisional" => (
            "{years}年放假安排尚未公布，仅按法定节假日计算，结果为暂定。",
            "The holidays of {years} are not announced yet; with statutory holidays only, the date is provisional.",
        ),
        "why-due" => ("{at}到期。", "It is due at {at}."),
        "why-due-suspended" => (
            "计时暂停中，最早于{at}到期，恢复计时后重新计算。",
            "The clock stands still; the earliest due time is {at}, counted anew when it runs again.",
        ),
        _ => ("", ""),
    };
    match language {
        Language::Chinese => chinese,
        Language::English => english,
    }
}

impl Shift {
    /// Why something counts for a later day.
    pub fn in_words(&self, language: Language) -> String {
        match (self, language) {
            (Shift::AfterHours, Language::Chinese) => "已过办公时间".to_owned(),
            (Shift::AfterHours, Language::English) => "the office having closed".to_owned(),
            (Shift::Weekend, Language::Chinese) => "当日为周末".to_owned(),
            (Shift::Weekend, Language::English) => "the weekend".to_owned(),
            (Shift::Holiday { name }, Language::Chinese) => format!("当日为{}假期", name.chinese),
            (Shift::Holiday { name }, Language::English) => name.in_language(language).to_owned(),
        }
    }
}

impl Remaining {
    /// What is left or overdue, as a list shows it.
    pub fn in_words(self, language: Language) -> String {
        let (left, chinese, english) = match self {
            Remaining::WorkingDays(left) => (left, "个工作日", "working day"),
            Remaining::CalendarDays(left) => (left, "日", "calendar day"),
            Remaining::WorkingMinutes(left) => (left, "个工作分钟", "working minute"),
        };
        let amount = left.unsigned_abs();
        match (language, left) {
            (Language::Chinese, ..0) => format!("已逾期{amount}{chinese}"),
            (Language::English, ..0) => format!("overdue by {}", plural(amount, english)),
            (Language::Chinese, 0) => "即将到期".to_owned(),
            (Language::English, 0) => "due now".to_owned(),
            (Language::Chinese, _) => format!("剩余{amount}{chinese}"),
            (Language::English, _) => format!("{} left", plural(amount, english)),
        }
    }
}

/// `1 working day`, `2 working days`.
pub(crate) fn plural(amount: u32, noun: &str) -> String {
    if amount == 1 { format!("1 {noun}") } else { format!("{amount} {noun}s") }
}

/// A date as people read it, with its weekday.
pub(crate) fn day(date: Date, language: Language) -> String {
    match language {
        Language::Chinese => {
            format!("{}年{}月{}日（{}）", date.year(), date.month(), date.day(), weekday(date.weekday()))
        }
        Language::English => date.strftime("%A %-d %B %Y").to_string(),
    }
}

fn time(at: &DateTime, language: Language) -> String {
    let clock = at.time();
    let clock = format!("{:02}:{:02}", clock.hour(), clock.minute());
    match language {
        Language::Chinese => format!("{}{clock}", day(at.date(), language)),
        Language::English => format!("{clock} on {}", day(at.date(), language)),
    }
}

fn span(from: Date, to: Date, language: Language) -> String {
    match language {
        _ if from == to => day(from, language),
        Language::Chinese => format!("{}至{}", day(from, language), day(to, language)),
        Language::English => format!("{} to {}", day(from, language), day(to, language)),
    }
}

fn weekday(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "星期一",
        Weekday::Tuesday => "星期二",
        Weekday::Wednesday => "星期三",
        Weekday::Thursday => "星期四",
        Weekday::Friday => "星期五",
        Weekday::Saturday => "星期六",
        Weekday::Sunday => "星期日",
    }
}

fn with_law(reason: &str, law: Option<&str>, language: Language) -> String {
    match (law, language) {
        (None, _) => reason.to_owned(),
        (Some(law), Language::Chinese) => format!("{reason}，依据{law}"),
        (Some(law), Language::English) => format!("{reason}, by {law}"),
    }
}

fn listed(years: &[i16], language: Language) -> String {
    let years: Vec<String> = years.iter().map(i16::to_string).collect();
    years.join(match language {
        Language::Chinese => "、",
        Language::English => ", ",
    })
}
