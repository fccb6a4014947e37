//! Records in a commit, read from the object database and never checked out.

use std::path::PathBuf;

use git2::{ObjectType, Odb, Oid, Repository, Tree};

use super::{
    error::{GitError, ReadError},
    layout::{is_file_of_top, is_top},
    repo::failed,
    source_tree::{Content, Entry, EntryKind, MAX_RECORD},
};

const MAX_DEPTH: usize = 16;
const MODE_FILE: i32 = 0o100_644;
const MODE_EXECUTABLE: i32 = 0o100_755;
const MODE_LINK: i32 = 0o120_000;

/// The files of one commit below one folder.
#[derive(Debug, Clone)]
pub struct CommitTree {
    git_dir: PathBuf,
    tree: Oid,
    folder: String,
}

/// Reads objects; one for each thread, since a repository handle cannot be shared.
pub struct BlobReader {
    repo: Repository,
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
        Ok(BlobReader { repo: self.open()? })
    }

    /// Every file that could matter, in order of the paths.
    pub fn entries(&self) -> Result<Vec<Entry>, ReadError> {
        let repo = self.open()?;
        let mut found = Vec::new();
        if let Some(top) = self.top(&repo)? {
            walk(&repo, &top, "", 0, &mut found).map_err(|e| failed(&e))?;
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
            Ok(entry) if is_regular(entry.filemode_raw()) => Ok(Some(read(
                &repo.odb().map_err(|e| failed(&e))?,
                entry.id(),
            )?)),
            _ => Ok(None),
        }
    }
}

impl BlobReader {
    /// The content of an entry.
    pub fn read(&self, entry: &Entry) -> Result<Content, ReadError> {
        let odb = self.repo.odb().map_err(|e| failed(&e))?;
        let bytes = entry.object.unwrap_or_default();
        let oid = Oid::from_bytes(&bytes).map_err(|e| failed(&e))?;
        Ok(read(&odb, oid)?)
    }
}

fn read(odb: &Odb<'_>, oid: Oid) -> Result<Content, GitError> {
    let (size, _) = odb.read_header(oid).map_err(|e| failed(&e))?;
    if size as u64 > MAX_RECORD {
        return Ok(Content::TooLarge(size as u64));
    }
    let object = odb.read(oid).map_err(|e| failed(&e))?;
    Ok(Content::Bytes(object.data().to_vec()))
}

fn is_regular(mode: i32) -> bool {
    matches!(mode, MODE_FILE | MODE_EXECUTABLE)
}

fn walk(
    repo: &Repository,
    tree: &Tree<'_>,
    path: &str,
    depth: usize,
    found: &mut Vec<Entry>,
) -> Result<(), git2::Error> {
    for item in tree {
        let name = String::from_utf8_lossy(item.name_bytes());
        let child = if path.is_empty() {
            name.into_owned()
        } else {
            format!("{path}/{name}")
        };
        let at_top = path.is_empty();
        if at_top && !is_top(&child) {
            continue;
        }
        let is_tree = item.kind() == Some(ObjectType::Tree);
        let is_folder = is_tree && !(at_top && is_file_of_top(&child));
        if is_folder && depth < MAX_DEPTH {
            walk(repo, &repo.find_tree(item.id())?, &child, depth + 1, found)?;
        } else {
            found.push(entry(child, item.filemode_raw(), item.id()));
        }
    }
    Ok(())
}

fn entry(path: String, mode: i32, oid: Oid) -> Entry {
    let kind = match mode {
        mode if is_regular(mode) => EntryKind::File,
        MODE_LINK => EntryKind::Link,
        _ => EntryKind::Other,
    };
    Entry {
        path,
        kind,
        object: <[u8; 20]>::try_from(oid.as_bytes()).ok(),
    }
}
