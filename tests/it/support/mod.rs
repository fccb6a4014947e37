//! A workspace for a test, and the program run in it.

mod findings;
mod host;
mod key;
mod output;
mod records;
mod world;

pub(crate) use host::{By, Fork, Host, by};
pub(crate) use key::Key;
pub(crate) use output::{Output, filtered};
pub(crate) use records::{CLAIM, REVIEW, REVIEWER, WORKSPACE};
pub(crate) use world::{Run, World};
