//! `/apply/draft/{id}`: saving what is typed, going on, taking over a changed matter.

use super::fields::{self, FIELD, QUESTION};
use crate::desk::Desk;
use crate::problem::Problem;
use crate::sent::Sent;
use app::{Kept, Typed};
use axum::Json;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use catalogue::Matter;
use serde_json::json;

/// `GET /apply/draft/{id}`: the first step that is not done.
///
/// # Errors
/// [`Problem::NotFound`] for a draft of somebody else.
pub async fn resume(desk: Desk, Path(id): Path<String>) -> Result<Response, Problem> {
    let open = super::opened!(&desk, &id);
    let step = open.draft.answers.next_step();
    Ok(Redirect::to(&format!("/apply/draft/{id}/{}", step.code())).into_response())
}

/// `POST /apply/draft/{id}`: keeps what a page holds while it is filled in; nothing is checked. It answers with the
/// revision that the page stands on from now on, or with 409 and the questions that another window changed.
///
/// # Errors
/// [`Problem::NotFound`] for a draft of somebody else.
pub async fn save(desk: Desk, Path(id): Path<String>, sent: Sent) -> Result<Response, Problem> {
    let save = move |city: &app::City, caller: &app::Caller, moment: &kernel::Moment| {
        let draft = city.own_draft(caller, &id)?;
        let matter = city.draft_matter(&draft)?.published;
        city.keep_typed(caller, &id, typed(&matter.matter, &sent, false), moment)
    };
    Ok(match desk.ask(save).await? {
        Kept::Saved(draft) => Json(json!({ "seen": draft.answers.revision })).into_response(),
        Kept::Elsewhere(elsewhere) => {
            (StatusCode::CONFLICT, Json(json!({ "elsewhere": elsewhere.questions }))).into_response()
        }
    })
}

/// The answers to the questions that stood on the page, named in its hidden field `on`, and what it was drawn from.
pub fn typed(matter: &Matter, sent: &Sent, is_finished: bool) -> Typed {
    let mut typed = Typed { seen: sent.one("seen").parse().ok(), is_finished, ..Typed::default() };
    for name in sent.one("on").split_whitespace() {
        if let Some(question) = name.strip_prefix(QUESTION) {
            if matter.situations.iter().any(|known| known.key == question) {
                typed.situations.insert(question.to_owned(), sent.many(name).to_vec());
            }
        } else if let Some(field) = name.strip_prefix(FIELD)
            && let Some(field) = matter.form.field(&field.into())
        {
            typed.form.insert(field.key.0.clone(), fields::typed(field, sent));
        }
    }
    typed
}

/// `POST /apply/draft/{id}/mode`: one question on a page, or all of them.
///
/// # Errors
/// [`Problem::NotFound`] for a draft of somebody else.
pub async fn mode(desk: Desk, Path(id): Path<String>, sent: Sent) -> Result<Response, Problem> {
    let whole = sent.one("mode") == "whole";
    let to = format!("/apply/draft/{id}/form");
    desk.ask(move |city, caller, moment| {
        city.save_draft(caller, &id, |answers| answers.whole_page = Some(whole), moment)
    })
    .await?;
    Ok(Redirect::to(&to).into_response())
}

/// `POST /apply/draft/{id}/renew`: goes on with the version in force; every answer stays.
///
/// # Errors
/// [`Problem::NotFound`] for a draft of somebody else.
pub async fn renew(desk: Desk, Path(id): Path<String>, _sent: Sent) -> Result<Response, Problem> {
    let to = format!("/apply/draft/{id}/situation");
    desk.ask(move |city, caller, moment| city.renew_draft(caller, &id, moment)).await?;
    Ok(Redirect::to(&to).into_response())
}
