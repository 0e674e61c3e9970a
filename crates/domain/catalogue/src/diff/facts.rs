//! A matter as a flat list of facts in words, the form in which two versions are compared.

use crate::form::{Field, FieldKind, FieldOption};
use crate::law::LegalBasis;
use crate::material::Material;
use crate::matter::{Matter, Provenance};
use crate::outcome::FeeRule;
use crate::situation::{Situation, When};
use crate::step::{ReviewPoint, Step};
use kernel::LocalText;

/// One thing that a matter says.
pub(super) struct Fact {
    /// The message key of its subject.
    pub(super) what: &'static str,
    /// What identifies it among those of its subject.
    pub(super) key: String,
    /// Its name, where it is one of a list.
    pub(super) item: Option<String>,
    /// What it says, in Chinese words.
    pub(super) says: String,
}

/// The subjects in the order of the guide, with whether an applicant notices a change.
const SUBJECTS: [(&str, bool); 47] = [
    ("change-name", true),
    ("change-also-called", false),
    ("change-alias", false),
    ("change-regime", true),
    ("change-base-item", false),
    ("change-deviation", false),
    ("change-department", true),
    ("change-level", false),
    ("change-region", true),
    ("change-decided", true),
    ("change-acceptance", false),
    ("change-completion", true),
    ("change-handling", false),
    ("change-scope", true),
    ("change-audience", true),
    ("change-channel", true),
    ("change-online", true),
    ("change-visits", true),
    ("change-batch", true),
    ("change-hall", true),
    ("change-no-hall-reason", false),
    ("change-sub-platform", false),
    ("change-theme", false),
    ("change-summary", false),
    ("change-how", false),
    ("change-more", false),
    ("change-condition", true),
    ("change-legal-basis", false),
    ("change-limit-statutory", true),
    ("change-limit-promised", true),
    ("change-limit-previous", false),
    ("change-limit-intake-notice", true),
    ("change-fee-basis", false),
    ("change-fee", true),
    ("change-fee-waiver", true),
    ("change-material", true),
    ("change-situation", true),
    ("change-section", false),
    ("change-field", true),
    ("change-step", false),
    ("change-special-procedure", true),
    ("change-decided-by", false),
    ("change-result", true),
    ("change-delivery", true),
    ("change-review-point", false),
    ("change-question", false),
    ("change-contact", false),
];

pub(super) fn place_of(what: &str) -> usize {
    SUBJECTS.iter().position(|(subject, _)| *subject == what).unwrap_or(SUBJECTS.len())
}

pub(super) fn concerns_applicants(what: &str) -> bool {
    SUBJECTS.iter().any(|(subject, concerns)| *subject == what && *concerns)
}

/// Collects facts; empty ones are not facts.
#[derive(Default)]
struct Facts(Vec<Fact>);

impl Facts {
    fn one(&mut self, what: &'static str, says: impl Into<String>) {
        let says = says.into();
        if !says.is_empty() {
            self.0.push(Fact { what, key: String::new(), item: None, says });
        }
    }

    fn maybe(&mut self, what: &'static str, says: Option<impl Into<String>>) {
        if let Some(says) = says {
            self.one(what, says);
        }
    }

    fn item(&mut self, what: &'static str, key: impl Into<String>, name: &str, says: impl Into<String>) {
        self.0.push(Fact { what, key: key.into(), item: Some(name.to_owned()), says: says.into() });
    }

    /// Items that are nothing but their own words.
    fn words(&mut self, what: &'static str, all: impl IntoIterator<Item = impl Into<String>>) {
        for words in all {
            let words = words.into();
            self.0.push(Fact { what, key: words.clone(), item: None, says: words });
        }
    }
}

pub(super) fn facts(matter: &Matter) -> Vec<Fact> {
    let mut facts = Facts::default();
    identity(matter, &mut facts);
    service(matter, &mut facts);
    guide(matter, &mut facts);
    costs(matter, &mut facts);
    examination(matter, &mut facts);
    for material in &matter.materials {
        facts.item(
            "change-material",
            material.key.as_str(),
            &material.name.chinese,
            material_words(material),
        );
    }
    for situation in &matter.situations {
        facts.item("change-situation", &situation.key, &situation.ask.chinese, situation_words(situation));
    }
    for section in &matter.form.sections {
        let says = [text(&section.title), maybe(&section.hint), when_words(&section.when)];
        facts.item("change-section", &section.key, &section.title.chinese, joined(says));
        for field in &section.fields {
            facts.item("change-field", field.key.as_str(), &field.label.chinese, field_words(field));
        }
    }
    facts.0
}

