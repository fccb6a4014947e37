//! Structured debate and claim annotation, kept as TOML in git.

pub mod analysis;
