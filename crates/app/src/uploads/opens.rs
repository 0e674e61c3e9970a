//! Whether a file opens. What broke on its way, was cut off or only calls itself a picture or a PDF is said at once to
//! the person who can send it again, and not weeks later to the clerk who cannot read it. The structure is walked from
//! outside; nothing is decoded, so no file can grow in memory here.

use super::FileKind;

/// Whether the structure of `bytes` is whole, as far as a file of this kind shows it.
pub(super) fn opens(kind: FileKind, bytes: &[u8]) -> bool {
    match kind {
        FileKind::Png => png(bytes).is_some(),
        FileKind::Jpeg => jpeg(bytes).is_some(),
        FileKind::Pdf => pdf(bytes).is_some(),
        // Their table of contents was read to know their kind.
        FileKind::Ofd | FileKind::Docx | FileKind::Xlsx => true,
    }
}

/// Chunk after chunk with its check sum, from the header with a size to the end (PNG, ISO/IEC 15948).
fn png(bytes: &[u8]) -> Option<()> {
    let mut rest = bytes.get(8..)?;
    let (mut has_size, mut has_dots) = (false, false);
    loop {
        let (length, more) = rest.split_first_chunk::<4>()?;
        let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
        let (named, more) = more.split_at_checked(length.checked_add(4)?)?;
        let (sum, more) = more.split_first_chunk::<4>()?;
        if u32::from_be_bytes(*sum) != check_sum(named) {
            return None;
        }
        match named.split_at(4) {
            (b"IHDR", [w0, w1, w2, w3, h0, h1, h2, h3, ..]) => {
                has_size = [w0, w1, w2, w3].iter().any(|part| **part != 0)
                    && [h0, h1, h2, h3].iter().any(|part| **part != 0);
            }
            (b"IDAT", dots) => has_dots |= !dots.is_empty(),
            (b"IEND", _) => return (has_size && has_dots).then_some(()),
            _ => {}
        }
        rest = more;
    }
}

/// The check sum of PNG (CRC-32 of ISO 3309).
fn check_sum(bytes: &[u8]) -> u32 {
    const TABLE: [u32; 256] = table();
    let step = |sum: u32, byte: &u8| TABLE[usize::from(sum as u8 ^ byte)] ^ (sum >> 8);
    !bytes.iter().fold(u32::MAX, step)
}

const fn table() -> [u32; 256] {
    let mut table = [0; 256];
    let mut place = 0;
    while place < 256 {
        let (mut sum, mut bit) = (place as u32, 0);
        while bit < 8 {
            sum = if sum & 1 == 1 { 0xedb8_8320 ^ (sum >> 1) } else { sum >> 1 };
            bit += 1;
        }
        table[place] = sum;
        place += 1;
    }
    table
}

/// Segment after segment to the dots, with a frame before them and an end behind them (JPEG, ITU-T T.81 annex B).
fn jpeg(bytes: &[u8]) -> Option<()> {
    let mut rest = bytes.get(2..)?;
    let mut has_frame = false;
    loop {
        let (fill, more) = rest.split_first()?;
        let (marker, more) = more.split_first()?;
        if *fill != 0xff {
            return None;
        }
        match marker {
            0xff => {
                rest = &rest[1..];
                continue;
            }
            0x01 | 0xd0..=0xd7 => {
                rest = more;
                continue;
            }
            0xd8 | 0xd9 => return None,
            0xc4 | 0xc8 | 0xcc => {}
            0xc0..=0xcf => has_frame = true,
            _ => {}
        }
        let length = usize::from(u16::from_be_bytes(*more.first_chunk::<2>()?));
        let after = more.get(length.max(2)..)?;
        if *marker == 0xda {
            let ends = after.windows(2).any(|pair| pair == [0xff, 0xd9]);
            return (has_frame && ends).then_some(());
        }
        rest = after;
    }
}

/// A table of objects where the end says that it is, or at least a whole trailer that names the root (PDF, ISO 32000-1
/// section 7.5): readers mend a wrong place, but not a file whose end is missing.
fn pdf(bytes: &[u8]) -> Option<()> {
    const START: &[u8] = b"startxref";
    let at = bytes.windows(START.len()).rposition(|words| words == START)?;
    let place = bytes[at + START.len()..].trim_ascii_start();
    let digits = place.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let place: usize = str::from_utf8(&place[..digits]).ok()?.parse().ok()?;
    let body = &bytes[..at];
    let has = |words: &[u8]| body.windows(words.len()).any(|found| found == words);
    let table = body.get(place..).unwrap_or_default().trim_ascii_start();
    let is_there = table.starts_with(b"xref") || table.first().is_some_and(u8::is_ascii_digit);
    (has(b"/Root") && has(b"obj") && (is_there || has(b"trailer"))).then_some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PNG: &[u8] = include_bytes!("tests/dot.png");
    const JPEG: &[u8] = include_bytes!("tests/dot.jpg");

    fn kind_opens(bytes: &[u8]) -> bool {
        opens(FileKind::of(bytes).expect("a kind that is taken"), bytes)
    }

    #[test]
    fn whole_files_open() {
        assert!(kind_opens(PNG) && kind_opens(JPEG));
        assert!(kind_opens(&testbed::small_pdf("the plan")));
        assert!(kind_opens(&[JPEG, b"what a camera wrote behind the end"].concat()));
    }

    #[test]
    fn a_picture_that_was_cut_off_does_not_open() {
        for whole in [PNG, JPEG] {
            for length in [12, whole.len() / 2, whole.len() - 5] {
                assert!(!kind_opens(&whole[..length]), "{length} of {}", whole.len());
            }
        }
        let mut bent = PNG.to_vec();
        bent[20] ^= 1;
        assert!(!kind_opens(&bent), "the check sum tells");
    }

    #[test]
    fn what_only_calls_itself_a_pdf_does_not_open() {
        let whole = testbed::small_pdf("the plan");
        for broken in [b"%PDF-1.7 <script>".as_slice(), b"%PDF-", &whole[..whole.len() / 2]] {
            assert!(!kind_opens(broken));
        }
        assert!(!kind_opens(b"%PDF-1.7 startxref 9999999999999999999999 %%EOF"));
    }

    proptest::proptest! {
        #[test]
        fn no_file_makes_the_look_fail(kind in 0..3_usize, tail in proptest::collection::vec(0..=255_u8, 0..400)) {
            let heads = [b"\x89PNG\r\n\x1a\n".as_slice(), b"\xff\xd8\xff", b"%PDF-1.7 startxref 5"];
            let bytes = [heads[kind], &tail].concat();
            opens(FileKind::of(&bytes).expect("a kind"), &bytes);
        }
    }
}
