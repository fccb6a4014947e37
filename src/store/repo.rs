//! The repository. This module and its children are the only places that name libgit2.
//!
//! Everything stays in this process: no hook, filter or pager of the repository is ever run, and
//! libgit2's check of the repository's owner stays on.

use std::path::{Path, PathBuf};

use git2::{ErrorClass, ErrorCode, ObjectType, Repository, StatusOptions};

use super::{
    commit_tree::CommitTree,
    error::GitError,
    layout::{BIBLIOGRAPHY_FILE, CLAIMS, REVIEWS, WORKSPACE_FILE, classify, signed_review},
};
use crate::model::revision::CommitId;

/// A git repository.
pub struct Repo {
    inner: Repository,
}

/// What a commit says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommitInfo {
    /// The commit.
    pub id: CommitId,
    /// The author's name.
    pub author: String,
    /// The author's address.
    pub email: String,
    /// The committer's time, RFC 3339 with the offset recorded in the commit.
    pub committed: String,
    /// First line of the message.
    pub subject: String,
    /// Its parents.
    pub parents: Vec<CommitId>,
}

impl std::fmt::Debug for Repo {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Repo").field(&self.inner.path()).finish()
    }
}

pub(super) fn failed(error: &git2::Error) -> GitError {
    GitError::Failed(error.message().to_owned())
}

impl Repo {
    /// The repository that a folder belongs to, if it belongs to one.
    pub fn discover(folder: &Path) -> Result<Option<Self>, GitError> {
        match Repository::discover(folder) {
            Ok(inner) => Ok(Some(Self { inner })),
            Err(error) if error.code() == ErrorCode::NotFound => Ok(None),
            Err(error) if error.code() == ErrorCode::Owner => {
                Err(GitError::ForeignOwner(folder.display().to_string()))
            }
            Err(error) => Err(failed(&error)),
        }
    }

    /// Makes a repository in a folder, with `main` as its first branch.
    pub fn create(folder: &Path) -> Result<Self, GitError> {
        let mut options = git2::RepositoryInitOptions::new();
        options.initial_head("main").external_template(false);
        let inner = Repository::init_opts(folder, &options).map_err(|e| failed(&e))?;
        Ok(Self { inner })
    }

    /// The folder of the working tree; bare repositories have none.
    pub fn workdir(&self) -> Option<&Path> {
        self.inner.workdir()
    }

    /// The git directory of this clone or worktree.
    pub fn git_dir(&self) -> PathBuf {
        self.inner.path().to_owned()
    }

    /// The git directory that all worktrees of this clone share.
    pub fn common_dir(&self) -> PathBuf {
        self.inner.commondir().to_owned()
    }

    /// Whether git would commit a file of the working tree, or has it already: it is there, and not
    /// ignored or tracked all the same. The path is relative to the repository's top.
    pub fn is_exposed(&self, path: &str) -> Result<bool, GitError> {
        let top = self.workdir();
        let there = top.is_some_and(|top| top.join(path).symlink_metadata().is_ok());
        Ok(self.tracks(path)? || there && self.would_commit(path)?)
    }

    /// Whether git has a file at a path or would commit one that is written there.
    pub fn would_commit(&self, path: &str) -> Result<bool, GitError> {
        let ignored = self.inner.is_path_ignored(path).map_err(|e| failed(&e))?;
        Ok(!ignored || self.tracks(path)?)
    }

    /// The commit that HEAD names, if there is one yet.
    pub fn head(&self) -> Result<Option<CommitId>, GitError> {
        match self.inner.head() {
            Ok(head) => {
                let commit = head.peel_to_commit().map_err(|e| failed(&e))?;
                Ok(Some(CommitId::new(commit.id().to_string())))
            }
            Err(error) if matches!(error.code(), ErrorCode::UnbornBranch | ErrorCode::NotFound) => {
                Ok(None)
            }
            Err(error) => Err(failed(&error)),
        }
    }

    /// The commit that a revision names: a name, a branch, a tag, with `~` and `^`.
    pub fn resolve(&self, revision: &str) -> Result<CommitId, GitError> {
        let searches =
            revision.contains(":/") || revision.contains("^{/") || revision.starts_with('-');
        if searches || revision.contains(':') {
            return Err(GitError::RefusedRevision(revision.to_owned()));
        }
        let unknown = |error: git2::Error| match (error.code(), error.class()) {
            (ErrorCode::NotFound | ErrorCode::InvalidSpec, _) | (_, ErrorClass::Reference) => {
                GitError::UnknownRevision(revision.to_owned())
            }
            _ => failed(&error),
        };
        let object = self.inner.revparse_single(revision).map_err(unknown)?;
        let commit = object.peel(ObjectType::Commit).map_err(unknown)?;
        Ok(CommitId::new(commit.id().to_string()))
    }

