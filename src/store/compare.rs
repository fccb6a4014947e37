//! Which files differ between two commits.

use std::{
    collections::{BTreeSet, HashMap},
    path::Path,
};

use git2::Oid;
use rayon::prelude::*;

use super::{
    error::GitError,
    layout,
    repo::{Repo, failed},
    trees::{Leaf, Trees},
};
use crate::model::revision::CommitId;

/// Paths compared by a thread at a time.
const CHUNK: usize = 64;

impl Repo {
    /// Paths of records, relative to `folder`, that are not the same in two commits.
    ///
    /// Costs in proportion to what differs: equal folders are not opened.
    pub fn differing_records(
        &self,
        before: &CommitId,
        after: &CommitId,
        folder: &str,
    ) -> Result<BTreeSet<String>, GitError> {
        let mut trees = Trees::open(self.repository().path())?;
        let top = |trees: &mut Trees, id| {
            let tree = self.commit(id)?.tree_id();
            trees.below(tree, folder)
        };
        let [before, after] = [top(&mut trees, before)?, top(&mut trees, after)?];
        let mut found = BTreeSet::new();
        trees.compare(before, after, &mut |path, _, _| {
            if layout::classify(path).is_some() {
                found.insert(path.to_owned());
            }
        })?;
        Ok(found)
    }

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

    /// Whether this is a shallow clone, which lacks older commits.
    pub fn is_shallow(&self) -> bool {
        self.repository().is_shallow()
    }

    /// The nearest common ancestor of two commits, if they have one.
    pub fn merge_base(&self, a: &CommitId, b: &CommitId) -> Result<Option<CommitId>, GitError> {
        let [a, b] = [self.commit(a)?.id(), self.commit(b)?.id()];
        match self.repository().merge_base(a, b) {
            Ok(base) => Ok(Some(CommitId::new(base.to_string()))),
            Err(error) if error.code() == git2::ErrorCode::NotFound => Ok(None),
            Err(error) => Err(failed(&error)),
        }
    }
}

/// Finds what stands at paths of commits.
struct Places<'f> {
    trees: Trees,
    folder: &'f str,
    /// The workspace's folder in each commit.
    tops: HashMap<CommitId, Option<Oid>>,
}

impl<'f> Places<'f> {
    fn open(git_dir: &Path, folder: &'f str) -> Result<Self, GitError> {
        Ok(Self {
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
        let tree = self.trees.commit(oid)?.tree_id();
        let top = self.trees.below(tree, self.folder)?;
        self.tops.insert(commit.clone(), top);
        Ok(top)
    }
}
