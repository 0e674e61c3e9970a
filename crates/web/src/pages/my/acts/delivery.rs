//! `/my/cases/{number}/delivery`: another way to get the result, until it is on its way.

use super::{order, seen};
use crate::desk::Desk;
use crate::page;
use crate::page::{Page, Sample};
use crate::pages::apply::delivery::{Wanted, ways};
use crate::pages::my::case::number;
use crate::parts::{ErrorSummary, Field};
use crate::problem::Problem;
use crate::sent::Sent;
use crate::text::Text;
use app::cases::CasePage;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use cases::{ChooseDelivery, DeliveryChoice};
use catalogue::DeliveryWay;
use kernel::{CaseNumber, Private};

/// The ways to get the result.
pub struct ChooseDeliveryPage {
    number: String,
    head: u64,
    ways: Field,
}

page!(ChooseDeliveryPage in "my/delivery.html");

impl ChooseDeliveryPage {
    fn of(t: Text, page: &CasePage, sent: Option<&Sent>, refused: Option<String>) -> ChooseDeliveryPage {
        let now = page.case.delivery();
        let address = now.and_then(|choice| choice.address.as_ref()).map(|address| address.text().to_owned());
        let mut wanted = Wanted {
            offered: &page.case.terms().delivery,
            way: now.map_or(DeliveryWay::Window, |choice| choice.way),
            address: address.unwrap_or_default(),
            agreed: now.is_some_and(|choice| choice.electronic_consent),
        };
        if let Some(sent) = sent {
            wanted.way = DeliveryWay::from_word(sent.one("way")).unwrap_or(wanted.way);
            wanted.address = sent.one("address").to_owned();
            wanted.agreed = sent.ticked("electronic");
        }
        let ways = ways(t, &wanted, &|_| None).error(refused);
        ChooseDeliveryPage { number: page.case.number().to_string(), head: page.head, ways }
    }

    fn summary(&self, t: Text) -> ErrorSummary {
        ErrorSummary::of(t, [&self.ways])
    }
}

impl Page for ChooseDeliveryPage {
    const PATH: &'static str = "/my/cases/sample/delivery";

    fn title(&self, t: Text) -> String {
        t.msg("act-delivery").into_owned()
    }

    fn samples(t: Text) -> Vec<Sample<Self>> {
        let page = |error: Option<String>| {
            let (way, address) = (DeliveryWay::Window, String::new());
            let wanted = Wanted { offered: DeliveryWay::ALL, way, address, agreed: false };
            let ways = ways(t, &wanted, &|_| None).error(error);
            ChooseDeliveryPage { number: "20267KQ4M9XW2H".into(), head: 3, ways }
        };
        let wrong = t.msg("field-missing").into_owned();
        vec![Sample::of("full", page(None)), Sample::of("refused", page(Some(wrong)))]
    }
}

/// `GET /my/cases/{number}/delivery`.
///
/// # Errors
/// [`Problem::NotFound`] for a case of somebody else.
pub async fn show(desk: Desk, Path(text): Path<String>) -> Result<Response, Problem> {
    let page = open(&desk, number(&text)?).await?;
    Ok(ChooseDeliveryPage::of(desk.frame.t, &page, None, None).answer(&desk.frame))
}

async fn open(desk: &Desk, number: CaseNumber) -> Result<CasePage, Problem> {
    Ok(desk.ask(move |city, caller, moment| city.case_page(caller, &number, None, moment.now)).await?)
}

/// `POST /my/cases/{number}/delivery`.
///
/// # Errors
/// [`Problem::NotFound`] for a case of somebody else; what the law refuses, such as post without an address, is said
/// on the page.
pub async fn choose(desk: Desk, Path(text): Path<String>, sent: Sent) -> Result<Response, Problem> {
    let number = number(&text)?;
    let way = DeliveryWay::from_word(sent.one("way")).ok_or(Problem::Malformed)?;
    let (address, electronic) = (sent.some("address"), sent.ticked("electronic"));
    let person = desk.caller.applicant().ok_or(Problem::SignInFirst)?;
    let done = order(&desk, number.clone(), seen(&sent), move |seat| {
        let address = address.clone().filter(|_| way == DeliveryWay::Post);
        let choice = DeliveryChoice {
            way,
            address: address.map(|address| Private::new(person, address)),
            electronic_consent: electronic,
        };
        ChooseDelivery { choice, via: seat.via() }.into()
    });
    match done.await {
        Err(Problem::Refused(refusal)) => {
            let page = open(&desk, number).await?;
            let said = desk.frame.t.refusal(refusal.as_ref()).in_full();
            let shown = ChooseDeliveryPage::of(desk.frame.t, &page, Some(&sent), Some(said));
            Ok(shown.answer_with(StatusCode::UNPROCESSABLE_ENTITY, &desk.frame))
        }
        done => done,
    }
}
