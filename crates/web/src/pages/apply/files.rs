//! Files on their way in and out: taken one by one while a form is filled in, given out for saving and never as a page.

use super::opened;
use crate::desk::Desk;
use crate::parts::{Field, StoredFile};
use crate::problem::Problem;
use crate::text::Text;
use crate::uploaded::Uploaded;
use app::{FileKind, Upload, UploadPlace};
use axum::Json;
use axum::extract::{Path, Query};
use axum::http::header::{ACCEPT, CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Redirect, Response};
use catalogue::{MaterialKey, MaterialKind};
use serde::Deserialize;
use serde_json::json;

/// `POST /apply/draft/{id}/files/{material}`: one or several files for a material.
///
/// # Errors
/// The refusal of a file; [`Problem::NotFound`] for a draft of somebody else.
pub async fn take(
    desk: Desk,
    Path((id, material)): Path<(String, String)>,
    headers: HeaderMap,
    form: Uploaded,
) -> Result<Response, Problem> {
    let _ = opened!(&desk, &id);
    let place = UploadPlace::Draft(id.clone());
    let kept = keep(
        &desk,
        place,
        form.files.into_iter().map(|file| (MaterialKey(material.clone()), file)).collect(),
    );
    let kept = kept.await?;
    Ok(answer(desk.frame.t, &headers, kept.last(), &format!("/apply/draft/{id}/materials")))
}

/// Prefix of the file fields.
pub(crate) const MATERIAL: &str = "m-";

/// A material whose files are asked for.
pub(crate) struct Asked<'a> {
    pub(crate) key: &'a MaterialKey,
    pub(crate) name: &'a str,
    pub(crate) kind: Option<MaterialKind>,
    /// Where a script sends each file.
    pub(crate) address: String,
}

/// The question for the files of a material, with those that are kept; `most` bytes each.
pub(crate) fn field<'f>(
    t: Text,
    asked: Asked<'_>,
    most: u64,
    kept: impl IntoIterator<Item = &'f Upload>,
) -> Field {
    let most = u32::try_from(most / (1024 * 1024)).unwrap_or(u32::MAX);
    let stored = |file: &Upload| StoredFile {
        id: file.id.to_string(),
        name: file.name.clone(),
        size: t.file_size(file.size),
        href: format!("/files/{}", file.id),
    };
    let accept = match asked.kind {
        Some(MaterialKind::Form) => ".pdf,.jpg,.jpeg,.png,.ofd,.docx,.xlsx",
        _ => ".pdf,.jpg,.jpeg,.png",
    };
    let label = t.with("apply-upload", &[("name", &asked.name)]);
    Field::files(t, format!("{MATERIAL}{}", asked.key), label, accept, most)
        .uploads_to(asked.address, kept.into_iter().map(stored).collect())
}

/// Keeps files, each for its material.
pub(crate) async fn keep(
    desk: &Desk,
    place: UploadPlace,
    files: Vec<(MaterialKey, crate::uploaded::File)>,
) -> Result<Vec<Upload>, Problem> {
    let kept = desk.ask(move |city, caller, moment| {
        let mut moment = moment.clone();
        let mut kept = Vec::new();
        for (material, file) in files {
            // Each file draws an id of its own.
            moment.draw();
            kept.push(city.take_upload(caller, &place, &material, &file.name, &file.bytes, &moment)?);
        }
        Ok(kept)
    });
    Ok(kept.await?)
}

/// What a script is told of a stored file; without scripts, the way back to the page.
pub(crate) fn answer(t: Text, headers: &HeaderMap, kept: Option<&Upload>, back: &str) -> Response {
    let wants_json = headers
        .get(ACCEPT)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|kinds| kinds.starts_with("application/json"));
    match kept {
        Some(upload) if wants_json => Json(json!({
            "id": upload.id.to_string(),
            "name": upload.name,
            "size": t.file_size(upload.size),
            "href": format!("/files/{}", upload.id),
        }))
        .into_response(),
        _ => Redirect::to(back).into_response(),
    }
}

/// Whether a picture is wanted for looking at.
#[derive(Deserialize)]
pub struct Wanted {
    show: Option<String>,
}

/// `GET /files/{id}`: an upload of one's own, or of a case that one takes part in.
///
/// # Errors
/// [`Problem::NotFound`] for anybody else's.
pub async fn give(
    desk: Desk,
    Path(id): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Problem> {
    desk.signed_in()?;
    let id = id.parse().map_err(|_| Problem::NotFound)?;
    let (upload, bytes) =
        desk.ask(move |city, caller, moment| city.open_upload(caller, id, moment.now)).await?;
    let inline = wanted.show.is_some() && upload.kind.is_picture();
    Ok(file(&upload.name, upload.kind.media_type(), inline, bytes))
}

/// `GET /once/{secret}`: a file behind a link that works once.
///
/// # Errors
/// [`Problem::NotFound`] for a link that was used or ran out.
pub async fn give_once(desk: Desk, Path(secret): Path<String>) -> Result<Response, Problem> {
    let found = desk.ask(move |city, _, moment| city.spend_one_time_link(&secret, moment.now)).await?;
    Ok(file(&found.name, FileKind::Pdf.media_type(), false, found.bytes))
}

/// A file as an answer: for saving, unless a picture is shown; its own policy lets nothing in it run.
pub(crate) fn file(name: &str, media_type: &'static str, inline: bool, bytes: Vec<u8>) -> Response {
    let encoded: String =
        form_urlencoded::byte_serialize(name.as_bytes()).collect::<String>().replace('+', "%20");
    let how = if inline { "inline" } else { "attachment" };
    let disposition = format!("{how}; filename=\"file\"; filename*=UTF-8''{encoded}");
    let mut answer = bytes.into_response();
    let headers = answer.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; sandbox"));
    if let Ok(disposition) = HeaderValue::from_str(&disposition) {
        headers.insert(CONTENT_DISPOSITION, disposition);
    }
    answer
}
