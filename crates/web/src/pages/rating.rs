//! Rating a case that is over (好差评): from one's own case, or by number and query code without login.

use crate::desk::Desk;
use crate::page;
use crate::page::{Page, Sample};
use crate::parts::{Choice, ErrorSummary, Field};
use crate::problem::Problem;
use crate::sent::Sent;
use crate::text::Text;
use app::ratings::{RateableCase, RatingDoor, RatingWords};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use cases::{Rating, Said, Stars};
use kernel::CaseNumber;

/// The question how it was, what was said, and what was answered.
pub struct RatePage {
    name: String,
    action: String,
    number: String,
    code: Option<String>,
    said: Vec<(String, String, String)>,
    answers: Vec<(String, String)>,
    asks: Option<Asks>,
    refused: Option<String>,
}

/// What can still be said.
struct Asks {
    fields: Vec<Field>,
    adds: bool,
}

page!(RatePage in "rating.html");

impl RatePage {
    fn of(t: Text, found: &RateableCase, door: &RatingDoor, sent: Option<&Sent>) -> RatePage {
        let number = found.case.number();
        let rating = found.rating.as_ref();
        let first = rating.map(|rating| said(t, &rating.said, t.moment(rating.at)));
        let added = rating.and_then(|rating| rating.added.as_ref());
        let added = added.map(|(words, at)| said(t, words, t.moment(*at)));
        let open = Rating::is_rateable(&found.case) && added.is_none();
        let (action, code) = match door {
            RatingDoor::SignedIn => (format!("/my/cases/{number}/rating"), None),
            RatingDoor::ByCode(code) => ("/rating".to_owned(), Some(code.clone())),
        };
        RatePage {
            name: t.read(&found.case.terms().name).to_owned(),
            action,
            number: number.to_string(),
            code,
            said: first.into_iter().chain(added).collect(),
            answers: found.answers.iter().map(|(at, text)| (text.clone(), t.moment(*at))).collect(),
            asks: open.then(|| Asks { fields: fields(t, rating.is_some(), sent), adds: rating.is_some() }),
            refused: None,
        }
    }

    fn summary(&self, t: Text) -> ErrorSummary {
        let summary = ErrorSummary::of(t, self.asks.iter().flat_map(|asks| &asks.fields));
        match &self.refused {
            Some(refused) => summary.and("#text", refused),
            None => summary,
        }
    }
}

fn fields(t: Text, adds: bool, sent: Option<&Sent>) -> Vec<Field> {
    let chosen = sent.map_or("", |sent| sent.one("stars"));
    let star = |count: u8| {
        let count = count.to_string();
        let is_chosen = chosen == count;
        Choice::of(count.clone(), stars_word(t, count.parse().unwrap_or(0))).chosen(is_chosen)
    };
    let wrong = sent
        .filter(|_| Stars::try_from(chosen.parse().unwrap_or(0_u8)).is_err())
        .map(|_| t.msg("rating-choose").into_owned());
    let stars = Field::radios(t, "stars", t.msg("rating-stars"), [5, 4, 3, 2, 1].map(star).into());
    let text = Field::lines(t, "text", t.msg("rating-text"), sent.map_or("", |sent| sent.one("text")));
    let mut fields = vec![stars.error(wrong), text.optional().most(500)];
    if !adds {
        let is_hidden = sent.is_some_and(|sent| sent.ticked("anonymous"));
        let hidden = vec![Choice::of("yes", t.msg("rating-anonymous")).chosen(is_hidden)];
        fields.push(
            Field::checkboxes(t, "anonymous", t.msg("rating-name"), hidden).hint(t.msg("rating-name-hint")),
        );
    }
    fields
}

fn said(t: Text, words: &Said, when: String) -> (String, String, String) {
    let text = words.text.as_ref().map(|text| text.text().to_owned()).unwrap_or_default();
    (stars_word(t, words.stars.count()), text, when)
}

/// The word of a grade.
pub(crate) fn stars_word(t: Text, count: u8) -> String {
    let key = match count {
        5 => "rating-five",
        4 => "rating-four",
        3 => "rating-three",
        2 => "rating-two",
        _ => "rating-one",
    };
    t.msg(key).into_owned()
}

impl Page for RatePage {
    const PATH: &'static str = "/my/cases/sample/rating";

    fn title(&self, t: Text) -> String {
        t.msg("rating-title").into_owned()
    }

    fn samples(t: Text) -> Vec<Sample<Self>> {
        let page = |said, answers, asks| RatePage {
            name: "城镇污水排入排水管网许可".into(),
            action: "/rating".into(),
            number: "20267KQ4M9XW2H".into(),
            code: Some("20461873".into()),
            said,
            answers,
            asks,
            refused: None,
        };
        let asks = |adds, sent: Option<&Sent>| Some(Asks { fields: fields(t, adds, sent), adds });
        let line = (stars_word(t, 2), "等候时间太长".to_owned(), "2026年11月20日 10:04".to_owned());
        let answer = ("窗口已增加一名咨询人员。".to_owned(), "2026年11月21日 15:30".to_owned());
        vec![
            Sample::of("empty", page(Vec::new(), Vec::new(), asks(false, None))),
            Sample::of("full", page(vec![line], vec![answer], asks(true, None))),
            Sample::of("with-errors", page(Vec::new(), Vec::new(), asks(false, Some(&Sent::default())))),
        ]
    }
}

