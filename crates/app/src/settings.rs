//! What a city may choose, with documented defaults; none of it is presented as a rule of law.

use identity::{LockRule, PasswordRule};
use notices::QuietHours;
use serde::{Deserialize, Serialize};

/// Settings of a running city, from `yimen.toml`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// The address that people type, for links on paper and in QR codes.
    pub public_address: String,
    /// When accounts are locked.
    pub lock: LockRule,
    /// What passwords must be.
    pub passwords: PasswordRule,
    /// When text messages and calls wait for the morning.
    pub quiet_hours: QuietHours,
    /// The greatest size of one uploaded file in bytes.
    pub upload_bytes_max: u64,
    /// The greatest number of files for one material.
    pub uploads_per_material_max: u32,
    /// Days for which an unsent draft is kept.
    pub draft_days: u32,
    /// The clocks of a bad rating's rectification.
    pub rating: cases::RatingSettings,
    /// Within what time a difficulty ("办不成事") is closed.
    pub difficulty: calendar::Limit,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            public_address: "http://127.0.0.1:8080".to_owned(),
            lock: LockRule::default(),
            passwords: PasswordRule::default(),
            quiet_hours: QuietHours::default(),
            upload_bytes_max: 20 * 1024 * 1024,
            uploads_per_material_max: 20,
            draft_days: 90,
            rating: cases::RatingSettings::default(),
            difficulty: calendar::Limit::WorkingDays(3),
        }
    }
}
