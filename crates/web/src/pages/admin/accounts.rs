//! `/admin/accounts`: who may log in. The system's administrator opens and closes, security gives and takes posts.

use super::board::{Board, Order, table, time};
use crate::desk::Desk;
use crate::page::Page;
use crate::parts::{Cell, Choice, Column, Field, Html, Pages, Tab, Tabs, Tag, Tone};
use crate::problem::Problem;
use crate::sent::Sent;
use app::{AccountRow, Action, NewAccount};
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use identity::{Owner, Posting};
use kernel::{AccountId, PersonId, PostId, Private};
use serde::Deserialize;

/// How many accounts a page shows.
const ROWS: u32 = 50;

/// Which accounts.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    kind: String,
    after: String,
}

/// What was typed into the form for a new account, the password left out, and what is wrong with it.
#[derive(Default)]
struct Typed {
    login: String,
    number: String,
    name: String,
    error: Option<String>,
}

/// `GET /admin/accounts`.
pub async fn show(desk: Desk, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    Ok(list(&desk, asked, None).await?.answer(&desk.frame))
}

async fn list(desk: &Desk, asked: Asked, typed: Option<Typed>) -> Result<Board, Problem> {
    desk.signed_in()?;
    let t = desk.frame.t;
    let kinds = [("staff", t.msg("admin-staff")), ("program", t.msg("admin-programs"))];
    let kind = if asked.kind == "program" { "program" } else { "staff" };
    let after = asked.after.clone();
    let rows = desk.ask(move |city, caller, _| city.accounts(caller, kind, &after, ROWS)).await?;
    let full = rows.len() == ROWS as usize;
    let next = rows.last().filter(|_| full).map(|last| {
        let login: String = form_urlencoded::byte_serialize(last.login.as_bytes()).collect();
        format!("/admin/accounts?kind={kind}&after={login}")
    });
    let columns = vec![
        Column::text(t.msg("admin-login")),
        Column::number(t.msg("admin-posts")),
        Column::text(t.msg("admin-since")),
        Column::text(t.msg("admin-state")),
    ];
    let tabs = kinds
        .iter()
        .map(|(code, word)| Tab::new(word.clone(), format!("/admin/accounts?kind={code}"), *code == kind));
    let first = (!asked.after.is_empty()).then(|| format!("/admin/accounts?kind={kind}"));
    let shown = vec![
        Html::of(&Tabs::new(t.msg("admin-accounts"), tabs.collect())),
        table(t, &t.msg("admin-accounts"), columns, rows.iter().map(|row| cells(desk, row)).collect()),
        Html::of(&Pages::new(t, first, next)),
    ];
    let board = Board::new(t.msg("admin-accounts"), t.msg("admin-accounts-said"))
        .below(t.msg("admin-home"), "/admin")
        .block(t.msg("admin-accounts"), shown);
    if desk.caller.require(Action::KeepAccounts).is_err() {
        return Ok(board);
    }
    Ok(board.block(t.msg("admin-open-account"), vec![Html::of(&open_form(desk, typed))]))
}

fn cells(desk: &Desk, row: &AccountRow) -> Vec<Cell> {
    let t = desk.frame.t;
    let (word, tone) =
        if row.closed { (t.msg("admin-closed"), Tone::Neutral) } else { (t.msg("admin-open"), Tone::Good) };
    vec![
        Cell::Link(row.login.clone(), format!("/admin/accounts/{}", row.id)),
        Cell::Number(row.posts.to_string()),
        time(t, row.opened_at),
        Cell::part(&Tag::new(word, tone)),
    ]
}

fn open_form(desk: &Desk, typed: Option<Typed>) -> Order {
    let t = desk.frame.t;
    let Typed { login, number, name, error } = typed.unwrap_or_default();
    Order {
        action: "/admin/accounts".into(),
        token: desk.frame.csrf_field(),
        says: Vec::new(),
        fields: vec![
            Field::line(t, "login", t.msg("admin-login"), login).error(error),
            Field::line(t, "number", t.msg("admin-staff-number"), number),
            Field::line(t, "name", t.msg("admin-name"), name),
            Field::line(t, "password", t.msg("admin-first-password"), "").kind("password", "new-password"),
        ],
        word: t.msg("admin-open-account").into_owned(),
        main: true,
    }
}

/// `POST /admin/accounts`: opens a staff account.
pub async fn open(desk: Desk, sent: Sent) -> Result<Response, Problem> {
    let login = sent.one("login").trim().to_owned();
    let (number, name) = (sent.one("number").trim().to_owned(), sent.one("name").trim().to_owned());
    let typed = Typed { login: login.clone(), number: number.clone(), name: name.clone(), error: None };
    let new = login;
    let password = Some(sent.one("password").to_owned());
    let opened = desk
        .ask(move |city, caller, moment| {
            let mut moment = moment.clone();
            let name = Private::new(PersonId(moment.id()), name);
            let owner = Owner::Staff { number, name };
            city.open_account(caller, &NewAccount { login: new, owner, password }, &moment)
        })
        .await;
    match opened {
        Ok(id) => Ok(Redirect::to(&format!("/admin/accounts/{id}")).into_response()),
        Err(app::Problem::Refused(refusal)) => {
            let said = desk.frame.t.refusal(refusal.as_ref()).said;
            let typed = Typed { error: Some(said), ..typed };
            let board = list(&desk, Asked::default(), Some(typed)).await?;
            Ok(board.answer_with(StatusCode::UNPROCESSABLE_ENTITY, &desk.frame))
        }
        Err(other) => Err(other.into()),
    }
}

