//! The steps of examination: taken in hand, given back, done with an opinion; sent back; the check on the spot.

use super::{Act, Asking, Order, Wrong, by_staff};
use crate::pages::desk::words;
use crate::pages::words as trade;
use crate::parts::{DateText, Field, Width};
use app::Action;
use cases::{
    AppointSiteCheck, ClaimStep, GiveOpinion, Move, RecordSiteCheck, ReleaseStep, SendBack, StepState,
    Verdict,
};
use catalogue::{StepKey, StepKind};
use kernel::{AccountId, Timestamp};

pub(super) const ACTS: &[Act] = &[
    Act {
        slug: "opinion",
        path: "/desk/cases/{number}/opinion",
        step: Move::WorkOnStep,
        action: Action::Examine,
        keys: "d i",
        title: "desk-act-opinion",
        lead: "desk-act-opinion-lead",
        law: Some("desk-act-opinion-law"),
        done: "desk-act-opinion-done",
        careful: true,
        questions: opinion_questions,
        read: read_opinion,
    },
    Act {
        slug: "claim",
        path: "/desk/cases/{number}/claim",
        step: Move::WorkOnStep,
        action: Action::Examine,
        keys: "d l",
        title: "desk-act-claim",
        lead: "desk-act-claim-lead",
        law: None,
        done: "desk-act-claim-done",
        careful: false,
        questions: |asking| vec![step_question(asking, |_| true)],
        read: |asking| {
            let step = StepKey(asking.must("step")?);
            Ok(by_staff(move |by| ClaimStep { step: step.clone(), by }))
        },
    },
    Act {
        slug: "release",
        path: "/desk/cases/{number}/release",
        step: Move::WorkOnStep,
        action: Action::Examine,
        keys: "d u",
        title: "desk-act-release",
        lead: "desk-act-release-lead",
        law: None,
        done: "desk-act-release-done",
        careful: false,
        questions: |asking| vec![step_question(asking, |_| true)],
        read: |asking| {
            let step = StepKey(asking.must("step")?);
            Ok(by_staff(move |by| ReleaseStep { step: step.clone(), by }))
        },
    },
    Act {
        slug: "send-back",
        path: "/desk/cases/{number}/send-back",
        step: Move::SendBack,
        action: Action::Examine,
        keys: "d w",
        title: "desk-act-send-back",
        lead: "desk-act-send-back-lead",
        law: None,
        done: "desk-act-send-back-done",
        careful: true,
        questions: back_questions,
        read: read_back,
    },
    Act {
        slug: "site-appoint",
        path: "/desk/cases/{number}/site-appoint",
        step: Move::WorkOnStep,
        action: Action::Examine,
        keys: "d 1",
        title: "desk-act-site-appoint",
        lead: "desk-act-site-appoint-lead",
        law: Some("desk-act-site-law"),
        done: "desk-act-site-appoint-done",
        careful: false,
        questions: appoint_questions,
        read: read_appoint,
    },
    Act {
        slug: "site-record",
        path: "/desk/cases/{number}/site-record",
        step: Move::WorkOnStep,
        action: Action::Examine,
        keys: "d 2",
        title: "desk-act-site-record",
        lead: "desk-act-site-record-lead",
        law: Some("desk-act-site-law"),
        done: "desk-act-site-record-done",
        careful: true,
        questions: record_questions,
        read: read_record,
    },
];

/// Which of the steps that the person may work on.
fn step_question(asking: &Asking<'_>, fits: impl Fn(StepKind) -> bool) -> Field {
    let kind = |key: &StepKey| asking.file.case.terms().step(key).is_some_and(|step| fits(step.kind));
    let steps: Vec<(String, String)> = asking
        .file
        .workable
        .iter()
        .filter(|(key, _)| kind(key))
        .map(|(key, _)| (key.to_string(), asking.step(key)))
        .collect();
    asking.radios("step", "desk-step", &steps)
}

fn verdict_question(asking: &Asking<'_>, label: &str) -> Field {
    let verdicts: Vec<(String, String)> = [("agree", Verdict::Agree), ("disagree", Verdict::Disagree)]
        .into_iter()
        .map(|(code, verdict)| (code.to_owned(), words::verdict(asking.t, verdict).into_owned()))
        .collect();
    asking.radios("verdict", label, &verdicts).inline()
}

fn read_verdict(asking: &Asking<'_>) -> Result<Verdict, Vec<Wrong>> {
    match asking.sent.one("verdict") {
        "agree" => Ok(Verdict::Agree),
        "disagree" => Ok(Verdict::Disagree),
        _ => Err(vec![("verdict".to_owned(), "desk-wrong-choose")]),
    }
}

fn people_question(asking: &Asking<'_>) -> Field {
    let t = asking.t;
    let people: Vec<(String, String)> =
        asking.colleagues.iter().map(|one| (one.login.clone(), trade::member(t, one))).collect();
    asking.boxes("people", "desk-people", &people).hint(t.msg("desk-people-hint"))
}

/// The accounts of the people who are ticked.
fn read_people(asking: &Asking<'_>) -> Result<Vec<AccountId>, Vec<Wrong>> {
    let account =
        |login: &String| asking.colleagues.iter().find(|one| one.login == *login).map(|one| one.account);
    let known: Option<Vec<AccountId>> = asking.sent.many("people").iter().map(account).collect();
    known.ok_or_else(|| vec![("people".to_owned(), "desk-wrong-people")])
}

