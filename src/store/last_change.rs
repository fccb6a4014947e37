//! Which commit last changed each record.

use std::{
    collections::{HashMap, HashSet},
    path::Path,
};

use git2::{Oid, Repository, Revwalk, Sort};
use rayon::prelude::*;

use super::{
    error::GitError,
    repo::{Repo, failed},
    trees::Trees,
};
use crate::model::revision::CommitId;

/// Commits compared by a thread at a time; neighbours share most of their trees.
const CHUNK: usize = 128;
/// Commits looked at before it is asked whether older ones are wanted at all.
const BATCH: usize = 16 * CHUNK;

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
        let from = self.commit(from)?.id();
        let repo = self.repository();
        let about = About {
            git_dir: repo.path(),
            folder,
            folders: folders(&records),
            records: &records.clone(),
        };
        let mut search = Search {
            pending: HashMap::from([(from, records)]),
            found: HashMap::new(),
        };
        let mut walk = newest_first(repo, from).map_err(|e| failed(&e))?;
        while !search.pending.is_empty() {
            let batch: Vec<Oid> = walk
                .by_ref()
                .take(BATCH)
                .collect::<Result<_, _>>()
                .map_err(|e| failed(&e))?;
            if batch.is_empty() {
                break;
            }
            for commit in about.compared(&batch)? {
                search.visit(commit);
            }
        }
        Ok(search.found)
    }
}

fn newest_first(repo: &Repository, from: Oid) -> Result<Revwalk<'_>, git2::Error> {
    let mut walk = repo.revwalk()?;
    walk.push(from)?;
    walk.set_sorting(Sort::TOPOLOGICAL)?;
    Ok(walk)
}

/// Every folder above a record, with a slash at its end.
fn folders(records: &HashSet<String>) -> HashSet<String> {
    let above = |path: &String| -> Vec<String> {
        let ends = path.match_indices('/');
        ends.map(|(at, slash)| path[..at + slash.len()].to_owned())
            .collect()
    };
    records.iter().flat_map(above).collect()
}

/// A commit beside its parents.
struct Compared {
    commit: Oid,
    /// For each parent that is here, which of the records are not the same there. A parent that a
    /// shallow clone lacks ends the list.
    parents: Vec<(Oid, Vec<String>)>,
    cut_off: bool,
}

/// What is compared; no folder but those above the records is opened.
struct About<'a> {
    git_dir: &'a Path,
    folder: &'a str,
    folders: HashSet<String>,
    records: &'a HashSet<String>,
}

impl About<'_> {
    fn compared(&self, commits: &[Oid]) -> Result<Vec<Compared>, GitError> {
        let chunks: Vec<Vec<Compared>> = commits
            .par_chunks(CHUNK)
            .map_init(
                || Trees::open(self.git_dir),
                |trees, chunk| {
                    let trees = trees.as_mut().map_err(|error| error.clone())?;
                    let compare = |commit: &Oid| self.compare(trees, *commit);
                    chunk.iter().map(compare).collect()
                },
            )
            .collect::<Result<_, GitError>>()?;
        Ok(chunks.into_iter().flatten().collect())
    }

    fn compare(&self, trees: &mut Trees, oid: Oid) -> Result<Compared, GitError> {
        let commit = trees.commit(oid)?;
        let (tree, parents) = (commit.tree_id(), commit.parent_ids().collect::<Vec<_>>());
        drop(commit);
        let tree = trees.below(tree, self.folder)?;
        let mut compared = Compared {
            commit: oid,
            parents: Vec::new(),
            cut_off: false,
        };
        for parent in parents {
            let Ok(above) = trees.commit(parent).map(|parent| parent.tree_id()) else {
                compared.cut_off = true;
                break;
            };
            let above = trees.below(above, self.folder)?;
            let mut changed = Vec::new();
            let enter = |folder: &str| self.folders.contains(folder);
            trees.compare_where(tree, above, &enter, &mut |path, _, _| {
                changed.extend(self.records.get(path).cloned());
            })?;
            compared.parents.push((parent, changed));
        }
        Ok(compared)
    }
}

struct Search {
    /// Records still to be accounted for, by the commit that holds them. The sets are handed from
    /// commit to commit and never copied, so that a commit costs what it changed.
    pending: HashMap<Oid, HashSet<String>>,
    found: HashMap<String, CommitId>,
}

impl Search {
    /// Hands each record on to the first parent that has it unchanged; the rest were written here.
    fn visit(&mut self, commit: Compared) {
        let Some(mut records) = self.pending.remove(&commit.commit) else {
            return;
        };
        for (parent, differing) in commit.parents {
            let take = |path: String| records.take(&path);
            let changed: HashSet<String> = differing.into_iter().filter_map(take).collect();
            self.hand_on(parent, records);
            records = changed;
            if records.is_empty() {
                return;
            }
        }
        if !commit.cut_off {
            let here = CommitId::new(commit.commit.to_string());
            let written = records.into_iter().map(|path| (path, here.clone()));
            self.found.extend(written);
        }
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
