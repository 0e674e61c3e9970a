//! One Rust file as the rules see it: its code without comments and strings, and what is a test.

/// A file, taken apart once.
pub struct Source {
    /// The path from the root, with `/`.
    pub path: String,
    /// The lines as written.
    pub lines: Vec<String>,
    /// The lines with comments and the insides of strings blanked, as long as the originals.
    pub code: Vec<String>,
    /// Every string literal with the line on which it begins, counted from 0.
    pub strings: Vec<(usize, String)>,
    /// Every comment, line by line, docs included.
    pub comments: Vec<(usize, String)>,
    is_test: Vec<bool>,
}

impl Source {
    /// Takes a file apart.
    pub fn read(path: &str, text: &str) -> Source {
        let mut reader = Reader::new(text);
        reader.run();
        let code: Vec<String> = reader.code.lines().map(str::to_owned).collect();
        let is_test = if is_test_file(path) { vec![true; code.len().max(1)] } else { mark_tests(&code) };
        Source {
            path: path.to_owned(),
            lines: text.lines().map(str::to_owned).collect(),
            code,
            strings: reader.strings,
            comments: reader.comments,
            is_test,
        }
    }

    /// Whether the line, counted from 0, is compiled for tests only.
    pub fn is_test(&self, line: usize) -> bool {
        self.is_test.get(line).copied().unwrap_or(false)
    }

    /// The code lines that ship, with their numbers from 0.
    pub fn shipped(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.code.iter().map(String::as_str).enumerate();
        lines.filter(|(line, _)| !self.is_test(*line))
    }

    /// The string literals that ship.
    pub fn shipped_strings(&self) -> impl Iterator<Item = (usize, &str)> {
        let strings = self.strings.iter().map(|(line, text)| (*line, text.as_str()));
        strings.filter(|(line, _)| !self.is_test(*line))
    }
}

fn is_test_file(path: &str) -> bool {
    ["/tests/", "/benches/", "/examples/", "/testbed/"].iter().any(|folder| path.contains(folder))
        || path.ends_with("/tests.rs")
}

/// Marks every item behind `#[cfg(test)]` or `#[test]`, up to its closing brace or semicolon.
fn mark_tests(code: &[String]) -> Vec<bool> {
    let mut marked = vec![false; code.len()];
    let mut line = 0;
    while line < code.len() {
        if code[line].contains("#[cfg(test)]") || code[line].contains("#[test]") {
            let end = end_of_item(code, line);
            marked[line..=end].fill(true);
            line = end;
        }
        line += 1;
    }
    marked
}

/// The line on which the item that begins at `start` ends.
pub fn end_of_item(code: &[String], start: usize) -> usize {
    let mut depth = 0;
    for (line, text) in code.iter().enumerate().skip(start) {
        // The attribute's own brackets never hold a brace or a semicolon.
        for sign in text.chars() {
            match sign {
                '{' => depth += 1,
                '}' if depth <= 1 => return line,
                '}' => depth -= 1,
                ';' if depth == 0 => return line,
                _ => {}
            }
        }
    }
    code.len().saturating_sub(1)
}

/// Walks through the text once and sorts every character into code, string or comment.
struct Reader {
    text: Vec<char>,
    at: usize,
    line: usize,
    code: String,
    strings: Vec<(usize, String)>,
    comments: Vec<(usize, String)>,
}

impl Reader {
    fn new(text: &str) -> Reader {
        Reader {
            text: text.chars().collect(),
            at: 0,
            line: 0,
            code: String::with_capacity(text.len()),
            strings: Vec::new(),
            comments: Vec::new(),
        }
    }

    fn run(&mut self) {
        while let Some(sign) = self.peek(0) {
            match (sign, self.peek(1)) {
                ('/', Some('/')) => self.line_comment(),
                ('/', Some('*')) => self.block_comment(),
                ('"', _) => self.string(),
                ('r', Some('"' | '#')) if self.begins_raw_string() => self.raw_string(),
                ('\'', _) => self.quote(),
                _ => self.keep(),
            }
        }
    }

    fn peek(&self, ahead: usize) -> Option<char> {
        self.text.get(self.at + ahead).copied()
    }

    fn keep(&mut self) {
        let sign = self.text[self.at];
        self.code.push(sign);
        self.step(sign);
    }

    fn blank(&mut self) -> char {
        let sign = self.text[self.at];
        self.code.push(if sign == '\n' { '\n' } else { ' ' });
        self.step(sign);
        sign
    }

    fn step(&mut self, sign: char) {
        self.at += 1;
        self.line += usize::from(sign == '\n');
    }

    fn line_comment(&mut self) {
        let mut comment = String::new();
        let line = self.line;
        while self.peek(0).is_some_and(|sign| sign != '\n') {
            comment.push(self.blank());
        }
        self.comments.push((line, comment));
    }

    fn block_comment(&mut self) {
        let (mut depth, mut comment, line) = (0, String::new(), self.line);
        while let Some(sign) = self.peek(0) {
            match (sign, self.peek(1)) {
                ('/', Some('*')) => depth += 1,
                ('*', Some('/')) => depth -= 1,
                _ => {}
            }
            comment.push(self.blank());
            if depth == 0 {
                comment.push(self.blank());
                break;
            }
        }
        self.comments
            .extend(comment.lines().enumerate().map(|(below, text)| (line + below, text.to_owned())));
    }

    fn string(&mut self) {
        let line = self.line;
        self.keep();
        let mut text = String::new();
        while let Some(sign) = self.peek(0) {
            match sign {
                '"' => {
                    self.keep();
                    break;
                }
                '\\' => {
                    text.push(self.blank());
                    if self.peek(0).is_some() {
                        text.push(self.blank());
                    }
                }
                _ => text.push(self.blank()),
            }
        }
        self.strings.push((line, text));
    }

    fn begins_raw_string(&self) -> bool {
        let before = self.at.checked_sub(1).and_then(|before| self.text.get(before));
        let continues_word =
            before.is_some_and(|sign| sign.is_alphanumeric() && *sign != 'b' || *sign == '_');
        let hashes = self.text[self.at + 1..].iter().take_while(|sign| **sign == '#').count();
        !continues_word && self.peek(1 + hashes) == Some('"')
    }

    fn raw_string(&mut self) {
        let line = self.line;
        let hashes = self.text[self.at + 1..].iter().take_while(|sign| **sign == '#').count();
        (0..hashes + 2).for_each(|_| self.keep());
        let mut text = String::new();
        while let Some(sign) = self.peek(0) {
            let closes = sign == '"' && (1..=hashes).all(|ahead| self.peek(ahead) == Some('#'));
            if closes {
                (0..=hashes).for_each(|_| self.keep());
                break;
            }
            text.push(self.blank());
        }
        self.strings.push((line, text));
    }

    /// A character like `'{'` is blanked; a lifetime like `'a` is code.
    fn quote(&mut self) {
        let length = match (self.peek(1), self.peek(2)) {
            (Some('\\'), _) => {
                self.text[self.at + 3..].iter().position(|sign| *sign == '\'').map(|more| more + 4)
            }
            (Some(_), Some('\'')) => Some(3),
            _ => None,
        };
        match length {
            Some(length) => (0..length).for_each(|_| _ = self.blank()),
            None => self.keep(),
        }
    }
}

#[cfg(test)]
mod tests;
