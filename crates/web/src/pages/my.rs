//! `/my`: everything of one's own: what is going on, what was begun, what was told, what was issued.

pub mod cases; // a case as a line of a list
pub mod case; // one case
pub mod acts; // what one can do with it
pub mod inbox; // what one was told
pub mod papers; // what was issued
pub mod record; // who read one's data
pub mod contact; // how one is reached, and for whom one acts

pub(crate) mod words; // stages, turns and events in plain words

use self::cases::CaseLine;
use crate::desk::Desk;
use crate::page;
use crate::page::{Page, Sample};
use crate::parts::{EmptyState, Illustration, Pages, Tab, Tabs};
use crate::portals::Routes;
use crate::problem::Problem;
use crate::text::Text;
use app::Action;
use app::cases::{After, CaseFilter};
use axum::extract::{DefaultBodyLimit, Query};
use axum::response::Response;
use axum::routing::{get, post};
use serde::Deserialize;

const ROWS: u32 = 20;

/// The routes of `/my`.
pub fn routes() -> Routes {
    let large = DefaultBodyLimit::max(crate::pages::apply::FORM_MIB * 1024 * 1024);
    Routes::new()
        .at("/my", Action::KeepOwnRecord, get(show))
        .at("/my/inbox", Action::KeepOwnRecord, get(inbox::show))
        .at("/my/inbox/{number}/{position}", Action::KeepOwnRecord, get(inbox::read))
        .at("/my/record", Action::KeepOwnRecord, get(record::show))
        .at("/my/contact", Action::KeepOwnRecord, get(contact::show).post(contact::change))
        .at("/my/acting", Action::KeepOwnRecord, post(contact::switch))
        .at("/my/cases/{number}", Action::KeepOwnRecord, get(case::show))
        .at("/my/cases/{number}/submitted", Action::KeepOwnRecord, get(case::submitted::show))
        .at("/my/cases/{number}/receipt.json", Action::KeepOwnRecord, get(case::receipt))
        .at("/my/cases/{number}/files/{material}", Action::AnswerOwnCase, post(acts::files).layer(large))
        .at(
            "/my/cases/{number}/supplement",
            Action::AnswerOwnCase,
            get(acts::supplement::show).post(acts::supplement::answer).layer(large),
        )
        .at(
            "/my/cases/{number}/gap",
            Action::AnswerOwnCase,
            get(acts::supplement::show_gap).post(acts::supplement::fill).layer(large),
        )
        .at(
            "/my/cases/{number}/withdraw",
            Action::AnswerOwnCase,
            get(acts::withdraw::show).post(acts::withdraw::withdraw),
        )
        .at(
            "/my/cases/{number}/delivery",
            Action::AnswerOwnCase,
            get(acts::delivery::show).post(acts::delivery::choose),
        )
        .at("/my/cases/{number}/hearing", Action::AnswerOwnCase, post(acts::hearing))
        .at(
            "/my/cases/{number}/rating",
            Action::Rate,
            get(crate::pages::rating::show).post(crate::pages::rating::send),
        )
        .at("/my/difficulties/{number}", Action::KeepOwnRecord, get(crate::pages::difficulty::own))
        .at("/my/papers", Action::KeepOwnRecord, get(papers::show))
        .at("/my/papers/{id}", Action::KeepOwnRecord, get(case::paper))
}

/// The list of one's cases, with what was begun.
pub struct Mine {
    rows: Vec<CaseLine>,
    drafts: Vec<(String, String, String)>,
    difficulties: Vec<(String, String, String)>,
    acting_for: Option<String>,
    may_act_for: Vec<String>,
    pages: Pages,
}

page!(Mine in "my/list.html");

impl Mine {
    /// For whom the reader might act, as one enumeration.
    fn others(&self, t: Text) -> String {
        self.may_act_for.join(&t.msg("my-between-names"))
    }

    fn tabs(&self, t: Text) -> Tabs {
        tabs(t, "/my")
    }

    fn nothing(&self, t: Text) -> EmptyState {
        EmptyState::new(Illustration::Tray, t.msg("my-none"), t.msg("my-none-said"))
            .link(t.msg("my-find"), "/matters")
    }
}

