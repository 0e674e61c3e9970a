//! `/verify`: what a paper or a receipt proves, for everybody who holds it, without login.

use crate::desk::Desk;
use crate::page;
use crate::page::{Page, Sample};
use crate::pages::words;
use crate::parts::{Banner, BannerKind, ErrorSummary, Field, SummaryList, SummaryRow, Width};
use crate::problem::Problem;
use crate::text::Text;
use crate::uploaded::Uploaded;
use app::ReceiptProof;
use app::papers::{PaperState, PublicPaper};
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

/// The question for a code or a file, and what was found.
#[derive(Default)]
pub struct Verify {
    code: String,
    error: Option<String>,
    file_error: Option<String>,
    found: Option<Found>,
}

/// What was found, in words.
pub struct Found {
    said: Banner,
    facts: SummaryList,
}

page!(Verify in "verify.html");

impl Verify {
    fn code_field(&self, t: Text) -> Field {
        Field::line(t, "code", t.msg("verify-code"), self.code.clone())
            .hint(t.msg("verify-code-hint"))
            .width(Width::Signs(20))
            .error(self.error.clone())
    }

    fn file_field(&self, t: Text) -> Field {
        Field::files(t, "file", t.msg("verify-file"), ".pdf,.json", 20)
            .hint(t.msg("verify-file-hint"))
            .error(self.file_error.clone())
    }

    fn summary(&self, t: Text) -> ErrorSummary {
        ErrorSummary::of(t, [&self.code_field(t), &self.file_field(t)])
    }
}

impl Found {
    fn paper(t: Text, paper: &PublicPaper) -> Found {
        let (key, kind) = match paper.state {
            PaperState::Holds => ("verify-holds", BannerKind::Success),
            PaperState::AwaitsSeal => ("verify-awaits-seal", BannerKind::Warning),
            PaperState::Expired => ("verify-expired", BannerKind::Warning),
            PaperState::Revoked => ("verify-revoked", BannerKind::Error),
        };
        let banner = Banner::new(t, kind, t.msg(key));
        let row = |key: &str, said: Option<String>| said.map(|said| SummaryRow::text(t.msg(key), &said));
        let rows = [
            row("verify-kind", Some(words::paper(t, paper.kind).into_owned())),
            row("verify-number", paper.number.clone()),
            row("verify-date", paper.date.map(|date| t.date(date))),
            row("verify-until", paper.valid_until.map(|date| t.date(date))),
            row("verify-authority", Some(paper.authority.clone())),
            row("verify-matter", Some(paper.matter.clone())),
            row("verify-applicant", paper.applicant.clone()),
            row("verify-hash", Some(paper.sha256.clone())),
        ];
        Found {
            said: if paper.demo { banner.more(t.msg("demo-paper")) } else { banner },
            facts: SummaryList::new(t, rows.into_iter().flatten().collect()),
        }
    }

    fn receipt(t: Text, proof: &ReceiptProof) -> Found {
        let key = if proof.included { "verify-receipt-included" } else { "verify-receipt-promised" };
        let row = |key: &str, said: String| SummaryRow::text(t.msg(key), &said);
        let mut rows = vec![row("verify-recorded", t.moment(proof.at))];
        if let Some(number) = &proof.number {
            rows.insert(0, row("case-number", number.spoken()));
        }
        rows.push(row("verify-values", t.number(proof.values as u64)));
        Found { said: Banner::new(t, BannerKind::Success, t.msg(key)), facts: SummaryList::new(t, rows) }
    }
}

impl Page for Verify {
    const PATH: &'static str = "/verify";

    fn title(&self, t: Text) -> String {
        t.msg("verify-title").into_owned()
    }

