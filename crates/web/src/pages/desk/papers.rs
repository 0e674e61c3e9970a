//! `/desk/cases/{number}/papers`: what was issued in a case, what waits and why, and the seal on what has none
//! (practice.md 24).

use super::due::Hours;
use super::head::CaseHead;
use crate::desk::Desk;
use crate::page;
use crate::page::{Page, Sample};
use crate::pages::words as trade;
use crate::parts::{
    Banner, BannerKind, Cell, Choice, Column, Crumbs, ErrorSummary, Field, Table, Tag, Tone, Width,
};
use crate::problem::Problem;
use crate::sent::Sent;
use crate::text::{Text, spoken_number};
use app::Action;
use app::cases::{CasePage, PaperLine, Seat};
use app::papers::{HeldPaper, SealHow, SealOrder};
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{IntoResponse, Redirect, Response};
use catalogue::DocumentKind;
use kernel::{CaseNumber, DocumentId};
use serde::Deserialize;

/// The papers of a case at the desk.
pub struct CasePapers {
    /// Whose they are.
    pub head: CaseHead,
    /// What was issued.
    pub rows: Vec<Vec<Cell>>,
    /// What waits, and why.
    pub waiting: Vec<String>,
    /// The questions about the seal; none where every paper has it or the caller hands no papers out.
    pub fields: Vec<Field>,
    /// What was done just now, or why it was not.
    pub said: Option<Banner>,
}

page!(CasePapers in "desk/papers.html");

impl CasePapers {
    fn crumbs(&self, t: Text) -> Crumbs {
        self.head.crumbs(t, &t.msg("desk-papers"))
    }

    fn table(&self, t: Text) -> Table {
        let columns = ["desk-paper", "desk-paper-number", "desk-paper-issued", "desk-paper-seal"];
        let columns = columns.into_iter().map(|key| Column::text(t.msg(key))).collect();
        Table::new(t, t.msg("desk-papers"), columns, self.rows.clone()).caption_hidden()
    }

    fn summary(&self, t: Text) -> ErrorSummary {
        ErrorSummary::of(t, &self.fields)
    }
}

impl Page for CasePapers {
    const PATH: &'static str = "/desk/cases/2026K7M3PQRT4X/papers";

    fn title(&self, t: Text) -> String {
        t.with("desk-papers-title", &[("number", &spoken_number(&self.head.number))])
    }

    fn samples(t: Text) -> Vec<Sample<Self>> {
        let paper = |kind: &str, sealed| PaperLine {
            id: "x".into(),
            kind: kind.into(),
            number: "〔2026〕12号".into(),
            issued_at: "2026-11-20T03:00:00Z".parse().ok(),
            pages: 1,
            sealed,
        };
        let papers = [paper("receipt", true), paper("certificate", false)];
        let page = |papers: &[PaperLine], waiting: &[&str]| CasePapers {
            head: CaseHead::sample(t),
            rows: papers.iter().map(|paper| row(t, paper)).collect(),
            waiting: waiting.iter().map(|&words| words.to_owned()).collect(),
            fields: if papers.is_empty() { Vec::new() } else { questions(t, papers, &Sent::default()) },
            said: None,
        };
        let mut wrong = page(&papers, &[]);
        for field in &mut wrong.fields {
            field.error = Some(t.msg("desk-wrong-choose").into_owned());
        }
        vec![
            Sample::of("empty", page(&[], &["证照：没有安装文书生成部件，文书暂不能出具"])),
            Sample::of("full", page(&papers, &[])),
            Sample::of("with-errors", wrong),
        ]
    }
}

/// What the address says.
#[derive(Deserialize)]
pub struct Asked {
    done: Option<u8>,
}

/// What the page is made from.
struct Facts {
    file: CasePage,
    held: Vec<HeldPaper>,
    may_seal: bool,
}

