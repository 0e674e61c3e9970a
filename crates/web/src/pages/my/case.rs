//! `/my/cases/{number}`: where it is, whose turn, by when and why, what happened, what one can do now.

pub mod submitted; // the page right after handing in

mod view; // a case put into parts

pub(crate) use view::{CaseView, paper_line};

use crate::desk::Desk;
use crate::page;
use crate::page::{Page, Sample};
use crate::pages::apply::files::file;
use crate::parts::{BackLink, IdentityBar};
use crate::problem::Problem;
use crate::text::Text;
use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use kernel::CaseNumber;

/// One case of one's own.
pub struct MyCase {
    view: CaseView,
    name: String,
    acts: Vec<Act>,
    query_code: String,
}

/// Something that can be done now.
pub struct Act {
    words: String,
    said: String,
    href: String,
    by_post: bool,
}

page!(MyCase in "my/case.html");

impl MyCase {
    fn bar(&self, t: Text) -> IdentityBar {
        IdentityBar::new(t.msg("case-bar"), self.name.clone())
            .fact(t.msg("case-number"), self.view.spoken.clone())
            .fact(t.msg("case-received"), self.view.received.clone())
            .mark(&self.view.stage)
    }

    fn back(&self, t: Text) -> BackLink {
        BackLink::new(t, "/my")
    }
}

impl Page for MyCase {
    const PATH: &'static str = "/my/cases/sample";

    fn title(&self, _t: Text) -> String {
        self.name.clone()
    }

    fn samples(t: Text) -> Vec<Sample<Self>> {
        let page = |view: CaseView, moves: &[cases::Move]| MyCase {
            view,
            name: "城镇污水排入排水管网许可".into(),
            acts: acts(t, "20267KQ4M9XW2H", moves),
            query_code: "20461873".into(),
        };
        let all = [
            cases::Move::Supplement,
            cases::Move::FillGap,
            cases::Move::AskForHearing,
            cases::Move::ChooseDelivery,
            cases::Move::Withdraw,
        ];
        vec![
            Sample::of("empty", page(CaseView::sample(t, false), &[])),
            Sample::of("full", page(CaseView::sample(t, true), &all)),
        ]
    }
}

/// What the applicant may do, in the order of the buttons.
fn acts(t: Text, number: &str, moves: &[cases::Move]) -> Vec<Act> {
    use cases::Move;
    let act = |key: &str, said: &str, step: &str, by_post| Act {
        words: t.msg(key).into_owned(),
        said: t.msg(said).into_owned(),
        href: format!("/my/cases/{number}/{step}"),
        by_post,
    };
    let known = |step: &Move| {
        Some(match step {
            Move::Supplement => act("act-supplement", "act-supplement-said", "supplement", false),
            Move::FillGap => act("act-gap", "act-gap-said", "gap", false),
            Move::AskForHearing => act("act-hearing", "act-hearing-said", "hearing", true),
            Move::ChooseDelivery => act("act-delivery", "act-delivery-said", "delivery", false),
            Move::Withdraw => act("act-withdraw", "act-withdraw-said", "withdraw", false),
            _ => return None,
        })
    };
    moves.iter().filter_map(known).collect()
}

/// What is always possible beside the steps of the law: to say that it does not work, and to rate what is over.
fn acts_beside(t: Text, case: &cases::Case) -> Vec<Act> {
    let number = case.number();
    let rate = Act {
        words: t.msg("rating-act").into_owned(),
        said: t.msg("rating-act-said").into_owned(),
        href: format!("/my/cases/{number}/rating"),
        by_post: false,
    };
    let stuck = Act {
        words: t.msg("difficulty-act").into_owned(),
        said: t.msg("difficulty-act-said").into_owned(),
        href: format!("/difficulty?case={number}"),
        by_post: false,
    };
    let over = cases::Rating::is_rateable(case);
    over.then_some(rate).into_iter().chain([stuck]).collect()
}

/// A number in an address.
pub(crate) fn number(text: &str) -> Result<CaseNumber, Problem> {
    text.parse().map_err(|_| Problem::NotFound)
}

/// `GET /my/cases/{number}`.
///
/// # Errors
/// [`Problem::NotFound`] for a case of somebody else.
pub async fn show(desk: Desk, Path(text): Path<String>) -> Result<Response, Problem> {
    let number = number(&text)?;
    let asked = number.clone();
    let (page, code) = desk
        .ask(move |city, caller, moment| {
            let page = city.case_page(caller, &asked, None, moment.now)?;
            let code = app::cases::query_code_of(city, &asked);
            Ok((page, code))
        })
        .await?;
    let (t, content) = (desk.frame.t, desk.city.content());
    let moves: Vec<cases::Move> = page.moves.iter().map(|(step, _)| *step).collect();
    let shown = MyCase {
        view: CaseView::of(t, &content, &page, desk.now()),
        name: t.read(&page.case.terms().name).to_owned(),
        acts: acts(t, number.as_str(), &moves).into_iter().chain(acts_beside(t, &page.case)).collect(),
        query_code: code,
    };
    Ok(shown.answer(&desk.frame))
}

/// `GET /my/cases/{number}/receipt.json`: the signed promise, and the proof once the ledger's tree holds it.
///
/// # Errors
/// [`Problem::NotFound`] for a case of somebody else.
pub async fn receipt(desk: Desk, Path(text): Path<String>) -> Result<Response, Problem> {
    let number = number(&text)?;
    let asked = number.clone();
    let receipt = desk.ask(move |city, caller, moment| city.case_receipt(caller, &asked, moment.now)).await?;
    let headers = [
        (CONTENT_TYPE, "application/json".to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"receipt-{number}.json\"")),
        (CACHE_CONTROL, "private, no-store".to_owned()),
    ];
    Ok((headers, receipt).into_response())
}

/// `GET /my/papers/{id}`: an issued paper as the bytes that were issued.
///
/// # Errors
/// [`Problem::NotFound`] for a paper of somebody else.
pub async fn paper(desk: Desk, Path(id): Path<String>) -> Result<Response, Problem> {
    let id = id.parse().map_err(|_| Problem::NotFound)?;
    let paper = desk.ask(move |city, caller, moment| city.open_paper(caller, id, moment.now)).await?;
    let name = format!("{}-{}.pdf", paper.kind.chinese(), paper.case);
    Ok(file(&name, app::FileKind::Pdf.media_type(), false, paper.bytes))
}
