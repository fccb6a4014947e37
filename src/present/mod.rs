//! What people and programs see: every format is written from the same data, rounded once.

pub mod conventions;
pub mod findings;
pub mod json;
pub mod style;
pub mod visible;
