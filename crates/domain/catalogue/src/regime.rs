//! Procedure regimes: the kind of law a matter follows decides its steps, clocks, papers and refusals.

use crate::words::words;

words! {
    /// The procedure regime of a matter (practice.md 1).
    Regime {
        /// A permission without which something is forbidden: 行政许可法.
        Licence = "licence", "行政许可";
        /// Registration of a market entity or of a fact, mostly on the spot.
        Registration = "registration", "登记";
        /// Confirmation of a legal fact or status.
        Confirmation = "confirmation", "行政确认";
        /// Money or help that the law grants.
        Benefit = "benefit", "行政给付";
        /// A filing: may be returned as incomplete, never denied on the merits.
        Filing = "filing", "备案";
        /// A service without exercise of power.
        PublicService = "public_service", "公共服务";
        /// A reward by the authority.
        Reward = "reward", "行政奖励";
        /// A decision between two parties.
        Adjudication = "adjudication", "行政裁决";
    }
}

impl Regime {
    /// The two-digit item type of GB/T 39046-2020 Annex A.1. Registration is reported as confirmation
    /// and filing as other power, because that list has no code of their own.
    pub const fn item_type_code(self) -> &'static str {
        match self {
            Regime::Licence => "01",
            Regime::Benefit => "05",
            Regime::Confirmation | Regime::Registration => "07",
            Regime::Reward => "08",
            Regime::Adjudication => "09",
            Regime::Filing => "10",
            Regime::PublicService => "20",
        }
    }

    /// Whether a no of this regime must name review body and court (practice.md 5): every exercise of power.
    pub const fn needs_remedy(self) -> bool {
        !matches!(self, Regime::PublicService)
    }

    /// Whether the authority may say no on the merits; a filing can only be returned as incomplete.
    pub const fn may_be_denied(self) -> bool {
        !matches!(self, Regime::Filing)
    }

    /// The papers that a case of this regime may need (domain-reference.md §2.3).
    pub const fn documents(self) -> &'static [DocumentKind] {
        match self {
            Regime::Licence => LICENCE_DOCUMENTS,
            Regime::Filing | Regime::PublicService => LIGHT_DOCUMENTS,
            _ => POWER_DOCUMENTS,
        }
    }
}

words! {
    /// The papers of a case (domain-reference.md §2.3).
    DocumentKind {
        /// What the visitor takes home at once.
        Receipt = "receipt", "收件凭证";
        /// The case is accepted.
        Acceptance = "acceptance", "受理通知书";
        /// All defects in one notice.
        SupplementNotice = "supplement_notice", "一次性补正材料通知书";
        /// Materials came in after the notice.
        SupplementReceipt = "supplement_receipt", "补正材料接收凭证";
        /// Not accepted, with reasons and remedy.
        NotAccepted = "not_accepted", "不予受理通知书";
        /// The clock stops for a special procedure.
        SpecialProcedure = "special_procedure", "特别程序告知书";
        /// The parties may ask for a hearing.
        HearingNotice = "hearing_notice", "听证告知书";
        /// The one extension.
        Extension = "extension", "延长审批期限通知书";
        /// Granted.
        Granted = "granted", "准予行政许可决定书";
        /// Denied, with reasons and remedy.
        Denied = "denied", "不予行政许可决定书";
        /// A decision of another regime than the licence.
        Decision = "decision", "行政决定书";
        /// Filed.
        Filed = "filed", "备案回执";
        /// The result lies ready.
        Closed = "closed", "办结通知书";
        /// Proof of delivery.
        DeliveryProof = "delivery_proof", "送达回证";
        /// Returned because the supplement never came.
        Returned = "returned", "退件通知书";
        /// The applicant took the application back.
        Withdrawn = "withdrawn", "撤回申请确认书";
        /// The case ends without decision.
        Terminated = "terminated", "终止办理通知书";
        /// The list of materials handed in.
        MaterialList = "material_list", "材料清单";
        /// The promise to supply a tolerated gap.
        GapUndertaking = "gap_undertaking", "容缺受理承诺书";
        /// The commitment that replaces a proof.
        CommitmentLetter = "commitment_letter", "告知承诺书";
        /// The certificate or permit itself.
        Certificate = "certificate", "证照";
    }
}

use DocumentKind::{
    Acceptance, Certificate, Closed, CommitmentLetter, Decision, DeliveryProof, Denied, Extension, Filed,
    GapUndertaking, Granted, HearingNotice, MaterialList, NotAccepted, Receipt, Returned, SpecialProcedure,
    SupplementNotice, SupplementReceipt, Terminated, Withdrawn,
};

const LICENCE_DOCUMENTS: &[DocumentKind] = &[
    Receipt,
    MaterialList,
    Acceptance,
    SupplementNotice,
    SupplementReceipt,
    NotAccepted,
    SpecialProcedure,
    HearingNotice,
    Extension,
    Granted,
    Denied,
    Certificate,
    Closed,
    DeliveryProof,
    Returned,
    Withdrawn,
    Terminated,
    GapUndertaking,
    CommitmentLetter,
];
const POWER_DOCUMENTS: &[DocumentKind] = &[
    Receipt,
    MaterialList,
    Acceptance,
    SupplementNotice,
    SupplementReceipt,
    NotAccepted,
    SpecialProcedure,
    Extension,
    Decision,
    Certificate,
    Closed,
    DeliveryProof,
    Returned,
    Withdrawn,
    Terminated,
    GapUndertaking,
    CommitmentLetter,
];
const LIGHT_DOCUMENTS: &[DocumentKind] = &[
    Receipt,
    MaterialList,
    Acceptance,
    SupplementNotice,
    SupplementReceipt,
    Filed,
    Closed,
    DeliveryProof,
    Returned,
    Withdrawn,
    Terminated,
    GapUndertaking,
    CommitmentLetter,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filing_is_never_denied_on_the_merits() {
        assert!(!Regime::Filing.may_be_denied());
        assert!(!Regime::Filing.documents().contains(&DocumentKind::Denied));
    }

    #[test]
    fn only_a_licence_has_the_papers_of_the_licensing_law() {
        for regime in Regime::ALL.iter().filter(|regime| **regime != Regime::Licence) {
            assert!(!regime.documents().contains(&DocumentKind::Granted), "{regime:?}");
            assert!(!regime.documents().contains(&DocumentKind::HearingNotice), "{regime:?}");
        }
    }

    #[test]
    fn a_regime_is_read_by_code_and_by_its_chinese_word() {
        assert_eq!(Regime::from_word("行政给付"), Some(Regime::Benefit));
        assert_eq!(serde_json::from_str::<Regime>("\"备案\"").expect("a word of the set"), Regime::Filing);
        assert_eq!(serde_json::to_string(&Regime::Filing).expect("it writes"), "\"filing\"");
    }
}
