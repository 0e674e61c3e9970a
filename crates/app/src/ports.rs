//! What the city needs from outside, as traits; `links` implement them, tests use light fakes.

use serde_json::Value;

/// A finished document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendered {
    /// PDF bytes, the same for the same facts.
    pub pdf: Vec<u8>,
    /// How many pages.
    pub pages: u32,
}

/// Why a document could not be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RenderProblem {
    /// No font: issuing waits until somebody installs one.
    #[error("no font for documents is installed")]
    NoFont,
    /// Characters that no installed font has: a named task, never a box.
    #[error("no installed font has the characters {0:?}")]
    MissingGlyphs(Vec<char>),
    /// A fact that the template needs is missing.
    #[error("the template needs the fact {0}")]
    MissingFact(String),
    /// The template is broken.
    #[error("the template is broken at line {line}: {message}")]
    Template {
        /// The line in the template.
        line: u32,
        /// What is wrong there.
        message: String,
    },
}

/// Makes official documents from the pack's templates.
pub trait Press: Send + Sync {
    /// Makes the document `template` (source text with its shared parts by file name) with `facts`.
    ///
    /// # Errors
    /// A [`RenderProblem`]; the document is then not issued and the task stays visible.
    fn print(
        &self,
        template: &str,
        files: &[(String, String)],
        facts: &Value,
    ) -> Result<Rendered, RenderProblem>;
}

/// A letter by e-mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// The Message-ID's local part: the outbox key, the same for every try.
    pub id: String,
    /// To whom.
    pub to: String,
    /// Subject.
    pub subject: String,
    /// Plain text.
    pub text: String,
}

/// How an attempt to send ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sent {
    /// The other side took it; its own id, if it gave one.
    Taken(Option<String>),
    /// Try again later.
    Later(String),
    /// It will never be taken: the address or the template is wrong.
    Never(String),
    /// It may or may not have been taken: a person decides (only SMS).
    Uncertain(String),
}

/// Sends e-mail.
pub trait Mailer: Send + Sync {
    /// Sends one letter.
    fn send(&self, letter: &Letter) -> Sent;
}

/// A text message of an approved template; only variables change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShortMessage {
    /// The outbox key.
    pub id: String,
    /// To which number.
    pub to: String,
    /// The gateway's id of the approved template.
    pub template: String,
    /// Variables in the template's order.
    pub variables: Vec<String>,
}

/// Sends text messages.
pub trait SmsGateway: Send + Sync {
    /// Sends one message.
    fn send(&self, message: &ShortMessage) -> Sent;
}

/// What an identity provider says of a person.
#[derive(Clone, Debug, PartialEq)]
pub struct OutsideIdentity {
    /// Subject at the provider.
    pub subject: String,
    /// The natural person's name.
    pub name: String,
    /// Citizen number or other paper number, if given.
    pub number: Option<String>,
    /// Real-name level in our words.
    pub assurance: identity::Assurance,
    /// Enterprises the person may act for: name, credit code, whether as legal representative, until when.
    pub enterprises: Vec<OutsideMandate>,
}

/// An enterprise that a person may act for, as the provider says.
#[derive(Clone, Debug, PartialEq)]
pub struct OutsideMandate {
    /// Registered name.
    pub name: String,
    /// Unified social credit code.
    pub code: String,
    /// Whether as legal representative (else as agent).
    pub representative: bool,
    /// Until when.
    pub until: Option<kernel::Timestamp>,
}

/// A login by the provincial account or another OpenID provider.
pub trait IdentityProvider: Send + Sync {
    /// The name on the button.
    fn name(&self) -> &str;
    /// Starts a login: the address to send the browser to, and what to keep until it comes back.
    ///
    /// # Errors
    /// A sentence for the log when the provider cannot be reached.
    fn start(&self, return_to: &str) -> Result<(String, Value), String>;
    /// Finishes a login from the provider's answer.
    ///
    /// # Errors
    /// A sentence for the log when the answer does not hold.
    fn finish(
        &self,
        kept: &Value,
        code: &str,
        state: &str,
        return_to: &str,
    ) -> Result<OutsideIdentity, String>;
}

/// All ports of a city; absent ones are said to be absent on screen.
#[derive(Clone, Default)]
pub struct Ports {
    /// Documents.
    pub press: Option<std::sync::Arc<dyn Press>>,
    /// E-mail.
    pub mailer: Option<std::sync::Arc<dyn Mailer>>,
    /// Text messages.
    pub sms: Option<std::sync::Arc<dyn SmsGateway>>,
    /// Logins from outside.
    pub identity: Vec<std::sync::Arc<dyn IdentityProvider>>,
}
