//! Rows and columns, sorted by links, stacked on a telephone.

use askama::Template;

use super::{Html, html_part};
use crate::text::Text;

/// A table with a caption.
#[derive(Clone, Debug, Template)]
#[template(path = "parts/table.html")]
pub struct Table {
    t: Text,
    caption: String,
    caption_hidden: bool,
    columns: Vec<Column>,
    rows: Vec<Vec<Cell>>,
}

/// A column.
#[derive(Clone, Debug)]
pub struct Column {
    title: String,
    numeric: bool,
    sort: Option<(String, Sort)>,
}

/// How a column is sorted now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// Not by this column.
    None,
    /// Smallest first.
    Ascending,
    /// Largest first.
    Descending,
}

/// What stands in a cell.
#[derive(Clone, Debug)]
pub enum Cell {
    /// Words.
    Text(String),
    /// A number, already written out; set in tabular figures to the right.
    Number(String),
    /// Words that lead somewhere: (words, address). The first such cell of a row is its header.
    Link(String, String),
    /// Another part.
    Part(Html),
    /// Nothing to say; read as such.
    Empty,
}

impl Column {
    /// A column of words.
    pub fn text(title: impl Into<String>) -> Column {
        Column { title: title.into(), numeric: false, sort: None }
    }

    /// A column of numbers.
    pub fn number(title: impl Into<String>) -> Column {
        Column { title: title.into(), numeric: true, sort: None }
    }

    /// Sortable: a click leads to `href`; `now` says how it is sorted.
    #[must_use]
    pub fn sorted(mut self, href: impl Into<String>, now: Sort) -> Column {
        self.sort = Some((href.into(), now));
        self
    }
}

impl Sort {
    const fn aria(&self) -> &'static str {
        match self {
            Sort::None => "none",
            Sort::Ascending => "ascending",
            Sort::Descending => "descending",
        }
    }
}

impl Cell {
    /// The HTML of a part, such as a tag.
    pub fn part(part: &impl Template) -> Cell {
        Cell::Part(Html::of(part))
    }
}

impl Table {
    /// A table called `caption`.
    pub fn new(
        t: impl Into<Text>,
        caption: impl Into<String>,
        columns: Vec<Column>,
        rows: Vec<Vec<Cell>>,
    ) -> Table {
        Table { t: t.into(), caption: caption.into(), caption_hidden: false, columns, rows }
    }

    /// With the caption for screen readers only, where a heading above says the same.
    #[must_use]
    pub fn caption_hidden(mut self) -> Table {
        self.caption_hidden = true;
        self
    }

    /// Whether its rows are rather looked along than read: then it stays a table on a telephone too.
    fn is_of_figures(&self) -> bool {
        8 < self.columns.iter().filter(|column| column.numeric).count()
    }

    /// Whether these words are a number of a case or a code: they stay on one line.
    fn is_code(&self, words: &str) -> bool {
        words.is_ascii() && !words.contains(' ')
    }

    fn is_numeric(&self, index: &usize) -> bool {
        self.columns.get(*index).is_some_and(|column| column.numeric)
    }

    fn title_of(&self, index: &usize) -> &str {
        self.columns.get(*index).map_or("", |column| column.title.as_str())
    }
}

html_part!(Table);
