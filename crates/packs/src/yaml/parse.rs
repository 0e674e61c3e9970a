//! From text to tree. Anchors, aliases, tags and merged keys are refused: nobody needs them here, and they are what
//! makes small files explode.

use super::node::{Content, Key, Node};
use crate::problem::{Problem, Spot};
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
        build.fail(
            Spot::default(),
            "too-large",
            format!("文件太大（超过 {} 字节），请拆成几个文件。", limits.bytes),
            format!("the file is larger than {} bytes: split it", limits.bytes),
        );
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
                    self.fail(
                        spot(span.start),
                        "second-document",
                        "一个文件里只能有一份内容，请去掉 --- 之后的部分。".to_owned(),
                        "a file holds one document: drop what follows ---".to_owned(),
                    );
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
            self.fail(
                at,
                "too-deep",
                "内容太多或嵌套太深，请简化或拆开。".to_owned(),
                "too much or too deeply nested: split it".to_owned(),
            );
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
                    self.fail(
                        at,
                        "bad-key",
                        "这里要写一个名称。".to_owned(),
                        "a key is a plain name".to_owned(),
                    );
                    None
                }
            };
            let (event, span) = self.event(events)?;
            let value = self.node(event, span, events, depth + 1)?;
            let Some(key) = key else { continue };
            match entries.iter().find(|(known, _)| known.text == key.text) {
                None => entries.push((key, value)),
                Some((first, _)) => {
                    let line = first.at.line;
                    self.fail(
                        at,
                        "duplicate-key",
                        format!("“{}”写了两次（第 {line} 行已有），请删去一处。", key.text),
                        format!("`{}` is written twice (see line {line}): drop one", key.text),
                    );
                }
            }
        }
    }

    fn refuse_marks(&mut self, at: Spot, anchor: usize, tag: bool) {
        if anchor != 0 {
            self.fail(
                at,
                "anchor",
                "不能用 & 和 * 引用别处的内容，请直接写出来；文字里有 & 或 * 开头的请加引号。".to_owned(),
                "anchors and aliases are not read: write it out, or quote a text that begins with & or *"
                    .to_owned(),
            );
        }
        if tag {
            self.fail(
                at,
                "tag",
                "不能用 ! 开头的标记，文字以 ! 开头的请加引号。".to_owned(),
                "tags are not read: quote a text that begins with an exclamation mark".to_owned(),
            );
        }
    }

    fn syntax(&mut self, error: &ScanError) {
        let info = error.info();
        self.fail(
            spot(*error.marker()),
            "syntax",
            format!("写法有误，从这里起读不下去（{info}）。请检查缩进、冒号后的空格和引号。"),
            format!("cannot be read from here on ({info}): look at indents, spaces after colons and quotes"),
        );
    }

    fn fail(&mut self, at: Spot, rule: &'static str, chinese: String, english: String) {
        self.problems.push(Problem::error(self.file, at, rule, chinese, english));
    }
}

fn spot(marker: Marker) -> Spot {
    let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    Spot { line: number(marker.line()), column: number(marker.col() + 1) }
}
