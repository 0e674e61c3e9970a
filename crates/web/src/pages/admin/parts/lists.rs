//! Specimens of tables, filters, tasks, tiles and ways through them.

use super::{Specimen, narrow, say, wide};
use crate::parts::{
    BackLink, Cell, Choice, Column, CopyLink, Crumbs, DueColour, DueMark, Field, Filter, FilterMark, Html,
    Pages, PrintButton, Sort, Tab, Table, Tabs, Tag, Task, TaskList, Tile, Tiles, Tone,
};
use crate::text::Text;

pub(super) fn specimens(t: Text) -> Vec<Specimen> {
    vec![
        wide("Tiles", vec![Html::of(&Tiles::new(tiles(t)))]),
        wide("Tiles::small", vec![Html::of(&Tiles::new(tiles(t)).small())]),
        wide("Tabs", vec![Html::of(&tabs(t))]),
        wide("Table", vec![Html::of(&table(t))]),
        narrow("Filter", vec![Html::of(&filter(t))]),
        narrow("TaskList", vec![Html::of(&tasks(t))]),
        narrow(
            "Crumbs, BackLink, Pages",
            vec![
                Html::of(
                    &Crumbs::new(t, say(t, "户外招牌", "Outdoor signs"))
                        .above(say(t, "首页", "Home"), "#")
                        .above(say(t, "找事项", "Services"), "#"),
                ),
                Html::of(&BackLink::new(t, "#")),
                Html::of(&Pages::new(t, Some("#first".into()), Some("#next".into()))),
                Html::of(&Pages::new(t, Some("#first".into()), None).of_list(say(
                    t,
                    "最后一页",
                    "last page",
                ))),
            ],
        ),
        narrow(
            "PrintButton, CopyLink",
            vec![Html::of(&PrintButton::new(t)), Html::of(&CopyLink::new(t, "https://example.org/m/sign"))],
        ),
    ]
}

fn tiles(t: Text) -> Vec<Tile> {
    let tile = |icon: &str, chinese: &str, english: &str, zh: &str, en: &str| {
        Tile::new(icon, say(t, chinese, english), "#").said(say(t, zh, en))
    };
    vec![
        tile("store", "开店经营", "Opening a shop", "执照、许可、招牌", "Licences, permits, signs"),
        tile("baby", "生育收养", "Having a child", "出生登记、津贴", "Registration, allowance"),
        tile("house", "买房租房", "Buying and renting", "登记、公积金", "Registration, housing fund"),
        tile("heart-handshake", "养老服务", "Growing old", "高龄津贴、优待", "Allowances, discounts"),
        tile("car", "交通出行", "Roads and traffic", "占道、驾驶证", "Road use, driving licences"),
        tile("graduation-cap", "上学就业", "School and work", "入学、社保", "Enrolment, insurance"),
    ]
}

fn tabs(t: Text) -> Tabs {
    Tabs::new(
        say(t, "我的工作", "My work"),
        vec![
            Tab::new(say(t, "待我处理", "For me"), "#", true).count(12),
            Tab::new(say(t, "等申请人", "Waiting for applicants"), "#", false).count(4),
            Tab::new(say(t, "已办结", "Finished"), "#", false),
        ],
    )
}

fn table(t: Text) -> Table {
    let columns = vec![
        Column::text(say(t, "办件编号", "Case number")),
        Column::text(say(t, "事项", "Matter")),
        Column::text(say(t, "申请人", "Applicant")),
        Column::text(say(t, "状态", "State")),
        Column::text(say(t, "时限", "Due")).sorted("#due", Sort::Ascending),
        Column::number(say(t, "材料（份）", "Documents")).sorted("#documents", Sort::None),
    ];
    let row = |number: &str,
               matter: (&str, &str),
               state: (&str, &str, Tone),
               due: (DueColour, &str, &str, i8),
               count: &str| {
        vec![
            Cell::Link(number.into(), "#case".into()),
            Cell::Text(say(t, matter.0, matter.1)),
            Cell::Text(say(t, "陈*", "Chen *")),
            Cell::part(&Tag::new(say(t, state.0, state.1), state.2)),
            Cell::part(&DueMark::new(
                t,
                due.0,
                say(t, due.1, due.2),
                t.date(jiff::civil::date(2026, 12, due.3)),
            )),
            if count.is_empty() { Cell::Empty } else { Cell::Number(count.into()) },
        ]
    };
    let rows = vec![
        row(
            "2026-KM7P4-X9QF",
            ("临时占用道路审批", "Temporary road use"),
            ("审查中", "Under review", Tone::Active),
            (DueColour::Red, "已超 1 个工作日", "1 working day late", 1),
            "7",
        ),
        row(
            "2026-QD3TN-8HWA",
            ("户外招牌设置备案", "Outdoor sign"),
            ("待补正", "Incomplete", Tone::Yours),
            (DueColour::Yellow, "今天到期", "due today", 2),
            "4",
        ),
        row(
            "2026-BX6RM-2ELC",
            ("城镇污水排入排水管网许可", "Drainage permit"),
            ("审查中", "Under review", Tone::Active),
            (DueColour::Calm, "还剩 12 个工作日", "12 working days left", 18),
            "",
        ),
    ];
    Table::new(t, say(t, "待我处理的办件", "Cases for me"), columns, rows)
}

fn filter(t: Text) -> Filter {
    let fields = vec![
        Field::line(t, "text", say(t, "编号或申请人", "Number or applicant"), ""),
        Field::checkboxes(
            t,
            "colour",
            say(t, "时限", "Due"),
            vec![
                Choice::of("red", say(t, "红牌", "Late")).chosen(true),
                Choice::of("yellow", say(t, "黄牌", "Due now")),
            ],
        ),
    ];
    let marks = vec![FilterMark { words: say(t, "红牌", "Late"), without: "#without".into() }];
    Filter::new(t, "#filter", fields, marks)
}

fn tasks(t: Text) -> TaskList {
    let task = |title: (&str, &str), href: Option<&str>, tag: (&str, &str, Tone)| Task {
        title: say(t, title.0, title.1),
        hint: None,
        href: href.map(str::to_owned),
        tag: Tag::new(say(t, tag.0, tag.1), tag.2),
    };
    TaskList::new(
        "tasks",
        vec![
            task(("申请人", "Applicant"), Some("#"), ("已完成", "Done", Tone::Good)),
            task(("招牌情况", "The sign"), Some("#"), ("填写中", "Begun", Tone::Active)),
            task(("上传材料", "Documents"), Some("#"), ("未开始", "Not begun", Tone::Neutral)),
            task(("核对并提交", "Check and submit"), None, ("暂不能开始", "Not yet", Tone::Neutral)),
        ],
    )
}
