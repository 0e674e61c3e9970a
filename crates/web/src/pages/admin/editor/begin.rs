//! `/admin/catalogue/new`: a new matter, from nothing or as a copy of another.

use super::typed::{Typed, choices, entries, local, or_none, pick};
use crate::desk::Desk;
use crate::page::Page;
use crate::pages::admin::board::{Board, Order};
use crate::parts::{Choice, ErrorSummary, Field, Html, Width};
use crate::problem::Problem;
use crate::sent::Sent;
use crate::text::Text;
use app::Beginning;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use catalogue::Regime;
use kernel::{DepartmentId, MatterCode};

/// `GET /admin/catalogue/new`.
///
/// # Errors
/// None of its own; the route asks the access table.
pub async fn show(desk: Desk) -> Result<Response, Problem> {
    Ok(board(&desk, fields(&desk)).answer(&desk.frame))
}

fn fields(desk: &Desk) -> Vec<Field> {
    let (t, content) = (desk.frame.t, desk.city.content());
    let models = content.matters.values().map(|it| (it.matter.code.as_str(), &it.matter.name));
    let departments = content.ground.departments.iter().map(|it| (it.id.as_str(), &it.name));
    let mut fields = vec![
        Field::line(t, "code", t.msg("edit-new-code"), "")
            .hint(t.msg("edit-new-code-hint"))
            .width(Width::Signs(30)),
    ];
    fields.extend(local(t, "name", "edit-name", None));
    let departments: Vec<Choice> = pick(t, entries(t, departments, |_| false));
    fields.push(Field::select(t, "department", t.msg("edit-department"), departments));
    let models = or_none(t, entries(t, models, |_| false));
    let model = Field::select(t, "model", t.msg("edit-new-model"), models);
    fields.push(model.hint(t.msg("edit-new-model-hint")).optional());
    let regimes = choices(Regime::ALL, Regime::code, Regime::chinese, |it| it == Regime::Licence);
    fields
        .push(Field::select(t, "regime", t.msg("edit-regime"), regimes).hint(t.msg("edit-new-regime-hint")));
    let source = Field::line(t, "source", t.msg("edit-new-source"), "");
    fields.push(source.hint(t.msg("edit-new-source-hint")).optional());
    fields
}

fn board(desk: &Desk, fields: Vec<Field>) -> Board {
    let t = desk.frame.t;
    let mut board = Board::new(t.msg("edit-new"), t.msg("edit-new-lead"))
        .below(t.msg("admin-catalogue"), "/admin/catalogue");
    let summary = ErrorSummary::of(t, &fields);
    if !summary.is_empty() {
        board.news.push(Html::of(&summary));
    }
    let order = Order {
        action: "/admin/catalogue/new".into(),
        token: desk.frame.csrf_field(),
        says: Vec::new(),
        fields,
        word: t.msg("edit-new-begin").into_owned(),
        main: true,
    };
    board.block(t.msg("edit-new-block"), vec![Html::of(&order)])
}

/// `POST /admin/catalogue/new`: begins the matter and leads to its editor.
///
/// # Errors
/// A fault of the storage; what is wrong with the form is told on it.
pub async fn begin(desk: Desk, sent: Sent) -> Result<Response, Problem> {
    let t = desk.frame.t;
    let (beginning, mut wrong) = read(t, &sent);
    if wrong.is_empty() {
        let code = beginning.code.clone();
        match desk.ask(move |city, caller, moment| city.begin_matter(caller, &beginning, moment)).await {
            Ok(()) => {
                let to = format!("/admin/catalogue/{}/edit?done=saved&open=basics", code.as_str());
                return Ok(Redirect::to(&to).into_response());
            }
            Err(app::Problem::Refused(refusal)) => {
                let field = match refusal.key() {
                    "refusal-beginning-no-department" => "department",
                    "refusal-beginning-no-model" => "model",
                    _ => "code",
                };
                wrong.push((field.to_owned(), t.refusal(refusal.as_ref()).said));
            }
            Err(other) => return Err(other.into()),
        }
    }
    let error = |name: &str| wrong.iter().find(|(field, _)| field == name).map(|(_, said)| said.clone());
    let back = fields(&desk).into_iter().map(|field| {
        let error = error(&field.name);
        field.answered(&sent).error(error)
    });
    Ok(board(&desk, back.collect()).answer_with(StatusCode::UNPROCESSABLE_ENTITY, &desk.frame))
}

fn read(t: Text, sent: &Sent) -> (Beginning, Vec<(String, String)>) {
    let mut typed = Typed::new(t, sent);
    let beginning = Beginning {
        code: MatterCode(typed.needed("code")),
        name: typed.local("name"),
        department: DepartmentId(typed.line("department")),
        regime: typed.word("regime", Regime::Licence, Regime::from_word),
        source: typed.maybe("source"),
        unsourced: t.msg("edit-new-unsourced").into_owned(),
        model: typed.maybe("model").map(MatterCode),
    };
    if beginning.name.chinese.is_empty() {
        typed.fail("name", "edit-needed");
    }
    (beginning, typed.wrong)
}
