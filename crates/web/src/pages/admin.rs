//! Pages of the administration.

pub mod parts;
pub mod sheet;

use crate::portals::Routes;

/// The routes of `/admin`.
pub fn routes() -> Routes {
    Routes::new()
}
