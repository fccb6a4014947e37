//! One file a command: its options, and how it is carried out.

pub(super) mod argue;
pub(super) mod blame;
pub(super) mod cache;
pub(super) mod check;
pub(super) mod claim;
pub(super) mod completions;
pub(super) mod diff;
pub(super) mod document;
pub(super) mod fmt;
pub(super) mod init;
pub(super) mod log;
pub(super) mod man;
pub(super) mod map;
pub(super) mod merge_driver;
pub(super) mod report;
pub(super) mod resolve;
pub(super) mod review;
pub(super) mod reviewer;
pub(super) mod round;
pub(super) mod schema;
pub(super) mod score;
pub(super) mod solve;
pub(super) mod source;
pub(super) mod stats;
pub(super) mod status;
