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
        Ok(text) => toml::from_str(&text).map_err(|cause| format!("{}: {cause}", path.display()).into()),
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => Ok(SettingsFile::default()),
        Err(cause) => Err(format!("{} cannot be read: {cause}", path.display()).into()),
    }
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
}
