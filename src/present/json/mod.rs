//! Machine-readable output: one schema a file, each with its name and version.

pub mod report;
