//! What the city needs from outside, as traits; `links` implement them, tests use light fakes.

use serde_json::Value;

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

/// What a gateway says of a message later (回执).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeliveryReport {
    /// Grows with each report; the next question asks for what lies beyond it.
    pub sequence: u64,
    /// The outbox key of the message.
    pub id: String,
    /// Whether the telephone got it.
    pub delivered: bool,
    /// The network's reason, if not.
    pub reason: Option<String>,
}

/// Sends text messages.
pub trait SmsGateway: Send + Sync {
    /// Sends one message.
    fn send(&self, message: &ShortMessage) -> Sent;
    /// Delivery reports beyond `after`, oldest first; gateways without reports have none.
    ///
    /// # Errors
    /// A sentence for the log when the gateway cannot be asked.
    fn reports(&self, after: u64) -> Result<Vec<DeliveryReport>, String> {
        let _ = after;
        Ok(Vec::new())
    }
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
    /// Until when; open if none.
    pub until: Option<MandateEnd>,
}

/// When a mandate ends, as a provider says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MandateEnd {
    /// It holds for the last time on this day, in the city's zone.
    Day(kernel::Date),
    /// It ends at this instant.
    At(kernel::Timestamp),
}

/// The beginning of a login by another institution.
#[derive(Clone, Debug, PartialEq)]
pub struct Departure {
    /// Where the browser goes.
    pub address: String,
    /// What comes back with the answer and cannot be guessed.
    pub state: String,
    /// What the link needs again when the person comes back; secret, never shown to the browser.
    pub kept: Value,
}

/// Why a login by another institution came to nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProviderFault {
    /// The provider cannot be reached.
    #[error("the provider cannot be reached: {0}")]
    Unreachable(String),
    /// Its answer does not hold: another state, another nonce, a wrong signature, a spent code.
    #[error("the provider's answer does not hold: {0}")]
    Answer(String),
}

/// A login by the provincial account or another OpenID provider.
pub trait IdentityProvider: Send + Sync {
    /// A short stable word for addresses and records; never changed once people have logged in.
    fn id(&self) -> &str;
    /// The name on the button.
    fn name(&self) -> &str;
    /// Starts a login that comes back to the address `return_to`.
    ///
    /// # Errors
    /// [`ProviderFault::Unreachable`].
    fn start(&self, return_to: &str) -> Result<Departure, ProviderFault>;
    /// Finishes a login from the provider's answer.
    ///
    /// # Errors
    /// A [`ProviderFault`].
    fn finish(
        &self,
        kept: &Value,
        code: &str,
        state: &str,
        return_to: &str,
    ) -> Result<OutsideIdentity, ProviderFault>;
}

/// Who gets a passkey, as the device shows it to its owner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PasskeyOwner {
    /// The account's id.
    pub account: String,
    /// The name for logging in.
    pub login: String,
    /// What colleagues see, a staff number.
    pub shown: String,
}

/// The beginning of making or using a passkey.
#[derive(Clone, Debug, PartialEq)]
pub struct Ceremony {
    /// What the browser hands to the device (PublicKeyCredentialCreationOptions or …RequestOptions).
    pub asks: Value,
    /// What the link needs again with the device's answer; never shown to the browser.
    pub kept: Value,
}

/// A passkey as it is kept: a public key, no secret.
#[derive(Clone, Debug, PartialEq)]
pub struct PasskeyRecord {
    /// The id that the device gave it.
    pub id: String,
    /// The public key and what goes with it.
    pub record: Value,
}

/// Why a passkey came to nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasskeyFault {
    /// The device's answer does not hold: another challenge, another address, a wrong signature, no owner present.
    #[error("the answer does not hold: {0}")]
    Answer(String),
}

/// Makes passkeys and checks what they sign (W3C Web Authentication).
pub trait PasskeyMaker: Send + Sync {
    /// Begins to make a passkey; devices that hold one of the `known` ids make none.
    ///
    /// # Errors
    /// A [`PasskeyFault`].
    fn start_adding(&self, owner: &PasskeyOwner, known: &[String]) -> Result<Ceremony, PasskeyFault>;
    /// Takes the device's answer.
    ///
    /// # Errors
    /// A [`PasskeyFault`].
    fn finish_adding(&self, kept: &Value, answered: &Value) -> Result<PasskeyRecord, PasskeyFault>;
    /// Begins a login by whatever passkey the device finds.
    ///
    /// # Errors
    /// A [`PasskeyFault`].
    fn start_login(&self) -> Result<Ceremony, PasskeyFault>;
    /// The id of the passkey that an answer claims to be signed with.
    ///
    /// # Errors
    /// A [`PasskeyFault`].
    fn credential_of(&self, answered: &Value) -> Result<String, PasskeyFault>;
    /// Checks a login's answer against the kept record; the record anew where its counter moved.
    ///
    /// # Errors
    /// A [`PasskeyFault`].
    fn finish_login(
        &self,
        kept: &Value,
        answered: &Value,
        record: &Value,
    ) -> Result<Option<Value>, PasskeyFault>;
}

/// All ports of a city; absent ones are said to be absent on screen.
#[derive(Clone, Default)]
pub struct Ports {
    /// Documents.
    pub press: Option<std::sync::Arc<dyn crate::papers::Press>>,
    /// E-mail.
    pub mailer: Option<std::sync::Arc<dyn Mailer>>,
    /// Text messages.
    pub sms: Option<std::sync::Arc<dyn SmsGateway>>,
    /// Logins from outside.
    pub identity: Vec<std::sync::Arc<dyn IdentityProvider>>,
    /// Passkeys of staff; absent where the address has no host name.
    pub passkeys: Option<std::sync::Arc<dyn PasskeyMaker>>,
}
