//! Search in running text: newest first, nothing missed, narrowed without a walk.

use super::town::{Town, case, commit, noted, opened, to};
use ledger::{Hit, Ledger, Search, Value};

fn search(ledger: &Ledger, words: &str, filter: &[(&'static str, Value)]) -> Vec<Hit> {
    let select = &["number", "title"];
    let (table, column) = ("cases", "title_words");
    ledger.search(&Search { table, column, words, filter, select, before: None, limit: 20 }).unwrap()
}

fn numbers(hits: &[Hit]) -> Vec<&str> {
    hits.iter().map(|hit| hit.row.text(0)).collect()
}

fn fill(ledger: &Ledger) {
    let titles = [
        ("a", "申请办理不动产登记事宜", "d1"),
        ("b", "户外广告设置许可", "d1"),
        ("c", "不动产登记（二手房）", "d2"),
        ("d", "Outdoor sign 2026 号", "d2"),
    ];
    for (name, title, department) in titles {
        commit(ledger, to(&case(name), 0, vec![opened(title, department)])).unwrap();
    }
}

pub fn a_word_inside_running_text_is_found_newest_first(town: &Town) {
    let ledger = town.open();
    fill(&ledger);
    let hits = search(&ledger, "不动产登记", &[]);
    assert_eq!(numbers(&hits), ["c", "a"]);
    assert_eq!(hits[0].row.text(1), "不动产登记（二手房）");
    assert_eq!(numbers(&search(&ledger, "SIGN ２０２６", &[])), ["d"]);
    assert_eq!(numbers(&search(&ledger, "手", &[])), ["c"]);
    assert!(search(&ledger, "排污许可", &[]).is_empty());
    assert!(search(&ledger, " ，\"*", &[]).is_empty());
}

pub fn a_search_is_narrowed_by_columns(town: &Town) {
    let ledger = town.open();
    fill(&ledger);
    assert_eq!(numbers(&search(&ledger, "不动产", &[("department", "d1".into())])), ["a"]);
    assert!(search(&ledger, "不动产", &[("department", "d3".into())]).is_empty());
    commit(&ledger, to(&case("a"), 1, vec![noted("seen")])).unwrap();
    assert_eq!(numbers(&search(&ledger, "不动产", &[("note", "seen".into())])), ["a"]);
}

pub fn words_that_stand_apart_are_no_hit_and_hide_none(town: &Town) {
    let ledger = town.open();
    commit(&ledger, to(&case("true"), 0, vec![opened("办理施工许可", "d1")])).unwrap();
    for number in 0..30 {
        commit(&ledger, to(&case(&number.to_string()), 0, vec![opened("许可证办理，施工证", "d1")])).unwrap();
    }
    assert_eq!(numbers(&search(&ledger, "办理施工许", &[])), ["true"]);
    assert_eq!(search(&ledger, "许可 施工", &[]).len(), 20, "what stands apart may be asked for apart");
}

pub fn pages_of_hits_follow_each_other(town: &Town) {
    let ledger = town.open();
    for number in 0..25 {
        commit(&ledger, to(&case(&format!("{number:02}")), 0, vec![opened("施工许可", "d1")])).unwrap();
    }
    let first = search(&ledger, "施工", &[]);
    assert_eq!((first.len(), first[0].row.text(0)), (20, "24"));
    let (table, column, select) = ("cases", "title_words", &["number"]);
    let before = Some(first[19].cursor);
    let page = Search { table, column, words: "施工", filter: &[], select, before, limit: 20 };
    assert_eq!(numbers(&ledger.search(&page).unwrap()), ["04", "03", "02", "01", "00"]);
}

pub fn the_index_follows_every_change_of_a_row(town: &Town) {
    let ledger = town.open();
    fill(&ledger);
    commit(&ledger, to(&case("b"), 1, vec![opened("排污许可", "d3")])).unwrap();
    assert!(search(&ledger, "广告", &[]).is_empty());
    assert_eq!(numbers(&search(&ledger, "排污", &[("department", "d3".into())])), ["b"]);
    commit(&ledger, to(&case("b"), 2, vec![noted("withdrawn")])).unwrap();
    assert!(search(&ledger, "排污", &[]).is_empty());
    ledger.rebuild(None).unwrap();
    assert_eq!(numbers(&search(&ledger, "不动产登记", &[])), ["c", "a"]);
    commit(&ledger, to(&case("e"), 0, vec![opened("不动产登记", "d1")])).unwrap();
    assert_eq!(numbers(&search(&ledger, "不动产登记", &[])), ["e", "c", "a"]);
}

pub fn a_column_without_words_cannot_be_searched(town: &Town) {
    let ledger = town.open();
    let (table, column, select) = ("cases", "title", &["number"]);
    let wrong = Search { table, column, words: "x", filter: &[], select, before: None, limit: 20 };
    assert!(ledger.search(&wrong).unwrap_err().to_string().contains("cases.title"));
}
