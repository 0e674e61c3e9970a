//! What happens beside and after the cases of a life: people rate, report what cannot be got done, and are answered.

use crate::staff::Staff;
use app::difficulties::{DifficultyReport, Reporter};
use app::ratings::{RatingDoor, RatingWords};
use app::{Caller, City, Problem};
use cases::{
    Case, Closing, DifficultyCommand, DifficultyStage, Official, RatingCommand, RectificationStage, Remedied,
    RootCause, Stage,
};
use kernel::{CaseNumber, Language, Moment};
use std::sync::Arc;

/// Something that will be done about a rating or a difficulty.
#[derive(Clone)]
pub enum Errand {
    /// The person rates.
    Rate {
        /// Which case.
        number: CaseNumber,
        /// The person's account, if there is one.
        applicant: Option<Arc<Caller>>,
    },
    /// The department puts a bad rating right.
    PutRight(CaseNumber),
    /// The person reports that it cannot be got done.
    Report {
        /// On which case.
        number: CaseNumber,
        /// The person's account, if there is one.
        applicant: Option<Arc<Caller>>,
    },
    /// The leader works on a difficulty.
    Lead(CaseNumber),
}

/// What follows a turn of a case, drawn once it came to its end or to a no.
pub fn errand_after(
    case: &Case,
    before: &Stage,
    applicant: Option<&Arc<Caller>>,
    moment: &mut Moment,
) -> Option<Errand> {
    let (number, applicant) = (case.number().clone(), applicant.cloned());
    let is_new = std::mem::discriminant(before) != std::mem::discriminant(case.stage());
    match case.stage() {
        Stage::Delivered(_) if is_new && moment.below(3) == 0 => Some(Errand::Rate { number, applicant }),
        Stage::Ended { .. } if is_new && moment.below(8) == 0 => Some(Errand::Rate { number, applicant }),
        Stage::Supplementing(_) | Stage::Ended { .. } if is_new && moment.below(9) == 0 => {
            Some(Errand::Report { number, applicant })
        }
        _ => None,
    }
}

/// Does an errand; gives back what follows from it, if anything does.
///
/// # Errors
/// A fault of the storage, or what the city refuses.
pub fn run(
    city: &City,
    staff: &Staff,
    errand: &Errand,
    moment: &mut Moment,
) -> Result<Option<Errand>, Problem> {
    match errand {
        Errand::Rate { number, applicant } => rate(city, number, applicant.as_ref(), moment),
        Errand::PutRight(number) => put_right(city, staff, number, moment),
        Errand::Report { number, applicant } => report(city, number, applicant.as_ref(), moment),
        Errand::Lead(number) => lead(city, staff, number, moment),
    }
}

fn rate(
    city: &City,
    number: &CaseNumber,
    applicant: Option<&Arc<Caller>>,
    moment: &mut Moment,
) -> Result<Option<Errand>, Problem> {
    let (stars, text) = match moment.below(100) {
        0..=63 => (5, None),
        64..=81 => (4, None),
        82..=90 => (3, Some("总体还可以（演示）")),
        91..=95 => (2, Some("等候时间太长，说明不清楚（演示）")),
        _ => (1, Some("同一份材料让我跑了两次（演示）")),
    };
    let anonymous = moment.below(6) == 0;
    let words = RatingWords { stars, tags: Vec::new(), text: text.map(str::to_owned), anonymous };
    let guest = Caller::guest(Language::Chinese);
    let (caller, door) = match applicant {
        Some(applicant) => (applicant.as_ref(), RatingDoor::SignedIn),
        None => (&guest, RatingDoor::ByCode(app::cases::query_code_of(city, number))),
    };
    let rating = city.rate(caller, number, &door, &words, moment, None)?;
    Ok(rating.rectification.map(|_| Errand::PutRight(number.clone())))
}