fn identity(matter: &Matter, facts: &mut Facts) {
    facts.one("change-name", text(&matter.name));
    facts.words("change-also-called", matter.also_called.iter().cloned());
    facts.words("change-alias", matter.aliases.iter().map(|code| code.as_str().to_owned()));
    facts.one("change-regime", matter.regime.chinese());
    facts.maybe("change-base-item", matter.base_item.as_ref().map(ToString::to_string));
    for deviation in &matter.deviations {
        let field = deviation.field;
        facts.item("change-deviation", field.code(), field.chinese(), deviation.reason.clone());
    }
    facts.one("change-department", matter.department.as_str());
    facts.one("change-level", matter.level.chinese());
    facts.maybe("change-region", matter.region.as_ref().map(ToString::to_string));
}

fn service(matter: &Matter, facts: &mut Facts) {
    use crate::service::Decided;
    let decided = match &matter.decided {
        Decided::Here => "本平台办理".to_owned(),
        Decided::Exchange { system } => format!("由{system}办理，本平台收件"),
        Decided::LinkOnly { url } => format!("仅提供入口 {url}"),
    };
    facts.one("change-decided", decided);
    facts.one("change-acceptance", matter.acceptance.chinese());
    facts.one("change-completion", matter.completion.chinese());
    facts.one("change-handling", matter.handling.chinese());
    facts.one("change-scope", matter.scope.chinese());
    facts.words("change-audience", matter.audiences.iter().map(|audience| audience.chinese()));
    facts.words("change-channel", matter.channels.iter().map(|channel| channel.chinese()));
    facts.one("change-online", matter.online.chinese());
    facts.one("change-visits", format!("{}次", matter.visits));
    facts.one("change-batch", if matter.batch { "可批量申报" } else { "" });
    facts.words("change-hall", matter.halls.iter().map(ToString::to_string));
    facts.maybe("change-no-hall-reason", matter.no_hall_reason.clone());
    facts.maybe("change-sub-platform", matter.sub_platform.as_ref().map(ToString::to_string));
    facts.words("change-theme", matter.themes.iter().map(ToString::to_string));
    facts.words("change-delivery", matter.delivery.iter().map(|way| way.chinese()));
}

fn guide(matter: &Matter, facts: &mut Facts) {
    facts.one("change-summary", text(&matter.guide.summary));
    let how: Vec<String> = matter.guide.how.iter().map(text).collect();
    facts.one("change-how", how.join("；"));
    facts.maybe("change-more", matter.guide.more.as_ref().map(text));
    facts.words("change-condition", matter.conditions.iter().map(text));
    facts.words("change-legal-basis", matter.legal_bases.iter().map(law_words));
    for question in &matter.questions {
        let words = &question.question.chinese;
        facts.item("change-question", words, words, text(&question.answer));
    }
    facts.maybe("change-contact", matter.contact.as_ref().map(|telephone| format!("咨询 {telephone}")));
    if let Some(telephone) = &matter.supervision {
        facts.item("change-contact", "supervision", "监督投诉", telephone.clone());
    }
    let provenance = match &matter.provenance {
        Provenance::Authority { source, date } => format!("{source}（{date}）"),
        Provenance::Sample { note } => format!("样例：{note}"),
    };
    facts.item("change-contact", "provenance", "内容来源", provenance);
}

fn costs(matter: &Matter, facts: &mut Facts) {
    let limits = &matter.limits;
    facts.maybe("change-limit-statutory", limits.statutory.map(|limit| limit.to_string()));
    facts.maybe("change-limit-promised", limits.promised.map(|limit| limit.to_string()));
    facts.maybe("change-limit-previous", limits.previous.map(|limit| limit.to_string()));
    facts.maybe("change-limit-intake-notice", limits.intake_notice.map(|limit| limit.to_string()));
    facts.words("change-fee-basis", matter.fee.bases.iter().map(law_words));
    for rule in &matter.fee.rules {
        facts.item("change-fee", &rule.name.chinese, &rule.name.chinese, fee_words(rule));
    }
    facts.maybe("change-fee-waiver", matter.fee.waiver.as_ref().map(text));
    if matter.fee.clock_waits {
        facts.item("change-fee", "clock", "缴费等待", "缴费期间不计入时限");
    }
}

