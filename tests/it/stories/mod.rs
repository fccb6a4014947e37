//! Journeys through several commands or many records, a file each.

mod example;
mod forty_mistakes;
mod history;
mod merging;
#[cfg(unix)]
mod questions;
mod repeatable;
mod tour;
