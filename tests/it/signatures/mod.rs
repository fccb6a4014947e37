//! Signatures, made and verified beside OpenSSH's own tools.

mod commits;
pub(crate) mod keys;
mod records;
mod signing;
