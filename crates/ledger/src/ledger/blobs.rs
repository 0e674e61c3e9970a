//! Files: sealed in chunks inside the database, durable before the event that names them.

use super::outbox::now;
use super::read::stored_keys;
use super::{Inner, Ledger, Stop};
use crate::fault::While;
use crate::session::Session;
use crate::{Fault, Slot, StoredKey, SubjectKeys, Value, open_value, seal_value};
use kernel::{BlobId, PersonId, StreamId};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::io::Read;

const PUT_CHUNK: &str = include_str!("../sql/put_chunk.sql");
const PUT_BLOB: &str = include_str!("../sql/put_blob.sql");
const BLOB: &str = include_str!("../sql/blob.sql");
const CHUNKS: &str = include_str!("../sql/blob_chunks.sql");
const DROP_CHUNKS: &str = include_str!("../sql/drop_chunks.sql");
const SWEEP_CHUNKS: &str = include_str!("../sql/sweep_chunks.sql");
const GENERATION: &str = include_str!("../sql/generation.sql");
const PUT_KEY: &str = include_str!("../sql/put_key.sql");

/// Bytes in one chunk.
const CHUNK: usize = 256 * 1024;
const DAY: i64 = 24 * 60 * 60 * 1_000_000;

/// What is known of a stored file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlobMeta {
    /// Bytes.
    pub size: u64,
    /// SHA-256 of the plain bytes.
    pub sha256: [u8; 32],
}

