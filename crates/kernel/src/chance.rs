//! The moment of an action: its time and its chance, read once at the door.

use jiff::Timestamp;
use uuid::Uuid;

/// The one reading of clock and dice that a command works with, so that it can be replayed.
///
/// `draw` is a splitmix64 sequence: good enough for ids and demo life, never for secrets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The time of the action.
    pub now: Timestamp,
    seed: u64,
}

impl Moment {
    /// A moment at `now` whose chance starts from `seed`. The ledger keeps microseconds: what is finer is cut off here,
    /// so that the answer to a write and every later reading tell the same time.
    pub fn new(now: Timestamp, seed: u64) -> Self {
        let now = Timestamp::from_microsecond(now.as_microsecond()).unwrap_or(now);
        Moment { now, seed }
    }

    /// The next 64 bits of chance.
    pub fn draw(&mut self) -> u64 {
        self.seed = self.seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.seed;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 up to but without `end`; 0 when `end` is 0.
    pub fn below(&mut self, end: u64) -> u64 {
        if end == 0 { 0 } else { self.draw() % end }
    }

    /// A new UUIDv7 of this moment.
    pub fn id(&mut self) -> Uuid {
        let millis = u64::try_from(self.now.as_millisecond()).unwrap_or(0);
        let mut random = [0_u8; 10];
        random[..8].copy_from_slice(&self.draw().to_be_bytes());
        random[8..].copy_from_slice(&self.draw().to_be_bytes()[..2]);
        uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_no_finer_than_the_ledger_keeps_it() {
        let now = Timestamp::new(1_795_000_000, 219_602_264).expect("a time");
        assert_eq!(Moment::new(now, 1).now.subsec_nanosecond(), 219_602_000);
    }

    #[test]
    fn the_same_seed_gives_the_same_ids() {
        let start = Moment::new(Timestamp::UNIX_EPOCH, 7);
        assert_eq!(start.clone().id(), start.clone().id());
        let mut one = start;
        assert_ne!(one.id(), one.id());
    }
}
