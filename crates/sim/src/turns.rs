//! One turn of a case: who does what next, by its stage and its story.

use crate::staff::{Scene, Staff};
use crate::story::Story;
use app::access::action_of;
use app::cases::{CaseOrder, Seat};
use app::{Action, Caller, City, Problem};
use cases::{
    Accept, AppointSiteCheck, Archive, AskSupplement, BeginSpecial, Case, ClaimStep, Command, ConfirmNo,
    Deliver, EndSpecial, Extend, FillGap, Flaw, GiveOpinion, Given, GivenHow, Grant, HandToCarrier,
    MakeResult, Move, No, Official, OverruleNo, Proof, ProposeNo, RecordSiteCheck, SendBack, SettlePayment,
    Settlement, Stage, StepState, Subject, Supplement, Verdict, Viewer, Withdraw,
};
use catalogue::{DeliveryWay, StepKind};
use kernel::{CaseNumber, Moment};
use std::sync::Arc;

/// A case on its way.
pub struct Journey {
    /// Its number.
    pub number: CaseNumber,
    /// What will happen to it.
    pub story: Story,
    /// The applicant's caller, if the person has an account.
    pub applicant: Option<Arc<Caller>>,
    /// Whether the turn of the story was taken.
    pub turned: bool,
}

/// What a turn wants: an order by somebody, or to wait.
pub struct Turn {
    caller: Arc<Caller>,
    action: Action,
    command: Command,
}

impl Turn {
    fn of(found: (Official, Arc<Caller>), step: Move, command: impl Into<Command>) -> Option<Self> {
        Some(Turn { caller: found.1, action: action_of(step), command: command.into() })
    }
}

/// Takes one turn of a case; the case as it is then, or none where everybody waits. Where it is `looked_at`, whoever
/// acts opens the case first, so that the read log of the applicant has its lines.
///
/// # Errors
/// A fault of the storage, or what the city refuses.
pub fn take(
    city: &City,
    staff: &Staff,
    journey: &mut Journey,
    case: &Case,
    looked_at: bool,
    moment: &Moment,
) -> Result<Option<Case>, Problem> {
    let scene = Scene { staff, case, now: moment.now };
    let Some(turn) = next(&scene, journey) else { return Ok(None) };
    if looked_at {
        city.case_page(&turn.caller, &journey.number, None, moment.now)?;
    }
    let order = CaseOrder { number: &journey.number, action: turn.action, seen: None, idempotency: None };
    let command = |_: &Seat| Ok(turn.command.clone());
    Ok(Some(city.order_case(&turn.caller, &order, moment, command)?.case))
}

fn next(scene: &Scene<'_>, journey: &mut Journey) -> Option<Turn> {
    let case = scene.case;
    if case.proposal().is_some() {
        return answer(scene, journey);
    }
    match case.stage() {
        Stage::Received { .. } => received(scene, journey),
        Stage::Supplementing(_) => supplement(scene, journey),
        Stage::Examining(_) => examine(scene, journey),
        Stage::Granted { .. } => granted(scene, journey),
        Stage::Ready(_) => hand_over(scene),
        Stage::Delivered(_) | Stage::Ended { .. } => close(scene),
        Stage::Archived { .. } | Stage::Elsewhere(_) => None,
    }
}

fn received(scene: &Scene<'_>, journey: &mut Journey) -> Option<Turn> {
    let case = scene.case;
    let no = matches!(journey.story, Story::NotForUs | Story::Refused | Story::Overruled | Story::Unanswered);
    let first = (no || journey.story == Story::Withdrawn) && !std::mem::replace(&mut journey.turned, true);
    match journey.story {
        Story::Forgotten => None,
        Story::Supplement | Story::NeverSupplied if case.notices().is_empty() => ask(scene),
        Story::NotForUs if first => propose(scene, No::NotForUs),
        Story::Refused | Story::Overruled | Story::Unanswered if first => propose(scene, No::Refuse),
        Story::Withdrawn if first => withdraw(scene, journey),
        _ if !case.missing().is_empty() && case.notices().is_empty() => ask(scene),
        _ => {
            let found = scene.who_may(Move::Accept)?;
            let command = Accept { by: found.0.clone() };
            Turn::of(found, Move::Accept, command)
        }
    }
}

fn ask(scene: &Scene<'_>) -> Option<Turn> {
    let case = scene.case;
    let found = scene.staff.find(case, |official| {
        app::access::may(app::cases::role_of_post(official.role), Action::TakeIn)
            && case.allows(Move::AskSupplement, Viewer::Staff(official), scene.now)
    })?;
    let missing = case.missing();
    let named = if missing.is_empty() {
        case.terms().materials.first().map(|material| material.key.clone()).into_iter().collect()
    } else {
        missing
    };
    let text = "材料不清楚或者不齐全，请按办事指南的要求重新提供（演示）".to_owned();
    let mut defects: Vec<Flaw> =
        named.into_iter().map(|key| Flaw { subject: Subject::Material(key), text: text.clone() }).collect();
    if defects.is_empty() {
        defects.push(Flaw { subject: Subject::Other, text });
    }
    let command = AskSupplement { defects, within: None, new_fact: None, by: found.0.clone() };
    Turn::of(found, Move::AskSupplement, command)
}

