//! Under what a case was opened: the part of the matter's version that the law of the case needs, frozen in
//! its first event, so that a later version of the matter changes nothing for a running case.

use calendar::Limit;
use catalogue::{
    Acceptance, Answers, Channel, Commitment, Completion, Decided, DeliveryWay, HandlingClass, MaterialKey,
    Matter, PlanRefusal, PostRole, Regime, ResultKind, SpecialProcedure, Step, StepPlan, checklist,
};
use jiff::civil::Time;
use kernel::{DepartmentId, LocalText, MatterCode};
use serde::{Deserialize, Serialize};

/// What a case was opened under.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// The matter.
    pub matter: MatterCode,
    /// The version of the matter: a number that grows with each publication.
    pub version: u32,
    /// Its official name at that time.
    pub name: LocalText,
    /// The procedure regime.
    pub regime: Regime,
    /// The acting body.
    pub department: DepartmentId,
    /// Where it is decided (practice.md 8).
    pub decided: Decided,
    /// Who accepts (practice.md 3).
    pub acceptance: Acceptance,
    /// 即办件 or 承诺件.
    pub completion: Completion,
    /// The handling class, a label (practice.md 6).
    pub handling: HandlingClass,
    /// The role that decides.
    pub decided_by: PostRole,
    /// Whether several bodies decide jointly, so that 45 + 15 days hold (行政许可法 第四十二条第二款).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub joint: bool,
    /// The limits.
    #[serde(default)]
    pub limits: TermLimits,
    /// The channels through which it may be handed in; any if empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub channels: Vec<Channel>,
    /// The materials that this applicant needs, after the situation questions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub materials: Vec<MaterialTerm>,
    /// Materials of the full list that this applicant need not give, with the reason (CASE-11).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub waived: Vec<WaivedMaterial>,
    /// The steps of examination; a decision without steps if empty.
    #[serde(default, skip_serializing_if = "Plan::is_empty")]
    pub steps: Plan,
    /// Special procedures that the matter publishes, each with its law.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub special: Vec<SpecialProcedure>,
    /// What a granted case gives.
    #[serde(default = "no_result")]
    pub result: ResultKind,
    /// How the result may be handed over; at the window if empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub delivery: Vec<DeliveryWay>,
    /// Whether a fee is due, and whether the clock waits for it.
    #[serde(default, skip_serializing_if = "FeeTerm::is_free")]
    pub fee: FeeTerm,
    /// Where a no can be challenged; printed on every no (practice.md 5).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remedy: Option<Remedy>,
    /// What the city may set.
    #[serde(default, skip_serializing_if = "Settings::is_usual")]
    pub settings: Settings,
}

/// The limits of a case.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermLimits {
    /// What the law allows for the decision; the regime's own if none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statutory: Option<Limit>,
    /// What the city promises for the decision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promised: Option<Limit>,
    /// Within what time the one notice is given; the regime's own if none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice: Option<Limit>,
}

/// A material that this applicant needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MaterialTerm {
    /// Its key.
    pub key: MaterialKey,
    /// Its name.
    pub name: LocalText,
    /// May follow within this limit (容缺); none if it must be there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tolerable: Option<Limit>,
    /// The commitment that can stand in its place (告知承诺).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commitment: Option<Commitment>,
}

/// A material of the full list that need not be given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaivedMaterial {
    /// Its key.
    pub key: MaterialKey,
    /// Why.
    pub reason: WaiverReason,
}

/// Why a material need not be given (CASE-11).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WaiverReason {
    /// The authority fetches it itself.
    SharedFacts,
    /// The answers to the situation questions make it needless.
    Situation,
    /// This applicant is exempt.
    Eligibility,
    /// The proof was cancelled (CERT-04).
    Cancelled,
    /// The platform makes it from the form.
    FromForm,
}

/// Whether a fee is due.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeeTerm {
    /// Whether anything is charged at all (行政许可法 第五十八条).
    #[serde(default)]
    pub charged: bool,
    /// Whether the clock waits for the payment.
    #[serde(default)]
    pub clock_waits: bool,
}

impl FeeTerm {
    fn is_free(&self) -> bool {
        !self.charged
    }
}

/// Where a no can be challenged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remedy {
    /// The body of administrative review (行政复议机关).
    pub review_body: LocalText,
    /// The court of first instance.
    pub court: LocalText,
}

/// What a city may set for the handling of cases.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// For the confirmation of a no while the visitor waits at the counter (practice.md 3).
    pub confirm_at_counter: Limit,
    /// For the confirmation of a no to an online application.
    pub confirm_online: Limit,
    /// How long an applicant has for a supplement when the notice names nothing else.
    pub supplement: Limit,
    /// For the one notice in regimes whose law fixes no time for it.
    pub notice: Limit,
    /// A last supplement before this time is decided the same day (CASE-10); the rule is off if none.
    pub same_day_until: Option<Time>,
    /// Whether the promised clock waits for tolerated gaps; the legal one never does (practice.md 3).
    pub gap_pauses_promise: bool,
    /// For the result of regimes whose law fixes no time for it.
    pub make_result: Limit,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            confirm_at_counter: Limit::WorkingMinutes(30),
            confirm_online: Limit::WorkingHours(4),
            supplement: Limit::WorkingDays(15),
            notice: Limit::WorkingDays(5),
            same_day_until: Some(jiff::civil::time(16, 0, 0, 0)),
            gap_pauses_promise: false,
            make_result: Limit::WorkingDays(10),
        }
    }
}

