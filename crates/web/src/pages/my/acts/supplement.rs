//! `/my/cases/{number}/supplement` and `/gap`: what was asked for, defect by defect, and what is owed.

use super::{order, seen};
use crate::desk::Desk;
use crate::page;
use crate::page::{Page, Sample};
use crate::pages::apply::{fields, files};
use crate::pages::my::case::number;
use crate::parts::{Choice, ErrorSummary, Field, StoredFile};
use crate::problem::Problem;
use crate::text::Text;
use crate::uploaded::Uploaded;
use app::cases::CasePage;
use app::{FieldProblem, Upload, UploadPlace};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use cases::{FillGap, FormAnswers, Given, GivenHow, Subject, Supplement};
use catalogue::MaterialKey;
use kernel::BlobId;
use std::collections::BTreeMap;

/// What is to be supplied.
pub struct SupplementPage {
    number: String,
    head: u64,
    is_gap: bool,
    until: String,
    wants: Vec<Want>,
}

/// One thing that is wanted.
pub struct Want {
    said: String,
    field: Field,
}

page!(SupplementPage in "my/supplement.html");

impl SupplementPage {
    fn summary(&self, t: Text) -> ErrorSummary {
        ErrorSummary::of(t, self.wants.iter().map(|want| &want.field))
    }

    fn step(&self) -> &'static str {
        if self.is_gap { "gap" } else { "supplement" }
    }
}

impl Page for SupplementPage {
    const PATH: &'static str = "/my/cases/sample/supplement";

    fn title(&self, t: Text) -> String {
        t.msg(if self.is_gap { "act-gap" } else { "act-supplement" }).into_owned()
    }

    fn samples(t: Text) -> Vec<Sample<Self>> {
        let file = |error: Option<String>| Want {
            said: "图纸看不清尺寸，请重新拍照上传。".into(),
            field: file_field(t, "20267KQ4M9XW2H", &"drawings".into(), "排水平面图", &[]).error(error),
        };
        let other = Want { said: "请到窗口核对原件。".into(), field: other_field(t, 1) };
        let page = |is_gap, wants| SupplementPage {
            number: "20267KQ4M9XW2H".into(),
            head: 3,
            is_gap,
            until: t.date_and_weekday(jiff::civil::date(2026, 12, 1)),
            wants,
        };
        let wrong = t.refusal(&app::UploadRefusal::Kind).said;
        vec![
            Sample::of("full", page(false, vec![file(None), other])),
            Sample::of("with-errors", page(false, vec![file(Some(wrong))])),
            Sample::of("gap", page(true, vec![file(None)])),
        ]
    }
}

fn file_field(t: Text, number: &str, key: &MaterialKey, name: &str, kept: &[Upload]) -> Field {
    let stored = |file: &Upload| StoredFile {
        id: file.id.to_string(),
        name: file.name.clone(),
        size: t.file_size(file.size),
        href: format!("/files/{}", file.id),
    };
    let label = t.with("apply-upload", &[("name", &name)]);
    Field::files(t, format!("m-{key}"), label, ".pdf,.jpg,.jpeg,.png", 20)
        .uploads_to(format!("/my/cases/{number}/files/{key}"), kept.iter().map(stored).collect())
}

fn other_field(t: Text, place: u16) -> Field {
    let done = vec![Choice::of("yes", t.msg("supplement-done"))];
    Field::checkboxes(t, format!("o-{place}"), t.msg("supplement-other"), done)
}

async fn open(desk: &Desk, text: &str) -> Result<CasePage, Problem> {
    let number = number(text)?;
    Ok(desk.ask(move |city, caller, moment| city.case_page(caller, &number, None, moment.now)).await?)
}

/// The defects still outstanding, by their place in the notice.
fn asked(page: &CasePage) -> Vec<(u16, &cases::Defect)> {
    let Some(asked) = page.case.asked() else { return Vec::new() };
    let Some(notice) = page.case.notices().get(asked.notice) else { return Vec::new() };
    asked.left.iter().filter_map(|place| Some((*place, notice.defects.get(usize::from(*place))?))).collect()
}