fn propose(scene: &Scene<'_>, no: No) -> Option<Turn> {
    let case = scene.case;
    let found = scene.staff.find(case, |official| {
        app::access::may(app::cases::role_of_post(official.role), Action::ProposeNo)
            && case.possible_nos(official).contains(&no)
    })?;
    let command = ProposeNo {
        no,
        reasons: "申请事项不符合受理条件，具体理由见所附说明（演示）".to_owned(),
        basis: "办事指南载明的受理条件".to_owned(),
        visitor_waits: case.via().is_in_person(),
        by: found.0.clone(),
    };
    Turn::of(found, Move::ProposeNo, command)
}

fn answer(scene: &Scene<'_>, journey: &Journey) -> Option<Turn> {
    let overrules = journey.story == Story::Overruled;
    let step = if overrules { Move::OverruleNo } else { Move::ConfirmNo };
    // A denial is confirmed by the role that decides; the head may confirm every no.
    let head = scene.staff.find(scene.case, |official| {
        official.role == catalogue::PostRole::Head
            && scene.case.allows(step, Viewer::Staff(official), scene.now)
    });
    let found = head.or_else(|| scene.who_may(step))?;
    let (reasons, by) = ("经复核（演示）".to_owned(), found.0.clone());
    if overrules {
        return Turn::of(found, step, OverruleNo { reasons, by });
    }
    Turn::of(found, step, ConfirmNo { reasons, by })
}

fn withdraw(scene: &Scene<'_>, journey: &Journey) -> Option<Turn> {
    let reasons = Some("情况有变，暂不办理（演示）".to_owned());
    if let (Some(caller), Some(account)) =
        (&journey.applicant, journey.applicant.as_ref().and_then(|caller| caller.account))
    {
        let command = Withdraw { reasons, via: cases::Via::online(account) };
        return Some(Turn {
            caller: Arc::clone(caller),
            action: Action::AnswerOwnCase,
            command: command.into(),
        });
    }
    let found = scene.who_may(Move::Withdraw)?;
    let command = Withdraw { reasons, via: cases::Via::counter(found.0.clone(), None) };
    Turn::of(found, Move::Withdraw, command)
}

fn supplement(scene: &Scene<'_>, journey: &Journey) -> Option<Turn> {
    let case = scene.case;
    if journey.story == Story::NeverSupplied {
        return None;
    }
    let notice = case.notices().last()?;
    let settles = (0..notice.defects.len()).map(|place| place as u16).collect();
    let material = |defect: &cases::Defect| match &defect.subject {
        Subject::Material(key) => Some(given(key)),
        _ => None,
    };
    let materials = notice.defects.iter().filter_map(material).collect();
    let found = scene.who_may(Move::Supplement)?;
    let via = cases::Via::counter(found.0.clone(), None);
    Turn::of(found, Move::Supplement, Supplement { materials, form: None, settles, via })
}

fn given(key: &catalogue::MaterialKey) -> Given {
    Given { material: key.clone(), how: GivenHow::Original, blobs: Vec::new() }
}

fn examine(scene: &Scene<'_>, journey: &mut Journey) -> Option<Turn> {
    let case = scene.case;
    let examination = case.examination()?;
    if examination.special.is_some() {
        let found = scene.who_may(Move::EndSpecial)?;
        let command = EndSpecial {
            outcome: "程序已完成，继续审查（演示）".to_owned(), by: found.0.clone()
        };
        return Turn::of(found, Move::EndSpecial, command);
    }
    if !journey.turned
        && let Some(turn) = turn_of_story(scene, journey)
    {
        journey.turned = true;
        return Some(turn);
    }
    if let Some(found) = scene.who_may(Move::SettlePayment) {
        let how = Settlement::Paid { way: "现金".to_owned(), reference: "演示".to_owned() };
        return Turn::of(found.clone(), Move::SettlePayment, SettlePayment { how, by: Some(found.0) });
    }
    if let Some(turn) = step(scene) {
        return Some(turn);
    }
    if journey.story == Story::Denied {
        return propose(scene, No::Deny).or_else(|| propose(scene, No::Return));
    }
    let found = scene.who_may(Move::Grant)?;
    let command = Grant {
        opinion: "材料齐全，符合条件，准予（演示）".to_owned(),
        conditions: None,
        by: found.0.clone(),
    };
    Turn::of(found, Move::Grant, command)
}

