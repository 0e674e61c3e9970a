//! `/admin/catalogue/{code}/edit`: a matter's draft written in the browser, section by section (CAT-01, CAT-03).
//!
//! Each form carries the version that it was made from. Saving writes a new version by the use case that every draft
//! takes; a form on an older version is answered with both texts, and one sent twice writes once.

mod begin; // a new matter
mod fee; // amounts and their bases
mod material; // the four fields of each material
mod plain; // single facts
mod section; // which there are
mod service; // channels, halls, delivery
mod shown; // the page
mod text; // Markdown and YAML
mod typed; // reading what was typed

use super::catalogue::changes;
use crate::desk::Desk;
use crate::page::Page;
use crate::parts::{Banner, BannerKind, Html};
use crate::problem::Problem;
use crate::sent::Sent;
use crate::text::Text;
use app::{Action, MatterChange};
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use catalogue::{City, Matter, MatterHistory, diff};
use kernel::MatterCode;
use section::Section;
use serde::Deserialize;
use shown::{Newest, View, material_id};
use typed::Typed;

pub use begin::{begin, show as show_new};

/// What the last order did, told on the page it leads to.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// The section or material to open.
    open: String,
    /// Whether it was `saved`, or was the `same` as before.
    done: String,
}

/// A form that comes back: with what was typed, what is wrong in it, and what stands above it.
struct Answered<'a> {
    section: Section,
    material: String,
    sent: &'a Sent,
    base: u32,
    wrong: Vec<(String, String)>,
    above: Vec<Html>,
}

impl Answered<'_> {
    fn is_of(&self, section: Section, material: &str) -> bool {
        self.section == section && self.material == material
    }
}

/// `GET /admin/catalogue/{code}/edit`.
///
/// # Errors
/// [`Problem::NotFound`] for an unknown matter.
pub async fn show(
    desk: Desk,
    Path(code): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let t = desk.frame.t;
    let (newest, _) = newest(&desk, MatterCode(code)).await?;
    let view = View { desk: &desk, newest: &newest, answered: None, open: &asked.open };
    let mut board = view.board();
    match asked.done.as_str() {
        "saved" => board.news.push(saved(t, &newest)),
        "same" => {
            board.news.push(Html::of(&Banner::new(t, BannerKind::Information, t.msg("edit-same"))));
        }
        _ => {}
    }
    Ok(view.blocks(board).answer(&desk.frame))
}

/// What was saved, with the way to review and publication.
fn saved(t: Text, newest: &Newest) -> Html {
    let blocking = newest.findings.iter().filter(|finding| finding.blocks()).count();
    let more = if blocking == 0 {
        t.msg("edit-saved-clean").into_owned()
    } else {
        t.with("edit-saved-blocked", &[("count", &blocking)])
    };
    let said = t.with("edit-saved", &[("version", &newest.number)]);
    let href = format!("/admin/catalogue/{}", newest.code.as_str());
    Html::of(&Banner::new(t, BannerKind::Success, said).more(more).link(t.msg("edit-review-way"), href))
}

/// The newest version with what the checks find in it, and all others.
async fn newest(desk: &Desk, code: MatterCode) -> Result<(Newest, MatterHistory), Problem> {
    let asked = code.clone();
    let found = desk
        .ask(move |city, caller, _| {
            caller.require(Action::EditCatalogue)?;
            let history = city.matter_history(&asked)?;
            let latest = history.latest().map(|(number, version)| (number, version.matter.clone()));
            let found = latest.map(|(number, matter)| (number, city.findings(&matter), matter));
            Ok((found, history))
        })
        .await?;
    let (Some((number, findings, matter)), history) = found else { return Err(Problem::NotFound) };
    Ok((Newest { code, number, matter, findings }, history))
}

/// What a form asks for.
struct Order<'a> {
    t: Text,
    city: &'a City,
    section: Section,
    material: &'a str,
    removes: bool,
    sent: &'a Sent,
}

/// What is wrong with a form: the field and the sentence.
type Wrong = Vec<(String, String)>;

impl Order<'_> {
    /// The matter as the form wants it.
    fn carried_out_on(&self, matter: &Matter) -> Result<Matter, Wrong> {
        let mut changed = matter.clone();
        if self.removes {
            changed.remove_material(&self.material.into());
            return Ok(changed);
        }
        let mut typed = Typed::new(self.t, self.sent);
        match self.section {
            Section::Basics => plain::read_basics(&mut typed, self.city, &mut changed),
            Section::Time => plain::read_time(&mut typed, &mut changed),
            Section::Fee => fee::read(&mut typed, &mut changed),
            Section::Service => service::read(&mut typed, self.city, &mut changed),
            Section::Result => plain::read_result(&mut typed, &mut changed),
            Section::Materials => material::read(&mut typed, &mut changed, self.material),
            Section::Text(part) => text::read(&mut typed, part, self.section.slug(), &mut changed),
        }
        if typed.wrong.is_empty() { Ok(changed) } else { Err(typed.wrong) }
    }
}

