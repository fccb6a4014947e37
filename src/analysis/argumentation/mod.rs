//! Computational argumentation: which arguments stand, and how strongly.
//!
//! A [`Graph`] holds arguments with base scores, attacks and supports. The
//! [`crisp`] semantics label its nodes in, out or undecided; the [`gradual`]
//! ones give each a strength between 0 and 1. Both are pure functions of the
//! graph.

pub mod adjacency;
pub mod attribution;
pub mod crisp;
pub mod debate;
pub mod gradual;
pub mod graph;
mod scc;
pub mod solution;

pub use graph::{Graph, GraphBuilder, GraphError};
