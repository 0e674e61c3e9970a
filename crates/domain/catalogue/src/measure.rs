//! Figures over the catalogue, in whole numbers: rates, reductions and the choice of high-frequency matters.

use crate::matter::Matter;
use crate::service::{Completion, OnlineDepth};
use calendar::Limit;
use kernel::{MatterCode, Percent, Ratio};

/// How many matters can be done online, and how many of them as a whole process (CAT-08).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OnlineCounts {
    /// All matters.
    pub all: u32,
    /// Those that can be applied for online, the whole-process ones among them.
    pub online: u32,
    /// Those that need no visit.
    pub whole: u32,
}

impl OnlineCounts {
    /// Counts `matters`.
    pub fn of<'a>(matters: impl IntoIterator<Item = &'a Matter>) -> Self {
        let mut counts = OnlineCounts::default();
        for matter in matters {
            counts.all += 1;
            counts.online += u32::from(matter.online != OnlineDepth::None);
            counts.whole += u32::from(matter.online == OnlineDepth::Whole);
        }
        counts
    }
}

/// The online rate (网办率, CAT-08); none without matters.
pub fn online_rate(counts: OnlineCounts) -> Option<Ratio> {
    Ratio::of(counts.online.into(), counts.all.into())
}

/// The rate of whole-process matters (全程网办率, CAT-08); none without matters.
pub fn whole_process_rate(counts: OnlineCounts) -> Option<Ratio> {
    Ratio::of(counts.whole.into(), counts.all.into())
}

/// The rate of entering (进驻率, ORG-18): entered matters by those that must enter; none where none must.
pub fn entry_rate(entered: u32, must_enter: u32) -> Option<Ratio> {
    Ratio::of(entered.into(), must_enter.into())
}

/// How much shorter a limit became: (before − after) / before (CASE-04). Negative when it grew.
pub fn compression(before: u32, after: u32) -> Option<Ratio> {
    Ratio::of(i64::from(before) - i64::from(after), before.into())
}

/// What is counted of the matters of one department or region.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CatalogueCounts {
    /// How far they can be done online.
    pub online: OnlineCounts,
    /// Finished while the visitor waits (即办件).
    pub instant: u32,
    /// Those that must enter a hall: all without a recorded reason not to (ORG-18).
    pub must_enter: u32,
    /// Of those, the ones that a hall offers.
    pub entered: u32,
    /// Limits of law in working days, summed over the matters that have one and a promise (CASE-04).
    pub law_days: u32,
    /// The promises of the same matters.
    pub own_days: u32,
}

impl CatalogueCounts {
    /// Counts one matter more.
    pub fn count(&mut self, matter: &Matter) {
        let one = OnlineCounts::of([matter]);
        self.online.all += one.all;
        self.online.online += one.online;
        self.online.whole += one.whole;
        self.instant += u32::from(matter.completion == Completion::Instant);
        if matter.no_hall_reason.is_none() {
            self.must_enter += 1;
            self.entered += u32::from(!matter.halls.is_empty());
        }
        if let (Some(Limit::WorkingDays(law)), Some(Limit::WorkingDays(own))) =
            (matter.limits.statutory, matter.limits.promised)
        {
            self.law_days += u32::from(law);
            self.own_days += u32::from(own);
        }
    }

    /// 即办件占比: matters that are finished at once, of all.
    pub fn instant_rate(&self) -> Option<Ratio> {
        Ratio::of(self.instant.into(), self.online.all.into())
    }

    /// 进驻率 (ORG-18).
    pub fn entry_rate(&self) -> Option<Ratio> {
        entry_rate(self.entered, self.must_enter)
    }

    /// 提速率: how much shorter the promises are than the limits of law (CASE-04).
    pub fn compression(&self) -> Option<Ratio> {
        compression(self.law_days, self.own_days)
    }
}

/// What speaks for putting a matter online next (CAT-11).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Demand {
    /// Cases in the period (办事频率).
    pub cases: u32,
    /// Complaints (群众反映).
    pub complaints: u32,
    /// Searches and questions (需求量).
    pub enquiries: u32,
    /// Satisfied ratings (获得感).
    pub satisfied: u32,
}

/// How heavily each of the four measures weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weights {
    /// Weight of cases.
    pub cases: u32,
    /// Weight of complaints.
    pub complaints: u32,
    /// Weight of enquiries.
    pub enquiries: u32,
    /// Weight of satisfied ratings.
    pub satisfied: u32,
}

impl Default for Weights {
    fn default() -> Self {
        Weights { cases: 40, complaints: 20, enquiries: 25, satisfied: 15 }
    }
}

