//! The short link of a matter: printed on posters, so it hangs on the slug alone and never changes with the content.

use kernel::MatterCode;

// The same letters as in case numbers: nothing that is taken for something else on paper.
const SYMBOLS: &[u8; 29] = b"23456789ABCDEFGHJKMNPQRSTVWXY";

/// The short code of a matter for links and QR codes (CAT-04): seven symbols, the same for ever.
///
/// It is a hash of the slug, so two slugs can meet; the pack check finds that before anything is printed.
pub fn short_link(code: &MatterCode) -> String {
    let mut hash = code.as_str().bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    // FNV-1a leaves its lowest bits poor; one fold spreads the rest into them.
    hash ^= hash >> 32;
    let mut text = String::with_capacity(7);
    for _ in 0..7 {
        let place = usize::try_from(hash % 29).expect("a remainder of 29 fits");
        text.push(char::from(SYMBOLS[place]));
        hash /= 29;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_short_link_is_printed_on_posters_and_must_never_change() {
        let link = short_link(&"drainage-permit".into());
        assert_eq!(link, short_link(&"drainage-permit".into()));
        assert_eq!(link.len(), 7);
        assert_ne!(link, short_link(&"drainage-permit-renewal".into()));
    }
}
