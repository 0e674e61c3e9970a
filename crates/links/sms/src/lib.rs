//! Text messages through an HTTP gateway: signature and template are approved beforehand, only variables change.
//!
//! Our own small protocol, which a city's gateway is adapted to: `POST {address}/messages` with the message's id,
//! number, signature, template and variables. 2xx takes it, 400 and 422 never will, others mean later; no answer
//! after the request was sent means *uncertain*, and a person decides, because a message must not ring twice.
//! Delivery reports come back as `GET {address}/reports?after=…`.

use app::{DeliveryReport, Sent, ShortMessage, SmsGateway};
use serde::{Deserialize, Serialize};
use std::io::ErrorKind;
use std::time::Duration;
use ureq::Agent;

/// How long the gateway may take for one message.
const PATIENCE: Duration = Duration::from_secs(10);

/// Where messages are handed in, from `yimen.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SmsSettings {
    /// The gateway's address without a slash at the end.
    pub address: String,
    /// The key that the gateway gave; from a file or the environment in real installations.
    pub key: String,
    /// The approved signature, for example `【一门】`.
    pub signature: String,
}

/// A message on the wire.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct WireMessage {
    /// Our id: the gateway ignores a second message with the same id.
    pub id: String,
    /// The number.
    pub to: String,
    /// The approved signature.
    pub signature: String,
    /// The approved template's id.
    pub template: String,
    /// Variables in the template's order.
    pub variables: Vec<String>,
}

/// What the gateway says of a message later.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Grows with each report.
    pub sequence: u64,
    /// Our id.
    pub id: String,
    /// Whether the telephone got it.
    pub delivered: bool,
    /// The network's reason, if not.
    pub reason: Option<String>,
}

/// Sends text messages through the gateway.
pub struct HttpGateway {
    agent: Agent,
    settings: SmsSettings,
}

impl HttpGateway {
    /// A gateway for these settings; it is first asked when a message is sent.
    pub fn new(settings: SmsSettings) -> Self {
        let config = Agent::config_builder()
            .timeout_global(Some(PATIENCE))
            .http_status_as_error(false)
            .max_redirects(0)
            // A line that was kept open and is gone by now would make messages uncertain for nothing.
            .max_idle_connections(0)
            .build();
        HttpGateway { agent: config.into(), settings }
    }

    fn bearer(&self) -> String {
        format!("Bearer {}", self.settings.key)
    }
}

impl SmsGateway for HttpGateway {
    fn send(&self, message: &ShortMessage) -> Sent {
        let wire = WireMessage {
            id: message.id.clone(),
            to: message.to.clone(),
            signature: self.settings.signature.clone(),
            template: message.template.clone(),
            variables: message.variables.clone(),
        };
        let address = format!("{}/messages", self.settings.address);
        let answer = self.agent.post(&address).header("authorization", self.bearer()).send_json(&wire);
        match answer {
            Ok(mut answer) => {
                let words = answer.body_mut().read_to_string().unwrap_or_default();
                match answer.status().as_u16() {
                    200..=299 => Sent::Taken((!words.is_empty()).then_some(words)),
                    // Only these are about the message; a wrong key or address is our setting to correct.
                    status @ (400 | 422) => Sent::Never(format!("{status} {words}")),
                    status => Sent::Later(format!("{status} {words}")),
                }
            }
            Err(cause) if is_before_sending(&cause) => Sent::Later(cause.to_string()),
            Err(cause) => Sent::Uncertain(cause.to_string()),
        }
    }

    fn reports(&self, after: u64) -> Result<Vec<DeliveryReport>, String> {
        let address = format!("{}/reports?after={after}", self.settings.address);
        let answer = self.agent.get(&address).header("authorization", self.bearer()).call();
        let mut answer = answer.map_err(|cause| cause.to_string())?;
        if !answer.status().is_success() {
            return Err(format!("the gateway answered {}", answer.status()));
        }
        let reports: Vec<Report> = answer.body_mut().read_json().map_err(|cause| cause.to_string())?;
        let said = |report: Report| DeliveryReport {
            sequence: report.sequence,
            id: report.id,
            delivered: report.delivered,
            reason: report.reason,
        };
        Ok(reports.into_iter().map(said).collect())
    }
}

/// Whether nothing was sent yet when it failed. Afterwards nobody knows what the gateway did.
fn is_before_sending(cause: &ureq::Error) -> bool {
    match cause {
        ureq::Error::HostNotFound | ureq::Error::ConnectionFailed | ureq::Error::BadUri(_) => true,
        ureq::Error::Tls(_) | ureq::Error::Rustls(_) => true,
        ureq::Error::Timeout(ureq::Timeout::Resolve | ureq::Timeout::Connect) => true,
        ureq::Error::Io(cause) => matches!(
            cause.kind(),
            ErrorKind::ConnectionRefused | ErrorKind::HostUnreachable | ErrorKind::NetworkUnreachable
        ),
        _ => false,
    }
}
