//! `/my/cases/{number}/supplement` and `/gap`: what was asked for, defect by defect, and what is owed.

use super::{order, seen};
use crate::desk::Desk;
use crate::page;
use crate::page::{Page, Sample};
use crate::pages::apply::fields;
use crate::pages::apply::files::{self, MATERIAL};
use crate::pages::my::case::number;
use crate::parts::{Banner, BannerKind, Choice, ErrorSummary, Field};
use crate::problem::Problem;
use crate::sent::Sent;
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
    refused: Option<Banner>,
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
            field: sample_file_field(t).error(error),
        };
        let other = Want { said: "请到窗口核对原件。".into(), field: other_field(t, 1) };
        let page = |is_gap, wants| SupplementPage {
            number: "20267KQ4M9XW2H".into(),
            head: 3,
            is_gap,
            until: t.date_and_weekday(jiff::civil::date(2026, 12, 1)),
            wants,
            refused: None,
        };
        let wrong = t.refusal(&app::UploadRefusal::Kind).said;
        vec![
            Sample::of("full", page(false, vec![file(None), other])),
            Sample::of("with-errors", page(false, vec![file(Some(wrong))])),
            Sample::of("gap", page(true, vec![file(None)])),
        ]
    }
}

fn sample_file_field(t: Text) -> Field {
    let address = "/my/cases/20267KQ4M9XW2H/files/drawings".to_owned();
    let asked = files::Asked { key: &"drawings".into(), name: "排水平面图", kind: None, address };
    files::field(t, asked, app::Settings::default().upload_bytes_max, [])
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

/// The files of a form: those that are kept, and why others were not taken.
#[derive(Default)]
struct Kept {
    files: Vec<Upload>,
    refused: Vec<(MaterialKey, String)>,
}

impl Kept {
    /// What is handed in, material by material.
    fn given(&self) -> Vec<Given> {
        let mut blobs: BTreeMap<&MaterialKey, Vec<BlobId>> = BTreeMap::new();
        for file in &self.files {
            blobs.entry(&file.material).or_default().push(file.id);
        }
        let given = |(material, blobs): (&MaterialKey, Vec<BlobId>)| Given {
            material: material.clone(),
            how: GivenHow::Uploaded,
            blobs,
        };
        blobs.into_iter().map(given).collect()
    }
}

/// What a page is drawn from: the case, and what was sent where the form has to come back.
struct Drawn<'a> {
    desk: &'a Desk,
    page: &'a CasePage,
    sent: Option<&'a Sent>,
    kept: &'a Kept,
    wrong: &'a [FieldProblem],
}

impl Drawn<'_> {
    fn file(&self, key: &MaterialKey) -> Field {
        let (t, number) = (self.desk.frame.t, self.page.case.number());
        let name = self.page.case.terms().material(key).map_or("", |term| t.read(&term.name));
        let kind = self.page.matter.material(key).map(|material| material.kind);
        let asked = files::Asked { key, name, kind, address: format!("/my/cases/{number}/files/{key}") };
        let own = self.kept.files.iter().filter(|file| file.material == *key);
        let refused = self.kept.refused.iter().find(|(refused, _)| refused == key);
        files::field(t, asked, self.desk.city.settings().upload_bytes_max, own)
            .error(refused.map(|(_, said)| said.clone()))
    }

    /// A field of the form: as it was sent, else as the case has it.
    fn corrected(&self, content: &app::Content, field: &catalogue::Field) -> Field {
        let t = self.desk.frame.t;
        let key = field.key.as_str();
        let texts = match self.sent {
            Some(sent) => fields::typed(field, sent),
            None => {
                let kept = self.page.case.form().get(key);
                kept.and_then(|value| field.kind.texts_of(value).ok()).unwrap_or_default()
            }
        };
        let problem = self.wrong.iter().find(|problem| problem.field == key);
        fields::part(t, content, self.page.matter.region.as_ref(), field, &texts, None)
            .error(problem.map(|problem| fields::said(t, problem)))
    }

    fn other(&self, place: u16) -> Field {
        let field = other_field(self.desk.frame.t, place);
        match self.sent {
            Some(sent) => field.answered(sent),
            None => field,
        }
    }

    fn supplement(&self) -> SupplementPage {
        let (t, content, page) = (self.desk.frame.t, self.desk.city.content(), self.page);
        let want = |(place, defect): (u16, &cases::Defect)| {
            let field = match &defect.subject {
                Subject::Material(key) => self.file(key),
                Subject::Field(key) => match page.matter.form.field(&key.as_str().into()) {
                    Some(field) => self.corrected(&content, field),
                    None => self.other(place),
                },
                Subject::Other => self.other(place),
            };
            Want { said: defect.text.text().to_owned(), field }
        };
        let deadline = page.case.asked().map(|asked| asked.deadline.at);
        SupplementPage {
            number: page.case.number().to_string(),
            head: page.head,
            is_gap: false,
            until: deadline.map(|at| t.date_and_weekday(content.date(at))).unwrap_or_default(),
            wants: asked(page).into_iter().map(want).collect(),
            refused: None,
        }
    }

    fn gaps(&self) -> SupplementPage {
        let (t, content, page) = (self.desk.frame.t, self.desk.city.content(), self.page);
        let want = |(key, gap): (&MaterialKey, &cases::Gap)| {
            let date = t.date_and_weekday(content.date(gap.until.at));
            Want { said: t.with("gap-until", &[("date", &date)]), field: self.file(key) }
        };
        let first = page.case.open_gaps().map(|(_, gap)| gap.until.at).min();
        SupplementPage {
            number: page.case.number().to_string(),
            head: page.head,
            is_gap: true,
            until: first.map(|at| t.date_and_weekday(content.date(at))).unwrap_or_default(),
            wants: page.case.open_gaps().map(want).collect(),
            refused: None,
        }
    }
}

