//! Digests of folded passages: a passage is recognised by them without being disclosed.

use sha2::{Digest, Sha256};

use super::{Folded, NAME};
use crate::analysis::judged::hex;

/// `fold1:sha256:` and the SHA-256 of some text that is already in normal form, as UTF-8.
///
/// A digest does not hide what can be guessed: that of a few words is found by trying.
pub fn of_folded(text: &str) -> String {
    format!("{NAME}:sha256:{}", hex(&Sha256::digest(text.as_bytes())))
}

/// Length in folded characters and digest of a text as printed.
pub fn of_text(raw: &str) -> (usize, String) {
    let folded = Folded::new(raw);
    (folded.len(), of_folded(folded.text()))
}
