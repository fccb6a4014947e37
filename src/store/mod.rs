//! Records on disk and in git: reading, checking their form, writing.

pub use crate::model::layout;

pub mod attached;
mod commit_tree;
pub mod compare;
pub mod conflicts;
pub mod decode;
pub mod edit;
pub mod error;
pub mod fmt;
pub mod history;
pub mod index;
mod last_change;
pub mod lines;
pub mod load;
pub mod locate;
pub mod merge;
pub mod repo;
pub mod schema;
pub mod shape;
pub mod source_tree;
mod syntax;
mod trees;
pub mod worktree;
pub mod write;

pub use commit_tree::{BlobReader, CommitTree};
