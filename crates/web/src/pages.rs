//! The pages, by portal; one file for each, named by its path.

pub mod accessibility;
pub mod admin;
pub mod desk;
pub mod home;
pub mod problem;
pub mod sign_in;

use crate::page::{Listed, listed};
use crate::portals::Routes;
use app::Action;
use axum::routing::get;

/// Routes that every address has, whatever portals are open on it.
pub fn common_routes() -> Routes {
    Routes::new()
        .at("/sign-in", Action::LogIn, get(sign_in::show).post(sign_in::enter))
        .at("/sign-out", Action::LogIn, axum::routing::post(sign_in::leave))
        .at("/accessibility", Action::ReadPublic, get(accessibility::show))
}

/// The routes of citizens and enterprises.
pub fn routes() -> Routes {
    Routes::new().at("/", Action::ReadPublic, get(home::show))
}

/// Every page of the house, so that tests and pictures leave none out.
pub fn all() -> Vec<Listed> {
    vec![
        listed::<problem::ProblemPage>(),
        listed::<sign_in::SignIn>(),
        listed::<home::Home>(),
        listed::<accessibility::AccessibilityStatement>(),
        listed::<admin::board::Board>(),
        listed::<admin::parts::PartsPage>(),
        listed::<admin::sheet::SheetPage>(),
    ]
    .into_iter()
    .chain(desk::all())
    .collect()
}

#[cfg(test)]
mod tests;
