//! A limit: how long something may take, in the unit in which a law or a promise states it.

use crate::words::plural;
use kernel::Language;
use serde::{Deserialize, Deserializer, Serialize};
use std::{fmt, str::FromStr};

/// How long something may take. A pack writes `{working_days: 20}`, `same_session` or `20个工作日`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Limit {
    /// 工作日: statutory holidays excluded (行政许可法 第八十二条); 0 means the same day.
    WorkingDays(u16),
    /// 自然日: every day counts.
    CalendarDays(u16),
    /// 月: until the day of the same number, or the last day of a shorter month (民法典 第二百零二条).
    Months(u8),
    /// Hours of office time (P-18: half a day is four of them).
    WorkingHours(u16),
    /// Minutes of office time, for the person who waits at the counter (practice.md 3).
    WorkingMinutes(u16),
    /// 当场: in the same visit, at the latest before the doors close (T-11).
    SameSession,
}

/// A text that is not a limit.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is not a limit: write for example 20个工作日, 60日, 6个月, 4个工作小时, 30个工作分钟, 当场 or 20wd"
)]
pub struct LimitText(pub String);

impl kernel::Refusal for LimitText {
    fn key(&self) -> &'static str {
        "refusal-limit-text"
    }
    fn values(&self) -> Vec<(&'static str, String)> {
        vec![("text", self.0.clone())]
    }
}

impl Limit {
    /// The number without its unit; 0 for [`Limit::SameSession`].
    pub fn amount(self) -> u32 {
        match self {
            Limit::WorkingDays(amount) | Limit::CalendarDays(amount) => amount.into(),
            Limit::WorkingHours(amount) | Limit::WorkingMinutes(amount) => amount.into(),
            Limit::Months(amount) => amount.into(),
            Limit::SameSession => 0,
        }
    }

    /// The office minutes of a limit in hours or minutes; none for every other unit.
    pub fn office_minutes(self) -> Option<u32> {
        match self {
            Limit::WorkingHours(hours) => Some(u32::from(hours) * 60),
            Limit::WorkingMinutes(minutes) => Some(minutes.into()),
            _ => None,
        }
    }

    /// The limit as people say it: `20个工作日`, `20 working days`.
    pub fn in_words(self, language: Language) -> String {
        let amount = self.amount();
        match (language, self) {
            (Language::Chinese, Limit::WorkingDays(_)) => format!("{amount}个工作日"),
            (Language::Chinese, Limit::CalendarDays(_)) => format!("{amount}日"),
            (Language::Chinese, Limit::Months(_)) => format!("{amount}个月"),
            (Language::Chinese, Limit::WorkingHours(_)) => format!("{amount}个工作小时"),
            (Language::Chinese, Limit::WorkingMinutes(_)) => format!("{amount}个工作分钟"),
            (Language::Chinese, Limit::SameSession) => "当场".to_owned(),
            (Language::English, Limit::WorkingDays(_)) => plural(amount, "working day"),
            (Language::English, Limit::CalendarDays(_)) => plural(amount, "calendar day"),
            (Language::English, Limit::Months(_)) => plural(amount, "month"),
            (Language::English, Limit::WorkingHours(_)) => plural(amount, "working hour"),
            (Language::English, Limit::WorkingMinutes(_)) => plural(amount, "working minute"),
            (Language::English, Limit::SameSession) => "on the spot".to_owned(),
        }
    }

    /// Compression of a limit in percent, (before − after) / before, rounded down (CASE-04).
    /// None when the units differ or `before` is zero.
    pub fn compression_percent(before: Limit, after: Limit) -> Option<i32> {
        let (before, after) = match (before.office_minutes(), after.office_minutes()) {
            (Some(before), Some(after)) => (before, after),
            _ if std::mem::discriminant(&before) == std::mem::discriminant(&after) => {
                (before.amount(), after.amount())
            }
            _ => return None,
        };
        let saved = (i64::from(before) - i64::from(after)) * 100;
        i32::try_from(saved.checked_div_euclid(before.into())?).ok()
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.in_words(Language::Chinese))
    }
}

impl FromStr for Limit {
    type Err = LimitText;

