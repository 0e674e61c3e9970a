//! From values to YAML that people like to read: short things on one line, long text in blocks, quotes only where needed.

use super::node::{Content, Key, Node};
use crate::problem::Spot;
use serde::Serialize;
use serde_json::Value;
use std::fmt::Write;

/// Lists and maps of plain values up to this many characters stand on one line.
const LINE_MAX: usize = 96;

/// A value as a tree.
pub fn to_node<T: Serialize>(value: &T) -> Node {
    node_of(serde_json::to_value(value).expect("values of a pack have text keys and whole numbers"))
}

fn node_of(value: Value) -> Node {
    let plain = |text: String| Content::Scalar { text, plain: true };
    Node::new(match value {
        Value::Null => plain("null".to_owned()),
        Value::Bool(yes) => plain(yes.to_string()),
        Value::Number(number) => plain(number.to_string()),
        Value::String(text) => Content::Scalar { text, plain: false },
        Value::Array(items) => Content::List(items.into_iter().map(node_of).collect()),
        Value::Object(entries) => Content::Map(
            entries
                .into_iter()
                .map(|(text, value)| (Key { text, at: Spot::default() }, node_of(value)))
                .collect(),
        ),
    })
}

/// The tree as text, with a line end at the end.
pub fn write(node: &Node) -> String {
    let mut out = String::new();
    match &node.content {
        Content::Map(entries) if !entries.is_empty() => map(entries, 0, &mut out),
        Content::List(items) if !items.is_empty() => list(items, 0, &mut out),
        _ => {
            out.push_str(&inline(node));
            out.push('\n');
        }
    }
    out
}

fn map(entries: &[(Key, Node)], indent: usize, out: &mut String) {
    for (place, (key, value)) in entries.iter().enumerate() {
        // The first entry of a map in a list stands behind the dash.
        if place > 0 || !out.ends_with("- ") {
            pad(indent, out);
        }
        out.push_str(&scalar(&key.text, false, false));
        out.push(':');
        below(value, indent, out);
    }
}

fn list(items: &[Node], indent: usize, out: &mut String) {
    for item in items {
        pad(indent, out);
        match &item.content {
            Content::Map(entries) if short(item).is_none() && !entries.is_empty() => {
                out.push_str("- ");
                map(entries, indent + 2, out);
            }
            _ => {
                out.push('-');
                below(item, indent, out);
            }
        }
    }
}

/// What stands behind `key:` or `-`.
fn below(value: &Node, indent: usize, out: &mut String) {
    if let Some(text) = short(value) {
        let _ = writeln!(out, " {text}");
        return;
    }
    match &value.content {
        Content::Map(entries) => {
            out.push('\n');
            map(entries, indent + 2, out);
        }
        Content::List(items) => {
            out.push('\n');
            list(items, indent + 2, out);
        }
        Content::Scalar { text, .. } => block(text, indent + 2, out),
        Content::Hole(_) => out.push_str(" null\n"),
    }
}

/// Text of several lines as a block.
fn block(text: &str, indent: usize, out: &mut String) {
    out.push_str(if text.ends_with('\n') { " |\n" } else { " |-\n" });
    for line in text.strip_suffix('\n').unwrap_or(text).split('\n') {
        if !line.is_empty() {
            pad(indent, out);
            out.push_str(line);
        }
        out.push('\n');
    }
}

fn pad(indent: usize, out: &mut String) {
    out.extend(std::iter::repeat_n(' ', indent));
}

/// The value on one line, if it is plain enough and short enough.
fn short(node: &Node) -> Option<String> {
    let flat = |node: &Node| matches!(&node.content, Content::Scalar { text, .. } if !text.contains('\n'));
    match &node.content {
        Content::Scalar { text, plain: false } if is_block(text) => None,
        Content::Scalar { .. } | Content::Hole(_) => Some(inline(node)),
        Content::List(items) if items.iter().all(flat) => fitting(node),
        Content::Map(entries) if entries.iter().all(|(_, value)| flat(value)) => fitting(node),
        _ => None,
    }
}

fn fitting(node: &Node) -> Option<String> {
    let text = inline(node);
    // A Chinese character is as wide as two letters.
    let width: usize = text.chars().map(|sign| if sign.is_ascii() { 1 } else { 2 }).sum();
    (width <= LINE_MAX).then_some(text)
}

fn inline(node: &Node) -> String {
    match &node.content {
        Content::Scalar { text, plain } => scalar(text, *plain, true),
        Content::List(items) => {
            let items: Vec<String> = items.iter().map(inline).collect();
            format!("[{}]", items.join(", "))
        }
        Content::Map(entries) => {
            let entry =
                |(key, value): &(Key, Node)| format!("{}: {}", scalar(&key.text, false, true), inline(value));
            let entries: Vec<String> = entries.iter().map(entry).collect();
            format!("{{{}}}", entries.join(", "))
        }
        Content::Hole(_) => "null".to_owned(),
    }
}

/// Whether a text reads best, and safely, as a block of lines.
fn is_block(text: &str) -> bool {
    let body = text.strip_suffix('\n').unwrap_or(text);
    let line_is_safe = |line: &str| !line.ends_with(' ') && line.chars().all(is_printable);
    body.contains('\n')
        && !body.ends_with('\n')
        && !body.starts_with([' ', '\n', '\t'])
        && body.split('\n').all(line_is_safe)
}

fn scalar(text: &str, plain: bool, flow: bool) -> String {
    if plain || reads_as_itself(text, flow) { text.to_owned() } else { quoted(text) }
}

/// Whether a text without quotes is read as exactly this text.
fn reads_as_itself(text: &str, flow: bool) -> bool {
    let words = ["null", "true", "false", "yes", "no", "on", "off", "y", "n", "~", "nan", "inf"];
    let first = text.chars().next();
    let special = "-?:,[]{}#&*!|>'\"%@`=<.+";
    let number_like = first.is_some_and(|sign| sign.is_ascii_digit());
    let all_safe =
        text.chars().all(|sign| is_printable(sign) && sign != '\t' && !(flow && ",[]{}".contains(sign)));
    first.is_some_and(|sign| !special.contains(sign) && !sign.is_whitespace())
        && !number_like
        && !text.ends_with([' ', ':', '\u{3000}'])
        && !text.contains(": ")
        && !text.contains(" #")
        && !words.contains(&text.to_ascii_lowercase().as_str())
        && all_safe
}

/// No control sign, and nothing that a YAML reader may take for a line end or a mark.
fn is_printable(sign: char) -> bool {
    let strange =
        matches!(sign, '\u{7f}'..='\u{a0}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}');
    (sign == '\t' || !sign.is_control()) && !strange
}

fn quoted(text: &str) -> String {
    let mut out = String::from('"');
    for sign in text.chars() {
        match sign {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            sign if is_printable(sign) => out.push(sign),
            sign => {
                let _ = write!(out, "\\u{:04x}", u32::from(sign));
            }
        }
    }
    out.push('"');
    out
}
