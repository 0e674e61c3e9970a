//! Putting a bad rating right (差评整改): speak with the person, put it right or explain, call back, re-check; an appeal
//! (申诉复核) beside it.

use super::{Rating, RatingEvent, RatingRefusal};
use crate::Official;
use crate::clocks::{DueDate, Hour};
use calendar::Calendar;
use kernel::{Private, Timestamp};
use serde::{Deserialize, Serialize};

/// The rectification of a bad rating.
#[derive(Clone, Debug, PartialEq)]
pub struct Rectification {
    /// How far it is.
    pub stage: RectificationStage,
    /// Who answered last.
    pub answered_by: Option<Official>,
    /// The dates that passed.
    pub overdue: u32,
    /// The appeal of the rated unit.
    pub appeal: Option<Appeal>,
}

/// How far a rectification is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RectificationStage {
    /// Somebody has to speak with the person.
    Contact {
        /// Until when.
        due: DueDate,
        /// Whether that date was marked as passed.
        marked: bool,
    },
    /// It has to be put right.
    PutRight {
        /// Until when.
        due: DueDate,
        /// Whether it is complex.
        complex: bool,
        /// Whether that date was marked as passed.
        marked: bool,
    },
    /// It was answered; the person is to be called back.
    CallBack {
        /// Whether it is complex.
        complex: bool,
    },
    /// The person is content; somebody else is to look.
    Recheck {
        /// Whether it is complex.
        complex: bool,
    },
    /// It is done.
    Closed {
        /// When.
        at: Timestamp,
    },
}

/// An appeal against a rating.
#[derive(Clone, Debug, PartialEq)]
pub struct Appeal {
    /// Why.
    pub grounds: Private<String>,
    /// Who.
    pub by: Official,
    /// Whether the rating does not count, once decided.
    pub upheld: Option<bool>,
}

/// How a bad rating was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Remedied {
    /// It was put right.
    PutRight,
    /// It was explained because no law allows more.
    Explained,
}

/// An order on the rectification of a bad rating.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RatingCommand {
    /// Somebody spoke with the person.
    Contact {
        /// What was said.
        note: String,
        /// Whether it is complex.
        complex: bool,
        /// Who.
        by: Official,
    },
    /// Answer: put right, or explained.
    Answer {
        /// How.
        remedied: Remedied,
        /// In words.
        text: String,
        /// Who.
        by: Official,
    },
    /// Call the person back.
    CallBack {
        /// Whether the person is content.
        content: bool,
        /// What the person said.
        note: String,
        /// Who: another person than the one who answered.
        by: Official,
    },
    /// Look whether it is really put right.
    Recheck {
        /// Whether it is.
        right: bool,
        /// What was found.
        note: String,
        /// Who: another person than the one who answered.
        by: Official,
    },
    /// Appeal against the rating.
    Appeal {
        /// Why.
        grounds: String,
        /// Who.
        by: Official,
    },
    /// Decide the appeal.
    DecideAppeal {
        /// Whether the rating does not count.
        upheld: bool,
        /// Why.
        reasons: String,
        /// Who: neither who appealed nor who is rated.
        by: Official,
    },
}

impl Rating {
    /// Decides an order on the rectification. The marks of [`Rating::due_transitions`] belong in front.
    ///
    /// # Errors
    /// The refusal of the order.
    pub fn decide(
        &self,
        command: RatingCommand,
        calendar: &Calendar,
        now: Timestamp,
    ) -> Result<RatingEvent, RatingRefusal> {
        let task = self.rectification.as_ref().ok_or(RatingRefusal::NoRectification)?;
        let hour = Hour { now, calendar };
        match command {
            RatingCommand::Contact { note, complex, by } => {
                let RectificationStage::Contact { .. } = task.stage else {
                    return Err(RatingRefusal::NotNow);
                };
                let (note, due) = (self.words(note)?, hour.after(self.limit(complex))?);
                Ok(RatingEvent::Contacted { note, complex, due, by })
            }
            RatingCommand::Answer { remedied, text, by } => {
                let RectificationStage::PutRight { .. } = task.stage else {
                    return Err(RatingRefusal::NotNow);
                };
                Ok(RatingEvent::Answered { remedied, text: self.words(text)?, by })
            }
            RatingCommand::CallBack { content, note, by } => {
                let RectificationStage::CallBack { complex } = task.stage else {
                    return Err(RatingRefusal::NotNow);
                };
                task.is_another_person(&by)?;
                let due = if content { None } else { Some(hour.after(self.limit(complex))?) };
                Ok(RatingEvent::CalledBack { content, note: self.words(note)?, due, by })
            }
            RatingCommand::Recheck { right, note, by } => {
                let RectificationStage::Recheck { complex } = task.stage else {
                    return Err(RatingRefusal::NotNow);
                };
                task.is_another_person(&by)?;
                let due = if right { None } else { Some(hour.after(self.limit(complex))?) };
                Ok(RatingEvent::Rechecked { right, note: self.words(note)?, due, by })
            }
            RatingCommand::Appeal { grounds, by } => self.appeal(task, grounds, by),
            RatingCommand::DecideAppeal { upheld, reasons, by } => {
                self.decide_appeal(task, upheld, reasons, by)
            }
        }
    }

