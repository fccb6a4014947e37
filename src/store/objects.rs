//! Objects of the repository, read fast, and checked against their names.
//!
//! gitoxide reads what is packed or loose in the usual ways. Whatever it cannot read, and whatever does
//! not have the name under which it was asked for, is left to libgit2, which reads it or says why not:
//! so nothing depends on this but time.

use std::path::Path;

use git2::{Commit, Oid, Repository};
use gix_object::Find as _;
use gix_pack::cache::lru::MemoryCappedHashmap;

use super::{
    error::GitError,
    repo::failed,
    source_tree::{Content, MAX_RECORD},
};

/// An object that needs more memory than this at once is left to libgit2, so that no pack made to
/// swell can exhaust it here.
const LARGE: usize = 8 << 20;
/// Bases of deltas kept at hand, in bytes.
const BASES: usize = 16 << 20;

/// Reads the objects of one repository, from one thread.
pub(super) struct Objects {
    repo: Repository,
    fast: Option<gix_odb::Handle>,
    buffer: Vec<u8>,
}

impl Objects {
    /// The objects of the repository with this git directory.
    pub(super) fn open(git_dir: &Path) -> Result<Self, GitError> {
        let repo = Repository::open(git_dir).map_err(|e| failed(&e))?;
        let fast = fast(&repo);
        Ok(Self {
            repo,
            fast,
            buffer: Vec::new(),
        })
    }

    /// A commit.
    pub(super) fn commit(&self, oid: Oid) -> Result<Commit<'_>, GitError> {
        self.repo.find_commit(oid).map_err(|e| failed(&e))
    }

    /// The bytes of an object of any kind; they last until the next one is read.
    pub(super) fn read(&mut self, oid: Oid) -> Result<&[u8], GitError> {
        if !self.read_fast(oid) {
            let odb = self.repo.odb().map_err(|e| failed(&e))?;
            let object = odb.read(oid).map_err(|e| failed(&e))?;
            self.buffer.clear();
            self.buffer.extend_from_slice(object.data());
        }
        Ok(&self.buffer)
    }

    /// The content of a blob, unless it is too large for a record.
    pub(super) fn blob(&mut self, oid: Oid) -> Result<Content, GitError> {
        if !self.read_fast(oid) {
            return read_blob(&self.repo, oid);
        }
        let size = self.buffer.len() as u64;
        Ok(if size > MAX_RECORD {
            Content::TooLarge(size)
        } else {
            Content::Bytes(self.buffer.clone())
        })
    }

    /// Whether an object could be read into the buffer and is what its name says.
    fn read_fast(&mut self, oid: Oid) -> bool {
        let Ok(id) = gix_hash::ObjectId::try_from(oid.as_bytes()) else {
            return false;
        };
        let fast = self.fast.as_ref();
        let found = fast.and_then(|fast| fast.try_find(&id, &mut self.buffer).ok()?);
        found.is_some_and(|object| object.verify_checksum(&id).is_ok())
    }
}

/// The content of a blob by libgit2 alone, for whoever has the repository open and reads no second one.
pub(super) fn read_blob(repo: &Repository, oid: Oid) -> Result<Content, GitError> {
    let odb = repo.odb().map_err(|e| failed(&e))?;
    let (size, _) = odb.read_header(oid).map_err(|e| failed(&e))?;
    if size as u64 > MAX_RECORD {
        return Ok(Content::TooLarge(size as u64));
    }
    let object = odb.read(oid).map_err(|e| failed(&e))?;
    Ok(Content::Bytes(object.data().to_vec()))
}

fn fast(repo: &Repository) -> Option<gix_odb::Handle> {
    let options = gix_odb::store::init::Options {
        alloc_limit_bytes: Some(LARGE),
        ..Default::default()
    };
    let replaced = &mut std::iter::empty();
    let folder = repo.commondir().join("objects");
    let store = gix_odb::Store::at_opts(folder, gix_hash::Kind::Sha1, replaced, options).ok()?;
    let mut handle = gix_odb::Cache::from(gix_odb::Store::to_handle(&std::rc::Rc::new(store)));
    handle.set_pack_cache(|| Box::new(MemoryCappedHashmap::new(BASES)));
    Some(handle)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{fs, path::PathBuf};

    fn repository() -> (tempfile::TempDir, Repository) {
        let dir = tempfile::tempdir().unwrap();
        let repo = Repository::init_bare(dir.path()).unwrap();
        (dir, repo)
    }

    fn loose(repo: &Repository, oid: Oid) -> PathBuf {
        let name = oid.to_string();
        repo.path()
            .join("objects")
            .join(&name[..2])
            .join(&name[2..])
    }

    #[test]
    fn objects_of_every_size_are_what_was_written() {
        let (_dir, repo) = repository();
        let most = usize::try_from(MAX_RECORD).unwrap();
        for size in [0, 1, 40_000, most, most + 1, LARGE + 1] {
            let written = vec![b'a'; size];
            let oid = repo.blob(&written).unwrap();
            let mut objects = Objects::open(repo.path()).unwrap();
            assert!(objects.read(oid).unwrap() == written, "{size} bytes");
            let blob = objects.blob(oid).unwrap();
            assert!(match blob {
                Content::Bytes(read) => read == written && size <= most,
                Content::TooLarge(told) => told == size as u64 && size > most,
            });
        }
    }

    #[test]
    fn an_object_under_anothers_name_is_not_believed() {
        let (_dir, repo) = repository();
        let [mine, other] = ["mine", "other"].map(|text| repo.blob(text.as_bytes()).unwrap());
        fs::remove_file(loose(&repo, mine)).unwrap();
        fs::copy(loose(&repo, other), loose(&repo, mine)).unwrap();
        let mut objects = Objects::open(repo.path()).unwrap();
        assert!(objects.fast.is_some() && objects.read_fast(other) && !objects.read_fast(mine));
        assert!(objects.read(mine).is_err() && objects.blob(mine).is_err());
        assert_eq!(objects.read(other).unwrap(), b"other");
    }

    #[test]
    fn what_is_missing_is_told_by_its_name() {
        let (_dir, repo) = repository();
        let missing = Oid::from_str("1234567890123456789012345678901234567890").unwrap();
        let error = Objects::open(repo.path())
            .unwrap()
            .read(missing)
            .unwrap_err();
        assert!(error.to_string().contains("123456789"), "{error}");
    }
}
