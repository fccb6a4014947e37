//! Output for people at a terminal.

pub mod anchors;
pub mod claim;
pub mod diff;
pub mod dots;
pub mod layout;
pub mod log;
mod past;
pub mod patch;
pub mod reading;
pub mod record;
pub mod report;
pub mod rounds;
pub mod scores;
pub mod solve;
pub mod sparkline;
pub mod stats;
pub mod status;

/// How much room there is.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// Columns.
    pub width: usize,
}
