//! Looking into history while the records are still being read.

use std::{
    collections::HashMap,
    thread::{self, JoinHandle},
};

use super::{
    Result,
    chronicle::tell_of_missing,
    context::Context,
    workspace::{Opened, View},
};
use crate::analysis::history::first_parents;
use crate::model::{history::Step, layout::REVIEWS, revision::CommitId};
use crate::store::{
    history::Walk,
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
pub(super) struct Ahead {
    thread: JoinHandle<Result<Looked>>,
    questions: Questions,
}

/// What history tells of a commit.
#[derive(Debug, Default)]
pub(super) struct Looked {
    tip: Option<CommitId>,
    cut_off: bool,
    /// The commit that last changed each review, if that was asked. Of reviews that the working tree
    /// holds otherwise nothing is said.
    pub(super) last_changes: Option<HashMap<String, CommitId>>,
    /// The steps along first parents.
    pub(super) steps: Vec<Step>,
    /// The steps on all branches, of claims and rules only, unless reviews were asked for.
    pub(super) branches: Option<Vec<Step>>,
}

impl Ahead {
    /// Begins to look, as of a revision or HEAD.
    pub(super) fn begin(context: &Context, revision: Option<&str>, questions: Questions) -> Self {
        let (dir, revision) = (context.dir.clone(), revision.map(str::to_owned));
        let foresee = move || {
            let opened = Opened::find(&dir)?;
            let tip = opened.commit_or_round(revision.as_deref().unwrap_or("HEAD"))?;
            look(&opened, &tip, questions)
        };
        Self {
            thread: thread::spawn(foresee),
            questions,
        }
    }

    /// What history tells of the commit that was read; if that is not the one foreseen, it is looked
    /// up now. Nothing where nothing is committed.
    pub(super) fn looked(self, opened: &Opened, view: &View, context: &Context) -> Result<Looked> {
        let Some(tip) = opened.tip(&view.revision) else {
            return Ok(Looked::default());
        };
        let foreseen = self.thread.join().ok().and_then(Result::ok);
        let mut looked = match foreseen.filter(|found| found.tip.as_ref() == Some(tip)) {
            Some(foreseen) => foreseen,
            None => look(opened, tip, self.questions)?,
        };
        if let Some(changes) = &mut looked.last_changes {
            for path in &view.changed {
                changes.remove(path);
            }
        }
        tell_of_missing(looked.cut_off, context);
        Ok(looked)
    }
}

fn look(opened: &Opened, tip: &CommitId, questions: Questions) -> Result<Looked> {
    let walk = Walk {
        folder: opened.folder.clone(),
        full: !questions.reviews,
        without_reviews: !questions.reviews,
        ..Walk::default()
    };
    let history = opened.repository()?.history(tip, &walk, &load::Silent)?;
    let (steps, branches) = if walk.full {
        (first_parents(&history.steps), Some(history.steps))
    } else {
        (history.steps, None)
    };
    let changes = || last_changes(opened, tip);
    Ok(Looked {
        last_changes: questions.last_changes.then(changes).transpose()?,
        tip: Some(tip.clone()),
        cut_off: history.cut_off,
        steps,
        branches,
    })
}

/// The steps on all branches that lead to a commit, of claims and rules only.
pub(super) fn branches(opened: &Opened, tip: &CommitId) -> Result<Vec<Step>> {
    let walk = Walk {
        folder: opened.folder.clone(),
        full: true,
        without_reviews: true,
        ..Walk::default()
    };
    let history = opened.repository()?.history(tip, &walk, &load::Silent)?;
    Ok(history.steps)
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
