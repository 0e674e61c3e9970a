//! Matters (业务办理项): what a city offers, by whom, on what conditions, with which materials, form, steps and promises.
//!
//! Main types: [`Matter`] is exactly what one published version holds; [`MatterHistory`] is its life from draft to
//! withdrawal; [`City`] is the ground it stands on (regions, departments, halls, posts); [`Form`] reads what an
//! applicant typed; [`StepPlan`] is the order of examination; [`Finding`] is what a content check says.
//!
//! Invariants: no city is named here; a matter may be imported dirty but not published dirty; a published version
//! never changes, so that a running case keeps the version it began with.

mod check;
mod checklist;
pub mod city;
mod diff;
pub mod form;
mod history;
mod law;
mod link;
mod material;
mod matter;
mod measure;
mod outcome;
mod regime;
#[cfg(test)]
mod sample;
mod service;
mod situation;
mod standard;
mod step;
mod words;

pub use check::{CheckContext, Finding, FindingKind, Place, Segment, Severity, checks, is_key};
pub use checklist::{ChecklistRow, Why, checklist, reduction};
pub use city::{
    CancelledProof, City, Department, Governance, Hall, HallId, KioskPlaces, OpeningHours, Post, PostRole,
    Region, RegionLevel, SameItemStandard, Site, SiteId, StandardField, SubPlatform, SubPlatformId, Theme,
    ThemeId, ThemeKind,
};
pub use diff::{Change, ChangeKind, diff};
pub use form::{Field, FieldKey, FieldKind, FieldOption, FieldValue, Form, Prefill, Section};
pub use history::{
    MatterEvent, MatterHistory, MatterRefusal, Origin, Resolution, Stage, Version, Withdrawal,
};
pub use law::{Certainty, LegalBasis};
pub use link::short_link;
pub use material::{
    Commitment, CommitmentCheck, Copies, Material, MaterialKey, MaterialKind, Need, SourceChannel,
};
pub use matter::{
    BaseItemId, CodeRefusal, Deviation, Guide, Limits, Matter, OfficialCode, Provenance, QuestionAnswer,
};
pub use measure::{
    CatalogueCounts, Demand, OnlineCounts, Weights, compression, entry_rate, high_frequency, online_rate,
    whole_process_rate,
};
pub use outcome::{DeliveryWay, Fee, FeeRule, MatterResult, ResultKind};
pub use regime::{DocumentKind, Regime};
pub use service::{Acceptance, Audience, Channel, Completion, Decided, HandlingClass, OnlineDepth, Scope};
pub use situation::{Advice, Answers, OneOrMore, Situation, SituationOption, When};
pub use standard::{Difference, same_standard_differences, unexplained_differences};
pub use step::{
    Join, PlanRefusal, ReviewPoint, SpecialKind, SpecialProcedure, Step, StepKey, StepKind, StepPlan,
};
