//! Files through the interface: into a draft before applying, or to a case that asked for them; raw bytes, checked as on
//! the pages (kind by content, size, number).

use super::cases::number_of;
use super::entry::{Entry, need_scope};
use super::once::once;
use super::step_body::{Fact, StepBody, text};
use super::told::refuse;
use crate::desk::{Desk, ExpectedToken};
use crate::problem::Problem;
use crate::sent::{check_site, check_token};
use app::{Answer, Upload, UploadPlace};
use axum::body::to_bytes;
use axum::extract::{FromRequest, Path, Query, Request};
use axum::response::Response;
use catalogue::MaterialKey;
use kernel::MatterCode;
use serde::Deserialize;
use serde_json::{Map, json};
use std::collections::BTreeMap;

/// The routes; idempotency keys are kept by them and differ by path.
const DRAFTS: &str = "/api/v1/drafts";
const TO_DRAFT: &str = "/api/v1/drafts/{draft}/files/{material}";
const TO_CASE: &str = "/api/v1/cases/{number}/files/{material}";
/// The most that is read of a body; the city's own limit lies below.
const BYTES_MAX: usize = 50 * 1024 * 1024;

/// The facts of a draft.
pub(super) const FACTS: &[Fact] = &[text("matter")];

/// A body that is a file, with what makes two requests the same.
pub(super) struct RawFile {
    bytes: Vec<u8>,
    entry: Entry,
}

impl<S: Send + Sync> FromRequest<S> for RawFile {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &S) -> Result<Self, Problem> {
        let (parts, body) = request.into_parts();
        let expected = parts.extensions.get::<ExpectedToken>();
        if matches!(expected, Some(ExpectedToken(Some(_)))) {
            check_site(&parts.headers)?;
            let token = parts.headers.get("x-csrf-token").and_then(|value| value.to_str().ok());
            check_token(expected, token.unwrap_or_default())?;
        }
        let most_mib = (BYTES_MAX / (1024 * 1024)) as u64;
        let bytes = to_bytes(body, BYTES_MAX).await.map_err(|_| Problem::TooLarge { most_mib })?.to_vec();
        let key = Entry::key_of(&parts.headers)?;
        // The name is part of the request: the same bytes under another name are another file.
        let place = parts.uri.path_and_query().map_or("", |path| path.as_str());
        let digest = Entry::digest_of(place, &bytes);
        Ok(RawFile { bytes, entry: Entry { body: Map::new(), digest, key } })
    }
}

/// The name by which people know the file.
#[derive(Deserialize)]
pub(super) struct Named {
    #[serde(default)]
    name: String,
}

/// `POST /api/v1/drafts`: begins an application that files can be put into; the applying names it as `draft`.
pub(super) async fn begin(desk: Desk, entry: Entry) -> Result<Response, Problem> {
    need_scope(&desk, "cases:write")?;
    let read = StepBody::check(&entry.body, FACTS).and_then(|body| body.read::<String>("matter"));
    let matter = match read {
        Ok(matter) => MatterCode(matter),
        Err(problem) => return Ok(refuse(desk.frame.t, problem)),
    };
    let answer = once(&desk, DRAFTS, &entry, move |city, caller, moment, once| {
        let made = |draft: &str| {
            let files = format!("/api/v1/drafts/{draft}/files/{{material}}");
            let body = json!({ "draft": draft, "files": files }).to_string().into_bytes();
            Answer { status: 201, body }
        };
        let record = |draft: &str| once.record(made(draft));
        let draft = city.begin_draft_once(caller, &matter, BTreeMap::new(), moment, record)?;
        Ok(made(&draft))
    });
    Ok(answer.await)
}

/// `POST /api/v1/drafts/{draft}/files/{material}?name=…`.
pub(super) async fn to_draft(
    desk: Desk,
    Path((draft, material)): Path<(String, String)>,
    Query(named): Query<Named>,
    file: RawFile,
) -> Result<Response, Problem> {
    keep(desk, UploadPlace::Draft(draft), TO_DRAFT, material, named, file).await
}

/// `POST /api/v1/cases/{number}/files/{material}?name=…`: for a supplement or a gap.
pub(super) async fn to_case(
    desk: Desk,
    Path((number, material)): Path<(String, String)>,
    Query(named): Query<Named>,
    file: RawFile,
) -> Result<Response, Problem> {
    let place = UploadPlace::Case(number_of(&number)?);
    keep(desk, place, TO_CASE, material, named, file).await
}

async fn keep(
    desk: Desk,
    place: UploadPlace,
    route: &'static str,
    material: String,
    named: Named,
    file: RawFile,
) -> Result<Response, Problem> {
    need_scope(&desk, "cases:write")?;
    let RawFile { bytes, entry } = file;
    let answer = once(&desk, route, &entry, move |city, caller, moment, once| {
        let made = |upload: &Upload| Answer { status: 201, body: words(upload) };
        let record = |upload: &Upload| once.record(made(upload));
        let material = MaterialKey(material);
        let kept = city.take_upload_once(
            caller,
            &place,
            &material,
            (named.name.as_str(), bytes.as_slice()),
            moment,
            record,
        )?;
        Ok(made(&kept))
    });
    Ok(answer.await)
}

fn words(upload: &Upload) -> Vec<u8> {
    let body = json!({
        "file": upload.id.to_string(), "material": upload.material, "name": upload.name,
        "kind": upload.kind.code(), "size": upload.size,
    });
    body.to_string().into_bytes()
}
