//! What people and programs see: every format is written from the same data, rounded once.

pub mod backing;
pub mod catalogue;
pub mod comparison;
pub mod conventions;
pub mod findings;
pub mod formulas;
pub mod html;
pub mod json;
pub mod log_command;
pub mod map;
pub mod markdown;
pub mod numbers;
pub mod past;
pub mod schemas;
pub mod style;
pub mod summary;
pub mod terminal;
pub mod visible;
pub mod words;
