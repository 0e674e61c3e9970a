//! What programs use: `/api`, `/healthz`, `/metrics`.
//!
//! [`entry::Entry`] reads what a program sends, [`once`] answers a repeated request the same, [`told`] says in problem
//! details what was wrong, [`steps::STEPS`] leads from a path to a command on a case, [`openapi`] describes all of it.

mod cases; // reading cases, applying
mod difficulties; // what cannot be got done
mod entry; // what a program sends
mod files; // materials as bytes
mod health; // for those who watch the service
mod matters; // what can be applied for
mod proof; // what outsiders hold the record against
mod office; // what an office does beside a case
mod once; // the same request twice
mod openapi; // the description that programs read
mod ratings; // how it was
mod seal; // the seal on papers
mod step_body; // the facts of a step
mod steps; // from a path to a command
mod told; // what was wrong, for programs
mod words; // a case in JSON
#[cfg(test)]
mod tests;

use crate::portals::Routes;
use app::Action;
use axum::routing::{get, post};

/// The routes of `/api`.
pub fn routes() -> Routes {
    Routes::new()
        .at("/healthz", Action::ReadPublic, get(health::healthz))
        .at("/metrics", Action::ReadPublic, get(health::metrics))
        .at("/api/openapi.json", Action::ReadPublic, get(openapi::show))
        .at("/api/v1/proof", Action::ReadPublic, get(proof::show))
        .at("/api/v1/matters", Action::ReadPublic, get(matters::list))
        .at("/api/v1/matters/{code}", Action::ReadPublic, get(matters::one))
        .at("/api/v1/cases", Action::UseApi, get(cases::list).post(cases::apply))
        .at("/api/v1/cases/{number}", Action::UseApi, get(cases::one))
        .at("/api/v1/cases/{number}/receipt", Action::UseApi, get(cases::receipt))
        .at("/api/v1/cases/{number}/files/{material}", Action::UseApi, post(files::to_case))
        .at("/api/v1/cases/{number}/rating", Action::UseApi, get(ratings::one).post(ratings::give))
        .at("/api/v1/cases/{number}/rating/addition", Action::UseApi, post(ratings::add))
        .at("/api/v1/cases/{number}/rating/{step}", Action::UseApi, post(ratings::order))
        .at("/api/v1/difficulties", Action::UseApi, get(difficulties::list).post(difficulties::report))
        .at("/api/v1/difficulties/{number}", Action::UseApi, get(difficulties::one))
        .at("/api/v1/difficulties/{number}/{step}", Action::UseApi, post(difficulties::order))
        .at("/api/v1/drafts", Action::UseApi, post(files::begin))
        .at("/api/v1/drafts/{draft}/files/{material}", Action::UseApi, post(files::to_draft))
        .at("/api/v1/cases/{number}/seal", Action::UseApi, post(seal::seal))
        .at("/api/v1/cases/{number}/{step}", Action::UseApi, post(steps::take))
}
