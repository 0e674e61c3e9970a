//! Specimens of questions, uploads, and what surrounds them.

use super::{Specimen, narrow, say, wide};
use crate::parts::{
    Choice, DateText, ErrorSummary, Field, Html, Material, SearchBox, Situation, SituationChecklist,
    StoredFile, SummaryList, SummaryRow, Width,
};
use crate::text::Text;

pub(super) fn specimens(t: Text) -> Vec<Specimen> {
    let wrong = [wrong_area(t), wrong_date(t)];
    vec![
        wide("SearchBox::large", vec![Html::of(&search(t))]),
        narrow("ErrorSummary", vec![Html::of(&ErrorSummary::of(t, &wrong))]),
        narrow("Field, error", wrong.iter().map(Html::of).collect()),
        narrow("Field::line", vec![Html::of(&name(t)), Html::of(&area(t))]),
        narrow("Field::radios", vec![Html::of(&kind(t)), Html::of(&yes_no(t))]),
        narrow("Field::checkboxes, Field::select", vec![Html::of(&lights(t)), Html::of(&town(t))]),
        narrow("Field::date, Field::lines", vec![Html::of(&from(t)), Html::of(&remark(t))]),
        narrow("Field::files", vec![Html::of(&files(t))]),
        wide("SituationChecklist", vec![Html::of(&situation(t))]),
        wide("SummaryList", vec![Html::of(&summary(t))]),
    ]
}

fn search(t: Text) -> SearchBox {
    SearchBox::new(t, "/matters", say(t, "您要办什么事", "What do you need to do?"), "")
        .suggests("/matters/suggest")
        .large()
}

fn name(t: Text) -> Field {
    Field::line(
        t,
        "name",
        say(t, "企业名称", "Name of the company"),
        say(t, "海风餐饮有限公司", "Sea Breeze Catering Ltd"),
    )
    .source(say(t, "营业执照（2026年3月2日核发）", "business licence of 2 March 2026"))
    .kind("text", "organization")
}

fn area(t: Text) -> Field {
    Field::line(t, "area", say(t, "招牌面积", "Area of the sign"), "")
        .hint(say(
            t,
            "按展示面的长乘宽计算，最多两位小数",
            "Length times width of the face, two decimals at most",
        ))
        .why(say(
            t,
            "超过 10 平方米的招牌需要结构安全材料。",
            "Signs above 10 m² need papers on structural safety.",
        ))
        .unit(say(t, "平方米", "m²"))
        .width(Width::Signs(5))
        .digits()
}

fn wrong_area(t: Text) -> Field {
    let mut field = area(t);
    field.name = "area-2".into();
    field.error(Some(say(
        t,
        "请填写 0.1 到 1000 之间的数字，例如 6.5",
        "Enter a number from 0.1 to 1000, for example 6.5",
    )))
}

fn wrong_date(t: Text) -> Field {
    let typed = DateText { year: "2026".into(), month: "13".into(), day: "1".into() };
    Field::date(t, "from-2", say(t, "计划安装日期", "Planned day of installation"), typed).error(Some(say(
        t,
        "月份应在 1 到 12 之间",
        "The month must be from 1 to 12",
    )))
}

fn kind(t: Text) -> Field {
    let choice = |value: &str, chinese: &str, english: &str| Choice::of(value, say(t, chinese, english));
    let other = Field::line(t, "kind-other", say(t, "请说明", "Please describe"), "");
    Field::radios(
        t,
        "kind",
        say(t, "招牌类型", "Kind of sign"),
        vec![
            choice("wall", "附墙招牌", "On the wall")
                .hint(say(t, "贴着建筑外墙安装", "Fixed flat to the outer wall"))
                .chosen(true),
            choice("stand", "独立支架", "On its own stand"),
            choice("other", "其他", "Another kind").reveals(Html::of(&other)),
        ],
    )
}

