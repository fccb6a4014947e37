//! Signatures, made and verified beside OpenSSH's own tools.

mod commits;
mod keys;
mod records;
