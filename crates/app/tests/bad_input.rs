//! Every test that `docs/BAD-INPUT.md` names exists, so that the table stays true.
#![allow(clippy::unwrap_used, missing_docs, reason = "a test that cannot go on has failed")]

use std::path::Path;

#[test]
fn every_test_that_the_table_of_bad_input_names_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let table = std::fs::read_to_string(root.join("docs/BAD-INPUT.md")).unwrap();
    let rows: Vec<_> = table.lines().filter(|line| line.starts_with("| ") && line.contains("::")).collect();
    assert!(30 < rows.len(), "the table is there");
    for row in rows {
        let named = row.rsplit('`').nth(1).expect("the test stands between backticks");
        let (file, test) = named.split_once("::").expect("file and test");
        let text = std::fs::read_to_string(root.join(file)).unwrap_or_else(|cause| panic!("{file}: {cause}"));
        let held = text.contains(&format!("fn {test}(")) || text.contains(&format!("test(\"{test}\""));
        assert!(held, "{file} has no test {test}");
    }
}
