//! Passkeys (通行密钥, W3C Web Authentication) for the city's address.
//!
//! A passkey belongs to one host name, so a city that is reached by a bare address has none. The key must be one that
//! the device finds by itself and opens with a finger, a face or a PIN: then signing in needs no name and no password.

use app::{Ceremony, PasskeyFault, PasskeyMaker, PasskeyOwner, PasskeyRecord};
use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use webauthn_rs::prelude::{
    CredentialID, DiscoverableAuthentication, Passkey, PasskeyRegistration, PublicKeyCredential,
    RegisterPublicKeyCredential, Url, Uuid, WebauthnError,
};
use webauthn_rs::{Webauthn, WebauthnBuilder};

/// Why an address can have no passkeys.
#[derive(Debug, thiserror::Error)]
pub enum AddressFault {
    /// It is no address at all.
    #[error("public_address: {0}")]
    Unreadable(String),
    /// Browsers give passkeys to a host name over HTTPS, and to localhost.
    #[error("passkeys need a host name and HTTPS, or localhost")]
    Bare,
}

/// The passkeys of one address.
pub struct Passkeys {
    ceremonies: Webauthn,
}

impl Passkeys {
    /// Passkeys for the public address of a city, named as people know it.
    ///
    /// # Errors
    /// An [`AddressFault`].
    pub fn new(public_address: &str, city: &str) -> Result<Passkeys, AddressFault> {
        let origin =
            Url::parse(public_address).map_err(|fault| AddressFault::Unreadable(fault.to_string()))?;
        let host = origin.domain().ok_or(AddressFault::Bare)?;
        if origin.scheme() != "https" && host != "localhost" {
            return Err(AddressFault::Bare);
        }
        // Whoever tries the program on her own machine takes whatever port is free.
        let any_port = host == "localhost";
        let built = WebauthnBuilder::new(host, &origin);
        let built = built.map(|builder| builder.rp_name(city).allow_any_port(any_port));
        let ceremonies = built.and_then(WebauthnBuilder::build);
        let ceremonies = ceremonies.map_err(|fault| AddressFault::Unreadable(fault.to_string()))?;
        Ok(Passkeys { ceremonies })
    }
}

impl PasskeyMaker for Passkeys {
    fn start_adding(&self, owner: &PasskeyOwner, known: &[String]) -> Result<Ceremony, PasskeyFault> {
        let account: Uuid = read(&Value::from(owner.account.as_str()))?;
        let known = known.iter().map(|id| bytes(id)).collect::<Result<Vec<_>, _>>()?;
        let (challenge, kept) = self
            .ceremonies
            .start_passkey_registration(account, &owner.login, &owner.shown, Some(known))
            .map_err(answer)?;
        let mut asks = value(&challenge)?;
        // Without a name typed, the browser can only offer what the device keeps and finds by itself.
        let selection = &mut asks["publicKey"]["authenticatorSelection"];
        selection["residentKey"] = "required".into();
        selection["requireResidentKey"] = true.into();
        Ok(Ceremony { asks, kept: value(&kept)? })
    }

    fn finish_adding(&self, kept: &Value, answered: &Value) -> Result<PasskeyRecord, PasskeyFault> {
        let kept: PasskeyRegistration = read(kept)?;
        let answered: RegisterPublicKeyCredential = read(answered)?;
        let made = self.ceremonies.finish_passkey_registration(&answered, &kept).map_err(answer)?;
        Ok(PasskeyRecord { id: BASE64_URL_SAFE_NO_PAD.encode(made.cred_id()), record: value(&made)? })
    }

    fn start_login(&self) -> Result<Ceremony, PasskeyFault> {
        let (challenge, kept) = self.ceremonies.start_discoverable_authentication().map_err(answer)?;
        let mut asks = value(&challenge)?;
        // Asked by a button, not offered while a field is typed in.
        if let Some(asks) = asks.as_object_mut() {
            asks.remove("mediation");
        }
        Ok(Ceremony { asks, kept: value(&kept)? })
    }

