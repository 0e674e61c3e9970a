//! The arrows are held, in every spelling that a manifest knows.

use super::*;

fn found(path: &str, name: &str, below: &str) -> Vec<(&'static str, usize)> {
    let text = format!("[package]\nname = \"{name}\"\n{below}");
    check(path, &text).into_iter().map(|found| (found.rule, found.line)).collect()
}

#[test]
fn granted_arrows_pass() {
    assert_eq!(
        found(
            "crates/domain/cases/Cargo.toml",
            "cases",
            "[dependencies]\nkernel.workspace = true\njiff = { workspace = true }\n"
        ),
        []
    );
    assert_eq!(
        found(
            "crates/server/Cargo.toml",
            "server",
            "[dependencies]\nweb.workspace = true\nmail.workspace = true\n"
        ),
        []
    );
}

#[test]
fn an_arrow_that_is_not_granted_is_named() {
    assert_eq!(
        found("crates/web/Cargo.toml", "web", "[dependencies]\nledger.workspace = true\n"),
        [("arrow", 4)]
    );
    assert_eq!(
        found("crates/domain/cases/Cargo.toml", "cases", "[dependencies]\nidentity.workspace = true\n"),
        [("arrow", 4)]
    );
    assert_eq!(
        found("crates/web/Cargo.toml", "web", "[dependencies.ledger]\nworkspace = true\n"),
        [("arrow", 3)]
    );
    assert_eq!(
        found("crates/web/Cargo.toml", "web", "[build-dependencies]\npacks.workspace = true\n"),
        [("arrow", 4)]
    );
}

#[test]
fn tests_may_use_more_of_the_house_but_not_in_the_core() {
    let below = "[dev-dependencies]\nledger.workspace = true\n";
    assert_eq!(found("crates/web/Cargo.toml", "web", below), []);
    assert_eq!(found("crates/domain/cases/Cargo.toml", "cases", below), [("arrow", 4)]);
}

#[test]
fn every_library_comes_from_the_workspace() {
    let rule = [("workspace-dependency", 4)];
    assert_eq!(found("crates/web/Cargo.toml", "web", "[dependencies]\naxum = \"0.8\"\n"), rule);
    assert_eq!(
        found(
            "crates/web/Cargo.toml",
            "web",
            "[dependencies]\naxum = { version = \"0.8\", features = [] }\n"
        ),
        rule
    );
    assert_eq!(
        found("crates/web/Cargo.toml", "web", "[dependencies.axum]\nversion = \"0.8\"\n"),
        [("workspace-dependency", 3)]
    );
    assert_eq!(
        found("crates/web/Cargo.toml", "web", "[target.'cfg(unix)'.dependencies]\naxum = \"0.8\"\n"),
        rule
    );
}

#[test]
fn the_core_cannot_name_the_world() {
    assert_eq!(
        found("crates/domain/cases/Cargo.toml", "cases", "[dependencies]\ntokio.workspace = true\n"),
        [("calculator", 4)]
    );
}

#[test]
fn a_crate_that_is_not_in_the_table_is_asked_for() {
    assert_eq!(found("crates/lift/Cargo.toml", "lift", ""), [("arrow", 1)]);
}

#[test]
fn the_root_manifest_declares_versions_and_is_no_crate() {
    assert_eq!(check("Cargo.toml", "[workspace.dependencies]\naxum = \"0.8\"\n"), []);
}
