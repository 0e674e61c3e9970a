//! `/halls`: where to go, when it is open, who serves there and what can be done there.

use crate::desk::Desk;
use crate::page;
use crate::page::{Page, Sample};
use crate::pages::matters::MatterLine;
use crate::pages::matters::browse::Narrowed;
use crate::pages::words;
use crate::parts::{BackLink, EmptyState, Illustration, SummaryList, SummaryRow};
use crate::problem::Problem;
use crate::text::Text;
use app::Content;
use axum::extract::Path;
use axum::response::Response;
use catalogue::{Hall, HallId, Site, SiteId};

/// The list of halls by building.
pub struct Halls {
    sites: Vec<(String, String, Vec<(String, String, String)>)>,
}

/// One hall.
pub struct OneHall {
    name: String,
    facts: SummaryList,
    matters: Vec<MatterLine>,
    all: String,
}

page!(Halls in "halls/list.html");
page!(OneHall in "halls/one.html");

impl Halls {
    fn of(t: Text, content: &Content) -> Halls {
        let site = |site: &Site| {
            let halls = content.ground.halls.iter().filter(|hall| hall.site == site.id);
            let hall = |hall: &Hall| {
                let names = hall
                    .departments
                    .iter()
                    .take(4)
                    .map(|id| content.department_name(id, t.language()).to_owned());
                (t.read(&hall.name).to_owned(), words::listed(t, names), format!("/halls/{}", hall.id))
            };
            (t.read(&site.name).to_owned(), t.read(&site.address).to_owned(), halls.map(hall).collect())
        };
        Halls { sites: content.ground.sites.iter().map(site).collect() }
    }

    fn nothing(&self, t: Text) -> EmptyState {
        EmptyState::new(Illustration::Door, t.msg("halls-none"), t.msg("halls-none-said"))
    }
}

impl OneHall {
    fn of(t: Text, content: &Content, hall: &Hall) -> OneHall {
        let narrowed = Narrowed { hall: Some(hall.id.0.clone()), ..Narrowed::default() };
        let site = content.ground.sites.iter().find(|site| site.id == hall.site);
        let mut rows = Vec::new();
        let mut row = |key: &str, said: &str| rows.push(SummaryRow::text(t.msg(key), said));
        if let Some(site) = site {
            row("hall-address", &format!("{} {}", t.read(&site.name), t.read(&site.address)));
        }
        if let Some(floor) = &hall.floor {
            row("hall-floor", t.read(floor));
        }
        row("hall-hours", &hours(t, hall));
        let departments =
            hall.departments.iter().map(|id| content.department_name(id, t.language()).to_owned());
        row("hall-departments", &words::listed(t, departments));
        let found = narrowed.find(content);
        OneHall {
            name: t.read(&hall.name).to_owned(),
            facts: SummaryList::new(t, rows),
            matters: found.iter().take(12).map(|published| MatterLine::of(t, content, published)).collect(),
            all: narrowed.address(None),
        }
    }

    fn back(&self, t: Text) -> BackLink {
        BackLink::new(t, "/halls")
    }
}

/// The opening hours, or that the office hours hold.
fn hours(t: Text, hall: &Hall) -> String {
    if hall.hours.is_empty() {
        return t.msg("hall-office-hours").into_owned();
    }
    let time = |time: jiff::civil::Time| format!("{:02}:{:02}", time.hour(), time.minute());
    let one = |hours: &catalogue::OpeningHours| {
        let days = words::listed(t, hours.weekdays.iter().map(|day| t.msg(weekday(*day))));
        let note = hours.note.as_ref().map(|note| format!(" {}", t.read(note))).unwrap_or_default();
        format!("{days} {}–{}{note}", time(hours.from), time(hours.to))
    };
    words::listed(t, hall.hours.iter().map(one))
}

fn weekday(day: u8) -> &'static str {
    match day {
        1 => "weekday-monday",
        2 => "weekday-tuesday",
        3 => "weekday-wednesday",
        4 => "weekday-thursday",
        5 => "weekday-friday",
        6 => "weekday-saturday",
        _ => "weekday-sunday",
    }
}

fn sample() -> Content {
    let mut content = crate::pages::matters::guide::sample_content();
    let site = SiteId::from("centre");
    content.ground.sites.push(Site {
        id: site.clone(),
        name: "市民服务中心".into(),
        address: "梅华西路与迎宾北路交会处".into(),
        region: "440402".into(),
        operator: None,
        source: String::new(),
    });
    content.ground.halls.push(Hall {
        id: HallId::from("general"),
        name: "综合服务厅".into(),
        site,
        floor: Some("二楼".into()),
        hours: Vec::new(),
        departments: vec!["water".into()],
        source: String::new(),
    });
    content
}

impl Page for Halls {
    const PATH: &'static str = "/halls";

    fn title(&self, t: Text) -> String {
        t.msg("nav-halls").into_owned()
    }

    fn samples(t: Text) -> Vec<Sample<Self>> {
        vec![Sample::of("empty", Halls { sites: Vec::new() }), Sample::of("full", Halls::of(t, &sample()))]
    }
}

impl Page for OneHall {
    const PATH: &'static str = "/halls/sample";

    fn title(&self, _t: Text) -> String {
        self.name.clone()
    }

    fn samples(t: Text) -> Vec<Sample<Self>> {
        let content = sample();
        let mut empty = content.ground.halls[0].clone();
        empty.id = HallId::from("empty");
        vec![
            Sample::of("empty", OneHall::of(t, &content, &empty)),
            Sample::of("full", OneHall::of(t, &content, &content.ground.halls[0])),
        ]
    }
}

/// `GET /halls`.
pub async fn list(desk: Desk) -> Response {
    Halls::of(desk.frame.t, &desk.city.content()).answer(&desk.frame)
}

/// `GET /halls/{id}`.
///
/// # Errors
/// [`Problem::NotFound`] for an unknown hall.
pub async fn one(desk: Desk, Path(id): Path<String>) -> Result<Response, Problem> {
    let content = desk.city.content();
    let hall = content.ground.hall(&id.as_str().into()).ok_or(Problem::NotFound)?;
    Ok(OneHall::of(desk.frame.t, &content, hall).answer(&desk.frame))
}
