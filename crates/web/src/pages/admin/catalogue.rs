//! `/admin/catalogue`: every matter with its versions; what a draft changes, what is found in it, how many running
//! cases keep the version they began with; review by another person, publication, withdrawal.

use super::board::{Board, Order, table, time, way};
use super::workbook;
use crate::desk::Desk;
use crate::page::Page;
use crate::parts::{Cell, Column, Field, Html, Pages, Tag, Tone};
use crate::problem::Problem;
use crate::sent::Sent;
use crate::text::Text;
use app::{Action, MatterChange, MatterRow, PublicationEffect};
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use catalogue::{Change, ChangeKind, MatterHistory, Stage};
use kernel::{LocalText, MatterCode};
use serde::Deserialize;

/// How many matters a page shows.
const ROWS: u32 = 100;
/// How many drafts the first page shows above them.
const DRAFTS: u32 = 500;

/// Which part of the list.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    after: String,
}

/// `GET /admin/catalogue`.
pub async fn list(desk: Desk, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    desk.signed_in()?;
    let t = desk.frame.t;
    let after = asked.after.clone();
    let first = after.is_empty();
    let ask = move |city: &app::City, caller: &app::Caller, _: &kernel::Moment| {
        let drafts = if first { city.matter_drafts(caller, DRAFTS)? } else { Vec::new() };
        Ok((city.matter_rows(caller, &after, ROWS)?, drafts))
    };
    let (rows, drafts) = desk.ask(ask).await?;
    let full = rows.len() == ROWS as usize;
    let next =
        rows.last().filter(|_| full).map(|last| format!("/admin/catalogue?after={}", last.code.as_str()));
    let shown = vec![
        matters(&desk, &t.msg("admin-catalogue"), &rows),
        Html::of(&Pages::new(t, (!asked.after.is_empty()).then(|| "/admin/catalogue".to_owned()), next)),
    ];
    let mut board = Board::new(t.msg("admin-catalogue"), t.msg("admin-catalogue-said"))
        .below(t.msg("admin-home"), "/admin");
    if desk.caller.require(Action::EditCatalogue).is_ok() {
        let begin = way(t, "edit-new-said", "/admin/catalogue/new", "edit-new-way");
        board = board.block(t.msg("edit-new"), vec![begin]);
        board = board.block(t.msg("admin-workbook"), vec![workbook::way(t)]);
    }
    let way = way(t, "admin-standard-said", "/admin/standard", "admin-standard-way");
    board = board.block(t.msg("admin-standard"), vec![way]);
    if !drafts.is_empty() {
        let title = t.msg("admin-drafts");
        board = board.block(title.clone(), vec![matters(&desk, &title, &drafts)]);
    }
    Ok(board.block(t.msg("admin-matters"), shown).answer(&desk.frame))
}

fn matters(desk: &Desk, caption: &str, rows: &[MatterRow]) -> Html {
    let t = desk.frame.t;
    let columns = vec![
        Column::text(t.msg("admin-name")),
        Column::text(t.msg("admin-department")),
        Column::number(t.msg("admin-version")),
        Column::text(t.msg("admin-since")),
        Column::text(t.msg("admin-state")),
    ];
    table(t, caption, columns, rows.iter().map(|row| cells(desk, row)).collect())
}

fn cells(desk: &Desk, row: &MatterRow) -> Vec<Cell> {
    let t = desk.frame.t;
    let content = desk.city.content();
    let department = row.department.as_str().into();
    let (key, tone) = match (row.withdrawn, row.draft_stage.as_deref()) {
        (true, _) => ("admin-withdrawn", Tone::Neutral),
        (false, Some("reviewed")) => ("admin-reviewed", Tone::Active),
        (false, Some("sent-back")) => ("admin-sent-back", Tone::Yours),
        (false, Some(_)) => ("admin-draft", Tone::Active),
        (false, None) => ("admin-in-force", Tone::Good),
    };
    vec![
        Cell::Link(row.name.clone(), format!("/admin/catalogue/{}", row.code.as_str())),
        Cell::Text(content.department_name(&department, desk.language()).to_owned()),
        Cell::Number(row.version.to_string()),
        time(t, row.since),
        Cell::part(&Tag::new(t.msg(key), tone)),
    ]
}