fn supplement_page(desk: &Desk, page: &CasePage, wrong: &[FieldProblem]) -> SupplementPage {
    let (t, content, number) = (desk.frame.t, desk.city.content(), page.case.number().to_string());
    let error = |name: &str| {
        wrong.iter().find(|problem| problem.field == name).map(|problem| fields::said(t, problem))
    };
    let want = |(place, defect): (u16, &cases::Defect)| {
        let field = match &defect.subject {
            Subject::Material(key) => {
                let name = page
                    .case
                    .terms()
                    .material(key)
                    .map_or_else(String::new, |term| t.read(&term.name).to_owned());
                file_field(t, &number, key, &name, &[]).error(error(key.as_str()))
            }
            Subject::Field(key) => match page.matter.form.field(&key.as_str().into()) {
                Some(field) => {
                    let now = page.case.form().get(key).and_then(|value| value.as_str().map(str::to_owned));
                    fields::part(t, &content, field, &now.into_iter().collect::<Vec<_>>(), None)
                        .error(error(key))
                }
                None => other_field(t, place),
            },
            Subject::Other => other_field(t, place),
        };
        Want { said: defect.text.text().to_owned(), field }
    };
    let deadline = page.case.asked().map(|asked| asked.deadline.at);
    SupplementPage {
        number: number.clone(),
        head: page.head,
        is_gap: false,
        until: deadline.map(|at| t.date_and_weekday(content.date(at))).unwrap_or_default(),
        wants: asked(page).into_iter().map(want).collect(),
    }
}

/// `GET /my/cases/{number}/supplement`.
///
/// # Errors
/// [`Problem::NotFound`] for a case of somebody else.
pub async fn show(desk: Desk, Path(text): Path<String>) -> Result<Response, Problem> {
    let page = open(&desk, &text).await?;
    Ok(supplement_page(&desk, &page, &[]).answer(&desk.frame))
}

/// `POST /my/cases/{number}/supplement`: what is there is handed in, what is not stays asked for.
///
/// # Errors
/// The refusal of the law, [`Problem::Stale`] when the case went on meanwhile.
pub async fn answer(desk: Desk, Path(text): Path<String>, form: Uploaded) -> Result<Response, Problem> {
    let page = open(&desk, &text).await?;
    let defects: Vec<(u16, Subject)> =
        asked(&page).into_iter().map(|(place, defect)| (place, defect.subject.clone())).collect();
    let (mut keys, mut raw, mut settles) = (Vec::new(), BTreeMap::new(), Vec::new());
    for (place, subject) in defects {
        match subject {
            Subject::Material(key) => keys.push(key),
            Subject::Field(key) => {
                let field = page.matter.form.field(&key.as_str().into());
                let typed = field.map(|field| fields::typed(field, &form.sent)).unwrap_or_default();
                if !typed.is_empty() {
                    raw.insert(key, typed);
                }
            }
            Subject::Other if form.sent.ticked(&format!("o-{place}")) => settles.push(place),
            Subject::Other => {}
        }
    }
    let answers = match corrected(&desk, &page, raw).await? {
        Ok(answers) => answers,
        Err(wrong) => {
            let shown = supplement_page(&desk, &page, &wrong);
            return Ok(shown.answer_with(StatusCode::UNPROCESSABLE_ENTITY, &desk.frame));
        }
    };
    let seen = seen(&form.sent);
    let materials = given(&desk, &page, &keys, form).await?;
    order(&desk, page.case.number().clone(), seen, move |seat| {
        let (materials, form, settles) = (materials.clone(), answers.clone(), settles.clone());
        Supplement { materials, form, settles, via: seat.via() }.into()
    })
    .await
}