    /// Reads `20个工作日`, `20 working days`, `20wd`, `60日`, `6个月`, `4个工作小时`, `半天`, `当场`.
    /// A bare number counts working days, because 行政许可法 第八十二条 counts so.
    fn from_str(text: &str) -> Result<Self, LimitText> {
        let refused = || LimitText(text.to_owned());
        let word: String = text.chars().filter(|sign| !sign.is_whitespace()).collect();
        let word = word.to_lowercase().replace('_', "");
        match word.as_str() {
            "当场" | "当场办结" | "即时" | "即办" | "samesession" | "onthespot" => {
                return Ok(Limit::SameSession);
            }
            "半天" | "半日" | "半个工作日" | "halfaday" => return Ok(Limit::WorkingHours(4)),
            _ => {}
        }
        let digits = word.bytes().take_while(u8::is_ascii_digit).count();
        let (number, unit) = word.split_at(digits);
        let amount: u16 = number.parse().map_err(|_| refused())?;
        match unit.strip_prefix('个').unwrap_or(unit).trim_end_matches('s') {
            "" | "工作日" | "工作天" | "wd" | "workingday" | "workday" => {
                Ok(Limit::WorkingDays(amount))
            }
            "日" | "天" | "自然日" | "日历日" | "d" | "cd" | "day" | "calendarday" => {
                Ok(Limit::CalendarDays(amount))
            }
            "月" | "mo" | "month" => Ok(Limit::Months(u8::try_from(amount).map_err(|_| refused())?)),
            "工作小时" | "小时" | "wh" | "workinghour" | "workhour" => Ok(Limit::WorkingHours(amount)),
            "工作分钟" | "分钟" | "wm" | "workingminute" | "workminute" => {
                Ok(Limit::WorkingMinutes(amount))
            }
            _ => Err(refused()),
        }
    }
}

impl<'de> Deserialize<'de> for Limit {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(rename_all = "snake_case")]
        enum Keyed {
            WorkingDays(u16),
            CalendarDays(u16),
            Months(u8),
            WorkingHours(u16),
            WorkingMinutes(u16),
        }
        #[derive(Deserialize)]
        #[serde(untagged, expecting = "a limit such as {working_days: 20}, 20个工作日 or same_session")]
        enum Form {
            Keyed(Keyed),
            Text(String),
        }
        match Form::deserialize(deserializer)? {
            Form::Keyed(Keyed::WorkingDays(amount)) => Ok(Limit::WorkingDays(amount)),
            Form::Keyed(Keyed::CalendarDays(amount)) => Ok(Limit::CalendarDays(amount)),
            Form::Keyed(Keyed::Months(amount)) => Ok(Limit::Months(amount)),
            Form::Keyed(Keyed::WorkingHours(amount)) => Ok(Limit::WorkingHours(amount)),
            Form::Keyed(Keyed::WorkingMinutes(amount)) => Ok(Limit::WorkingMinutes(amount)),
            Form::Text(text) => text.parse().map_err(serde::de::Error::custom),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Limit; 6] = [
        Limit::WorkingDays(20),
        Limit::CalendarDays(60),
        Limit::Months(6),
        Limit::WorkingHours(4),
        Limit::WorkingMinutes(30),
        Limit::SameSession,
    ];

    #[test]
    fn every_limit_reads_back_from_its_words_and_its_stored_form() {
        for limit in ALL {
            for language in [Language::Chinese, Language::English] {
                assert_eq!(limit.in_words(language).parse(), Ok(limit));
            }
            let stored = serde_json::to_string(&limit).expect("a limit writes");
            assert_eq!(serde_json::from_str::<Limit>(&stored).expect("it reads"), limit);
        }
    }

    #[test]
    fn a_pack_may_write_a_limit_as_a_map_or_as_words() {
        let map: Limit = serde_saphyr::from_str("{working_days: 20}").expect("a map");
        let words: Limit = serde_saphyr::from_str("20个工作日").expect("words");
        let session: Limit = serde_saphyr::from_str("same_session").expect("a word");
        assert_eq!(
            (map, words, session),
            (Limit::WorkingDays(20), Limit::WorkingDays(20), Limit::SameSession)
        );
    }

    #[test]
    fn a_vague_text_is_refused_with_examples() {
        for text in ["soon", "尽快", "-3wd", "20 fortnights", "300个月", "70000wd", ""] {
            assert_eq!(text.parse::<Limit>(), Err(LimitText(text.to_owned())), "{text}");
        }
        assert!(serde_saphyr::from_str::<Limit>("{fortnights: 2}").is_err());
    }

    #[test]
    fn half_a_day_is_four_working_hours() {
        assert_eq!("半天".parse(), Ok(Limit::WorkingHours(4)));
    }

    #[test]
    fn compression_is_the_saved_share_of_the_former_limit() {
        let percent = |before, after| Limit::compression_percent(before, after);
        assert_eq!(percent(Limit::WorkingDays(5), Limit::WorkingDays(1)), Some(80));
        assert_eq!(percent(Limit::WorkingDays(31), Limit::WorkingDays(15)), Some(51));
        assert_eq!(percent(Limit::WorkingHours(1), Limit::WorkingMinutes(30)), Some(50));
        assert_eq!(percent(Limit::WorkingDays(5), Limit::CalendarDays(1)), None);
        assert_eq!(percent(Limit::WorkingDays(0), Limit::WorkingDays(0)), None);
    }
}
