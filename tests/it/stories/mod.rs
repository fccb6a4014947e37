//! Journeys through several commands or many records, a file each.

mod example;
mod forty_mistakes;
mod history;
mod merging;
mod pull_request;
#[cfg(unix)]
mod questions;
mod repeatable;
mod tour;
