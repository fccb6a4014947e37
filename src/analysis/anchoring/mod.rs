//! Finding a claim's passage in a copy of its text.
//!
//! The passage is looked up exactly (first and last words, length, digest), then approximately. Each
//! anchor ends in one of five states, see [`State`]; nothing below a floor is accepted, and near ties
//! are refused: a wrong passage is worse than none.

mod approximate;
mod blocks;
mod bytes;
mod copy;
pub mod distance;
mod exact;
mod index;
mod mark;
mod measure;
pub mod myers;
mod order;
mod places;
mod reading;
mod score;
mod sentences;
mod unwrap;
mod verdict;
mod verify;
mod wanted;
mod work;

#[cfg(test)]
mod tests;

pub use blocks::{Block, Kind};
pub use copy::Copy;
pub use mark::{anchor, mark};
pub use measure::{Measure, Unmeasured, measure, measured};
pub use places::{Outline, Place};
pub use reading::{Mark, Passage, Reading, reading};
pub use score::{FLOOR, MARGIN};
pub use sentences::{Sentence, around, sentences};
pub use unwrap::Unwrapped;
pub use verdict::{Spot, State, Verdict};
pub use verify::{Subject, verify};
