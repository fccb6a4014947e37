//! Machine-readable output: one schema a file, each with its name and version.

mod agreement;
pub mod anchors;
pub mod diff;
pub mod log;
mod past;
pub mod report;
pub mod rounds;
pub mod scores;
pub mod solve;
pub mod stats;
