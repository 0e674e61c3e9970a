//! Matters (业务办理项): what a city offers, by whom, on what conditions, with which materials, form, steps and promises.
//!
//! Main types: [`Matter`] is exactly what one published version holds; [`MatterHistory`] is its life from draft to
//! withdrawal; [`City`] is the ground it stands on (regions, departments, halls, posts); [`Form`] reads what an
//! applicant typed; [`StepPlan`] is the order of examination; [`Finding`] is what a content check says.
//!
//! Invariants: no city is named here; a matter may be imported dirty but not published dirty; a published version
//! never changes, so that a running case keeps the version it began with.

mod words;

pub mod city;
pub mod form;
mod law;
mod link;
mod material;
mod matter;
mod outcome;
mod regime;
mod service;
mod situation;
mod step;

pub use city::{
    CancelledProof, City, Department, Governance, Hall, HallId, KioskPlaces, OpeningHours, Post, PostRole,
    Region, RegionLevel, SameItemStandard, Site, SiteId, SubPlatform, SubPlatformId, Theme, ThemeId,
    ThemeKind,
};
pub use form::{Field, FieldKey, FieldKind, FieldOption, FieldValue, Form, Prefill, Section};
pub use law::{Certainty, LegalBasis};
pub use link::short_link;
pub use material::{
    Commitment, CommitmentCheck, Copies, Material, MaterialKey, MaterialKind, Need, SourceChannel,
};
pub use matter::{
    BaseItemId, CodeRefusal, Deviation, Guide, Limits, Matter, OfficialCode, Provenance, QuestionAnswer,
};
pub use outcome::{DeliveryWay, Fee, FeeRule, MatterResult, ResultKind};
pub use regime::{DocumentKind, Regime};
pub use service::{Acceptance, Audience, Channel, Completion, Decided, HandlingClass, OnlineDepth, Scope};
pub use situation::{Advice, Answers, OneOrMore, Situation, SituationOption, When};
pub use step::{
    Join, PlanRefusal, ReviewPoint, SpecialKind, SpecialProcedure, Step, StepKey, StepKind, StepPlan,
};
