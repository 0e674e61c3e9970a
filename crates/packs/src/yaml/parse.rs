//! From text to tree. Anchors, aliases, tags and merged keys are refused: nobody needs them here, and they are what
//! makes small files explode.

use super::node::{Content, Key, Node};
use crate::problem::{Problem, Rule, Spot};
use granit_parser::{Event, Marker, Parser, ScalarStyle, ScanError, Span};

/// How large a file may be.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of the file.
    pub bytes: usize,
    /// Nodes of the tree.
    pub nodes: u32,
    /// Levels of nesting.
    pub depth: usize,
}

/// The limits for every YAML file of a pack.
pub const LIMITS: Limits = Limits { bytes: 2 * 1024 * 1024, nodes: 100_000, depth: 40 };

/// Parses one document. A duplicate key is named and its first value kept; a syntax error ends the parsing.
/// An empty file is an empty map.
///
/// # Errors
/// All problems beside the tree; no tree when the text is not YAML at all.
pub fn parse(file: &str, text: &str, limits: Limits) -> (Option<Node>, Vec<Problem>) {
    let mut build = Build { file, limits, problems: Vec::new(), next: 1 };
    if text.len() > limits.bytes {
        build.fail(Spot::default(), Rule("too-large"), &[]);
        return (None, build.problems);
    }
    let mut events = Parser::new_from_str(text);
    let node = build.document(&mut events);
    (node, build.problems)
}

struct Build<'a> {
    file: &'a str,
    limits: Limits,
    problems: Vec<Problem>,
    next: u32,
}

type Events<'a> = Parser<'a, granit_parser::StrInput<'a>>;

impl Build<'_> {
    fn document(&mut self, events: &mut Events<'_>) -> Option<Node> {
        let mut root = None;
        loop {
            let (event, span) = self.event(events)?;
            match event {
                Event::StreamStart | Event::DocumentStart(..) | Event::DocumentEnd => {}
                Event::StreamEnd => {
                    let empty =
                        || Node { id: 0, at: Spot { line: 1, column: 1 }, content: Content::Map(Vec::new()) };
                    return Some(root.unwrap_or_else(empty));
                }
                event if root.is_none() => root = Some(self.node(event, span, events, 0)?),
                _ => {
                    self.fail(spot(span.start), Rule("second-document"), &[]);
                    return root;
                }
            }
        }
    }

    /// The next event that is not a comment.
    fn event<'i>(&mut self, events: &mut Events<'i>) -> Option<(Event<'i>, Span)> {
        loop {
            match events.next_event()? {
                Ok((Event::Comment(..), _)) => {}
                Ok(event) => return Some(event),
                Err(error) => {
                    self.syntax(&error);
                    return None;
                }
            }
        }
    }

    fn node(&mut self, event: Event<'_>, span: Span, events: &mut Events<'_>, depth: usize) -> Option<Node> {
        let at = spot(span.start);
        if depth > self.limits.depth || self.next > self.limits.nodes {
            self.fail(at, Rule("too-deep"), &[]);
            return None;
        }
        let id = self.next;
        self.next += 1;
        let content = match event {
            Event::Scalar(text, style, anchor, tag) => {
                self.refuse_marks(at, anchor, tag.is_some());
                Content::Scalar { text: text.into_owned(), plain: style == ScalarStyle::Plain }
            }
            Event::SequenceStart(_, anchor, tag) => {
                self.refuse_marks(at, anchor, tag.is_some());
                Content::List(self.items(events, depth)?)
            }
            Event::MappingStart(_, anchor, tag) => {
                self.refuse_marks(at, anchor, tag.is_some());
                Content::Map(self.entries(events, depth)?)
            }
            _ => {
                self.refuse_marks(at, 1, false);
                Content::Hole(0)
            }
        };
        Some(Node { id, at, content })
    }

    fn items(&mut self, events: &mut Events<'_>, depth: usize) -> Option<Vec<Node>> {
        let mut items = Vec::new();
        loop {
            match self.event(events)? {
                (Event::SequenceEnd, _) => return Some(items),
                (event, span) => items.push(self.node(event, span, events, depth + 1)?),
            }
        }
    }

    fn entries(&mut self, events: &mut Events<'_>, depth: usize) -> Option<Vec<(Key, Node)>> {
        let mut entries: Vec<(Key, Node)> = Vec::new();
        loop {
            let (event, span) = self.event(events)?;
            let at = spot(span.start);
            let key = match event {
                Event::MappingEnd => return Some(entries),
                Event::Scalar(text, ..) => Some(Key { text: text.into_owned(), at }),
                event => {
                    self.node(event, span, events, depth + 1)?;
                    self.fail(at, Rule("bad-key"), &[]);
                    None
                }
            };
            let (event, span) = self.event(events)?;
            let value = self.node(event, span, events, depth + 1)?;
            let Some(key) = key else { continue };
            match entries.iter().find(|(known, _)| known.text == key.text) {
                None => entries.push((key, value)),
                Some((first, _)) => {
                    let values = [("line", first.at.line.to_string()), ("key", key.text)];
                    self.fail(at, Rule("duplicate-key"), &values);
                }
            }
        }
    }

    fn refuse_marks(&mut self, at: Spot, anchor: usize, tag: bool) {
        if anchor != 0 {
            self.fail(at, Rule("anchor"), &[]);
        }
        if tag {
            self.fail(at, Rule("tag"), &[]);
        }
    }

    fn syntax(&mut self, error: &ScanError) {
        self.fail(spot(*error.marker()), Rule("syntax"), &[("cause", error.info())]);
    }

    fn fail(&mut self, at: Spot, rule: Rule, values: &[(&str, String)]) {
        self.problems.push(Problem::error(self.file, at, rule, values));
    }
}

fn spot(marker: Marker) -> Spot {
    let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    Spot { line: number(marker.line()), column: number(marker.col() + 1) }
}
