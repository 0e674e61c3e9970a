//! A picture of steps, drawn from data: boxes and arrows for steps one after another and side by side.
//!
//! The same steps are drawn across for wide screens and downwards for telephones, and listed in words.

mod place; // in which row and at which place of it each step stands
mod words; // lines of words that fit into a box

use std::fmt::Write as _;

use askama::Template;

use self::place::{Plan, plan};
use super::{Html, escaped, html_part};
use crate::text::Text;

/// One step.
#[derive(Clone, Debug)]
pub struct Step {
    /// Its name among the steps.
    pub id: String,
    /// What is done.
    pub title: String,
    /// Who does it or within how long.
    pub note: Option<String>,
    /// The names of the steps that come before it.
    pub after: Vec<String>,
    /// How far it is; on a guide all are ahead.
    pub mark: StepMark,
}

/// How far a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepMark {
    /// Done.
    Done,
    /// Being done now.
    Here,
    /// Still to come.
    Ahead,
}

/// The picture, with its words.
#[derive(Clone, Debug, Template)]
#[template(path = "parts/steps-picture.html")]
pub struct StepsPicture {
    t: Text,
    label: String,
    steps: Vec<Step>,
}

/// Which way a picture runs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Across,
    Down,
}

/// Sizes in units of the drawing; sixteen of them are as wide as the root type size.
struct Measure {
    box_width: i32,
    box_height: i32,
    layer_gap: i32,
    slot_gap: i32,
}

const MARGIN: i32 = 4;
/// More rows than this do not fit across a page; then both pictures run downwards.
const MOST_ACROSS: usize = 6;

impl Step {
    /// A step still to come, after the steps named.
    pub fn new(id: impl Into<String>, title: impl Into<String>, after: &[&str]) -> Step {
        Step {
            id: id.into(),
            title: title.into(),
            note: None,
            after: after.iter().map(|id| (*id).to_owned()).collect(),
            mark: StepMark::Ahead,
        }
    }

    /// With who does it or within how long.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Step {
        self.note = Some(note.into());
        self
    }

    /// Marked.
    #[must_use]
    pub fn mark(mut self, mark: StepMark) -> Step {
        self.mark = mark;
        self
    }

    fn class(&self) -> &'static str {
        match self.mark {
            StepMark::Done => "done",
            StepMark::Here => "here",
            StepMark::Ahead => "ahead",
        }
    }
}

impl StepsPicture {
    /// The picture of these steps; `label` is its title.
    pub fn new(t: impl Into<Text>, label: impl Into<String>, steps: Vec<Step>) -> StepsPicture {
        StepsPicture { t: t.into(), label: label.into(), steps }
    }

    fn fits_across(&self) -> bool {
        plan(&self.steps).layers <= MOST_ACROSS
    }

    fn across(&self) -> Html {
        self.draw(Way::Across, &Measure { box_width: 150, box_height: 92, layer_gap: 34, slot_gap: 18 })
    }

    fn down(&self) -> Html {
        let is_single = plan(&self.steps).slots == 1;
        let box_width = if is_single { 312 } else { 150 };
        self.draw(
            Way::Down,
            &Measure { box_width, box_height: if is_single { 66 } else { 92 }, layer_gap: 30, slot_gap: 12 },
        )
    }

    fn before(&self, step: &Step) -> String {
        let titles: Vec<&str> =
            self.steps.iter().filter(|s| step.after.contains(&s.id)).map(|s| s.title.as_str()).collect();
        titles.join("、")
    }

    fn draw(&self, way: Way, measure: &Measure) -> Html {
        let plan = plan(&self.steps);
        let (width, height) = extent(&plan, way, measure);
        let name = if way == Way::Across { "across" } else { "down" };
        let mut svg = format!(
            r##"<svg class="y-steps__{name}" width="{}rem" viewBox="0 0 {width} {height}" role="img" aria-label="{}">"##,
            rem(width),
            escaped(&self.label)
        );
        for line in &plan.lines {
            draw_line(&mut svg, line, &plan, way, measure);
        }
        for (step, place) in self.steps.iter().zip(&plan.places) {
            let (x, y) = corner(*place, &plan, way, measure);
            draw_box(&mut svg, step, x, y, measure);
        }
        svg.push_str("</svg>");
        Html::built(svg)
    }
}

fn rem(units: i32) -> String {
    format!("{}.{:02}", units / 16, units % 16 * 100 / 16)
}

fn extent(plan: &Plan, way: Way, measure: &Measure) -> (i32, i32) {
    let (layers, slots) = (plan.layers as i32, plan.slots as i32);
    let (columns, rows) = if way == Way::Across { (layers, slots) } else { (slots, layers) };
    let (column_gap, row_gap) = gaps(way, measure);
    (
        columns * measure.box_width + (columns - 1).max(0) * column_gap + 2 * MARGIN,
        rows * measure.box_height + (rows - 1).max(0) * row_gap + 2 * MARGIN,
    )
}

