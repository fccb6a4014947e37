//! Where records are read from: the working tree, or a commit. The same code reads both.

use std::borrow::Borrow;

use rayon::prelude::*;

use super::{commit_tree::CommitTree, error::ReadError, worktree::WorkTree};

/// No record may be larger than this many bytes.
pub const MAX_RECORD: u64 = 1 << 20;
/// Folders are searched this deep, so that no tree can exhaust the stack.
pub(super) const MAX_DEPTH: usize = 16;

/// What an entry of a tree is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EntryKind {
    /// A regular file.
    File,
    /// A symbolic link, to a file or a folder.
    Link,
    /// A submodule or a special file.
    Other,
}

/// One file of a tree, by its path relative to the workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The path, with `/` between its parts.
    pub path: String,
    /// What it is.
    pub kind: EntryKind,
    /// The object that holds it, in a commit.
    pub object: Option<[u8; 20]>,
}

/// Content of a file, or that it is too large to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// Its bytes.
    Bytes(Vec<u8>),
    /// More than [`MAX_RECORD`] bytes.
    TooLarge(u64),
}

/// A tree of files that may hold a workspace.
#[derive(Debug)]
pub enum SourceTree {
    /// Files of a working tree.
    Work(WorkTree),
    /// Files of a commit.
    Commit(CommitTree),
}

impl SourceTree {
    /// Every file that could matter to a workspace, in order of the paths.
    pub fn entries(&self) -> Result<Vec<Entry>, ReadError> {
        match self {
            Self::Work(tree) => tree.entries(),
            Self::Commit(tree) => tree.entries(),
        }
    }

    /// The files whose paths are wanted, in order of the paths. Folders are asked for with a slash at
    /// their end and may be passed over, with all in them, where they are not wanted.
    pub fn entries_where(
        &self,
        wanted: &(dyn Fn(&str) -> bool + Sync),
    ) -> Result<Vec<Entry>, ReadError> {
        match self {
            Self::Work(tree) => {
                let mut entries = tree.entries()?;
                entries.retain(|entry| wanted(&entry.path));
                Ok(entries)
            }
            Self::Commit(tree) => tree.entries_where(wanted),
        }
    }

    /// Applies a function to the content of each entry, in parallel; results keep the order.
    pub fn read_each<E: Borrow<Entry> + Sync, T: Send>(
        &self,
        entries: &[E],
        apply: impl Fn(&E, Content) -> T + Sync,
    ) -> Result<Vec<T>, ReadError> {
        match self {
            Self::Work(tree) => entries
                .par_iter()
                .map(|entry| {
                    tree.read(&entry.borrow().path)
                        .map(|content| apply(entry, content))
                })
                .collect(),
            Self::Commit(tree) => entries
                .par_iter()
                .map_init(
                    || tree.reader(),
                    |reader, entry| match reader {
                        Ok(reader) => reader
                            .read(entry.borrow())
                            .map(|content| apply(entry, content)),
                        Err(error) => Err(error.clone()),
                    },
                )
                .collect(),
        }
    }

    /// The text of one file, if it can be read as text.
    pub fn text(&self, path: &str) -> Option<String> {
        match self.content(path)? {
            Content::Bytes(bytes) => String::from_utf8(bytes).ok(),
            Content::TooLarge(_) => None,
        }
    }

    /// The text of one file for showing: what is not UTF-8 is replaced, so that places before the
    /// first such byte are those of the file.
    pub fn shown_text(&self, path: &str) -> Option<String> {
        match self.content(path)? {
            Content::Bytes(bytes) => Some(String::from_utf8_lossy(&bytes).into_owned()),
            Content::TooLarge(_) => None,
        }
    }

    /// The content of one regular file, if it can be read.
    pub fn content(&self, path: &str) -> Option<Content> {
        match self {
            Self::Work(tree) => tree.read(path).ok(),
            Self::Commit(tree) => tree.read_path(path).ok()?,
        }
    }
}
