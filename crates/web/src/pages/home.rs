//! `/`: the search first and large, then what most people come for, then where they are on their way.

use crate::desk::Desk;
use crate::page;
use crate::page::{Page, Sample};
use crate::pages::my::cases::CaseLine;
use crate::parts::{SearchBox, Tile, Tiles};
use crate::problem::Problem;
use crate::text::Text;
use app::Content;
use app::cases::{After, CaseFilter};
use axum::response::Response;
use catalogue::ThemeKind;
use kernel::MatterCode;

/// How many of a kind the front page shows.
const COMMON: u32 = 8;
const OWN_CASES: u32 = 3;

/// The first page.
pub struct Home {
    common: Vec<(String, String)>,
    own: Option<Vec<CaseLine>>,
    life: Tiles,
    enterprise: Tiles,
    platforms: Vec<(String, String, String)>,
    halls: Vec<(String, String, String)>,
}

page!(Home in "home.html");

impl Home {
    fn of(t: Text, content: &Content, common: &[MatterCode], own: Option<Vec<CaseLine>>) -> Home {
        let ground = &content.ground;
        let tiles = |kind: ThemeKind| {
            let themes = ground.themes.iter().filter(|theme| theme.kind == kind);
            let tile = |theme: &catalogue::Theme| {
                Tile::new(&theme.icon, t.read(&theme.name), format!("/matters?theme={}", theme.id))
            };
            Tiles::new(themes.map(tile).collect()).small()
        };
        let platform = |one: &catalogue::SubPlatform| {
            let href = format!("/matters?platform={}", one.id);
            (t.read(&one.name).to_owned(), t.read(&one.about).to_owned(), href)
        };
        let hall = |hall: &catalogue::Hall| {
            let site = ground.sites.iter().find(|site| site.id == hall.site);
            let address = site.map(|site| t.read(&site.address)).unwrap_or_default();
            (t.read(&hall.name).to_owned(), address.to_owned(), format!("/halls/{}", hall.id))
        };
        Home {
            common: common_matters(t, content, common),
            own,
            life: tiles(ThemeKind::LifeEvent),
            enterprise: tiles(ThemeKind::Enterprise),
            platforms: ground.sub_platforms.iter().map(platform).collect(),
            halls: ground.halls.iter().take(4).map(hall).collect(),
        }
    }

    fn search(&self, t: Text) -> SearchBox {
        SearchBox::new(t, "/matters", t.msg("home-search"), "").suggests("/matters/suggest").large()
    }
}

/// What many people ask for now, filled up with what can be begun here at once.
fn common_matters(t: Text, content: &Content, common: &[MatterCode]) -> Vec<(String, String)> {
    let asked = common.iter().filter_map(|code| content.matters.get(code));
    let here = content.matters.values().filter(|published| published.matter.decided.is_here());
    let mut shown: Vec<(String, String)> = Vec::new();
    for published in asked.chain(here) {
        let href = format!("/matters/{}", published.matter.code);
        if shown.len() < COMMON as usize && !shown.iter().any(|(_, known)| *known == href) {
            shown.push((t.read(&published.matter.name).to_owned(), href));
        }
    }
    shown
}

impl Page for Home {
    const PATH: &'static str = "/";

    fn title(&self, t: Text) -> String {
        t.msg("home-title").into_owned()
    }

    fn samples(t: Text) -> Vec<Sample<Self>> {
        let content = crate::pages::matters::guide::sample_content();
        let empty = Content::default();
        vec![
            Sample::of("empty", Home::of(t, &empty, &[], None)),
            Sample::of("full", Home::of(t, &content, &[], None)),
            Sample::of("signed-in", Home::of(t, &content, &[], Some(CaseLine::samples(t)))),
            Sample::of("signed-in-empty", Home::of(t, &content, &[], Some(Vec::new()))),
        ]
    }
}

/// `GET /`.
///
/// # Errors
/// A fault of the storage.
pub async fn show(desk: Desk) -> Result<Response, Problem> {
    let is_citizen = desk.caller.person.is_some();
    let (common, own) = desk
        .ask(move |city, caller, _| {
            let own = match is_citizen {
                true => Some(city.own_cases(caller, &CaseFilter::default(), &After::start(), OWN_CASES)?),
                false => None,
            };
            Ok((city.common_matters(COMMON)?, own))
        })
        .await?;
    let (t, now) = (desk.frame.t, desk.now());
    let content = desk.city.content();
    let own = own.map(|rows| rows.iter().map(|row| CaseLine::of(t, &content, row, now)).collect());
    Ok(Home::of(t, &content, &common, own).answer(&desk.frame))
}
