//! The ledger: what happened, written once, durable before anyone is told "done", and provable.
//!
//! A change is a [`Write`]: events for streams with expected heads, row changes of views, outbox entries and
//! an idempotency record, committed in one transaction on SQLite or PostgreSQL. Personal values are sealed
//! here under a key for each person and stream. Committed events become leaves of a Merkle tree.
//!
//! Everything blocks; callers with an async runtime use their blocking pool.

mod keyring;
mod note;
mod receipt;
mod record;
mod seal;
mod tree;
mod value;
mod view;
mod write;

pub use keyring::{
    CipherKind, Hash, HashKind, Hasher, KEYS_FILE, KeyFault, Keyring, Sealer, SecretKey, SignatureKind,
    Signer, SoftHasher, SoftSealer, SoftSigner, Suite,
};
pub use note::{Checkpoint, NoteRefusal, SignedNote, VerifierKey, key_name};
pub use receipt::{Promise, Proved, ProvedValue, Receipt, SignedPart, Verified, VerifyRefusal, verify};
pub use record::Record;
pub use seal::{
    MadeKey, Opening, SealFault, Sealed, Slot, StoredKey, SubjectKeys, open, open_value, openings,
    persons_in, persons_of, seal, seal_value,
};
pub use tree::{
    Growth, NodeRow, ProofRefusal, TILE, TileSource, TreeFault, consistency, empty_root, inclusion,
    leaf_hash, node_hash, root, verify_consistency, verify_inclusion,
};

pub use value::{Row, Value};
pub use view::{Column, ColumnKind, Opened, Table, View};
pub use write::{
    Answer, Commit, CommitError, Committed, Idempotency, NewEvent, Outgoing, ReadEntry, RowChange,
    StreamWrite, Write,
};
