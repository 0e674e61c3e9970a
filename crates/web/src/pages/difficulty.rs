//! `/difficulty`: "cannot get it done" (办不成事) from any page, with or without a case or an account, and how it stands.

use crate::desk::Desk;
use crate::page;
use crate::page::{Page, Sample};
use crate::pages::apply::fields;
use crate::parts::{Choice, ErrorSummary, Field, SummaryList, SummaryRow, Tag, Tone, Width};
use crate::problem::Problem;
use crate::sent::Sent;
use crate::text::Text;
use app::difficulties::{DifficultyReport, OwnDifficulty, Reporter};
use app::{Content, FieldProblem};
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

/// The report.
pub struct Report {
    fields: Vec<Field>,
}

/// A difficulty as its person reads it.
pub struct ShownDifficulty {
    facts: SummaryList,
    stage: Tag,
    reason: String,
    answers: Vec<(String, String)>,
    code: Option<String>,
    number: String,
}

page!(Report in "difficulty.html");
page!(ShownDifficulty in "difficulty-shown.html");

/// What the address says.
#[derive(Deserialize)]
pub struct About {
    case: Option<String>,
    matter: Option<String>,
}

impl Report {
    fn of(t: Text, content: &Content, sent: &Sent, known: bool, wrong: &[FieldProblem]) -> Report {
        let error = |name: &str| {
            wrong.iter().find(|problem| problem.field == name).map(|problem| fields::said(t, problem))
        };
        let text = |name: &str| sent.one(name).to_owned();
        let reason = Field::lines(t, "reason", t.msg("difficulty-reason"), text("reason"))
            .hint(t.msg("difficulty-reason-hint"))
            .most(1000)
            .error(error("reason"));
        let case = Field::line(t, "case", t.msg("case-number"), text("case"))
            .optional()
            .hint(t.msg("difficulty-case-hint"))
            .width(Width::Signs(20))
            .error(error("case"));
        let mut all = vec![reason, case];
        if !known {
            all.push(
                Field::line(t, "code", t.msg("follow-code"), "").digits().optional().width(Width::Signs(10)),
            );
        }
        let mut matters = vec![Choice::of("", t.msg("difficulty-matter-none"))];
        matters.extend(content.matters.values().map(|published| {
            let code = published.matter.code.as_str();
            Choice::of(code, t.read(&published.matter.name)).chosen(sent.one("matter") == code)
        }));
        all.push(Field::select(t, "matter", t.msg("difficulty-matter"), matters).optional());
        if !known {
            let name = Field::line(t, "name", t.msg("difficulty-name"), text("name"))
                .kind("text", "name")
                .hint(t.msg("difficulty-name-hint"))
                .error(error("name"));
            let telephone = Field::line(t, "telephone", t.msg("apply-telephone"), text("telephone"))
                .kind("tel", "tel")
                .width(Width::Signs(20))
                .error(error("telephone"));
            all.extend([name, telephone]);
        }
        Report { fields: all }
    }

    fn summary(&self, t: Text) -> ErrorSummary {
        ErrorSummary::of(t, &self.fields)
    }
}

impl ShownDifficulty {
    pub(crate) fn of(t: Text, content: &Content, found: &OwnDifficulty, code: Option<String>) -> Self {
        let difficulty = &found.difficulty;
        let leader = found.leader.as_ref().map(|(number, unit)| {
            let unit = content.department_name(unit, t.language());
            t.with("difficulty-leader-is", &[("unit", &unit), ("number", number)])
        });
        let mut rows = vec![
            SummaryRow::text(t.msg("difficulty-number"), &found.number.spoken()),
            SummaryRow::text(
                t.msg("difficulty-leader"),
                &leader.unwrap_or_else(|| t.msg("difficulty-leader-none").into_owned()),
            ),
            SummaryRow::text(t.msg("difficulty-opened"), &t.moment(difficulty.opened)),
            SummaryRow::text(t.msg("difficulty-due"), &t.moment(difficulty.due.at)),
        ];
        if let Some(number) = &difficulty.case {
            rows.push(SummaryRow::text(t.msg("case-number"), &number.spoken()));
        }
        ShownDifficulty {
            facts: SummaryList::new(t, rows),
            stage: stage(t, found.is_open(), difficulty.overdue),
            reason: difficulty.reason.text().to_owned(),
            answers: found.answers.iter().map(|(at, text)| (text.clone(), t.moment(*at))).collect(),
            code,
            number: found.number.spoken(),
        }
    }
}

/// Where a difficulty stands.
pub(crate) fn stage(t: Text, open: bool, overdue: bool) -> Tag {
    match (open, overdue) {
        (true, true) => Tag::new(t.msg("difficulty-late"), Tone::Bad),
        (true, false) => Tag::new(t.msg("difficulty-open"), Tone::Active),
        (false, _) => Tag::new(t.msg("difficulty-closed"), Tone::Good),
    }
}

