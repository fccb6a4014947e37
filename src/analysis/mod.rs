//! Everything computed from records and ratings: pure, deterministic, free of files and clocks.

pub mod statistics;
