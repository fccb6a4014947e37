//! Which commit last changed each record.

use std::collections::{BTreeMap, BTreeSet};

use git2::{ObjectType, Oid, Repository, Tree};

use super::{
    error::GitError,
    layout::is_of_interest,
    repo::{Repo, failed},
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
        records: BTreeSet<String>,
    ) -> Result<BTreeMap<String, CommitId>, GitError> {
        let prefix = if folder.is_empty() {
            String::new()
        } else {
            format!("{folder}/")
        };
        let wanted: BTreeSet<String> = records
            .into_iter()
            .map(|path| format!("{prefix}{path}"))
            .collect();
        let found = Search::new(self.repository(), &prefix)
            .run(self.commit(from)?.id(), wanted)
            .map_err(|e| failed(&e))?;
        let relative = |(path, oid): (String, Oid)| {
            Some((
                path.strip_prefix(&prefix)?.to_owned(),
                CommitId::new(oid.to_string()),
            ))
        };
        Ok(found.into_iter().filter_map(relative).collect())
    }
}

struct Search<'r> {
    repo: &'r Repository,
    prefix: &'r str,
    /// Records still to be accounted for, by the commit that holds them.
    pending: BTreeMap<Oid, BTreeSet<String>>,
    found: BTreeMap<String, Oid>,
}

impl<'r> Search<'r> {
    fn new(repo: &'r Repository, prefix: &'r str) -> Self {
        Self {
            repo,
            prefix,
            pending: BTreeMap::new(),
            found: BTreeMap::new(),
        }
    }

    fn run(
        mut self,
        from: Oid,
        wanted: BTreeSet<String>,
    ) -> Result<BTreeMap<String, Oid>, git2::Error> {
        let mut walk = self.repo.revwalk()?;
        walk.push(from)?;
        walk.set_sorting(git2::Sort::TOPOLOGICAL)?;
        self.pending.insert(from, wanted);
        for oid in walk {
            let oid = oid?;
            if let Some(paths) = self.pending.remove(&oid) {
                self.visit(oid, paths)?;
            }
            if self.pending.is_empty() {
                break;
            }
        }
        Ok(self.found)
    }

    /// Hands each record on to the first parent that has it unchanged; the rest were written here.
    fn visit(&mut self, oid: Oid, mut paths: BTreeSet<String>) -> Result<(), git2::Error> {
        let commit = self.repo.find_commit(oid)?;
        let tree = commit.tree()?;
        for parent in commit.parent_ids() {
            let Ok(parent) = self.repo.find_commit(parent) else {
                return Ok(());
            };
            let mut differing = BTreeSet::new();
            self.differences(Some(&tree), Some(&parent.tree()?), "", &mut differing)?;
            let changed: BTreeSet<String> = paths.intersection(&differing).cloned().collect();
            let unchanged = if changed.is_empty() {
                std::mem::take(&mut paths)
            } else {
                paths.difference(&changed).cloned().collect()
            };
            paths = changed;
            if !unchanged.is_empty() {
                self.pending
                    .entry(parent.id())
                    .or_default()
                    .extend(unchanged);
            }
            if paths.is_empty() {
                return Ok(());
            }
        }
        self.found.extend(paths.into_iter().map(|path| (path, oid)));
        Ok(())
    }

    /// Paths whose content differs between two trees; equal subtrees are never opened.
    fn differences(
        &self,
        a: Option<&Tree<'_>>,
        b: Option<&Tree<'_>>,
        at: &str,
        found: &mut BTreeSet<String>,
    ) -> Result<(), git2::Error> {
        let (a, b) = (entries(a), entries(b));
        let names: BTreeSet<&Vec<u8>> = a.keys().chain(b.keys()).collect();
        for name in names {
            let (left, right) = (a.get(name), b.get(name));
            if left == right {
                continue;
            }
            let path = format!("{at}{}", String::from_utf8_lossy(name));
            if !self.leads_to_records(&path) {
                continue;
            }
            let [left_tree, right_tree] = [left, right].map(|side| self.subtree(side));
            if left_tree.is_some() || right_tree.is_some() {
                self.differences(
                    left_tree.as_ref(),
                    right_tree.as_ref(),
                    &format!("{path}/"),
                    found,
                )?;
            }
            found.insert(path);
        }
        Ok(())
    }

    fn leads_to_records(&self, path: &str) -> bool {
        match path.strip_prefix(self.prefix) {
            Some(relative) => is_of_interest(relative) || is_of_interest(&format!("{relative}/")),
            None => self.prefix.starts_with(&format!("{path}/")),
        }
    }

    fn subtree(&self, entry: Option<&(Oid, i32, Option<ObjectType>)>) -> Option<Tree<'r>> {
        let (oid, _, kind) = entry?;
        (*kind == Some(ObjectType::Tree))
            .then(|| self.repo.find_tree(*oid).ok())
            .flatten()
    }
}

type Entries = BTreeMap<Vec<u8>, (Oid, i32, Option<ObjectType>)>;

fn entries(tree: Option<&Tree<'_>>) -> Entries {
    let of = |tree: &Tree<'_>| {
        tree.iter()
            .map(|e| {
                (
                    e.name_bytes().to_vec(),
                    (e.id(), e.filemode_raw(), e.kind()),
                )
            })
            .collect()
    };
    tree.map(of).unwrap_or_default()
}
