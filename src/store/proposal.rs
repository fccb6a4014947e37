//! Walking a pull request: what each of its commits changed, and what the whole comes to.
//!
//! Costs in proportion to what the commits changed: equal folders are not opened, and each blob is
//! parsed once for each path it stands at.

mod merge;

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

use git2::{Commit, Odb, Oid, Repository, Sort};

use super::{
    commit_tree::read_blob,
    decode,
    error::GitError,
    layout,
    repo::{Repo, failed},
    source_tree::{Content, EntryKind},
    trees::{Leaf, Trees},
};
use crate::model::{
    proposal::{Change, Net, Origin, Person, Proposal, ProposedCommit, Signer, Version},
    revision::CommitId,
};

impl Repo {
    /// The pull request that would bring a commit into a base.
    ///
    /// # Errors
    /// When the two have no common history, or when a shallow clone lacks part of what lies between
    /// them: then nothing can be said of who wrote what.
    pub fn proposal(
        &self,
        base: &CommitId,
        head: &CommitId,
        folder: &str,
    ) -> Result<Proposal, GitError> {
        let repo = self.repository();
        let [base_at, head_at] = [self.commit(base)?.id(), self.commit(head)?.id()];
        let forks = merge_bases(repo, base_at, head_at)?;
        let shallow = self.edge()?;
        let Some(fork) = forks.first().copied() else {
            return Err(match shallow.first() {
                Some(_) => {
                    GitError::CutOff(format!("where {} left {}", head.short(), base.short()))
                }
                None => GitError::Unrelated(base.short().to_owned(), head.short().to_owned()),
            });
        };
        let mut walk = Walk {
            repo,
            folder,
            trees: Trees::new(repo)?,
            odb: repo.odb().map_err(|e| failed(&e))?,
            versions: HashMap::new(),
        };
        let mut commits = Vec::new();
        for oid in between(repo, base_at, head_at)? {
            if shallow.contains(&oid) {
                return Err(GitError::CutOff(format!("before {oid}")));
            }
            let commit = repo.find_commit(oid).map_err(|e| failed(&e))?;
            commits.push(walk.commit(&commit)?);
        }
        let touched = walk.net(&commits, &forks, head_at)?;
        Ok(Proposal {
            base: base.clone(),
            fork: CommitId::new(fork.to_string()),
            head: head.clone(),
            commits,
            touched,
        })
    }

    /// Commits whose parents a shallow clone lacks.
    fn edge(&self) -> Result<BTreeSet<Oid>, GitError> {
        if !self.repository().is_shallow() {
            return Ok(BTreeSet::new());
        }
        let list = std::fs::read_to_string(self.common_dir().join("shallow")).map_err(|error| {
            GitError::Failed(format!(
                "cannot read the edge of this shallow clone: {error}"
            ))
        })?;
        Ok(list
            .lines()
            .filter_map(|line| Oid::from_str(line).ok())
            .collect())
    }
}

fn merge_bases(repo: &Repository, a: Oid, b: Oid) -> Result<Vec<Oid>, GitError> {
    match repo.merge_bases(a, b) {
        Ok(bases) => Ok(bases.iter().copied().collect()),
        Err(error) if error.code() == git2::ErrorCode::NotFound => Ok(Vec::new()),
        Err(error) => Err(failed(&error)),
    }
}

/// Commits that lead to the head and not to the base, parents before children.
fn between(repo: &Repository, base: Oid, head: Oid) -> Result<Vec<Oid>, GitError> {
    let walk = || -> Result<Vec<Oid>, git2::Error> {
        let mut walk = repo.revwalk()?;
        walk.push(head)?;
        walk.hide(base)?;
        walk.set_sorting(Sort::TOPOLOGICAL | Sort::TIME | Sort::REVERSE)?;
        walk.collect()
    };
    walk().map_err(|e| failed(&e))
}

/// Files that differ between two trees, each with both of its sides.
type Differences = BTreeMap<String, [Option<Leaf>; 2]>;

struct Walk<'r> {
    repo: &'r Repository,
    folder: &'r str,
    trees: Trees<'r>,
    odb: Odb<'r>,
    versions: HashMap<(Leaf, String), Version>,
}

