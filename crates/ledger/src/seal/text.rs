//! Open, sealed and erased nodes within the text of a JSON body, and keys that only look like one.
//!
//! Bodies are compact JSON as our own writer makes it, so a node is found by its first key and everything else is
//! copied as it stands: most of a body is not personal, and no tree of values is built to pass it on.

use super::{PRIVATE, SEALED};
use kernel::PersonId;
use std::collections::{BTreeSet, HashSet};
use std::io::Write as _;
use std::ops::Range;

/// A key of the word `sealed` or `private` behind dollars.
pub(super) struct Marked {
    /// Where its first dollar stands.
    pub at: usize,
    /// Behind its colon.
    pub end: usize,
    /// What it may be.
    pub kind: Kind,
}

/// What a marked key may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// `$private`: perhaps an open node.
    Private,
    /// `$sealed`: a sealed node in a stored body, only a key in an open one.
    Sealed,
    /// `$sealed` behind further dollars: in a stored body a key that is only called so.
    Escaped,
}

/// A whole node.
pub(super) struct Node<'a> {
    pub of: PersonId,
    /// The place of the node in the text, braces included.
    pub place: Range<usize>,
    /// The value of an open node, the commitment of a sealed one.
    pub inner: &'a [u8],
}

/// The next marked key at `from` or behind it.
pub(super) fn next_marked(text: &[u8], mut from: usize) -> Option<Marked> {
    loop {
        let at = from + text.get(from..)?.iter().position(|byte| *byte == b'$')?;
        let dollars = text[at..].iter().take_while(|byte| **byte == b'$').count();
        let word = at + dollars;
        let behind = |name: &str| {
            let rest = text[word..].strip_prefix(name.trim_start_matches('$').as_bytes())?;
            rest.starts_with(b"\":").then(|| text.len() - rest.len() + 2)
        };
        if begins_string(text, at) {
            if let Some(end) = behind(SEALED) {
                return Some(Marked {
                    at,
                    end,
                    kind: if dollars == 1 { Kind::Sealed } else { Kind::Escaped },
                });
            }
            if let Some(end) = behind(PRIVATE).filter(|_| dollars == 1) {
                return Some(Marked { at, end, kind: Kind::Private });
            }
        }
        from = word;
    }
}

/// Whether the quotation mark in front of `at` is one: an escaped one stands inside a string.
fn begins_string(text: &[u8], at: usize) -> bool {
    let Some((b'"', before)) = text[..at].split_last() else { return false };
    before.iter().rev().take_while(|byte| **byte == b'\\').count() % 2 == 0
}

/// The open node that begins with this key; none for an object that is only similar, and for an empty node.
pub(super) fn private_node<'a>(text: &'a [u8], marked: &Marked) -> Option<Node<'a>> {
    let (of, value) = owner(text, marked, b",\"value\":")?;
    let end = end_of_value(text, value);
    let rest = text[end..].strip_prefix(b"}}")?;
    Some(Node { of, place: marked.at - 2..text.len() - rest.len(), inner: &text[value..end] })
}

/// The sealed node that begins with this key; none if it is damaged.
pub(super) fn sealed_node<'a>(text: &'a [u8], marked: &Marked) -> Option<Node<'a>> {
    let (of, commit) = owner(text, marked, b",\"commit\":\"")?;
    let length = text[commit..].iter().position(|byte| *byte == b'"')?;
    let rest = text[commit + length..].strip_prefix(b"\"}}")?;
    let place = marked.at - 2..text.len() - rest.len();
    Some(Node { of, place, inner: &text[commit..commit + length] })
}

/// The owner in a node whose first key this is, and where the text goes on behind `then`.
fn owner(text: &[u8], marked: &Marked, then: &[u8]) -> Option<(PersonId, usize)> {
    text[..marked.at].strip_suffix(b"{\"")?;
    let rest = text[marked.end..].strip_prefix(b"{\"of\":\"")?;
    let length = rest.iter().position(|byte| *byte == b'"')?;
    let of = std::str::from_utf8(&rest[..length]).ok()?.parse().ok()?;
    let rest = rest[length + 1..].strip_prefix(then)?;
    Some((of, text.len() - rest.len()))
}

