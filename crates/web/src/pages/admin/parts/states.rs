//! Specimens of states, due dates, news and the course of a case.

use super::{Specimen, narrow, say, wide};
use crate::parts::{
    Banner, BannerKind, DueColour, DueMark, Event, Html, IdentityBar, Panel, Progress, SavedStatus, Tag,
    Timeline, Tone,
};
use crate::text::Text;

pub(super) fn specimens(t: Text) -> Vec<Specimen> {
    vec![
        narrow("Tag", tags(t).iter().map(Html::of).collect()),
        narrow("DueMark", dues(t).iter().map(Html::of).collect()),
        wide("IdentityBar", vec![Html::of(&identity(t))]),
        narrow("Banner", banners(t).iter().map(Html::of).collect()),
        narrow("Panel", vec![Html::of(&panel(t))]),
        narrow("Timeline", vec![Html::of(&timeline(t))]),
        narrow(
            "Progress, SavedStatus",
            vec![Html::of(&progress(t)), Html::of(&SavedStatus::new(t, Some("10:24".into())))],
        ),
    ]
}

fn tags(t: Text) -> Vec<Tag> {
    [
        ("草稿", "Draft", Tone::Neutral),
        ("审查中", "Under review", Tone::Active),
        ("待您补正", "Waiting for you", Tone::Yours),
        ("准予许可", "Granted", Tone::Good),
        ("容缺办理", "With a gap", Tone::Warning),
        ("不予许可", "Refused", Tone::Bad),
        ("听证中", "Hearing", Tone::Paused),
    ]
    .map(|(chinese, english, tone)| Tag::new(say(t, chinese, english), tone))
    .into()
}

fn dues(t: Text) -> Vec<DueMark> {
    let date = |day| t.date(jiff::civil::date(2026, 12, day));
    let mark = |colour, chinese, english, day| DueMark::new(t, colour, say(t, chinese, english), date(day));
    vec![
        mark(DueColour::Calm, "还剩 12 个工作日", "12 working days left", 9).why("#why"),
        mark(DueColour::Notice, "还剩 3 个工作日", "3 working days left", 1),
        mark(DueColour::Yellow, "今天到期", "due today", 2),
        mark(DueColour::Red, "已超 2 个工作日", "2 working days late", 3),
        mark(DueColour::Paused, "特别程序第 4 天", "special procedure, day 4", 15).provisional(),
        mark(DueColour::Met, "提前 5 个工作日", "5 working days early", 4),
    ]
}

fn identity(t: Text) -> IdentityBar {
    IdentityBar::new(say(t, "当前办件", "This case"), say(t, "户外招牌设置备案", "Outdoor sign notification"))
        .fact(say(t, "办件编号", "Case number"), "2026-KM7P4-X9QF")
        .fact(say(t, "申请人", "Applicant"), say(t, "欧阳·努尔古丽", "Ouyang Nurgul"))
        .fact(say(t, "收件时间", "Received"), t.date(jiff::civil::date(2026, 11, 20)))
        .mark(&Tag::new(say(t, "审查中", "Under review"), Tone::Active))
        .mark(&DueMark::new(
            t,
            DueColour::Notice,
            say(t, "还剩 3 个工作日", "3 working days left"),
            t.date(jiff::civil::date(2026, 12, 1)),
        ))
}

fn banners(t: Text) -> Vec<Banner> {
    vec![
        Banner::new(
            t,
            BannerKind::Information,
            say(
                t,
                "12 月 31 日下午大厅提前到 16:00 停止取号",
                "On 31 December 2026 the hall issues numbers until 16:00",
            ),
        ),
        Banner::new(
            t,
            BannerKind::Success,
            say(
                t,
                "补正材料已收到，审查重新开始计时",
                "Your documents have arrived and the clock runs again",
            ),
        ),
        Banner::new(
            t,
            BannerKind::Warning,
            say(
                t,
                "还差一份材料，请在 2026年12月4日 前补交",
                "One document is missing; please send it by 4 December 2026",
            ),
        )
        .more(say(t, "逾期未补正的，本次申请将退回。", "Without it the application will be returned."))
        .link(say(t, "现在补交", "Send it now"), "#send"),
        Banner::new(
            t,
            BannerKind::Error,
            say(
                t,
                "短信没有送达，系统将改用电话通知",
                "The text message was not delivered; we will telephone",
            ),
        ),
    ]
}

fn panel(t: Text) -> Panel {
    Panel::new(
        say(t, "申请已提交", "Application submitted"),
        &say(
            t,
            "我们已经收件，最迟 2026年11月27日 告诉您是否受理。",
            "We have received it and tell you by 27 November 2026 whether it is accepted.",
        ),
    )
    .number(say(t, "办件编号", "Case number"), "2026-KM7P4-X9QF")
    .level(4)
}

fn timeline(t: Text) -> Timeline {
    Timeline::new(vec![
        Event::new(say(t, "现场核查已安排", "Site check arranged"), t.date(jiff::civil::date(2026, 11, 24)))
            .by(say(t, "市政管理科", "Municipal works section"))
            .said(say(
                t,
                "两名工作人员将于 2026年11月25日 上午到现场，请派人在场。",
                "Two officers will come in the morning of 25 November 2026; please have somebody there.",
            ))
            .tone(Tone::Active),
        Event::new(say(t, "已受理", "Accepted"), t.date(jiff::civil::date(2026, 11, 23)))
            .by(say(t, "综合窗口", "Counter"))
            .link(say(t, "受理通知书", "Notice of acceptance"), "#paper")
            .tone(Tone::Good),
        Event::new(say(t, "已收件", "Received"), t.date(jiff::civil::date(2026, 11, 20)))
            .link(say(t, "收件凭证", "Receipt"), "#receipt"),
    ])
}

fn progress(t: Text) -> Progress {
    let sections = [
        ("申请人", "Applicant"),
        ("招牌情况", "The sign"),
        ("材料", "Documents"),
        ("核对并提交", "Check and submit"),
    ];
    Progress::new(t, sections.map(|(chinese, english)| say(t, chinese, english)).into(), 1)
}