/// `GET /rating`: without number and code there is nothing to rate.
pub async fn ask() -> Redirect {
    Redirect::to("/progress")
}

/// `POST /rating`: a form and no address, so that neither number nor code stays in a history or a log.
///
/// # Errors
/// [`Problem::NotFound`] unless number and code fit; the refusal of the rules.
pub async fn by_code(desk: Desk, sent: Sent) -> Result<Response, Problem> {
    let number = sent.one("number").trim().parse().map_err(|_| Problem::NotFound)?;
    let door = RatingDoor::ByCode(sent.one("code").trim().to_owned());
    if !sent.ticked("rate") {
        let found = find(&desk, &number, &door).await?;
        return Ok(RatePage::of(desk.frame.t, &found, &door, None).answer(&desk.frame));
    }
    match carry_out(&desk, &number, &door, &sent).await? {
        Some(again) => Ok(again),
        None => {
            let found = find(&desk, &number, &door).await?;
            Ok(RatePage::of(desk.frame.t, &found, &door, None).answer(&desk.frame))
        }
    }
}

/// `GET /my/cases/{number}/rating`.
///
/// # Errors
/// [`Problem::NotFound`] for a case of somebody else.
pub async fn show(desk: Desk, Path(text): Path<String>) -> Result<Response, Problem> {
    let number = text.parse().map_err(|_| Problem::NotFound)?;
    let found = find(&desk, &number, &RatingDoor::SignedIn).await?;
    Ok(RatePage::of(desk.frame.t, &found, &RatingDoor::SignedIn, None).answer(&desk.frame))
}

/// `POST /my/cases/{number}/rating`.
///
/// # Errors
/// The refusal of the rules; [`Problem::NotFound`] for a case of somebody else.
pub async fn send(desk: Desk, Path(text): Path<String>, sent: Sent) -> Result<Response, Problem> {
    let number: CaseNumber = text.parse().map_err(|_| Problem::NotFound)?;
    let again = carry_out(&desk, &number, &RatingDoor::SignedIn, &sent).await?;
    Ok(again.unwrap_or_else(|| Redirect::to(&format!("/my/cases/{number}/rating")).into_response()))
}

async fn find(desk: &Desk, number: &CaseNumber, door: &RatingDoor) -> Result<RateableCase, Problem> {
    let (number, door) = (number.clone(), door.clone());
    Ok(desk.ask(move |city, caller, moment| city.rateable_case(caller, &number, &door, moment.now)).await?)
}

/// Whether this is what was said last: a form that is sent twice says nothing new.
fn is_said(found: &RateableCase, words: &RatingWords) -> bool {
    let Some(rating) = &found.rating else { return false };
    let said = rating.added.as_ref().map_or(&rating.said, |(said, _)| said);
    let text = said.text.as_ref().map(|text| text.text().to_owned());
    said.stars.count() == words.stars && text == words.text
}

/// Rates, or adds to the rating that is there; the page again, with what was typed, where it cannot be taken.
async fn carry_out(
    desk: &Desk,
    number: &CaseNumber,
    door: &RatingDoor,
    sent: &Sent,
) -> Result<Option<Response>, Problem> {
    let found = find(desk, number, door).await?;
    let Some(stars) = sent.one("stars").parse::<u8>().ok().filter(|count| Stars::try_from(*count).is_ok())
    else {
        let page = RatePage::of(desk.frame.t, &found, door, Some(sent));
        return Ok(Some(page.answer_with(StatusCode::UNPROCESSABLE_ENTITY, &desk.frame)));
    };
    let anonymous = sent.ticked("anonymous");
    let words = RatingWords { stars, tags: Vec::new(), text: sent.some("text"), anonymous };
    if is_said(&found, &words) {
        return Ok(None);
    }
    let (case, at, adds) = (number.clone(), door.clone(), found.rating.is_some());
    let done = desk.ask(move |city, caller, moment| {
        if adds {
            city.add_to_rating(caller, &case, &at, &words, moment, None)
        } else {
            city.rate(caller, &case, &at, &words, moment, None)
        }
    });
    let refusal = match done.await {
        Ok(_) => return Ok(None),
        Err(app::Problem::Refused(refusal)) => refusal,
        Err(other) => return Err(other.into()),
    };
    let mut page = RatePage::of(desk.frame.t, &found, door, Some(sent));
    page.refused = Some(desk.frame.t.refusal(refusal.as_ref()).in_full());
    Ok(Some(page.answer_with(StatusCode::UNPROCESSABLE_ENTITY, &desk.frame)))
}

#[cfg(test)]
mod tests {
    use super::fields;
    use crate::parts::Control;
    use crate::sent::Sent;
    use crate::text::Text;

    #[test]
    fn who_hid_the_name_and_forgot_the_stars_stays_hidden() {
        let t = Text::new(kernel::Language::Chinese);
        let sent = Sent([("anonymous".to_owned(), vec!["yes".to_owned()])].into());
        let fields = fields(t, false, Some(&sent));
        assert!(fields[0].error.is_some(), "the stars are asked for");
        let Control::Checkboxes { choices } = &fields[2].control else { panic!("the box of the name") };
        assert!(choices[0].chosen);
    }
}
