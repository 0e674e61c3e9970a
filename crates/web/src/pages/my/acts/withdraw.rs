//! `/my/cases/{number}/withdraw`: taking the application back, after one more question.

use super::{order, seen};
use crate::desk::Desk;
use crate::page;
use crate::page::{Page, Sample};
use crate::pages::my::case::number;
use crate::parts::Field;
use crate::problem::Problem;
use crate::sent::Sent;
use crate::text::Text;
use axum::extract::Path;
use axum::response::Response;
use cases::Withdraw;

/// The question before an application is taken back.
pub struct WithdrawPage {
    number: String,
    name: String,
    head: u64,
}

page!(WithdrawPage in "my/withdraw.html");

impl WithdrawPage {
    fn reasons(&self, t: Text) -> Field {
        Field::lines(t, "reasons", t.msg("withdraw-why"), "").optional().most(500)
    }
}

impl Page for WithdrawPage {
    const PATH: &'static str = "/my/cases/sample/withdraw";

    fn title(&self, t: Text) -> String {
        t.msg("withdraw-title").into_owned()
    }

    fn samples(_t: Text) -> Vec<Sample<Self>> {
        let page = WithdrawPage { number: "20267KQ4M9XW2H".into(), name: "排水许可".into(), head: 3 };
        vec![Sample::of("full", page)]
    }
}

/// `GET /my/cases/{number}/withdraw`.
///
/// # Errors
/// [`Problem::NotFound`] for a case of somebody else.
pub async fn show(desk: Desk, Path(text): Path<String>) -> Result<Response, Problem> {
    let number = number(&text)?;
    let asked = number.clone();
    let page = desk.ask(move |city, caller, moment| city.case_page(caller, &asked, None, moment.now)).await?;
    let name = desk.frame.t.read(&page.case.terms().name).to_owned();
    Ok(WithdrawPage { number: number.to_string(), name, head: page.head }.answer(&desk.frame))
}

/// `POST /my/cases/{number}/withdraw`.
///
/// # Errors
/// The refusal of the law.
pub async fn withdraw(desk: Desk, Path(text): Path<String>, sent: Sent) -> Result<Response, Problem> {
    let reasons = sent.some("reasons");
    order(&desk, number(&text)?, seen(&sent), move |seat| {
        Withdraw { reasons: reasons.clone(), via: seat.via() }.into()
    })
    .await
}
