//! What programs use: `/api`, `/healthz`, `/metrics`.

use crate::portals::Routes;

/// The routes of `/api`.
pub fn routes() -> Routes {
    Routes::new()
}
