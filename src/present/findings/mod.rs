//! Findings for people and for programs.

mod human;
mod json;

pub use human::{Look, human, summary};
pub use json::{FindingsDocument, SCHEMA, json};
