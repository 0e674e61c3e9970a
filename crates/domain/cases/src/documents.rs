//! Which papers (文书) an event calls for, by the regime of the case (domain-reference.md §2.3).

use crate::{Case, CaseEvent};
use catalogue::{DocumentKind, Regime, ResultKind};

impl Case {
    /// The papers that `event` calls for; the process in `app` issues them. Papers that the regime does not have
    /// are never called for.
    pub fn documents_due(&self, event: &CaseEvent) -> Vec<DocumentKind> {
        let known = self.terms.regime.documents();
        self.called_for(event).iter().copied().filter(|kind| known.contains(kind)).collect()
    }

    fn called_for(&self, event: &CaseEvent) -> &'static [DocumentKind] {
        use DocumentKind as Paper;
        match event {
            CaseEvent::Received(_) => &[Paper::Receipt, Paper::MaterialList],
            CaseEvent::CommitmentSigned(_) => &[Paper::CommitmentLetter],
            CaseEvent::GapUndertaken(_) => &[Paper::GapUndertaking],
            CaseEvent::SupplementAsked(_) => &[Paper::SupplementNotice],
            CaseEvent::Supplemented(_) | CaseEvent::GapFilled(_) => &[Paper::SupplementReceipt],
            CaseEvent::Accepted(_) | CaseEvent::DeemedAccepted(_) => &[Paper::Acceptance],
            CaseEvent::NotForUs(_) | CaseEvent::Refused(_) => &[Paper::NotAccepted],
            CaseEvent::Returned(_) | CaseEvent::Lapsed(_) | CaseEvent::GapOverdue(_) => &[Paper::Returned],
            CaseEvent::Suspended(_) => &[Paper::SpecialProcedure],
            CaseEvent::HearingOffered(_) => &[Paper::HearingNotice],
            CaseEvent::Extended(_) => &[Paper::Extension],
            CaseEvent::Granted(_) => self.papers_of_grant(),
            CaseEvent::Denied(_) => match self.terms.regime {
                Regime::Licence => &[Paper::Denied],
                Regime::PublicService => &[Paper::Closed],
                _ => &[Paper::Decision],
            },
            CaseEvent::ResultMade(_) if self.terms.result != ResultKind::None => &[Paper::Closed],
            CaseEvent::Delivered(_) => &[Paper::DeliveryProof],
            CaseEvent::Withdrawn(_) => &[Paper::Withdrawn],
            CaseEvent::Terminated(_) => &[Paper::Terminated],
            _ => &[],
        }
    }

    fn papers_of_grant(&self) -> &'static [DocumentKind] {
        match self.terms.regime {
            Regime::Licence => &[DocumentKind::Granted],
            Regime::Filing => &[DocumentKind::Filed],
            Regime::PublicService => &[DocumentKind::Closed],
            _ => &[DocumentKind::Decision],
        }
    }

    /// The certificate or permit that is to be made now: granted, no gap open, and the matter gives one.
    pub fn certificate_due(&self) -> bool {
        let is_paper =
            matches!(self.terms.result, ResultKind::Licence | ResultKind::Approval | ResultKind::Certificate);
        matches!(self.stage, crate::Stage::Granted { .. }) && !self.has_open_gaps() && is_paper
    }
}
