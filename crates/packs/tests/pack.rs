//! The whole reader on a small pack: what is clean loads, each thing that is broken is named at its place, and what
//! is written reads back the same.

use kernel::Language;
use packs::{EntryKind, Pack, PackFiles, Report, load_files};
use std::collections::BTreeMap;
use std::path::Path;

fn small() -> BTreeMap<String, Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/small");
    let (files, problems) = PackFiles::read(&folder);
    assert_eq!(problems, []);
    files.paths().map(|path| (path.to_owned(), files.bytes(path).expect("it was read").to_vec())).collect()
}

fn load(files: BTreeMap<String, Vec<u8>>) -> Result<(Pack, Report), Report> {
    load_files(&PackFiles::from_memory(files), Vec::new())
}

/// Loads the small pack after one text was replaced in one file, and gives rule, file and line of each problem.
fn after(file: &str, from: &str, to: &str) -> Vec<(&'static str, String, u32)> {
    let mut files = small();
    let text = String::from_utf8(files.remove(file).expect("the file is there")).expect("it is text");
    assert!(text.contains(from), "{file} does not contain {from}");
    files.insert(file.to_owned(), text.replacen(from, to, 1).into_bytes());
    problems(load(files))
}

fn problems(loaded: Result<(Pack, Report), Report>) -> Vec<(&'static str, String, u32)> {
    let report = match loaded {
        Ok((_, report)) | Err(report) => report,
    };
    report.problems().iter().map(|problem| (problem.rule, problem.file.clone(), problem.at.line)).collect()
}

fn one(rule: &'static str, file: &str, line: u32) -> Vec<(&'static str, String, u32)> {
    vec![(rule, file.to_owned(), line)]
}

const MATTER: &str = "matters/drain/matter.yaml";

#[test]
fn a_clean_pack_loads_without_a_word() {
    let (pack, report) = load(small()).expect("it is clean");
    assert_eq!(report.problems(), []);
    assert_eq!((pack.matters.len(), pack.city.regions.len()), (1, 2));
    assert_eq!(pack.attachments.keys().collect::<Vec<_>>(), ["drain/papers/map.pdf"]);
    assert_eq!(report.text(Language::Chinese), "共 0 处错误，0 处提醒。");
}

#[test]
fn what_is_written_reads_back_the_same_and_so_does_what_is_taken_apart() {
    let (pack, _) = load(small()).expect("it is clean");
    let (again, report) = load_files(&packs::files(&pack), Vec::new()).expect("it is clean");
    assert_eq!(again, pack);
    assert_eq!(report.problems(), []);
    let entries = pack.entries();
    assert_eq!(entries, again.entries(), "loading twice changes no hash");
    let assembled = Pack::assemble(&entries, pack.attachments.clone()).expect("it is a pack");
    assert_eq!(assembled, pack);
}

#[test]
fn only_the_changed_entry_gets_another_hash() {
    let (pack, _) = load(small()).expect("it is clean");
    let mut changed = pack.clone();
    changed.matters[0].limits.promised = Some(calendar::Limit::WorkingDays(5));
    let differing: Vec<_> = pack
        .entries()
        .into_iter()
        .zip(changed.entries())
        .filter(|(before, after)| before.hash != after.hash)
        .map(|(before, _)| (before.kind, before.key))
        .collect();
    assert_eq!(differing, [(EntryKind::Matter, "drain".to_owned())]);
}

#[test]
fn a_missing_file_is_named() {
    for file in ["pack.yaml", MATTER, "matters/drain/guide.md"] {
        let mut files = small();
        files.remove(file);
        assert!(problems(load(files)).contains(&("missing-file", file.to_owned(), 0)), "{file}");
    }
}

#[test]
fn a_file_that_nothing_reads_is_a_warning() {
    let mut files = small();
    files.insert("matters/drain/guid.md".to_owned(), b"x".to_vec());
    let (_, report) = load(files).expect("a warning does not stop the loading");
    assert_eq!(report.warnings().map(|problem| problem.rule).collect::<Vec<_>>(), ["unread-file"]);
}

