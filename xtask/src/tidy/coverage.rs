//! What the project says it has shown: each requirement once, with a test or a page that exists.
//!
//! A list of promises rots quietly: a renamed test leaves a line that shows nothing. So the list is read
//! like code, and a line whose evidence is gone has to be put right or say "not yet".

use super::Finding;

/// Every requirement id, one a line.
pub const IDS: &str = "docs/requirement-ids.txt";
/// The table of evidence.
pub const TABLE: &str = "docs/COVERAGE.md";
/// Where the routes of pages and of the interface for programs are written.
const ROUTES: &str = "crates/web/src/";
const NOT_YET: &str = "not yet";

/// The files that the check needs; `read` gives a file's text by its path from the root.
pub struct Tree<'a> {
    /// Every file that git knows.
    pub paths: Vec<&'a str>,
    /// The text of a file, if there is one.
    pub read: &'a dyn Fn(&str) -> Option<String>,
}

/// One line of the table.
struct Row<'a> {
    line: usize,
    id: &'a str,
    evidence: &'a str,
}

/// Holds the table of evidence against the list of ids, the tests and the routes.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let (Some(ids), Some(table)) = ((tree.read)(IDS), (tree.read)(TABLE)) else {
        return vec![Finding::new(TABLE, 1, "coverage", format!("there must be {TABLE} and {IDS}"))];
    };
    let rows = rows(&table);
    let mut found = complete(&ids, &rows);
    let routes = routes(tree);
    for row in &rows {
        let wrong = evidence(row, tree, &routes);
        found.extend(wrong.into_iter().map(|advice| Finding::new(TABLE, row.line, "coverage", advice)));
    }
    found
}

fn rows(table: &str) -> Vec<Row<'_>> {
    table.lines().enumerate().filter_map(|(at, line)| row(at + 1, line)).collect()
}

fn row(line: usize, text: &str) -> Option<Row<'_>> {
    let mut cells = text.strip_prefix('|')?.split('|').map(str::trim);
    let (id, _, evidence) = (cells.next()?, cells.next()?, cells.next()?);
    let (letters, digits) = id.split_once('-')?;
    let is_id = letters.bytes().all(|sign| sign.is_ascii_uppercase())
        && digits.len() == 2
        && digits.bytes().all(|sign| sign.is_ascii_digit());
    (is_id && !letters.is_empty()).then_some(Row { line, id, evidence })
}

/// Every id of the list stands in the table once, and no other.
fn complete(ids: &str, rows: &[Row]) -> Vec<Finding> {
    let ids: Vec<&str> = ids.lines().map(str::trim).filter(|id| !id.is_empty()).collect();
    let mut found = Vec::new();
    for id in &ids {
        let count = rows.iter().filter(|row| row.id == *id).count();
        if count != 1 {
            found.push(Finding::new(
                TABLE,
                1,
                "coverage",
                format!("{id} stands here {count} times, not once"),
            ));
        }
    }
    for row in rows.iter().filter(|row| !ids.contains(&row.id)) {
        found.push(Finding::new(TABLE, row.line, "coverage", format!("{} is not in {IDS}", row.id)));
    }
    found
}

/// What is wrong with the evidence of one line.
fn evidence(row: &Row, tree: &Tree, routes: &str) -> Vec<String> {
    if row.evidence == NOT_YET {
        return Vec::new();
    }
    let pieces: Vec<&str> = row.evidence.split('`').skip(1).step_by(2).collect();
    if pieces.is_empty() {
        return vec![format!("{}: name a test or a page, or say \"{NOT_YET}\"", row.id)];
    }
    pieces.into_iter().filter_map(|piece| gone(piece, tree, routes)).collect()
}

/// Why a test or a page is no evidence: it does not exist.
fn gone(piece: &str, tree: &Tree, routes: &str) -> Option<String> {
    if piece.starts_with('/') {
        return (!routes.contains(&format!(".at(\"{piece}\"")))
            .then(|| format!("no route has the address {piece}"));
    }
    let Some((path, name)) = piece.split_once("::") else {
        return Some(format!("{piece} is neither `file::test` nor a page's address"));
    };
    let Some(text) = (tree.read)(path) else {
        return Some(format!("{path} does not exist"));
    };
    let is_there =
        if path.ends_with(".rs") { text.contains(&format!("fn {name}(")) } else { text.contains(name) };
    (!is_there).then(|| format!("{path} holds no test \"{name}\""))
}

/// The text of all files that give routes.
fn routes(tree: &Tree) -> String {
    let sources = tree.paths.iter().filter(|path| path.starts_with(ROUTES) && path.ends_with(".rs"));
    sources.filter_map(|path| (tree.read)(path)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEST: &str = "crates/a/tests/b.rs";

    /// The advice about a table over the ids A-01 and B-02, one test and one page.
    fn advice(table: &str) -> Vec<String> {
        let read = |path: &str| match path {
            IDS => Some("A-01\nB-02\n".to_owned()),
            TABLE => Some(table.to_owned()),
            TEST => Some("#[test]\nfn water_is_wet() {}\n".to_owned()),
            "crates/web/src/pages.rs" => Some(".at(\"/halls/{id}\", get(one))".to_owned()),
            _ => None,
        };
        let tree = Tree { paths: vec!["crates/web/src/pages.rs", TEST], read: &read };
        check(&tree).into_iter().map(|finding| finding.advice).collect()
    }

    #[test]
    fn evidence_that_exists_and_an_honest_not_yet_pass() {
        let table = format!(
            "| A-01 | water | `{TEST}::water_is_wet`<br>`/halls/{{id}}` | |\n| B-02 | x | not yet | |"
        );
        assert_eq!(advice(&table), [""; 0]);
    }

    #[test]
    fn a_missing_a_doubled_and_a_strange_id_are_named() {
        let found = advice("| A-01 | x | not yet | |\n| A-01 | x | not yet | |\n| C-03 | x | not yet | |");
        assert_eq!(found.len(), 3, "{found:?}");
        assert!(found[0].starts_with("A-01 stands here 2") && found[1].starts_with("B-02 stands here 0"));
    }

    #[test]
    fn a_line_without_evidence_says_so() {
        assert_eq!(advice("| A-01 | x | surely | |\n| B-02 | x | not yet | |").len(), 1);
    }

    #[test]
    fn a_test_or_a_page_that_is_gone_is_no_evidence() {
        for piece in [format!("{TEST}::water_is_dry"), "none.rs::x".into(), "/moon".into(), "word".into()] {
            let found = advice(&format!("| A-01 | x | `{piece}` | |\n| B-02 | x | not yet | |"));
            assert_eq!(found.len(), 1, "{piece}: {found:?}");
        }
    }
}
