//! The bytes beside a stored body: one sealed box for each commitment.
//!
//! Layout: format (1 byte), cipher (name with its length), then for each box the person (16 bytes), the
//! commitment (32 bytes), the length (4 bytes, big-endian) and the sealed salt and value.

use super::SealFault;
use crate::keyring::{CipherKind, Hash, KeyFault, push_name, take_name};
use kernel::PersonId;
use std::borrow::Cow;
use std::collections::BTreeSet;

const FORMAT: u8 = 1;

/// One sealed value.
pub(super) struct Box<'a> {
    pub of: PersonId,
    pub commit: Hash,
    pub sealed: Cow<'a, [u8]>,
}

/// All boxes of one body.
pub(super) struct Boxes<'a> {
    cipher: CipherKind,
    boxes: Vec<Box<'a>>,
}

impl<'a> Boxes<'a> {
    pub fn new(cipher: CipherKind) -> Self {
        Boxes { cipher, boxes: Vec::new() }
    }

    pub fn cipher(&self) -> CipherKind {
        self.cipher
    }

    pub fn push(&mut self, sealed: Box<'a>) {
        self.boxes.push(sealed);
    }

    pub fn find(&self, commit: &Hash) -> Option<&Box<'a>> {
        self.boxes.iter().find(|sealed| sealed.commit == *commit)
    }

    pub fn persons(&self) -> BTreeSet<PersonId> {
        self.boxes.iter().map(|sealed| sealed.of).collect()
    }

    pub fn write(&self) -> Vec<u8> {
        if self.boxes.is_empty() {
            return Vec::new();
        }
        let mut bytes = vec![FORMAT];
        push_name(&mut bytes, self.cipher.name());
        for sealed in &self.boxes {
            bytes.extend_from_slice(sealed.of.0.as_bytes());
            bytes.extend_from_slice(&sealed.commit);
            let length = u32::try_from(sealed.sealed.len()).expect("a value of an event is far below 4 GiB");
            bytes.extend_from_slice(&length.to_be_bytes());
            bytes.extend_from_slice(&sealed.sealed);
        }
        bytes
    }

    pub fn read(bytes: &'a [u8]) -> Result<Self, SealFault> {
        let Some((format, rest)) = bytes.split_first() else {
            return Ok(Boxes::new(CipherKind::XChaCha20Poly1305));
        };
        if *format != FORMAT {
            return Err(SealFault::Damaged("unknown format of boxes"));
        }
        let (name, mut rest) = take_name(rest).ok_or(SealFault::Damaged("boxes without algorithm"))?;
        let cipher = CipherKind::named(name).ok_or_else(|| KeyFault::UnknownAlgorithm(name.to_owned()))?;
        let mut boxes = Boxes::new(cipher);
        while !rest.is_empty() {
            let (sealed, after) = take_box(rest).ok_or(SealFault::Damaged("boxes cut short"))?;
            boxes.push(sealed);
            rest = after;
        }
        Ok(boxes)
    }
}

fn take_box(bytes: &[u8]) -> Option<(Box<'_>, &[u8])> {
    let (of, rest) = bytes.split_first_chunk::<16>()?;
    let (commit, rest) = rest.split_first_chunk::<32>()?;
    let (length, rest) = rest.split_first_chunk::<4>()?;
    let (sealed, rest) = rest.split_at_checked(u32::from_be_bytes(*length) as usize)?;
    let of = PersonId(uuid::Uuid::from_bytes(*of));
    Some((Box { of, commit: *commit, sealed: Cow::Borrowed(sealed) }, rest))
}
