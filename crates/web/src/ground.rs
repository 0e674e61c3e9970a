//! The router that every portal stands on: assets, preferences, headers, error pages.

use std::sync::Arc;

use axum::Router;
use axum::extract::Request;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use crate::doorplate::Doorplate;
use crate::{assets, headers, preferences, problem};

/// Puts the portals' pages on the common ground: their routes, the assets, the preference switches, and around all
/// of it the security headers and the pages that say what went wrong.
pub fn stand_on(doorplate: Arc<Doorplate>, portals: Router) -> Router {
    let shown = Arc::clone(&doorplate);
    let named = Arc::clone(&doorplate);
    portals
        .merge(assets::routes())
        .merge(preferences::routes(Arc::clone(&doorplate)))
        .route("/brand.css", get(move || brand(Arc::clone(&shown))))
        .layer(middleware::from_fn(move |request: Request, next: Next| {
            problem::show(Arc::clone(&named), request, next)
        }))
        .layer(middleware::map_response(headers::forbid))
}

/// The pack's own colours; five minutes old at most.
async fn brand(doorplate: Arc<Doorplate>) -> Response {
    let sheet = doorplate.brand.map(|brand| brand.stylesheet()).unwrap_or_default();
    ([(CONTENT_TYPE, "text/css; charset=utf-8"), (CACHE_CONTROL, "public, max-age=300")], sheet)
        .into_response()
}
