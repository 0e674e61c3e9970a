//! `/apply/draft/{id}/materials`: each material as a file, later by a signed promise, or by a commitment in its place.

mod item; // one material

use self::item::Item;
use super::files::{self, MATERIAL};
use super::{OpenDraft, StepHead, opened};
use crate::desk::Desk;
use crate::page;
use crate::page::{Page, Sample};
use crate::parts::ErrorSummary;
use crate::problem::Problem;
use crate::text::Text;
use crate::uploaded::{File, Uploaded};
use app::{Content, DraftStep, MaterialChoice, Settings, UploadPlace};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use catalogue::{MaterialKey, checklist};
use kernel::{BlobId, Timestamp};

/// The materials of a draft.
pub struct MaterialsPage {
    head: StepHead,
    items: Vec<Item>,
    waived: Vec<(String, String)>,
}

page!(MaterialsPage in "apply/materials.html");

/// What a page of materials is drawn from.
struct Drawn<'a> {
    t: Text,
    content: &'a Content,
    settings: &'a Settings,
    open: &'a OpenDraft,
    now: Timestamp,
    wrong: Option<(&'a MaterialKey, String)>,
}

impl MaterialsPage {
    fn of(drawn: &Drawn<'_>) -> MaterialsPage {
        let (t, open) = (drawn.t, drawn.open);
        let answers = open.draft.answers.situation_answers();
        let rows = checklist(&open.published.matter, &answers);
        let waived = rows.iter().filter_map(|row| match row.why {
            catalogue::Why::WaivedBy { option, .. } => {
                Some((t.read(&row.material.name).to_owned(), t.read(&option.label).to_owned()))
            }
            _ => None,
        });
        MaterialsPage {
            head: StepHead::of(t, open, DraftStep::Materials, format!("/apply/draft/{}/form", open.draft.id)),
            items: rows.iter().filter(|row| row.is_needed()).map(|row| Item::of(drawn, row)).collect(),
            waived: waived.collect(),
        }
    }

    fn summary(&self, t: Text) -> ErrorSummary {
        self.items.iter().fold(ErrorSummary::of(t, []), |summary, item| match &item.error {
            Some(error) => summary.and(item.input(), error),
            None => summary,
        })
    }
}

impl Page for MaterialsPage {
    const PATH: &'static str = "/apply/draft/sample/materials";

    fn title(&self, t: Text) -> String {
        t.msg("apply-step-materials").into_owned()
    }

    fn samples(t: Text) -> Vec<Sample<Self>> {
        let (content, settings) = (crate::pages::matters::guide::sample_content(), Settings::default());
        let page = |open: &OpenDraft, wrong: Option<(&MaterialKey, String)>| {
            let now = "2026-11-22T03:04:00Z".parse().expect("a time");
            MaterialsPage::of(&Drawn { t, content: &content, settings: &settings, open, now, wrong })
        };
        let mut full = super::sample_open();
        full.files = vec![item::sample_file("drawings"), item::sample_file("drawings")];
        full.draft.answers.choices.insert("works".into(), MaterialChoice::Commitment);
        full.draft.answers.choices.insert("pretreatment".into(), MaterialChoice::Later);
        let refused = t.refusal(&app::UploadRefusal::Kind).said;
        vec![
            Sample::of("empty", page(&super::sample_open(), None)),
            Sample::of("full", page(&full, None)),
            Sample::of("with-errors", page(&full, Some((&"drawings".into(), refused)))),
        ]
    }
}

/// `GET /apply/draft/{id}/materials`.
///
/// # Errors
/// [`Problem::NotFound`] for a draft of somebody else.
pub async fn show(desk: Desk, Path(id): Path<String>) -> Result<Response, Problem> {
    let open = opened!(&desk, &id);
    let (content, settings) = (desk.city.content(), desk.city.settings());
    let drawn =
        Drawn { t: desk.frame.t, content: &content, settings, open: &open, now: desk.now(), wrong: None };
    Ok(MaterialsPage::of(&drawn).answer(&desk.frame))
}

/// `POST /apply/draft/{id}/materials`: keeps the choices, and the files where no script sent them before.
///
/// # Errors
/// [`Problem::NotFound`] for a draft of somebody else.
pub async fn answer(mut desk: Desk, Path(id): Path<String>, form: Uploaded) -> Result<Response, Problem> {
    let open = opened!(&desk, &id);
    let keys: Vec<MaterialKey> =
        open.published.matter.materials.iter().map(|material| material.key.clone()).collect();
    if let Some(blob) = removed(&keys, &form) {
        let kept = id.clone();
        desk.ask(move |city, caller, _| city.drop_upload(caller, &kept, blob)).await?;
        return Ok(Redirect::to(&format!("/apply/draft/{id}/materials")).into_response());
    }
    let choices: Vec<_> = keys.iter().filter_map(|key| chosen(key, &form)).collect();
    let kept = id.clone();
    desk.ask(move |city, caller, moment| {
        let change = |answers: &mut app::DraftAnswers| answers.choices.extend(choices);
        city.save_draft(caller, &kept, change, moment)
    })
    .await?;
    for file in form.files {
        let Some(key) = keys.iter().find(|key| file.field == format!("{MATERIAL}{key}-file")) else {
            continue;
        };
        // Each file draws an id of its own from the chance of the request.
        desk.moment.draw();
        if let Some(page) = refused(&desk, &id, key, file).await? {
            return Ok(page);
        }
    }
    let kept = id.clone();
    desk.ask(move |city, caller, moment| {
        let mark = |answers: &mut app::DraftAnswers| {
            answers.done.insert(DraftStep::Materials);
        };
        city.save_draft(caller, &kept, mark, moment)
    })
    .await?;
    Ok(Redirect::to(&format!("/apply/draft/{id}/delivery")).into_response())
}

/// Keeps one file, or gives the page that says why not; what was kept before stays.
async fn refused(desk: &Desk, id: &str, key: &MaterialKey, file: File) -> Result<Option<Response>, Problem> {
    let place = UploadPlace::Draft(id.to_owned());
    let refusal = match files::keep(desk, place, vec![(key.clone(), file)]).await {
        Ok(_) => return Ok(None),
        Err(Problem::Refused(refusal)) => refusal,
        Err(other) => return Err(other),
    };
    let open = match super::open(desk, id).await? {
        super::Opened::Ready(open) => *open,
        super::Opened::Instead(page) => return Ok(Some(page)),
    };
    let said = desk.frame.t.refusal(refusal.as_ref()).in_full();
    let (content, settings) = (desk.city.content(), desk.city.settings());
    let wrong = Some((key, said));
    let drawn = Drawn { t: desk.frame.t, content: &content, settings, open: &open, now: desk.now(), wrong };
    Ok(Some(MaterialsPage::of(&drawn).answer_with(StatusCode::UNPROCESSABLE_ENTITY, &desk.frame)))
}

/// The file whose button to remove it was pressed.
fn removed(keys: &[MaterialKey], form: &Uploaded) -> Option<BlobId> {
    keys.iter().find_map(|key| form.sent.some(&format!("{MATERIAL}{key}-remove"))?.parse().ok())
}

fn chosen(key: &MaterialKey, form: &Uploaded) -> Option<(MaterialKey, MaterialChoice)> {
    let word = form.sent.some(&format!("c-{key}"))?;
    Some((key.clone(), MaterialChoice::read(&word)))
}