/// `GET /admin/catalogue/{code}`.
pub async fn one(desk: Desk, Path(code): Path<String>) -> Result<Response, Problem> {
    desk.signed_in()?;
    let t = desk.frame.t;
    let code = MatterCode(code);
    let asked = code.clone();
    let (history, effect) = desk
        .ask(move |city, caller, _| {
            if caller.require(Action::EditCatalogue).is_err() {
                caller.require(Action::ReviewCatalogue)?;
            }
            let history = city.matter_history(&asked)?;
            let draft = history.open_draft().map(|(number, _)| number);
            let effect = draft.map(|number| city.publication_effect(&asked, number)).transpose()?;
            Ok((history, effect))
        })
        .await?;
    let Some((_, newest)) = history.versions().last() else { return Err(Problem::NotFound) };
    let mut board = Board::new(t.read(&newest.matter.name), t.msg("admin-matter-said"))
        .below(t.msg("admin-catalogue"), "/admin/catalogue");
    if desk.caller.require(Action::EditCatalogue).is_ok() {
        let edit = way(t, "edit-way-said", format!("/admin/catalogue/{}/edit", code.as_str()), "edit-way");
        board = board.block(t.msg("edit-draft"), vec![edit]);
    }
    board = board.block(t.msg("admin-versions"), vec![versions(t, &history)]);
    if let (Some(effect), Some((number, _))) = (effect, history.open_draft()) {
        board = draft(&desk, board, &code, number, &effect);
    }
    if history.current().is_some() && desk.caller.require(Action::PublishCatalogue).is_ok() {
        let fields = vec![
            Field::line(t, "notice", t.msg("admin-notice"), ""),
            Field::line(t, "successor", t.msg("admin-successor"), "").optional(),
        ];
        let withdraw = order(&desk, &code, ("withdraw", "admin-withdraw"), 0, fields);
        board = board.block(t.msg("admin-withdraw"), vec![Html::of(&withdraw)]);
    }
    Ok(board.answer(&desk.frame))
}

fn versions(t: Text, history: &MatterHistory) -> Html {
    let columns = vec![
        Column::number(t.msg("admin-version")),
        Column::text(t.msg("admin-state")),
        Column::text(t.msg("admin-origin")),
        Column::text(t.msg("admin-since")),
        Column::text(t.msg("admin-why")),
    ];
    let rows = history.versions().map(|(number, version)| {
        let (key, at, why) = match &version.stage {
            Stage::Draft => ("admin-draft", None, None),
            Stage::SentBack { reason } => ("admin-sent-back", None, Some(reason.clone())),
            Stage::Reviewed { .. } => ("admin-reviewed", None, None),
            Stage::Published { at } => ("admin-published", Some(*at), None),
            Stage::Superseded => ("admin-superseded", None, None),
        };
        vec![
            Cell::Number(number.to_string()),
            Cell::Text(t.msg(key).into_owned()),
            Cell::Text(version.origin.chinese().to_owned()),
            time(t, at),
            why.map_or(Cell::Empty, Cell::Text),
        ]
    });
    table(t, &t.msg("admin-versions"), columns, rows.collect())
}

