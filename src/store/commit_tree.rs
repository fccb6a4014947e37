//! Records in a commit, read from the object database and never checked out.

use std::{cell::RefCell, path::PathBuf};

use git2::{ObjectType, Oid, Repository, Tree};
use rayon::prelude::*;

use super::{
    error::{GitError, ReadError},
    objects::{Objects, read_blob},
    repo::failed,
    source_tree::{Content, Entry},
    trees::{Leaf, Trees},
};

const MODE_FILE: i32 = 0o100_644;
const MODE_EXECUTABLE: i32 = 0o100_755;

/// Folders so deep, such as a reviewer's, are listed beside one another.
const APART: usize = 2;

/// The files of one commit below one folder.
#[derive(Debug, Clone)]
pub struct CommitTree {
    git_dir: PathBuf,
    tree: Oid,
    folder: String,
}

/// Reads objects; one for each thread, since a repository handle cannot be shared.
pub struct BlobReader {
    objects: Objects,
}

impl CommitTree {
    pub(super) fn new(git_dir: PathBuf, tree: Oid, folder: &str) -> Self {
        Self {
            git_dir,
            tree,
            folder: folder.to_owned(),
        }
    }

    fn open(&self) -> Result<Repository, GitError> {
        Repository::open(&self.git_dir).map_err(|e| failed(&e))
    }

    /// A reader of this tree's objects.
    pub fn reader(&self) -> Result<BlobReader, ReadError> {
        Ok(BlobReader {
            objects: Objects::open(&self.git_dir)?,
        })
    }

    /// Every file that could matter, in order of the paths.
    pub fn entries(&self) -> Result<Vec<Entry>, ReadError> {
        self.entries_where(&|_| true)
    }

    /// The files whose paths are wanted, in order of the paths; a folder, asked for with a slash at
    /// its end, is entered only if it is wanted too.
    pub fn entries_where(
        &self,
        wanted: &(dyn Fn(&str) -> bool + Sync),
    ) -> Result<Vec<Entry>, ReadError> {
        let mut trees = Trees::open(&self.git_dir)?;
        let Some(top) = trees.below(self.tree, &self.folder)? else {
            return Ok(Vec::new());
        };
        let folders = RefCell::new(Vec::new());
        let enter = |folder: &str, tree| {
            let apart = folder.matches('/').count() == APART;
            if apart && wanted(folder) {
                folders.borrow_mut().push((folder.to_owned(), tree));
            }
            !apart && wanted(folder)
        };
        let mut found = Vec::new();
        trees.list(top, &enter, &mut |path, leaf| {
            found.extend(entry(path, leaf, wanted));
        })?;
        let below: Vec<Vec<Entry>> = folders
            .into_inner()
            .into_par_iter()
            .map_init(
                || Trees::open(&self.git_dir),
                |trees, (folder, tree)| {
                    let trees = trees.as_mut().map_err(|error| error.clone())?;
                    let (enter, mut found) = (|folder: &str, _| wanted(folder), Vec::new());
                    let mut on = |path: &str, leaf| found.extend(entry(path, leaf, wanted));
                    trees.list_below(&folder, tree, &enter, &mut on)?;
                    Ok(found)
                },
            )
            .collect::<Result<_, GitError>>()?;
        found.extend(below.into_iter().flatten());
        found.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(found)
    }

    fn top<'r>(&self, repo: &'r Repository) -> Result<Option<Tree<'r>>, GitError> {
        let root = repo.find_tree(self.tree).map_err(|e| failed(&e))?;
        if self.folder.is_empty() {
            return Ok(Some(root));
        }
        match root.get_path(std::path::Path::new(&self.folder)) {
            Ok(entry) if entry.kind() == Some(ObjectType::Tree) => {
                repo.find_tree(entry.id()).map(Some).map_err(|e| failed(&e))
            }
            _ => Ok(None),
        }
    }

    /// The content of the regular file at a path, if there is one.
    pub fn read_path(&self, path: &str) -> Result<Option<Content>, ReadError> {
        let repo = self.open()?;
        let Some(top) = self.top(&repo)? else {
            return Ok(None);
        };
        match top.get_path(std::path::Path::new(path)) {
            Ok(entry) if is_regular(entry.filemode_raw()) => {
                Ok(Some(read_blob(&repo, entry.id())?))
            }
            _ => Ok(None),
        }
    }
}

impl BlobReader {
    /// The content of an entry.
    pub fn read(&mut self, entry: &Entry) -> Result<Content, ReadError> {
        let bytes = entry.object.unwrap_or_default();
        let oid = Oid::from_bytes(&bytes).map_err(|e| failed(&e))?;
        Ok(self.objects.blob(oid)?)
    }
}

fn entry(path: &str, leaf: Leaf, wanted: &dyn Fn(&str) -> bool) -> Option<Entry> {
    wanted(path).then(|| Entry {
        path: path.to_owned(),
        kind: leaf.kind,
        object: Some(leaf.object),
    })
}

pub(super) fn is_regular(mode: i32) -> bool {
    matches!(mode, MODE_FILE | MODE_EXECUTABLE)
}
