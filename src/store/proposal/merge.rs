//! What a merge did beyond putting its parents together.
//!
//! A file of a merge is its own work where it is as no parent has it, and where it is as one parent
//! has it although another had changed it. The rest was taken from the parents, whose commits are
//! judged by themselves. Nothing is guessed from similarity: a file is known by its path.

use std::collections::{BTreeMap, BTreeSet};

use git2::{Commit, Oid};

use super::{Change, Differences, GitError, Leaf, Origin, Walk, merge_bases};

/// The parents of a merge, and each compared with it.
struct Sides {
    parents: Vec<Oid>,
    /// Files that differ between each parent and the merge.
    apart: Vec<Differences>,
    /// What a parent changed since it left another, by the places of both.
    changed: BTreeMap<(usize, usize), BTreeSet<String>>,
}

/// The place of a parent, a file as it and as the merge has it, and how they came apart.
type Work = (usize, [Option<Leaf>; 2], Origin);

impl Walk<'_> {
    pub(super) fn merged(&mut self, merge: &Commit<'_>) -> Result<Vec<Change>, GitError> {
        let result = self.top(merge)?;
        let parents: Vec<Oid> = merge.parent_ids().collect();
        let mut apart = Vec::with_capacity(parents.len());
        for parent in &parents {
            let top = self.top_of(*parent)?;
            apart.push(self.differences(top, result)?);
        }
        let mut sides = Sides {
            parents,
            apart,
            changed: BTreeMap::new(),
        };
        let paths: BTreeSet<String> = sides.apart.iter().flat_map(|d| d.keys().cloned()).collect();
        let mut changes = Vec::new();
        for path in paths {
            if let Some((from, ends, origin)) = self.own_work(&mut sides, &path)? {
                let parent = sides.parents.get(from).copied();
                let before = parent.map_or(Ok(None), |parent| self.top_of(parent))?;
                changes.push(self.change(path, [before, result], ends, origin)?);
            }
        }
        Ok(changes)
    }

    /// If the merge itself is what changed a file: from which parent, both ends, and how.
    fn own_work(&mut self, sides: &mut Sides, path: &str) -> Result<Option<Work>, GitError> {
        let ends: Vec<_> = sides
            .apart
            .iter()
            .map(|found| found.get(path).copied())
            .collect();
        let Some(kept) = ends.iter().position(Option::is_none) else {
            let first = ends.first().copied().flatten();
            return Ok(first.map(|ends| (0, ends, Origin::MergeInvented)));
        };
        for (other, ends) in ends.into_iter().enumerate() {
            if let Some(ends) = ends
                && self.changed_since(sides, other, kept, path)?
            {
                return Ok(Some((other, ends, Origin::MergeUndid)));
            }
        }
        Ok(None)
    }

    /// Whether a parent changed a file since it left another parent. Where the two have several
    /// common ancestors, it did if it differs from all of them.
    fn changed_since(
        &mut self,
        sides: &mut Sides,
        parent: usize,
        other: usize,
        path: &str,
    ) -> Result<bool, GitError> {
        if let Some(known) = sides.changed.get(&(parent, other)) {
            return Ok(known.contains(path));
        }
        let [Some(here), Some(there)] = [parent, other].map(|at| sides.parents.get(at).copied())
        else {
            return Ok(false);
        };
        let changed = self.changes_since(here, there)?;
        let found = changed.contains(path);
        sides.changed.insert((parent, other), changed);
        Ok(found)
    }

    fn changes_since(&mut self, here: Oid, there: Oid) -> Result<BTreeSet<String>, GitError> {
        let top = self.top_of(here)?;
        let mut changed: Option<BTreeSet<String>> = None;
        for fork in merge_bases(self.repo, here, there)? {
            let before = self.top_of(fork)?;
            let found: BTreeSet<String> = self.differences(before, top)?.into_keys().collect();
            changed = Some(match changed {
                None => found,
                Some(known) => known.intersection(&found).cloned().collect(),
            });
        }
        match changed {
            Some(changed) => Ok(changed),
            None => Ok(self.differences(None, top)?.into_keys().collect()),
        }
    }
}
