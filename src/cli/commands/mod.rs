//! One file a command: its options, and how it is carried out.

pub(super) mod check;
pub(super) mod report;
pub(super) mod round;
pub(super) mod score;
