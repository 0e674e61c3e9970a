//! Logins against a real OpenID provider, with the browser's part done by plain HTTP.
#![allow(clippy::unwrap_used, missing_docs, reason = "a test that cannot go on has failed")]

use app::{Assurance, IdentityProvider, MandateEnd, ProviderFault};
use oidc::{OidcProvider, OidcSettings};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

const RETURN_TO: &str = "http://127.0.0.1:9/sign-in/back";

struct Provider {
    child: Child,
    issuer: String,
}

impl Provider {
    /// None, with a sentence, where the outside programs are not installed.
    fn start() -> Option<Provider> {
        let Some(folder) = std::env::var_os("YIMEN_TEST_E2E").map(PathBuf::from) else {
            testbed::missing("YIMEN_TEST_E2E does not name the folder of the outside programs");
            return None;
        };
        let mut command = Command::new("node");
        command.arg(folder.join("outside/identity-provider.mjs"));
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let issuer =
            lines.map_while(Result::ok).find_map(|line| line.strip_prefix("issuer ").map(str::to_owned));
        Some(Provider { child, issuer: issuer.unwrap() })
    }

    fn link(&self) -> OidcProvider {
        let settings = json!({
            "id": "province", "name": "省统一身份认证", "issuer": self.issuer,
            "client_id": "yimen", "client_secret": "a-secret-for-tests",
        });
        OidcProvider::new(serde_json::from_value::<OidcSettings>(settings).unwrap())
    }

    fn down(&self, down: bool) {
        ureq::put(&format!("{}/control", self.issuer)).send_json(json!({ "down": down })).unwrap();
    }
}

impl Drop for Provider {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        let _ = self.child.wait();
    }
}

/// A person at a browser: keeps cookies, follows redirects by hand, stops at our own address.
#[derive(Default)]
struct Browser {
    cookies: BTreeMap<String, String>,
}

impl Browser {
    /// Signs in as `name`; gives what the provider sends back, by name.
    fn sign_in(&mut self, issuer: &str, address: &str, name: &str) -> BTreeMap<String, String> {
        let mut address = address.to_owned();
        for _ in 0..10 {
            if let Some((_, query)) = address.split_once('?').filter(|_| address.starts_with(RETURN_TO)) {
                return query.split('&').filter_map(|pair| pair.split_once('=')).map(owned).collect();
            }
            let form = address.contains("/interaction/").then(|| format!("name={name}&password=open"));
            let next = self.visit(&address, form.as_deref());
            address = if next.starts_with('/') { format!("{issuer}{next}") } else { next };
        }
        panic!("the provider sends the browser round in circles");
    }