impl Walk<'_> {
    fn top(&mut self, commit: &Commit<'_>) -> Result<Option<Oid>, GitError> {
        self.trees.below(commit.tree_id(), self.folder)
    }

    fn top_of(&mut self, commit: Oid) -> Result<Option<Oid>, GitError> {
        let commit = self.repo.find_commit(commit).map_err(|e| failed(&e))?;
        self.top(&commit)
    }

    fn differences(
        &mut self,
        before: Option<Oid>,
        after: Option<Oid>,
    ) -> Result<Differences, GitError> {
        let mut found = Differences::new();
        self.trees
            .compare(before, after, &mut |path, before, after| {
                found.insert(path.to_owned(), [before, after]);
            })?;
        Ok(found)
    }

    fn commit(&mut self, commit: &Commit<'_>) -> Result<ProposedCommit, GitError> {
        let changes = match commit.parent_count() {
            0 | 1 => self.written(commit)?,
            _ => self.merged(commit)?,
        };
        let person = |who: &git2::Signature<'_>| Person {
            name: String::from_utf8_lossy(who.name_bytes()).into_owned(),
            email: String::from_utf8_lossy(who.email_bytes()).into_owned(),
        };
        Ok(ProposedCommit {
            id: CommitId::new(commit.id().to_string()),
            author: person(&commit.author()),
            committer: person(&commit.committer()),
            signer: Signer::Nobody,
            changes,
        })
    }

    fn written(&mut self, commit: &Commit<'_>) -> Result<Vec<Change>, GitError> {
        let before = match commit.parent_count() {
            0 => None,
            _ => self.top(&commit.parent(0).map_err(|e| failed(&e))?)?,
        };
        let after = self.top(commit)?;
        let found = self.differences(before, after)?;
        found
            .into_iter()
            .map(|(path, sides)| self.change(path, sides, Origin::Written))
            .collect()
    }

    fn change(
        &mut self,
        path: String,
        sides: [Option<Leaf>; 2],
        origin: Origin,
    ) -> Result<Change, GitError> {
        let [before, after] = sides;
        Ok(Change {
            before: self.version(&path, before)?,
            after: self.version(&path, after)?,
            path,
            origin,
        })
    }

    /// What a file holds, read once.
    fn version(&mut self, path: &str, leaf: Option<Leaf>) -> Result<Option<Version>, GitError> {
        let Some(leaf) = leaf else { return Ok(None) };
        let key = (leaf, path.to_owned());
        if let Some(known) = self.versions.get(&key) {
            return Ok(Some(known.clone()));
        }
        let text = self.text(path, leaf)?;
        let record = text.and_then(|text| match layout::classify(path) {
            Some(Ok(at)) => decode::record(path, &at, &text).0,
            _ => None,
        });
        let version = Version {
            object: leaf.object,
            record: record.map(Arc::new),
            seal: Signer::Nobody,
        };
        self.versions.insert(key, version.clone());
        Ok(Some(version))
    }

    fn text(&self, path: &str, leaf: Leaf) -> Result<Option<String>, GitError> {
        if leaf.kind != EntryKind::File || layout::classify(path).is_none() {
            return Ok(None);
        }
        let oid = Oid::from_bytes(&leaf.object).map_err(|e| failed(&e))?;
        Ok(match read_blob(&self.odb, oid)? {
            Content::Bytes(bytes) => String::from_utf8(bytes).ok(),
            Content::TooLarge(_) => None,
        })
    }

    /// Every file that any commit touched, or that differs in the end, with both ends.
    fn net(
        &mut self,
        commits: &[ProposedCommit],
        forks: &[Oid],
        head: Oid,
    ) -> Result<BTreeMap<String, Net>, GitError> {
        let after = self.top_of(head)?;
        let mut ends: Option<Differences> = None;
        for fork in forks {
            let before = self.top_of(*fork)?;
            let found = self.differences(before, after)?;
            // A file that is as one of several forks has it was not changed.
            ends = Some(match ends {
                None => found,
                Some(mut ends) => {
                    ends.retain(|path, _| found.contains_key(path));
                    ends
                }
            });
        }
        let ends = ends.unwrap_or_default();
        let mut paths: BTreeSet<String> = ends.keys().cloned().collect();
        let changes = commits.iter().flat_map(|commit| &commit.changes);
        paths.extend(changes.map(|change| change.path.clone()));
        let mut touched = BTreeMap::new();
        for path in paths {
            let sides = match ends.get(&path) {
                Some(sides) => *sides,
                None => [self.leaf(after, &path)?; 2],
            };
            let [before, after] = sides;
            let net = Net {
                before: self.version(&path, before)?,
                after: self.version(&path, after)?,
            };
            touched.insert(path, net);
        }
        Ok(touched)
    }

    fn leaf(&mut self, top: Option<Oid>, path: &str) -> Result<Option<Leaf>, GitError> {
        top.map_or(Ok(None), |top| self.trees.leaf(top, path))
    }
}
