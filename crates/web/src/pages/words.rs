//! The fixed words of the trade in the reader's language: one match for each set, so that none is forgotten.

use crate::text::Text;
use calendar::Limit;
use catalogue::{
    Acceptance, Audience, Channel, Completion, Copies, DeliveryWay, DocumentKind, OnlineDepth, Regime,
    ResultKind, Scope, SourceChannel,
};
use std::borrow::Cow;

type Words = Cow<'static, str>;

/// A member of staff by name and number; by the number alone once the name was erased.
pub fn member(t: Text, member: &app::StaffMember) -> String {
    match &member.name {
        Some(name) => t.with("staff-member", &[("name", name), ("number", &member.number)]),
        None => t.with("staff-number", &[("number", &member.number)]),
    }
}

/// The procedure regime.
pub fn regime(t: Text, regime: Regime) -> Words {
    t.msg(match regime {
        Regime::Licence => "regime-licence",
        Regime::Registration => "regime-registration",
        Regime::Confirmation => "regime-confirmation",
        Regime::Benefit => "regime-benefit",
        Regime::Filing => "regime-filing",
        Regime::PublicService => "regime-public-service",
        Regime::Reward => "regime-reward",
        Regime::Adjudication => "regime-adjudication",
    })
}

/// For whom.
pub fn audience(t: Text, audience: Audience) -> Words {
    t.msg(match audience {
        Audience::Person => "audience-person",
        Audience::Enterprise => "audience-enterprise",
        Audience::PublicInstitution => "audience-public-institution",
        Audience::SocialOrganisation => "audience-social-organisation",
        Audience::Unincorporated => "audience-unincorporated",
        Audience::Authority => "audience-authority",
        Audience::Other => "audience-other",
    })
}

/// A way to get it done.
pub fn channel(t: Text, channel: Channel) -> Words {
    t.msg(match channel {
        Channel::Window => "channel-window",
        Channel::Online => "channel-online",
        Channel::Mobile => "channel-mobile",
        Channel::Kiosk => "channel-kiosk",
        Channel::Video => "channel-video",
        Channel::Appointment => "channel-appointment",
        Channel::Post => "channel-post",
        Channel::AtHome => "channel-at-home",
        Channel::Hotline => "channel-hotline",
    })
}

/// Within what circle any window accepts.
pub fn scope(t: Text, scope: Scope) -> Words {
    t.msg(match scope {
        Scope::HomeUnit => "scope-home-unit",
        Scope::Town => "scope-town",
        Scope::District => "scope-district",
        Scope::City => "scope-city",
        Scope::CrossCity => "scope-cross-city",
        Scope::CrossProvince => "scope-cross-province",
        Scope::CrossBorder => "scope-cross-border",
    })
}

/// How far it can be done online.
pub fn online(t: Text, depth: OnlineDepth) -> Words {
    t.msg(match depth {
        OnlineDepth::None => "online-none",
        OnlineDepth::Possible => "online-possible",
        OnlineDepth::Whole => "online-whole",
    })
}

/// Who accepts.
pub fn acceptance(t: Text, acceptance: Acceptance) -> Words {
    t.msg(match acceptance {
        Acceptance::AtReceipt => "acceptance-at-receipt",
        Acceptance::ByWindow => "acceptance-by-window",
        Acceptance::ByDepartment => "acceptance-by-department",
    })
}

/// Finished while one waits, or within a promised time.
pub fn completion(t: Text, completion: Completion) -> Words {
    t.msg(match completion {
        Completion::Instant => "completion-instant",
        Completion::Promised => "completion-promised",
    })
}

/// What sort of result.
pub fn result(t: Text, kind: ResultKind) -> Words {
    t.msg(match kind {
        ResultKind::Licence => "result-licence",
        ResultKind::Approval => "result-approval",
        ResultKind::Certificate => "result-certificate",
        ResultKind::Payment => "result-payment",
        ResultKind::Other => "result-other",
        ResultKind::None => "result-none",
    })
}

/// How a result reaches the applicant.
pub fn delivery(t: Text, way: DeliveryWay) -> Words {
    t.msg(match way {
        DeliveryWay::Window => "delivery-window",
        DeliveryWay::Post => "delivery-post",
        DeliveryWay::Electronic => "delivery-electronic",
        DeliveryWay::Locker => "delivery-locker",
    })
}

/// Who makes a material.
pub fn source(t: Text, source: SourceChannel) -> Words {
    t.msg(match source {
        SourceChannel::Applicant => "source-applicant",
        SourceChannel::Authority => "source-authority",
        SourceChannel::Other => "source-other",
    })
}

/// How many originals and copies.
pub fn copies(t: Text, copies: Option<Copies>) -> String {
    match copies {
        Some(Copies { original: 0, copy }) => t.with("copies-copy", &[("copy", &copy)]),
        Some(Copies { original, copy: 0 }) => t.with("copies-original", &[("original", &original)]),
        Some(Copies { original, copy }) => t.with("copies-both", &[("original", &original), ("copy", &copy)]),
        None => String::new(),
    }
}

/// A limit as people say it.
pub fn limit(t: Text, limit: Limit) -> String {
    limit.in_words(t.language())
}

/// Words after one another, as the language lists them.
pub fn listed(t: Text, words: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    let words: Vec<_> = words.into_iter().collect();
    let separator = t.msg("list-separator");
    let shown: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
    // Fluent trims sentences, so the space after a comma is ours.
    let separator = if separator.as_ref() == "," { ", " } else { separator.as_ref() };
    shown.join(separator)
}

/// The name of a paper.
pub fn paper(t: Text, kind: DocumentKind) -> Words {
    t.msg(match kind {
        DocumentKind::Receipt => "paper-receipt",
        DocumentKind::Acceptance => "paper-acceptance",
        DocumentKind::SupplementNotice => "paper-supplement-notice",
        DocumentKind::SupplementReceipt => "paper-supplement-receipt",
        DocumentKind::NotAccepted => "paper-not-accepted",
        DocumentKind::SpecialProcedure => "paper-special-procedure",
        DocumentKind::HearingNotice => "paper-hearing-notice",
        DocumentKind::Extension => "paper-extension",
        DocumentKind::Granted => "paper-granted",
        DocumentKind::Denied => "paper-denied",
        DocumentKind::Decision => "paper-decision",
        DocumentKind::Filed => "paper-filed",
        DocumentKind::Closed => "paper-closed",
        DocumentKind::DeliveryProof => "paper-delivery-proof",
        DocumentKind::Returned => "paper-returned",
        DocumentKind::Withdrawn => "paper-withdrawn",
        DocumentKind::Terminated => "paper-terminated",
        DocumentKind::MaterialList => "paper-material-list",
        DocumentKind::GapUndertaking => "paper-gap-undertaking",
        DocumentKind::CommitmentLetter => "paper-commitment-letter",
        DocumentKind::Certificate => "paper-certificate",
    })
}
