//! Logins by another institution through OpenID Connect, such as the provincial account (统一身份认证).
//!
//! The provider's own claims are named in the settings, because every province names its real-name level,
//! its identity number and its enterprises differently. The code flow with PKCE is used; nonce and state
//! are checked; redirects of the provider's own endpoints are not followed.

mod claims;
mod http;

pub use claims::{ClaimNames, ExtraClaims};

use app::{Departure, IdentityProvider, OutsideIdentity, ProviderFault};
use openidconnect::core::{
    CoreAuthDisplay, CoreAuthPrompt, CoreAuthenticationFlow, CoreErrorResponseType, CoreGenderClaim,
    CoreJsonWebKey, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm, CoreProviderMetadata,
    CoreRevocableToken, CoreRevocationErrorResponse, CoreTokenIntrospectionResponse, CoreTokenType,
};
use openidconnect::{
    AuthorizationCode, Client, ClientId, ClientSecret, CsrfToken, EmptyExtraTokenFields, EndpointMaybeSet,
    EndpointNotSet, EndpointSet, IdTokenFields, IssuerUrl, Nonce, OAuth2TokenResponse, PkceCodeChallenge,
    PkceCodeVerifier, RedirectUrl, RequestTokenError, Scope, StandardErrorResponse, StandardTokenResponse,
    SubjectIdentifier, TokenResponse, UserInfoClaims, UserInfoError,
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::sync::{Mutex, PoisonError};

/// A provider, from `yimen.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OidcSettings {
    /// A short word of letters, digits and hyphens, used in addresses and records; never changed once people
    /// have logged in.
    pub id: String,
    /// The name on the button.
    pub name: String,
    /// The issuer's address.
    pub issuer: String,
    /// Our id at the provider.
    pub client_id: String,
    /// Our secret at the provider; from a file or the environment in real installations.
    pub client_secret: Option<String>,
    /// Scopes to ask for beyond `openid`.
    #[serde(default = "usual_scopes")]
    pub scopes: Vec<String>,
    /// How the provider names what we need.
    #[serde(default)]
    pub claims: ClaimNames,
}

fn usual_scopes() -> Vec<String> {
    vec!["profile".to_owned()]
}

type Fields = IdTokenFields<
    ExtraClaims,
    EmptyExtraTokenFields,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJwsSigningAlgorithm,
>;
type ProviderClient = Client<
    ExtraClaims,
    CoreAuthDisplay,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJsonWebKey,
    CoreAuthPrompt,
    StandardErrorResponse<CoreErrorResponseType>,
    StandardTokenResponse<Fields, CoreTokenType>,
    CoreTokenIntrospectionResponse,
    CoreRevocableToken,
    CoreRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// What is kept between leaving for the provider and coming back.
#[derive(Serialize, Deserialize)]
struct Kept {
    state: String,
    nonce: String,
    verifier: String,
}

/// Logins through one provider. Its description is fetched at the first login and kept.
pub struct OidcProvider {
    settings: OidcSettings,
    metadata: Mutex<Option<CoreProviderMetadata>>,
    agent: ureq::Agent,
}

impl OidcProvider {
    /// A provider for these settings; it is first asked at the first login.
    pub fn new(settings: OidcSettings) -> Self {
        OidcProvider { settings, metadata: Mutex::new(None), agent: http::agent() }
    }

    fn metadata(&self) -> Result<CoreProviderMetadata, ProviderFault> {
        let mut known = self.metadata.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(metadata) = &*known {
            return Ok(metadata.clone());
        }
        let unreachable = |cause: String| ProviderFault::Unreachable(cause);
        let issuer = IssuerUrl::new(self.settings.issuer.clone());
        let issuer = issuer.map_err(|cause| unreachable(cause.to_string()))?;
        let ask = |request| http::ask(&self.agent, request);
        let metadata =
            CoreProviderMetadata::discover(&issuer, &ask).map_err(|cause| unreachable(told(&cause)))?;
        *known = Some(metadata.clone());
        Ok(metadata)
    }

