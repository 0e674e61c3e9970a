//! `/apply/draft/{id}/check`: everything once more with a way to change it, what is signed, and handing in, once.

mod answers; // the answers in rows

use super::{OpenDraft, StepHead, fields, opened, situation};
use crate::desk::Desk;
use crate::page;
use crate::page::{Page, Sample};
use crate::parts::{Banner, BannerKind, Choice, ErrorSummary, Field, SummaryList};
use crate::problem::Problem;
use crate::sent::Sent;
use crate::text::Text;
use app::{AgeDoubt, Content, DraftSent, DraftStep, FieldProblem, MaterialChoice, PendingCase, Signed};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use catalogue::MaterialKey;

/// The last look before handing in.
pub struct CheckPage {
    head: StepHead,
    sections: Vec<(String, SummaryList)>,
    warnings: Vec<Banner>,
    problems: ErrorSummary,
    signatures: Vec<Field>,
    can_send: bool,
    is_fresh: bool,
}

page!(CheckPage in "apply/check.html");

/// What the page is drawn from.
struct Drawn<'a> {
    t: Text,
    content: &'a Content,
    open: &'a OpenDraft,
    contact: &'a identity::Contact,
    problems: &'a [FieldProblem],
    missing: &'a [MaterialKey],
    pending: &'a [PendingCase],
    doubt: Option<&'a AgeDoubt>,
    unsigned: &'a [String],
    is_fresh: bool,
}

impl CheckPage {
    fn of(drawn: &Drawn<'_>) -> CheckPage {
        let (t, open) = (drawn.t, drawn.open);
        let signatures = signatures(drawn);
        let at = |problem: &FieldProblem| match situation::asks(open, &problem.field) {
            true => situation::address_of_missing(&open.draft.id),
            false => format!("/apply/draft/{}/form?at={}&back=check", open.draft.id, problem.field),
        };
        let labelled = |problem: &FieldProblem| {
            let field = open.published.matter.form.field(&problem.field.as_str().into());
            let asked = open.published.matter.situations.iter().find(|asked| asked.key == problem.field);
            let label = field.map(|field| t.read(&field.label));
            let label = label.or_else(|| asked.map(|asked| t.read(&asked.ask))).unwrap_or_default();
            let said = fields::said(t, problem);
            t.with("apply-wrong-answer", &[("label", &label), ("said", &said)])
        };
        let mut summary = ErrorSummary::of(t, &signatures);
        for problem in drawn.problems {
            summary = summary.and(at(problem), labelled(problem));
        }
        CheckPage {
            head: StepHead::of(t, open, DraftStep::Check, format!("/apply/draft/{}/delivery", open.draft.id)),
            sections: answers::sections(t, drawn.content, open, drawn.contact),
            warnings: warnings(drawn),
            problems: summary,
            signatures,
            can_send: drawn.problems.is_empty(),
            is_fresh: drawn.is_fresh,
        }
    }
}

fn warnings(drawn: &Drawn<'_>) -> Vec<Banner> {
    let t = drawn.t;
    let mut warnings = Vec::new();
    if let Some(doubt) = drawn.doubt {
        let said = t.with("apply-age", &[("age", &doubt.age), ("chosen", &t.read(&doubt.chosen))]);
        let href = format!("/apply/draft/{}/form?at={}&back=check", drawn.open.draft.id, doubt.field);
        let banner = Banner::new(t, BannerKind::Warning, said).more(t.msg("apply-age-said"));
        warnings.push(banner.link(t.msg("apply-age-look"), href));
    }
    if let Some(first) = drawn.pending.first() {
        let (number, href) = super::start::pending_line(first);
        let banner = Banner::new(t, BannerKind::Warning, t.with("apply-pending", &[("number", &number)]));
        warnings.push(banner.more(t.msg("apply-pending-said")).link(t.msg("apply-pending-see"), href));
    }
    if !drawn.missing.is_empty() {
        let name = |key: &MaterialKey| {
            let material = drawn.open.published.matter.material(key);
            material.map_or_else(|| key.to_string(), |material| t.read(&material.name).to_owned())
        };
        let names = crate::pages::words::listed(t, drawn.missing.iter().map(name));
        let banner = Banner::new(t, BannerKind::Warning, t.with("apply-missing", &[("names", &names)]));
        let back = format!("/apply/draft/{}/materials", drawn.open.draft.id);
        warnings.push(banner.more(t.msg("apply-missing-said")).link(t.msg("apply-missing-add"), back));
    }
    warnings
}

