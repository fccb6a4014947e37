//! Markdown for pull requests, wikis and pages.

pub mod escape;
pub mod report;
