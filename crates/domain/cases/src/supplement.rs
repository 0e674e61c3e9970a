//! The one notice of all defects (一次性告知) and the supplement (补正) that answers it.

use crate::clocks::{DueDate, Hour};
use crate::deadlines::DeadlineKind;
use crate::examination::StepState;
use crate::refusal::refusals;
use crate::{
    Asked, Case, CaseEvent, CaseRefusal, FormAnswers, GeneralRefusal, Given, Log, Official, Stage, Via,
};
use calendar::Limit;
use catalogue::{MaterialKey, StepKey, StepKind};
use kernel::{Private, Timestamp};
use serde::{Deserialize, Serialize};

/// Tell the applicant all defects at once. At pre-review this *is* the one-time notice (practice.md 2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskSupplement {
    /// All defects.
    pub defects: Vec<Flaw>,
    /// How long the applicant has; the setting if none.
    pub within: Option<Limit>,
    /// The new fact that allows a second notice; none for the first.
    pub new_fact: Option<String>,
    /// Who tells.
    pub by: Official,
}

/// A defect as staff writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// In what.
    pub subject: Subject,
    /// What is wrong and how to mend it.
    pub text: String,
}

/// What a defect is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// A material is missing or not as it should be.
    Material(MaterialKey),
    /// An answer of the form.
    Field(String),
    /// Anything else.
    Other,
}

/// A defect as the notice states it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Defect {
    /// In what.
    pub subject: Subject,
    /// What is wrong and how to mend it.
    pub text: Private<String>,
}

/// Answer the notice, by the applicant or at a counter, partly or whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Supplement {
    /// Materials handed in now.
    pub materials: Vec<Given>,
    /// Corrected answers of the form.
    pub form: Option<FormAnswers>,
    /// Other defects that are settled, by their place in the notice.
    pub settles: Vec<u16>,
    /// Through which door.
    pub via: Via,
}

/// `case.supplement_asked`: 一次性告知书.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupplementAsked {
    /// All defects.
    pub defects: Vec<Defect>,
    /// How long the applicant has.
    pub within: Limit,
    /// Until when the applicant may answer.
    pub deadline: DueDate,
    /// The new fact behind a second notice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub new_fact: Option<Private<String>>,
    /// Who told.
    pub by: Official,
}

/// `case.supplemented`: 补正材料接收.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Supplemented {
    /// Materials handed in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub materials: Vec<Given>,
    /// Corrected answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<FormAnswers>,
    /// Defects settled now, by their place in the notice.
    pub settled: Vec<u16>,
    /// Defects still outstanding.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left: Vec<u16>,
    /// Through which door.
    pub via: Via,
    /// Once nothing is outstanding before acceptance: the new end of the time to accept or refuse.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice: Option<DueDate>,
    /// Until when the case is to be decided because the last supplement came before the cut-off (CASE-10).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub same_day: Option<DueDate>,
}

/// `case.lapsed`: the notice was not answered in time (逾期未补正).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lapsed {
    /// The deadline of the notice.
    pub deadline: Timestamp,
}

/// A notice that was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenNotice {
    /// When.
    pub at: Timestamp,
    /// Its defects.
    pub defects: Vec<Defect>,
    /// How long the applicant has.
    pub within: Limit,
    /// Until when the applicant may answer.
    pub deadline: DueDate,
    /// Whether a new fact allowed it.
    pub for_new_fact: bool,
}

