//! What was stored by the first release opens and verifies for ever. These samples are never made anew.
#![allow(clippy::unwrap_used)] // a test file: its helpers are tests too

use base64::prelude::{BASE64_STANDARD, Engine};
use kernel::{PersonId, StreamId};
use ledger::{Keyring, Proved, Slot, StoredKey, SubjectKeys, open, open_value, verify};
use serde_json::{Value, json};

const SAMPLES: [(&str, &str); 2] = [
    (
        include_str!("recorded/proof-1-international.json"),
        include_str!("recorded/receipt-1-international.json"),
    ),
    (include_str!("recorded/proof-1-sm.json"), include_str!("recorded/receipt-1-sm.json")),
];

fn text<'a>(sample: &'a Value, name: &str) -> &'a str {
    sample[name].as_str().unwrap()
}

fn bytes(sample: &Value, name: &str) -> Vec<u8> {
    BASE64_STANDARD.decode(text(sample, name)).unwrap()
}

#[test]
fn bodies_boxes_keys_and_cells_of_the_first_release_open() {
    for (sample, _) in SAMPLES {
        let sample: Value = serde_json::from_str(sample).unwrap();
        let keyring = Keyring::read(text(&sample, "keys")).unwrap();
        let (stream, of) =
            (StreamId::from(text(&sample, "stream")), text(&sample, "person").parse().unwrap());
        let mut keys = SubjectKeys::new(keyring.clone());
        keys.know(of, &stream, &StoredKey::Wrapped(bytes(&sample, "wrapped"))).unwrap();
        let (body, boxes) = (text(&sample, "body").as_bytes(), bytes(&sample, "boxes"));
        let opened = open(body, &boxes, &stream, Slot::Event(1), &keys).unwrap();
        assert_eq!(opened.read::<Value>().unwrap(), sample["opened"]);
        let cell = open_value(of, &stream, Slot::Cell, &bytes(&sample, "cell"), &keys).unwrap();
        assert_eq!(cell.unwrap(), "张三".as_bytes());
        let hash = keyring.keyed_hash("telephone", text(&sample, "telephone"));
        assert_eq!(hash, text(&sample, "keyed_hash"));
    }
}

#[test]
fn receipts_of_the_first_release_verify_with_the_key_of_then() {
    for (sample, receipt) in SAMPLES {
        let sample: Value = serde_json::from_str(sample).unwrap();
        let verified = verify(receipt, text(&sample, "key")).unwrap();
        assert!(matches!(verified.proved, Proved::Included { index: 1, size: 2, promised: Some(_), .. }));
        assert_eq!(verified.values[0].value, json!("张三"));
        let of: PersonId = text(&sample, "person").parse().unwrap();
        assert_eq!((verified.values[0].of, verified.event.as_str()), (of, "case.submitted"));
    }
}
