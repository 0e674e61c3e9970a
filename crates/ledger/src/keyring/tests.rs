use super::*;

fn keyring() -> Keyring {
    Keyring::ephemeral(Suite::default()).expect("the generator works")
}

fn person(number: u128) -> PersonId {
    PersonId(uuid::Uuid::from_u128(number))
}

#[test]
fn a_wrapped_key_opens_for_its_person_and_stream_only() {
    let (keys, stream) = (keyring(), StreamId::of("case", 1));
    let key = Zeroizing::new([7; 32]);
    let wrapped = keys.wrap(person(1), &stream, &key).unwrap();
    assert_eq!(keys.unwrap(person(1), &stream, &wrapped).unwrap(), key);
    let other = StreamId::of("case", 2);
    assert!(matches!(keys.unwrap(person(2), &stream, &wrapped), Err(KeyFault::NotOpened)));
    assert!(matches!(keys.unwrap(person(1), &other, &wrapped), Err(KeyFault::NotOpened)));
    assert!(matches!(keyring().unwrap(person(1), &stream, &wrapped), Err(KeyFault::UnknownKey(_))));
}

#[test]
fn every_flipped_bit_of_a_wrapped_key_is_refused() {
    let (keys, stream) = (keyring(), StreamId::of("case", 1));
    let wrapped = keys.wrap(person(1), &stream, &Zeroizing::new([7; 32])).unwrap();
    for place in 0..wrapped.len() * 8 {
        let mut changed = wrapped.clone();
        changed[place / 8] ^= 1 << (place % 8);
        assert!(keys.unwrap(person(1), &stream, &changed).is_err(), "bit {place}");
    }
}

#[test]
fn keyed_hashes_keep_kinds_and_keyrings_apart_and_name_their_algorithm() {
    let keys = keyring();
    let hash = keys.keyed_hash("citizen_number", "11010519491231002X");
    assert_eq!(hash, keys.keyed_hash("citizen_number", "11010519491231002X"));
    assert_ne!(hash, keys.keyed_hash("telephone", "11010519491231002X"));
    assert_ne!(keys.keyed_hash("ab", "c"), keys.keyed_hash("a", "bc"));
    assert_ne!(hash, keyring().keyed_hash("citizen_number", "11010519491231002X"));
    assert!(hash.starts_with("hmac-sha256:hashing-"), "{hash}");
}

#[test]
fn keys_written_to_a_folder_are_the_same_when_loaded_and_never_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let made = Keyring::create(folder.path(), Suite::default()).unwrap();
    let loaded = Keyring::load(folder.path()).unwrap();
    assert_eq!(made.keyed_hash("a", "b"), loaded.keyed_hash("a", "b"));
    assert_eq!(made.signer().public_key(), loaded.signer().public_key());
    let again = Keyring::create(folder.path(), Suite::default());
    assert!(matches!(again, Err(KeyFault::Exists(_))));
}

#[cfg(unix)]
#[test]
fn the_key_file_is_for_its_owner_only_and_refused_when_others_may_read_it() {
    use std::{fs, os::unix::fs::PermissionsExt};
    let folder = tempfile::tempdir().unwrap();
    Keyring::create(folder.path(), Suite::default()).unwrap();
    let file = folder.path().join(KEYS_FILE);
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
    assert!(matches!(Keyring::load(folder.path()), Err(KeyFault::Exposed(_))));
}

#[test]
fn a_missing_key_file_is_named_and_not_made_by_loading() {
    let folder = tempfile::tempdir().unwrap();
    assert!(matches!(Keyring::load(folder.path()), Err(KeyFault::Missing(_))));
    assert!(!folder.path().join(KEYS_FILE).exists());
    Keyring::load_or_create(folder.path(), Suite::default()).unwrap();
    assert!(folder.path().join(KEYS_FILE).exists());
}

#[test]
fn a_broken_key_file_is_refused_without_showing_a_secret() {
    let folder = tempfile::tempdir().unwrap();
    Keyring::create(folder.path(), Suite::default()).unwrap();
    let text = std::fs::read_to_string(folder.path().join(KEYS_FILE)).unwrap();
    let secret = text.split("secret = \"").nth(1).unwrap()[..12].to_owned();
    for broken in [
        text.replace("format = 1", "format = 2"),
        text.replace("secret = \"", "secret = "),
        text.replace("secret = \"", "secret = \"AAAA"),
        text.replace("hmac-sha256", "hmac-md5"),
        text.replace("ed25519", "rsa"),
        text.replace("[[master]]", "[[other]]"),
        String::new(),
    ] {
        let refused = Keyring::read(&broken).expect_err("it is broken").to_string();
        assert!(!refused.contains(&secret), "{refused}");
    }
}

