//! The words of the desk: states, noes, posts, kinds of due dates, one match for each set.

use crate::parts::{Tag, Tone};
use crate::text::Text;
use cases::{Case, Finding, GivenHow, No, Outcome, Turn, Verdict};
use catalogue::PostRole;
use std::borrow::Cow;

type Words = Cow<'static, str>;

/// The state of a case by the code of its stage or end.
pub fn state(t: Text, code: &str) -> Tag {
    let (key, tone) = match code {
        "received" => ("desk-state-received", Tone::Active),
        "supplementing" => ("desk-state-supplementing", Tone::Paused),
        "examining" => ("desk-state-examining", Tone::Active),
        "suspended" => ("desk-state-suspended", Tone::Paused),
        "granted" => ("desk-state-granted", Tone::Good),
        "ready" => ("desk-state-ready", Tone::Yours),
        "delivered" => ("desk-state-delivered", Tone::Good),
        "archived" => ("desk-state-archived", Tone::Neutral),
        "elsewhere" => ("desk-state-elsewhere", Tone::Neutral),
        "not_for_us" => ("desk-state-not-for-us", Tone::Bad),
        "refused" => ("desk-state-refused", Tone::Bad),
        "returned" => ("desk-state-returned", Tone::Bad),
        "lapsed" => ("desk-state-lapsed", Tone::Bad),
        "gap_overdue" => ("desk-state-gap-overdue", Tone::Bad),
        "withdrawn" => ("desk-state-withdrawn", Tone::Neutral),
        "terminated" => ("desk-state-terminated", Tone::Bad),
        _ => ("desk-state-revoked", Tone::Bad),
    };
    Tag::new(t.msg(key), tone)
}

/// The codes of states, in the order of a case's life, for filters.
pub const STATES: &[&str] = &[
    "received",
    "supplementing",
    "examining",
    "suspended",
    "granted",
    "ready",
    "delivered",
    "archived",
    "elsewhere",
    "not_for_us",
    "refused",
    "returned",
    "lapsed",
    "gap_overdue",
    "withdrawn",
    "terminated",
    "revoked",
];

/// The word alone, for filters.
pub fn state_word(t: Text, code: &str) -> Words {
    t.msg(match code {
        "received" => "desk-state-received",
        "supplementing" => "desk-state-supplementing",
        "examining" => "desk-state-examining",
        "suspended" => "desk-state-suspended",
        "granted" => "desk-state-granted",
        "ready" => "desk-state-ready",
        "delivered" => "desk-state-delivered",
        "archived" => "desk-state-archived",
        "elsewhere" => "desk-state-elsewhere",
        "not_for_us" => "desk-state-not-for-us",
        "refused" => "desk-state-refused",
        "returned" => "desk-state-returned",
        "lapsed" => "desk-state-lapsed",
        "gap_overdue" => "desk-state-gap-overdue",
        "withdrawn" => "desk-state-withdrawn",
        "terminated" => "desk-state-terminated",
        _ => "desk-state-revoked",
    })
}

/// A way to say no.
pub fn no(t: Text, no: No) -> Words {
    t.msg(match no {
        No::NotForUs => "desk-no-not-for-us",
        No::Refuse => "desk-no-refuse",
        No::Return => "desk-no-return",
        No::Deny => "desk-no-deny",
        No::Terminate => "desk-no-terminate",
        No::Revoke => "desk-no-revoke",
    })
}

/// A way to say no by its code.
pub fn no_of(code: &str) -> Option<No> {
    No::ALL.iter().copied().find(|no| no.code() == code)
}

/// A post.
pub fn post(t: Text, role: PostRole) -> Words {
    t.msg(match role {
        PostRole::Clerk => "desk-post-clerk",
        PostRole::Examiner => "desk-post-examiner",
        PostRole::Reviewer => "desk-post-reviewer",
        PostRole::Expert => "desk-post-expert",
        PostRole::Issuer => "desk-post-issuer",
        PostRole::HallManager => "desk-post-hall-manager",
        PostRole::ChiefAtHall => "desk-post-chief",
        PostRole::Head => "desk-post-head",
        PostRole::Editor => "desk-post-editor",
    })
}

/// Agreed or not.
pub fn verdict(t: Text, verdict: Verdict) -> Words {
    t.msg(match verdict {
        Verdict::Agree => "desk-agree",
        Verdict::Disagree => "desk-disagree",
    })
}

/// Yes or no on the merits.
pub fn outcome(t: Text, outcome: Outcome) -> Words {
    t.msg(match outcome {
        Outcome::Granted => "desk-state-granted",
        Outcome::Denied => "desk-no-deny",
    })
}

/// In what way a material was handed in.
pub fn given(t: Text, how: GivenHow) -> Words {
    t.msg(match how {
        GivenHow::Uploaded => "desk-given-uploaded",
        GivenHow::Scanned => "desk-given-scanned",
        GivenHow::Original => "desk-given-original",
        GivenHow::Shown => "desk-given-shown",
        GivenHow::Fetched => "desk-given-fetched",
        GivenHow::FromForm => "desk-given-from-form",
    })
}

/// What the check of a commitment found.
pub fn finding(t: Text, finding: Finding) -> Words {
    t.msg(match finding {
        Finding::Holds => "desk-finding-holds",
        Finding::False => "desk-finding-false",
    })
}

/// Whose turn it is.
pub fn turn(t: Text, turn: &Turn, case: &Case) -> String {
    let plain = |key: &str| t.msg(key).into_owned();
    match turn {
        Turn::Applicant => plain("desk-turn-applicant"),
        Turn::Window => plain("desk-turn-window"),
        Turn::Acceptance(_) => plain("desk-turn-acceptance"),
        Turn::Confirmer { level: 0 } => plain("desk-turn-confirmer"),
        Turn::Confirmer { level: 1 } => plain("desk-turn-confirmer-chief"),
        Turn::Confirmer { .. } => plain("desk-turn-confirmer-head"),
        Turn::Steps(steps) => {
            let name = |key: &catalogue::StepKey| {
                case.terms().step(key).map_or_else(|| key.to_string(), |step| t.read(&step.name).to_owned())
            };
            let names: Vec<String> = steps.iter().map(name).collect();
            t.with("desk-turn-steps", &[("steps", &names.join("、"))])
        }
        Turn::Decider => plain("desk-turn-decider"),
        Turn::SpecialProcedure(kind) => t.with("desk-turn-special", &[("kind", &kind.chinese())]),
        Turn::Issuer => plain("desk-turn-issuer"),
        Turn::Carrier => plain("desk-turn-carrier"),
        Turn::CommitmentCheck => plain("desk-turn-check"),
        Turn::OtherSystem => plain("desk-turn-other-system"),
        Turn::Nobody => plain("desk-turn-nobody"),
    }
}
