//! `/progress`: following a case by its number and query code, without login (practice.md 15).

use crate::desk::Desk;
use crate::page;
use crate::page::{Page, Sample};
use crate::pages::difficulty::ShownDifficulty;
use crate::pages::my::case::CaseView;
use crate::parts::{ErrorSummary, Field, Width};
use crate::problem::Problem;
use crate::sent::Sent;
use crate::text::Text;
use app::cases::Followed;
use axum::http::StatusCode;
use axum::response::Response;

/// The question for number and code.
pub struct AskProgress {
    number: String,
    /// Why nothing was shown.
    wrong: Option<Wrong>,
}

/// Why number and code show nothing.
#[derive(Clone, Copy, PartialEq)]
enum Wrong {
    /// One of them was left empty.
    Missing { number: bool, code: bool },
    /// They do not fit together.
    Unfit,
}

/// What a case tells who has its code.
pub struct ShownProgress {
    view: CaseView,
    name: String,
    code: String,
    is_over: bool,
}

page!(AskProgress in "progress.html");
page!(ShownProgress in "progress-shown.html");

impl AskProgress {
    fn fields(&self, t: Text) -> [Field; 2] {
        let (number, code) = match self.wrong {
            None => (None, None),
            Some(Wrong::Unfit) => (Some("follow-wrong"), None),
            Some(Wrong::Missing { number, code }) => {
                (number.then_some("field-missing"), code.then_some("field-missing"))
            }
        };
        let said = |key: Option<&'static str>| key.map(|key| t.msg(key).into_owned());
        [
            Field::line(t, "number", t.msg("case-number"), self.number.clone())
                .hint(t.msg("follow-number-hint"))
                .width(Width::Signs(20))
                .error(said(number)),
            Field::line(t, "code", t.msg("follow-code"), "")
                .digits()
                .width(Width::Signs(10))
                .error(said(code)),
        ]
    }

    fn summary(&self, t: Text) -> ErrorSummary {
        ErrorSummary::of(t, &self.fields(t))
    }
}

impl Page for AskProgress {
    const PATH: &'static str = "/progress";

    fn title(&self, t: Text) -> String {
        t.msg("follow-title").into_owned()
    }

    fn samples(_t: Text) -> Vec<Sample<Self>> {
        let page = |number: &str, wrong| AskProgress { number: number.into(), wrong };
        let missing = Wrong::Missing { number: true, code: true };
        vec![
            Sample::of("empty", page("", None)),
            Sample::of("missing", page("", Some(missing))),
            Sample::of("with-errors", page("2026-7KQ4M-9XW2H", Some(Wrong::Unfit))),
        ]
    }
}

impl Page for ShownProgress {
    const PATH: &'static str = "/progress";

    fn title(&self, _t: Text) -> String {
        self.name.clone()
    }

    fn samples(t: Text) -> Vec<Sample<Self>> {
        let page = |full| ShownProgress {
            view: CaseView::sample(t, full),
            name: "城镇污水排入排水管网许可".into(),
            code: "20461873".into(),
            is_over: full,
        };
        vec![Sample::of("empty", page(false)), Sample::of("full", page(true))]
    }
}

/// `GET /progress`.
pub async fn ask(desk: Desk) -> Response {
    AskProgress { number: String::new(), wrong: None }.answer(&desk.frame)
}

/// `POST /progress`: a form and no address, so that neither number nor code stays in a history or a log.
///
/// # Errors
/// A fault of the storage.
pub async fn show(desk: Desk, sent: Sent) -> Result<Response, Problem> {
    let (number, code) = (sent.one("number").trim().to_owned(), sent.one("code").trim().to_owned());
    if number.is_empty() || code.is_empty() {
        let wrong = Some(Wrong::Missing { number: number.is_empty(), code: code.is_empty() });
        return Ok(AskProgress { number, wrong }.answer_with(StatusCode::UNPROCESSABLE_ENTITY, &desk.frame));
    }
    let (asked, typed) = (number.clone(), code.clone());
    let found = desk
        .ask(move |city, _, moment| {
            let followed = city.follow_by_code(&asked, &code, moment.now)?;
            let papers = if let Followed::Case(_, papers) = &followed { papers.as_slice() } else { &[] };
            let links = papers.iter().map(|paper| city.paper_link(paper, moment.now));
            let links = links.collect::<Result<Vec<_>, _>>()?;
            Ok((followed, links))
        })
        .await;
    let (case, papers, links) = match found {
        Ok((Followed::Case(case, papers), links)) => (case, papers, links),
        Ok((Followed::Difficulty(found), _)) => {
            let page = ShownDifficulty::of(desk.frame.t, &desk.city.content(), &found, None);
            return Ok(page.answer(&desk.frame));
        }
        Err(app::Problem::NotFound(_)) => {
            let page = AskProgress { number, wrong: Some(Wrong::Unfit) };
            return Ok(page.answer_with(StatusCode::UNPROCESSABLE_ENTITY, &desk.frame));
        }
        Err(other) => return Err(other.into()),
    };
    let t = desk.frame.t;
    let mut view = CaseView::without_story(t, &desk.city.content(), &case, desk.now());
    for (paper, link) in papers.iter().zip(links) {
        let (name, facts, _) = crate::pages::my::case::paper_line(t, paper);
        if let Some(secret) = link {
            view.papers.push((name, facts, format!("/once/{secret}")));
        }
    }
    let name = t.read(&case.terms().name).to_owned();
    let is_over = cases::Rating::is_rateable(&case);
    Ok(ShownProgress { view, name, code: typed, is_over }.answer(&desk.frame))
}