#[test]
fn broken_yaml_unknown_keys_and_wrong_words_have_their_lines() {
    assert_eq!(
        after(MATTER, "online: whole", "onlin: whole"),
        [("missing-key", MATTER.to_owned(), 1), ("unknown-key", MATTER.to_owned(), 14)]
    );
    assert!(after(MATTER, "regime: licence", "regime: permission").contains(&(
        "unknown-word",
        MATTER.to_owned(),
        3
    )));
    let syntax = after("posts.yaml", "role: head}", "role: head");
    assert!(
        syntax
            .iter()
            .any(|(rule, file, line)| (*rule, file.as_str()) == ("syntax", "posts.yaml") && *line > 0)
    );
}

#[test]
fn many_errors_in_many_files_come_in_one_report() {
    let mut files = small();
    for (file, from, to) in [
        (MATTER, "promised: 8个工作日", "promised: 尽快"),
        (MATTER, "halls: [general]", "halls: [moon]"),
        ("departments.yaml", "level: city", "level: galaxy"),
        ("regions/all.yaml", "parent: \"1\"", "parent: \"7\""),
        ("matters/drain/form.yaml", "maxLength: 100", "maxLenght: 100"),
    ] {
        let text = String::from_utf8(files[file].clone()).expect("it is text");
        files.insert(file.to_owned(), text.replace(from, to).into_bytes());
    }
    let found: Vec<_> = problems(load(files)).into_iter().map(|(rule, file, _)| (file, rule)).collect();
    for wanted in [
        (MATTER.to_owned(), "bad-value"),
        (MATTER.to_owned(), "finding-unknown"),
        ("departments.yaml".to_owned(), "unknown-word"),
        ("regions/all.yaml".to_owned(), "unknown-id"),
        ("matters/drain/form.yaml".to_owned(), "unknown-key"),
    ] {
        assert!(found.contains(&wanted), "{wanted:?} is not among {found:?}");
    }
}

#[test]
fn content_checks_show_the_line_of_what_they_find() {
    assert_eq!(after(MATTER, "    basis: 办法第七条\n", ""), one("finding-missing-field", MATTER, 23));
    assert_eq!(
        after(MATTER, "promised: 8", "promised: 21"),
        one("finding-promise-beyond-statute", MATTER, 21)
    );
    assert_eq!(after(MATTER, "sub_platform: a\n", ""), one("finding-no-sub-platform", MATTER, 1));
    assert_eq!(after(MATTER, "after: [read]", "after: [decide]"), one("finding-steps", MATTER, 35));
    assert_eq!(after(MATTER, "template: permit", "template: ghost"), one("finding-unknown", MATTER, 38));
    assert_eq!(
        after(MATTER, "    name: 申请表", "    name: 未婚证明").len(),
        2,
        "cancelled, and not as the standard"
    );
    let guide = after("matters/drain/guide.md", "## 怎么办\n\n1. 填表\n2. 领证\n", "");
    assert_eq!(guide, one("finding-missing-text", "matters/drain/guide.md", 1));
    let form =
        after("matters/drain/form.yaml", "maxLength: 100", "maxLength: 100, x-yimen: {when: {ghost: x}}");
    assert_eq!(form, one("finding-unknown-key", "matters/drain/form.yaml", 6));
}

#[test]
fn what_has_a_file_of_its_own_is_not_written_in_the_matter() {
    assert_eq!(after(MATTER, "delivery:", "guide: {}\ndelivery:"), one("written-elsewhere", MATTER, 39));
}

#[test]
fn folder_and_code_are_equal_and_papers_stay_in_the_folder() {
    assert_eq!(after(MATTER, "code: drain", "code: drains")[0], ("code-and-folder", MATTER.to_owned(), 1));
    for path in ["../../pack.yaml", "/etc/passwd", "papers/ghost.pdf"] {
        assert_eq!(after(MATTER, "papers/map.pdf", path), one("missing-paper", MATTER, 34), "{path}");
    }
}