fn gaps(way: Way, measure: &Measure) -> (i32, i32) {
    if way == Way::Across {
        (measure.layer_gap, measure.slot_gap)
    } else {
        (measure.slot_gap, measure.layer_gap)
    }
}

/// The upper left corner of a place; rows with fewer steps stand in the middle.
fn corner(place: place::Place, plan: &Plan, way: Way, measure: &Measure) -> (i32, i32) {
    let (column_gap, row_gap) = gaps(way, measure);
    // Twice the slot, so that half slots stay whole numbers.
    let slot = 2 * place.slot as i32 + plan.slots as i32 - plan.widths[place.layer] as i32;
    let layer = 2 * place.layer as i32;
    let (column, row) = if way == Way::Across { (layer, slot) } else { (slot, layer) };
    (
        MARGIN + column * (measure.box_width + column_gap) / 2,
        MARGIN + row * (measure.box_height + row_gap) / 2,
    )
}

fn draw_line(svg: &mut String, line: &place::Line, plan: &Plan, way: Way, measure: &Measure) {
    let (half_width, half_height) = (measure.box_width / 2, measure.box_height / 2);
    let mut path = String::new();
    for (at, pair) in line.through.windows(2).enumerate() {
        let (from, to) = (corner(pair[0], plan, way, measure), corner(pair[1], plan, way, measure));
        // The way into a box ends at its edge; a way past other boxes runs through its whole place.
        let passes = at + 2 < line.through.len();
        if way == Way::Across {
            let (x1, y1, y2) = (from.0 + measure.box_width, from.1 + half_height, to.1 + half_height);
            let x2 = if passes { to.0 + measure.box_width } else { to.0 };
            let bend = x1 + measure.layer_gap / 2;
            write!(path, "M{x1} {y1}H{bend}V{y2}H{x2}").expect("writing to memory does not fail");
        } else {
            let (x1, y1, x2) = (from.0 + half_width, from.1 + measure.box_height, to.0 + half_width);
            let y2 = if passes { to.1 + measure.box_height } else { to.1 };
            let bend = y1 + measure.layer_gap / 2;
            write!(path, "M{x1} {y1}V{bend}H{x2}V{y2}").expect("writing to memory does not fail");
        }
    }
    let last = line.through.last().expect("a line has two ends");
    let (x, y) = corner(*last, plan, way, measure);
    let head = if way == Way::Across {
        format!("M{} {}l8 5-8 5", x - 8, y + half_height - 5)
    } else {
        format!("M{} {}l5 8 5-8", x + half_width - 5, y - 8)
    };
    write!(svg, r##"<path class="y-steps__line" d="{path}{head}"/>"##)
        .expect("writing to memory does not fail");
}

fn draw_box(svg: &mut String, step: &Step, x: i32, y: i32, measure: &Measure) {
    let (width, height) = (measure.box_width, measure.box_height);
    let class = step.class();
    write!(
        svg,
        r##"<g class="y-steps__step y-steps__step--{class}"><rect x="{x}" y="{y}" width="{width}" height="{height}" rx="6"/>"##
    )
    .expect("writing to memory does not fail");
    let titles = words::lines(&step.title, (width - 24) * 100 / 16, 2);
    let notes =
        step.note.iter().flat_map(|note| words::lines(note, (width - 20) * 100 / 13, 2)).collect::<Vec<_>>();
    let text_height = titles.len() as i32 * 22 + notes.len() as i32 * 18;
    let mut baseline = y + (height - text_height) / 2 + 16;
    let middle = x + width / 2;
    for (line, name, step_down) in
        titles.iter().map(|line| (line, "title", 22)).chain(notes.iter().map(|line| (line, "note", 18)))
    {
        write!(
            svg,
            r##"<text class="y-steps__{name}" x="{middle}" y="{baseline}">{}</text>"##,
            escaped(line)
        )
        .expect("writing to memory does not fail");
        baseline += step_down;
    }
    match step.mark {
        StepMark::Done => {
            let (cx, cy) = (x + width - 14, y + 14);
            write!(svg, r##"<circle class="y-steps__mark" cx="{cx}" cy="{cy}" r="8"/><path class="y-steps__tick" d="M{} {}l3 3 5-6"/>"##, cx - 4, cy)
                .expect("writing to memory does not fail");
        }
        StepMark::Here => {
            write!(svg, r##"<path class="y-steps__mark" d="M{x} {}h{}"/>"##, y + height - 3, width)
                .expect("writing to memory does not fail");
        }
        StepMark::Ahead => {}
    }
    svg.push_str("</g>");
}

html_part!(StepsPicture);
