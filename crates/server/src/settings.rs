//! `yimen.toml`: what an installation sets once. Flags override it; every part has a documented default.

use crate::wiring::Sentence;
use mail::MailSettings;
use oidc::OidcSettings;
use serde::Deserialize;
use sms::SmsSettings;
use std::path::Path;

/// The file beside the data.
pub const FILE: &str = "yimen.toml";

/// The settings of an installation.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SettingsFile {
    /// What the city chose: public address, lock-out, passwords, quiet hours, uploads.
    pub city: Option<app::Settings>,
    /// Where letters are handed in.
    pub mail: Option<MailSettings>,
    /// Where text messages are handed in.
    pub sms: Option<SmsSettings>,
    /// Other institutions whose accounts are taken.
    pub identity: Vec<OidcSettings>,
    /// A folder with further fonts for papers.
    pub fonts: Option<std::path::PathBuf>,
}

/// Reads the settings of a data folder; without a file everything is as documented.
///
/// # Errors
/// A sentence with the line that cannot be read.
pub fn read(folder: &Path) -> Result<SettingsFile, Sentence> {
    let path = folder.join(FILE);
    match std::fs::read_to_string(&path) {
        Ok(text) => {
            let mut file: SettingsFile =
                toml::from_str(&text).map_err(|cause| format!("{}: {cause}", path.display()))?;
            fetch_secrets(&mut file)?;
            Ok(file)
        }
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => Ok(SettingsFile::default()),
        Err(cause) => Err(format!("{} cannot be read: {cause}", path.display()).into()),
    }
}

/// Secrets need not stand in the file: `env:NAME` names a variable, `file:PATH` a file that holds one.
fn fetch_secrets(file: &mut SettingsFile) -> Result<(), Sentence> {
    let mail = file.mail.iter_mut().filter_map(|mail| mail.password.as_mut());
    let sms = file.sms.iter_mut().map(|sms| &mut sms.key);
    let identity = file.identity.iter_mut().filter_map(|provider| provider.client_secret.as_mut());
    mail.chain(sms).chain(identity).try_for_each(fetch)
}

fn fetch(secret: &mut String) -> Result<(), Sentence> {
    let fetched = if let Some(name) = secret.strip_prefix("env:") {
        std::env::var(name).map_err(|_| format!("{FILE} names the variable {name}, which is not set"))?
    } else if let Some(path) = secret.strip_prefix("file:") {
        std::fs::read_to_string(path).map_err(|cause| format!("{FILE} names {path}: {cause}"))?
    } else {
        return Ok(());
    };
    *secret = fetched.trim_end_matches(['\r', '\n']).to_owned();
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_setting_is_named_with_its_line() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join(FILE), "[mail]\nserver = \"x\"\nfrom = \"a@b.c\"\ncolour = 1\n")
            .expect("written");
        let sentence = read(folder.path()).expect_err("colour is unknown").to_string();
        assert!(sentence.contains("line 4") && sentence.contains("colour"), "{sentence}");
    }

    #[test]
    fn without_a_file_everything_has_its_default() {
        let folder = tempfile::tempdir().expect("a folder");
        assert!(read(folder.path()).expect("defaults").mail.is_none());
    }

    #[test]
    fn a_secret_may_stand_in_a_file_of_its_own() {
        let folder = tempfile::tempdir().expect("a folder");
        let secret = folder.path().join("mail-password");
        std::fs::write(&secret, "Kite-over-River-7\n").expect("written");
        let text = |secret: &str| {
            format!("[mail]\nserver = 'x'\nfrom = 'a@b.c'\ndomain = 'b.c'\npassword = 'file:{secret}'\n")
        };
        let settings = folder.path().join(FILE);
        std::fs::write(&settings, text(secret.to_str().expect("a plain path"))).expect("written");
        let mail = read(folder.path()).expect("settings").mail.expect("mail");
        assert_eq!(mail.password.as_deref(), Some("Kite-over-River-7"));
        std::fs::write(&settings, text("/no/such/file")).expect("written");
        assert!(read(folder.path()).expect_err("no such file").to_string().contains("/no/such/file"));
        std::fs::write(&settings, "[sms]\naddress = 'x'\nkey = 'env:YIMEN_NO_SUCH'\nsignature = 's'\n")
            .expect("written");
        assert!(read(folder.path()).expect_err("no such variable").to_string().contains("YIMEN_NO_SUCH"));
    }

    #[test]
    fn the_settings_that_the_guide_explains_are_the_settings() {
        let guide = include_str!("../../../docs/guides/operate-and-back-up.md");
        let block = guide.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next());
        let file: SettingsFile =
            toml::from_str(block.expect("the guide shows the file")).expect("it is read");
        let city = file.city.expect("the city's part");
        let shown = app::Settings { public_address: city.public_address.clone(), ..app::Settings::default() };
        assert_eq!(city, shown, "the guide shows the defaults");
        assert!(file.mail.is_some() && file.sms.is_some() && !file.identity.is_empty());
    }
}