refusals! {
    /// Why a notice or a supplement is not taken.
    SupplementRefusal {
        /// A notice without defects.
        NoDefects = "refusal-case-no-defects", "a notice names at least one defect", "行政许可法 第三十二条";
        /// There was a notice already: all defects belong into one.
        OneNoticeOnly = "refusal-case-one-notice-only",
            "all defects are told in one notice; a second needs a new fact", "行政许可法 第三十二条";
        /// The applicant was already asked and has time left.
        StillAsked = "refusal-case-still-asked", "the applicant still has time to answer the last notice";
        /// Nothing was asked for.
        NothingAsked = "refusal-case-nothing-asked", "no notice waits for an answer";
        /// What was handed in settles no defect of the notice.
        NothingSettled = "refusal-case-nothing-settled", "this settles nothing the notice asked for";
        /// The notice has no defect of this number.
        UnknownDefect {
            /// The place.
            place: u16,
        } = "refusal-case-unknown-defect", "the notice has no defect {place}";
        /// No material of this name belongs to the case.
        UnknownMaterial {
            /// The material.
            material: MaterialKey,
        } = "refusal-case-notice-unknown-material",
            "this case needs no material {material}, so it cannot be asked for", "行政许可法 第三十一条";
    }
}

impl Case {
    pub(crate) fn ask_supplement(
        &self,
        command: AskSupplement,
        hour: Hour,
    ) -> Result<Vec<CaseEvent>, CaseRefusal> {
        match &self.stage {
            Stage::Received { .. } => {}
            Stage::Examining(examination) if examination.asked.is_none() => {}
            Stage::Supplementing(_) | Stage::Examining(_) => return Err(SupplementRefusal::StillAsked.into()),
            _ => return Err(self.not_now()),
        }
        self.check_notice(&command)?;
        let person = self.person();
        let within = command.within.unwrap_or(self.terms.settings.supplement);
        let defects = command.defects.into_iter();
        Ok(vec![CaseEvent::SupplementAsked(SupplementAsked {
            defects: defects
                .map(|flaw| Defect { subject: flaw.subject, text: Private::new(person, flaw.text) })
                .collect(),
            within,
            deadline: hour.after(within)?,
            new_fact: command.new_fact.map(|fact| Private::new(person, fact)),
            by: command.by,
        })])
    }

    fn check_notice(&self, command: &AskSupplement) -> Result<(), CaseRefusal> {
        if command.defects.is_empty() || command.defects.iter().any(|flaw| flaw.text.trim().is_empty()) {
            return Err(SupplementRefusal::NoDefects.into());
        }
        let new_fact = command.new_fact.as_ref().is_some_and(|fact| !fact.trim().is_empty());
        if !self.notices.is_empty() && !new_fact {
            return Err(SupplementRefusal::OneNoticeOnly.into());
        }
        for flaw in &command.defects {
            if let Subject::Material(material) = &flaw.subject
                && self.terms.material(material).is_none()
            {
                return Err(SupplementRefusal::UnknownMaterial { material: material.clone() }.into());
            }
        }
        Ok(())
    }

    pub(crate) fn supplement(&self, command: Supplement, hour: Hour) -> Result<Vec<CaseEvent>, CaseRefusal> {
        let asked = self.asked().ok_or(SupplementRefusal::NothingAsked)?;
        self.check_materials(&command.materials)?;
        let settled = self.settled_by(asked, &command)?;
        let left: Vec<u16> = asked.left.iter().copied().filter(|place| !settled.contains(place)).collect();
        let complete = left.is_empty();
        let waiting = matches!(self.stage, Stage::Supplementing(_));
        let event = CaseEvent::Supplemented(Supplemented {
            materials: command.materials,
            form: command.form,
            settled,
            left,
            via: command.via,
            notice: if complete && waiting { Some(hour.after_receipt(self.rules.notice)?) } else { None },
            same_day: if complete { self.same_day_due(hour)? } else { None },
        });
        let mut log = Log::resume(self.clone(), vec![event], hour.now);
        if complete && waiting {
            log.add(|case| case.accept_at_receipt(hour))?;
        }
        Ok(log.events)
    }

    /// What the applicant is asked for at present.
    pub fn asked(&self) -> Option<&Asked> {
        match &self.stage {
            Stage::Supplementing(asked) => Some(asked),
            Stage::Examining(examination) => examination.asked.as_ref(),
            _ => None,
        }
    }