    fn credential_of(&self, answered: &Value) -> Result<String, PasskeyFault> {
        let answered: PublicKeyCredential = read(answered)?;
        Ok(BASE64_URL_SAFE_NO_PAD.encode(&answered.raw_id))
    }

    fn finish_login(
        &self,
        kept: &Value,
        answered: &Value,
        record: &Value,
    ) -> Result<Option<Value>, PasskeyFault> {
        let kept: DiscoverableAuthentication = read(kept)?;
        let answered: PublicKeyCredential = read(answered)?;
        let mut known: Passkey = read(record)?;
        let done =
            self.ceremonies.finish_discoverable_authentication_v2(&answered, kept, &known).map_err(answer)?;
        match known.update_credential(&done) {
            Some(true) => Ok(Some(value(&known)?)),
            _ => Ok(None),
        }
    }
}

fn answer(fault: WebauthnError) -> PasskeyFault {
    PasskeyFault::Answer(fault.to_string())
}

fn read<T: DeserializeOwned>(json: &Value) -> Result<T, PasskeyFault> {
    T::deserialize(json).map_err(|cause| PasskeyFault::Answer(cause.to_string()))
}

fn bytes(id: &str) -> Result<CredentialID, PasskeyFault> {
    BASE64_URL_SAFE_NO_PAD.decode(id).map_err(|cause| PasskeyFault::Answer(cause.to_string()))
}

fn value(thing: &impl Serialize) -> Result<Value, PasskeyFault> {
    serde_json::to_value(thing).map_err(|cause| PasskeyFault::Answer(cause.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn city() -> Passkeys {
        Passkeys::new("https://yimen.example", "示范市").expect("a host name over HTTPS")
    }

    #[test]
    fn an_address_without_a_host_name_or_without_https_has_no_passkeys() {
        for bare in ["http://127.0.0.1:8080", "https://192.0.2.1", "http://yimen.example"] {
            assert!(matches!(Passkeys::new(bare, "示范市"), Err(AddressFault::Bare)), "{bare}");
        }
        assert!(matches!(Passkeys::new("yimen", "示范市"), Err(AddressFault::Unreadable(_))));
        assert!(Passkeys::new("http://localhost:8080", "示范市").is_ok());
    }

    #[test]
    fn the_device_is_asked_for_a_key_that_it_finds_by_itself_and_opens_for_its_owner_only() {
        let owner = PasskeyOwner {
            account: "0192f0c1-2345-7678-9abc-def012345678".to_owned(),
            login: "clerk".to_owned(),
            shown: "6709".to_owned(),
        };
        let begun = city().start_adding(&owner, &[]).expect("a challenge");
        let asks = &begun.asks["publicKey"];
        assert_eq!(asks["rp"]["id"], "yimen.example");
        assert_eq!(asks["authenticatorSelection"]["residentKey"], "required");
        assert_eq!(asks["authenticatorSelection"]["userVerification"], "required");
        let login = city().start_login().expect("a challenge");
        assert_eq!(login.asks["publicKey"]["userVerification"], "required");
        assert!(login.asks["publicKey"]["allowCredentials"].as_array().is_none_or(Vec::is_empty));
    }

    #[test]
    fn what_no_device_signed_is_refused() {
        let login = city().start_login().expect("a challenge");
        let forged = serde_json::json!({ "id": "AAAA", "rawId": "AAAA", "type": "public-key", "response": {
            "authenticatorData": "AAAA", "clientDataJSON": "AAAA", "signature": "AAAA", "userHandle": "AAAA" } });
        assert_eq!(city().credential_of(&forged).expect("an id"), "AAAA");
        let refused = city().finish_login(&login.kept, &forged, &Value::Null);
        assert!(matches!(refused, Err(PasskeyFault::Answer(_))));
        assert!(city().credential_of(&serde_json::json!({"id": 7})).is_err());
    }
}
