//! What a test does where a program that it needs is not there.

/// Says why a test is skipped; where everything must be there (`YIMEN_TEST_TOOLS`, which `cargo xtask test` sets), that
/// is a failure, so that no promise goes untried unseen.
///
/// # Panics
/// If `YIMEN_TEST_TOOLS` is set.
pub fn missing(sentence: &str) {
    assert!(std::env::var_os("YIMEN_TEST_TOOLS").is_none(), "{sentence}");
    println!("skipped: {sentence}");
}
