//! Both ends of every change: commit by commit, then of the whole.

use crate::model::{
    proposal::{Proposal, Version},
    record::Record,
};

/// A file that was one thing and became another.
#[derive(Debug, Clone, Copy)]
pub(super) struct Step<'a> {
    /// The commit, in words; or the whole pull request.
    pub(super) commit: Option<&'a str>,
    pub(super) path: &'a str,
    pub(super) before: Option<&'a Version>,
    pub(super) after: Option<&'a Version>,
    /// As the base had it where the pull request left it: what was public.
    pub(super) published: Option<&'a Version>,
}

impl<'a> Step<'a> {
    /// "commit 3f2a…", or "this pull request".
    pub(super) fn by(&self) -> String {
        match self.commit {
            Some(commit) => format!("commit {commit}"),
            None => "this pull request".to_owned(),
        }
    }

    pub(super) fn records(&self) -> Option<(&'a Record, &'a Record)> {
        Some((self.before?.record()?, self.after?.record()?))
    }
}

/// Every change of every commit, then every file with both ends of the whole.
pub(super) fn steps(proposal: &Proposal) -> impl Iterator<Item = Step<'_>> {
    let of_commits = proposal.commits.iter().flat_map(move |commit| {
        commit.changes.iter().map(move |change| Step {
            commit: Some(commit.id.short()),
            path: &change.path,
            before: change.before.as_ref(),
            after: change.after.as_ref(),
            published: proposal.published(&change.path),
        })
    });
    let of_whole = proposal.touched.iter().map(|(path, net)| Step {
        commit: None,
        path,
        before: net.before.as_ref(),
        after: net.after.as_ref(),
        published: net.before.as_ref(),
    });
    of_commits.chain(of_whole)
}
