//! `/desk/intake/{matter}`: the whole application on one page, by keyboard from the first line to the receipt.

use super::questions::{self, FIELD, QUESTION};
use super::{matter, read};
use crate::desk::Desk;
use crate::page;
use crate::page::{Page, Sample};
use crate::pages::apply::fields;
use crate::parts::{Choice, Crumbs, ErrorSummary, Field};
use crate::problem::Problem;
use crate::sent::Sent;
use crate::text::{RefusalText, Text, spoken_number};
use app::{FieldProblem, PublishedMatter};
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use kernel::CaseNumber;
use serde::Deserialize;

/// A whole application at the counter.
pub struct IntakeForm {
    /// The matter's code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The version that the form was opened with.
    pub version: u32,
    /// The groups of questions, each with its heading.
    pub groups: Vec<(String, Vec<Field>)>,
    /// Why the law said no.
    pub refused: Option<RefusalText>,
    /// Running applications of the same person for the same matter, and the box to go on all the same.
    pub pending: Option<(Vec<String>, Field)>,
    /// The last case of this matter, to copy from.
    pub last: Option<String>,
}

page!(IntakeForm in "desk/intake-form.html");

impl IntakeForm {
    /// The words of the way to what was handed in last for the same matter.
    fn copy_words(&self, t: Text, last: &str) -> String {
        t.with("desk-intake-copy", &[("number", &spoken_number(last))])
    }

    fn crumbs(&self, t: Text) -> Crumbs {
        Crumbs::new(t, self.name.clone()).above(t.msg("nav-desk-intake"), "/desk/intake")
    }

    fn summary(&self, t: Text) -> ErrorSummary {
        ErrorSummary::of(t, self.groups.iter().flat_map(|(_, fields)| fields))
    }
}

impl Page for IntakeForm {
    const PATH: &'static str = "/desk/intake/drainage-permit";

    fn title(&self, t: Text) -> String {
        t.with("desk-intake-title", &[("name", &self.name)])
    }

    fn samples(t: Text) -> Vec<Sample<Self>> {
        let page = |groups| IntakeForm {
            code: "drainage-permit".into(),
            name: "城镇污水排入排水管网许可".into(),
            version: 1,
            groups,
            refused: None,
            pending: None,
            last: None,
        };
        let who = || (t.msg("desk-intake-who").into_owned(), questions::who(t, &Sent::default()));
        let mut wrong = questions::who(t, &Sent::default());
        wrong[4].error = Some(t.msg("desk-wrong-missing").into_owned());
        let wrong = (t.msg("desk-intake-who").into_owned(), wrong);
        let pending = (vec!["2026K7M3PQRT4X".to_owned()], second(t, &Sent::default()));
        vec![
            Sample::of("empty", page(Vec::new())),
            Sample::of("full", IntakeForm { last: Some("2026K7M3PQRT4X".into()), ..page(vec![who()]) }),
            Sample::of("with-errors", page(vec![wrong])),
            Sample::of("second-application", IntakeForm { pending: Some(pending), ..page(vec![who()]) }),
        ]
    }
}

/// What the address says: a case to copy from.
#[derive(Deserialize)]
pub struct From {
    from: Option<String>,
}

/// `GET /desk/intake/{matter}`.
///
/// # Errors
/// Not found for a matter that no window takes in.
pub async fn show(
    desk: Desk,
    Path(code): Path<String>,
    Query(from): Query<From>,
) -> Result<Response, Problem> {
    let published = matter(&desk, &code)?;
    let sent = match from.from.map(|number| number.parse::<CaseNumber>()) {
        Some(Ok(number)) => copied(&desk, &published, number).await?,
        Some(Err(_)) => return Err(Problem::NotFound),
        None => Sent::default(),
    };
    let mut page = draw(&desk, &published, &sent);
    page.last = last_of(&desk, &code).await?;
    Ok(page.answer(&desk.frame))
}

/// `POST /desk/intake/{matter}`: shows what the answers so far ask for, or takes the application in.
///
/// # Errors
/// Not found for a matter that no window takes in.
pub async fn send(desk: Desk, Path(code): Path<String>, sent: Sent) -> Result<Response, Problem> {
    let published = matter(&desk, &code)?;
    if sent.one("go") == "update" {
        return Ok(draw(&desk, &published, &sent).answer(&desk.frame));
    }
    let today = desk.city.today(desk.now());
    let application = match read::application(&published, &sent, today) {
        Ok(application) => application,
        Err(wrong) => return Ok(with_errors(&desk, &published, &sent, wrong)),
    };
    let (kind, number) = read::paper(&sent);
    let confirmed = sent.ticked("second");
    let done = desk
        .ask(move |city, caller, moment| {
            let code = application.matter.as_str();
            let pending = city.pending_of_paper(caller, kind, &number, code, moment.now)?;
            if !pending.is_empty() && !confirmed {
                return Ok(Err(pending));
            }
            Ok(Ok(city.submit(caller, &application, moment, |_| None)?))
        })
        .await;
    match done {
        Ok(Ok(submitted)) => {
            let to = format!("/desk/cases/{}/receipt", submitted.case.number());
            Ok(Redirect::to(&to).into_response())
        }
        Ok(Err(pending)) => {
            let mut page = draw(&desk, &published, &sent);
            page.pending = Some((pending, second(desk.frame.t, &sent)));
            Ok(page.answer_with(StatusCode::CONFLICT, &desk.frame))
        }
        Err(app::Problem::Fields(wrong)) => Ok(with_errors(&desk, &published, &sent, wrong)),
        Err(app::Problem::Refused(refusal)) => {
            let mut page = draw(&desk, &published, &sent);
            page.refused = Some(desk.frame.t.refusal(refusal.as_ref()));
            Ok(page.answer_with(StatusCode::UNPROCESSABLE_ENTITY, &desk.frame))
        }
        // The matter changed while the form was open: it is drawn anew by the version in force, nothing is lost.
        Err(app::Problem::Stale) => {
            let fresh = matter(&desk, &code)?;
            let mut page = draw(&desk, &fresh, &sent);
            page.refused = Some(RefusalText {
                said: desk.frame.t.msg("desk-intake-changed").into_owned(),
                next: Some(desk.frame.t.msg("desk-intake-changed-next").into_owned()),
                law: None,
            });
            Ok(page.answer_with(StatusCode::CONFLICT, &desk.frame))
        }
        Err(other) => Err(other.into()),
    }
}