fn yes_no(t: Text) -> Field {
    let choices =
        vec![Choice::of("yes", say(t, "是", "Yes")), Choice::of("no", say(t, "否", "No")).chosen(true)];
    Field::radios(t, "lit", say(t, "招牌是否发光", "Is the sign lit?"), choices).inline()
}

fn lights(t: Text) -> Field {
    let choice = |value: &str, chinese: &str, english: &str| Choice::of(value, say(t, chinese, english));
    Field::checkboxes(
        t,
        "notice",
        say(t, "用什么方式通知您", "How may we tell you?"),
        vec![
            choice("sms", "短信", "Text message").chosen(true),
            choice("mail", "邮件", "E-mail"),
            choice("post", "邮寄", "Post"),
        ],
    )
}

fn town(t: Text) -> Field {
    let towns = [("", "请选择", "Choose"), ("a", "香湾街道", "Xiangwan"), ("b", "唐家湾镇", "Tangjiawan")];
    let choices = towns.map(|(value, chinese, english)| Choice::of(value, say(t, chinese, english)));
    Field::select(t, "town", say(t, "所在镇街", "Street or town"), choices.into())
}

fn from(t: Text) -> Field {
    Field::date(t, "from", say(t, "计划安装日期", "Planned day of installation"), DateText::default())
        .hint(say(t, "例如 2026 年 12 月 1 日", "For example 2026 12 1"))
}

fn remark(t: Text) -> Field {
    Field::lines(t, "remark", say(t, "补充说明", "Anything else"), "").optional().most(200)
}

fn files(t: Text) -> Field {
    let stored = StoredFile {
        id: "f1".into(),
        name: say(t, "效果图-正面.jpg", "front-view.jpg"),
        size: t.file_size(1_830_000),
        href: "#file".into(),
    };
    Field::files(t, "picture", say(t, "招牌效果图", "Picture of the sign"), ".jpg,.png,.pdf", 20)
        .hint(say(
            t,
            "正面和侧面各一张，能看清文字",
            "One from the front and one from the side, with legible words",
        ))
        .uploads_to("/my/cases/draft/files", vec![stored])
}

fn situation(t: Text) -> SituationChecklist {
    let question = |name: &str, chinese: &str, english: &str, chosen: bool| Situation {
        name: name.into(),
        question: say(t, chinese, english),
        answers: vec![("yes".into(), say(t, "是", "Yes"), chosen), ("no".into(), say(t, "否", "No"), false)],
        ..Situation::default()
    };
    let material = |chinese: &str, english: &str, when: &[(&str, &str)]| Material {
        name: say(t, chinese, english),
        said: say(t, "原件 1 份，可用电子证照代替", "One original, or the electronic licence"),
        when: when.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
        ..Material::default()
    };
    SituationChecklist::new(
        t,
        "#situation",
        vec![
            question("rented", "场地是租来的吗", "Is the place rented?", true),
            question("large", "招牌面积超过 10 平方米吗", "Is the sign larger than 10 m²?", false),
        ],
        vec![
            material("营业执照", "Business licence", &[]),
            material("招牌效果图", "Picture of the sign", &[]),
            material("租赁合同或业主同意书", "Lease or consent of the owner", &[("rented", "yes")]),
            material("结构安全说明", "Statement on structural safety", &[("large", "yes")]),
        ],
    )
}

fn summary(t: Text) -> SummaryList {
    SummaryList::new(
        t,
        vec![
            SummaryRow::text(
                say(t, "企业名称", "Company"),
                &say(t, "海风餐饮有限公司", "Sea Breeze Catering Ltd"),
            )
            .source(say(t, "营业执照", "business licence"))
            .change("#name"),
            SummaryRow::text(say(t, "招牌面积", "Area"), &say(t, "6.5 平方米", "6.5 m²")).change("#area"),
            SummaryRow::text(say(t, "计划安装日期", "Installation"), &t.date(jiff::civil::date(2026, 12, 1)))
                .change("#from"),
            SummaryRow::text(say(t, "收费", "Fee"), &say(t, "不收费", "No fee")),
        ],
    )
}