/// `GET /admin/accounts/{id}`.
pub async fn one(desk: Desk, Path(id): Path<String>) -> Result<Response, Problem> {
    desk.signed_in()?;
    let (t, content) = (desk.frame.t, desk.city.content());
    let keeps = desk.caller.require(Action::KeepAccounts).is_ok();
    let grants = desk.caller.require(Action::GrantPosts).is_ok();
    // Who audits sees which posts an account holds, and changes nothing.
    if !keeps && !grants && desk.caller.require(Action::ReadAudit).is_err() {
        return Err(Problem::Forbidden);
    }
    let account = account_of(&id)?;
    let found = desk.ask(move |city, _, _| city.caller_of(account)).await?.ok_or(Problem::NotFound)?;
    let order = |order: &str, word: &str, fields, main| Order {
        action: format!("/admin/accounts/{id}"),
        token: desk.frame.csrf_field(),
        says: vec![("order", order.to_owned())],
        fields,
        word: t.msg(word).into_owned(),
        main,
    };
    let rows = found.postings.iter().map(|posting| {
        let post =
            content.ground.post(&posting.post).map_or(posting.post.as_str(), |post| t.read(&post.name));
        let mut take = order("take", "admin-take-post", Vec::new(), false);
        take.says.push(("post", posting.post.as_str().to_owned()));
        vec![
            Cell::Text(post.to_owned()),
            Cell::Text(content.department_name(&posting.department, desk.language()).to_owned()),
            if grants { Cell::part(&take) } else { Cell::Empty },
        ]
    });
    let columns = vec![
        Column::text(t.msg("admin-post")),
        Column::text(t.msg("admin-department")),
        Column::text(t.msg("admin-decision")),
    ];
    let is_staff = found.person.is_none() && found.scopes.is_none();
    let title = if is_staff {
        t.with("staff-number", &[("number", &found.shown_name)])
    } else {
        found.shown_name.clone()
    };
    let mut board = Board::new(title, t.msg("admin-account-said"))
        .below(t.msg("admin-accounts"), "/admin/accounts")
        .block(t.msg("admin-posts"), vec![table(t, &t.msg("admin-posts"), columns, rows.collect())]);
    if grants {
        let choice = |post: &catalogue::Post| Choice::of(post.id.as_str(), t.read(&post.name));
        let posts = content.ground.posts.iter().map(choice).collect();
        let give = order(
            "give",
            "admin-give-post",
            vec![Field::select(t, "post", t.msg("admin-post"), posts)],
            true,
        );
        board = board.block(t.msg("admin-give-post"), vec![Html::of(&give)]);
    }
    if keeps {
        let reason = Field::line(t, "reason", t.msg("admin-reason"), "");
        let close = order("close", "admin-close-account", vec![reason], false);
        board = board.block(t.msg("admin-close-account"), vec![Html::of(&close)]);
    }
    Ok(board.answer(&desk.frame))
}

fn account_of(id: &str) -> Result<AccountId, Problem> {
    id.parse().map_err(|_| Problem::NotFound)
}

/// `POST /admin/accounts/{id}`: closes it, gives or takes a post.
pub async fn change(desk: Desk, Path(id): Path<String>, sent: Sent) -> Result<Response, Problem> {
    let account = account_of(&id)?;
    let (order, post, reason) =
        (sent.one("order").to_owned(), sent.one("post").to_owned(), sent.one("reason").to_owned());
    let back = if order == "close" { "/admin/accounts".to_owned() } else { format!("/admin/accounts/{id}") };
    desk.ask(move |city, caller, moment| match order.as_str() {
        "close" => city.close_account(caller, account, &reason, moment),
        "take" => city.take_post(caller, account, PostId(post), moment),
        "give" => {
            let content = city.content();
            let post = content.ground.post(&PostId(post)).ok_or(app::Problem::NotFound("post"))?;
            let region = post.region.clone().unwrap_or_else(|| content.about.region.as_str().into());
            let posting = Posting {
                post: post.id.clone(),
                role: app::cases::role_of_post(post.role),
                department: post.department.clone(),
                region,
                window: post.window.clone(),
            };
            city.give_post(caller, account, posting, moment)
        }
        _ => Err(app::Problem::NotFound("order")),
    })
    .await?;
    Ok(Redirect::to(&back).into_response())
}
