//! `/apply`: an application from the first question to the signature, saved at every step.

pub mod start; // beginning, or going on where one stopped
pub mod situation; // the questions that shorten the checklist
pub mod form; // the form, guided or on one page
pub mod materials; // files, promises and commitments
pub mod delivery; // how the result comes, how to reach the applicant
pub mod check; // check, sign, hand in
pub mod draft; // saving, renewing
pub mod remove; // throwing away, after one question
pub mod files; // files on their way in and out

pub mod regions; // the regions that a matter is for
pub mod changed; // the matter changed since the form was opened
pub(crate) mod fields; // a question of the form as a part, and what was typed into it

use crate::desk::Desk;
use crate::parts::{BackLink, Banner, BannerKind, Progress, SavedStatus};
use crate::portals::Routes;
use crate::problem::Problem;
use crate::text::Text;
use app::{Action, Draft, DraftStep, PublishedMatter, Upload};
use axum::extract::DefaultBodyLimit;
use axum::response::Response;
use axum::routing::{get, post};
use std::sync::Arc;

/// The most that one form with files may hold, in mebibytes.
pub(crate) const FORM_MIB: usize = 64;

/// The routes of applying.
pub fn routes() -> Routes {
    let large = DefaultBodyLimit::max(FORM_MIB * 1024 * 1024);
    Routes::new()
        .at("/apply/{code}", Action::Apply, get(start::show).post(start::begin))
        .at("/apply/draft/{id}", Action::Apply, get(draft::resume).post(draft::save))
        .at("/apply/draft/{id}/remove", Action::Apply, get(remove::ask).post(remove::remove))
        .at("/apply/draft/{id}/renew", Action::Apply, post(draft::renew))
        .at("/apply/draft/{id}/mode", Action::Apply, post(draft::mode))
        .at("/apply/draft/{id}/situation", Action::Apply, get(situation::show).post(situation::answer))
        .at("/apply/draft/{id}/form", Action::Apply, get(form::show).post(form::answer))
        .at(
            "/apply/draft/{id}/materials",
            Action::Apply,
            get(materials::show).post(materials::answer).layer(large),
        )
        .at("/apply/draft/{id}/files/{material}", Action::Apply, post(files::take).layer(large))
        .at("/apply/draft/{id}/delivery", Action::Apply, get(delivery::show).post(delivery::answer))
        .at("/apply/draft/{id}/check", Action::Apply, get(check::show).post(check::send))
        .at("/files/{id}", Action::LogIn, get(files::give))
        .at("/once/{secret}", Action::FollowByCode, get(files::give_once))
}

/// A draft with its matter and files, as a step works on it.
pub(crate) struct OpenDraft {
    pub(crate) draft: Draft,
    pub(crate) published: Arc<PublishedMatter>,
    pub(crate) files: Vec<Upload>,
}

/// What opening a draft gives: the draft, or the page to show in its place: what changed in its matter, or the case
/// that it has become.
pub(crate) enum Opened {
    Ready(Box<OpenDraft>),
    Instead(Response),
}

/// What the city knows under the id of a draft.
enum Found {
    Open(Draft, app::DraftMatter, Vec<Upload>),
    Sent(kernel::CaseNumber),
}

/// Opens a draft of the caller. Whoever comes back to one that was handed in is led to its case: nothing is lost.
pub(crate) async fn open(desk: &Desk, id: &str) -> Result<Opened, Problem> {
    let id = id.to_owned();
    let found = desk.ask(move |city, caller, _| {
        let draft = match city.own_draft(caller, &id) {
            Err(app::Problem::NotFound(what)) => {
                let sent = city.sent_draft(caller, &id)?;
                return sent.map(Found::Sent).ok_or(app::Problem::NotFound(what));
            }
            found => found?,
        };
        let (matter, files) = (city.draft_matter(&draft)?, city.draft_files(caller, &id)?);
        Ok(Found::Open(draft, matter, files))
    });
    let (draft, matter, files) = match found.await? {
        Found::Open(draft, matter, files) => (draft, matter, files),
        Found::Sent(number) => return Ok(Opened::Instead(check::received(&number))),
    };
    if matter.is_changed {
        return Ok(Opened::Instead(changed::page(desk, &draft, &matter.published).await?));
    }
    Ok(Opened::Ready(Box::new(OpenDraft { draft, published: matter.published, files })))
}