fn draft(desk: &Desk, board: Board, code: &MatterCode, number: u32, effect: &PublicationEffect) -> Board {
    let t = desk.frame.t;
    let mut board = board
        .block(t.msg("admin-changes"), vec![changes(t, ("admin-before", "admin-after"), &effect.changes)]);
    let running = t.with("admin-running", &[("count", &effect.running_cases)]);
    let blocking = effect.findings.iter().filter(|finding| finding.blocks()).count();
    if 0 < blocking {
        board = board.warning(t, t.with("admin-blocked", &[("count", &blocking)]));
    }
    let finding = |finding: &catalogue::Finding| {
        let weight = if finding.blocks() { "admin-blocks" } else { "admin-warns" };
        let said = t.msg(finding.kind.key()).into_owned();
        let sentence = finding.sentence(t.language());
        vec![Cell::Text(said), Cell::Text(sentence), Cell::Text(t.msg(weight).into_owned())]
    };
    let columns = vec![
        Column::text(t.msg("admin-finding")),
        Column::text(t.msg("admin-what")),
        Column::text(t.msg("admin-weight")),
    ];
    let found = table(t, &t.msg("admin-findings"), columns, effect.findings.iter().map(finding).collect());
    board = board.block(t.msg("admin-findings"), vec![found]);
    let mut shown = vec![Html::text(&running)];
    if desk.caller.require(Action::ReviewCatalogue).is_ok() {
        let reason = vec![Field::line(t, "reason", t.msg("admin-reason"), "")];
        shown.push(Html::of(&order(desk, code, ("review", "admin-review"), number, Vec::new())));
        shown.push(Html::of(&order(desk, code, ("send-back", "admin-send-back"), number, reason)));
    }
    if desk.caller.require(Action::PublishCatalogue).is_ok() {
        shown.push(Html::of(&order(desk, code, ("publish", "admin-publish"), number, Vec::new())));
    }
    board.block(t.msg("admin-decision"), shown)
}

/// What differs between two versions, whose columns are called so.
pub(super) fn changes(t: Text, (one, other): (&str, &str), changes: &[Change]) -> Html {
    let columns = vec![
        Column::text(t.msg("admin-item")),
        Column::text(t.msg(one)),
        Column::text(t.msg(other)),
        Column::text(t.msg("admin-concerns")),
    ];
    let row = |change: &Change| {
        let (before, after) = match &change.kind {
            ChangeKind::Added { after } => (Cell::Empty, Cell::Text(after.clone())),
            ChangeKind::Removed { before } => (Cell::Text(before.clone()), Cell::Empty),
            ChangeKind::Changed { before, after } => (Cell::Text(before.clone()), Cell::Text(after.clone())),
        };
        let what = t.msg(change.what);
        let item = change.item.as_ref().map_or_else(|| what.to_string(), |item| format!("{what} · {item}"));
        let concerns = if change.concerns_applicants { "admin-yes" } else { "admin-no" };
        vec![Cell::Text(item), before, after, Cell::Text(t.msg(concerns).into_owned())]
    };
    table(t, &t.msg("admin-changes"), columns, changes.iter().map(row).collect())
}

fn order(
    desk: &Desk,
    code: &MatterCode,
    (order, word): (&str, &str),
    version: u32,
    fields: Vec<Field>,
) -> Order {
    Order {
        action: format!("/admin/catalogue/{}", code.as_str()),
        token: desk.frame.csrf_field(),
        says: vec![("order", order.to_owned()), ("version", version.to_string())],
        fields,
        word: desk.frame.t.msg(word).into_owned(),
        main: order == "publish",
    }
}

/// `POST /admin/catalogue/{code}`: the city's use case asks whether the caller may.
pub async fn change(desk: Desk, Path(code): Path<String>, sent: Sent) -> Result<Response, Problem> {
    let version = sent.one("version").parse::<u32>().map_err(|_| Problem::Malformed)?;
    let change = match sent.one("order") {
        "review" => MatterChange::Review { version },
        "send-back" => MatterChange::SendBack { version, reason: sent.one("reason").to_owned() },
        "publish" => MatterChange::Publish { version },
        "withdraw" => MatterChange::Withdraw {
            notice: LocalText::from(sent.one("notice").trim()),
            successor: sent.some("successor").map(MatterCode),
        },
        _ => return Err(Problem::Malformed),
    };
    let back = format!("/admin/catalogue/{code}");
    let code = MatterCode(code);
    desk.ask(move |city, caller, moment| city.change_matter(caller, &code, &change, moment)).await?;
    Ok(Redirect::to(&back).into_response())
}
