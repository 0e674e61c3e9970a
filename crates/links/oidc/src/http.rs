//! The provider's endpoints, asked through our one HTTP client.

use openidconnect::http::{Response, StatusCode};
use openidconnect::{HttpRequest, HttpResponse};
use std::time::Duration;

/// How long the provider may take for one answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// Why an endpoint gave no answer.
#[derive(Debug, thiserror::Error)]
pub enum AskFault {
    /// The line broke.
    #[error("the provider could not be asked: {0}")]
    Line(#[from] ureq::Error),
    /// The provider says that it is down.
    #[error("the provider answers {0}")]
    Down(StatusCode),
    /// The answer makes no sense as HTTP.
    #[error("the provider's answer is broken: {0}")]
    Answer(#[from] openidconnect::http::Error),
}

/// A client that follows no redirects, so that the provider cannot send us elsewhere.
pub fn agent() -> ureq::Agent {
    let config = ureq::Agent::config_builder()
        .timeout_global(Some(PATIENCE))
        .max_redirects(0)
        .http_status_as_error(false)
        .build();
    config.into()
}

/// Asks one endpoint.
pub fn ask(agent: &ureq::Agent, request: HttpRequest) -> Result<HttpResponse, AskFault> {
    let (parts, body) = request.into_parts();
    let request = openidconnect::http::Request::from_parts(parts, body);
    let mut answer = agent.run(request)?;
    let status = StatusCode::from_u16(answer.status().as_u16()).unwrap_or(StatusCode::BAD_GATEWAY);
    if status.is_server_error() {
        return Err(AskFault::Down(status));
    }
    let mut response = Response::builder().status(status);
    for (name, value) in answer.headers() {
        response = response.header(name.as_str(), value.as_bytes());
    }
    let body = answer.body_mut().read_to_vec()?;
    Ok(response.body(body)?)
}
