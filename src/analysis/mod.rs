//! What follows from the records: pure, without clock, files or git.

pub mod anchoring;
pub mod argumentation;
pub mod check;
pub mod consensus;
pub mod diff;
pub mod fold;
pub mod governance;
pub mod history;
pub mod judged;
pub mod past;
pub mod report;
pub mod signatures;
pub mod statistics;
pub mod table;
pub mod waiting;
