//! Markdown for pull requests, wikis and pages.

pub mod diff;
pub mod escape;
mod past;
pub mod pull_request;
pub mod report;