/// Why a file was not stored. Nothing of it is kept.
#[derive(Debug, thiserror::Error)]
pub enum BlobRefusal {
    /// It has more bytes than allowed.
    #[error("the file has more than {limit} bytes")]
    TooLarge {
        /// The most that is allowed.
        limit: u64,
    },
    /// There is a file with this id; files are never changed.
    #[error("a file with this id is stored already")]
    Exists,
    /// It belongs to a person who was erased.
    #[error("the owner of the file was erased")]
    Erased,
    /// The bytes could not be read to their end.
    #[error("the file could not be read")]
    Unreadable(#[source] std::io::Error),
    /// The store failed.
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// A file that belongs to nobody is sealed under a key of its stream, which no erasure takes away.
const NOBODY: PersonId = PersonId(uuid::Uuid::nil());

impl Ledger {
    /// Stores a file of at most `limit` bytes, sealed under the key of its owner in `stream`. It is durable when
    /// this returns, so that the event which names it can follow.
    ///
    /// # Errors
    /// The typed [`BlobRefusal`].
    pub fn put_blob(
        &self,
        id: BlobId,
        owner: Option<PersonId>,
        stream: &StreamId,
        bytes: &mut dyn Read,
        limit: u64,
    ) -> Result<BlobMeta, BlobRefusal> {
        if self.blob_row(id)?.is_some() {
            return Err(BlobRefusal::Exists);
        }
        // A piece of an upload that broke off earlier would stand in the way.
        self.write("storing a file", |session| session.run(DROP_CHUNKS, &[id.to_string().into()]))?;
        let put = self.put_chunks(id, owner.unwrap_or(NOBODY), stream, bytes, limit);
        if put.is_err() {
            // If this fails too, the sweep takes the pieces away.
            let _ =
                self.write("storing a file", |session| session.run(DROP_CHUNKS, &[id.to_string().into()]));
        }
        put
    }

    /// What is known of a file without opening it; none if it is unknown or erased.
    ///
    /// # Errors
    /// If the store fails.
    pub fn blob_meta(&self, id: BlobId) -> Result<Option<BlobMeta>, Fault> {
        let meta = |row: crate::Row| {
            let sha256 = row.bytes(3).try_into().unwrap_or_default();
            BlobMeta { size: row.integer(2).cast_unsigned(), sha256 }
        };
        Ok(self.blob_row(id)?.map(meta))
    }

    /// The bytes of a file; none if it is unknown or its owner was erased.
    ///
    /// # Errors
    /// If the store fails or the stored bytes are damaged.
    pub fn get_blob(&self, id: BlobId) -> Result<Option<Vec<u8>>, Fault> {
        let Some(row) = self.blob_row(id)? else {
            return Ok(None);
        };
        let damaged = |what: &str| Fault::Seal(format!("file {id}: {what}"));
        let owner: PersonId = row.text(0).parse().map_err(|_| damaged("its owner is no id"))?;
        let stream = StreamId::from(row.text(1));
        let keys = self.read_keys(&stream, &BTreeSet::from([owner]))?;
        let chunks = self.read("reading a file", |session| session.rows(CHUNKS, &[id.to_string().into()]))?;
        if chunks.len() as i64 != row.integer(4) {
            // An erasure may have come in between; otherwise pieces are missing.
            return if self.blob_row(id)?.is_none() { Ok(None) } else { Err(damaged("pieces are missing")) };
        }
        let mut bytes = Vec::with_capacity(usize::try_from(row.integer(2)).unwrap_or_default());
        for (number, chunk) in (0..).zip(&chunks) {
            let slot = Slot::Chunk { blob: id, number };
            match open_value(owner, &stream, slot, chunk.bytes(0), &keys)? {
                Some(plain) => bytes.extend(plain),
                None => return Ok(None),
            }
        }
        if Sha256::digest(&bytes).as_slice() != row.bytes(3) {
            return Err(damaged("its bytes do not give its hash"));
        }
        Ok(Some(bytes))
    }

    /// Takes away pieces of uploads that were never finished, once they are a day old. Says how many.
    ///
    /// # Errors
    /// If the store fails.
    pub fn sweep_blobs(&self) -> Result<u64, Fault> {
        self.write("sweeping unfinished files", |session| {
            let before = now(session)? - DAY;
            session.run(SWEEP_CHUNKS, &[before.into()])
        })
    }

    fn blob_row(&self, id: BlobId) -> Result<Option<crate::Row>, Fault> {
        self.read("looking for a file", |session| session.row(BLOB, &[id.to_string().into()]))
    }

    fn put_chunks(
        &self,
        id: BlobId,
        owner: PersonId,
        stream: &StreamId,
        bytes: &mut dyn Read,
        limit: u64,
    ) -> Result<BlobMeta, BlobRefusal> {
        let mut keys = self.blob_keys(owner, stream)?;
        let (mut size, mut hash, mut number) = (0, Sha256::new(), 0);
        loop {
            let plain = next_chunk(bytes).map_err(BlobRefusal::Unreadable)?;
            if plain.is_empty() {
                break;
            }
            size += plain.len() as u64;
            if limit < size {
                return Err(BlobRefusal::TooLarge { limit });
            }
            hash.update(&plain);
            let slot = Slot::Chunk { blob: id, number };
            let sealed = seal_value(owner, stream, slot, &plain, &mut keys).map_err(Fault::from)?;
            let sealed = sealed.ok_or(BlobRefusal::Erased)?;
            // Each chunk is a transaction of its own: none of them lasts long.
            self.write("storing a file", |session| {
                let now = now(session)?;
                let values = [id.to_string().into(), i64::from(number).into(), sealed.into(), now.into()];
                session.run(PUT_CHUNK, &values)
            })?;
            number += 1;
        }
        let sha256: [u8; 32] = hash.finalize().into();
        self.finish_blob(id, owner, stream, (size, sha256), number)?;
        Ok(BlobMeta { size, sha256 })
    }

    fn finish_blob(
        &self,
        id: BlobId,
        owner: PersonId,
        stream: &StreamId,
        (size, sha256): (u64, [u8; 32]),
        chunks: u32,
    ) -> Result<(), BlobRefusal> {
        let generation = self.inner.recent().generation;
        let finish = |session: &mut Session<'_>| {
            let values: [Value; 7] = [
                id.to_string().into(),
                owner.to_string().into(),
                stream.as_str().into(),
                size.cast_signed().into(),
                sha256.to_vec().into(),
                i64::from(chunks).into(),
                now(session)?.into(),
            ];
            session.run(PUT_BLOB, &values)?;
            Ok(session.row(GENERATION, &[])?.map_or(0, |row| row.integer(0)) == generation)
        };
        if self.write("storing a file", finish)? {
            return Ok(());
        }
        // Somebody was erased, or a view was rebuilt, while the file came in: only the first matters.
        self.inner.refresh().doing("looking what moved")?;
        if self.inner.recent().erased.contains(&owner) {
            let gone: [Value; 1] = [id.to_string().into()];
            self.write("storing a file", |session| {
                session.run("DELETE FROM blobs WHERE id = $1", &gone)?;
                session.run(DROP_CHUNKS, &gone)
            })?;
            return Err(BlobRefusal::Erased);
        }
        Ok(())
    }

    /// The owner's key in the stream, made and stored now if there is none.
    fn blob_keys(&self, owner: PersonId, stream: &StreamId) -> Result<SubjectKeys, BlobRefusal> {
        if self.inner.recent().erased.contains(&owner) {
            return Err(BlobRefusal::Erased);
        }
        let keys = self.inner.store.write(&[], |session| -> Result<_, Stop> {
            let mut keys = SubjectKeys::new(self.inner.setup.keys.clone());
            self.inner.ensure_key(session, &mut keys, stream, owner)?;
            Ok((keys, Vec::new()))
        });
        Ok(keys.map_err(Fault::from)?)
    }
}

impl Inner {
    /// Makes a key known that is needed at once, and stores a new one if there is none; an erased person gets
    /// none.
    pub(super) fn ensure_key(
        &self,
        session: &mut Session<'_>,
        keys: &mut SubjectKeys,
        stream: &StreamId,
        of: PersonId,
    ) -> Result<(), Fault> {
        if keys.missing(stream, [of]).is_empty() {
            return Ok(());
        }
        if self.recent().erased.contains(&of) {
            return Ok(keys.know(of, stream, &StoredKey::Erased)?);
        }
        if find_key(session, stream, of)?.is_none() {
            let mut fresh = SubjectKeys::new(self.setup.keys.clone());
            fresh.know(of, stream, &StoredKey::Absent)?;
            // Sealing nothing makes the key.
            seal_value(of, stream, Slot::Cell, &[], &mut fresh)?;
            let made = fresh.take_made().into_iter();
            let row =
                made.flat_map(|made| [made.stream.0.into(), made.of.to_string().into(), made.wrapped.into()]);
            session.insert(PUT_KEY, 3, &row.collect::<Vec<Value>>()).doing("storing a key")?;
        }
        // Somebody else may have been first; what is stored counts.
        let stored = find_key(session, stream, of)?;
        Ok(keys.know(of, stream, &stored.map_or(StoredKey::Erased, StoredKey::Wrapped))?)
    }
}

fn find_key(session: &mut Session<'_>, stream: &StreamId, of: PersonId) -> Result<Option<Vec<u8>>, Fault> {
    let stored = stored_keys(session, stream)?;
    Ok(stored.into_iter().find(|(person, _)| *person == of).map(|(_, wrapped)| wrapped))
}

fn next_chunk(bytes: &mut dyn Read) -> std::io::Result<Vec<u8>> {
    let mut chunk = Vec::with_capacity(CHUNK);
    bytes.take(CHUNK as u64).read_to_end(&mut chunk)?;
    Ok(chunk)
}
