//! Pages of the administration. Three administrators share it and none of them sees what is another's: the system's
//! keeps accounts and what goes out, security gives posts, audit reads the logs (三员分立).

mod accounts; // who may log in, and with which posts
mod audit; // who read what, and whether the ledger is sound
pub mod board; // what all these pages look like
mod calendar; // the years by which dates are counted
mod catalogue; // matters: versions, differences, publication
mod editor; // a matter's draft, section by section
mod home; // each one's tasks
mod organisation; // departments, posts, halls, regions
mod messages; // text messages and what the gateway said to them
mod outbox; // what waits, was given up or is uncertain
pub mod parts;
pub mod sheet;
mod standard; // where a matter differs from the standard of its item
mod words; // reads and events in words
mod workbook; // the catalogue as a workbook, out and in

use crate::portals::Routes;
use app::Action;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

/// The routes of `/admin`. Where several roles share a page, the city's use cases tell them apart.
pub fn routes() -> Routes {
    let large = DefaultBodyLimit::max(workbook::FORM_MAX);
    Routes::new()
        .at("/admin", Action::LogIn, get(home::show))
        .at("/admin/outbox", Action::RunSystem, get(outbox::show))
        .at("/admin/outbox/{id}", Action::RunSystem, post(outbox::decide))
        .at("/admin/messages", Action::RunSystem, get(messages::show))
        .at("/admin/messages/{occasion}", Action::RunSystem, post(messages::decide))
        .at("/admin/calendar", Action::RunSystem, get(calendar::show).post(calendar::announce))
        .at(
            "/admin/calendar/days",
            Action::RunSystem,
            post(calendar::read_days).layer(DefaultBodyLimit::max(calendar::DAYS_FORM_MAX)),
        )
        .at("/admin/organisation", Action::LogIn, get(organisation::show))
        .at("/admin/audit", Action::ReadAudit, get(audit::show).post(audit::check))
        .at("/admin/accounts", Action::LogIn, get(accounts::show).post(accounts::open))
        .at("/admin/accounts/{id}", Action::LogIn, get(accounts::one).post(accounts::change))
        .at("/admin/catalogue", Action::LogIn, get(catalogue::list))
        .at("/admin/catalogue/{code}", Action::LogIn, get(catalogue::one).post(catalogue::change))
        .at("/admin/catalogue/new", Action::EditCatalogue, get(editor::show_new).post(editor::begin))
        .at("/admin/catalogue/{code}/edit", Action::EditCatalogue, get(editor::show).post(editor::save))
        .at("/admin/standard", Action::LogIn, get(standard::show))
        .at(
            "/admin/workbook",
            Action::EditCatalogue,
            get(workbook::show).post(workbook::take_in).layer(large),
        )
        .at("/admin/workbook/matters.xlsx", Action::EditCatalogue, get(workbook::download))
}