async fn corrected(
    desk: &Desk,
    page: &CasePage,
    raw: BTreeMap<String, Vec<String>>,
) -> Result<Result<Option<FormAnswers>, Vec<FieldProblem>>, Problem> {
    if raw.is_empty() {
        return Ok(Ok(None));
    }
    let (matter, person) = (page.matter.clone(), page.case.person());
    let read =
        desk.ask(move |city, _, moment| city.corrected_answers(&matter, person, &raw, moment.now)).await;
    match read {
        Ok(answers) => Ok(Ok(Some(answers))),
        Err(app::Problem::Fields(wrong)) => Ok(Err(wrong)),
        Err(other) => Err(other.into()),
    }
}

/// The files sent before by a script, and those that come with the form.
async fn given(
    desk: &Desk,
    page: &CasePage,
    keys: &[MaterialKey],
    form: Uploaded,
) -> Result<Vec<Given>, Problem> {
    let number = page.case.number().clone();
    let named = |key: &MaterialKey| -> Vec<BlobId> {
        form.sent.many(&format!("m-{key}")).iter().filter_map(|id| id.parse().ok()).collect()
    };
    let mut blobs: BTreeMap<MaterialKey, Vec<BlobId>> =
        keys.iter().map(|key| (key.clone(), named(key))).collect();
    // Only files that were taken in for this case count, whatever the form names.
    let asked = number.clone();
    let known = desk.ask(move |city, caller, _| city.case_files(caller, &asked)).await?;
    for (key, ids) in &mut blobs {
        ids.retain(|id| known.iter().any(|file| file.id == *id && file.material == *key));
    }
    let own = form.files.into_iter().filter_map(|file| {
        let key = keys.iter().find(|key| file.field == format!("m-{key}-file"))?;
        Some((key.clone(), file))
    });
    for upload in files::keep(desk, UploadPlace::Case(number), own.collect()).await? {
        blobs.entry(upload.material).or_default().push(upload.id);
    }
    let given = |(material, blobs): (MaterialKey, Vec<BlobId>)| {
        (!blobs.is_empty()).then_some(Given { material, how: GivenHow::Uploaded, blobs })
    };
    Ok(blobs.into_iter().filter_map(given).collect())
}

/// `GET /my/cases/{number}/gap`.
///
/// # Errors
/// [`Problem::NotFound`] for a case of somebody else.
pub async fn show_gap(desk: Desk, Path(text): Path<String>) -> Result<Response, Problem> {
    let page = open(&desk, &text).await?;
    let (t, content, number) = (desk.frame.t, desk.city.content(), page.case.number().to_string());
    let want = |(key, gap): (&MaterialKey, &cases::Gap)| {
        let name =
            page.case.terms().material(key).map_or_else(String::new, |term| t.read(&term.name).to_owned());
        let date = t.date_and_weekday(content.date(gap.until.at));
        Want { said: t.with("gap-until", &[("date", &date)]), field: file_field(t, &number, key, &name, &[]) }
    };
    let first = page.case.open_gaps().map(|(_, gap)| gap.until.at).min();
    let shown = SupplementPage {
        number: number.clone(),
        head: page.head,
        is_gap: true,
        until: first.map(|at| t.date_and_weekday(content.date(at))).unwrap_or_default(),
        wants: page.case.open_gaps().map(want).collect(),
    };
    Ok(shown.answer(&desk.frame))
}

/// `POST /my/cases/{number}/gap`.
///
/// # Errors
/// The refusal of the law.
pub async fn fill(desk: Desk, Path(text): Path<String>, form: Uploaded) -> Result<Response, Problem> {
    let page = open(&desk, &text).await?;
    let keys: Vec<MaterialKey> = page.case.open_gaps().map(|(key, _)| key.clone()).collect();
    let seen = seen(&form.sent);
    let materials = given(&desk, &page, &keys, form).await?;
    order(&desk, page.case.number().clone(), seen, move |seat| {
        FillGap { materials: materials.clone(), via: seat.via() }.into()
    })
    .await
}
