//! Findings in words: what is wrong and what to do, for the report of `yimen check` and the editor's page.

use super::finding::{Finding, FindingKind};
use crate::step::PlanRefusal;
use kernel::Language;

impl Finding {
    /// What is wrong and what to do, in one or two sentences.
    pub fn sentence(&self, language: Language) -> String {
        match language {
            Language::Chinese => chinese(&self.kind),
            Language::English => english(&self.kind),
        }
    }
}

/// The four fields of a material as people call them.
fn field_name(field: &str) -> &str {
    match field {
        "name" => "材料名称",
        "basis" => "依据",
        "copies" => "份数",
        "requirement" => "规范化要求",
        "summary" => "一句话说明（guide.md 开头）",
        "how" => "办理流程（guide.md 的“怎么办”）",
        "audiences" => "服务对象",
        "channels" => "办理形式",
        "delivery" => "送达方式",
        "conditions" => "受理条件",
        other => other,
    }
}

fn chinese(kind: &FindingKind) -> String {
    use FindingKind as Kind;
    match kind {
        Kind::MissingField { material, field } => {
            format!(
                "材料“{material}”缺少“{}”。每份材料都要写明名称、依据、份数、要求四项，请补上 {field}。",
                field_name(field)
            )
        }
        Kind::MissingText { field } => format!("缺少“{}”，请补写。", field_name(field)),
        Kind::PromiseBeyondStatute { promised, statutory } => {
            format!("承诺时限（{promised}）比法定时限（{statutory}）还长，请改短承诺时限。")
        }
        Kind::InstantWithDays { limit } => {
            format!("写了当场办理，又写了{limit}的时限，互相矛盾：即办件请去掉时限，或改为承诺件。")
        }
        Kind::NoLimit => {
            "承诺件没有写时限，请在 limits 里写明 promised（承诺）或 statutory（法定）。".to_owned()
        }
        Kind::LateNotice { limit } => {
            format!("一次性告知的时限（{limit}）超过五个工作日，行政许可法第三十二条不允许，请改短。")
        }
        Kind::Vague { words } => format!("“{words}”是兜底说法，办事人看不明白，请写清楚具体要什么或删去。"),
        Kind::NoHall => "没有写在哪个大厅办。请写 halls，确实不进驻的在 no_hall_reason 写明原因。".to_owned(),
        Kind::CancelledProof { name } => format!("“{name}”已经取消，不能再向群众要，请删去这份材料。"),
        Kind::StandardDifference(difference) => format!(
            "与同一事项标准不一致（{}）：标准是“{}”，这里是“{}”。请改成一致，或在 deviations 里写明理由。",
            difference.field.chinese(),
            difference.standard,
            difference.here
        ),
        Kind::StaleDeviation { field } => {
            format!("登记了“{}”的差异，但现在与标准一致，可以删去这条登记。", field.chinese())
        }
        Kind::NoSubPlatform => "没有归入子平台。每个事项必须归入且只归入一个，请写 sub_platform。".to_owned(),
        Kind::Steps(PlanRefusal::Circle(steps)) => {
            let names: Vec<&str> = steps.iter().map(crate::StepKey::as_str).collect();
            format!("环节 {} 互相等待，永远开始不了，请改 after。", names.join("、"))
        }
        Kind::Steps(PlanRefusal::Unknown { step, missing }) => {
            format!("环节 {step} 排在 {missing} 之后，但没有这个环节，请改 after。")
        }
        Kind::Steps(PlanRefusal::Duplicate(step)) => format!("有两个环节都叫 {step}，请改其中一个的 key。"),
        Kind::NoSteps => "在本平台办理的事项没有写办理环节，请写 steps。".to_owned(),
        Kind::NoForm => "在本平台办理的事项没有申请表，请写 form.yaml。".to_owned(),
        Kind::Unknown { what, id } => format!("找不到{} {id}，请改正或先登记。", thing(what)),
        Kind::UnknownKey { what, key } => format!("本事项里没有叫 {key} 的{}，请改正。", thing(what)),
        Kind::DuplicateKey { key } => format!("{key} 用了两次，请改其中一个。"),
        Kind::BadKey { key } => {
            format!("“{key}”不能作代号：只能用小写字母、数字、下划线和连字符，以字母开头。")
        }
        Kind::NeverAsked { material } => {
            format!("材料“{material}”是按情形提交的，但没有一个情形要它，请在情形选项的 adds 里写上或删去。")
        }
        Kind::NoPost { department, role } => {
            format!("{department} 没有“{}”岗位，这个环节没有人办，请先登记岗位。", role.chinese())
        }
        Kind::FeeWithoutBasis => {
            "写了收费，没有写收费依据。没有法律、行政法规依据不得收费，请补 fee.bases。".to_owned()
        }
        Kind::NoLegalBasis => "没有写设定依据，请补 legal_bases。".to_owned(),
        Kind::UnsureLaw { law } => format!("{law} 标为待核实，正式使用前请核对。"),
        Kind::NoRemedy { department } => {
            format!("{department} 没有登记复议机关或管辖法院，不予类文书无法出具，请补登记。")
        }
        Kind::LonelySiteCheck => {
            "现场核查至少两人（行政许可法第三十四条），请把 people_min 写成 2 或以上。".to_owned()
        }
        Kind::CommitmentWithoutDate { material } => {
            format!("材料“{material}”的告知承诺要事后核查，但没有写何时核查，请补 within。")
        }
        Kind::ForeignDocument { document } => format!("这类事项没有“{document}”这种文书，请删去。"),
        Kind::OnlineContradiction => {
            "全程网办的事项不应要求到现场，并且要有网上或掌上办理方式，请核对 online、visits、channels。"
                .to_owned()
        }
        Kind::BadTelephone { text } => format!("“{text}”不像电话号码，请写成 0756-1234567 这样。"),
    }
}