    /// What a commit says of itself.
    pub fn info(&self, id: &CommitId) -> Result<CommitInfo, GitError> {
        let commit = self.commit(id)?;
        let author = commit.author();
        Ok(CommitInfo {
            id: id.clone(),
            author: String::from_utf8_lossy(author.name_bytes()).into_owned(),
            email: String::from_utf8_lossy(author.email_bytes()).into_owned(),
            committed: rfc3339(commit.time()),
            subject: commit
                .summary_bytes()
                .map(|s| String::from_utf8_lossy(s).into_owned())
                .unwrap_or_default(),
            parents: commit
                .parent_ids()
                .map(|p| CommitId::new(p.to_string()))
                .collect(),
        })
    }

    pub(super) fn commit(&self, id: &CommitId) -> Result<git2::Commit<'_>, GitError> {
        let oid = git2::Oid::from_str(id.as_str()).map_err(|e| failed(&e))?;
        self.inner
            .find_commit(oid)
            .map_err(|error| match error.code() {
                ErrorCode::NotFound if self.inner.is_shallow() => GitError::Shallow(id.to_string()),
                _ => failed(&error),
            })
    }

    /// Whether a commit is another's ancestor, or that commit itself.
    pub fn is_ancestor(&self, older: &CommitId, newer: &CommitId) -> Result<bool, GitError> {
        let [older, newer] = [self.commit(older)?.id(), self.commit(newer)?.id()];
        Ok(older == newer
            || self
                .inner
                .graph_descendant_of(newer, older)
                .map_err(|e| failed(&e))?)
    }

    pub(super) fn repository(&self) -> &Repository {
        &self.inner
    }

    /// The files of a commit, below a folder of the repository (empty for its top).
    pub fn tree(&self, id: &CommitId, folder: &str) -> Result<CommitTree, GitError> {
        let tree = self.commit(id)?.tree_id();
        Ok(CommitTree::new(self.git_dir(), tree, folder))
    }

    /// Whether the index holds a file, named relative to the top of the repository.
    pub fn tracks(&self, path: &str) -> Result<bool, GitError> {
        let index = self.inner.index().map_err(|e| failed(&e))?;
        Ok(index.get_path(Path::new(path), 0).is_some())
    }

    /// Whether a commit of that full name is here; nothing where a shallow clone cannot tell.
    pub fn has_commit(&self, name: &str) -> Option<bool> {
        let oid = git2::Oid::from_str(name).ok()?;
        let here = self.inner.find_commit(oid).is_ok();
        (here || !self.inner.is_shallow()).then_some(here)
    }

    /// Paths of records and of signatures beside reviews, relative to `folder`, whose state in the
    /// working tree differs from HEAD's.
    pub fn changed_records(&self, folder: &str) -> Result<Vec<String>, GitError> {
        let mut options = StatusOptions::new();
        options
            .include_untracked(true)
            .recurse_untracked_dirs(true)
            .include_ignored(false)
            .exclude_submodules(true)
            .no_refresh(true)
            .disable_pathspec_match(true);
        let prefix = if folder.is_empty() {
            String::new()
        } else {
            format!("{folder}/")
        };
        for name in [WORKSPACE_FILE, BIBLIOGRAPHY_FILE, CLAIMS, REVIEWS] {
            options.pathspec(format!("{prefix}{name}"));
        }
        let statuses = self
            .inner
            .statuses(Some(&mut options))
            .map_err(|e| failed(&e))?;
        let changed = statuses.iter().filter(|s| !s.status().is_empty());
        let mut paths: Vec<String> = changed
            .map(|s| String::from_utf8_lossy(s.path_bytes()).into_owned())
            .filter_map(|path| path.strip_prefix(&prefix).map(str::to_owned))
            .filter(|path| classify(path).is_some() || signed_review(path).is_some())
            .collect();
        paths.sort();
        Ok(paths)
    }
}

pub(super) fn rfc3339(time: git2::Time) -> String {
    let offset =
        jiff::tz::Offset::from_seconds(time.offset_minutes() * 60).unwrap_or(jiff::tz::Offset::UTC);
    let moment =
        jiff::Timestamp::from_second(time.seconds()).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    let local = offset
        .to_datetime(moment)
        .strftime("%Y-%m-%dT%H:%M:%S")
        .to_string();
    let sign = if offset.is_negative() { '-' } else { '+' };
    let minutes = time.offset_minutes().unsigned_abs();
    format!("{local}{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}
