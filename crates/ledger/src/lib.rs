//! The ledger: what happened, written once, durable before anyone is told "done", and provable.
//!
//! A change is a [`Write`]: events for streams with expected heads, row changes of views, outbox entries and
//! an idempotency record, committed in one transaction on SQLite or PostgreSQL. Personal values are sealed
//! here under a key for each person and stream. Committed events become leaves of a Merkle tree.
//!
//! Everything blocks; callers with an async runtime use their blocking pool.

mod apply;
mod changes;
mod fault;
mod keyring;
mod ledger;
mod note;
mod receipt;
mod prepare;
mod record;
mod schema;
mod seal;
mod session;
mod setup;
mod store;
mod tree;
mod value;
mod view;
mod words;
mod write;

pub use fault::Fault;
pub use keyring::{
    CipherKind, Hash, HashKind, Hasher, KEYS_FILE, KeyFault, Keyring, Sealer, SecretKey, SignatureKind,
    Signer, SoftHasher, SoftSealer, SoftSigner, Suite,
};
pub use ledger::{
    AuditReport, BackupReport, BlobMeta, BlobRefusal, Claimed, Compared, ERASURES_FILE, EraseReport, Erasure,
    Hit, Ledger, Load, Loaded, OutboxEntry, OutboxState, ReadDigest, ReadUntil, RebuildReport,
    RestoreRefusal, Search, Settlement, Stats, read_erasures,
};
pub use note::{Checkpoint, NoteRefusal, SignedNote, VerifierKey, key_name};
pub use receipt::{Promise, Proved, ProvedValue, Receipt, SignedPart, Verified, VerifyRefusal, verify};
pub use record::Record;
pub use seal::{
    Body, MadeKey, Opening, SealFault, Sealed, Slot, StoredKey, SubjectKeys, open, open_value, openings,
    persons_in, persons_of, seal, seal_value,
};
pub use setup::{OpenRefusal, Place, Setup};
pub use tree::{
    Growth, NodeRow, ProofRefusal, TILE, TileSource, TreeFault, consistency, empty_root, inclusion,
    leaf_hash, node_hash, root, verify_consistency, verify_inclusion,
};

pub use value::{Row, Value};
pub use view::{Column, ColumnKind, Opened, Table, View};
pub use words::{searchable, segment};
pub use write::{
    Answer, Commit, CommitError, Committed, Idempotency, Lease, NewEvent, Outgoing, ReadEntry, RowChange,
    StreamWrite, Write,
};