/// Writes an open node around what `value` writes.
pub(super) fn write_private<E>(
    out: &mut Vec<u8>,
    of: PersonId,
    value: impl FnOnce(&mut Vec<u8>) -> Result<(), E>,
) -> Result<(), E> {
    put(out, format_args!("{{\"{PRIVATE}\":{{\"of\":\"{of}\",\"value\":"));
    value(out)?;
    out.extend_from_slice(b"}}");
    Ok(())
}

/// Writes what is left where the person was erased.
pub(super) fn write_erased(out: &mut Vec<u8>, of: PersonId) {
    put(out, format_args!("{{\"{PRIVATE}\":{{\"of\":\"{of}\"}}}}"));
}

/// Writes a sealed node.
pub(super) fn write_sealed(out: &mut Vec<u8>, of: PersonId, commit: &str) {
    put(out, format_args!("{{\"{SEALED}\":{{\"of\":\"{of}\",\"commit\":\"{commit}\"}}}}"));
}

fn put(out: &mut Vec<u8>, words: std::fmt::Arguments<'_>) {
    out.write_fmt(words).expect("memory takes every byte");
}

/// All whose open nodes stand in the text, inside of others as well.
pub(super) fn persons(text: &[u8]) -> BTreeSet<PersonId> {
    let (mut persons, mut from) = (BTreeSet::new(), 0);
    while let Some(marked) = next_marked(text, from) {
        from = marked.end;
        if marked.kind == Kind::Private {
            persons.extend(private_node(text, &marked).map(|node| node.of));
        }
    }
    persons
}

/// The text with the open nodes of these persons emptied; none if there is none of theirs.
pub(super) fn without(text: &[u8], erased: &HashSet<PersonId>) -> Option<Vec<u8>> {
    let (mut out, mut copied, mut from) = (Vec::new(), 0, 0);
    while let Some(marked) = next_marked(text, from) {
        from = marked.end;
        let node = private_node(text, &marked).filter(|_| marked.kind == Kind::Private);
        if let Some(node) = node.filter(|node| erased.contains(&node.of)) {
            out.extend_from_slice(&text[copied..node.place.start]);
            write_erased(&mut out, node.of);
            (copied, from) = (node.place.end, node.place.end);
        }
    }
    (0 < copied).then(|| {
        out.extend_from_slice(&text[copied..]);
        out
    })
}

/// Whether arrays and objects lie in each other more than `levels` times.
pub(super) fn is_deeper_than(text: &[u8], levels: usize) -> bool {
    let (mut at, mut depth) = (0, 0_usize);
    while let Some(byte) = text.get(at) {
        match byte {
            b'"' => at = end_of_string(text, at),
            b'[' | b'{' => {
                depth += 1;
                if levels < depth {
                    return true;
                }
            }
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        at += 1;
    }
    false
}

/// Behind the value that begins at `from`.
fn end_of_value(text: &[u8], from: usize) -> usize {
    let (mut at, mut depth) = (from, 0_usize);
    while let Some(byte) = text.get(at) {
        match byte {
            b'"' => at = end_of_string(text, at),
            b'[' | b'{' => depth += 1,
            b']' | b'}' | b',' if depth == 0 => return at,
            b']' | b'}' => depth -= 1,
            _ => {}
        }
        at += 1;
    }
    text.len()
}

/// The quotation mark that ends the string which begins at `from`; the end of the text if none does.
fn end_of_string(text: &[u8], from: usize) -> usize {
    let mut at = from + 1;
    while let Some(byte) = text.get(at) {
        match byte {
            b'"' => return at,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    text.len()
}
