//! The key file: `keys.toml`, readable only by its owner, never inside a backup.

use super::{
    CipherKind, HashKind, KeyFault, Keyring, SecretKey, SignatureKind, SoftHasher, SoftSealer, SoftSigner,
    Suite, random,
};
use base64::prelude::{BASE64_STANDARD, Engine};
use serde::Deserialize;
use std::{
    fs::{File, OpenOptions},
    io::{ErrorKind, Write},
    path::Path,
    sync::Arc,
};
use zeroize::Zeroizing;

/// The name of the key file in a data folder. A backup leaves it out.
pub const KEYS_FILE: &str = "keys.toml";

/// The environment variable that may hold the text of the key file instead.
const VARIABLE: &str = "YIMEN_KEYS";
/// The environment variable that may hold the path of the key file instead.
const VARIABLE_PATH: &str = "YIMEN_KEYS_FILE";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyFile {
    format: u32,
    suite: String,
    // The first wraps, the others were retired and only open.
    master: Vec<KeyEntry>,
    hashing: KeyEntry,
    signing: KeyEntry,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyEntry {
    id: String,
    algorithm: String,
    #[serde(deserialize_with = "wiped")]
    secret: Zeroizing<String>,
}

fn wiped<'de, D: serde::Deserializer<'de>>(source: D) -> Result<Zeroizing<String>, D::Error> {
    String::deserialize(source).map(Zeroizing::new)
}

impl Keyring {
    /// Fresh keys that live only in memory: for tests and benches.
    ///
    /// # Errors
    /// If the system's generator fails.
    pub fn ephemeral(suite: Suite) -> Result<Self, KeyFault> {
        Keyring::read(&fresh(suite)?)
    }

    /// Makes fresh keys and writes them to `folder` with mode 0600, on disk before this returns.
    ///
    /// # Errors
    /// [`KeyFault::Exists`] if there is a key file; the storage or the generator fails.
    pub fn create(folder: &Path, suite: Suite) -> Result<Self, KeyFault> {
        let text = fresh(suite)?;
        write_private(folder, &text)?;
        Keyring::read(&text)
    }

    /// Loads the keys of `folder`.
    ///
    /// # Errors
    /// [`KeyFault::Missing`], [`KeyFault::Exposed`] if others may read the file, or it cannot be understood.
    pub fn load(folder: &Path) -> Result<Self, KeyFault> {
        Keyring::load_file(&folder.join(KEYS_FILE))
    }

    /// Loads the keys of `folder`, making them if there are none: only right for a folder without data.
    ///
    /// # Errors
    /// As [`Keyring::load`] and [`Keyring::create`].
    pub fn load_or_create(folder: &Path, suite: Suite) -> Result<Self, KeyFault> {
        match Keyring::load(folder) {
            Err(KeyFault::Missing(_)) => Keyring::create(folder, suite),
            other => other,
        }
    }

    /// Loads the keys named by the environment: `YIMEN_KEYS` holds the text of a key file, `YIMEN_KEYS_FILE`
    /// a path; none if neither is set.
    ///
    /// # Errors
    /// As [`Keyring::load`].
    pub fn from_environment() -> Result<Option<Self>, KeyFault> {
        if let Ok(text) = std::env::var(VARIABLE) {
            return Keyring::read(&Zeroizing::new(text)).map(Some);
        }
        std::env::var_os(VARIABLE_PATH).map(|path| Keyring::load_file(Path::new(&path))).transpose()
    }

    /// Loads the keys of one file.
    ///
    /// # Errors
    /// As [`Keyring::load`].
    pub fn load_file(path: &Path) -> Result<Self, KeyFault> {
        let file = File::open(path).map_err(|cause| match cause.kind() {
            ErrorKind::NotFound => KeyFault::Missing(path.to_owned()),
            _ => KeyFault::Storage { doing: "opening the key file", cause },
        })?;
        refuse_exposed(&file, path)?;
        let text = std::io::read_to_string(file)
            .map_err(|cause| KeyFault::Storage { doing: "reading the key file", cause })?;
        Keyring::read(&Zeroizing::new(text))
    }

    /// Reads the text of a key file.
    ///
    /// # Errors
    /// [`KeyFault::Unreadable`] or [`KeyFault::UnknownAlgorithm`]; never with a secret in its words.
    pub fn read(text: &str) -> Result<Self, KeyFault> {
        // The parser's own words quote the line, which holds a secret, so only the place is passed on.
        let file: KeyFile = toml::from_str(text).map_err(|refused: toml::de::Error| {
            let line = refused.span().map_or(1, |span| text[..span.start.min(text.len())].lines().count());
            KeyFault::Unreadable(format!("it is not a key file, see line {}", line.max(1)))
        })?;
        if file.format != 1 {
            return Err(KeyFault::Unreadable(format!("format {} is newer than this program", file.format)));
        }
        let suite = Suite::named(&file.suite).ok_or(KeyFault::UnknownAlgorithm(file.suite))?;
        let hashing = HashKind::keyed_named(&file.hashing.algorithm);
        let hashing = hashing.ok_or_else(|| KeyFault::UnknownAlgorithm(file.hashing.algorithm.clone()))?;
        let signing = SignatureKind::named(&file.signing.algorithm);
        let signing = signing.ok_or_else(|| KeyFault::UnknownAlgorithm(file.signing.algorithm.clone()))?;
        let hasher = SoftHasher::new(file.hashing.id.clone(), hashing, file.hashing.key()?);
        let signer = SoftSigner::new(file.signing.id.clone(), signing, &file.signing.key()?)?;
        let masters = file.master.iter().map(KeyEntry::sealer).collect::<Result<Vec<_>, _>>()?;
        if masters.is_empty() {
            return Err(KeyFault::Unreadable("it has no master key".to_owned()));
        }
        Ok(Keyring::new(suite, masters, Arc::new(hasher), Arc::new(signer)))
    }
}

impl KeyEntry {
    fn key(&self) -> Result<SecretKey, KeyFault> {
        let refused = || KeyFault::Unreadable(format!("the secret of {} is not 32 bytes in base64", self.id));
        let bytes = Zeroizing::new(BASE64_STANDARD.decode(self.secret.as_bytes()).map_err(|_| refused())?);
        let bytes: [u8; 32] = bytes.as_slice().try_into().map_err(|_| refused())?;
        Ok(Zeroizing::new(bytes))
    }

    fn sealer(&self) -> Result<Arc<dyn super::Sealer>, KeyFault> {
        let kind = CipherKind::named(&self.algorithm);
        let kind = kind.ok_or_else(|| KeyFault::UnknownAlgorithm(self.algorithm.clone()))?;
        Ok(Arc::new(SoftSealer::new(self.id.clone(), kind, self.key()?)))
    }
}

/// The text of a key file with fresh keys.
fn fresh(suite: Suite) -> Result<Zeroizing<String>, KeyFault> {
    let mut text = Zeroizing::new(String::with_capacity(1024));
    text.push_str("# The keys of this city. Keep a copy apart from the backups: without it the personal\n");
    text.push_str("# values in the ledger cannot be read again; with it anyone can read them.\n");
    text.push_str(&format!("format = 1\nsuite = \"{}\"\n", suite.name()));
    push_key(&mut text, "[[master]]", "master", suite.cipher().name(), &Zeroizing::new(random()?))?;
    push_key(&mut text, "[hashing]", "hashing", suite.hash().keyed_name(), &Zeroizing::new(random()?))?;
    push_key(&mut text, "[signing]", "signing", suite.signature().name(), &suite.signature().fresh()?)?;
    Ok(text)
}

fn push_key(
    text: &mut Zeroizing<String>,
    head: &str,
    use_: &str,
    algorithm: &str,
    secret: &SecretKey,
) -> Result<(), KeyFault> {
    let number = u32::from_be_bytes(random()?);
    let encoded = Zeroizing::new(BASE64_STANDARD.encode(secret.as_slice()));
    text.push_str(&format!(
        "\n{head}\nid = \"{use_}-{number:08x}\"\nalgorithm = \"{algorithm}\"\nsecret = \""
    ));
    text.push_str(&encoded);
    text.push_str("\"\n");
    Ok(())
}

fn write_private(folder: &Path, text: &str) -> Result<(), KeyFault> {
    let path = folder.join(KEYS_FILE);
    let failed = |doing| move |cause| KeyFault::Storage { doing, cause };
    std::fs::create_dir_all(folder).map_err(failed("making the folder of the keys"))?;
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&path).map_err(|cause| match cause.kind() {
        ErrorKind::AlreadyExists => KeyFault::Exists(path.clone()),
        _ => KeyFault::Storage { doing: "making the key file", cause },
    })?;
    file.write_all(text.as_bytes()).map_err(failed("writing the key file"))?;
    file.sync_all().map_err(failed("syncing the key file"))?;
    // The name itself must survive a power cut, or data sealed under these keys would be lost.
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(failed("syncing the folder of the keys"))
}

#[cfg(unix)]
fn refuse_exposed(file: &File, path: &Path) -> Result<(), KeyFault> {
    use std::os::unix::fs::PermissionsExt;
    let facts =
        file.metadata().map_err(|cause| KeyFault::Storage { doing: "reading the key file", cause })?;
    if facts.permissions().mode() & 0o077 != 0 {
        return Err(KeyFault::Exposed(path.to_owned()));
    }
    Ok(())
}

#[cfg(not(unix))]
fn refuse_exposed(_file: &File, _path: &Path) -> Result<(), KeyFault> {
    Ok(())
}
