//! The pages, by portal; one file for each, named by its path.

pub mod accessibility;
pub mod admin;
pub mod problem;

use crate::page::{Listed, listed};

/// Every page of the house, so that tests and pictures leave none out.
pub fn all() -> Vec<Listed> {
    vec![
        listed::<problem::ProblemPage>(),
        listed::<accessibility::AccessibilityStatement>(),
        listed::<admin::parts::PartsPage>(),
        listed::<admin::sheet::SheetPage>(),
    ]
}

#[cfg(test)]
mod tests;
