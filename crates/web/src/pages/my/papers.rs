//! `/my/papers`: every paper and certificate that was issued to one, to download and to show to others.

use super::cases::matter_name;
use crate::desk::Desk;
use crate::page;
use crate::page::{Page, Sample};
use crate::parts::{EmptyState, Illustration, Pages, Tabs};
use crate::problem::Problem;
use crate::text::Text;
use app::{Content, OwnPaper};
use axum::extract::Query;
use axum::response::Response;

const ROWS: u32 = 20;

/// One paper in the list.
pub struct PaperRow {
    title: String,
    facts: String,
    href: String,
    verify: String,
    case: String,
    matter: String,
}

/// The list of papers.
pub struct Papers {
    rows: Vec<PaperRow>,
    pages: Pages,
}

page!(Papers in "my/papers.html");

impl Papers {
    fn tabs(&self, t: Text) -> Tabs {
        super::tabs(t, "/my/papers")
    }

    fn nothing(&self, t: Text) -> EmptyState {
        EmptyState::new(Illustration::Paper, t.msg("papers-none"), t.msg("papers-none-said"))
    }
}

impl Page for Papers {
    const PATH: &'static str = "/my/papers";

    fn title(&self, t: Text) -> String {
        t.msg("my-papers").into_owned()
    }

    fn samples(t: Text) -> Vec<Sample<Self>> {
        let row = PaperRow {
            title: "城镇污水排入排水管网许可证".into(),
            facts: "珠水排许〔2026〕12号 · 2026年11月20日".into(),
            href: "/my/papers/x".into(),
            verify: "/verify/x".into(),
            case: "/my/cases/20267KQ4M9XW2H".into(),
            matter: "城镇污水排入排水管网许可".into(),
        };
        let page = |rows| Papers { rows, pages: Pages::new(t, None, None) };
        vec![Sample::of("empty", page(Vec::new())), Sample::of("full", page(vec![row]))]
    }
}

fn row(t: Text, content: &Content, paper: &OwnPaper) -> PaperRow {
    let number = (!paper.number.is_empty()).then(|| paper.number.clone());
    let facts: Vec<String> = number.into_iter().chain(paper.issued_at.map(|at| t.day_of(at))).collect();
    PaperRow {
        title: paper.title.clone(),
        facts: facts.join(" · "),
        href: format!("/my/papers/{}", paper.id),
        verify: format!("/verify/{}", paper.code),
        case: format!("/my/cases/{}", paper.case),
        matter: matter_name(t, content, &paper.matter, &paper.matter_name).to_owned(),
    }
}

/// `GET /my/papers`.
///
/// # Errors
/// [`Problem::SignInFirst`] for a guest.
pub async fn show(desk: Desk, Query(place): Query<super::inbox::Place>) -> Result<Response, Problem> {
    let (t, content, before) = (desk.frame.t, desk.city.content(), place.time());
    let papers = desk.ask(move |city, caller, _| city.own_papers(caller, before, ROWS)).await?;
    let next = papers.last().filter(|_| papers.len() == ROWS as usize).and_then(|paper| paper.issued_at);
    let next = next.map(|at| format!("/my/papers?before={}", at.as_microsecond()));
    let first = (before != kernel::Timestamp::MAX).then(|| "/my/papers".to_owned());
    let rows = papers.iter().map(|paper| row(t, &content, paper)).collect();
    Ok(Papers { rows, pages: Pages::new(t, first, next) }.answer(&desk.frame))
}
