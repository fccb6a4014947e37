//! The notions of the domain, free of files, git, clocks and formats.

pub mod anchor;
pub mod argument;
pub mod brief;
pub mod check_catalogue;
pub mod citation;
pub mod claim;
pub mod confidence;
pub mod date;
pub mod diagnostic;
pub mod document;
pub mod history;
pub mod id;
pub mod identifiers;
pub mod layout;
pub mod name;
pub mod rating_table;
pub mod review;
pub mod reviewer;
pub mod revision;
pub mod rules;
pub mod snapshot;
pub mod source;
pub mod spelling;
pub mod word;
pub mod workspace;