    fn appeal(
        &self,
        task: &Rectification,
        grounds: String,
        by: Official,
    ) -> Result<RatingEvent, RatingRefusal> {
        if task.appeal.is_some() {
            return Err(RatingRefusal::Appealed);
        }
        Ok(RatingEvent::Appealed { grounds: self.words(grounds)?, by })
    }

    fn decide_appeal(
        &self,
        task: &Rectification,
        upheld: bool,
        reasons: String,
        by: Official,
    ) -> Result<RatingEvent, RatingRefusal> {
        let appeal =
            task.appeal.as_ref().filter(|appeal| appeal.upheld.is_none()).ok_or(RatingRefusal::NoAppeal)?;
        let served = self.rated.served_by.as_ref().is_some_and(|rated| rated.account == by.account);
        if appeal.by.account == by.account || served {
            return Err(RatingRefusal::AppellantDecides);
        }
        Ok(RatingEvent::AppealDecided { upheld, reasons: self.words(reasons)?, by })
    }

    /// The marks of dates that passed by `now` and that nobody wrote yet.
    pub fn due_transitions(&self, now: Timestamp) -> Vec<(Timestamp, RatingEvent)> {
        let due = self.rectification.as_ref().and_then(|task| task.unmarked_due());
        let due = due.filter(|due| due.is_past(now));
        due.map(|due| (due.at, RatingEvent::Overdue { due: due.at })).into_iter().collect()
    }

    fn limit(&self, complex: bool) -> calendar::Limit {
        if complex { self.settings.complex } else { self.settings.simple }
    }

    fn words(&self, text: String) -> Result<Private<String>, RatingRefusal> {
        if text.trim().is_empty() { Err(RatingRefusal::NoWords) } else { Ok(Private::new(self.person, text)) }
    }
}

impl RectificationStage {
    /// Its word in lists and for programs.
    pub const fn code(&self) -> &'static str {
        match self {
            RectificationStage::Contact { .. } => "contact",
            RectificationStage::PutRight { .. } => "put_right",
            RectificationStage::CallBack { .. } => "call_back",
            RectificationStage::Recheck { .. } => "recheck",
            RectificationStage::Closed { .. } => "closed",
        }
    }
}

impl Rectification {
    pub(super) fn begin(due: DueDate) -> Self {
        let stage = RectificationStage::Contact { due, marked: false };
        Rectification { stage, answered_by: None, overdue: 0, appeal: None }
    }

    /// The date that runs now.
    pub fn due(&self) -> Option<DueDate> {
        match self.stage {
            RectificationStage::Contact { due, .. } | RectificationStage::PutRight { due, .. } => Some(due),
            _ => None,
        }
    }

    fn unmarked_due(&self) -> Option<DueDate> {
        match self.stage {
            RectificationStage::Contact { due, marked: false }
            | RectificationStage::PutRight { due, marked: false, .. } => Some(due),
            _ => None,
        }
    }

    fn is_another_person(&self, by: &Official) -> Result<(), RatingRefusal> {
        let same = self.answered_by.as_ref().is_some_and(|answered| answered.account == by.account);
        if same { Err(RatingRefusal::SamePerson) } else { Ok(()) }
    }

    pub(super) fn apply(&mut self, event: &RatingEvent, at: Timestamp) {
        let complex = match self.stage {
            RectificationStage::PutRight { complex, .. }
            | RectificationStage::CallBack { complex }
            | RectificationStage::Recheck { complex } => complex,
            _ => false,
        };
        let again = |due: &Option<DueDate>, next| match due {
            Some(due) => RectificationStage::PutRight { due: *due, complex, marked: false },
            None => next,
        };
        match event {
            RatingEvent::Contacted { complex, due, .. } => {
                self.stage = RectificationStage::PutRight { due: *due, complex: *complex, marked: false };
            }
            RatingEvent::Answered { by, .. } => {
                self.answered_by = Some(by.clone());
                self.stage = RectificationStage::CallBack { complex };
            }
            RatingEvent::CalledBack { due, .. } => {
                self.stage = again(due, RectificationStage::Recheck { complex })
            }
            RatingEvent::Rechecked { due, .. } => self.stage = again(due, RectificationStage::Closed { at }),
            RatingEvent::Appealed { grounds, by } => {
                self.appeal = Some(Appeal { grounds: grounds.clone(), by: by.clone(), upheld: None });
            }
            RatingEvent::AppealDecided { upheld, .. } => {
                self.appeal.iter_mut().for_each(|appeal| appeal.upheld = Some(*upheld));
                if *upheld {
                    self.stage = RectificationStage::Closed { at };
                }
            }
            RatingEvent::Overdue { .. } => self.mark(),
            RatingEvent::Given { .. } | RatingEvent::Added { .. } => {}
        }
    }

    fn mark(&mut self) {
        self.overdue += 1;
        if let RectificationStage::Contact { marked, .. } | RectificationStage::PutRight { marked, .. } =
            &mut self.stage
        {
            *marked = true;
        }
    }
}
