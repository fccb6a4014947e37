//! What a pull request does, commit by commit, as facts that rules can judge.

use std::{collections::BTreeMap, sync::Arc};

use crate::model::{record::Record, revision::CommitId, signature::Proof};

/// Who a commit names, as it is written there; no mailmap is applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The name.
    pub name: String,
    /// The address.
    pub email: String,
}

/// A file as one commit has it.
#[derive(Debug, Clone, PartialEq)]
pub struct Version {
    /// The object that holds it.
    pub object: [u8; 20],
    /// The record, if it is one and can be read; of a signature, the record that it signs.
    pub record: Option<Arc<Record>>,
    /// What the detached signature beside the record proves.
    pub seal: Proof,
    /// The digest of the record's exact bytes; see [`crate::model::signature::succession`].
    pub digest: String,
}

/// How a commit came to change a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// It differs from its only parent.
    Written,
    /// A merge holds what none of its parents holds.
    MergeInvented,
    /// A merge does not hold what one of its parents had changed.
    MergeUndid,
}

/// A file that a commit left otherwise than it was.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The file, relative to the workspace.
    pub path: String,
    /// As the parent had it; of a merge that undid a change, as the parent who had changed it.
    pub before: Option<Version>,
    /// As the commit has it.
    pub after: Option<Version>,
    /// How it came about.
    pub origin: Origin,
}

/// A commit of a pull request.
#[derive(Debug, Clone, PartialEq)]
pub struct ProposedCommit {
    /// The commit.
    pub id: CommitId,
    /// Its author.
    pub author: Person,
    /// Its committer.
    pub committer: Person,
    /// What its own signature proves.
    pub proof: Proof,
    /// What it changed, in order of the paths. What a merge took from its parents is not its own.
    pub changes: Vec<Change>,
}

/// A pull request: the commits that its head has and its base has not.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// The commit it is to be merged into.
    pub base: CommitId,
    /// Where it left the base: the base itself, if that is among its ancestors.
    pub fork: CommitId,
    /// The commit proposed.
    pub head: CommitId,
    /// Its commits, parents before children.
    pub commits: Vec<ProposedCommit>,
    /// Every file touched by any of them, as the fork has it and as the head has it.
    pub touched: BTreeMap<String, Net>,
}

/// A file before and after a whole pull request.
#[derive(Debug, Clone, PartialEq)]
pub struct Net {
    /// As the fork has it.
    pub before: Option<Version>,
    /// As the head has it.
    pub after: Option<Version>,
}

impl Version {
    /// The record, if it can be read.
    pub fn record(&self) -> Option<&Record> {
        self.record.as_deref()
    }
}

impl Proposal {
    /// A file as the fork has it.
    pub fn published(&self, path: &str) -> Option<&Version> {
        self.touched.get(path)?.before.as_ref()
    }

    /// Whether the base is among the ancestors of the head, so that nothing is missing from it.
    pub fn is_up_to_date(&self) -> bool {
        self.base == self.fork
    }
}
