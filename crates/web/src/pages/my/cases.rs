//! A case as a line of a list: what it is, where it stands, by when.

use super::words;
use crate::parts::{DueColour, DueMark, Html, Tag, html_part};
use crate::text::{Text, spoken_number};
use app::Content;
use app::cases::CaseRow;
use askama::Template;
use kernel::Timestamp;

/// A case as the front page and `/my` list it.
#[derive(Clone, Debug, Template)]
#[template(path = "my/case-line.html")]
pub struct CaseLine {
    href: String,
    name: String,
    number: String,
    stage: Tag,
    due: Option<Html>,
}

html_part!(CaseLine);

/// What a matter is called in the language of the page; as it was called in Chinese where it is published no more.
pub fn matter_name<'n>(t: Text, content: &'n Content, code: &str, recorded: &'n str) -> &'n str {
    let matter = content.matters.get(&kernel::MatterCode(code.to_owned()));
    matter.map_or(recorded, |published| t.read(&published.matter.name))
}

impl CaseLine {
    /// The line of a row.
    pub fn of(t: Text, content: &Content, row: &CaseRow, now: Timestamp) -> CaseLine {
        let name = matter_name(t, content, &row.matter, &row.matter_name);
        CaseLine {
            href: format!("/my/cases/{}", row.number),
            name: name.to_owned(),
            number: spoken_number(&row.number),
            stage: words::status(t, &row.status),
            due: due(t, content, row, now),
        }
    }

    /// Lines for samples.
    pub fn samples(t: Text) -> Vec<CaseLine> {
        let line = |status: &str, colour: Option<DueColour>| CaseLine {
            href: "/my/cases/20267KQ4M9XW2H".into(),
            name: "城镇污水排入排水管网许可".into(),
            number: "2026-7KQ4M-9XW2H".into(),
            stage: words::status(t, status),
            due: colour.map(|colour| {
                Html::of(
                    &DueMark::new(t, colour, "", t.date_and_weekday(jiff::civil::date(2026, 12, 1))).plain(),
                )
            }),
        };
        vec![
            line("supplementing", Some(DueColour::Yellow)),
            line("examining", Some(DueColour::Calm)),
            line("delivered", None),
        ]
    }
}

fn due(t: Text, content: &Content, row: &CaseRow, now: Timestamp) -> Option<Html> {
    use app::cases::DueColour as Light;
    let colour = match row.colour(now) {
        Light::None => return None,
        Light::Grey => DueColour::Paused,
        Light::Green => DueColour::Calm,
        Light::Yellow => DueColour::Notice,
        Light::Red | Light::Breach => DueColour::Red,
    };
    let date = row.due_at.map(|at| t.date_and_weekday(content.date(at))).unwrap_or_default();
    let mark = DueMark::new(t, colour, "", date).plain();
    Some(Html::of(&if row.provisional { mark.provisional() } else { mark }))
}
