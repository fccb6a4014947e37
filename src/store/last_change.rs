//! Which commit last changed each record.

use std::collections::{HashMap, HashSet};

use git2::{Oid, Repository};

use super::{
    error::GitError,
    repo::{Repo, failed},
    trees::Trees,
};
use crate::model::revision::CommitId;

impl Repo {
    /// For each of the given records of a commit, the commit that gave it its present content.
    ///
    /// History is followed from the commit backwards; a merge that took a record unchanged from one
    /// of its parents did not write it. Costs one comparison of trees a commit, in which equal
    /// subtrees are skipped, until every record is accounted for. In a shallow clone records older
    /// than its edge are absent.
    pub fn last_changes(
        &self,
        from: &CommitId,
        folder: &str,
        records: HashSet<String>,
    ) -> Result<HashMap<String, CommitId>, GitError> {
        let search = Search {
            repo: self.repository(),
            folder,
            trees: Trees::new(self.repository())?,
            pending: HashMap::new(),
            found: HashMap::new(),
        };
        search.run(self.commit(from)?.id(), records)
    }
}

struct Search<'r> {
    repo: &'r Repository,
    folder: &'r str,
    trees: Trees,
    /// Records still to be accounted for, by the commit that holds them. The sets are handed from
    /// commit to commit and never copied, so that a commit costs what it changed.
    pending: HashMap<Oid, HashSet<String>>,
    found: HashMap<String, CommitId>,
}

impl Search<'_> {
    fn run(
        mut self,
        from: Oid,
        records: HashSet<String>,
    ) -> Result<HashMap<String, CommitId>, GitError> {
        let walk = || -> Result<git2::Revwalk<'_>, git2::Error> {
            let mut walk = self.repo.revwalk()?;
            walk.push(from)?;
            walk.set_sorting(git2::Sort::TOPOLOGICAL)?;
            Ok(walk)
        };
        let walk = walk().map_err(|e| failed(&e))?;
        self.pending.insert(from, records);
        for oid in walk {
            let oid = oid.map_err(|e| failed(&e))?;
            if let Some(records) = self.pending.remove(&oid) {
                self.visit(oid, records)?;
            }
            if self.pending.is_empty() {
                break;
            }
        }
        Ok(self.found)
    }

    /// Hands each record on to the first parent that has it unchanged; the rest were written here.
    fn visit(&mut self, oid: Oid, mut records: HashSet<String>) -> Result<(), GitError> {
        let commit = self.repo.find_commit(oid).map_err(|e| failed(&e))?;
        let tree = self.trees.below(commit.tree_id(), self.folder)?;
        for parent in commit.parent_ids() {
            let Ok(parent) = self.repo.find_commit(parent) else {
                return Ok(());
            };
            let above = self.trees.below(parent.tree_id(), self.folder)?;
            let mut changed = HashSet::new();
            self.trees.compare(tree, above, &mut |path, _, _| {
                changed.extend(records.take(path));
            })?;
            self.hand_on(parent.id(), records);
            records = changed;
            if records.is_empty() {
                return Ok(());
            }
        }
        let here = CommitId::new(oid.to_string());
        self.found
            .extend(records.into_iter().map(|path| (path, here.clone())));
        Ok(())
    }

    fn hand_on(&mut self, parent: Oid, mut records: HashSet<String>) {
        if records.is_empty() {
            return;
        }
        let waiting = self.pending.entry(parent).or_default();
        if waiting.len() < records.len() {
            std::mem::swap(waiting, &mut records);
        }
        waiting.extend(records);
    }
}
