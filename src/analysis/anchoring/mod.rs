//! Finding a claim's passage in a copy of its text.

mod measure;

pub use measure::{Measure, Unmeasured, measure, measured};
