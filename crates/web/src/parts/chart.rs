//! Bars and lines, drawn here, each with the table of its numbers.

use std::fmt::Write as _;

use askama::Template;

use super::{Html, escaped, html_part};
use crate::text::Text;

/// How numbers are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChartKind {
    /// Amounts side by side.
    Bars,
    /// A course over time.
    Lines,
}

/// A row of numbers; three at most in one chart.
#[derive(Clone, Debug)]
pub struct Series {
    /// What is counted.
    pub name: String,
    /// As many numbers as the chart has labels.
    pub values: Vec<u64>,
}

/// A chart with its data table.
#[derive(Clone, Debug, Template)]
#[template(path = "parts/chart.html")]
pub struct Chart {
    t: Text,
    kind: ChartKind,
    title: String,
    unit: String,
    labels_title: String,
    labels: Vec<String>,
    series: Vec<Series>,
}

/// The drawing's size and the room for labels around it.
const WIDTH: u64 = 640;
const HEIGHT: u64 = 300;
const LEFT: u64 = 56;
const RIGHT: u64 = 12;
const TOP: u64 = 20;
const BOTTOM: u64 = 34;

impl Chart {
    /// A chart of `series` over `labels`; `labels_title` heads the labels' column, for example the month.
    pub fn new(
        t: impl Into<Text>,
        kind: ChartKind,
        title: impl Into<String>,
        unit: impl Into<String>,
        labels: (String, Vec<String>),
        series: Vec<Series>,
    ) -> Chart {
        Chart {
            t: t.into(),
            kind,
            title: title.into(),
            unit: unit.into(),
            labels_title: labels.0,
            labels: labels.1,
            series,
        }
    }

    fn value(&self, series: &Series, index: &usize) -> String {
        series.values.get(*index).map_or_else(String::new, |value| self.t.number(*value))
    }

    fn drawing(&self) -> Html {
        let label = escaped(&self.title);
        let mut svg = format!(
            r##"<svg class="y-chart__drawing" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{label}">"##
        );
        let largest = self.series.iter().flat_map(|series| series.values.iter().copied()).max().unwrap_or(0);
        let step = step_for(largest);
        let top = step * largest.div_ceil(step).max(1);
        self.draw_scale(&mut svg, step, top);
        self.draw_labels(&mut svg);
        for (at, series) in self.series.iter().enumerate() {
            match self.kind {
                ChartKind::Bars => self.draw_bars(&mut svg, at, series, top),
                ChartKind::Lines => self.draw_line(&mut svg, at, series, top),
            }
        }
        svg.push_str("</svg>");
        Html::built(svg)
    }

    fn draw_scale(&self, svg: &mut String, step: u64, top: u64) {
        for tick in (0..=top / step).map(|n| n * step) {
            let y = height_of(tick, top);
            write!(
                svg,
                r##"<path class="y-chart__grid" d="M{LEFT} {y}H{}"/><text class="y-chart__tick" x="{}" y="{}">{}</text>"##,
                WIDTH - RIGHT,
                LEFT - 8,
                y + 5,
                self.t.number(tick)
            )
            .expect("writing to memory does not fail");
        }
    }

    fn draw_labels(&self, svg: &mut String) {
        // At most twelve labels fit; further ones are in the table.
        let every = self.labels.len().div_ceil(12).max(1);
        for (index, label) in self.labels.iter().enumerate().step_by(every) {
            let (x, y) = (self.middle_of(index), HEIGHT - BOTTOM + 22);
            write!(svg, r##"<text class="y-chart__label" x="{x}" y="{y}">{}</text>"##, escaped(label))
                .expect("writing to memory does not fail");
        }
    }

    fn draw_bars(&self, svg: &mut String, at: usize, series: &Series, top: u64) {
        let count = self.series.len() as u64;
        let bar = (self.band() * 3 / 5 / count.max(1)).clamp(3, 44);
        for (index, value) in series.values.iter().enumerate() {
            let x = (self.middle_of(index) + at as u64 * bar).saturating_sub(bar * count / 2);
            let y = height_of(*value, top);
            write!(
                svg,
                r##"<rect class="y-chart__bar y-chart__series-{at}" x="{x}" y="{y}" width="{}" height="{}"/>"##,
                bar - 1,
                HEIGHT - BOTTOM - y
            )
            .expect("writing to memory does not fail");
            if count == 1 && self.labels.len() <= 12 {
                let (middle, above) = (x + bar / 2, y - 6);
                write!(
                    svg,
                    r##"<text class="y-chart__value" x="{middle}" y="{above}">{}</text>"##,
                    self.t.number(*value)
                )
                .expect("writing to memory does not fail");
            }
        }
    }

    fn draw_line(&self, svg: &mut String, at: usize, series: &Series, top: u64) {
        let points: Vec<(u64, u64)> = series
            .values
            .iter()
            .enumerate()
            .map(|(index, value)| (self.middle_of(index), height_of(*value, top)))
            .collect();
        let path: Vec<String> = points.iter().map(|(x, y)| format!("{x},{y}")).collect();
        write!(
            svg,
            r##"<polyline class="y-chart__line y-chart__series-{at}" points="{}"/>"##,
            path.join(" ")
        )
        .expect("writing to memory does not fail");
        for (x, y) in points {
            // Each series has its own shape, so that colour never stands alone.
            let shape = match at {
                0 => format!(
                    r##"<circle class="y-chart__point y-chart__series-{at}" cx="{x}" cy="{y}" r="4"/>"##
                ),
                1 => format!(
                    r##"<rect class="y-chart__point y-chart__series-{at}" x="{}" y="{}" width="8" height="8"/>"##,
                    x - 4,
                    y - 4
                ),
                _ => format!(
                    r##"<path class="y-chart__point y-chart__series-{at}" d="M{x} {}l5 9h-10z"/>"##,
                    y - 5
                ),
            };
            svg.push_str(&shape);
        }
    }

    /// The width that one label has.
    fn band(&self) -> u64 {
        (WIDTH - LEFT - RIGHT) / (self.labels.len() as u64).max(1)
    }

    fn middle_of(&self, index: usize) -> u64 {
        let count = (self.labels.len() as u64).max(1);
        LEFT + (WIDTH - LEFT - RIGHT) * (2 * index as u64 + 1) / (2 * count)
    }
}

fn height_of(value: u64, top: u64) -> u64 {
    HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * value / top.max(1)
}

/// A round step (1, 2 or 5 times a power of ten) that gives three to six lines.
fn step_for(largest: u64) -> u64 {
    let mut step = 1;
    for factor in [2, 5, 10].into_iter().cycle() {
        if largest.div_ceil(5) <= step {
            return step;
        }
        let power = 10_u64.pow(step.ilog10());
        step = power * factor;
    }
    step
}

html_part!(Chart);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scales_have_round_steps() {
        let steps: Vec<u64> = [0, 5, 7, 11, 26, 430, 2_600].map(step_for).to_vec();
        assert_eq!(steps, [1, 1, 2, 5, 10, 100, 1_000]);
    }

    #[test]
    fn a_chart_without_numbers_is_still_a_chart() {
        let chart = Chart::new(Text::default(), ChartKind::Bars, "t", "u", ("m".into(), vec![]), vec![]);
        assert!(chart.drawing().to_string().ends_with("</svg>"));
    }
}
