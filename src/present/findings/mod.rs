//! Findings for people, for programs and for hosts.

mod code_quality;
mod github;
mod human;
mod json;
mod junit;
mod results;
mod sarif;

pub use code_quality::code_quality;
pub use github::{MOST, Rest, github};
pub use human::{Look, human, summary};
pub use json::{FindingsDocument, SCHEMA, json};
pub use junit::junit;
pub use results::Results;
pub use sarif::sarif;
