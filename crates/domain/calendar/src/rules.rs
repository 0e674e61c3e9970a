//! The rules of counting that a city may set, with the defaults of ordinary practice.

use serde::{Deserialize, Serialize};

/// How days are counted. The licensing law itself does not say; these are settings (domain-reference §2.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CountingRules {
    /// Whether the day of receipt is day 1. Default no: day 1 is the next day (§2.5, 2; CASE-04 "day 0").
    pub count_start_day: bool,
    /// Whether what arrives out of hours or on an off day counts as received on the next working day.
    /// Default yes; the real time is always kept (§2.5, 3).
    pub late_counts_next_working_day: bool,
    /// Whether a limit in calendar days or months that ends on an off day ends on the next working day.
    /// Default yes (§2.5, 5; 民法典 第二百零三条).
    pub roll_off_calendar_limits: bool,
    /// When on its last day a limit in days ends. Default at close of business (§2.5, 2).
    pub due_at: DueAt,
}

/// When on its last day a limit in days ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DueAt {
    /// When the office closes.
    #[default]
    CloseOfBusiness,
    /// At the end of the day, one second before midnight.
    EndOfDay,
}

impl Default for CountingRules {
    fn default() -> Self {
        CountingRules {
            count_start_day: false,
            late_counts_next_working_day: true,
            roll_off_calendar_limits: true,
            due_at: DueAt::CloseOfBusiness,
        }
    }
}