/// One box for each thing that is signed: promises, commitments, known gaps, and the declaration.
fn signatures(drawn: &Drawn<'_>) -> Vec<Field> {
    let (t, open) = (drawn.t, drawn.open);
    let sign = |name: String, label: String, says: String| {
        let error = drawn.unsigned.contains(&name).then(|| t.msg("apply-unsigned").into_owned());
        Field::checkboxes(t, name, label, vec![Choice::of("yes", says)]).error(error)
    };
    let mut boxes = Vec::new();
    for material in &open.published.matter.materials {
        let name = t.read(&material.name);
        let (label, says) = match open.draft.answers.choice(&material.key) {
            MaterialChoice::Later => {
                (t.with("apply-sign-later", &[("name", &name)]), t.msg("apply-sign-later-said").into_owned())
            }
            MaterialChoice::Commitment => {
                let Some(offered) = &material.commitment else { continue };
                (t.with("apply-sign-commitment", &[("name", &name)]), t.read(&offered.text).to_owned())
            }
            MaterialChoice::File => continue,
        };
        boxes.push(sign(format!("sign-{}", material.key), label, says));
    }
    if !drawn.missing.is_empty() {
        boxes.push(sign(
            "incomplete".into(),
            t.msg("apply-sign-incomplete").into_owned(),
            t.msg("apply-sign-incomplete-said").into_owned(),
        ));
    }
    if !drawn.pending.is_empty() {
        boxes.push(sign(
            "again".into(),
            t.msg("apply-sign-again").into_owned(),
            t.msg("apply-sign-again-said").into_owned(),
        ));
    }
    boxes.push(sign(
        "declare".into(),
        t.msg("apply-declare").into_owned(),
        t.msg("apply-declare-said").into_owned(),
    ));
    boxes
}

impl Page for CheckPage {
    const PATH: &'static str = "/apply/draft/sample/check";

    fn title(&self, t: Text) -> String {
        t.msg("apply-step-check").into_owned()
    }

    fn samples(t: Text) -> Vec<Sample<Self>> {
        let content = crate::pages::matters::guide::sample_content();
        let mut open = super::sample_open();
        open.draft.answers.choices.insert("works".into(), MaterialChoice::Commitment);
        open.draft.answers.choices.insert("pretreatment".into(), MaterialChoice::Later);
        let contact =
            identity::Contact { telephone: Some("13800138000".into()), ..identity::Contact::default() };
        let problems = [FieldProblem::new("outlets", "field-missing")];
        let (missing, unsigned) = (["drawings".into()], ["declare".to_owned()]);
        let pending = [PendingCase { number: "20267KQ4M9XW2H".into(), received_at: None }];
        let chosen = kernel::LocalText { chinese: "80至89岁".into(), english: Some("80 to 89".into()) };
        let doubt = AgeDoubt { chosen, field: "outlets".into(), age: 69 };
        let full = Drawn {
            t,
            content: &content,
            open: &open,
            contact: &contact,
            problems: &[],
            missing: &[],
            pending: &[],
            doubt: None,
            unsigned: &[],
            is_fresh: true,
        };
        let empty = super::sample_open();
        vec![
            Sample::of("empty", CheckPage::of(&Drawn { open: &empty, is_fresh: false, ..full })),
            Sample::of("full", CheckPage::of(&full)),
            Sample::of(
                "with-warnings",
                CheckPage::of(&Drawn { missing: &missing, pending: &pending, doubt: Some(&doubt), ..full }),
            ),
            Sample::of(
                "with-errors",
                CheckPage::of(&Drawn { problems: &problems, unsigned: &unsigned, ..full }),
            ),
        ]
    }
}