/// The page once more where it could not be taken, with why not.
fn again(desk: &Desk, mut page: SupplementPage, refusal: Option<&dyn kernel::Refusal>) -> Response {
    let t = desk.frame.t;
    page.refused = refusal.map(|refusal| Banner::new(t, BannerKind::Error, t.refusal(refusal).in_full()));
    page.answer_with(StatusCode::UNPROCESSABLE_ENTITY, &desk.frame)
}

/// `GET /my/cases/{number}/supplement`.
///
/// # Errors
/// [`Problem::NotFound`] for a case of somebody else.
pub async fn show(desk: Desk, Path(text): Path<String>) -> Result<Response, Problem> {
    let page = open(&desk, &text).await?;
    let drawn = Drawn { desk: &desk, page: &page, sent: None, kept: &Kept::default(), wrong: &[] };
    Ok(drawn.supplement().answer(&desk.frame))
}

/// `POST /my/cases/{number}/supplement`: what is there is handed in, what is not stays asked for.
///
/// # Errors
/// [`Problem::Stale`] when the case went on meanwhile; what is wrong or refused is said on the page, which keeps what
/// was typed and sent.
pub async fn answer(
    mut desk: Desk,
    Path(text): Path<String>,
    mut form: Uploaded,
) -> Result<Response, Problem> {
    let page = open(&desk, &text).await?;
    let keys = asked(&page).into_iter().filter_map(|(_, defect)| match &defect.subject {
        Subject::Material(key) => Some(key.clone()),
        Subject::Field(_) | Subject::Other => None,
    });
    let keys: Vec<MaterialKey> = keys.collect();
    let kept = taken(&mut desk, &page, &keys, &mut form).await?;
    let sent = form.sent;
    let drawn = |wrong: &[FieldProblem]| {
        Drawn { desk: &desk, page: &page, sent: Some(&sent), kept: &kept, wrong }.supplement()
    };
    if removes(&keys, &sent) {
        return Ok(drawn(&[]).answer(&desk.frame));
    }
    let (raw, settles) = typed(&page, &sent);
    let answers = match corrected(&desk, &page, raw).await? {
        Ok(answers) if kept.refused.is_empty() => answers,
        Ok(_) => return Ok(again(&desk, drawn(&[]), None)),
        Err(wrong) => return Ok(again(&desk, drawn(&wrong), None)),
    };
    let materials = kept.given();
    let done = order(&desk, page.case.number().clone(), seen(&sent), move |seat| {
        let (materials, form, settles) = (materials.clone(), answers.clone(), settles.clone());
        Supplement { materials, form, settles, via: seat.via() }.into()
    });
    match done.await {
        Err(Problem::Refused(refusal)) => Ok(again(&desk, drawn(&[]), Some(refusal.as_ref()))),
        done => done,
    }
}

