//! What comes after and beside the cases: bad ratings to be put right, and what people cannot get done.

pub mod difficulties; // "cannot get it done"
pub mod ratings; // bad ratings

use crate::page;
use crate::page::{Page, Sample};
use crate::parts::{
    Banner, BannerKind, Cell, Column, Crumbs, EmptyState, Event, Field, Illustration, SummaryList,
    SummaryRow, Tab, Table, Tabs, Tag, Timeline, Tone,
};
use crate::sent::Sent;
use crate::text::Text;

/// A list with its clocks, of what is open or of what is done.
pub struct AfterList {
    title: &'static str,
    lead: &'static str,
    here: &'static str,
    closed: bool,
    columns: &'static [&'static str],
    rows: Vec<Vec<Cell>>,
}

/// One of them: what was said, what happened, what can be done now.
pub struct AfterFile {
    above: (&'static str, &'static str),
    title: String,
    tag: Tag,
    facts: SummaryList,
    words: String,
    story: Timeline,
    forms: Vec<AfterForm>,
    address: String,
    refused: Option<Banner>,
}

/// Something that can be done.
pub struct AfterForm {
    act: &'static str,
    title: String,
    fields: Vec<Field>,
    is_open: bool,
}

page!(AfterList in "desk/after-list.html");
page!(AfterFile in "desk/after-file.html");

impl AfterForm {
    fn new(t: Text, act: &'static str, title: &str, fields: Vec<Field>) -> AfterForm {
        AfterForm { act, title: t.msg(title).into_owned(), fields, is_open: false }
    }
}

impl AfterList {
    fn tabs(&self, t: Text) -> Tabs {
        let closed = format!("{}?closed=1", self.here);
        let tabs = vec![
            Tab::new(t.msg("desk-after-open"), self.here, !self.closed),
            Tab::new(t.msg("desk-after-closed"), closed, self.closed),
        ];
        Tabs::new(t.msg(self.title), tabs)
    }

    fn table(&self, t: Text) -> Table {
        let columns = self.columns.iter().map(|key| Column::text(t.msg(key))).collect();
        Table::new(t, t.msg(self.title), columns, self.rows.clone()).caption_hidden()
    }

    fn nothing(&self, t: Text) -> EmptyState {
        EmptyState::new(Illustration::Sea, t.msg("desk-after-none"), t.msg("desk-after-none-said"))
    }
}

impl AfterFile {
    /// The page once more with what was typed, and why it was not taken.
    fn refused(mut self, t: Text, sent: &Sent, refusal: &dyn kernel::Refusal) -> AfterFile {
        let mut banner = Banner::new(t, BannerKind::Error, t.refusal(refusal).in_full());
        let sent_form = |form: &AfterForm| form.act == sent.one("act");
        if !self.forms.iter().any(sent_form) {
            // Somebody else went on meanwhile and the form is gone; the words are not.
            banner = banner.more(sent.one("text"));
        }
        for form in &mut self.forms {
            form.is_open = sent_form(form);
            if form.is_open {
                form.fields = form.fields.drain(..).map(|field| field.answered(sent)).collect();
            }
        }
        self.refused = Some(banner);
        self
    }

    fn crumbs(&self, t: Text) -> Crumbs {
        Crumbs::new(t, self.title.clone())
            .above(t.msg("nav-desk-work"), "/desk")
            .above(t.msg(self.above.1), self.above.0)
    }
}

impl Page for AfterList {
    const PATH: &'static str = "/desk/ratings";

    fn title(&self, t: Text) -> String {
        t.msg(self.title).into_owned()
    }

    fn samples(_t: Text) -> Vec<Sample<Self>> {
        let page = |rows| AfterList {
            title: "desk-ratings",
            lead: "desk-ratings-lead",
            here: "/desk/ratings",
            closed: false,
            columns: ratings::COLUMNS,
            rows,
        };
        let row = vec![
            Cell::Link("2026K7M3PQRT4X".into(), "/desk/ratings/2026K7M3PQRT4X".into()),
            Cell::Text("城镇污水排入排水管网许可".into()),
            Cell::Text("市水务局".into()),
            Cell::Text("不满意".into()),
            Cell::part(&Tag::new("等待联系申请人", Tone::Yours)),
            Cell::Text("2026年11月23日 17:30".into()),
        ];
        vec![Sample::of("empty", page(Vec::new())), Sample::of("full", page(vec![row]))]
    }
}

impl Page for AfterFile {
    const PATH: &'static str = "/desk/ratings/sample";

    fn title(&self, _t: Text) -> String {
        self.title.clone()
    }

    fn samples(t: Text) -> Vec<Sample<Self>> {
        let page = |forms, story| AfterFile {
            above: ("/desk/ratings", "desk-ratings"),
            title: "城镇污水排入排水管网许可".into(),
            tag: Tag::new("等待联系申请人", Tone::Yours),
            facts: SummaryList::new(t, vec![SummaryRow::text(t.msg("desk-rating-stars"), "不满意")]),
            words: "等候时间太长，说明不清楚。".into(),
            story: Timeline::new(story),
            forms,
            address: "/desk/ratings/2026K7M3PQRT4X".into(),
            refused: None,
        };
        let story = Event::new("不满意", "2026年11月20日 10:04");
        let form = AfterForm::new(t, "contact", "desk-rating-contact", ratings::contact_fields(t));
        let again = AfterForm::new(t, "contact", "desk-rating-contact", ratings::contact_fields(t));
        let sent = Sent([("act".to_owned(), vec!["contact".to_owned()])].into());
        let refusal = cases::DifficultyRefusal::NoWords;
        vec![
            Sample::of("empty", page(Vec::new(), Vec::new())),
            Sample::of("full", page(vec![form], vec![story])),
            Sample::of("refused", page(vec![again], Vec::new()).refused(t, &sent, &refusal)),
        ]
    }
}