impl Settings {
    fn is_usual(&self) -> bool {
        *self == Settings::default()
    }
}

/// The steps of examination, checked: unique keys, known predecessors, no circle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<Step>", into = "Vec<Step>")]
pub struct Plan(StepPlan);

impl Plan {
    /// The plan.
    pub fn steps(&self) -> &StepPlan {
        &self.0
    }

    fn is_empty(&self) -> bool {
        self.0.steps().is_empty()
    }
}

impl Default for Plan {
    fn default() -> Self {
        Plan(StepPlan::new(Vec::new()).expect("no steps have no circle"))
    }
}

impl From<StepPlan> for Plan {
    fn from(plan: StepPlan) -> Self {
        Plan(plan)
    }
}

impl TryFrom<Vec<Step>> for Plan {
    type Error = catalogue::PlanRefusal;
    fn try_from(steps: Vec<Step>) -> Result<Self, Self::Error> {
        StepPlan::new(steps).map(Plan)
    }
}

impl From<Plan> for Vec<Step> {
    fn from(plan: Plan) -> Vec<Step> {
        plan.0.steps().to_vec()
    }
}

/// The materials that this applicant needs, and those that fall away with the reason (CASE-11).
fn materials_of(matter: &Matter, answers: &Answers) -> (Vec<MaterialTerm>, Vec<WaivedMaterial>) {
    let (mut needed, mut waived) = (Vec::new(), Vec::new());
    for row in checklist(matter, answers) {
        let material = row.material;
        let reason = match row.is_needed() {
            false => Some(WaiverReason::Situation),
            true if material.from_form => Some(WaiverReason::FromForm),
            true => None,
        };
        match reason {
            Some(reason) => waived.push(WaivedMaterial { key: material.key.clone(), reason }),
            None => needed.push(MaterialTerm {
                key: material.key.clone(),
                name: material.name.clone(),
                tolerable: material.tolerable,
                commitment: material.commitment.clone(),
            }),
        }
    }
    (needed, waived)
}

fn no_result() -> ResultKind {
    ResultKind::None
}

impl Terms {
    /// What a case of this version of `matter` is opened under, for an applicant with these situation answers.
    /// `remedy` is the acting body's review body and court.
    ///
    /// # Errors
    /// Steps that are no plan; a published version has none of that.
    pub fn of(
        matter: &Matter,
        version: u32,
        answers: &Answers,
        remedy: Option<Remedy>,
        settings: Settings,
    ) -> Result<Self, PlanRefusal> {
        let (materials, waived) = materials_of(matter, answers);
        // 行政许可法 第四十二条 gives forty-five days to unified, joint or concentrated handling only.
        let joint =
            matter.regime == Regime::Licence && matter.limits.statutory == Some(Limit::WorkingDays(45));
        Ok(Terms {
            matter: matter.code.clone(),
            version,
            name: matter.name.clone(),
            regime: matter.regime,
            department: matter.department.clone(),
            decided: matter.decided.clone(),
            acceptance: matter.acceptance,
            completion: matter.completion,
            handling: matter.handling,
            decided_by: matter.decided_by,
            joint,
            limits: TermLimits {
                statutory: matter.limits.statutory,
                promised: matter.limits.promised,
                notice: matter.limits.intake_notice,
            },
            channels: matter.channels.clone(),
            materials,
            waived,
            steps: matter.plan()?.into(),
            special: matter.special_procedures.clone(),
            result: matter.result.as_ref().map_or(ResultKind::None, |result| result.kind),
            delivery: matter.delivery.clone(),
            fee: FeeTerm { charged: !matter.fee.is_free(), clock_waits: matter.fee.clock_waits },
            remedy,
            settings,
        })
    }

    /// One material of this case.
    pub fn material(&self, key: &MaterialKey) -> Option<&MaterialTerm> {
        self.materials.iter().find(|material| material.key == *key)
    }

    /// One step of the examination.
    pub fn step(&self, key: &catalogue::StepKey) -> Option<&Step> {
        self.steps.steps().step(key)
    }

    /// The unit that does a step: its own, else the acting body.
    pub fn unit_of<'a>(&'a self, step: &'a Step) -> &'a DepartmentId {
        step.department.as_ref().unwrap_or(&self.department)
    }

    /// Whether the case is finished while the visitor waits (CASE-03).
    pub fn is_instant(&self) -> bool {
        self.completion == Completion::Instant
    }

    /// The share of the full list of materials that this applicant is spared, in percent (CASE-11).
    pub fn spared_percent(&self) -> u32 {
        let (spared, kept) = (self.waived.len(), self.materials.len());
        let percent = (spared * 100).checked_div(spared + kept).unwrap_or(0);
        u32::try_from(percent).expect("a share is at most 100")
    }
}