fn draw(desk: &Desk, published: &PublishedMatter, sent: &Sent) -> IntakeForm {
    let t = desk.frame.t;
    let matter = &published.matter;
    let content = desk.city.content();
    let (answers, known) = (read::answers(matter, sent), read::known(matter, sent));
    let heading = |key: &str| t.msg(key).into_owned();
    let mut groups = vec![(heading("desk-intake-who"), questions::who(t, sent))];
    groups.push((heading("desk-intake-situation"), questions::situations(t, matter, &answers)));
    groups.extend(questions::form(t, &content, matter, &known, sent));
    groups.push((heading("desk-materials"), questions::materials(t, matter, &answers, sent)));
    groups.push((heading("desk-delivery"), questions::delivery(t, matter, sent)));
    groups.retain(|(_, fields)| !fields.is_empty());
    IntakeForm {
        code: matter.code.0.clone(),
        name: t.read(&matter.name).to_owned(),
        version: published.version,
        groups,
        refused: None,
        pending: None,
        last: None,
    }
}

fn with_errors(desk: &Desk, published: &PublishedMatter, sent: &Sent, wrong: Vec<FieldProblem>) -> Response {
    let t = desk.frame.t;
    let mut page = draw(desk, published, sent);
    let fields = || page.groups.iter().flat_map(|(_, fields)| fields).map(|field| field.name.clone());
    let names: Vec<String> = fields().collect();
    for problem in wrong {
        let places = [
            problem.field.clone(),
            format!("{FIELD}{}", problem.field),
            format!("{QUESTION}{}", problem.field),
        ];
        // Errors of the person's record are named without the person.
        let of_person = format!("person-{}", problem.field);
        let place = places.into_iter().chain([of_person]).find(|place| names.contains(place));
        let place = place.unwrap_or_else(|| "who".to_owned());
        let said = fields::said(t, &problem);
        let found = page.groups.iter_mut().flat_map(|(_, fields)| fields).find(|field| field.name == place);
        if let Some(field) = found {
            field.error = Some(said);
        }
    }
    page.answer_with(StatusCode::UNPROCESSABLE_ENTITY, &desk.frame)
}

fn second(t: Text, sent: &Sent) -> Field {
    let box_ = Choice::of("yes", t.msg("desk-intake-second-yes")).chosen(sent.ticked("second"));
    Field::checkboxes(t, "second", t.msg("desk-intake-second"), vec![box_])
}

/// The newest case of the matter that the caller sees, to copy from.
async fn last_of(desk: &Desk, code: &str) -> Result<Option<String>, Problem> {
    let filter = app::desk::DeskFilter { matter: Some(code.to_owned()), ..Default::default() };
    let page =
        desk.ask(move |city, caller, moment| city.desk_list(caller, &filter, None, 1, moment.now)).await?;
    Ok(page.rows.into_iter().next().map(|row| row.number))
}

/// The answers of a case of the same matter as the form would send them; the read is logged like any other.
async fn copied(desk: &Desk, published: &PublishedMatter, number: CaseNumber) -> Result<Sent, Problem> {
    let file = desk
        .ask(move |city, caller, moment| city.case_page(caller, &number, Some("copy"), moment.now))
        .await?;
    if file.case.terms().matter != published.matter.code {
        return Err(Problem::NotFound);
    }
    let mut sent = Sent::default();
    let mut put = |name: String, texts: Vec<String>| {
        sent.0.insert(name, texts);
    };
    for field in published.matter.form.fields() {
        let Some(value) = file.case.form().get(field.key.as_str()) else { continue };
        let name = format!("{FIELD}{}", field.key);
        let texts = field.kind.texts_of(value).unwrap_or_default();
        if let (catalogue::FieldKind::Date { .. }, Some(date)) = (&field.kind, texts.first()) {
            for (part, text) in ["year", "month", "day"].into_iter().zip(date.splitn(3, '-')) {
                put(format!("{name}-{part}"), vec![text.to_owned()]);
            }
        } else {
            put(name, texts);
        }
    }
    if file.case.applicant().kind == cases::PartyKind::Organisation
        && let Some(details) = file.case.applicant().details.get()
    {
        put("who".to_owned(), vec!["organisation".to_owned()]);
        put("organisation-name".to_owned(), vec![details.name.clone()]);
        put("organisation-code".to_owned(), vec![details.number.clone()]);
    }
    if let Some(choice) = file.case.delivery() {
        put("way".to_owned(), vec![choice.way.code().to_owned()]);
    }
    Ok(sent)
}
