//! `/my/cases/{number}/delivery`: another way to get the result, until it is on its way.

use super::{order, seen};
use crate::desk::Desk;
use crate::page;
use crate::page::{Page, Sample};
use crate::pages::my::case::number;
use crate::pages::words;
use crate::parts::{Choice, Field, Html};
use crate::problem::Problem;
use crate::sent::Sent;
use crate::text::Text;
use axum::extract::Path;
use axum::response::Response;
use cases::{ChooseDelivery, DeliveryChoice};
use catalogue::DeliveryWay;
use kernel::Private;

/// The ways to get the result.
pub struct ChooseDeliveryPage {
    number: String,
    head: u64,
    ways: Field,
}

page!(ChooseDeliveryPage in "my/delivery.html");

fn ways(t: Text, offered: &[DeliveryWay], chosen: Option<&DeliveryChoice>) -> Field {
    let now = chosen.map_or(DeliveryWay::Window, |choice| choice.way);
    let address = chosen.and_then(|choice| choice.address.as_ref()).map(|address| address.text().to_owned());
    let open =
        DeliveryWay::ALL.iter().copied().filter(|way| *way == DeliveryWay::Window || offered.contains(way));
    let choice = |way: DeliveryWay| {
        let choice = Choice::of(way.code(), words::delivery(t, way)).chosen(way == now);
        match way {
            DeliveryWay::Post => {
                let field =
                    Field::line(t, "address", t.msg("apply-address"), address.clone().unwrap_or_default());
                choice.reveals(Html::of(&field.kind("text", "street-address")))
            }
            DeliveryWay::Electronic => {
                let agreed = chosen.is_some_and(|choice| choice.electronic_consent);
                let boxes = vec![Choice::of("yes", t.msg("apply-electronic-agree")).chosen(agreed)];
                choice.reveals(Html::of(&Field::checkboxes(
                    t,
                    "electronic",
                    t.msg("apply-electronic"),
                    boxes,
                )))
            }
            DeliveryWay::Window | DeliveryWay::Locker => choice,
        }
    };
    Field::radios(t, "way", t.msg("apply-way-result"), open.map(choice).collect())
}

impl Page for ChooseDeliveryPage {
    const PATH: &'static str = "/my/cases/sample/delivery";

    fn title(&self, t: Text) -> String {
        t.msg("act-delivery").into_owned()
    }

    fn samples(t: Text) -> Vec<Sample<Self>> {
        let page = ChooseDeliveryPage {
            number: "20267KQ4M9XW2H".into(),
            head: 3,
            ways: ways(t, DeliveryWay::ALL, None),
        };
        vec![Sample::of("full", page)]
    }
}

/// `GET /my/cases/{number}/delivery`.
///
/// # Errors
/// [`Problem::NotFound`] for a case of somebody else.
pub async fn show(desk: Desk, Path(text): Path<String>) -> Result<Response, Problem> {
    let number = number(&text)?;
    let asked = number.clone();
    let page = desk.ask(move |city, caller, moment| city.case_page(caller, &asked, None, moment.now)).await?;
    let ways = ways(desk.frame.t, &page.case.terms().delivery, page.case.delivery());
    Ok(ChooseDeliveryPage { number: number.to_string(), head: page.head, ways }.answer(&desk.frame))
}

/// `POST /my/cases/{number}/delivery`.
///
/// # Errors
/// The refusal of the law, such as post without an address.
pub async fn choose(desk: Desk, Path(text): Path<String>, sent: Sent) -> Result<Response, Problem> {
    let way = DeliveryWay::from_word(sent.one("way")).ok_or(Problem::Malformed)?;
    let (address, electronic) = (sent.some("address"), sent.ticked("electronic"));
    let person = desk.caller.applicant().ok_or(Problem::SignInFirst)?;
    order(&desk, number(&text)?, seen(&sent), move |seat| {
        let address = address.clone().filter(|_| way == DeliveryWay::Post);
        let choice = DeliveryChoice {
            way,
            address: address.map(|address| Private::new(person, address)),
            electronic_consent: electronic,
        };
        ChooseDelivery { choice, via: seat.via() }.into()
    })
    .await
}
