//! The pages, by portal; one file for each, named by its path.

pub mod accessibility;
pub mod admin;
pub mod apply;
pub mod desk;
pub mod difficulty;
pub mod halls;
pub mod commitments;
pub mod home;
pub mod problem;
pub mod markdown;
pub mod matters;
pub mod my;
pub mod passkeys;
pub mod prove;
pub mod register;
pub mod progress;
pub mod rating;
pub mod sign_in;
pub mod verify;
pub mod words;

use crate::page::{Listed, listed};
use crate::portals::Routes;
use app::Action;
use axum::routing::{get, post};

/// Routes that every address has, whatever portals are open on it.
pub fn common_routes() -> Routes {
    Routes::new()
        .at("/sign-in", Action::LogIn, get(sign_in::show).post(sign_in::enter))
        .at("/sign-in/code", Action::LogIn, get(sign_in::code::show).post(sign_in::code::enter))
        .at("/sign-in/first/{secret}", Action::LogIn, get(sign_in::first::show).post(sign_in::first::open))
        .at("/sign-in/with/{provider}", Action::LogIn, get(sign_in::outside::leave))
        .at("/sign-in/with/{provider}/back", Action::LogIn, get(sign_in::outside::back))
        .at("/sign-in/passkey", Action::LogIn, post(sign_in::passkey::enter))
        .at("/sign-in/passkey/ask", Action::LogIn, post(sign_in::passkey::ask))
        .at("/prove", Action::LogIn, get(prove::show).post(prove::prove))
        .at("/passkeys", Action::KeepPasskeys, get(passkeys::show).post(passkeys::add))
        .at("/passkeys/ask", Action::KeepPasskeys, post(passkeys::ask))
        .at("/passkeys/remove", Action::KeepPasskeys, post(passkeys::remove))
        .at("/sign-out", Action::LogIn, post(sign_in::leave))
        .at("/accessibility", Action::ReadPublic, get(accessibility::show))
}

/// The routes of citizens and enterprises.
pub fn routes() -> Routes {
    let large = axum::extract::DefaultBodyLimit::max(apply::FORM_MIB * 1024 * 1024);
    Routes::new()
        .at("/", Action::ReadPublic, get(home::show))
        .at("/matters", Action::ReadPublic, get(matters::show))
        .at("/matters/suggest", Action::ReadPublic, get(matters::suggest))
        .at("/matters/codes", Action::ReadPublic, get(matters::codes::show))
        .at("/matters/{code}", Action::ReadPublic, get(matters::guide::show))
        .at("/matters/{code}/print", Action::ReadPublic, get(matters::sheet::show))
        .at("/matters/{code}/qr.svg", Action::ReadPublic, get(matters::short::code))
        .at("/m/{short}", Action::ReadPublic, get(matters::short::go))
        .at("/progress", Action::FollowByCode, get(progress::ask).post(progress::show))
        .at("/rating", Action::FollowByCode, get(rating::ask).post(rating::by_code))
        .at("/difficulty", Action::ReportDifficulty, get(difficulty::show).post(difficulty::send))
        .at("/verify", Action::ReadPublic, get(verify::ask).post(verify::file).layer(large))
        .at("/verify/{code}", Action::ReadPublic, get(verify::scanned))
        .at("/commitments", Action::ReadPublic, get(commitments::show))
        .at("/halls", Action::ReadPublic, get(halls::list))
        .at("/halls/{id}", Action::ReadPublic, get(halls::one))
        .at("/register", Action::LogIn, get(register::show).post(register::open))
        .and(apply::routes())
        .and(my::routes())
}

/// Every page of the house, so that tests and pictures leave none out.
pub fn all() -> Vec<Listed> {
    vec![
        listed::<problem::ProblemPage>(),
        listed::<sign_in::SignIn>(),
        listed::<home::Home>(),
        listed::<matters::MatterList>(),
        listed::<matters::guide::Guide>(),
        listed::<matters::sheet::GuideSheet>(),
        listed::<matters::codes::CodeSheet>(),
        listed::<matters::short::Withdrawn>(),
        listed::<apply::start::Start>(),
        listed::<apply::situation::SituationPage>(),
        listed::<apply::form::FormPage>(),
        listed::<apply::materials::MaterialsPage>(),
        listed::<apply::delivery::DeliveryPage>(),
        listed::<apply::check::CheckPage>(),
        listed::<apply::remove::RemovePage>(),
        listed::<apply::changed::Changed>(),
        listed::<prove::Prove>(),
        listed::<passkeys::Passkeys>(),
        listed::<progress::AskProgress>(),
        listed::<progress::ShownProgress>(),
        listed::<rating::RatePage>(),
        listed::<difficulty::Report>(),
        listed::<difficulty::ShownDifficulty>(),
        listed::<verify::Verify>(),
        listed::<halls::Halls>(),
        listed::<halls::OneHall>(),
        listed::<commitments::Commitments>(),
        listed::<register::Register>(),
        listed::<sign_in::code::CodeLogin>(),
        listed::<sign_in::first::First>(),
        listed::<my::Mine>(),
        listed::<my::case::MyCase>(),
        listed::<my::case::submitted::Submitted>(),
        listed::<my::acts::withdraw::WithdrawPage>(),
        listed::<my::acts::delivery::ChooseDeliveryPage>(),
        listed::<my::acts::supplement::SupplementPage>(),
        listed::<my::inbox::Inbox>(),
        listed::<my::inbox::Message>(),
        listed::<my::papers::Papers>(),
        listed::<my::record::Record>(),
        listed::<my::contact::ContactPage>(),
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
