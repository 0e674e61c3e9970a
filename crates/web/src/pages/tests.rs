//! Every page in every language and state: complete, well formed, without a missing sentence.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::http::HeaderMap;
use kernel::Language;

use super::all;
use crate::doorplate::Doorplate;
use crate::frame::PageFrame;
use crate::text::Text;

fn frame(path: &str, language: Language) -> PageFrame {
    let doorplate = Doorplate::sample();
    PageFrame {
        t: Text::new(language),
        ..PageFrame::of_request(Arc::new(doorplate), path, &HeaderMap::new())
    }
}

/// Every drawn sample with a name to find it by.
fn drawn() -> Vec<(String, String)> {
    let mut drawn = Vec::new();
    for page in all() {
        for language in [Language::Chinese, Language::English] {
            for (sample, html) in (page.draw)(&frame(page.path, language)) {
                drawn.push((format!("{} {sample} {}", page.name, language.tag()), html));
            }
        }
    }
    drawn
}

fn attribute<'h>(html: &'h str, name: &str) -> Vec<&'h str> {
    let mark = format!(" {name}=\"");
    let found: Vec<&str> =
        html.split(mark.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect();
    found
}

#[test]
fn no_sentence_is_missing_and_no_value_is_left_out() {
    for (name, html) in drawn() {
        assert!(
            !html.contains('⟦'),
            "{name}: {:?}",
            html.split('⟦').nth(1).map(|rest| &rest[..40.min(rest.len())])
        );
        assert!(!html.contains("{$"), "{name} shows the name of a value");
    }
}

#[test]
fn every_id_is_there_once_and_every_reference_finds_it() {
    for (name, html) in drawn() {
        let ids = attribute(&html, "id");
        let once: BTreeSet<_> = ids.iter().copied().collect();
        let twice: Vec<_> =
            ids.iter().filter(|id| 1 < ids.iter().filter(|other| other == id).count()).collect();
        assert!(ids.len() == once.len(), "{name}: {twice:?}");
        for reference in ["for", "aria-describedby", "aria-labelledby", "aria-controls"] {
            for id in attribute(&html, reference).iter().flat_map(|ids| ids.split(' ')) {
                assert!(once.contains(id), "{name}: {reference}={id} leads nowhere");
            }
        }
    }
}

#[test]
fn every_page_has_one_main_and_one_first_heading() {
    for (name, html) in drawn() {
        assert_eq!(html.matches("<main").count(), 1, "{name}");
        assert!(html.contains("<h1"), "{name}");
        assert!(html.contains("<html lang=\""), "{name}");
    }
}

#[test]
fn nothing_is_inline_that_the_content_policy_forbids() {
    for (name, html) in drawn() {
        for forbidden in [" style=\"", "<style", " onclick=", "javascript:", "<script>"] {
            assert!(!html.contains(forbidden), "{name} has {forbidden}");
        }
    }
}

#[test]
fn tags_close_in_the_order_in_which_they_open() {
    const VOID: [&str; 6] = ["meta", "link", "input", "br", "img", "hr"];
    for (name, html) in drawn() {
        let mut open: Vec<&str> = Vec::new();
        for piece in html.split('<').skip(1) {
            let tag = piece.split(['>', ' ', '\n']).next().unwrap_or_default();
            let closes_itself = piece.split('>').next().is_some_and(|inside| inside.ends_with('/'));
            if let Some(closed) = tag.strip_prefix('/') {
                assert_eq!(
                    open.pop(),
                    Some(closed),
                    "{name}: …<{}",
                    &piece[..60.min(piece.len())].replace('\n', " ")
                );
            } else if !tag.starts_with('!') && !VOID.contains(&tag.trim_end_matches('/')) && !closes_itself {
                open.push(tag);
            }
        }
        assert!(open.is_empty(), "{name}: {open:?}");
    }
}

#[test]
fn every_page_of_the_sources_is_listed() {
    let listed: BTreeSet<_> = all().iter().map(|page| page.template).collect();
    let mut waiting = vec![std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(path) = waiting.pop() {
        if let Ok(entries) = std::fs::read_dir(&path) {
            waiting.extend(entries.flatten().map(|entry| entry.path()));
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("our own file");
        for line in text.lines().filter(|line| line.starts_with("page!(")) {
            let template = line.split('"').nth(1).expect("a page names its template");
            assert!(listed.contains(template), "add {template} to pages::all");
        }
    }
}

#[test]
fn every_icon_that_pages_name_is_in_the_list_of_icons() {
    let here = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let list = std::fs::read_to_string(here.join("../../web/icons.txt")).expect("the list of icons");
    let known: BTreeSet<_> =
        list.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace).collect();
    let mut waiting = vec![here.join("src"), here.join("templates")];
    let mut missing = Vec::new();
    while let Some(path) = waiting.pop() {
        if let Ok(entries) = std::fs::read_dir(&path) {
            waiting.extend(entries.flatten().map(|entry| entry.path()));
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("our own file");
        let named = text.split("icon(\"").skip(1).filter_map(|rest| rest.split('"').next());
        missing.extend(
            named
                .filter(|name| name.contains(|c: char| c.is_ascii_lowercase()))
                .filter(|name| !known.contains(name))
                .map(str::to_owned),
        );
    }
    assert!(missing.is_empty(), "add to web/icons.txt: {missing:?}");
}
