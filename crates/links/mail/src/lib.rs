//! E-mail by SMTP: one letter at a time, with the outbox key as Message-ID, so that a letter that is sent
//! twice after a crash is one letter for the reader's program.

use app::{Letter, Mailer, Sent};
use lettre::message::Mailbox;
use lettre::message::header::ContentType;
use lettre::transport::smtp;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::transport::smtp::response::{Category, Code};
use lettre::{Message, SmtpTransport, Transport};
use serde::Deserialize;
use std::time::Duration;

/// How many seconds the server may take for one answer, if the settings do not say.
const PATIENCE_SECONDS: u64 = 20;

/// Where letters are handed in, from `yimen.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailSettings {
    /// The server's name.
    pub server: String,
    /// Its port.
    #[serde(default = "submission")]
    pub port: u16,
    /// How the line is protected.
    #[serde(default)]
    pub protection: Protection,
    /// The name for logging in, if the server asks for one.
    pub user: Option<String>,
    /// The password; from a file or the environment in real installations.
    pub password: Option<String>,
    /// The sender's address, `一门 <no-reply@example.org>`.
    pub from: String,
    /// The domain of Message-IDs.
    pub domain: String,
    /// How many seconds the server may take for one answer.
    #[serde(default = "patience")]
    pub patience_seconds: u64,
}

/// How the line to the mail server is protected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Protection {
    /// STARTTLS, refused if the server cannot.
    #[default]
    Starttls,
    /// TLS from the first byte.
    Tls,
    /// None: only for a server on the same machine.
    None,
}

const fn submission() -> u16 {
    587
}

const fn patience() -> u64 {
    PATIENCE_SECONDS
}

/// Why the mail link cannot be set up.
#[derive(Debug, thiserror::Error)]
pub enum MailSetupRefusal {
    /// The sender's address is wrong.
    #[error("the sender's address {0:?} in [mail] from is not an address")]
    From(String),
    /// The server's name does not fit TLS.
    #[error("the server's name {0:?} in [mail] server does not fit a certificate: {1}")]
    Server(String, String),
}

/// Sends letters by SMTP.
pub struct SmtpMailer {
    transport: SmtpTransport,
    from: Mailbox,
    domain: String,
}

impl SmtpMailer {
    /// A mailer for these settings; the server is first asked when a letter is sent.
    ///
    /// # Errors
    /// [`MailSetupRefusal`] with the setting to correct.
    pub fn new(settings: &MailSettings) -> Result<Self, MailSetupRefusal> {
        let from = settings.from.parse().map_err(|_| MailSetupRefusal::From(settings.from.clone()))?;
        let mut builder = SmtpTransport::builder_dangerous(&settings.server)
            .port(settings.port)
            .timeout(Some(Duration::from_secs(settings.patience_seconds)))
            .tls(protection(settings)?);
        if let (Some(user), Some(password)) = (&settings.user, &settings.password) {
            builder = builder.credentials(Credentials::new(user.clone(), password.clone()));
        }
        Ok(SmtpMailer { transport: builder.build(), from, domain: settings.domain.clone() })
    }
}

fn protection(settings: &MailSettings) -> Result<Tls, MailSetupRefusal> {
    if settings.protection == Protection::None {
        return Ok(Tls::None);
    }
    let parameters = TlsParameters::new(settings.server.clone())
        .map_err(|cause| MailSetupRefusal::Server(settings.server.clone(), cause.to_string()))?;
    Ok(if settings.protection == Protection::Tls {
        Tls::Wrapper(parameters)
    } else {
        Tls::Required(parameters)
    })
}

impl Mailer for SmtpMailer {
    fn send(&self, letter: &Letter) -> Sent {
        let Ok(to) = letter.to.parse::<Mailbox>() else {
            return Sent::Never(format!("{:?} is not an address", letter.to));
        };
        let message = Message::builder()
            .from(self.from.clone())
            .to(to)
            .message_id(Some(format!("<{}@{}>", letter.id, self.domain)))
            .subject(letter.subject.clone())
            .header(ContentType::TEXT_PLAIN)
            .body(letter.text.clone());
        let message = match message {
            Ok(message) => message,
            Err(cause) => return Sent::Never(cause.to_string()),
        };
        match self.transport.send(&message) {
            Ok(answer) => Sent::Taken(answer.first_line().map(str::to_owned)),
            Err(cause) if is_about_the_letter(&cause) => Sent::Never(told(&cause)),
            Err(cause) => Sent::Later(told(&cause)),
        }
    }
}

/// Whether the server refuses this letter for good. A login that it refuses for good is our setting to correct:
/// then letters wait, or a wrong password would give every one of them up.
fn is_about_the_letter(cause: &smtp::Error) -> bool {
    let about = |code: Code| matches!(code.category, Category::Syntax | Category::MailSystem);
    cause.is_permanent() && cause.status().is_some_and(about)
}

/// An error with its causes, for the administrator.
fn told(error: &dyn std::error::Error) -> String {
    let mut words = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        words.push_str(": ");
        words.push_str(&cause.to_string());
        source = cause.source();
    }
    words
}