/// `POST /admin/catalogue/{code}/edit`: saves a section as a new version, or shows a preview of its text.
///
/// # Errors
/// [`Problem::NotFound`] for an unknown matter, [`Problem::Malformed`] for an unknown section.
pub async fn save(desk: Desk, Path(code): Path<String>, sent: Sent) -> Result<Response, Problem> {
    let t = desk.frame.t;
    let section = Section::of_slug(sent.one("section")).ok_or(Problem::Malformed)?;
    let base: u32 = sent.one("base").parse().map_err(|_| Problem::Malformed)?;
    let material = if section == Section::Materials { sent.one("material") } else { "" };
    let (newest, history) = newest(&desk, MatterCode(code)).await?;
    let mut answered = Answered {
        section,
        material: material.to_owned(),
        sent: &sent,
        base,
        wrong: Vec::new(),
        above: Vec::new(),
    };
    if let (Section::Text(part), "preview") = (section, sent.one("order")) {
        answered.above.push(text::preview(&mut Typed::new(t, &sent), part, section.slug()));
        return Ok(back(&desk, &newest, &answered, StatusCode::OK));
    }
    let content = desk.city.content();
    let removes = section == Section::Materials && sent.one("order") == "remove" && !material.is_empty();
    let order = Order { t, city: &content.ground, section, material, removes, sent: &sent };
    let done = |what: &str| Ok(done(&newest.code, section, material, what));
    // Sent twice, or by two persons alike: what the form wants of its own version is what stands now.
    let before = history.version(base).filter(|_| base != newest.number);
    if before.is_some_and(|before| order.carried_out_on(&before.matter).as_ref() == Ok(&newest.matter)) {
        return done("saved");
    }
    let wanted = match order.carried_out_on(&newest.matter) {
        Ok(wanted) => wanted,
        Err(wrong) => {
            answered.wrong = wrong;
            return Ok(back(&desk, &newest, &answered, StatusCode::UNPROCESSABLE_ENTITY));
        }
    };
    if wanted == newest.matter {
        return done("same");
    }
    if base != newest.number {
        return Ok(stale(&desk, &newest, answered, &wanted));
    }
    match write(&desk, &newest.code, base, wanted.clone()).await {
        Ok(()) => done("saved"),
        Err(app::Problem::Refused(refusal)) if refusal.key() == "refusal-matter-written-meanwhile" => {
            let (newest, _) = self::newest(&desk, newest.code).await?;
            if wanted == newest.matter {
                return Ok(self::done(&newest.code, section, material, "saved"));
            }
            Ok(stale(&desk, &newest, answered, &wanted))
        }
        Err(other) => Err(other.into()),
    }
}

async fn write(desk: &Desk, code: &MatterCode, base: u32, wanted: Matter) -> Result<(), app::Problem> {
    let code = code.clone();
    let change = MatterChange::Revise { base, matter: Box::new(wanted) };
    desk.ask(move |city, caller, moment| city.change_matter(caller, &code, &change, moment)).await
}

fn done(code: &MatterCode, section: Section, material: &str, what: &str) -> Response {
    let open = opened(section, material);
    Redirect::to(&format!("/admin/catalogue/{}/edit?done={what}&open={open}#top", code.as_str()))
        .into_response()
}

/// Where a form stands on the page.
fn opened(section: Section, material: &str) -> String {
    if section == Section::Materials { material_id(material) } else { section.slug().to_owned() }
}

/// The page again, with nothing typed lost.
fn back(desk: &Desk, newest: &Newest, answered: &Answered<'_>, status: StatusCode) -> Response {
    let view = View { desk, newest, answered: Some(answered), open: "" };
    let board = view.board();
    view.blocks(board).answer_with(status, &desk.frame)
}

/// Somebody else wrote meanwhile: what stands now beside what was typed; saved again it is written on the newest.
fn stale(desk: &Desk, newest: &Newest, mut answered: Answered<'_>, wanted: &Matter) -> Response {
    let t = desk.frame.t;
    let (section, material) = (answered.section, answered.material.clone());
    answered.above.push(Html::of(&Banner::new(t, BannerKind::Warning, t.msg("edit-stale-next"))));
    answered.above.push(changes(t, ("edit-theirs", "edit-yours"), &diff(&newest.matter, wanted)));
    answered.base = newest.number;
    let view = View { desk, newest, answered: Some(&answered), open: "" };
    let said = t.with("edit-stale", &[("version", &newest.number)]);
    let banner = Banner::new(t, BannerKind::Warning, said);
    let mut board = view.board();
    board
        .news
        .push(Html::of(&banner.link(t.msg("edit-stale-way"), format!("#{}", opened(section, &material)))));
    view.blocks(board).answer_with(StatusCode::CONFLICT, &desk.frame)
}
