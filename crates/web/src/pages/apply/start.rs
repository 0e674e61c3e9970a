//! `/apply/{code}`: for whom, what was begun before, and the button that begins.

use crate::desk::Desk;
use crate::page;
use crate::page::{Page, Sample};
use crate::parts::{BackLink, Banner, BannerKind, Html};
use crate::problem::Problem;
use crate::sent::Sent;
use crate::text::{Text, spoken_number};
use app::Resolved;
use axum::extract::{Path, RawQuery};
use axum::response::{IntoResponse, Redirect, Response};
use catalogue::Decided;
use kernel::MatterCode;

/// The beginning of an application.
pub struct Start {
    code: String,
    name: Html,
    plain_name: String,
    applicant: String,
    others: bool,
    drafts: Vec<(String, String)>,
    pending: Vec<(String, String)>,
    last: Option<(String, String)>,
    carried: Vec<(String, String)>,
}

page!(Start in "apply/start.html");

impl Start {
    fn back(&self, t: Text) -> BackLink {
        BackLink::new(t, format!("/matters/{}", self.code))
    }

    fn warning(&self, t: Text) -> Option<Banner> {
        let (number, href) = self.pending.first()?;
        let said = t.with("apply-pending", &[("number", number)]);
        Some(
            Banner::new(t, BannerKind::Warning, said)
                .more(t.msg("apply-pending-said"))
                .link(t.msg("apply-pending-see"), href),
        )
    }
}

impl Page for Start {
    const PATH: &'static str = "/apply/sample";

    fn title(&self, t: Text) -> String {
        t.with("apply-title", &[("name", &self.plain_name)])
    }

    fn samples(t: Text) -> Vec<Sample<Self>> {
        let page = |full: bool| {
            let pair = |text: &str, href: &str| vec![(text.to_owned(), href.to_owned())];
            Start {
                code: "sample".into(),
                name: Html::text("城镇污水排入排水管网许可"),
                plain_name: "城镇污水排入排水管网许可".into(),
                applicant: "海风餐饮有限公司".into(),
                others: full,
                drafts: if full {
                    pair(&t.moment("2026-11-22T03:04:00Z".parse().expect("a time")), "/apply/draft/x")
                } else {
                    Vec::new()
                },
                pending: if full { pair("2026-7KQ4M-9XW2H", "/my/cases/20267KQ4M9XW2H") } else { Vec::new() },
                last: full.then(|| ("20267KQ4M9XW2H".into(), "2026年11月2日".into())),
                carried: pair("who", "self"),
            }
        };
        vec![Sample::of("empty", page(false)), Sample::of("full", page(true))]
    }
}

/// `GET /apply/{code}`.
///
/// # Errors
/// [`Problem::NotFound`] for an unknown matter.
pub async fn show(
    desk: Desk,
    Path(code): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let Resolved::Current(published) = desk.city.resolve_matter(&code)? else {
        return Ok(Redirect::to(&format!("/matters/{code}")).into_response());
    };
    if matches!(published.matter.decided, Decided::LinkOnly { .. }) {
        return Ok(Redirect::to(&format!("/matters/{code}")).into_response());
    }
    let t = desk.frame.t;
    let matter = published.matter.code.clone();
    let wanted = matter.clone();
    let (drafts, pending, last, applicant, others) = desk
        .ask(move |city, caller, moment| {
            let drafts = city.drafts(caller)?.into_iter().filter(|draft| draft.matter == wanted);
            let pending = city.pending_cases(caller, &wanted)?;
            let last = city.last_case(caller, &wanted)?;
            let applicant = caller.applicant().map(|id| city.person(id)).transpose()?.flatten();
            let agent = caller.person.ok_or(app::Problem::LoginNeeded)?;
            let others = !city.mandates_of(agent, moment.now)?.is_empty();
            Ok((drafts.collect::<Vec<_>>(), pending, last, applicant, others))
        })
        .await?;
    let saved = |draft: &app::DraftRow| {
        let when = draft.saved_at.map(|at| t.moment(at)).unwrap_or_default();
        (when, format!("/apply/draft/{}", draft.id))
    };
    let answers = super::super::matters::answers_in(query.as_deref());
    let carried = answers
        .into_iter()
        .flat_map(|(name, values)| values.into_iter().map(move |value| (name.clone(), value)));
    let start = Start {
        code: matter.0.clone(),
        name: t.show(&published.matter.name),
        plain_name: t.read(&published.matter.name).to_owned(),
        applicant: applicant.map(|person| person.name.text().to_owned()).unwrap_or_default(),
        others,
        drafts: drafts.iter().map(saved).collect(),
        pending: pending.iter().map(pending_line).collect(),
        last: last.map(|case| (case.number, case.received_at.map(|at| t.day_of(at)).unwrap_or_default())),
        carried: carried.take(60).collect(),
    };
    Ok(start.answer(&desk.frame))
}

/// A pending case with its number as people say it, and its address.
pub(super) fn pending_line(case: &app::PendingCase) -> (String, String) {
    (spoken_number(&case.number), format!("/my/cases/{}", case.number))
}

/// `POST /apply/{code}`: begins a draft, empty but for what is known, or with the answers of an earlier case.
///
/// # Errors
/// [`Problem::NotFound`] for an unknown matter.
pub async fn begin(desk: Desk, Path(code): Path<String>, sent: Sent) -> Result<Response, Problem> {
    let code = MatterCode(code);
    let situations = sent.below(super::fields::QUESTION);
    let like = sent.some("like").map(|number| number.parse::<kernel::CaseNumber>()).transpose();
    let like = like.map_err(|_| Problem::NotFound)?;
    let id = desk
        .ask(move |city, caller, moment| match &like {
            Some(number) => city.begin_draft_like(caller, &code, situations, number, moment),
            None => city.begin_draft(caller, &code, situations, moment),
        })
        .await?;
    Ok(Redirect::to(&format!("/apply/draft/{id}")).into_response())
}