/// Opens a draft or answers at once with the page in its place.
macro_rules! opened {
    ($desk:expr, $id:expr) => {
        match $crate::pages::apply::open($desk, $id).await? {
            $crate::pages::apply::Opened::Ready(open) => *open,
            $crate::pages::apply::Opened::Instead(page) => return Ok(page),
        }
    };
}
pub(crate) use opened;

/// What every step shows around its questions.
pub struct StepHead {
    /// The draft.
    pub id: String,
    /// The matter's code.
    pub code: String,
    /// The matter's name.
    pub matter: String,
    /// Where we are.
    pub progress: Progress,
    /// The way back.
    pub back: BackLink,
    /// When it was last saved.
    pub saved: SavedStatus,
    /// The revision of the answers with which the page is drawn.
    pub seen: u32,
}

impl StepHead {
    pub(crate) fn of(t: Text, open: &OpenDraft, here: DraftStep, back: String) -> StepHead {
        let at = DraftStep::ALL.iter().position(|step| *step == here).unwrap_or(0);
        let names = DraftStep::ALL.map(|step| step_name(t, step)).to_vec();
        StepHead {
            id: open.draft.id.clone(),
            code: open.draft.matter.0.clone(),
            matter: t.read(&open.published.matter.name).to_owned(),
            progress: Progress::new(t, names, at),
            back: BackLink::new(t, back),
            saved: SavedStatus::new(t, open.draft.saved_at.map(|at| t.clock(at))),
            seen: open.draft.answers.revision,
        }
    }

    /// The address of a step.
    pub fn at(&self, step: &str) -> String {
        format!("/apply/draft/{}/{step}", self.id)
    }
}

/// Says that the draft was changed in another window, with the way to what stands there.
pub(crate) fn elsewhere_banner(t: Text, there: String) -> Banner {
    let banner = Banner::new(t, BannerKind::Warning, t.msg("apply-elsewhere"));
    banner.more(t.msg("apply-elsewhere-said")).link(t.msg("apply-elsewhere-take"), there)
}

fn step_name(t: Text, step: DraftStep) -> String {
    let key = match step {
        DraftStep::Situation => "apply-step-situation",
        DraftStep::Form => "apply-step-form",
        DraftStep::Materials => "apply-step-materials",
        DraftStep::Delivery => "apply-step-delivery",
        DraftStep::Check => "apply-step-check",
    };
    t.msg(key).into_owned()
}

/// A draft for samples: of the sample matter, with a few answers.
pub(crate) fn sample_open() -> OpenDraft {
    let content = crate::pages::matters::guide::sample_content();
    let published = Arc::clone(content.matters.values().next().expect("one sample"));
    let mut answers = app::DraftAnswers::default();
    let pairs = [("discharger", "medical"), ("key_polluter", "not_listed"), ("who", "agent")];
    answers.situations = pairs.map(|(name, value)| (name.to_owned(), vec![value.to_owned()])).into();
    let typed = [("unit_name", "海风诊所"), ("uscc", "91350100M000100Y43"), ("pretreated", "yes")];
    answers.form = typed.map(|(name, value)| (name.to_owned(), vec![value.to_owned()])).into();
    let saved = "2026-11-22T03:04:00Z".parse().ok();
    let draft = Draft {
        id: "sample".into(),
        person: sample_person(),
        matter: published.matter.code.clone(),
        version: published.version,
        answers,
        created_at: saved,
        saved_at: saved,
    };
    OpenDraft { draft, published, files: Vec::new() }
}

/// A person for samples.
pub(crate) fn sample_person() -> kernel::PersonId {
    "00000000-0000-0000-0000-000000000000".parse().expect("an id of zeros")
}