async fn facts(desk: &Desk, number: &str) -> Result<Facts, Problem> {
    let number: CaseNumber = number.parse().map_err(|_| Problem::NotFound)?;
    let facts = desk.ask(move |city, caller, moment| {
        let file = city.case_page(caller, &number, None, moment.now)?;
        let held = city.held_papers_of(caller, &number)?;
        let may_seal = matches!(city.seat(caller, &number, Action::Deliver), Ok(Seat::Staff(_)));
        Ok(Facts { file, held, may_seal })
    });
    Ok(facts.await?)
}

/// `GET /desk/cases/{number}/papers`.
///
/// # Errors
/// Not found for who takes no part in the case.
pub async fn show(
    desk: Desk,
    Path(number): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let facts = facts(&desk, &number).await?;
    let mut page = draw(&desk, &facts, &Sent::default());
    let t = desk.frame.t;
    page.said = asked.done.map(|_| Banner::new(t, BannerKind::Success, t.msg("desk-seal-done")));
    Ok(page.answer(&desk.frame))
}

/// `POST /desk/cases/{number}/papers`: the seal was put on what is ticked.
///
/// # Errors
/// Not found for who takes no part in the case; the refusals of sealing are shown on the page.
pub async fn seal(desk: Desk, Path(number): Path<String>, sent: Sent) -> Result<Response, Problem> {
    let facts = facts(&desk, &number).await?;
    let (papers, how) = match read(&sent) {
        Ok(read) => read,
        Err((name, key)) => {
            let mut page = draw(&desk, &facts, &sent);
            let t = desk.frame.t;
            for field in page.fields.iter_mut().filter(|field| field.name == name) {
                field.error = Some(t.msg(key).into_owned());
            }
            return Ok(page.answer_with(StatusCode::UNPROCESSABLE_ENTITY, &desk.frame));
        }
    };
    let case = facts.file.case.number().clone();
    let done = desk.ask(move |city, caller, moment| {
        let order = SealOrder { case: &case, papers: &papers, how: &how, idempotency: None };
        city.record_seals(caller, &order, moment)
    });
    match done.await {
        Ok(()) => {
            let place = format!("/desk/cases/{}/papers?done=1", facts.file.case.number());
            Ok(Redirect::to(&place).into_response())
        }
        Err(app::Problem::Refused(refusal)) => {
            // What somebody else sealed meanwhile is no longer asked about.
            let mut page = draw(&desk, &self::facts(&desk, &number).await?, &sent);
            let t = desk.frame.t;
            page.said = Some(Banner::new(t, BannerKind::Error, t.refusal(refusal.as_ref()).in_full()));
            Ok(page.answer_with(StatusCode::UNPROCESSABLE_ENTITY, &desk.frame))
        }
        Err(other) => Err(other.into()),
    }
}

/// The papers and the seal that a form names, or the question that was not answered.
fn read(sent: &Sent) -> Result<(Vec<DocumentId>, SealHow), (&'static str, &'static str)> {
    let papers: Result<Vec<DocumentId>, _> = sent.many("papers").iter().map(|id| id.parse()).collect();
    let papers = papers.ok().filter(|papers| !papers.is_empty()).ok_or(("papers", "desk-wrong-choose"))?;
    let name = sent.some("seal").ok_or(("seal", "desk-wrong-missing"))?;
    match sent.one("how") {
        "stamp" => Ok((papers, SealHow::Stamp { seal: name })),
        "service" => {
            let reference = sent.some("reference").ok_or(("reference", "desk-wrong-missing"))?;
            Ok((papers, SealHow::Service { name, reference }))
        }
        _ => Err(("how", "desk-wrong-choose")),
    }
}

fn draw(desk: &Desk, facts: &Facts, sent: &Sent) -> CasePapers {
    let t = desk.frame.t;
    let content = desk.city.content();
    let hours = Hours { t, calendar: content.city_calendar().ok(), now: desk.now() };
    let asks = facts.may_seal && facts.file.papers.iter().any(|paper| !paper.sealed);
    CasePapers {
        head: CaseHead::of(hours, &facts.file, &content),
        rows: facts.file.papers.iter().map(|paper| row(t, paper)).collect(),
        waiting: facts.held.iter().map(|held| waits(t, held)).collect(),
        fields: if asks { questions(t, &facts.file.papers, sent) } else { Vec::new() },
        said: None,
    }
}

