//! Structured debate and claim annotation, kept as TOML in git.
//!
//! A workspace holds the claims of a text and what reviewers say of them: ratings, typed arguments
//! and sources, one file each. This library reads and writes such workspaces, checks them, and
//! computes the consensus with its dissent.
//!
//! Layers point one way: [`model`] ← [`store`], [`interop`], [`analysis`] ← [`present`] ← [`cli`].

#![cfg_attr(
    test,
    allow(clippy::float_cmp, reason = "a test says which figures are exact")
)]

pub mod analysis;
pub mod cli;
pub mod interop;
pub mod model;
pub mod present;
pub mod store;
