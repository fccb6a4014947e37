//! SSH signatures over records and commits: reading and verifying them. No other program is called.

mod commits;
mod expiry;
mod records;
mod verify;

pub use records::proofs;
pub(in crate::store) use verify::is_public_key;
pub use verify::{MAX_SIGNATURE, proof};

use sha2::{Digest, Sha256};

/// The digest by which one revision of a record names another: `sha256:` and 64 hexadecimal digits
/// of its exact bytes.
pub fn digest(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    Sha256::digest(bytes)
        .iter()
        .fold("sha256:".to_owned(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
}