fn put_right(
    city: &City,
    staff: &Staff,
    number: &CaseNumber,
    moment: &mut Moment,
) -> Result<Option<Errand>, Problem> {
    let Some(rating) = city.rating_of(number)? else { return Ok(None) };
    let Some(task) = &rating.rectification else { return Ok(None) };
    // Some are left lying, so that the lists show late ones and those that wait for a call-back.
    if moment.below(9) == 0 {
        return Ok(None);
    }
    let unit = rating.rated.department.as_str();
    let appealed = task.appeal.as_ref().is_some_and(|appeal| appeal.upheld.is_none());
    let chief = staff.of_role(unit, catalogue::PostRole::ChiefAtHall);
    let head = staff.of_role(unit, catalogue::PostRole::Head);
    let (Some(chief), Some(head)) = (chief, head) else { return Ok(None) };
    let text = |text: &str| format!("{text}（演示）");
    let upheld = moment.below(3) == 0;
    let (who, command): (_, Box<dyn Fn(Official) -> RatingCommand>) = match &task.stage {
        _ if appealed => {
            let reasons = text("已调取排队和受理记录核对");
            (head, Box::new(move |by| RatingCommand::DecideAppeal { upheld, reasons: reasons.clone(), by }))
        }
        RectificationStage::Contact { .. } if task.appeal.is_none() && moment.below(6) == 0 => {
            let grounds = text("评价对应的不是本窗口办理的事项");
            (chief, Box::new(move |by| RatingCommand::Appeal { grounds: grounds.clone(), by }))
        }
        RectificationStage::Contact { .. } => {
            let (note, complex) = (text("已与申请人通话，了解情况"), moment.below(5) == 0);
            (chief, Box::new(move |by| RatingCommand::Contact { note: note.clone(), complex, by }))
        }
        RectificationStage::PutRight { .. } => {
            let text = text("窗口已增加一名咨询人员，材料清单已重新说明");
            let remedied = Remedied::PutRight;
            (chief, Box::new(move |by| RatingCommand::Answer { remedied, text: text.clone(), by }))
        }
        RectificationStage::CallBack { .. } => {
            let (content, note) = (moment.below(6) != 0, text("已回访"));
            (head, Box::new(move |by| RatingCommand::CallBack { content, note: note.clone(), by }))
        }
        RectificationStage::Recheck { .. } => {
            let note = text("到窗口核对，整改属实");
            (head, Box::new(move |by| RatingCommand::Recheck { right: true, note: note.clone(), by }))
        }
        RectificationStage::Closed { .. } => return Ok(None),
    };
    city.order_rating(&who, number, moment, None, command)?;
    Ok(Some(Errand::PutRight(number.clone())))
}

fn report(
    city: &City,
    number: &CaseNumber,
    applicant: Option<&Arc<Caller>>,
    moment: &mut Moment,
) -> Result<Option<Errand>, Problem> {
    let guest = Caller::guest(Language::Chinese);
    let (caller, reporter) = match applicant {
        Some(applicant) => (applicant.as_ref(), Reporter::Caller),
        None => (&guest, Reporter::ByCode(app::cases::query_code_of(city, number))),
    };
    let reason = match moment.below(3) {
        0 => "要的材料在两个部门之间来回转，哪边都不出（演示）",
        1 => "早年的证件上名字写错了，现在系统里查不到（演示）",
        _ => "按指南准备了材料，窗口说还缺一样，指南里没有写（演示）",
    };
    let report =
        DifficultyReport { reporter, case: Some(number.clone()), matter: None, reason: reason.to_owned() };
    let reported = city.report_difficulty(caller, &report, moment, |_| None)?;
    Ok(Some(Errand::Lead(reported.number)))
}

fn lead(
    city: &City,
    staff: &Staff,
    number: &CaseNumber,
    moment: &mut Moment,
) -> Result<Option<Errand>, Problem> {
    let found = city.difficulty(number)?;
    if moment.below(9) == 0 {
        return Ok(None);
    }
    let Some(leader) = found.leader.as_ref().and_then(|leader| staff.caller_of(leader)) else {
        return Ok(None);
    };
    let solution = "已请两个部门一起核对，材料由部门之间直接调取，不用再跑（演示）".to_owned();
    let measure = "约了两个部门的经办人当面核对（演示）".to_owned();
    let (path, note) =
        ("改走更正登记，窗口已预约专人帮办（演示）".to_owned(), "已回访，问题解决（演示）".to_owned());
    let solved = moment.below(3) != 0;
    let root_cause = [RootCause::BetweenDepartments, RootCause::Legacy, RootCause::Guide];
    let root_cause = root_cause[moment.below(3) as usize];
    let command = |by: Official| match &found.stage {
        DifficultyStage::Open if found.measures.is_empty() => {
            DifficultyCommand::Measure { text: measure.clone(), by }
        }
        DifficultyStage::Open => {
            let closing = if solved {
                Closing::Solved { solution: solution.clone() }
            } else {
                Closing::OtherPath { path: path.clone() }
            };
            DifficultyCommand::Close { closing, root_cause, by }
        }
        _ => DifficultyCommand::FollowUp { content: true, note: note.clone(), by },
    };
    if matches!(found.stage, DifficultyStage::FollowedUp { .. }) {
        return Ok(None);
    }
    city.order_difficulty(&leader, number, moment, None, command)?;
    Ok(Some(Errand::Lead(number.clone())))
}
