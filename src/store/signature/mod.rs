//! SSH signatures over records and commits: making, reading and verifying them. No other program is
//! called.

mod agent;
mod commits;
mod expiry;
mod key_file;
mod records;
mod sign;
mod verify;

pub use agent::{Agent, AgentError, Identity};
pub use key_file::{KeyError, KeyFile};
pub use records::proofs;
pub use sign::{AgentKey, SignError, Signer, sign_record};
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

#[cfg(test)]
mod tests;
