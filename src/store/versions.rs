//! Records as older commits hold them.

use std::{collections::HashMap, path::Path};

use git2::{Oid, Repository};
use rayon::prelude::*;

use super::{
    decode::{self, Record},
    error::GitError,
    layout::{RecordPath, classify},
    objects::Objects,
    repo::{Repo, failed},
    source_tree::{Content, EntryKind},
    trees::{Leaf, Trees},
};
use crate::model::revision::CommitId;

/// Versions read by a thread at a time.
const CHUNK: usize = 64;

impl Repo {
    /// The record at a path of a commit, for each of many; none where there is none that can be read.
    pub fn versions(
        &self,
        folder: &str,
        wanted: &[(CommitId, String)],
    ) -> Result<Vec<Option<Record>>, GitError> {
        let git_dir = self.repository().path();
        let read: Vec<Vec<Option<Record>>> = wanted
            .par_chunks(CHUNK)
            .map(|chunk| {
                let mut reader = Reader {
                    places: Places::open(git_dir, folder)?,
                    objects: Objects::open(git_dir)?,
                    known: HashMap::new(),
                };
                let read = |(commit, path): &(CommitId, String)| reader.read(commit, path);
                chunk.iter().map(read).collect()
            })
            .collect::<Result<_, GitError>>()?;
        Ok(read.into_iter().flatten().collect())
    }
}

impl Repo {
    /// For each path of a commit, whether the same file stands there in another commit.
    pub fn unchanged(
        &self,
        folder: &str,
        other: &CommitId,
        asked: &[(CommitId, String)],
    ) -> Result<Vec<bool>, GitError> {
        let git_dir = self.repository().path();
        let compared: Vec<Vec<bool>> = asked
            .par_chunks(CHUNK)
            .map_init(
                || Places::open(git_dir, folder),
                |places, chunk| {
                    let places = places.as_mut().map_err(|error| error.clone())?;
                    let mut same = |(commit, path): &(CommitId, String)| {
                        let [here, there] = [places.leaf(commit, path)?, places.leaf(other, path)?];
                        Ok(here.is_some() && here == there)
                    };
                    chunk.iter().map(&mut same).collect()
                },
            )
            .collect::<Result<_, GitError>>()?;
        Ok(compared.into_iter().flatten().collect())
    }
}

/// Finds what stands at paths of commits.
struct Places<'f> {
    repo: Repository,
    trees: Trees,
    folder: &'f str,
    /// The workspace's folder in each commit.
    tops: HashMap<CommitId, Option<Oid>>,
}

impl<'f> Places<'f> {
    fn open(git_dir: &Path, folder: &'f str) -> Result<Self, GitError> {
        Ok(Self {
            repo: Repository::open(git_dir).map_err(|e| failed(&e))?,
            trees: Trees::open(git_dir)?,
            folder,
            tops: HashMap::new(),
        })
    }

    fn leaf(&mut self, commit: &CommitId, path: &str) -> Result<Option<Leaf>, GitError> {
        match self.top(commit)? {
            Some(top) => self.trees.leaf(top, path),
            None => Ok(None),
        }
    }

    fn top(&mut self, commit: &CommitId) -> Result<Option<Oid>, GitError> {
        if let Some(known) = self.tops.get(commit) {
            return Ok(*known);
        }
        let oid = Oid::from_str(commit.as_str()).map_err(|e| failed(&e))?;
        let found = self.repo.find_commit(oid).map_err(|e| failed(&e))?;
        let top = self.trees.below(found.tree_id(), self.folder)?;
        self.tops.insert(commit.clone(), top);
        Ok(top)
    }
}

struct Reader<'f> {
    places: Places<'f>,
    objects: Objects,
    /// What was read, by path and object.
    known: HashMap<(String, [u8; 20]), Option<Record>>,
}

impl Reader<'_> {
    fn read(&mut self, commit: &CommitId, path: &str) -> Result<Option<Record>, GitError> {
        let leaf = self.places.leaf(commit, path)?;
        let Some(leaf) = leaf.filter(|leaf| leaf.kind == EntryKind::File) else {
            return Ok(None);
        };
        let key = (path.to_owned(), leaf.object);
        if let Some(known) = self.known.get(&key) {
            return Ok(known.clone());
        }
        let oid = Oid::from_bytes(&leaf.object).map_err(|e| failed(&e))?;
        let record = match (classify(path), self.objects.blob(oid)?) {
            (Some(Ok(at)), Content::Bytes(bytes)) => record(path, &at, bytes),
            _ => None,
        };
        self.known.insert(key, record.clone());
        Ok(record)
    }
}

fn record(path: &str, at: &RecordPath, bytes: Vec<u8>) -> Option<Record> {
    let text = String::from_utf8(bytes).ok()?;
    decode::record(path, at, &text).0
}
