//! SM4 as an authenticated cipher: counter mode, then HMAC-SM3, from parts that the national standards name.
//!
//! Layout: nonce (16 bytes, the first counter), ciphertext, tag (32 bytes). Both working keys are derived from
//! the one key, so that no key serves two algorithms.

use super::{Hash, HashKind, SecretKey, push_field};
use sm4::{
    Sm4,
    cipher::{BlockCipherEncrypt, KeyInit},
};
use zeroize::Zeroizing;

const BLOCK: usize = 16;

pub(super) fn seal(key: &SecretKey, nonce: [u8; BLOCK], plain: &[u8], associated: &[u8]) -> Vec<u8> {
    let mut sealed = [nonce.as_slice(), plain].concat();
    apply_counter(key, nonce, &mut sealed[BLOCK..]);
    let tag = HashKind::Sm3.keyed_digest(&tag_key(key)[..], &[&tagged(associated, &sealed)]);
    sealed.extend_from_slice(&tag);
    sealed
}

pub(super) fn open(key: &SecretKey, sealed: &[u8], associated: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let (sealed, tag) = sealed.split_last_chunk::<32>()?;
    let (nonce, hidden) = sealed.split_first_chunk::<BLOCK>()?;
    let genuine = HashKind::Sm3.keyed_verify(&tag_key(key)[..], &[&tagged(associated, sealed)], tag);
    genuine.then(|| {
        let mut plain = Zeroizing::new(hidden.to_vec());
        apply_counter(key, *nonce, &mut plain);
        plain
    })
}

fn apply_counter(key: &SecretKey, nonce: [u8; BLOCK], bytes: &mut [u8]) {
    let derived = derive(key, b"yimen sm4 counter mode");
    let cipher = Sm4::new_from_slice(&derived[..BLOCK]).expect("an SM4 key has 16 bytes");
    let start = u128::from_be_bytes(nonce);
    for (number, chunk) in bytes.chunks_mut(BLOCK).enumerate() {
        let mut pad = start.wrapping_add(number as u128).to_be_bytes();
        cipher.encrypt_block((&mut pad).into());
        chunk.iter_mut().zip(pad).for_each(|(byte, pad)| *byte ^= pad);
    }
}

fn tagged(associated: &[u8], sealed: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(associated.len() + sealed.len() + 16);
    push_field(&mut bytes, associated);
    push_field(&mut bytes, sealed);
    bytes
}

fn tag_key(key: &SecretKey) -> Zeroizing<Hash> {
    derive(key, b"yimen hmac-sm3 tag")
}

fn derive(key: &SecretKey, purpose: &[u8]) -> Zeroizing<Hash> {
    Zeroizing::new(HashKind::Sm3.keyed_digest(key.as_slice(), &[purpose]))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of GB/T 32907 appendix A: key and plaintext are the same 16 bytes.
    #[test]
    fn the_block_cipher_is_the_one_of_the_standard() {
        let block = 0x0123_4567_89ab_cdef_fedc_ba98_7654_3210_u128.to_be_bytes();
        let mut sealed = block;
        Sm4::new_from_slice(&block).unwrap().encrypt_block((&mut sealed).into());
        assert_eq!(u128::from_be_bytes(sealed), 0x681e_df34_d206_965e_86b3_e94f_536e_4246);
    }

    #[test]
    fn texts_of_every_length_open_again_and_no_flipped_bit_passes() {
        let key = Zeroizing::new([3; 32]);
        for length in 0..70 {
            let plain = vec![length; usize::from(length)];
            let sealed = seal(&key, [0xff; BLOCK], &plain, b"place");
            assert_eq!(*open(&key, &sealed, b"place").unwrap(), plain);
            assert!(open(&key, &sealed, b"elsewhere").is_none());
            for bit in 0..sealed.len() * 8 {
                let mut changed = sealed.clone();
                changed[bit / 8] ^= 1 << (bit % 8);
                assert!(open(&key, &changed, b"place").is_none(), "bit {bit}");
            }
        }
    }
}