#[test]
fn regions_form_a_tree_below_the_city() {
    const FILE: &str = "regions/all.yaml";
    assert_eq!(after(FILE, "parent: \"1\"", "parent: \"7\""), one("unknown-id", FILE, 5));
    assert_eq!(after(FILE, ", parent: \"1\"", ""), one("no-parent", FILE, 5));
    assert_eq!(after(FILE, "parent: \"1\"", "parent: \"2\""), one("region-level", FILE, 5));
    assert!(after(FILE, "code: \"2\"", "code: \"1\"").iter().any(|(rule, _, _)| *rule == "duplicate-id"));
    assert_eq!(
        after("pack.yaml", "region: \"1\"", "region: \"9\"").len(),
        2,
        "no such region, and the city has no parent"
    );
}

#[test]
fn ids_exist_and_stand_once() {
    assert_eq!(
        after("posts.yaml", "id: water-head", "id: water-examiner"),
        one("duplicate-id", "posts.yaml", 2)
    );
    assert_eq!(
        after("halls.yaml", "departments: [water]", "departments: [fire]"),
        one("unknown-id", "halls.yaml", 4)
    );
    assert_eq!(after("halls.yaml", "site: centre", "site: moon"), one("unknown-id", "halls.yaml", 4));
    assert_eq!(
        after("departments.yaml", "  court: 区人民法院", "  parent: moon\n  court: 区人民法院"),
        one("unknown-id", "departments.yaml", 6)
    );
}

#[test]
fn a_credit_code_with_a_wrong_check_symbol_is_refused() {
    let with = |code: &str| after("departments.yaml", "  court:", &format!("  uscc: {code}\n  court:"));
    assert_eq!(with("11440100007483172Q"), []);
    assert_eq!(with("11440100007483172R"), one("bad-uscc", "departments.yaml", 6));
}

#[test]
fn a_department_without_court_is_a_warning_until_it_decides_a_matter() {
    let rules: Vec<_> =
        after("departments.yaml", "  court: 区人民法院\n", "").into_iter().map(|it| it.0).collect();
    assert_eq!(rules, ["no-remedy", "finding-no-remedy"]);
}

#[test]
fn a_colour_that_a_page_cannot_use_is_refused() {
    let with =
        |colour: &str| after("pack.yaml", "region:", &format!("brand: {{colour: \"{colour}\"}}\nregion:"));
    assert_eq!(with("#0b5a7a"), []);
    assert_eq!(with("red; }"), one("bad-colour", "pack.yaml", 4));
}

#[test]
fn there_are_six_sub_platforms() {
    assert_eq!(
        after(
            "sub-platforms.yaml",
            "- {id: f, name: 平台f, about: 测试, provenance: {sample: {note: 测试}}}\n",
            ""
        ),
        one("six-sub-platforms", "sub-platforms.yaml", 0)
    );
}

#[test]
fn a_text_message_names_exactly_its_variables() {
    assert_eq!(
        after("messages.yaml", "编号{number}", "编号{numbr}"),
        one("message-variables", "messages.yaml", 4)
    );
}

#[test]
fn a_synonym_that_finds_nothing_is_a_warning() {
    assert_eq!(after("synonyms.yaml", "排水许可", "月球许可"), one("lost-synonym", "synonyms.yaml", 1));
}

#[test]
fn an_official_code_belongs_to_one_matter() {
    let mut files = small();
    let copies: Vec<(String, Vec<u8>)> = files
        .iter()
        .filter(|(path, _)| path.starts_with("matters/drain/"))
        .map(|(path, bytes)| (path.replace("drain/", "other/"), bytes.clone()))
        .collect();
    files.extend(copies);
    for (path, code) in [(MATTER, "drain"), ("matters/other/matter.yaml", "other")] {
        let text = String::from_utf8(files[path].clone()).expect("it is text");
        let text = text.replace("code: drain", &format!("code: {code}\naliases: [\"442199806003\"]"));
        files.insert(path.to_owned(), text.into_bytes());
    }
    assert_eq!(problems(load(files)), one("code-taken", "matters/other/matter.yaml", 1));
}

#[test]
fn the_report_reads_in_both_languages() {
    let mut files = small();
    files.remove("pack.yaml");
    let report = load(files).expect_err("it is refused");
    assert!(report.text(Language::Chinese).contains("pack.yaml: 错误: 缺少这个文件"));
    assert!(report.text(Language::English).contains("pack.yaml: error: this file is missing"));
}
