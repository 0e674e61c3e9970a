//! A browser without scripts: it keeps its cookie, sends forms with their token, and follows nothing by itself.

use crate::town::Town;
use axum::Router;
use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, COOKIE, LOCATION};
use axum::http::{HeaderMap, Request, StatusCode};
use tower::ServiceExt;
use web::frame::Portal;

/// A browser at the doors of a town.
pub struct Browser {
    router: Router,
    cookie: String,
    /// The token of the session's forms.
    pub csrf: String,
}

/// An answer.
pub struct Answer {
    /// Its status.
    pub status: StatusCode,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body, as text where it is text.
    pub body: String,
}

impl Answer {
    /// Where it leads.
    pub fn to(&self) -> &str {
        self.header(LOCATION.as_str())
    }

    /// One header.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
}

impl Browser {
    /// Somebody who is not signed in.
    pub fn guest(town: &Town) -> Browser {
        Browser::at(town, &[Portal::Public], "")
    }

    /// A citizen who signed in.
    pub fn of(town: &Town, login: &str) -> Browser {
        Browser::at(town, &[Portal::Public], login)
    }

    /// Somebody who signed in, at the doors of these portals; a guest with an empty name.
    pub fn at(town: &Town, portals: &[Portal], login: &str) -> Browser {
        let router = web::portals::open(town.house(), portals);
        let guest = Browser { router, cookie: String::new(), csrf: String::new() };
        if login.is_empty() {
            return guest;
        }
        let (secret, csrf) = town.sign_in(login);
        Browser { cookie: format!("yimen-session={secret}"), csrf, ..guest }
    }

    /// Gets a page.
    pub async fn get(&self, path: &str) -> Answer {
        self.send(Request::get(path).body(Body::empty()).expect("a request")).await
    }

    /// Sends a form with the token of the session.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let token = [("csrf", self.csrf.as_str())];
        self.post_without_token(path, &[&token, fields].concat()).await
    }

    /// Sends a form as it is.
    pub async fn post_without_token(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let request = Request::post(path).header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(body)).expect("a request")).await
    }

    /// Sends a form with one file.
    pub async fn upload(&self, path: &str, csrf: &str, name: &str, bytes: &[u8]) -> Answer {
        let mut body = Vec::new();
        body.extend(
            format!("--edge\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{csrf}\r\n").bytes(),
        );
        let file = format!(
            "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: application/pdf\r\n\r\n"
        );
        body.extend(file.bytes());
        body.extend(bytes);
        body.extend(b"\r\n--edge--\r\n");
        let request = Request::post(path)
            .header(CONTENT_TYPE, "multipart/form-data; boundary=edge")
            .header("accept", "application/json");
        self.send(request.body(Body::from(body)).expect("a request")).await
    }

    /// Sends a request with the cookie of the session.
    pub async fn send(&self, mut request: Request<Body>) -> Answer {
        if !self.cookie.is_empty() {
            request.headers_mut().insert(COOKIE, self.cookie.parse().expect("a cookie"));
        }
        let answer = self.router.clone().oneshot(request).await.expect("the router answers");
        let (parts, body) = answer.into_parts();
        let bytes = axum::body::to_bytes(body, usize::MAX).await.expect("a body");
        let body = String::from_utf8_lossy(&bytes).into_owned();
        Answer { status: parts.status, headers: parts.headers, body }
    }
}
