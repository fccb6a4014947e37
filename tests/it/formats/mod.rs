//! The format of records: what is refused, what is warned of, and what is neither.

mod coverage;
mod examples;
mod harbour;
mod merges;
mod properties;
mod schemas;
mod special;
mod valid_records;