/// Matters by their score, highest first; equal scores in the order of their codes (CAT-11).
/// Each measure counts as a share of the largest among the candidates, so that none drowns the others.
pub fn high_frequency(candidates: &[(MatterCode, Demand)], weights: Weights) -> Vec<(MatterCode, Percent)> {
    let largest = |measure: fn(&Demand) -> u32| {
        i64::from(candidates.iter().map(|(_, demand)| measure(demand)).max().unwrap_or(0))
    };
    type Measure = fn(&Demand) -> u32;
    let parts: [(Measure, u32); 4] = [
        (|demand| demand.cases, weights.cases),
        (|demand| demand.complaints, weights.complaints),
        (|demand| demand.enquiries, weights.enquiries),
        (|demand| demand.satisfied, weights.satisfied),
    ];
    let total: i64 = parts.iter().map(|(_, weight)| i64::from(*weight)).sum();
    let score = |demand: &Demand| {
        let weighed = parts.iter().map(|(measure, weight)| {
            let share = Ratio::of(i64::from(measure(demand)), largest(*measure));
            share.map_or(0, |share| share.percent().0) * i64::from(*weight)
        });
        Percent(weighed.sum::<i64>().checked_div(total).unwrap_or(0))
    };
    let mut ranked: Vec<_> = candidates.iter().map(|(code, demand)| (code.clone(), score(demand))).collect();
    ranked.sort_by(|left, right| right.1.cmp(&left.1).then_with(|| left.0.cmp(&right.0)));
    ranked
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(rate: Option<Ratio>) -> String {
        rate.expect("there is something to be part of").to_string()
    }

    #[test]
    fn the_online_rate_of_the_press_report_comes_out() {
        let counts = OnlineCounts { all: 2155, online: 2016, whole: 900 };
        assert_eq!(shown(online_rate(counts)), "93.55");
        assert_eq!(shown(whole_process_rate(counts)), "41.76");
    }

    /// Matters that stand in no pack: `all` of them, `online` of which can be applied for online, `whole` without a visit.
    fn generated(all: usize, online: usize, whole: usize) -> impl Iterator<Item = Matter> {
        let pattern = crate::sample::matter();
        (0..all).map(move |place| Matter {
            online: match place {
                place if place < whole => OnlineDepth::Whole,
                place if place < online => OnlineDepth::Possible,
                _ => OnlineDepth::None,
            },
            ..pattern.clone()
        })
    }

    #[test]
    fn the_online_rate_of_the_press_report_comes_out_of_as_many_generated_matters() {
        let matters: Vec<_> = generated(2155, 2016, 340).collect();
        let counts = OnlineCounts::of(&matters);
        assert_eq!(counts, OnlineCounts { all: 2155, online: 2016, whole: 340 });
        assert_eq!(shown(online_rate(counts)), "93.55");
    }

    #[test]
    fn a_matter_outside_the_halls_counts_only_while_no_reason_is_recorded() {
        let inside = crate::sample::matter();
        let missing = Matter { halls: Vec::new(), ..inside.clone() };
        let excused = Matter { no_hall_reason: Some("全程网办".into()), ..missing.clone() };
        let mut counts = CatalogueCounts::default();
        assert_eq!((counts.entry_rate(), counts.instant_rate(), counts.compression()), (None, None, None));
        [&inside, &missing, &excused].into_iter().for_each(|matter| counts.count(matter));
        assert_eq!((shown(counts.entry_rate()).as_str(), counts.online.all), ("50.00", 3));
    }

    #[test]
    fn limits_are_compressed_as_the_reports_say() {
        assert_eq!(shown(compression(5, 1)), "80.00");
        assert_eq!(shown(compression(31, 15)), "51.61");
        assert_eq!(shown(compression(10, 15)), "-50.00");
    }

    #[test]
    fn nothing_of_nothing_has_no_rate() {
        assert_eq!(entry_rate(0, 0), None);
        assert_eq!(online_rate(OnlineCounts::default()), None);
        assert_eq!(compression(0, 0), None);
        assert_eq!(shown(entry_rate(2400, 2400)), "100.00");
    }

    #[test]
    fn the_matter_with_more_of_everything_comes_first() {
        let much = Demand { cases: 9000, complaints: 30, enquiries: 400, satisfied: 80 };
        let little = Demand { cases: 90, complaints: 3, enquiries: 40, satisfied: 8 };
        let ranked = high_frequency(&[("little".into(), little), ("much".into(), much)], Weights::default());
        assert_eq!(ranked[0], ("much".into(), Percent(10_000)));
        assert_eq!(ranked[1].1.to_string(), "6.40");
    }

    proptest! {
        #[test]
        fn one_more_online_matter_never_lowers_the_online_rate(all in 0_usize..30, share in 0_usize..31) {
            let online = share.min(all);
            let rate = |all, online| online_rate(OnlineCounts::of(&generated(all, online, 0).collect::<Vec<_>>()));
            let (before, after) = (rate(all, online), rate(all + 1, online + 1).expect("there is one"));
            prop_assert!(0 <= after.part() && after.part() <= after.whole());
            prop_assert!(before.is_none_or(|before| before.percent() <= after.percent()));
            prop_assert_eq!(before.is_none(), all == 0);
        }

        #[test]
        fn a_share_is_never_off_by_more_than_half_a_hundredth(part in 0_i64..100_000, rest in 0_i64..100_000) {
            let whole = part + rest + 1;
            let percent = Ratio::of(part, whole).expect("whole is not zero").percent().0;
            let error = (percent * whole - part * 10_000).abs();
            prop_assert!(error * 2 <= whole);
        }
    }
}
