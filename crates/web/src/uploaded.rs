//! A form with files: fields and bytes, with the same checks as any form, each file held to its limit while it streams.

use crate::desk::ExpectedToken;
use crate::problem::Problem;
use crate::sent::{Sent, check_site, check_token};
use axum::extract::{FromRequest, Multipart, Request};
use std::collections::BTreeMap;

/// The most that one file may hold, whatever a city sets.
const FILE_MAX: usize = 50 * 1024 * 1024;
/// The most files of one form.
const FILES_MAX: usize = 40;
/// The longest text of a field beside files.
const TEXT_MAX: usize = 64 * 1024;

/// One file of a form.
#[derive(Clone, Debug)]
pub struct File {
    /// The field.
    pub field: String,
    /// The name that the browser gave; not trusted.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A form with files.
#[derive(Clone, Debug, Default)]
pub struct Uploaded {
    /// The fields.
    pub sent: Sent,
    /// The files that are not empty.
    pub files: Vec<File>,
}

impl<S: Send + Sync> FromRequest<S> for Uploaded {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        check_site(request.headers())?;
        let expected = request.extensions().get::<ExpectedToken>().cloned();
        let mut form = Multipart::from_request(request, state).await.map_err(|_| Problem::Malformed)?;
        let mut fields: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let mut files = Vec::new();
        let mut is_checked = false;
        while let Some(mut field) = form.next_field().await.map_err(broken)? {
            let name = field.name().unwrap_or_default().to_owned();
            let file = field.file_name().map(str::to_owned);
            // The token stands before the first file, so that nothing large is read for a stranger.
            if file.is_some() && !is_checked {
                let token = fields.get("csrf").and_then(|texts| texts.first()).map_or("", String::as_str);
                check_token(expected.as_ref(), token)?;
                is_checked = true;
            }
            let most = if file.is_some() { FILE_MAX } else { TEXT_MAX };
            let mut bytes = Vec::new();
            while let Some(chunk) = field.chunk().await.map_err(broken)? {
                if most < bytes.len() + chunk.len() {
                    return Err(Problem::TooLarge { most_mib: (most / (1024 * 1024)) as u64 });
                }
                bytes.extend_from_slice(&chunk);
            }
            match file {
                // A file field that was left empty comes without name and bytes.
                Some(file) if file.is_empty() && bytes.is_empty() => {}
                Some(file) if files.len() < FILES_MAX => files.push(File { field: name, name: file, bytes }),
                Some(_) => return Err(Problem::TooLarge { most_mib: (FILE_MAX / (1024 * 1024)) as u64 }),
                None => fields.entry(name).or_default().push(String::from_utf8_lossy(&bytes).into_owned()),
            }
        }
        let sent = Sent(fields);
        check_token(expected.as_ref(), sent.one("csrf"))?;
        Ok(Uploaded { sent, files })
    }
}

fn broken(error: axum::extract::multipart::MultipartError) -> Problem {
    if error.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE {
        Problem::TooLarge { most_mib: crate::pages::apply::FORM_MIB as u64 }
    } else {
        Problem::Malformed
    }
}
