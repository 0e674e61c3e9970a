//! The arrows of the house, and one version of each library for all of it.

use super::Finding;
use super::calculator::is_core;

/// Which crates of the house a crate may use; a new arrow is its own commit.
///
/// They are not transitive: what a crate does not name it does not see.
const MAY_USE: [(&str, &[&str]); 28] = [
    ("kernel", &[]),
    ("calendar", &["kernel"]),
    ("rules", &["kernel"]),
    ("catalogue", &["kernel", "calendar", "rules"]),
    ("identity", &["kernel"]),
    ("cases", &["kernel", "calendar", "rules", "catalogue"]),
    ("certificates", &["kernel"]),
    ("halls", &["kernel", "calendar"]),
    ("hotline", &["kernel", "calendar"]),
    ("city", &["kernel", "calendar"]),
    ("insight", &["kernel", "calendar"]),
    ("notices", &["kernel", "calendar"]),
    ("ledger", &["kernel"]),
    ("packs", &["CORE"]),
    ("app", &["CORE", "packs", "ledger"]),
    ("documents", &["app", "kernel"]),
    ("mail", &["app", "kernel"]),
    ("sms", &["app", "kernel"]),
    ("oidc", &["app", "kernel"]),
    ("passkeys", &["app", "kernel"]),
    ("objects", &["app", "kernel"]),
    ("search", &["app", "kernel"]),
    ("web", &["CORE", "app"]),
    ("sim", &["CORE", "app", "ledger", "packs"]),
    ("bench", &["CORE", "app", "ledger", "packs"]),
    ("server", &["CORE", "packs", "ledger", "app", "LINKS", "web", "sim", "bench"]),
    ("testbed", &["CORE", "ledger", "packs"]),
    ("xtask", &[]),
];

/// What `CORE` (the kernel and the domain) and `LINKS` stand for in the table.
const GROUPS: [(&str, &[&str]); 2] = [
    (
        "CORE",
        &[
            "kernel",
            "calendar",
            "rules",
            "catalogue",
            "identity",
            "cases",
            "certificates",
            "halls",
            "hotline",
            "city",
            "insight",
            "notices",
        ],
    ),
    ("LINKS", &["documents", "mail", "sms", "oidc", "passkeys", "objects", "search"]),
];

/// Libraries that a domain crate must not even be able to name.
const NOT_IN_CORE: [&str; 14] = [
    "tokio",
    "axum",
    "askama",
    "minijinja",
    "rusqlite",
    "postgres",
    "reqwest",
    "lettre",
    "rand",
    "getrandom",
    "chrono",
    "tempfile",
    "include_dir",
    "tower-http",
];

/// One line below a `[dependencies]` heading.
struct Need<'a> {
    line: usize,
    name: &'a str,
    from_workspace: bool,
    ships: bool,
}

/// All rules about one crate's manifest.
pub fn check(path: &str, text: &str) -> Vec<Finding> {
    let Some(crate_name) = crate_name(text) else { return Vec::new() };
    let mut found = Vec::new();
    let allowed = allowed(crate_name);
    if allowed.is_none() {
        let advice = format!("say in MAY_USE what `{crate_name}` may use");
        found.push(Finding::new(path, 1, "arrow", advice));
    }
    for need in needs(text) {
        if !need.from_workspace {
            let advice = format!(
                "`{}.workspace = true`, with its version and reason in the root Cargo.toml",
                need.name
            );
            found.push(Finding::new(path, need.line, "workspace-dependency", advice));
        }
        let is_ours = MAY_USE.iter().any(|(name, _)| *name == need.name);
        let is_allowed = allowed.as_ref().is_none_or(|allowed| allowed.contains(&need.name));
        // What only a test uses ships nowhere; but the core is tested without the rest of the house.
        if is_ours && !is_allowed && (need.ships || is_core(path)) {
            let advice = format!("`{crate_name}` does not use `{}`: see MAY_USE in xtask", need.name);
            found.push(Finding::new(path, need.line, "arrow", advice));
        }
        if is_core(path) && NOT_IN_CORE.contains(&need.name) {
            let advice =
                format!("`{}` has no place in the core: it takes what it needs as arguments", need.name);
            found.push(Finding::new(path, need.line, "calculator", advice));
        }
    }
    found
}

fn crate_name(text: &str) -> Option<&str> {
    let mut lines = text.lines().skip_while(|line| line.trim() != "[package]");
    let line = lines.find(|line| line.starts_with("name"))?;
    line.split('"').nth(1)
}

/// The crates of the house that this one may use, groups spelled out; none for an unknown crate.
fn allowed(crate_name: &str) -> Option<Vec<&'static str>> {
    let (_, granted) = MAY_USE.iter().find(|(name, _)| *name == crate_name)?;
    let spell = |granted: &&'static str| match GROUPS.iter().find(|(group, _)| group == granted) {
        Some((_, members)) => members.to_vec(),
        None => vec![*granted],
    };
    Some(granted.iter().flat_map(spell).collect())
}

fn needs(text: &str) -> Vec<Need<'_>> {
    let mut needs = Vec::new();
    let mut heading = "";
    for (at, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.starts_with('[') {
            heading = line.trim_matches(['[', ']']);
            if let Some(name) = sub_heading(heading) {
                // `[dependencies.axum]` spreads over lines; the next lines say where it is from.
                let below = text.lines().skip(at + 1).take_while(|line| !line.starts_with('['));
                let from_workspace = below.into_iter().any(|line| line.replace(' ', "") == "workspace=true");
                needs.push(Need {
                    line: at + 1,
                    name,
                    from_workspace,
                    ships: !heading.contains("dev-dependencies"),
                });
            }
        } else if heading.ends_with("dependencies") && !line.is_empty() && !line.starts_with('#') {
            let Some((key, value)) = line.split_once('=') else { continue };
            let (name, dotted) = key.trim().split_once('.').unwrap_or((key.trim(), ""));
            let value = value.replace(' ', "");
            let from_workspace = dotted == "workspace" || value.contains("workspace=true");
            needs.push(Need {
                line: at + 1,
                name,
                from_workspace,
                ships: !heading.contains("dev-dependencies"),
            });
        }
    }
    needs
}

fn sub_heading(heading: &str) -> Option<&str> {
    let (_, name) = heading.split_once("dependencies.")?;
    (!heading.starts_with("workspace.")).then_some(name)
}

#[cfg(test)]
mod tests;
