//! Links that work once: for who follows a case by number and query code and has no session to show.

use crate::accounts::secret::{hash_of, new_secret};
use crate::columns::{integer, text};
use crate::{City, Problem};
use jiff::SignedDuration;
use kernel::{BlobId, Timestamp};
use ledger::{RowChange, Table, Value};

/// How long a link holds.
const MINUTES: i64 = 10;

/// Links by the hash of their secret.
pub const ONE_TIME_LINKS: Table = Table {
    name: "one_time_links",
    columns: &[text("id"), text("blob"), text("name"), integer("expires_at")],
    key: &["id"],
    indexes: &[&["expires_at"]],
    person: None,
};

/// A file behind a link that works once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnceFile {
    /// The name to save it under; says nothing of a person.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl City {
    /// The secret of a new link to a stored file; `name` is what it is saved as.
    ///
    /// # Errors
    /// A fault of the storage.
    pub fn new_one_time_link(&self, blob: BlobId, name: &str, now: Timestamp) -> Result<String, Problem> {
        let secret = new_secret()?;
        let expires = now + SignedDuration::from_mins(MINUTES);
        let set =
            vec![("blob", blob.to_string().into()), ("name", name.into()), ("expires_at", expires.into())];
        self.put_row(RowChange::Put { table: "one_time_links", key: key(&secret), set })?;
        Ok(secret)
    }

    /// The file behind a link, which is gone afterwards.
    ///
    /// # Errors
    /// [`Problem::NotFound`] for a link that was used, ran out or never was.
    pub fn spend_one_time_link(&self, secret: &str, now: Timestamp) -> Result<OnceFile, Problem> {
        let parameters = [hash_of(secret).into(), now.into()];
        let rows = self.ledger().query(include_str!("once.sql"), &parameters)?;
        let row = rows.first().ok_or(Problem::NotFound("file"))?;
        let blob: BlobId = row.text(0).parse().map_err(|_| Problem::NotFound("file"))?;
        self.put_row(RowChange::Remove { table: "one_time_links", key: key(secret) })?;
        let bytes = self.ledger().get_blob(blob)?.ok_or(Problem::NotFound("file"))?;
        Ok(OnceFile { name: row.text(1).to_owned(), bytes })
    }
}

fn key(secret: &str) -> Vec<(&'static str, Value)> {
    vec![("id", hash_of(secret).into())]
}

impl City {
    /// A link that works once to an issued paper, for who follows the case by its code; none once it was erased.
    ///
    /// # Errors
    /// A fault of the storage.
    pub fn paper_link(
        &self,
        paper: &crate::cases::PaperLine,
        now: Timestamp,
    ) -> Result<Option<String>, Problem> {
        let rows = self.ledger().query(include_str!("paper_blob.sql"), &[paper.id.as_str().into()])?;
        let Some(blob) = rows.first().and_then(|row| row.text(0).parse::<BlobId>().ok()) else {
            return Ok(None);
        };
        let kind = catalogue::DocumentKind::from_word(&paper.kind).map_or("paper", |kind| kind.chinese());
        Ok(Some(self.new_one_time_link(blob, &format!("{kind}.pdf"), now)?))
    }
}
