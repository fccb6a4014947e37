//! Records on disk and in git: reading, checking their form, writing.

pub use crate::model::layout;

mod admission;
pub mod attached;
pub mod attributes;
mod commit_tree;
pub mod compare;
mod config;
pub mod conflicts;
pub mod decode;
pub mod edit;
pub mod error;
pub mod fmt;
pub mod history;
pub mod index;
mod last_change;
pub mod leaves;
pub mod lines;
pub mod load;
pub mod locate;
pub mod merge;
mod objects;
pub mod proposal;
pub mod repo;
pub mod schema;
pub mod shape;
pub mod signature;
pub mod source_tree;
mod syntax;
mod trees;
pub mod worktree;
pub mod write;

pub use commit_tree::{BlobReader, CommitTree};