fn thing(what: &str) -> &str {
    match what {
        "department" => "部门",
        "hall" => "大厅",
        "region" => "区划",
        "theme" => "主题",
        "sub_platform" => "子平台",
        "template" => "文书模板",
        "material" => "材料",
        "question" => "情形问题或表单字段",
        "answer" => "选项",
        "step" => "环节",
        other => other,
    }
}

fn english(kind: &FindingKind) -> String {
    use FindingKind as Kind;
    match kind {
        Kind::MissingField { material, field } => format!("material {material} lacks its {field}: add it"),
        Kind::MissingText { field } => format!("{field} is missing: write it"),
        Kind::PromiseBeyondStatute { promised, statutory } => format!(
            "the promise ({}) is longer than the statute ({}): shorten it",
            promised.in_words(Language::English),
            statutory.in_words(Language::English)
        ),
        Kind::InstantWithDays { limit } => format!(
            "on the spot and {} contradict each other: drop the limit or make it a promised matter",
            limit.in_words(Language::English)
        ),
        Kind::NoLimit => {
            "a promised matter needs a limit: write limits.promised or limits.statutory".to_owned()
        }
        Kind::LateNotice { limit } => format!(
            "the notice of defects ({}) is later than five working days: shorten it",
            limit.in_words(Language::English)
        ),
        Kind::Vague { words } => {
            format!("`{words}` leaves the applicant guessing: say what is needed or drop it")
        }
        Kind::NoHall => "no hall: write halls, or say why not in no_hall_reason".to_owned(),
        Kind::CancelledProof { name } => format!("the proof {name} was cancelled: drop this material"),
        Kind::StandardDifference(difference) => format!(
            "{} differs from the standard: {} there, {} here; make them equal or record a deviation",
            difference.field.code(),
            difference.standard,
            difference.here
        ),
        Kind::StaleDeviation { field } => {
            format!("the deviation in {} is none any more: drop it", field.code())
        }
        Kind::NoSubPlatform => {
            "every matter belongs to exactly one sub-platform: write sub_platform".to_owned()
        }
        Kind::Steps(refusal) => format!("{refusal}: mend `after` or the keys of the steps"),
        Kind::NoSteps => "decided here but without steps: write them".to_owned(),
        Kind::NoForm => "decided here but without a form: write form.yaml".to_owned(),
        Kind::Unknown { what, id } => format!("there is no {what} {id}: mend it or register it first"),
        Kind::UnknownKey { what, key } => format!("this matter has no {what} {key}: mend it"),
        Kind::DuplicateKey { key } => format!("{key} is used twice: rename one"),
        Kind::BadKey { key } => {
            format!("`{key}` cannot be a key: use small letters, digits, _ and -, beginning with a letter")
        }
        Kind::NeverAsked { material } => {
            format!("no answer ever asks for {material}: add it to an option or drop it")
        }
        Kind::NoPost { department, role } => {
            format!("{department} has no post with the role {}: register one", role.code())
        }
        Kind::FeeWithoutBasis => "a fee needs the law that allows it: write fee.bases".to_owned(),
        Kind::NoLegalBasis => "no legal basis: write legal_bases".to_owned(),
        Kind::UnsureLaw { law } => format!("{law} is marked unsure: confirm it before real use"),
        Kind::NoRemedy { department } => {
            format!("{department} has no review body or court, so no refusal can be issued: register them")
        }
        Kind::LonelySiteCheck => {
            "a check on the spot takes at least two people: write people_min: 2".to_owned()
        }
        Kind::CommitmentWithoutDate { material } => {
            format!("the commitment for {material} is checked later, but not by when: write within")
        }
        Kind::ForeignDocument { document } => format!("this regime has no paper {document}: drop it"),
        Kind::OnlineContradiction => {
            "whole process online needs an online channel and no visit: mend online, visits or channels"
                .to_owned()
        }
        Kind::BadTelephone { text } => {
            format!("`{text}` is not a telephone number: write it like 0756-1234567")
        }
    }
}
