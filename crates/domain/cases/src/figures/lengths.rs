//! How long something took, over many cases: a median needs all lengths, not their sum.

use std::collections::BTreeMap;

/// Lengths in one unit (working days, hours), each with how often it was counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lengths(BTreeMap<u32, u64>);

impl Lengths {
    /// Counts `times` cases of this length.
    pub fn add(&mut self, length: u32, times: u64) {
        if 0 < times {
            *self.0.entry(length).or_default() += times;
        }
    }

    /// Takes in the lengths of another row.
    pub fn take(&mut self, other: &Lengths) {
        other.0.iter().for_each(|(length, times)| self.add(*length, *times));
    }

    /// How many cases.
    pub fn count(&self) -> u64 {
        self.0.values().sum()
    }

    /// The median (中位数) in tenths of the unit: half of the cases took no longer. Between two middle cases it is
    /// their mean. None where nothing was counted.
    pub fn median(&self) -> Option<i64> {
        let count = self.count();
        let upper = self.at(count / 2)?;
        let lower = if count.is_multiple_of(2) { self.at(count / 2 - 1)? } else { upper };
        Some((i64::from(lower) + i64::from(upper)) * 5)
    }

    /// The length at a place of the sorted list, from 0.
    fn at(&self, place: u64) -> Option<u32> {
        let mut passed = 0;
        let ends_behind = |(length, times): (&u32, &u64)| {
            passed += times;
            (place < passed).then_some(*length)
        };
        self.0.iter().find_map(ends_behind)
    }
}

/// Tenths as people write them: 18 is 1.8.
pub fn tenths(number: i64) -> String {
    let sign = if number < 0 { "-" } else { "" };
    format!("{sign}{}.{}", number.unsigned_abs() / 10, number.unsigned_abs() % 10)
}