fn opinion_questions(asking: &Asking<'_>) -> Vec<Field> {
    let t = asking.t;
    let mut fields = vec![step_question(asking, |kind| kind != StepKind::SiteCheck)];
    let step = asking
        .sent
        .some("step")
        .map(StepKey)
        .or_else(|| asking.file.workable.first().map(|(key, _)| key.clone()));
    let points = asking.file.matter.review_points.iter();
    let of_step = points.filter(|point| point.step.is_none() || point.step == step);
    let hints: Vec<String> = of_step
        .map(|point| t.with("desk-point", &[("fact", &t.read(&point.fact)), ("rule", &t.read(&point.rule))]))
        .collect();
    let opinion = asking.lines("opinion", "desk-opinion");
    fields.push(verdict_question(asking, "desk-verdict"));
    fields.push(if hints.is_empty() { opinion } else { opinion.hint(hints.join(" ")) });
    let needed =
        step.and_then(|key| asking.file.case.terms().step(&key).map(|step| step.people_min)).unwrap_or(1);
    if 1 < needed {
        fields.push(people_question(asking));
    }
    fields
}

fn read_opinion(asking: &Asking<'_>) -> Result<Order, Vec<Wrong>> {
    let step = StepKey(asking.must("step")?);
    let verdict = read_verdict(asking)?;
    let opinion = asking.must("opinion")?;
    let with = read_people(asking)?;
    Ok(by_staff(move |by| GiveOpinion {
        step: step.clone(),
        verdict,
        opinion: opinion.clone(),
        with: with.clone(),
        by,
    }))
}

fn back_questions(asking: &Asking<'_>) -> Vec<Field> {
    let t = asking.t;
    let examination = asking.file.case.examination();
    let steps = examination.into_iter().flat_map(|examination| &examination.steps);
    let (mut done, mut from) =
        (Vec::new(), vec![("".to_owned(), t.msg("desk-back-from-decision").into_owned())]);
    for (key, state) in steps {
        match state {
            StepState::Done { verdict, .. } => {
                done.push((key.to_string(), asking.step(key)));
                if *verdict == Verdict::Disagree {
                    from.push((key.to_string(), asking.step(key)));
                }
            }
            StepState::Open(_) => from.push((key.to_string(), asking.step(key))),
            StepState::Waiting => {}
        }
    }
    vec![
        asking.radios("to", "desk-back-to", &done),
        asking.radios("from", "desk-back-from", &from),
        asking.lines("reasons", "desk-back-reasons"),
    ]
}

fn read_back(asking: &Asking<'_>) -> Result<Order, Vec<Wrong>> {
    let to = StepKey(asking.must("to")?);
    let from = asking.sent.some("from").map(StepKey);
    let reasons = asking.must("reasons")?;
    Ok(by_staff(move |by| SendBack { from: from.clone(), to: to.clone(), reasons: reasons.clone(), by }))
}

fn appoint_questions(asking: &Asking<'_>) -> Vec<Field> {
    let t = asking.t;
    let sent = |part: &str| asking.sent.one(part).to_owned();
    let date = DateText { year: sent("day-year"), month: sent("day-month"), day: sent("day-day") };
    vec![
        step_question(asking, |kind| kind == StepKind::SiteCheck),
        Field::date(t, "day", t.msg("desk-site-day"), date),
        asking.line("time", "desk-site-time").hint(t.msg("desk-site-time-hint")).width(Width::Signs(5)),
        people_question(asking),
    ]
}

fn read_appoint(asking: &Asking<'_>) -> Result<Order, Vec<Wrong>> {
    let step = StepKey(asking.must("step")?);
    let at = read_time(asking)?;
    let people = read_people(asking)?;
    Ok(by_staff(move |by| AppointSiteCheck {
        step: step.clone(),
        at,
        people: with_self(&people, by.account),
        by,
    }))
}

/// The people named and the one who writes.
fn with_self(people: &[AccountId], own: AccountId) -> Vec<AccountId> {
    let mut all = people.to_vec();
    if !all.contains(&own) {
        all.push(own);
    }
    all
}

fn read_time(asking: &Asking<'_>) -> Result<Timestamp, Vec<Wrong>> {
    let wrong = |field: &str, key: &'static str| vec![(field.to_owned(), key)];
    let number = |part: &str| asking.sent.one(part).trim().parse::<i16>().ok();
    let small = |part: &str| number(part).and_then(|number| i8::try_from(number).ok());
    let parts = (number("day-year"), small("day-month"), small("day-day"));
    let (Some(year), Some(month), Some(day)) = parts else { return Err(wrong("day", "desk-wrong-date")) };
    let date = jiff::civil::Date::new(year, month, day).map_err(|_| wrong("day", "desk-wrong-date"))?;
    let time: jiff::civil::Time =
        asking.sent.one("time").trim().parse().map_err(|_| wrong("time", "desk-wrong-time"))?;
    let calendar = asking.calendar.ok_or_else(|| wrong("day", "desk-wrong-date"))?;
    Ok(calendar.instant(date.to_datetime(time)))
}

fn record_questions(asking: &Asking<'_>) -> Vec<Field> {
    let t = asking.t;
    vec![
        step_question(asking, |kind| kind == StepKind::SiteCheck),
        people_question(asking),
        asking.lines("record", "desk-site-record"),
        verdict_question(asking, "desk-site-verdict"),
        asking.lines("unsigned", "desk-site-unsigned").hint(t.msg("desk-site-unsigned-hint")),
    ]
}

fn read_record(asking: &Asking<'_>) -> Result<Order, Vec<Wrong>> {
    let step = StepKey(asking.must("step")?);
    let people = read_people(asking)?;
    let record = asking.must("record")?;
    let verdict = read_verdict(asking)?;
    let unsigned = asking.sent.some("unsigned");
    Ok(by_staff(move |by| RecordSiteCheck {
        step: step.clone(),
        people: with_self(&people, by.account),
        record: record.clone(),
        photographs: Vec::new(),
        signature: None,
        unsigned_because: unsigned.clone(),
        verdict,
        by,
    }))
}