/// What is asked: which papers, how, which seal; once something was sent, what was sent.
fn questions(t: Text, papers: &[PaperLine], sent: &Sent) -> Vec<Field> {
    let fresh = sent.0.is_empty();
    let choice = |paper: &PaperLine| {
        let chosen = fresh || sent.many("papers").contains(&paper.id);
        Choice::of(&paper.id, [name(t, paper), paper.number.clone()].join(" ")).chosen(chosen)
    };
    let unsealed = papers.iter().filter(|paper| !paper.sealed).map(choice).collect();
    let how = |code: &str, key: &str| {
        let chosen = if fresh { code == "stamp" } else { sent.one("how") == code };
        Choice::of(code, t.msg(key)).chosen(chosen)
    };
    let ways = vec![how("stamp", "desk-seal-stamp"), how("service", "desk-seal-service")];
    let seal = if fresh { t.msg("desk-seal-usual").into_owned() } else { sent.one("seal").to_owned() };
    vec![
        Field::checkboxes(t, "papers", t.msg("desk-seal-papers"), unsealed),
        Field::radios(t, "how", t.msg("desk-seal-how"), ways),
        Field::line(t, "seal", t.msg("desk-seal-name"), seal).width(Width::Signs(30)),
        Field::line(t, "reference", t.msg("desk-seal-reference"), sent.one("reference"))
            .hint(t.msg("desk-seal-reference-hint"))
            .width(Width::Signs(30))
            .optional(),
    ]
}

fn name(t: Text, paper: &PaperLine) -> String {
    let kind = DocumentKind::from_word(&paper.kind);
    kind.map_or_else(|| paper.kind.clone(), |kind| trade::paper(t, kind).into_owned())
}

fn row(t: Text, paper: &PaperLine) -> Vec<Cell> {
    let (key, tone) =
        if paper.sealed { ("desk-seal-there", Tone::Good) } else { ("desk-seal-missing", Tone::Yours) };
    vec![
        Cell::Link(name(t, paper), format!("/desk/papers/{}", paper.id)),
        Cell::Text(paper.number.clone()),
        Cell::Text(paper.issued_at.map(|at| t.moment(at)).unwrap_or_default()),
        Cell::part(&Tag::new(t.msg(key), tone)),
    ]
}

/// A paper that waits, with the reason.
fn waits(t: Text, held: &HeldPaper) -> String {
    let kind = DocumentKind::from_word(&held.kind);
    let name = kind.map_or_else(|| held.kind.clone(), |kind| trade::paper(t, kind).into_owned());
    let why = match &held.value {
        Some((value, text)) => t.with(&held.reason, &[(value.as_str(), text)]),
        None => t.msg(&held.reason).into_owned(),
    };
    t.with("desk-paper-waits", &[("paper", &name), ("why", &why)])
}

/// `GET /desk/papers/{id}`: an issued paper as the bytes that were issued. Its answer waits for its line in the read log.
///
/// # Errors
/// Not found for who takes no part in its case.
pub async fn open(desk: Desk, Path(id): Path<String>) -> Result<Response, Problem> {
    let id = id.parse().map_err(|_| Problem::NotFound)?;
    let paper = desk.ask(move |city, caller, moment| city.open_paper(caller, id, moment.now)).await?;
    let name = format!("{}-{}.pdf", paper.kind.chinese(), paper.case);
    let name: String = form_urlencoded::byte_serialize(name.as_bytes()).collect();
    let headers = [
        (CONTENT_TYPE, app::FileKind::Pdf.media_type().to_owned()),
        (CONTENT_DISPOSITION, format!("inline; filename*=UTF-8''{name}")),
        (CACHE_CONTROL, "no-store".to_owned()),
        (CONTENT_SECURITY_POLICY, super::files::POLICY.to_owned()),
    ];
    Ok((headers, paper.bytes).into_response())
}
