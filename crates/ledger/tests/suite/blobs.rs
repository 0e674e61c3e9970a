//! Files: sealed, whole, never changed.

use super::town::{Town, case, person};
use kernel::BlobId;
use ledger::BlobRefusal;
use std::io::Read;

fn id(number: u128) -> BlobId {
    BlobId(uuid::Uuid::from_u128(number))
}

fn bytes(length: usize) -> Vec<u8> {
    (0..length).map(|place| (place * 31 % 251) as u8).collect()
}

const LIMIT: u64 = 10_000_000;

pub fn a_file_comes_back_byte_for_byte(town: &Town) {
    let ledger = town.open();
    for (number, length) in [(1, 1), (2, 256 * 1024), (3, 256 * 1024 + 1), (4, 700_001)] {
        let content = bytes(length);
        let meta =
            ledger.put_blob(id(number), Some(person(1)), &case("a"), &mut content.as_slice(), LIMIT).unwrap();
        assert_eq!(meta.size, length as u64);
        assert_eq!(ledger.blob_meta(id(number)).unwrap(), Some(meta));
        assert_eq!(ledger.get_blob(id(number)).unwrap(), Some(content));
    }
    let content = bytes(10);
    ledger.put_blob(id(5), None, &case("a"), &mut content.as_slice(), LIMIT).unwrap();
    assert_eq!(ledger.get_blob(id(5)).unwrap(), Some(content));
}

pub fn an_empty_file_is_a_file(town: &Town) {
    let ledger = town.open();
    let meta = ledger.put_blob(id(1), None, &case("a"), &mut [].as_slice(), 0).unwrap();
    assert_eq!(meta.size, 0);
    assert_eq!(ledger.get_blob(id(1)).unwrap(), Some(Vec::new()));
}

pub fn a_file_over_the_limit_leaves_nothing(town: &Town) {
    let ledger = town.open();
    let content = bytes(600_000);
    let refused = ledger.put_blob(id(1), None, &case("a"), &mut content.as_slice(), 599_999);
    assert!(matches!(refused, Err(BlobRefusal::TooLarge { limit: 599_999 })));
    assert_eq!(ledger.query("SELECT count(*) FROM blob_chunks", &[]).unwrap()[0].integer(0), 0);
    ledger.put_blob(id(1), None, &case("a"), &mut content.as_slice(), 600_000).unwrap();
}

pub fn a_file_is_never_overwritten(town: &Town) {
    let ledger = town.open();
    ledger.put_blob(id(1), None, &case("a"), &mut b"one".as_slice(), LIMIT).unwrap();
    let second = ledger.put_blob(id(1), None, &case("a"), &mut b"two".as_slice(), LIMIT);
    assert!(matches!(second, Err(BlobRefusal::Exists)));
    assert_eq!(ledger.get_blob(id(1)).unwrap(), Some(b"one".to_vec()));
}

pub fn a_broken_upload_leaves_nothing(town: &Town) {
    struct Broken(usize);
    impl Read for Broken {
        fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
            if self.0 == 0 {
                return Err(std::io::Error::other("the line broke"));
            }
            let length = into.len().min(self.0);
            self.0 -= length;
            Ok(length)
        }
    }
    let ledger = town.open();
    let refused = ledger.put_blob(id(1), None, &case("a"), &mut Broken(300_000), LIMIT);
    assert!(matches!(refused, Err(BlobRefusal::Unreadable(_))));
    assert_eq!(ledger.get_blob(id(1)).unwrap(), None);
    assert_eq!(ledger.query("SELECT count(*) FROM blob_chunks", &[]).unwrap()[0].integer(0), 0);
    ledger.put_blob(id(1), None, &case("a"), &mut b"whole".as_slice(), LIMIT).unwrap();
}

pub fn an_unknown_file_is_none(town: &Town) {
    let ledger = town.open();
    assert_eq!(ledger.get_blob(id(1)).unwrap(), None);
    assert_eq!(ledger.blob_meta(id(1)).unwrap(), None);
}

pub fn a_file_is_not_stored_in_clear(town: &Town) {
    let ledger = town.open();
    let content = b"a very personal letter".repeat(10);
    ledger.put_blob(id(1), Some(person(1)), &case("a"), &mut content.as_slice(), LIMIT).unwrap();
    let rows = ledger.query("SELECT bytes FROM blob_chunks", &[]).unwrap();
    let stored = rows[0].bytes(0);
    assert!(!stored.windows(8).any(|window| window == b"personal"));
}
