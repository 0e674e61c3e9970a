//! Do the time limits and the ways of handling agree with the law and with one another?

use super::Findings;
use super::finding::{FindingKind, Place};
use crate::matter::Matter;
use crate::regime::Regime;
use crate::service::{Channel, Completion, Decided, OnlineDepth};
use calendar::Limit;

/// Words that promise a result while one waits.
const AT_ONCE: [&str; 5] = ["当场办理", "当场办结", "立等可取", "即来即办", "现场办结"];

pub(super) fn check(matter: &Matter, found: &mut Findings) {
    let limits = &matter.limits;
    let at = |field| Place::root().field("limits").field(field);
    if let (Some(promised), Some(statutory)) = (limits.promised, limits.statutory) {
        found.add_if(is_longer(promised, statutory), at("promised"), || FindingKind::PromiseBeyondStatute {
            promised,
            statutory,
        });
    }
    let says_at_once = matter.completion == Completion::Instant || promises_at_once(matter);
    if let Some(limit) =
        limits.promised.filter(|limit| says_at_once && is_longer(*limit, Limit::WorkingDays(1)))
    {
        found.add(at("promised"), FindingKind::InstantWithDays { limit });
    }
    let endless = limits.promised.is_none() && limits.statutory.is_none();
    let bound =
        matter.completion == Completion::Promised && !matches!(matter.decided, Decided::LinkOnly { .. });
    found.add_if(endless && bound, Place::root().field("limits"), || FindingKind::NoLimit);
    if let Some(limit) = limits.intake_notice.filter(|_| matter.regime == Regime::Licence) {
        found.add_if(is_longer(limit, Limit::WorkingDays(5)), at("intake_notice"), || {
            FindingKind::LateNotice { limit }
        });
    }
    check_online(matter, found);
}

fn promises_at_once(matter: &Matter) -> bool {
    let says = |text: &str| AT_ONCE.iter().any(|words| text.contains(words));
    says(&matter.guide.summary.chinese) || matter.guide.how.iter().any(|step| says(&step.chinese))
}

fn check_online(matter: &Matter, found: &mut Findings) {
    let has_channel =
        matter.channels.iter().any(|channel| matches!(channel, Channel::Online | Channel::Mobile));
    let contradiction = match matter.online {
        OnlineDepth::None => has_channel,
        OnlineDepth::Possible => !has_channel,
        OnlineDepth::Whole => !has_channel || matter.visits != 0,
    };
    found.add_if(contradiction, Place::root().field("online"), || FindingKind::OnlineContradiction);
}

/// Whether `limit` is longer than `other`, also across units. Where units differ, the comparison is in the
/// applicant's favour: a limit counts as longer only if it is longer in every month of every year.
pub(super) fn is_longer(limit: Limit, other: Limit) -> bool {
    shortest_minutes(limit) > longest_minutes(other) || same_unit_longer(limit, other)
}

fn same_unit_longer(limit: Limit, other: Limit) -> bool {
    match (limit.office_minutes(), other.office_minutes()) {
        (Some(limit), Some(other)) => limit > other,
        _ => {
            std::mem::discriminant(&limit) == std::mem::discriminant(&other)
                && limit.amount() > other.amount()
        }
    }
}

// An office day has at least six and at most ten hours; a stretch of n calendar days holds at most n working
// days; a stretch of n working days takes, with the longest holidays, at most 2n + 14 calendar days.
const DAY: u64 = 24 * 60;

fn shortest_minutes(limit: Limit) -> u64 {
    let amount = u64::from(limit.amount());
    match limit {
        Limit::WorkingDays(_) | Limit::CalendarDays(_) => amount * DAY,
        Limit::Months(_) => amount * 28 * DAY,
        Limit::WorkingHours(_) | Limit::WorkingMinutes(_) => {
            u64::from(limit.office_minutes().unwrap_or(0)) / 10 * 24
        }
        Limit::SameSession => 0,
    }
}

fn longest_minutes(limit: Limit) -> u64 {
    let amount = u64::from(limit.amount());
    match limit {
        Limit::WorkingDays(0) | Limit::SameSession => DAY,
        Limit::WorkingDays(_) => (amount * 2 + 14) * DAY,
        Limit::CalendarDays(_) => amount * DAY,
        Limit::Months(_) => amount * 31 * DAY,
        Limit::WorkingHours(_) | Limit::WorkingMinutes(_) => {
            (u64::from(limit.office_minutes().unwrap_or(0)) / 360 * 2 + 14) * DAY
        }
    }
}
