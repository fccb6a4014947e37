//! The statistics of ratings: pools, spread, agreement, scores and verdicts.
//!
//! Pure functions of numbers. Nothing here knows claims or reviewers by name: a claim's ratings
//! are a slice, a table of ratings is a matrix with claims (units) in rows and reviewers (raters)
//! in columns, and what is missing is absent, never 0 or 0.5. A statistic that has no value says
//! why ([`Undefined`]). Each list of statistics ([`pool::Pool`], [`dispersion::Dispersion`],
//! [`agreement::Agreement`]) can be walked in a fixed order by name.

pub mod agreement;
pub mod dispersion;
pub mod groups;
pub mod numeric;
pub mod pool;
pub mod rating;
mod registry;
pub mod rounds;
pub mod scale;
pub mod scoring;
pub mod special;
pub mod statistic;
pub mod verdict;

pub use statistic::{Estimate, Interval, Statistic, Undefined};
