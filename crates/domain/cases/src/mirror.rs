//! Cases decided in a department's system (practice.md 8): we take them in, push them and mirror what comes back; we
//! start no clock and decide nothing of our own.

use crate::refusal::refusals;
use crate::{Case, CaseEvent, CaseRefusal, Outcome, Ready, Stage};
use kernel::{DocumentId, Private, Timestamp};
use serde::{Deserialize, Serialize};

/// Record what the department's system told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mirrored {
    /// When it happened there.
    pub at: Timestamp,
    /// What happened there.
    pub news: News,
}

/// What a department's system tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// Accepted there, with the due date it promises, if it says so.
    Accepted {
        /// Its due date.
        due: Option<Timestamp>,
    },
    /// Not accepted there.
    NotAccepted {
        /// Why.
        reasons: String,
    },
    /// It asks the applicant for more.
    SupplementAsked {
        /// What.
        text: String,
    },
    /// Decided there.
    Decided {
        /// Yes or no.
        outcome: Outcome,
        /// Why, for a no.
        reasons: Option<String>,
    },
    /// The result is there.
    Result {
        /// The document, where it came along.
        document: Option<DocumentId>,
        /// The number of the certificate.
        number: Option<String>,
    },
}

/// `case.mirrored`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MirroredNews {
    /// When it happened there.
    pub at: Timestamp,
    /// What happened there.
    pub news: KeptNews,
}

/// What a department's system told, as kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeptNews {
    /// Accepted there.
    Accepted {
        /// Its due date.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        due: Option<Timestamp>,
    },
    /// Not accepted there.
    NotAccepted {
        /// Why.
        reasons: Private<String>,
    },
    /// It asks the applicant for more.
    SupplementAsked {
        /// What.
        text: Private<String>,
    },
    /// Decided there.
    Decided {
        /// Yes or no.
        outcome: Outcome,
        /// Why.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reasons: Option<Private<String>>,
    },
    /// The result is there.
    Result {
        /// The document.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        document: Option<DocumentId>,
        /// The number of the certificate.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        number: Option<String>,
    },
}

/// A case decided elsewhere, as far as we were told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mirror {
    /// When it was accepted there.
    pub accepted: Option<Timestamp>,
    /// The due date that the other system named: theirs, not ours.
    pub due: Option<Timestamp>,
    /// What it asked the applicant for last.
    pub asked: Option<Private<String>>,
    /// Whether and when it refused to accept.
    pub refused: Option<Timestamp>,
    /// What it decided, and when.
    pub decided: Option<(Outcome, Timestamp)>,
}

impl Mirror {
    /// Whether the department still works on it.
    pub fn is_open(&self) -> bool {
        self.refused.is_none() && self.decided.is_none()
    }
}

refusals! {
    /// Why the news of a department's system is not mirrored.
    MirrorRefusal {
        /// The case is decided here.
        DecidedHere = "refusal-case-decided-here", "this case is decided here";
        /// It is over there already.
        Over = "refusal-case-mirror-over", "the department's system has ended this case already";
        /// A result without a decision.
        NotDecided = "refusal-case-mirror-not-decided", "there is a result but no decision to grant it";
    }
}

impl Case {
    pub(crate) fn mirror(&self, command: Mirrored) -> Result<Vec<CaseEvent>, CaseRefusal> {
        let Stage::Elsewhere(mirror) = &self.stage else {
            return Err(MirrorRefusal::DecidedHere.into());
        };
        let granted = matches!(mirror.decided, Some((Outcome::Granted, _)));
        match &command.news {
            News::Result { .. } if !granted => return Err(MirrorRefusal::NotDecided.into()),
            News::Result { .. } => {}
            _ if !mirror.is_open() => return Err(MirrorRefusal::Over.into()),
            _ => {}
        }
        let private = |text: String| Private::new(self.person(), text);
        let news = match command.news {
            News::Accepted { due } => KeptNews::Accepted { due },
            News::NotAccepted { reasons } => KeptNews::NotAccepted { reasons: private(reasons) },
            News::SupplementAsked { text } => KeptNews::SupplementAsked { text: private(text) },
            News::Decided { outcome, reasons } => {
                KeptNews::Decided { outcome, reasons: reasons.map(private) }
            }
            News::Result { document, number } => KeptNews::Result { document, number },
        };
        Ok(vec![CaseEvent::Mirrored(MirroredNews { at: command.at, news })])
    }

    pub(crate) fn apply_mirrored(&mut self, event: &MirroredNews, at: Timestamp) {
        let Stage::Elsewhere(mirror) = &mut self.stage else { return };
        match &event.news {
            KeptNews::Accepted { due } => (mirror.accepted, mirror.due) = (Some(event.at), *due),
            KeptNews::NotAccepted { .. } => mirror.refused = Some(event.at),
            KeptNews::SupplementAsked { text } => mirror.asked = Some(text.clone()),
            KeptNews::Decided { outcome, .. } => mirror.decided = Some((*outcome, event.at)),
            KeptNews::Result { number, .. } => {
                self.stage = Stage::Ready(Ready { number: number.clone(), ..Ready::since(at) });
            }
        }
    }
}
