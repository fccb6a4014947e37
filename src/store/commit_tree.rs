//! Records in a commit, read from the object database and never checked out.

use std::path::PathBuf;

use git2::{ObjectType, Oid, Repository, Tree};

use super::{
    error::{GitError, ReadError},
    objects::Objects,
    repo::failed,
    source_tree::{Content, Entry},
    trees::Trees,
};

const MODE_FILE: i32 = 0o100_644;
const MODE_EXECUTABLE: i32 = 0o100_755;

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
    pub fn entries_where(&self, wanted: &dyn Fn(&str) -> bool) -> Result<Vec<Entry>, ReadError> {
        let repo = self.open()?;
        let mut trees = Trees::new(&repo)?;
        let mut found = Vec::new();
        if let Some(top) = trees.below(self.tree, &self.folder)? {
            trees.list(top, wanted, &mut |path, leaf| {
                if wanted(path) {
                    found.push(Entry {
                        path: path.to_owned(),
                        kind: leaf.kind,
                        object: Some(leaf.object),
                    });
                }
            })?;
        }
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
                Ok(Some(Objects::open(&self.git_dir)?.blob(entry.id())?))
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

pub(super) fn is_regular(mode: i32) -> bool {
    matches!(mode, MODE_FILE | MODE_EXECUTABLE)
}