/// The corrected fields as they were typed, and the other defects that are said to be settled.
fn typed(page: &CasePage, sent: &Sent) -> (BTreeMap<String, Vec<String>>, Vec<u16>) {
    let (mut raw, mut settles) = (BTreeMap::new(), Vec::new());
    for (place, defect) in asked(page) {
        match &defect.subject {
            Subject::Material(_) => {}
            Subject::Field(key) => {
                let field = page.matter.form.field(&key.as_str().into());
                let typed = field.map(|field| fields::typed(field, sent)).unwrap_or_default();
                if !typed.is_empty() {
                    raw.insert(key.clone(), typed);
                }
            }
            Subject::Other if sent.ticked(&format!("o-{place}")) => settles.push(place),
            Subject::Other => {}
        }
    }
    (raw, settles)
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

/// Whether the button was pressed that takes a file away again.
fn removes(keys: &[MaterialKey], sent: &Sent) -> bool {
    keys.iter().any(|key| sent.ticked(&format!("{MATERIAL}{key}-remove")))
}

/// The files sent before, by a script or by a form that came back, and those that come with this one.
async fn taken(
    desk: &mut Desk,
    page: &CasePage,
    keys: &[MaterialKey],
    form: &mut Uploaded,
) -> Result<Kept, Problem> {
    let number = page.case.number().clone();
    let asked = number.clone();
    let mut known = desk.ask(move |city, caller, _| city.case_files(caller, &asked)).await?;
    // Only files that were taken in for this case count, whatever the form names.
    known.retain(|file| {
        let (name, id) = (format!("{MATERIAL}{}", file.material), file.id.to_string());
        let is_removed = form.sent.one(&format!("{name}-remove")) == id;
        keys.contains(&file.material) && form.sent.many(&name).contains(&id) && !is_removed
    });
    let mut kept = Kept { files: known, refused: Vec::new() };
    for file in form.files.drain(..) {
        let Some(key) = keys.iter().find(|key| file.field == format!("{MATERIAL}{key}-file")) else {
            continue;
        };
        // Each file draws an id of its own from the chance of the request.
        desk.moment.draw();
        let place = UploadPlace::Case(number.clone());
        match files::keep(desk, place, vec![(key.clone(), file)]).await {
            Ok(uploads) => kept.files.extend(uploads),
            Err(Problem::Refused(refusal)) => {
                kept.refused.push((key.clone(), desk.frame.t.refusal(refusal.as_ref()).in_full()));
            }
            Err(other) => return Err(other),
        }
    }
    Ok(kept)
}

/// `GET /my/cases/{number}/gap`.
///
/// # Errors
/// [`Problem::NotFound`] for a case of somebody else.
pub async fn show_gap(desk: Desk, Path(text): Path<String>) -> Result<Response, Problem> {
    let page = open(&desk, &text).await?;
    let drawn = Drawn { desk: &desk, page: &page, sent: None, kept: &Kept::default(), wrong: &[] };
    Ok(drawn.gaps().answer(&desk.frame))
}

/// `POST /my/cases/{number}/gap`.
///
/// # Errors
/// [`Problem::NotFound`] for a case of somebody else; what the law refuses is said on the page.
pub async fn fill(mut desk: Desk, Path(text): Path<String>, mut form: Uploaded) -> Result<Response, Problem> {
    let page = open(&desk, &text).await?;
    let keys: Vec<MaterialKey> = page.case.open_gaps().map(|(key, _)| key.clone()).collect();
    let kept = taken(&mut desk, &page, &keys, &mut form).await?;
    let sent = form.sent;
    let drawn = || Drawn { desk: &desk, page: &page, sent: Some(&sent), kept: &kept, wrong: &[] }.gaps();
    if removes(&keys, &sent) {
        return Ok(drawn().answer(&desk.frame));
    }
    if !kept.refused.is_empty() {
        return Ok(again(&desk, drawn(), None));
    }
    let materials = kept.given();
    let done = order(&desk, page.case.number().clone(), seen(&sent), move |seat| {
        FillGap { materials: materials.clone(), via: seat.via() }.into()
    });
    match done.await {
        Err(Problem::Refused(refusal)) => Ok(again(&desk, drawn(), Some(refusal.as_ref()))),
        done => done,
    }
}
