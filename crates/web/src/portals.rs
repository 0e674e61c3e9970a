//! The doors of the house: every route with the action of the access table that it needs.

use crate::desk::{Desk, House, RouteAction};
use crate::frame::Portal;
use crate::ground;
use crate::problem::Problem;
use app::Action;
use axum::handler::Handler;
use axum::routing::MethodRouter;
use axum::{Extension, Router};

/// Routes that each declare their action; whoever opens one is checked before its handler runs.
#[derive(Default)]
pub struct Routes {
    router: Router<House>,
    declared: Vec<(&'static str, Action)>,
}

impl Routes {
    /// No routes yet.
    pub fn new() -> Self {
        Routes::default()
    }

    /// With a route that needs `action`.
    #[must_use]
    pub fn at(mut self, path: &'static str, action: Action, handlers: MethodRouter<House>) -> Self {
        self.router = self.router.route(path, handlers.layer(Extension(RouteAction(action))));
        self.declared.push((path, action));
        self
    }

    /// With the routes of another room.
    #[must_use]
    pub fn and(mut self, other: Routes) -> Self {
        self.router = self.router.merge(other.router);
        self.declared.extend(other.declared);
        self
    }

    /// Every path with its action, for tests and pictures.
    pub fn declared(&self) -> &[(&'static str, Action)] {
        &self.declared
    }
}

/// The routes of one portal.
pub fn routes_of(portal: Portal) -> Routes {
    match portal {
        Portal::Public => crate::pages::routes(),
        Portal::Desk => crate::pages::desk::routes(),
        Portal::Admin => crate::pages::admin::routes(),
        Portal::Api => crate::api::routes(),
    }
}

/// An address that leads nowhere, told to who asks.
async fn nowhere(_: Desk) -> Problem {
    Problem::NotFound
}

/// The open portals on their common ground.
pub fn open(house: House, portals: &[Portal]) -> Router {
    let mut routes = Routes::new().and(crate::pages::common_routes());
    for portal in portals {
        routes = routes.and(routes_of(*portal));
    }
    let doorplate = house.doorplate.clone();
    let nowhere = nowhere.layer(Extension(RouteAction(Action::ReadPublic)));
    ground::stand_on(doorplate, routes.router.fallback(nowhere).with_state(house))
}
