//! `/apply/draft/{id}`: saving what is typed, going on, taking over a changed matter, throwing away.

use super::fields::{FIELD, QUESTION, typed};
use crate::desk::Desk;
use crate::problem::Problem;
use crate::sent::Sent;
use app::DraftAnswers;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use catalogue::Matter;

/// `GET /apply/draft/{id}`: the first step that is not done.
///
/// # Errors
/// [`Problem::NotFound`] for a draft of somebody else.
pub async fn resume(desk: Desk, Path(id): Path<String>) -> Result<Response, Problem> {
    let open = super::opened!(&desk, &id);
    let step = open.draft.answers.next_step();
    Ok(Redirect::to(&format!("/apply/draft/{id}/{}", step.code())).into_response())
}

/// `POST /apply/draft/{id}`: keeps what a page holds while it is filled in; nothing is checked.
///
/// # Errors
/// [`Problem::NotFound`] for a draft of somebody else.
pub async fn save(desk: Desk, Path(id): Path<String>, sent: Sent) -> Result<StatusCode, Problem> {
    let save = move |city: &app::City, caller: &app::Caller, moment: &kernel::Moment| {
        let draft = city.own_draft(caller, &id)?;
        let matter = city.draft_matter(&draft)?.published;
        city.save_draft(caller, &id, |answers| keep(answers, &matter.matter, &sent), moment)?;
        Ok(())
    };
    desk.ask(save).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Keeps the answers of the questions that stood on the page, named in its hidden field `on`.
pub fn keep(answers: &mut DraftAnswers, matter: &Matter, sent: &Sent) {
    for name in sent.one("on").split_whitespace() {
        if let Some(question) = name.strip_prefix(QUESTION) {
            if matter.situations.iter().any(|known| known.key == question) {
                answers.situations.insert(question.to_owned(), sent.many(name).to_vec());
            }
        } else if let Some(field) = name.strip_prefix(FIELD)
            && let Some(field) = matter.form.field(&field.into())
        {
            answers.form.insert(field.key.0.clone(), typed(field, sent));
        }
    }
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

/// `POST /apply/draft/{id}/remove`.
///
/// # Errors
/// [`Problem::NotFound`] for a draft of somebody else.
pub async fn remove(desk: Desk, Path(id): Path<String>, _sent: Sent) -> Result<Response, Problem> {
    desk.ask(move |city, caller, _| city.drop_draft(caller, &id)).await?;
    Ok(Redirect::to("/my").into_response())
}
