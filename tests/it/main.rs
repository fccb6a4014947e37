//! All integration tests, linked into one binary. `tests/it/README.md` says what is where.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says what went wrong by failing"
)]

mod architecture;
mod commands;
mod docs;
mod formats;
mod hostile;
mod pull_requests;
mod robustness;
mod signatures;
mod stories;
#[allow(
    dead_code,
    unused_imports,
    reason = "a harness offers more than each test takes"
)]
mod support;
