//! What all pages of the administration look like: a heading, news, and blocks of tables and orders below it.

use crate::page;
use crate::page::{Page, Sample};
use crate::parts::{Banner, BannerKind, Cell, Column, Field, Html, Table, html_part};
use crate::text::Text;
use askama::Template;

/// A page of the administration.
#[derive(Default)]
pub struct Board {
    /// The heading.
    pub title: String,
    /// One sentence below it.
    pub lead: String,
    /// Whether a page above it is left by a link: its words and its address.
    pub above: Option<(String, String)>,
    /// What happened just now.
    pub news: Vec<Html>,
    /// What stands on the page.
    pub blocks: Vec<Block>,
}

page!(Board in "admin/board.html");

/// A part of the page under a heading of its own.
pub struct Block {
    title: String,
    shown: Vec<Html>,
}

/// A form with one button.
#[derive(Template)]
#[template(path = "admin/order.html")]
pub(super) struct Order {
    /// Where it is sent.
    pub action: String,
    /// The token of the session, already written.
    pub token: Html,
    /// What the handler is told beside what is typed.
    pub says: Vec<(&'static str, String)>,
    /// What is typed.
    pub fields: Vec<Field>,
    /// The word on the button.
    pub word: String,
    /// Whether it is the main thing to do here.
    pub main: bool,
}

html_part!(Order);

impl Board {
    /// A page called `title`.
    pub(super) fn new(title: impl Into<String>, lead: impl Into<String>) -> Board {
        Board { title: title.into(), lead: lead.into(), ..Board::default() }
    }

    /// With a block.
    #[must_use]
    pub(super) fn block(mut self, title: impl Into<String>, shown: Vec<Html>) -> Board {
        self.blocks.push(Block { title: title.into(), shown });
        self
    }

    /// With a warning.
    #[must_use]
    pub(super) fn warning(mut self, t: Text, said: impl Into<String>) -> Board {
        self.news.push(Html::of(&Banner::new(t, BannerKind::Warning, said)));
        self
    }

    /// With good news.
    #[must_use]
    pub(super) fn good(mut self, t: Text, said: impl Into<String>) -> Board {
        self.news.push(Html::of(&Banner::new(t, BannerKind::Success, said)));
        self
    }

    /// Below a list.
    #[must_use]
    pub(super) fn below(mut self, words: impl Into<String>, href: &str) -> Board {
        self.above = Some((words.into(), href.to_owned()));
        self
    }
}

/// A table, or a line that says that there is nothing.
pub(super) fn table(t: Text, caption: &str, columns: Vec<Column>, rows: Vec<Vec<Cell>>) -> Html {
    if rows.is_empty() {
        return Html::of(&Banner::new(t, BannerKind::Information, t.msg("admin-nothing")));
    }
    Html::of(&Table::new(t, caption, columns, rows).caption_hidden())
}

/// A form with which one file is sent.
#[derive(Template)]
#[template(path = "admin/send-file.html")]
pub(super) struct SendFile {
    /// Where it goes.
    pub action: &'static str,
    /// The field against foreign forms.
    pub token: Html,
    /// The file.
    pub field: Field,
    /// The word of its button.
    pub word: String,
}

html_part!(SendFile);

/// A sentence with a link behind it.
#[derive(Template)]
#[template(path = "admin/way.html")]
struct Way {
    said: String,
    href: String,
    word: String,
}

html_part!(Way);

/// A sentence and the way to the page that it speaks of.
pub(super) fn way(t: Text, said: &str, href: impl Into<String>, word: &str) -> Html {
    Html::of(&Way { said: t.msg(said).into_owned(), href: href.into(), word: t.msg(word).into_owned() })
}

/// A time in a cell.
pub(super) fn time(t: Text, at: Option<kernel::Timestamp>) -> Cell {
    at.map_or(Cell::Empty, |at| Cell::Text(t.moment(at)))
}

impl Page for Board {
    const PATH: &'static str = "/admin";

    fn title(&self, _: Text) -> String {
        self.title.clone()
    }

    fn samples(t: Text) -> Vec<Sample<Self>> {
        let empty = Board::new(t.msg("admin-outbox"), t.msg("admin-outbox-said"));
        let columns = vec![Column::text(t.msg("admin-topic")), Column::number(t.msg("admin-tries"))];
        let rows = vec![vec![Cell::Text("mail".into()), Cell::Number("3".into())]];
        let shown = table(t, "", columns, rows);
        let order = Order {
            action: "/admin/outbox/1".into(),
            token: Html::text(""),
            says: vec![("order", "give-up".into())],
            fields: vec![Field::line(t, "reason", t.msg("admin-reason"), "")],
            word: t.msg("admin-give-up").into_owned(),
            main: true,
        };
        let full = Board::new(t.msg("admin-outbox"), t.msg("admin-outbox-said"))
            .below(t.msg("admin-home"), "/admin")
            .good(t, t.msg("admin-done"))
            .block(t.msg("admin-state-dead"), vec![shown, Html::of(&order)]);
        let none = table(t, "", Vec::new(), Vec::new());
        let empty = empty.block(t.msg("admin-state-dead"), vec![none]);
        let wrong =
            Board::new(t.msg("admin-outbox"), t.msg("admin-outbox-said")).warning(t, t.msg("admin-unsound"));
        vec![Sample::of("empty", empty), Sample::of("full", full), Sample::of("with-errors", wrong)]
    }
}