    fn visit(&mut self, address: &str, form: Option<&str>) -> String {
        let config = ureq::Agent::config_builder().max_redirects(0).max_redirects_will_error(false);
        let agent: ureq::Agent = config.http_status_as_error(false).build().into();
        let cookies: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let cookies = cookies.join("; ");
        let answer = match form {
            Some(form) => {
                let kind = "application/x-www-form-urlencoded";
                agent.post(address).header("cookie", cookies).header("content-type", kind).send(form).unwrap()
            }
            None => agent.get(address).header("cookie", cookies).call().unwrap(),
        };
        for set in answer.headers().get_all("set-cookie") {
            let pair = set.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
        answer.headers()["location"].to_str().unwrap().to_owned()
    }
}

fn owned((name, value): (&str, &str)) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

/// A whole login as `name`.
fn log_in(provider: &Provider, name: &str) -> app::OutsideIdentity {
    let link = provider.link();
    let departure = link.start(RETURN_TO).unwrap();
    let back = Browser::default().sign_in(&provider.issuer, &departure.address, name);
    assert_eq!(back["state"], departure.state);
    link.finish(&departure.kept, &back["code"], &back["state"], RETURN_TO).unwrap()
}

#[test]
fn a_person_known_face_to_face_comes_with_name_number_and_level() {
    let Some(provider) = Provider::start() else { return };
    let chen = log_in(&provider, "chen");
    assert_eq!((chen.subject.as_str(), chen.name.as_str()), ("chen", "陈示例"));
    assert_eq!(chen.number.as_deref(), Some("440402198803151025"));
    assert_eq!(chen.assurance, Assurance::Strong);
    assert!(chen.enterprises.is_empty());
}

#[test]
fn each_level_of_the_provider_is_a_level_of_ours() {
    let Some(provider) = Provider::start() else { return };
    assert_eq!(log_in(&provider, "zhou").assurance, Assurance::Verified);
    let guest = log_in(&provider, "guest");
    assert_eq!((guest.assurance, guest.number), (Assurance::Declared, None));
}

#[test]
fn enterprises_come_with_role_and_end() {
    let Some(provider) = Provider::start() else { return };
    let huang = log_in(&provider, "huang");
    let [bakery, printer] = huang.enterprises.as_slice() else { panic!("{:?}", huang.enterprises) };
    assert!(bakery.representative && bakery.until.is_none());
    assert_eq!(bakery.code, "91440400MA0TE5T011");
    assert!(!printer.representative);
    assert_eq!(printer.until, Some(MandateEnd::Day("2030-12-31".parse().unwrap())));
}

#[test]
fn an_answer_with_another_state_or_nonce_is_not_believed() {
    let Some(provider) = Provider::start() else { return };
    let link = provider.link();
    let departure = link.start(RETURN_TO).unwrap();
    let back = Browser::default().sign_in(&provider.issuer, &departure.address, "chen");
    let other = link.finish(&departure.kept, &back["code"], "another-state", RETURN_TO);
    assert!(matches!(other, Err(ProviderFault::Answer(why)) if why.contains("state")));
    let mut kept: Value = departure.kept.clone();
    kept["nonce"] = json!("another-nonce");
    let other = link.finish(&kept, &back["code"], &back["state"], RETURN_TO);
    assert!(matches!(&other, Err(ProviderFault::Answer(why)) if why.contains("nonce")), "{other:?}");
}

#[test]
fn a_code_is_worth_nothing_a_second_time_or_in_another_login() {
    let Some(provider) = Provider::start() else { return };
    let link = provider.link();
    let departure = link.start(RETURN_TO).unwrap();
    let back = Browser::default().sign_in(&provider.issuer, &departure.address, "chen");
    let elsewhere = link.start(RETURN_TO).unwrap();
    let stolen = link.finish(&elsewhere.kept, &back["code"], &elsewhere.state, RETURN_TO);
    assert!(matches!(stolen, Err(ProviderFault::Answer(_))), "the verifier is another");
    let finish = || link.finish(&departure.kept, &back["code"], &back["state"], RETURN_TO);
    assert_eq!(finish().unwrap().subject, "chen");
    assert!(matches!(finish(), Err(ProviderFault::Answer(_))), "the code is spent");
}

#[test]
fn a_provider_that_is_down_is_unreachable_and_comes_back() {
    let Some(provider) = Provider::start() else { return };
    let link = provider.link();
    provider.down(true);
    assert!(matches!(link.start(RETURN_TO), Err(ProviderFault::Unreachable(_))));
    provider.down(false);
    let departure = link.start(RETURN_TO).unwrap();
    let back = Browser::default().sign_in(&provider.issuer, &departure.address, "chen");
    provider.down(true);
    let finished = link.finish(&departure.kept, &back["code"], &back["state"], RETURN_TO);
    assert!(matches!(finished, Err(ProviderFault::Unreachable(_))), "{finished:?}");
}

#[test]
fn without_a_provider_nobody_leaves() {
    let settings = json!({ "id": "p", "name": "p", "issuer": "http://127.0.0.1:1", "client_id": "yimen" });
    let link = OidcProvider::new(serde_json::from_value::<OidcSettings>(settings).unwrap());
    assert!(matches!(link.start(RETURN_TO), Err(ProviderFault::Unreachable(_))));
}