    fn settled_by(&self, asked: &Asked, command: &Supplement) -> Result<Vec<u16>, CaseRefusal> {
        let defects = &self.notices[asked.notice].defects;
        if let Some(place) = command.settles.iter().find(|place| defects.len() <= usize::from(**place)) {
            return Err(SupplementRefusal::UnknownDefect { place: *place }.into());
        }
        let is_settled = |place: &u16| match &defects[usize::from(*place)].subject {
            Subject::Material(material) => command.materials.iter().any(|given| given.material == *material),
            Subject::Field(key) => command.form.as_ref().is_some_and(|form| form.get(key).is_some()),
            Subject::Other => command.settles.contains(place),
        };
        let settled: Vec<u16> = asked.left.iter().copied().filter(is_settled).collect();
        if settled.is_empty() { Err(SupplementRefusal::NothingSettled.into()) } else { Ok(settled) }
    }

    /// CASE-10: what is complete before the cut-off of a working day is decided by its close; not where somebody
    /// still has to look at the place, which no office does between four and half past five.
    fn same_day_due(&self, hour: Hour) -> Result<Option<DueDate>, CaseRefusal> {
        if self.is_site_check_ahead() {
            return Ok(None);
        }
        let local = hour.calendar.local(hour.now);
        let in_time = self.terms.settings.same_day_until.is_some_and(|cut_off| local.time() <= cut_off);
        if !in_time || !hour.calendar.is_working(local.date())? {
            return Ok(None);
        }
        let provisional = hour.calendar.day(local.date())?.provisional;
        Ok(Some(DueDate { at: hour.calendar.closes(local.date()), provisional }))
    }

    fn is_site_check_ahead(&self) -> bool {
        let is_done = |key: &StepKey| match &self.stage {
            Stage::Examining(examination) => {
                matches!(examination.steps.get(key), Some(StepState::Done { .. }))
            }
            _ => false,
        };
        let mut steps = self.terms.steps.steps().steps().iter();
        steps.any(|step| step.kind == StepKind::SiteCheck && !is_done(&step.key))
    }

    pub(crate) fn apply_supplement_asked(&mut self, event: &SupplementAsked, at: Timestamp) {
        let asked = Asked {
            notice: self.notices.len(),
            deadline: event.deadline,
            left: (0..).take(event.defects.len()).collect(),
        };
        self.notices.push(GivenNotice {
            at,
            defects: event.defects.clone(),
            within: event.within,
            deadline: event.deadline,
            for_new_fact: event.new_fact.is_some(),
        });
        // A notice answers a proposed no: the applicant may mend it after all.
        self.proposal = None;
        match &mut self.stage {
            Stage::Examining(examination) => examination.asked = Some(asked),
            stage => *stage = Stage::Supplementing(asked),
        }
    }

    pub(crate) fn apply_supplemented(&mut self, event: &Supplemented, at: Timestamp) {
        self.take_materials(&event.materials);
        if let Some(form) = &event.form {
            self.form = self.form.corrected_by(form);
        }
        self.same_day = event.same_day.or(self.same_day);
        match &mut self.stage {
            Stage::Supplementing(asked) => asked.left = event.left.iter().copied().collect(),
            Stage::Examining(examination) if event.left.is_empty() => examination.asked = None,
            Stage::Examining(examination) => {
                if let Some(asked) = &mut examination.asked {
                    asked.left = event.left.iter().copied().collect();
                }
            }
            _ => {}
        }
        if let Some(notice) = event.notice {
            self.stage = Stage::Received { since: at, notice };
            self.overdue.remove(&DeadlineKind::Notice);
        }
        self.count_visit(&event.via);
    }

    pub(crate) fn count_visit(&mut self, via: &Via) {
        self.visits += u32::from(via.is_in_person());
    }

    pub(crate) fn not_now(&self) -> CaseRefusal {
        match self.stage {
            Stage::Elsewhere(_) => GeneralRefusal::DecidedElsewhere.into(),
            _ => GeneralRefusal::NotNow { stage: self.stage.code() }.into(),
        }
    }
}
