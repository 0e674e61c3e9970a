//! `/my/cases/{number}/withdraw`: taking the application back, after one more question.

use super::{order, seen};
use crate::desk::Desk;
use crate::page;
use crate::page::{Page, Sample};
use crate::pages::my::case::number;
use crate::parts::{ErrorSummary, Field};
use crate::problem::Problem;
use crate::sent::Sent;
use crate::text::Text;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use cases::Withdraw;
use kernel::CaseNumber;

/// The question before an application is taken back.
pub struct WithdrawPage {
    number: String,
    name: String,
    head: u64,
    typed: Sent,
    refused: Option<String>,
}

page!(WithdrawPage in "my/withdraw.html");

impl WithdrawPage {
    fn reasons(&self, t: Text) -> Field {
        let reasons = Field::lines(t, "reasons", t.msg("withdraw-why"), "").optional().most(500);
        reasons.answered(&self.typed).error(self.refused.clone())
    }

    fn summary(&self, t: Text) -> ErrorSummary {
        ErrorSummary::of(t, [&self.reasons(t)])
    }
}

impl Page for WithdrawPage {
    const PATH: &'static str = "/my/cases/sample/withdraw";

    fn title(&self, t: Text) -> String {
        t.msg("withdraw-title").into_owned()
    }

    fn samples(t: Text) -> Vec<Sample<Self>> {
        let page = |typed, refused| WithdrawPage {
            number: "20267KQ4M9XW2H".into(),
            name: "排水许可".into(),
            head: 3,
            typed,
            refused,
        };
        let typed = Sent([("reasons".to_owned(), vec!["地址写错了".to_owned()])].into());
        let over = t.refusal(&cases::WithdrawRefusal::Decided).said;
        vec![Sample::of("full", page(Sent::default(), None)), Sample::of("refused", page(typed, Some(over)))]
    }
}

/// `GET /my/cases/{number}/withdraw`.
///
/// # Errors
/// [`Problem::NotFound`] for a case of somebody else.
pub async fn show(desk: Desk, Path(text): Path<String>) -> Result<Response, Problem> {
    Ok(asking(&desk, number(&text)?, Sent::default()).await?.answer(&desk.frame))
}

async fn asking(desk: &Desk, number: CaseNumber, typed: Sent) -> Result<WithdrawPage, Problem> {
    let asked = number.clone();
    let page = desk.ask(move |city, caller, moment| city.case_page(caller, &asked, None, moment.now)).await?;
    let name = desk.frame.t.read(&page.case.terms().name).to_owned();
    Ok(WithdrawPage { number: number.to_string(), name, head: page.head, typed, refused: None })
}

/// `POST /my/cases/{number}/withdraw`.
///
/// # Errors
/// [`Problem::NotFound`] for a case of somebody else; what the law refuses is said on the page.
pub async fn withdraw(desk: Desk, Path(text): Path<String>, sent: Sent) -> Result<Response, Problem> {
    let (number, reasons) = (number(&text)?, sent.some("reasons"));
    let done = order(&desk, number.clone(), seen(&sent), move |seat| {
        Withdraw { reasons: reasons.clone(), via: seat.via() }.into()
    });
    match done.await {
        Err(Problem::Refused(refusal)) => {
            let mut page = asking(&desk, number, sent).await?;
            page.refused = Some(desk.frame.t.refusal(refusal.as_ref()).in_full());
            Ok(page.answer_with(StatusCode::UNPROCESSABLE_ENTITY, &desk.frame))
        }
        done => done,
    }
}