#[test]
fn a_retired_master_key_still_opens_what_it_wrapped() {
    let folder = tempfile::tempdir().unwrap();
    let (stream, key) = (StreamId::of("case", 1), Zeroizing::new([9; 32]));
    let wrapped = Keyring::create(folder.path(), Suite::default()).unwrap().wrap(person(1), &stream, &key);
    let text = std::fs::read_to_string(folder.path().join(KEYS_FILE)).unwrap();
    let fresh = "[[master]]\nid = \"master-new\"\nalgorithm = \"xchacha20-poly1305\"\nsecret = \
                 \"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\"\n\n[[master]]";
    let rotated = Keyring::read(&text.replacen("[[master]]", fresh, 1)).unwrap();
    assert_eq!(rotated.unwrap(person(1), &stream, &wrapped.unwrap()).unwrap(), key);
    let rewrapped = rotated.wrap(person(1), &stream, &key).unwrap();
    assert!(matches!(
        Keyring::read(&text).unwrap().unwrap(person(1), &stream, &rewrapped),
        Err(KeyFault::UnknownKey(_))
    ));
}

#[test]
fn a_keyring_never_prints_its_secrets() {
    let text = format!("{:?}", keyring());
    assert!(text.len() < 120 && text.starts_with("Keyring(international, master-"), "{text}");
}

#[test]
fn every_suite_makes_keys_that_load_again_and_names_its_algorithms() {
    for (suite, names) in [
        (Suite::International, ["xchacha20-poly1305", "hmac-sha256", "ed25519"]),
        (Suite::ShangMi, ["sm4-ctr-hmac-sm3", "hmac-sm3", "sm2-with-sm3"]),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let made = Keyring::create(folder.path(), suite).unwrap();
        let text = std::fs::read_to_string(folder.path().join(KEYS_FILE)).unwrap();
        names.iter().for_each(|name| assert!(text.contains(&format!("algorithm = \"{name}\"")), "{name}"));
        let loaded = Keyring::load(folder.path()).unwrap();
        assert_eq!(loaded.suite(), suite);
        let (stream, key) = (StreamId::of("case", 1), Zeroizing::new([7; 32]));
        let wrapped = made.wrap(person(1), &stream, &key).unwrap();
        assert_eq!(loaded.unwrap(person(1), &stream, &wrapped).unwrap(), key);
        let signature = made.signer().sign(b"text").unwrap();
        let public = loaded.signer().public_key();
        assert!(suite.signature().verify(&public, b"text", &signature));
        assert!(!suite.signature().verify(&public, b"tex", &signature));
    }
}

#[test]
fn sm3_gives_the_hash_of_the_standards_example() {
    let (kind, hash) = HashKind::read("sm3:Zsfw9GLu7dnR8tRr3BDk4kFnxIdc8veiKX2gK49LqOA=").unwrap();
    assert_eq!(kind.digest(&[b"a", b"bc"]), hash);
}

/// Made with `openssl pkeyutl -sign -rawin -digest sm3 -pkeyopt distid:1234567812345678` (OpenSSL 3.0).
#[test]
fn an_sm2_signature_made_by_openssl_is_accepted() {
    let public = "BNgmDGvTRQbKIjJTF1TCmirQHtnwlx7UUQRdwHOK1Aw+LDR5z9eD1O6P3SmyFK9YREvVM2W4Cno6nFBaQDa4l+8=";
    let signature =
        "ltdvLgS4GQcSMcSBmWTKeyClAa78/EvseeM4fWJ6VQdsXuxV66kyNrNATOA3SGi5DK83syqF5hWV9zKbHJmQvA==";
    let decode = |text| base64::prelude::BASE64_STANDARD.decode(text).unwrap();
    let (public, mut signature) = (decode(public), decode(signature));
    let kind = SignatureKind::Sm2WithSm3;
    assert!(kind.verify(&public, b"yimen", &signature));
    assert!(!kind.verify(&public, b"Yimen", &signature));
    signature[5] ^= 1;
    assert!(!kind.verify(&public, b"yimen", &signature));
}

#[test]
fn weak_and_malformed_public_keys_are_no_keys() {
    assert!(!SignatureKind::Ed25519.is_public_key(&[0; 32]), "a point of small order");
    assert!(!SignatureKind::Ed25519.is_public_key(&[1; 31]));
    assert!(!SignatureKind::Sm2WithSm3.is_public_key(&[4; 65]), "not on the curve");
    assert!(!SignatureKind::Sm2WithSm3.is_public_key(&[]));
}