    fn forget_metadata(&self) {
        *self.metadata.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    fn client(&self, return_to: &str) -> Result<ProviderClient, ProviderFault> {
        let secret = self.settings.client_secret.clone().map(ClientSecret::new);
        let id = ClientId::new(self.settings.client_id.clone());
        let redirect = RedirectUrl::new(return_to.to_owned()).map_err(|cause| fault(&cause.to_string()))?;
        let metadata = self.metadata()?;
        Ok(Client::from_provider_metadata(metadata, id, secret).set_redirect_uri(redirect))
    }
}

impl OidcProvider {
    /// What the identity token says, after its signature, its audience, its time and its nonce were checked.
    fn checked_claims(
        &self,
        client: &ProviderClient,
        answer: &StandardTokenResponse<Fields, CoreTokenType>,
        nonce: String,
    ) -> Result<(String, Map<String, Value>), ProviderFault> {
        let token = answer.id_token().ok_or_else(|| fault("the provider sent no identity token"))?;
        let claims = token.claims(&client.id_token_verifier(), &Nonce::new(nonce)).map_err(|cause| {
            // The provider may have changed its keys: the next login asks for them anew.
            self.forget_metadata();
            ProviderFault::Answer(told(&cause))
        })?;
        let subject = claims.subject().as_str().to_owned();
        let mut found = as_map(claims)?;
        if self.settings.claims.is_complete(&found) {
            return Ok((subject, found));
        }
        for (name, value) in self.more_claims(client, answer, claims.subject())? {
            found.entry(name).or_insert(value);
        }
        Ok((subject, found))
    }

    /// What the provider says behind its user-info endpoint; many put the real name only there.
    fn more_claims(
        &self,
        client: &ProviderClient,
        answer: &StandardTokenResponse<Fields, CoreTokenType>,
        subject: &SubjectIdentifier,
    ) -> Result<Map<String, Value>, ProviderFault> {
        let token = answer.access_token().clone();
        let Ok(request) = client.user_info(token, Some(subject.clone())) else { return Ok(Map::new()) };
        let ask = |request| http::ask(&self.agent, request);
        let claims: UserInfoClaims<ExtraClaims, CoreGenderClaim> =
            request.request(&ask).map_err(|cause| match cause {
                UserInfoError::Request(cause) => ProviderFault::Unreachable(told(&cause)),
                other => ProviderFault::Answer(told(&other)),
            })?;
        as_map(&claims)
    }
}

impl IdentityProvider for OidcProvider {
    fn id(&self) -> &str {
        &self.settings.id
    }

    fn name(&self) -> &str {
        &self.settings.name
    }

    fn start(&self, return_to: &str) -> Result<Departure, ProviderFault> {
        let client = self.client(return_to)?;
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let flow = CoreAuthenticationFlow::AuthorizationCode;
        let mut request = client.authorize_url(flow, CsrfToken::new_random, Nonce::new_random);
        for scope in &self.settings.scopes {
            request = request.add_scope(Scope::new(scope.clone()));
        }
        let (address, state, nonce) = request.set_pkce_challenge(challenge).url();
        let (nonce, verifier) = (nonce.secret().clone(), verifier.secret().clone());
        let kept = serde_json::to_value(Kept { state: state.secret().clone(), nonce, verifier });
        let kept = kept.map_err(|cause| ProviderFault::Answer(cause.to_string()))?;
        Ok(Departure { address: address.to_string(), state: state.secret().clone(), kept })
    }

    fn finish(
        &self,
        kept: &Value,
        code: &str,
        state: &str,
        return_to: &str,
    ) -> Result<OutsideIdentity, ProviderFault> {
        let kept: Kept = serde_json::from_value(kept.clone()).map_err(|cause| fault(&cause.to_string()))?;
        if kept.state != state {
            return Err(fault("the answer carries another state than we sent"));
        }
        let client = self.client(return_to)?;
        let exchange = client
            .exchange_code(AuthorizationCode::new(code.to_owned()))
            .map_err(|cause| ProviderFault::Answer(told(&cause)))?
            .set_pkce_verifier(PkceCodeVerifier::new(kept.verifier));
        let ask = |request| http::ask(&self.agent, request);
        let answer = exchange.request(&ask).map_err(|cause| match cause {
            RequestTokenError::Request(cause) => ProviderFault::Unreachable(told(&cause)),
            other => ProviderFault::Answer(told(&other)),
        })?;
        let (subject, claims) = self.checked_claims(&client, &answer, kept.nonce)?;
        Ok(claims::identity(&self.settings.claims, &subject, &claims))
    }
}

fn fault(words: &str) -> ProviderFault {
    ProviderFault::Answer(words.to_owned())
}

/// Standard and other claims side by side: a provider may use a standard name for what we need.
fn as_map(claims: &impl Serialize) -> Result<Map<String, Value>, ProviderFault> {
    match serde_json::to_value(claims) {
        Ok(Value::Object(map)) => Ok(map),
        Ok(_) => Err(fault("the claims are no object")),
        Err(cause) => Err(fault(&cause.to_string())),
    }
}

/// An error with its causes, for the log.
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
