//! Walking a pull request: what each of its commits changed, and what the whole comes to.
//!
//! Costs in proportion to what the commits changed: equal folders are not opened, and each blob is
//! parsed once for each path it stands at.

mod merge;

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

use git2::{Commit, Oid, Repository, Sort};

use super::{
    decode,
    error::GitError,
    layout::{self, RecordPath},
    objects::Objects,
    repo::{Repo, failed},
    signature,
    source_tree::{Content, EntryKind},
    trees::{Leaf, Trees},
};
use crate::model::{
    proposal::{Change, Net, Origin, Person, Proposal, ProposedCommit, Version},
    revision::CommitId,
    signature::{NAMESPACE, Proof},
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
            home: self,
            repo,
            folder,
            trees: Trees::open(repo.path())?,
            objects: Objects::open(repo.path())?,
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

/// What a version depends on: its path, its object and the signature beside it.
type Key = (String, Leaf, Option<Leaf>);

struct Walk<'r> {
    home: &'r Repo,
    repo: &'r Repository,
    folder: &'r str,
    trees: Trees,
    objects: Objects,
    versions: HashMap<Key, Version>,
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
        let id = CommitId::new(commit.id().to_string());
        let changes = match commit.parent_count() {
            0 | 1 => self.written(commit)?,
            _ => self.merged(commit)?,
        };
        let person = |who: &git2::Signature<'_>| Person {
            name: String::from_utf8_lossy(who.name_bytes()).into_owned(),
            email: String::from_utf8_lossy(who.email_bytes()).into_owned(),
        };
        Ok(ProposedCommit {
            proof: self.home.commit_proof(&id)?,
            id,
            author: person(&commit.author()),
            committer: person(&commit.committer()),
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
            .map(|(path, sides)| self.change(path, [before, after], sides, Origin::Written))
            .collect()
    }

    fn change(
        &mut self,
        path: String,
        tops: [Option<Oid>; 2],
        sides: [Option<Leaf>; 2],
        origin: Origin,
    ) -> Result<Change, GitError> {
        let [before, after] = sides;
        Ok(Change {
            before: self.version(&path, tops[0], before)?,
            after: self.version(&path, tops[1], after)?,
            path,
            origin,
        })
    }

    /// What a file of a tree holds, read once.
    fn version(
        &mut self,
        path: &str,
        top: Option<Oid>,
        leaf: Option<Leaf>,
    ) -> Result<Option<Version>, GitError> {
        let Some(leaf) = leaf else { return Ok(None) };
        // A signature says nothing without the record that it signs.
        let record = path.strip_suffix(".sig").unwrap_or(path);
        let beside = if record == path {
            self.leaf(top, &layout::signature_path(path))?
        } else {
            self.leaf(top, record)?
        };
        let key = (path.to_owned(), leaf, beside);
        if let Some(known) = self.versions.get(&key) {
            return Ok(Some(known.clone()));
        }
        let (body, signature) = if record == path {
            (Some(leaf), beside)
        } else {
            (beside, Some(leaf))
        };
        let version = self.read(record, leaf, body, signature)?;
        self.versions.insert(key, version.clone());
        Ok(Some(version))
    }

    fn read(
        &mut self,
        record: &str,
        leaf: Leaf,
        body: Option<Leaf>,
        signature: Option<Leaf>,
    ) -> Result<Version, GitError> {
        let at = layout::classify(record).and_then(Result::ok);
        let bytes = match at {
            Some(_) => self.bytes(body)?.unwrap_or_default(),
            None => Vec::new(),
        };
        let seal = match (&at, self.bytes(signature)?) {
            (Some(RecordPath::Review(..)), Some(armoured)) => {
                signature::proof(&armoured, NAMESPACE, &bytes)
            }
            _ => Proof::Absent,
        };
        let digest = signature::digest(&bytes);
        let parsed = at
            .zip(String::from_utf8(bytes).ok())
            .and_then(|(at, text)| decode::record(record, &at, &text).0);
        Ok(Version {
            object: leaf.object,
            record: parsed.map(Arc::new),
            seal,
            digest,
        })
    }

    fn bytes(&mut self, leaf: Option<Leaf>) -> Result<Option<Vec<u8>>, GitError> {
        let Some(leaf) = leaf.filter(|leaf| leaf.kind == EntryKind::File) else {
            return Ok(None);
        };
        let oid = Oid::from_bytes(&leaf.object).map_err(|e| failed(&e))?;
        Ok(match self.objects.blob(oid)? {
            Content::Bytes(bytes) => Some(bytes),
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
        let end = self.top_of(head)?;
        let start = match forks.first() {
            Some(fork) => self.top_of(*fork)?,
            None => None,
        };
        let mut ends: Option<Differences> = None;
        for fork in forks {
            let before = self.top_of(*fork)?;
            let found = self.differences(before, end)?;
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
                None => [self.leaf(end, &path)?; 2],
            };
            let net = Net {
                before: self.version(&path, start, sides[0])?,
                after: self.version(&path, end, sides[1])?,
            };
            touched.insert(path, net);
        }
        Ok(touched)
    }

    fn leaf(&mut self, top: Option<Oid>, path: &str) -> Result<Option<Leaf>, GitError> {
        top.map_or(Ok(None), |top| self.trees.leaf(top, path))
    }
}
