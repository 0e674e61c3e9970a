//! The materials of a case beside its form: what was handed in, and a pane in which each file is looked at without the
//! page moving. A file is a picture or a PDF by its content, never a page.

use crate::desk::Desk;
use crate::pages::desk::words;
use crate::parts::Html;
use crate::problem::Problem;
use crate::text::Text;
use app::cases::CasePage;
use app::{FileKind, Upload};
use askama::Template;
use axum::extract::Path;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, X_FRAME_OPTIONS,
};
use axum::response::{IntoResponse, Response};
use kernel::BlobId;

/// The materials with their pane.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "desk/files.html")]
pub struct Files {
    t: Text,
    rows: Vec<MaterialRow>,
    first: Option<String>,
}

/// One material.
#[derive(Clone, Debug)]
pub struct MaterialRow {
    /// Its name.
    pub name: String,
    /// In what way it is there, owed or replaced.
    pub state: String,
    /// Its files: words and address.
    pub files: Vec<(String, String)>,
}

impl Files {
    /// The materials of a case; `known` are its files with their names.
    pub fn of(t: Text, file: &CasePage, known: &[Upload]) -> Files {
        let case = &file.case;
        let rows: Vec<MaterialRow> = case
            .terms()
            .materials
            .iter()
            .map(|term| {
                let given = case.materials().get(&term.key).map_or(&[][..], Vec::as_slice);
                let mut blobs: Vec<BlobId> = given.iter().flat_map(|given| given.blobs.clone()).collect();
                // Scans made at the counter lie beside what the receipt names.
                let scans = known.iter().filter(|upload| upload.material == term.key).map(|upload| upload.id);
                blobs.extend(scans.filter(|scan| !blobs.contains(scan)).collect::<Vec<_>>());
                let files =
                    blobs.iter().enumerate().map(|(place, blob)| link(t, known, *blob, place)).collect();
                MaterialRow { name: t.read(&term.name).to_owned(), state: state(t, file, &term.key), files }
            })
            .collect();
        let first = rows.iter().flat_map(|row| &row.files).next().map(|(_, href)| href.clone());
        Files { t, rows, first }
    }

    /// Materials for pictures.
    pub fn sample(t: Text) -> Files {
        let row = |name: &str, state: String| MaterialRow { name: name.into(), state, files: Vec::new() };
        let shown = words::given(t, cases::GivenHow::Shown).into_owned();
        let rows =
            vec![row("营业执照", shown), row("排水管线图", t.msg("desk-material-missing").into_owned())];
        Files { t, rows, first: None }
    }

    /// Whether there is any file to look at.
    pub fn has_files(&self) -> bool {
        self.first.is_some()
    }

    /// The HTML.
    pub fn html(&self) -> Html {
        Html::of(self)
    }
}

fn link(t: Text, known: &[Upload], blob: BlobId, place: usize) -> (String, String) {
    let name = known.iter().find(|upload| upload.id == blob).map(|upload| upload.name.clone());
    let name = name.unwrap_or_else(|| t.with("desk-file-place", &[("place", &(place + 1))]));
    (name, format!("/desk/files/{blob}"))
}

/// In what way a material is there, owed, replaced or missing.
pub fn state(t: Text, file: &CasePage, key: &catalogue::MaterialKey) -> String {
    let case = &file.case;
    if let Some(given) = case.materials().get(key).and_then(|given| given.last()) {
        return words::given(t, given.how).into_owned();
    }
    if let Some(gap) = case.gaps().get(key) {
        return t.with("desk-material-owed", &[("until", &t.day_of(gap.until.at))]);
    }
    if case.commitments().contains_key(key) {
        return t.msg("desk-material-committed").into_owned();
    }
    t.msg("desk-material-missing").into_owned()
}

/// `GET /desk/files/{blob}`: one file in the pane. Its answer waits for its line in the read log.
///
/// # Errors
/// Not found for who takes no part in the case.
pub async fn show(desk: Desk, Path(blob): Path<String>) -> Result<Response, Problem> {
    let blob: BlobId = blob.parse().map_err(|_| Problem::NotFound)?;
    let (upload, bytes) =
        desk.ask(move |city, caller, moment| city.open_upload(caller, blob, moment.now)).await?;
    let media = upload.kind.media_type();
    // Only what browsers show as a picture or a PDF is shown; everything else is saved.
    let inline = matches!(upload.kind, FileKind::Pdf | FileKind::Jpeg | FileKind::Png);
    let how = if inline { "inline" } else { "attachment" };
    let name: String = form_urlencoded::byte_serialize(upload.name.as_bytes()).collect();
    let headers = [
        (CONTENT_TYPE, media.to_owned()),
        (CONTENT_DISPOSITION, format!("{how}; filename*=UTF-8''{name}")),
        (CACHE_CONTROL, "no-store".to_owned()),
        (CONTENT_SECURITY_POLICY, POLICY.to_owned()),
        (X_FRAME_OPTIONS, "SAMEORIGIN".to_owned()),
    ];
    Ok((headers, bytes).into_response())
}

/// Nothing runs in a file; only our own pages may show it in a pane.
pub(super) const POLICY: &str = "default-src 'none'; img-src 'self'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'";