/// The neighbouring pages of `/my`.
pub(crate) fn tabs(t: Text, here: &str) -> Tabs {
    let tabs = [
        ("/my", "my-cases"),
        ("/my/inbox", "my-inbox"),
        ("/my/papers", "my-papers"),
        ("/my/record", "my-record"),
        ("/my/contact", "my-contact"),
    ]
    .map(|(href, key)| Tab::new(t.msg(key), href, href == here));
    Tabs::new(t.msg("nav-my"), tabs.into())
}

impl Page for Mine {
    const PATH: &'static str = "/my";

    fn title(&self, t: Text) -> String {
        t.msg("nav-my").into_owned()
    }

    fn samples(t: Text) -> Vec<Sample<Self>> {
        let page = |rows, drafts, difficulties, acting_for: Option<&str>, may_act_for| Mine {
            rows,
            drafts,
            difficulties,
            acting_for: acting_for.map(str::to_owned),
            may_act_for,
            pages: Pages::new(t, None, None),
        };
        let company = "海风餐饮有限公司".to_owned();
        let stuck = (
            "材料在两个部门之间来回转".to_owned(),
            t.msg("difficulty-open").into_owned(),
            "/my/difficulties/20267KQ4M9XW2H".to_owned(),
        );
        let draft = (
            "城镇污水排入排水管网许可".to_owned(),
            "2026年11月22日 11:04".to_owned(),
            "/apply/draft/x".to_owned(),
        );
        vec![
            Sample::of("empty", page(Vec::new(), Vec::new(), Vec::new(), None, vec![company.clone()])),
            Sample::of(
                "full",
                page(CaseLine::samples(t), vec![draft], vec![stuck], Some(&company), Vec::new()),
            ),
        ]
    }
}

/// Where in the list.
#[derive(Deserialize)]
pub struct Place {
    after: Option<String>,
}

/// `GET /my`.
///
/// # Errors
/// [`Problem::SignInFirst`] for a guest.
pub async fn show(desk: Desk, Query(place): Query<Place>) -> Result<Response, Problem> {
    let (t, now, content) = (desk.frame.t, desk.now(), desk.city.content());
    let after = place.after.as_deref().map_or_else(After::start, After::read);
    let (rows, drafts, mandates, stuck) = desk
        .ask(move |city, caller, moment| {
            let rows = city.own_cases(caller, &CaseFilter::default(), &after, ROWS)?;
            let mandates = match (caller.person, caller.acting_for) {
                (Some(person), None) => city.mandates_of(person, moment.now)?,
                _ => Vec::new(),
            };
            Ok((rows, city.drafts(caller)?, mandates, city.own_difficulties(caller, ROWS)?))
        })
        .await?;
    let next = rows
        .last()
        .filter(|_| rows.len() == ROWS as usize)
        .map(|row| format!("/my?after={}", After::behind(row)));
    let draft = |draft: &app::DraftRow| {
        let name =
            content.matters.get(&draft.matter).map(|published| t.read(&published.matter.name).to_owned());
        let saved = draft.saved_at.map(|at| t.moment(at)).unwrap_or_default();
        (name.unwrap_or_else(|| draft.matter.0.clone()), saved, format!("/apply/draft/{}", draft.id))
    };
    let difficulty = |found: &app::difficulties::OwnDifficulty| {
        let key = if found.is_open() { "difficulty-open" } else { "difficulty-closed" };
        let words = found.difficulty.reason.text().to_owned();
        (words, t.msg(key).into_owned(), format!("/my/difficulties/{}", found.number))
    };
    let page = Mine {
        difficulties: stuck.iter().map(difficulty).collect(),
        rows: rows.iter().map(|row| CaseLine::of(t, &content, row, now)).collect(),
        drafts: drafts.iter().map(draft).collect(),
        acting_for: desk.frame.signed_in.as_ref().and_then(|person| person.acting_as.clone()),
        may_act_for: mandates.into_iter().map(|mandate| mandate.name).collect(),
        pages: Pages::new(t, place.after.map(|_| "/my".to_owned()), next),
    };
    Ok(page.answer(&desk.frame))
}
