use super::*;
use crate::keyring::{HashKind, Keyring, Suite};

// The example of the C2SP tlog-checkpoint page is public; its key is not, so only its form can be read.
const PUBLISHED: &str = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n\
    \u{2014} example.com/behind-the-sofa \
    Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n";

// The known key and note of the Go checksum database's own note package: signed there, checked here.
const PETER: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
const PETERS_NOTE: &str = "If you think cryptography is the answer to your problem,\n\
    then you don't know what your problem is.\n\n\
    \u{2014} PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

fn keyring() -> Keyring {
    Keyring::ephemeral(Suite::default()).expect("the generator works")
}

fn checkpoint() -> Checkpoint {
    Checkpoint { origin: "珠海".to_owned(), size: 12, hash: HashKind::Sha256, root: [5; 32] }
}

#[test]
fn a_note_signed_by_others_tools_is_accepted() {
    let key: VerifierKey = PETER.parse().unwrap();
    assert_eq!(key.to_string(), PETER);
    let note: SignedNote = PETERS_NOTE.parse().unwrap();
    assert!(note.verify(&key).unwrap().starts_with("If you think"));
    assert_eq!(note.to_string(), PETERS_NOTE);
}

#[test]
fn a_published_checkpoint_reads_and_writes_in_the_same_form() {
    let note: SignedNote = PUBLISHED.parse().unwrap();
    assert_eq!(note.to_string(), PUBLISHED);
}

#[test]
fn a_checkpoint_reads_back_with_the_citys_key_alone() {
    let keys = keyring();
    let note = checkpoint().sign(keys.signer()).unwrap().to_string();
    assert!(
        note.starts_with("珠海\n12\nBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQU=\n\n\u{2014} 珠海 "),
        "{note}"
    );
    let key: VerifierKey = VerifierKey::of("珠海", keys.signer()).to_string().parse().unwrap();
    assert_eq!(Checkpoint::verify(&note.parse().unwrap(), &key), Ok(checkpoint()));
}

#[test]
fn another_text_another_key_and_another_city_are_told_apart() {
    let keys = keyring();
    let key = VerifierKey::of("珠海", keys.signer());
    let note = checkpoint().sign(keys.signer()).unwrap().to_string();
    let changed: SignedNote = note.replace("12", "13").parse().unwrap();
    assert_eq!(changed.verify(&key), Err(NoteRefusal::Forged("珠海".to_owned())));
    let note: SignedNote = note.parse().unwrap();
    for other in [VerifierKey::of("珠海", keyring().signer()), VerifierKey::of("江门", keys.signer())] {
        assert!(matches!(note.verify(&other), Err(NoteRefusal::AnotherKey { .. })));
    }
    let foreign = Checkpoint { origin: "江门".to_owned(), ..checkpoint() };
    let foreign = SignedNote::sign(foreign.text(), "珠海", keys.signer()).unwrap();
    assert_eq!(Checkpoint::verify(&foreign, &key), Err(NoteRefusal::AnotherOrigin("江门".to_owned())));
}

#[test]
fn signatures_of_witnesses_are_ignored_and_a_second_false_one_of_ours_is_not() {
    let keys = keyring();
    let key = VerifierKey::of("珠海", keys.signer());
    let note = checkpoint().sign(keys.signer()).unwrap();
    let witness = SignedNote::sign(checkpoint().text(), "witness", keyring().signer()).unwrap();
    let with = |mut line: NoteSignature, change: u8| {
        line.signature[0] ^= change;
        SignedNote { text: note.text.clone(), signatures: vec![note.signatures[0].clone(), line] }
    };
    assert!(with(witness.signatures[0].clone(), 0).verify(&key).is_ok());
    assert!(with(note.signatures[0].clone(), 1).verify(&key).is_err());
}

#[test]
fn a_text_that_is_no_note_is_refused_with_the_reason() {
    let line = "\u{2014} city AAAAAAAA\n";
    for broken in [
        String::new(),
        "text\n".to_owned(),
        "text\n\n".to_owned(),
        "text\n\n\u{2014} city !!!!\n".to_owned(),
        "text\n\n- city AAAAAAAA\n".to_owned(),
        "text\n\n\u{2014} ci+ty AAAAAAAA\n".to_owned(),
        format!("te\txt\n\n{line}"),
        format!("text\n\n{}", line.trim_end()),
        format!("text\n\n{}", line.repeat(101)),
    ] {
        assert!(matches!(broken.parse::<SignedNote>(), Err(NoteRefusal::NotANote(_))), "{broken}");
    }
    assert!(format!("text\n\n{}", line.repeat(100)).parse::<SignedNote>().is_ok());
}

#[test]
fn a_signed_text_that_is_no_checkpoint_is_refused_with_the_reason() {
    let keys = keyring();
    let key = VerifierKey::of("珠海", keys.signer());
    let root = "BQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQU=";
    for text in [
        "珠海\n12\n".to_owned(),
        format!("珠海\n012\n{root}\n"),
        format!("珠海\n-1\n{root}\n"),
        format!("珠海\n12\n{}\n", &root[4..]),
        format!("珠海\n12\n{root}\n\n"),
        format!("珠海\n12\n{root}\nhash md5\n"),
    ] {
        let note = SignedNote::sign(text.clone(), "珠海", keys.signer()).unwrap();
        assert!(matches!(Checkpoint::verify(&note, &key), Err(NoteRefusal::NotACheckpoint(_))), "{text}");
    }
    let extended = SignedNote::sign(format!("珠海\n12\n{root}\nmore\n"), "珠海", keys.signer()).unwrap();
    assert_eq!(Checkpoint::verify(&extended, &key), Ok(checkpoint()));
}

#[test]
fn a_damaged_public_key_is_refused() {
    for broken in [
        "",
        "name",
        "name+hash",
        &PETER.replace("c74f", "c74e"),
        &PETER[..60],
        &PETER.replace("Peter", "Pe ter"),
    ] {
        assert_eq!(broken.parse::<VerifierKey>(), Err(NoteRefusal::NotAKey), "{broken}");
    }
}

#[test]
fn a_citys_name_becomes_the_name_of_a_key() {
    assert_eq!(key_name("珠海"), "珠海");
    assert_eq!(key_name(" New City+\u{3000}East\n"), "New-City--East");
    assert_eq!(key_name(" "), "yimen");
}

#[test]
fn a_checkpoint_of_the_national_algorithms_names_its_hash_and_reads_back() {
    let keys = Keyring::ephemeral(Suite::ShangMi).unwrap();
    let checkpoint = Checkpoint { hash: HashKind::Sm3, ..checkpoint() };
    let note = checkpoint.sign(keys.signer()).unwrap().to_string();
    assert!(note.contains("\nhash sm3\n\n"), "{note}");
    let key: VerifierKey = VerifierKey::of("珠海", keys.signer()).to_string().parse().unwrap();
    assert_eq!(Checkpoint::verify(&note.parse().unwrap(), &key), Ok(checkpoint));
    let changed: SignedNote = note.replace("\n12\n", "\n13\n").parse().unwrap();
    assert_eq!(changed.verify(&key), Err(NoteRefusal::Forged("珠海".to_owned())));
}
