//! Records as older commits hold them.

use std::collections::HashMap;

use git2::{Oid, Repository};
use rayon::prelude::*;

use super::{
    decode::{self, Record},
    error::GitError,
    layout::{RecordPath, classify},
    objects::Objects,
    repo::{Repo, failed},
    source_tree::{Content, EntryKind},
    trees::Trees,
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
                let repo = Repository::open(git_dir).map_err(|e| failed(&e))?;
                let mut reader = Reader {
                    trees: Trees::new(&repo)?,
                    objects: Objects::open(git_dir)?,
                    repo: &repo,
                    folder,
                    known: HashMap::new(),
                };
                let read = |(commit, path): &(CommitId, String)| reader.read(commit, path);
                chunk.iter().map(read).collect()
            })
            .collect::<Result<_, GitError>>()?;
        Ok(read.into_iter().flatten().collect())
    }
}

struct Reader<'r> {
    repo: &'r Repository,
    folder: &'r str,
    trees: Trees,
    objects: Objects,
    /// What was read, by path and object.
    known: HashMap<(String, [u8; 20]), Option<Record>>,
}

impl Reader<'_> {
    fn read(&mut self, commit: &CommitId, path: &str) -> Result<Option<Record>, GitError> {
        let oid = Oid::from_str(commit.as_str()).map_err(|e| failed(&e))?;
        let commit = self.repo.find_commit(oid).map_err(|e| failed(&e))?;
        let Some(top) = self.trees.below(commit.tree_id(), self.folder)? else {
            return Ok(None);
        };
        let leaf = self.trees.leaf(top, path)?;
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
