//! The ways from a case to what can be done with it: what carries it forward first.

use super::super::acts::{self, Act};
use crate::text::Text;
use app::cases::CasePage;
use cases::{Move, StepState};
use catalogue::StepKind;

/// A way to an act.
pub struct ActLink {
    /// Where it is done.
    pub href: String,
    /// What it is called.
    pub words: String,
    /// The keys that open it.
    pub keys: String,
}

/// Moves that turn a case aside; they stand behind what carries it forward, so that no one is sent back by habit.
const ASIDE: &[Move] = &[
    Move::AskSupplement,
    Move::ProposeNo,
    Move::SendBack,
    Move::BeginSpecial,
    Move::OfferHearing,
    Move::Extend,
];

/// Moves that staff makes for a person present.
const COUNTER: &[Move] = &[
    Move::Supplement,
    Move::UndertakeGap,
    Move::FillGap,
    Move::SignCommitment,
    Move::AskForHearing,
    Move::ChooseDelivery,
    Move::Withdraw,
];

/// The ways to what can be done: by staff, and for a person present.
pub(super) fn links(t: Text, file: &CasePage) -> (Vec<ActLink>, Vec<ActLink>) {
    let (mut own, mut aside, mut counter) = (Vec::new(), Vec::new(), Vec::new());
    let number = file.case.number();
    own.extend(seal_link(t, file));
    for (step, _) in &file.moves {
        if *step == Move::WorkOnStep {
            own.extend(step_links(t, file));
            continue;
        }
        for act in acts::all().filter(|act| act.step == *step) {
            let href = format!("/desk/cases/{number}/{}", act.slug);
            let link = ActLink { href, words: t.msg(act.title).into_owned(), keys: act.keys.to_owned() };
            let place = match step {
                step if COUNTER.contains(step) => &mut counter,
                step if ASIDE.contains(step) => &mut aside,
                _ => &mut own,
            };
            place.push(link);
        }
    }
    own.append(&mut aside);
    (own, counter)
}

/// Before a result is handed over, the seal on what has none.
fn seal_link(t: Text, file: &CasePage) -> Option<ActLink> {
    let hands_over = file.moves.iter().any(|(step, _)| matches!(step, Move::Deliver | Move::HandToCarrier));
    let is_missing = file.papers.iter().any(|paper| !paper.sealed);
    (hands_over && is_missing).then(|| ActLink {
        href: format!("/desk/cases/{}/papers", file.case.number()),
        words: t.msg("desk-seal").into_owned(),
        keys: "d q".to_owned(),
    })
}

/// For each step that the person may work on: the opinion or the check on the spot, taking and giving back.
fn step_links(t: Text, file: &CasePage) -> Vec<ActLink> {
    let mut links = Vec::new();
    let Some(examination) = file.case.examination() else { return links };
    for (place, (key, _)) in file.workable.iter().enumerate() {
        let Some(step) = file.case.terms().step(key) else { continue };
        let Some(StepState::Open(open)) = examination.steps.get(key) else { continue };
        let kinds: &[&str] = match (step.kind, &open.appointment) {
            (StepKind::SiteCheck, None) => &["site-appoint", "site-record"],
            (StepKind::SiteCheck, Some(_)) => &["site-record", "site-appoint"],
            _ => &["opinion"],
        };
        let hold = if open.claimed.is_some() { "release" } else { "claim" };
        let acts = kinds.iter().chain([&hold]).filter_map(|slug| acts::of_slug(slug));
        links.extend(acts.map(|act| step_link(t, file, act, key, place == 0)));
    }
    links
}

fn step_link(t: Text, file: &CasePage, act: &Act, key: &catalogue::StepKey, first: bool) -> ActLink {
    let query: String = form_urlencoded::byte_serialize(key.as_str().as_bytes()).collect();
    let name = file.case.terms().step(key).map_or(key.as_str(), |step| t.read(&step.name));
    ActLink {
        href: format!("/desk/cases/{}/{}?step={query}", file.case.number(), act.slug),
        words: t.with("desk-act-of-step", &[("what", &t.msg(act.title)), ("step", &name)]),
        keys: if first { act.keys.to_owned() } else { String::new() },
    }
}
