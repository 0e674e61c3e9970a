//! Code, strings, comments and tests are told apart.

use super::*;

fn code_of(text: &str) -> String {
    Source::read("crates/app/src/a.rs", text).code.join("\n")
}

#[test]
fn comments_are_not_code() {
    let source = Source::read("a.rs", "let a = 1; // unwrap()\n/* b\n/* c */ d */ let e;");
    assert_eq!(source.code[0].trim_end(), "let a = 1;");
    assert_eq!(source.code[2].trim(), "let e;");
    assert_eq!(source.comments[0], (0, "// unwrap()".to_owned()));
    assert_eq!(source.comments[2], (2, "/* c */ d */".to_owned()));
}

#[test]
fn the_insides_of_strings_are_not_code_but_are_kept_apart() {
    let source = Source::read("a.rs", "let a = \"x \\\" // y\"; let b = r#\"q\" z\"#; let c = b\"d\";");
    assert_eq!(source.code[0].split_whitespace().collect::<String>(), "leta=\"\";letb=r#\"\"#;letc=b\"\";");
    let texts: Vec<_> = source.strings.iter().map(|(_, text)| text.as_str()).collect();
    assert_eq!(texts, ["x \\\" // y", "q\" z", "d"]);
}

#[test]
fn a_brace_in_quotes_opens_nothing_and_a_lifetime_is_no_quote() {
    assert_eq!(code_of("f('{', '\\'', '\\u{4e00}');").replace(' ', ""), "f(,,);");
    assert_eq!(code_of("fn f<'a>(a: &'a str) {}"), "fn f<'a>(a: &'a str) {}");
}

#[test]
fn a_string_over_several_lines_keeps_the_lines_in_step() {
    let source = Source::read("a.rs", "let a = \"one\ntwo\";\nlet b;");
    assert_eq!(source.code.len(), 3);
    assert_eq!(source.code[2], "let b;");
}

#[test]
fn tests_inside_a_file_are_known_as_tests() {
    let text = "fn a() {}\n#[cfg(test)]\nmod tests {\n    fn b() {}\n}\nfn c() {}\n#[cfg(test)]\nmod more;\nfn d() {}";
    let source = Source::read("crates/app/src/a.rs", text);
    let tests: Vec<usize> = (0..9).filter(|line| source.is_test(*line)).collect();
    assert_eq!(tests, [1, 2, 3, 4, 6, 7]);
}

#[test]
fn files_that_hold_only_tests_are_known_as_tests() {
    for path in ["crates/app/tests/a.rs", "crates/app/src/queue/tests.rs", "crates/app/src/tests/b.rs"] {
        assert!(Source::read(path, "fn a() {}").is_test(0), "{path}");
    }
    assert!(!Source::read("crates/app/src/contests.rs", "fn a() {}").is_test(0));
}
