//! The format of records: what is refused, what is warned of, and what is neither.

mod coverage;
mod examples;
mod harbour;
mod special;
mod valid;
