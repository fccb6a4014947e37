//! What follows from the records: pure, without clock, files or git.

pub mod argumentation;
pub mod check;
pub mod judged;
pub mod report;
pub mod statistics;
