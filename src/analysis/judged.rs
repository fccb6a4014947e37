//! The digest of what a reviewer judged.

use sha2::{Digest, Sha256};

use crate::model::claim::Claim;

/// Digest of a claim's statement, kind and scale, as `sha256:` and 64 hexadecimal digits.
///
/// Hashed are the three texts in this order, each followed by a zero byte; white space of the
/// statement is folded first (runs to one space, none at the ends), so that re-wrapping a statement
/// does not make its reviews look as if they judged something else.
pub fn digest(claim: &Claim) -> String {
    let statement = claim
        .statement
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    let mut hash = Sha256::new();
    for part in [
        statement.as_str(),
        &claim.kind.to_string(),
        &claim.scale.to_string(),
    ] {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    format!("sha256:{}", hex(&hash.finalize()))
}

/// Lower-case hexadecimal digits of some bytes.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
