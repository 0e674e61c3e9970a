//! Stylesheets, scripts and icons: built from `web/`, held in the binary, kept by browsers for ever.
//!
//! Names carry a hash of their content, so an answer never grows stale. With `YIMEN_ASSETS=web/dist` they are
//! read from that folder at every request instead, so that a change of a stylesheet needs no Rust build.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::OnceLock;

use axum::Router;
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

/// A built file: its public name, its bytes, its bytes packed with gzip.
type File = (&'static str, &'static [u8], Option<&'static [u8]>);

mod table {
    include!(concat!(env!("OUT_DIR"), "/assets.rs"));
}

/// The address of an asset by its plain name, for example `site.css`; none where it was not built.
pub fn asset(name: &str) -> Option<&'static str> {
    static ADDRESSES: OnceLock<BTreeMap<String, String>> = OnceLock::new();
    if folder().is_some() {
        // Names change with every build here; the few bytes leaked are those of a developer's afternoon.
        return addresses(&manifest()).remove(name).map(|address| &*address.leak());
    }
    ADDRESSES.get_or_init(|| addresses(table::MANIFEST)).get(name).map(String::as_str)
}

/// Whether the full assets are there, or only the small stylesheet.
pub fn are_built() -> bool {
    asset("site.js").is_some()
}

/// The routes below `/assets`.
pub fn routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new().route("/assets/{*name}", get(serve))
}

fn addresses(manifest: &str) -> BTreeMap<String, String> {
    let names: BTreeMap<String, String> =
        serde_json::from_str(manifest).expect("our build writes a flat manifest");
    names.into_iter().map(|(plain, hashed)| (plain, format!("/assets/{hashed}"))).collect()
}

async fn serve(Path(name): Path<String>, headers: HeaderMap) -> Response {
    let Some((bytes, is_gzip)) = find(&name, wants_gzip(&headers)) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let tag = HeaderValue::from_str(&format!("\"{name}\"")).unwrap_or(HeaderValue::from_static("\"asset\""));
    if headers.get(IF_NONE_MATCH) == Some(&tag) {
        return (StatusCode::NOT_MODIFIED, [(ETAG, tag)]).into_response();
    }
    let keep = if folder().is_some() { "no-cache" } else { "public, max-age=31536000, immutable" };
    let mut response = (
        [(CONTENT_TYPE, kind(&name)), (CACHE_CONTROL, keep), (VARY, "accept-encoding")],
        [(ETAG, tag)],
        bytes,
    )
        .into_response();
    if is_gzip {
        response.headers_mut().insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    }
    response
}

/// The bytes of a built file, packed where that is wanted and exists. Only names in the table are found,
/// so a path cannot lead out of it.
fn find(name: &str, gzip: bool) -> Option<(Bytes, bool)> {
    if let Some(folder) = folder() {
        let known =
            addresses(&manifest()).values().any(|address| address.strip_prefix("/assets/") == Some(name));
        let bytes = known.then(|| std::fs::read(folder.join(name)).ok()).flatten()?;
        return Some((bytes.into(), false));
    }
    let (_, plain, packed) = table::FILES.iter().find(|(file, ..)| *file == name)?;
    Some(match packed.filter(|_| gzip) {
        Some(packed) => (Bytes::from_static(packed), true),
        None => (Bytes::from_static(plain), false),
    })
}

fn folder() -> Option<&'static PathBuf> {
    static FOLDER: OnceLock<Option<PathBuf>> = OnceLock::new();
    FOLDER.get_or_init(|| std::env::var_os("YIMEN_ASSETS").map(PathBuf::from)).as_ref()
}

fn manifest() -> String {
    let path = folder().map(|folder| folder.join("manifest.json")).unwrap_or_default();
    std::fs::read_to_string(path).unwrap_or_else(|_| table::MANIFEST.to_owned())
}

fn wants_gzip(headers: &HeaderMap) -> bool {
    headers
        .get(ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.contains("gzip"))
}

fn kind(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("json") => "application/json",
        Some("txt") => "text/plain; charset=utf-8",
        Some("map") => "application/json",
        _ => "application/octet-stream",
    }
}
