//! Which records differ between two commits.

use std::collections::BTreeSet;

use super::{
    error::GitError,
    layout,
    repo::{Repo, failed},
    trees::Trees,
};
use crate::model::revision::CommitId;

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
        let mut trees = Trees::new(self.repository())?;
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

    /// The commit before the first: none, whose tree is empty.
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
