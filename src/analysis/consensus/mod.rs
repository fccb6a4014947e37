//! The consensus on one claim from briefs: what a report says of it, without the report.
//!
//! History and differences ask for many of these, so only the pool, the median level and the verdict
//! are computed. They are the report's own figures, to the last bit.

mod counting;
mod debate;
mod outcome;
mod shares;

pub use counting::{ReviewState, is_stale, state};
pub use debate::{debate, standing};
pub use outcome::{Outcome, Terms};
pub use shares::{Cause, EXACT, GRID, ROTATIONS, Share, Shares, on_grid, shares};
