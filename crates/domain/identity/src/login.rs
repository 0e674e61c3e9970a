//! Rules of logging in: passwords and lock-out, as settings (等保三级).

use jiff::{SignedDuration, Timestamp};
use kernel::Refusal;
use serde::{Deserialize, Serialize};

/// After how many failures an account is locked, and for how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LockRule {
    /// Failures in a row that lock the account.
    pub failures: u32,
    /// Minutes for which it stays locked.
    pub minutes: u32,
}

impl Default for LockRule {
    /// Five failures lock for fifteen minutes; a documented default, not a rule of law.
    fn default() -> Self {
        LockRule { failures: 5, minutes: 15 }
    }
}

/// The failures of one account since its last success.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LoginRecord {
    /// Failures in a row.
    pub failures: u32,
    /// When the last one happened.
    pub last: Option<Timestamp>,
}

impl LoginRecord {
    /// Until when the account is locked, if it is at `now`.
    pub fn locked_until(&self, rule: LockRule, now: Timestamp) -> Option<Timestamp> {
        if self.failures < rule.failures {
            return None;
        }
        let until = self.last? + SignedDuration::from_mins(i64::from(rule.minutes));
        (now < until).then_some(until)
    }

    /// The record after a failure; a lock that ran out starts anew.
    pub fn failed(&self, rule: LockRule, now: Timestamp) -> Self {
        let ran_out = self.failures >= rule.failures && self.locked_until(rule, now).is_none();
        let failures = if ran_out { 1 } else { self.failures + 1 };
        LoginRecord { failures, last: Some(now) }
    }
}

/// What a password must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PasswordRule {
    /// At least so many characters.
    pub length_min: usize,
    /// At least so many of: small letters, capital letters, digits, others.
    pub classes_min: usize,
}

impl Default for PasswordRule {
    /// Ten characters of three classes; a documented default.
    fn default() -> Self {
        PasswordRule { length_min: 10, classes_min: 3 }
    }
}

/// Why a password is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasswordRefusal {
    /// Too short.
    #[error("the password needs at least {0} characters")]
    Short(usize),
    /// Too uniform.
    #[error("the password needs at least {0} kinds of characters")]
    Uniform(usize),
    /// It holds the login name.
    #[error("the password holds the login name")]
    HoldsLogin,
}

impl Refusal for PasswordRefusal {
    fn key(&self) -> &'static str {
        match self {
            PasswordRefusal::Short(_) => "refusal-password-short",
            PasswordRefusal::Uniform(_) => "refusal-password-uniform",
            PasswordRefusal::HoldsLogin => "refusal-password-holds-login",
        }
    }

    fn values(&self) -> Vec<(&'static str, String)> {
        match self {
            PasswordRefusal::Short(least) | PasswordRefusal::Uniform(least) => {
                vec![("least", least.to_string())]
            }
            PasswordRefusal::HoldsLogin => Vec::new(),
        }
    }
}

impl PasswordRule {
    /// Checks a new password.
    ///
    /// # Errors
    /// The first rule that it breaks.
    pub fn check(&self, login: &str, password: &str) -> Result<(), PasswordRefusal> {
        if password.chars().count() < self.length_min {
            return Err(PasswordRefusal::Short(self.length_min));
        }
        let has = |class: fn(char) -> bool| usize::from(password.chars().any(class));
        let classes = has(char::is_lowercase)
            + has(char::is_uppercase)
            + has(char::is_numeric)
            + has(|symbol| !symbol.is_lowercase() && !symbol.is_uppercase() && !symbol.is_numeric());
        if classes < self.classes_min {
            return Err(PasswordRefusal::Uniform(self.classes_min));
        }
        if password.to_lowercase().contains(&login.to_lowercase()) {
            return Err(PasswordRefusal::HoldsLogin);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minute: i64) -> Timestamp {
        Timestamp::from_second(minute * 60).expect("in range")
    }

    #[test]
    fn five_failures_lock_and_time_unlocks() {
        let rule = LockRule::default();
        let record = (0..5).fold(LoginRecord::default(), |record, _| record.failed(rule, at(0)));
        assert_eq!(record.locked_until(rule, at(14)), Some(at(15)));
        assert_eq!(record.locked_until(rule, at(15)), None);
        assert_eq!(record.failed(rule, at(16)).failures, 1);
    }

    #[test]
    fn each_weak_password_has_its_refusal() {
        let rule = PasswordRule::default();
        assert_eq!(rule.check("wang", "Ab1"), Err(PasswordRefusal::Short(10)));
        assert_eq!(rule.check("wang", "abcdefghijkl"), Err(PasswordRefusal::Uniform(3)));
        assert_eq!(rule.check("wang", "Wang-2026-xx"), Err(PasswordRefusal::HoldsLogin));
        assert_eq!(rule.check("wang", "correct-Horse-7"), Ok(()));
    }
}
