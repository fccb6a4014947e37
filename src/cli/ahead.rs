//! Looking up who changed what last while the records are still being read.

use std::{
    collections::HashMap,
    path::Path,
    thread::{self, JoinHandle},
};

use super::{
    Result,
    context::Context,
    workspace::{Opened, View},
};
use crate::model::{layout::REVIEWS, revision::CommitId};
use crate::store::{
    layout::{RecordPath, classify},
    source_tree::SourceTree,
};

/// A look into history that has begun. It reads the repository by itself, so that nothing waits for it
/// before its answer is wanted.
#[derive(Debug)]
pub(super) struct Ahead(JoinHandle<Result<Found>>);

#[derive(Debug)]
struct Found {
    tip: CommitId,
    changes: HashMap<String, CommitId>,
}

impl Ahead {
    /// Begins to look up which commit last changed each review, as of a revision or HEAD.
    pub(super) fn begin(context: &Context, revision: Option<&str>) -> Self {
        let (dir, revision) = (context.dir.clone(), revision.map(str::to_owned));
        Self(thread::spawn(move || look(&dir, revision.as_deref())))
    }

    /// What was found, if it is about the commit that was read; of reviews that the working tree holds
    /// otherwise nothing is said.
    pub(super) fn last_changes(self, view: &View) -> Option<HashMap<String, CommitId>> {
        let mut found = self.0.join().ok()?.ok()?;
        if view.revision.commit.as_ref() != Some(&found.tip) {
            return None;
        }
        for path in &view.changed {
            found.changes.remove(path);
        }
        Some(found.changes)
    }
}

fn look(dir: &Path, revision: Option<&str>) -> Result<Found> {
    let opened = Opened::find(dir)?;
    let tip = opened.commit_or_round(revision.unwrap_or("HEAD"))?;
    let repo = opened.repository()?;
    let tree = SourceTree::Commit(repo.tree(&tip, &opened.folder)?);
    let reviews = tree.entries_where(&|path| path.starts_with(REVIEWS))?;
    let paths = reviews
        .into_iter()
        .map(|entry| entry.path)
        .filter(|path| matches!(classify(path), Some(Ok(RecordPath::Review(..)))))
        .collect();
    Ok(Found {
        changes: repo.last_changes(&tip, &opened.folder, paths)?,
        tip,
    })
}