impl Page for Report {
    const PATH: &'static str = "/difficulty";

    fn title(&self, t: Text) -> String {
        t.msg("difficulty-title").into_owned()
    }

    fn samples(t: Text) -> Vec<Sample<Self>> {
        let page = |known, wrong: &[FieldProblem]| {
            Report::of(t, &Content::default(), &Sent::default(), known, wrong)
        };
        let wrong = ["reason", "name"].map(|name| FieldProblem::new(name, "field-missing"));
        vec![
            Sample::of("empty", page(true, &[])),
            Sample::of("full", page(false, &[])),
            Sample::of("with-errors", page(false, &wrong)),
        ]
    }
}

impl Page for ShownDifficulty {
    const PATH: &'static str = "/my/difficulties/sample";

    fn title(&self, t: Text) -> String {
        t.msg("difficulty-shown-title").into_owned()
    }

    fn samples(t: Text) -> Vec<Sample<Self>> {
        let page = |open, answers| ShownDifficulty {
            facts: SummaryList::new(
                t,
                vec![SummaryRow::text(t.msg("difficulty-number"), "2026-7KQ4M-9XW2H")],
            ),
            stage: stage(t, open, false),
            reason: "要的材料在两个部门之间来回转。".into(),
            answers,
            code: open.then(|| "20461873".into()),
            number: "2026-7KQ4M-9XW2H".into(),
        };
        let answer = ("材料由部门之间直接调取。".to_owned(), "2026年11月21日 15:30".to_owned());
        vec![Sample::of("empty", page(true, Vec::new())), Sample::of("full", page(false, vec![answer]))]
    }
}

/// `GET /difficulty`.
pub async fn show(desk: Desk, Query(about): Query<About>) -> Response {
    let mut sent = Sent::default();
    for (name, value) in [("case", about.case), ("matter", about.matter)] {
        sent.0.extend(value.map(|value| (name.to_owned(), vec![value])));
    }
    let known = desk.caller.applicant().is_some();
    Report::of(desk.frame.t, &desk.city.content(), &sent, known, &[]).answer(&desk.frame)
}

/// `POST /difficulty`.
///
/// # Errors
/// A fault of the storage; staff reports on the page of the case.
pub async fn send(desk: Desk, sent: Sent) -> Result<Response, Problem> {
    let known = desk.caller.applicant().is_some();
    let t = desk.frame.t;
    let again = |desk: &Desk, wrong: &[FieldProblem]| {
        let page = Report::of(t, &desk.city.content(), &sent, known, wrong);
        page.answer_with(StatusCode::UNPROCESSABLE_ENTITY, &desk.frame)
    };
    let Ok(report) = read(&sent, known) else {
        return Ok(again(&desk, &[FieldProblem::new("case", "follow-wrong")]));
    };
    let told = desk
        .ask(move |city, caller, moment| {
            let reported = city.report_difficulty(caller, &report, moment, |_| None)?;
            let found =
                city.difficulty_by_code(reported.number.as_str(), &reported.query_code, moment.now)?;
            Ok((found, reported.query_code))
        })
        .await;
    match told {
        Ok((found, _)) if known => {
            Ok(Redirect::to(&format!("/my/difficulties/{}", found.number)).into_response())
        }
        Ok((found, code)) => {
            Ok(ShownDifficulty::of(t, &desk.city.content(), &found, Some(code)).answer(&desk.frame))
        }
        Err(app::Problem::Fields(wrong)) => Ok(again(&desk, &wrong)),
        Err(app::Problem::NotFound(_)) => Ok(again(&desk, &[FieldProblem::new("case", "follow-wrong")])),
        Err(other) => Err(other.into()),
    }
}

fn read(sent: &Sent, known: bool) -> Result<DifficultyReport, kernel::NumberRefusal> {
    let case = sent.some("case").map(|number| number.parse()).transpose()?;
    let reporter = match (known, &case) {
        (true, _) => Reporter::Caller,
        (false, Some(_)) => Reporter::ByCode(sent.one("code").to_owned()),
        (false, None) => {
            Reporter::Guest { name: sent.one("name").to_owned(), telephone: sent.one("telephone").to_owned() }
        }
    };
    let matter = sent.some("matter").map(|code| code.as_str().into());
    Ok(DifficultyReport { reporter, case, matter, reason: sent.one("reason").to_owned() })
}

/// `GET /my/difficulties/{number}`.
///
/// # Errors
/// [`Problem::NotFound`] for one of somebody else.
pub async fn own(desk: Desk, Path(text): Path<String>) -> Result<Response, Problem> {
    let number = text.parse().map_err(|_| Problem::NotFound)?;
    let found = desk.ask(move |city, caller, _| city.own_difficulty(caller, &number)).await?;
    Ok(ShownDifficulty::of(desk.frame.t, &desk.city.content(), &found, None).answer(&desk.frame))
}