fn turn_of_story(scene: &Scene<'_>, journey: &Journey) -> Option<Turn> {
    let case = scene.case;
    match journey.story {
        Story::Special => {
            let kind = case.terms().special.first()?.kind;
            let found = scene.who_may(Move::BeginSpecial)?;
            let command = BeginSpecial {
                kind,
                reasons: "需要进行检测、鉴定或者专家评审（演示）".to_owned(),
                planned: calendar::Limit::WorkingDays(5),
                requested_by: None,
                by: found.0.clone(),
            };
            Turn::of(found, Move::BeginSpecial, command)
        }
        Story::Extended => {
            let found = scene.who_may(Move::Extend)?;
            let command = Extend {
                reasons: "情况复杂，经负责人批准延长（演示）".to_owned(),
                by: found.0.clone(),
            };
            Turn::of(found, Move::Extend, command)
        }
        Story::SentBack => {
            let found = scene.staff.find(case, |official| {
                app::access::may(app::cases::role_of_post(official.role), action_of(Move::SendBack))
                    && !case.ways_back(official).is_empty()
            })?;
            let (from, to) = case.ways_back(&found.0).into_iter().next()?;
            let command =
                SendBack {
                    from, to, reasons: "请补充核对意见（演示）".to_owned(), by: found.0.clone()
                };
            Turn::of(found, Move::SendBack, command)
        }
        Story::Withdrawn => withdraw(scene, journey),
        _ => None,
    }
}

fn step(scene: &Scene<'_>) -> Option<Turn> {
    let case = scene.case;
    let found = scene.staff.find(case, |official| !case.workable_steps(official).is_empty())?;
    let key = case.workable_steps(&found.0).into_iter().next()?;
    let StepState::Open(open) = case.examination()?.steps.get(&key)? else { return None };
    let by = found.0.clone();
    if open.claimed.is_none() {
        return Turn::of(found, Move::WorkOnStep, ClaimStep { step: key, by });
    }
    let is_site = case.terms().step(&key).is_some_and(|step| step.kind == StepKind::SiteCheck);
    if !is_site {
        let command = GiveOpinion {
            step: key,
            verdict: Verdict::Agree,
            opinion: "经审查，材料与实际相符（演示）".to_owned(),
            with: second(scene, &by),
            by,
        };
        return Turn::of(found, Move::WorkOnStep, command);
    }
    let people: Vec<_> = std::iter::once(by.account).chain(second(scene, &by)).collect();
    if open.appointment.is_none() {
        return Turn::of(found, Move::WorkOnStep, AppointSiteCheck { step: key, at: scene.now, people, by });
    }
    let command = RecordSiteCheck {
        step: key,
        people,
        record: "到现场核对位置、尺寸和周边情况，与图纸一致（演示）".to_owned(),
        photographs: Vec::new(),
        signature: None,
        unsigned_because: Some("演示数据没有签名".to_owned()),
        verdict: Verdict::Agree,
        by,
    };
    Turn::of(found, Move::WorkOnStep, command)
}

/// A colleague of the same unit: substantive checks are made by two (行政许可法 第三十四条).
fn second(scene: &Scene<'_>, first: &Official) -> Vec<kernel::AccountId> {
    let case = scene.case;
    let colleague = scene.staff.find(case, |official| {
        official.unit == first.unit && official.account != first.account && official.role == first.role
    });
    let any = || {
        scene.staff.find(case, |official| official.unit == first.unit && official.account != first.account)
    };
    colleague.or_else(any).map(|(official, _)| official.account).into_iter().collect()
}

fn granted(scene: &Scene<'_>, _: &Journey) -> Option<Turn> {
    let case = scene.case;
    if case.gaps().values().any(|gap| gap.filled.is_none()) {
        let found = scene.who_may(Move::FillGap)?;
        let open = case.gaps().iter().filter(|(_, gap)| gap.filled.is_none());
        let materials = open.map(|(key, _)| given(key)).collect();
        let via = cases::Via::counter(found.0.clone(), None);
        return Turn::of(found, Move::FillGap, FillGap { materials, via });
    }
    let found = scene.who_may(Move::MakeResult)?;
    let command = MakeResult { document: None, number: None, by: Some(found.0.clone()) };
    Turn::of(found, Move::MakeResult, command)
}

fn hand_over(scene: &Scene<'_>) -> Option<Turn> {
    let case = scene.case;
    if let Some(found) = scene.who_may(Move::HandToCarrier) {
        let command = HandToCarrier {
            carrier: "演示邮政".to_owned(),
            tracking: format!("DEMO{}", &case.number().as_str()[4..]),
            by: found.0.clone(),
        };
        return Turn::of(found, Move::HandToCarrier, command);
    }
    let found = scene.who_may(Move::Deliver)?;
    let way = case.delivery().map_or(DeliveryWay::Window, |choice| choice.way);
    let proof = match way {
        DeliveryWay::Post => Proof::Carrier { reference: "演示签收".to_owned() },
        DeliveryWay::Electronic => Proof::Electronic,
        _ => Proof::Signed { signature: None },
    };
    Turn::of(found.clone(), Move::Deliver, Deliver { way, proof, by: Some(found.0) })
}

fn close(scene: &Scene<'_>) -> Option<Turn> {
    let case = scene.case;
    if let (Stage::Ended { delivered: None, .. }, Some(found)) = (case.stage(), scene.who_may(Move::Deliver))
    {
        let command = Deliver {
            way: DeliveryWay::Window,
            proof: Proof::Signed { signature: None },
            by: Some(found.0.clone()),
        };
        return Turn::of(found, Move::Deliver, command);
    }
    let found = scene.who_may(Move::Archive)?;
    Turn::of(found.clone(), Move::Archive, Archive { by: Some(found.0) })
}
