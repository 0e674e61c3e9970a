//! Pages of counter and examination.

use crate::portals::Routes;

/// The routes of `/desk`.
pub fn routes() -> Routes {
    Routes::new()
}