fn examination(matter: &Matter, facts: &mut Facts) {
    for step in &matter.steps {
        facts.item("change-step", step.key.as_str(), &step.name.chinese, step_words(step));
    }
    for special in &matter.special_procedures {
        let longest = special.longest.map_or(String::new(), |limit| format!("最长{limit}"));
        let clock = if special.stops_clock { "不计入时限" } else { "计入时限" };
        let says = joined([special.law.clone(), clock.to_owned(), longest]);
        facts.item("change-special-procedure", special.kind.code(), special.kind.chinese(), says);
    }
    facts.one("change-decided-by", matter.decided_by.chinese());
    if let Some(result) = &matter.result {
        let valid = result.valid_for.map_or("长期有效".to_owned(), |limit| format!("有效期{limit}"));
        let parts = [text(&result.name), result.kind.chinese().to_owned(), valid, maybe(&result.renewal)];
        let more = [&result.certificate, &result.template].map(|part| part.clone().unwrap_or_default());
        facts.one("change-result", joined(parts.into_iter().chain(more)));
    }
    for (kind, template) in &matter.documents {
        facts.item("change-result", kind.code(), kind.chinese(), template.clone());
    }
    for point in &matter.review_points {
        facts.item("change-review-point", &point.key, &point.fact.chinese, point_words(point));
    }
}

fn text(text: &LocalText) -> String {
    match &text.english {
        Some(english) => format!("{} / {english}", text.chinese),
        None => text.chinese.clone(),
    }
}

fn maybe(words: &Option<LocalText>) -> String {
    words.as_ref().map(text).unwrap_or_default()
}

fn joined(parts: impl IntoIterator<Item = String>) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("，")
}

fn law_words(basis: &LegalBasis) -> String {
    joined([basis.cited(), basis.says.clone().unwrap_or_default(), basis.sure.chinese().to_owned()])
}

fn fee_words(rule: &FeeRule) -> String {
    joined([format!("{}元", rule.fen), maybe(&rule.unit), when_words(&rule.when)])
}

fn when_words(when: &When) -> String {
    let tests = when.0.iter().map(|(question, answers)| format!("{question}={}", answers.0.join("/")));
    let tests: Vec<String> = tests.collect();
    if tests.is_empty() { String::new() } else { format!("仅当 {}", tests.join(" 且 ")) }
}

fn material_words(material: &Material) -> String {
    let copies = material.copies.unwrap_or_default();
    let mut parts = vec![
        text(&material.name),
        material.basis.clone().unwrap_or_default(),
        format!("原件{}份、复印件{}份", copies.original, copies.copy),
        maybe(&material.requirement),
        material.kind.chinese().to_owned(),
        material.source.chinese().to_owned(),
        material.issued_by.clone().unwrap_or_default(),
        material.need.chinese().to_owned(),
    ];
    parts.extend(material.tolerable.map(|limit| format!("可容缺，{limit}内补交")));
    if let Some(commitment) = &material.commitment {
        let within = commitment.within.map_or(String::new(), |limit| format!("，{limit}内核查"));
        let check = commitment.check.chinese();
        parts.push(format!("可用告知承诺代替（{check}{within}）：{}", text(&commitment.text)));
        parts.push(maybe(&commitment.consequence));
    }
    let flag = |yes: bool, words: &str| if yes { words.to_owned() } else { String::new() };
    parts.push(flag(material.from_form, "由申请表自动生成"));
    parts.push(flag(!material.electronic, "只收纸质"));
    for (words, part) in
        [("证照", &material.certificate), ("样表", &material.sample), ("空表", &material.blank)]
    {
        parts.extend(part.as_ref().map(|part| format!("{words} {part}")));
    }
    joined(parts)
}

