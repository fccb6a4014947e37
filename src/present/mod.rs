//! What people and programs see: every format is written from the same data, rounded once.

pub mod findings;
pub mod style;
pub mod visible;