    fn samples(t: Text) -> Vec<Sample<Self>> {
        let page = |error: Option<String>, found| Verify { error, found, ..Verify::default() };
        let paper = |state| PublicPaper {
            kind: catalogue::DocumentKind::Certificate,
            title: "城镇污水排入排水管网许可证".into(),
            number: Some("水许字〔2026〕第 18 号".into()),
            date: Some(jiff::civil::date(2026, 11, 20)),
            valid_until: Some(jiff::civil::date(2031, 11, 19)),
            authority: "水务局".into(),
            matter: "城镇污水排入排水管网许可".into(),
            applicant: Some("海风餐饮有限公司".into()),
            sha256: "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0".into(),
            state,
            demo: true,
        };
        let proof = ReceiptProof {
            number: "2026".parse().ok(),
            at: "2026-11-22T03:04:00Z".parse().expect("a time"),
            event: "case.received".into(),
            included: true,
            values: 12,
        };
        let promised = ReceiptProof { included: false, ..proof.clone() };
        vec![
            Sample::of("empty", page(None, None)),
            Sample::of("with-errors", page(Some(t.msg("verify-none").into_owned()), None)),
            Sample::of("holds", page(None, Some(Found::paper(t, &paper(PaperState::Holds))))),
            Sample::of("awaits-seal", page(None, Some(Found::paper(t, &paper(PaperState::AwaitsSeal))))),
            Sample::of("expired", page(None, Some(Found::paper(t, &paper(PaperState::Expired))))),
            Sample::of("revoked", page(None, Some(Found::paper(t, &paper(PaperState::Revoked))))),
            Sample::of("receipt", page(None, Some(Found::receipt(t, &proof)))),
            Sample::of("promise", page(None, Some(Found::receipt(t, &promised)))),
        ]
    }
}

/// A code in the address.
#[derive(Deserialize)]
pub struct Typed {
    code: Option<String>,
}

/// `GET /verify`, and with `?code=` what the code proves.
///
/// # Errors
/// A fault of the storage.
pub async fn ask(desk: Desk, Query(typed): Query<Typed>) -> Result<Response, Problem> {
    match typed.code {
        Some(code) if code.trim().is_empty() => {
            let page =
                Verify { error: Some(desk.frame.t.msg("field-missing").into_owned()), ..Verify::default() };
            Ok(page.answer_with(StatusCode::UNPROCESSABLE_ENTITY, &desk.frame))
        }
        Some(code) => by_code(&desk, code).await,
        None => Ok(Verify::default().answer(&desk.frame)),
    }
}

/// `GET /verify/{code}`: where the QR code on a paper leads.
///
/// # Errors
/// A fault of the storage.
pub async fn scanned(desk: Desk, Path(code): Path<String>) -> Result<Response, Problem> {
    by_code(&desk, code).await
}

async fn by_code(desk: &Desk, code: String) -> Result<Response, Problem> {
    let asked = code.clone();
    let found = desk.ask(move |city, _, moment| city.paper_by_code(&asked, moment.now)).await?;
    let t = desk.frame.t;
    match found {
        Some(paper) => {
            Ok(Verify { code, found: Some(Found::paper(t, &paper)), ..Verify::default() }.answer(&desk.frame))
        }
        None => {
            let page = Verify { code, error: Some(t.msg("verify-none").into_owned()), ..Verify::default() };
            Ok(page.answer_with(StatusCode::NOT_FOUND, &desk.frame))
        }
    }
}

/// `POST /verify`: a code, or a file; a receipt is checked by its signatures, a paper byte for byte.
///
/// # Errors
/// A fault of the storage.
pub async fn file(desk: Desk, form: Uploaded) -> Result<Response, Problem> {
    let t = desk.frame.t;
    let wrong = |error: String| {
        let page = Verify { file_error: Some(error), ..Verify::default() };
        Ok(page.answer_with(StatusCode::UNPROCESSABLE_ENTITY, &desk.frame))
    };
    let Some(file) = form.files.into_iter().find(|file| !file.bytes.is_empty()) else {
        return Ok(match form.sent.some("code") {
            Some(code) => {
                let code: String = form_urlencoded::byte_serialize(code.as_bytes()).collect();
                Redirect::to(&format!("/verify?code={code}")).into_response()
            }
            None => {
                let error = Some(t.msg("verify-nothing").into_owned());
                let page = Verify { error, ..Verify::default() };
                page.answer_with(StatusCode::UNPROCESSABLE_ENTITY, &desk.frame)
            }
        });
    };
    if file.bytes.starts_with(b"%PDF-") {
        let paper = desk.ask(move |city, _, moment| city.verify_file(&file.bytes, moment.now)).await?;
        return match paper {
            Some(paper) => {
                let page = Verify { found: Some(Found::paper(t, &paper)), ..Verify::default() };
                Ok(page.answer(&desk.frame))
            }
            None => wrong(t.msg("verify-unknown-file").into_owned()),
        };
    }
    let text = String::from_utf8_lossy(&file.bytes).into_owned();
    match desk.ask(move |city, _, _| city.verify_receipt(&text)).await {
        Ok(proof) => {
            let page = Verify { found: Some(Found::receipt(t, &proof)), ..Verify::default() };
            Ok(page.answer(&desk.frame))
        }
        Err(app::Problem::Refused(refusal)) => wrong(t.refusal(refusal.as_ref()).said),
        Err(other) => Err(other.into()),
    }
}
