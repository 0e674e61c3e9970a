//! The tree names no machine: no absolute path of a workplace, no package host of one network.
//!
//! A lock file with download addresses works on one network only; without them it works on each.

use super::Finding;

const WORK_PATHS: [&str; 3] = [concat!("/wo", "rk/"), concat!("/ro", "ot/"), concat!("/tmp/", "plan")];

/// All rules about the workplace, for any file of text.
pub fn check(path: &str, text: &str) -> Vec<Finding> {
    let find = |line: &str| {
        if path.ends_with("package-lock.json") && line.contains("\"resolved\":") {
            return Some("npm with `omit-lockfile-registry-resolved=true` in .npmrc writes no addresses");
        }
        if path.ends_with(".npmrc") && line.contains("registry=") {
            return Some("the registry is everyone's own setting");
        }
        if path.ends_with("Cargo.lock")
            && line.starts_with("source = ")
            && !line.contains("rust-lang/crates.io-index\"")
        {
            return Some("take the crate from crates.io");
        }
        if path.contains(".cargo/config") && (line.starts_with("[source") || line.starts_with("[registr")) {
            return Some("the registry is everyone's own setting");
        }
        names_work_path(line).then_some("name the file from the project's root")
    };
    let lines = text.lines().enumerate();
    lines.filter_map(|(at, line)| Some(Finding::new(path, at + 1, "workplace", find(line)?))).collect()
}

/// Whether an absolute path of a workplace begins here; a part of a longer path is none.
fn names_work_path(line: &str) -> bool {
    let continues = |sign: char| sign.is_alphanumeric() || "./_-~}".contains(sign);
    WORK_PATHS.iter().any(|path| {
        line.match_indices(path).any(|(at, _)| !line[..at].chars().next_back().is_some_and(continues))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(path: &str, text: &str) -> Vec<usize> {
        check(path, text).into_iter().map(|found| found.line).collect()
    }

    #[test]
    fn a_path_of_one_machine_is_found() {
        let text = format!("one\nsee `{}main/x`\n", WORK_PATHS[0]);
        assert_eq!(lines("docs/a.md", &text), [2]);
    }

    #[test]
    fn the_same_word_inside_another_path_is_fine() {
        assert_eq!(
            lines("docs/a.md", &format!("desk{0}list and https://example.org{0}x", WORK_PATHS[0])),
            []
        );
    }

    #[test]
    fn lock_files_name_no_host() {
        assert_eq!(lines("web/package-lock.json", "{\n  \"resolved\": \"https://host/a.tgz\"\n}"), [2]);
        assert_eq!(lines("web/package.json", "{\n  \"resolved\": \"no lock file\"\n}"), []);
        let source = "source = \"registry+https://github.com/rust-lang/crates.io-index\"\n";
        assert_eq!(lines("Cargo.lock", source), []);
        assert_eq!(lines("Cargo.lock", "source = \"registry+https://host/index\"\n"), [1]);
    }

    #[test]
    fn settings_name_no_registry() {
        assert_eq!(lines("e2e/.npmrc", "omit-lockfile-registry-resolved=true\n"), []);
        assert_eq!(lines("e2e/.npmrc", "registry=https://host\n"), [1]);
        assert_eq!(lines(".cargo/config.toml", "[alias]\n[source.crates-io]\n[registries.x]\n"), [2, 3]);
    }
}
