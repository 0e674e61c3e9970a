//! Specimens of drawings: steps, charts, numbers, codes, empty places.

use super::{Specimen, narrow, say, wide};
use crate::parts::{
    Chart, ChartKind, EmptyState, Figure, Html, Illustration, QrCode, Series, Step, StepMark, StepsPicture,
};
use crate::text::Text;

pub(super) fn specimens(t: Text) -> Vec<Specimen> {
    vec![
        wide("StepsPicture", vec![Html::of(&StepsPicture::new(t, say(t, "办理步骤", "Steps"), steps(t)))]),
        wide(
            "StepsPicture, long",
            vec![Html::of(&StepsPicture::new(t, say(t, "全部步骤", "All steps"), long_steps(t)))],
        ),
        narrow("Chart, bars", vec![Html::of(&bars(t))]),
        narrow("Chart, lines", vec![Html::of(&lines(t))]),
        wide("Figure", figures(t).iter().map(Html::of).collect()),
        narrow("QrCode", vec![Html::of(&code(t))]),
        narrow("EmptyState", Illustration::ALL.iter().map(|picture| Html::of(&empty(t, *picture))).collect()),
    ]
}

fn steps(t: Text) -> Vec<Step> {
    let step = |id: &str, chinese: &str, english: &str, after: &[&str]| {
        Step::new(id, say(t, chinese, english), after)
    };
    vec![
        step("receive", "收件", "Receive", &[]).note(say(t, "当场", "at once")).mark(StepMark::Done),
        step("accept", "受理", "Accept", &["receive"])
            .note(say(t, "5 个工作日内", "within 5 working days"))
            .mark(StepMark::Done),
        step("review", "材料审查", "Review of documents", &["accept"])
            .note(say(t, "市政管理科", "Municipal works"))
            .mark(StepMark::Here),
        step("site", "现场核查", "Site check", &["accept"])
            .note(say(t, "两名工作人员", "two officers"))
            .mark(StepMark::Here),
        step("decide", "决定", "Decide", &["review", "site"]).note(say(
            t,
            "20 个工作日内",
            "within 20 working days",
        )),
        step("deliver", "送达", "Deliver", &["decide"]).note(say(
            t,
            "窗口、邮寄或电子",
            "counter, post or electronic",
        )),
    ]
}

fn long_steps(t: Text) -> Vec<Step> {
    let mut steps = steps(t);
    steps.push(Step::new("hearing", say(t, "听证", "Hearing"), &["review"]).note(say(
        t,
        "不计入时限",
        "outside the limit",
    )));
    steps.push(Step::new("opinion", say(t, "拟办意见", "Proposal"), &["hearing", "site"]));
    steps.push(Step::new("archive", say(t, "归档", "Archive"), &["deliver"]));
    steps.push(Step::new("check", say(t, "承诺核查", "Check of the commitment"), &["archive"]));
    if let Some(decide) = steps.iter_mut().find(|step| step.id == "decide") {
        decide.after = vec!["opinion".into()];
    }
    steps
}

fn months(t: Text) -> (String, Vec<String>) {
    (
        say(t, "月份（2026年）", "Month of 2026"),
        (1..=6).map(|month| say(t, &format!("{month}月"), &month.to_string())).collect(),
    )
}

fn bars(t: Text) -> Chart {
    let received = Series { name: say(t, "收件", "Received"), values: vec![412, 236, 508, 467, 533, 498] };
    Chart::new(
        t,
        ChartKind::Bars,
        say(t, "每月收件", "Received by month"),
        say(t, "件", "cases"),
        months(t),
        vec![received],
    )
}

fn lines(t: Text) -> Chart {
    let series = |chinese: &str, english: &str, values: [u64; 6]| Series {
        name: say(t, chinese, english),
        values: values.into(),
    };
    let all = vec![
        series("按时办结", "In time", [388, 220, 470, 455, 520, 490]),
        series("提前办结", "Early", [210, 140, 280, 300, 350, 371]),
        series("超期", "Late", [14, 9, 22, 8, 6, 3]),
    ];
    Chart::new(
        t,
        ChartKind::Lines,
        say(t, "每月办结", "Finished by month"),
        say(t, "件", "cases"),
        months(t),
        all,
    )
}

fn figures(t: Text) -> Vec<Figure> {
    let at = say(t, "全市，截至 2026年11月22日 10:00", "whole city, 22 November 2026 10:00");
    vec![
        Figure::new(say(t, "今日收件", "Received today"), "1,284", say(t, "件", "cases"), at.clone())
            .link("#cases"),
        Figure::new(say(t, "按时办结率", "Finished in time"), "99.2", "%", at.clone()).link("#cases"),
        Figure::new(say(t, "平均用时", "Average time"), "3.4", say(t, "个工作日", "working days"), at),
    ]
}

fn code(t: Text) -> QrCode {
    let says = say(t, "用手机扫一扫，在手机上继续办理", "Scan to go on with your telephone");
    QrCode::new(
        "https://example.org/m/outdoor-sign",
        says,
        say(t, "户外招牌事项的二维码", "QR code of the outdoor sign guide"),
    )
}

fn empty(t: Text, picture: Illustration) -> EmptyState {
    let (title, said) = match picture {
        Illustration::Door => (
            ("还没有登录", "You are not signed in"),
            ("登录后可以看到您的办件。", "Sign in to see your cases."),
        ),
        Illustration::Paper => (
            ("还没有办件", "No cases yet"),
            ("您提交的申请会出现在这里。", "Applications that you send appear here."),
        ),
        Illustration::Search => (
            ("没有找到相关事项", "No services found"),
            ("换个说法试试，例如“开饭馆”。", "Try other words, for example “open a restaurant”."),
        ),
        Illustration::Sea => {
            (("全部办完了", "All done"), ("今天没有快到期的办件。", "No case is due soon today."))
        }
        Illustration::Tray => (
            ("没有新消息", "No new messages"),
            ("有进展时我们会在这里告诉您。", "We tell you here when something happens."),
        ),
    };
    let state = EmptyState::new(picture, say(t, title.0, title.1), say(t, said.0, said.1));
    if picture == Illustration::Paper {
        state.link(say(t, "去找要办的事", "Find a service"), "#")
    } else {
        state
    }
}
