//! The orders of the tests, with their usual words.

use crate::desk::*;
use cases::*;
use catalogue::DeliveryWay;
use kernel::Private;

pub fn agree(step: &str, by: Official) -> GiveOpinion {
    opinion(step, Verdict::Agree, by)
}

pub fn disagree(step: &str, by: Official) -> GiveOpinion {
    opinion(step, Verdict::Disagree, by)
}

fn opinion(step: &str, verdict: Verdict, by: Official) -> GiveOpinion {
    GiveOpinion {
        step: step.into(), verdict, opinion: "材料齐全，符合条件。".into(), with: Vec::new(), by
    }
}

pub fn grant() -> Grant {
    grant_by(head())
}

pub fn grant_by(by: Official) -> Grant {
    Grant { opinion: "准予。".into(), conditions: None, by }
}

pub fn propose(no: No, by: Official) -> ProposeNo {
    let (reasons, basis) = ("不符合规划。".into(), "行政许可法第三十八条".into());
    ProposeNo { no, reasons, basis, visitor_waits: false, by }
}

pub fn confirm(by: Official) -> ConfirmNo {
    ConfirmNo { reasons: "经复核，理由成立。".into(), by }
}

pub fn overrule(by: Official) -> OverruleNo {
    OverruleNo { reasons: "可以办理，请继续。".into(), by }
}

pub fn ask(subjects: &[Subject]) -> AskSupplement {
    let flaw = |subject: &Subject| Flaw { subject: subject.clone(), text: "请补充。".into() };
    AskSupplement { defects: subjects.iter().map(flaw).collect(), within: None, new_fact: None, by: clerk() }
}

pub fn ask_material(key: &str) -> AskSupplement {
    ask(&[Subject::Material(key.into())])
}

pub fn supply(keys: &[&str], via: Via) -> Supplement {
    let materials = keys.iter().map(|key| Given::upload(*key, blob(300))).collect();
    Supplement { materials, form: None, settles: Vec::new(), via }
}

pub fn promise(material: &str) -> UndertakeGap {
    UndertakeGap { material: material.into(), until: None, signature: Some(blob(400)), via: online() }
}

pub fn commit(material: &str) -> SignCommitment {
    SignCommitment {
        material: material.into(),
        version: 3,
        signature: Some(blob(401)),
        barred: false,
        via: online(),
    }
}

pub fn handover() -> Deliver {
    Deliver {
        way: DeliveryWay::Window,
        proof: Proof::Signed { signature: Some(blob(402)) },
        by: Some(clerk()),
    }
}

pub fn address() -> Private<String> {
    Private::new(person(), "海滨路1号".into())
}