fn situation_words(situation: &Situation) -> String {
    let options = situation.options.iter().map(|option| {
        let keys =
            |list: &[crate::MaterialKey]| list.iter().map(ToString::to_string).collect::<Vec<_>>().join("、");
        let mut parts = vec![text(&option.label)];
        if !option.adds.is_empty() {
            parts.push(format!("加 {}", keys(&option.adds)));
        }
        if !option.removes.is_empty() {
            parts.push(format!("免 {}", keys(&option.removes)));
        }
        if let Some(stop) = &option.stop {
            let instead = stop.instead.as_ref().map_or("", |code| code.as_str());
            parts.push(format!("不用办：{} {instead}", text(&stop.text)));
        }
        format!("{}（{}）", option.key, parts.join("，"))
    });
    let several = if situation.several { "可多选" } else { "" };
    let mut parts =
        vec![text(&situation.ask), maybe(&situation.hint), several.to_owned(), when_words(&situation.when)];
    parts.extend(options);
    joined(parts)
}

fn field_words(field: &Field) -> String {
    let required = if field.required { "必填" } else { "选填" };
    let personal = if field.personal { "" } else { "非个人信息" };
    let off_paper = if field.off_paper { "不印在文书上" } else { "" };
    let prefill = field.prefill.map_or("", |prefill| prefill.chinese());
    joined([
        text(&field.label),
        maybe(&field.hint),
        maybe(&field.why),
        kind_words(&field.kind),
        required.to_owned(),
        personal.to_owned(),
        off_paper.to_owned(),
        prefill.to_owned(),
        when_words(&field.when),
    ])
}

fn kind_words(kind: &FieldKind) -> String {
    let listed = |options: &[FieldOption]| {
        let each = options.iter().map(|option| format!("{}（{}）", option.key, text(&option.label)));
        each.collect::<Vec<_>>().join("、")
    };
    let range = |least: Option<String>, most: Option<String>| match (least, most) {
        (None, None) => String::new(),
        (least, most) => format!("{}至{}", least.unwrap_or_default(), most.unwrap_or_default()),
    };
    match kind {
        FieldKind::Text { max_length } => format!("文本，最多{max_length}字"),
        FieldKind::LongText { max_length } => format!("长文本，最多{max_length}字"),
        FieldKind::Address { max_length } => format!("地址，最多{max_length}字"),
        FieldKind::Number { decimals, least, most, unit } => joined([
            format!("数字，{decimals}位小数"),
            range(least.map(|it| it.to_string()), most.map(|it| it.to_string())),
            maybe(unit),
        ]),
        FieldKind::Money { least, most } => {
            joined(["金额".to_owned(), range(least.map(|it| it.to_string()), most.map(|it| it.to_string()))])
        }
        FieldKind::Date { side } => format!("日期{}", side.map_or("", |side| side.chinese())),
        FieldKind::Choice { options } => format!("单选：{}", listed(options)),
        FieldKind::Multi { options, least } => format!("多选，至少{least}项：{}", listed(options)),
        FieldKind::YesNo => "是否".to_owned(),
        FieldKind::PersonName => "姓名".to_owned(),
        FieldKind::IdentityNumber => "证件号码".to_owned(),
        FieldKind::Uscc => "统一社会信用代码".to_owned(),
        FieldKind::BankCard => "银行卡号".to_owned(),
        FieldKind::Telephone => "电话".to_owned(),
        FieldKind::Region { level } => format!("区划（{}）", level.chinese()),
    }
}

fn step_words(step: &Step) -> String {
    let after: Vec<&str> = step.after.iter().map(crate::StepKey::as_str).collect();
    let join = if after.len() > 1 { step.join.chinese() } else { "" };
    let after =
        if after.is_empty() { String::new() } else { format!("在{join}{}之后", after.join("、")) };
    joined([
        text(&step.name),
        step.kind.chinese().to_owned(),
        step.department.as_ref().map(ToString::to_string).unwrap_or_default(),
        step.role.chinese().to_owned(),
        after,
        step.limit.map(|limit| limit.to_string()).unwrap_or_default(),
        if step.people_min > 1 { format!("至少{}人", step.people_min) } else { String::new() },
    ])
}

fn point_words(point: &ReviewPoint) -> String {
    let evidence: Vec<&str> = point.evidence.iter().map(crate::MaterialKey::as_str).collect();
    let step = point.step.as_ref().map(ToString::to_string).unwrap_or_default();
    joined([text(&point.fact), text(&point.rule), evidence.join("、"), step])
}
