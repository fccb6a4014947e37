//! Looking into history while the records are still being read.

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
use crate::analysis::history::first_parents;
use crate::model::{history::Step, layout::REVIEWS, revision::CommitId};
use crate::store::{
    history::{History, Walk},
    layout::{RecordPath, classify},
    load,
    source_tree::SourceTree,
};

/// What a command wants to know of history.
#[derive(Debug, Clone, Copy)]
pub(super) struct Questions {
    /// Which commit last changed each review.
    pub(super) last_changes: bool,
    /// What every commit did, to reviews too or only to claims and rules.
    pub(super) reviews: bool,
}

/// A look into history that has begun. It reads the repository by itself, so that nothing waits for it
/// before its answer is wanted.
#[derive(Debug)]
pub(super) struct Ahead(JoinHandle<Result<Found>>);

/// What was found.
#[derive(Debug)]
pub(super) struct Found {
    tip: CommitId,
    /// The commit that last changed each review, if that was asked. Of reviews that the working tree
    /// holds otherwise nothing is said.
    pub(super) last_changes: Option<HashMap<String, CommitId>>,
    /// The walk along first parents.
    pub(super) history: History,
    /// The walk through all branches, of claims and rules only, unless reviews were asked for.
    pub(super) branches: Option<Branches>,
}

/// What every commit of every branch did to claims and rules.
pub(super) type Branches = Vec<Step>;

/// The walk through all branches that lead to a commit.
pub(super) fn branches(opened: &Opened, tip: &CommitId) -> Result<Branches> {
    let walk = Walk {
        folder: opened.folder.clone(),
        full: true,
        without_reviews: true,
        ..Walk::default()
    };
    let history = opened.repository()?.history(tip, &walk, &load::Silent)?;
    Ok(history.steps)
}

impl Ahead {
    /// Begins to look, as of a revision or HEAD.
    pub(super) fn begin(context: &Context, revision: Option<&str>, questions: Questions) -> Self {
        let (dir, revision) = (context.dir.clone(), revision.map(str::to_owned));
        Self(thread::spawn(move || {
            look(&dir, revision.as_deref(), questions)
        }))
    }

    /// What was found, if it is about the commit that was read.
    pub(super) fn found(self, view: &View) -> Option<Found> {
        let mut found = self.0.join().ok()?.ok()?;
        if view.revision.commit.as_ref() != Some(&found.tip) {
            return None;
        }
        if let Some(changes) = &mut found.last_changes {
            for path in &view.changed {
                changes.remove(path);
            }
        }
        Some(found)
    }
}

fn look(dir: &Path, revision: Option<&str>, questions: Questions) -> Result<Found> {
    let opened = Opened::find(dir)?;
    let tip = opened.commit_or_round(revision.unwrap_or("HEAD"))?;
    let walk = Walk {
        folder: opened.folder.clone(),
        full: !questions.reviews,
        without_reviews: !questions.reviews,
        ..Walk::default()
    };
    let mut history = opened.repository()?.history(&tip, &walk, &load::Silent)?;
    let mut branches = None;
    if walk.full {
        let line = first_parents(&history.steps);
        branches = Some(std::mem::replace(&mut history.steps, line));
    }
    let changes = || last_changes(&opened, &tip);
    Ok(Found {
        branches,
        last_changes: questions.last_changes.then(changes).transpose()?,
        history,
        tip,
    })
}

fn last_changes(opened: &Opened, tip: &CommitId) -> Result<HashMap<String, CommitId>> {
    let repo = opened.repository()?;
    let tree = SourceTree::Commit(repo.tree(tip, &opened.folder)?);
    let reviews = tree.entries_where(&|path| path.starts_with(REVIEWS))?;
    let paths = reviews
        .into_iter()
        .map(|entry| entry.path)
        .filter(|path| matches!(classify(path), Some(Ok(RecordPath::Review(..)))))
        .collect();
    Ok(repo.last_changes(tip, &opened.folder, paths)?)
}