/// What the city says of a draft: wrong answers, missing materials, pending cases, the contact.
struct Findings {
    problems: Vec<FieldProblem>,
    missing: Vec<MaterialKey>,
    pending: Vec<PendingCase>,
    contact: identity::Contact,
    doubt: Option<AgeDoubt>,
}

async fn findings(desk: &Desk, open: &OpenDraft) -> Result<Findings, Problem> {
    let (draft, files, published) = (open.draft.clone(), open.files.clone(), open.published.clone());
    let found = desk.ask(move |city, caller, moment| {
        Ok(Findings {
            problems: city.check_draft(&draft, moment.now)?,
            missing: city.missing_in(&draft, &files)?,
            pending: city.pending_cases(caller, &draft.matter)?,
            contact: city.person(draft.person)?.map(|person| person.contact).unwrap_or_default(),
            doubt: city.age_doubt(&published, &draft, moment.now),
        })
    });
    Ok(found.await?)
}

async fn page(desk: &Desk, open: &OpenDraft, unsigned: &[String]) -> Result<CheckPage, Problem> {
    let found = findings(desk, open).await?;
    let content = desk.city.content();
    Ok(CheckPage::of(&Drawn {
        t: desk.frame.t,
        content: &content,
        open,
        contact: &found.contact,
        problems: &found.problems,
        missing: &found.missing,
        pending: &found.pending,
        doubt: found.doubt.as_ref(),
        unsigned,
        is_fresh: desk.fresh,
    }))
}

/// `GET /apply/draft/{id}/check`.
///
/// # Errors
/// [`Problem::NotFound`] for a draft of somebody else.
pub async fn show(desk: Desk, Path(id): Path<String>) -> Result<Response, Problem> {
    let open = opened!(&desk, &id);
    Ok(page(&desk, &open, &[]).await?.answer(&desk.frame))
}

/// `POST /apply/draft/{id}/check`: hands in. A second click leads to the same case.
///
/// # Errors
/// The refusal of the law, [`Problem::NotFound`] for a draft of somebody else.
pub async fn send(desk: Desk, Path(id): Path<String>, sent: Sent) -> Result<Response, Problem> {
    let open = opened!(&desk, &id);
    let found = findings(&desk, &open).await?;
    let unsigned = unsigned(&open, &sent, &found.missing, &found.pending);
    if !unsigned.is_empty() || !found.problems.is_empty() {
        let page = page(&desk, &open, &unsigned).await?;
        return Ok(page.answer_with(StatusCode::UNPROCESSABLE_ENTITY, &desk.frame));
    }
    if !desk.fresh {
        return Ok(Redirect::to(&format!("/prove?next=/apply/draft/{id}/check")).into_response());
    }
    let signed = Signed { again: sent.ticked("again"), incomplete: sent.ticked("incomplete") };
    let kept = id.clone();
    let done = desk.ask(move |city, caller, moment| city.send_draft(caller, &kept, signed, moment)).await;
    match done {
        Ok(DraftSent::Received(number)) => Ok(received(&number)),
        // What was found between looking and handing in is shown now.
        Ok(_) => {
            Ok(page(&desk, &open, &[]).await?.answer_with(StatusCode::UNPROCESSABLE_ENTITY, &desk.frame))
        }
        Err(other) => Err(other.into()),
    }
}

/// The way to the case that a draft became.
pub(super) fn received(number: &kernel::CaseNumber) -> Response {
    Redirect::to(&format!("/my/cases/{number}/submitted")).into_response()
}

fn unsigned(open: &OpenDraft, sent: &Sent, missing: &[MaterialKey], pending: &[PendingCase]) -> Vec<String> {
    let mut wanted = vec!["declare".to_owned()];
    for material in &open.published.matter.materials {
        if open.draft.answers.choice(&material.key) != MaterialChoice::File {
            wanted.push(format!("sign-{}", material.key));
        }
    }
    if !missing.is_empty() {
        wanted.push("incomplete".into());
    }
    if !pending.is_empty() {
        wanted.push("again".into());
    }
    wanted.retain(|name| !sent.ticked(name));
    wanted
}
