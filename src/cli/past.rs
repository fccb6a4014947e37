//! What history adds to a report: rounds, changes since a commit, rules and words changed too late.

use std::collections::BTreeSet;

use super::{
    Result,
    ahead::Looked,
    context::Context,
    hindsight,
    workspace::{Opened, View},
};
use crate::analysis::{
    diff::diff,
    past::{LateRules, Past, RoundComparison, Side, Since, compare, late_rules},
    report::Report,
};
use crate::model::{history::Step, revision::CommitId, snapshot::Snapshot, workspace::Round};
use crate::store::{load, repo::Repo, source_tree::SourceTree};

/// Looks at the history that led to a report.
pub(super) fn past(
    opened: &Opened,
    view: &View,
    report: &Report,
    looked: &Looked,
    since: Option<&str>,
    context: &Context,
) -> Result<Past> {
    let mut past = Past {
        since: since
            .map(|name| changes_since(opened, view, name, context))
            .transpose()?
            .map(Box::new),
        ..Past::default()
    };
    if let Some(repo) = &opened.repo {
        rounds(opened, repo, view, &mut past);
        past.late_rules = after_rating_began(opened, repo, &looked.steps)?;
        past.reworded = hindsight::reworded(opened, view, report, looked)?;
    }
    Ok(past)
}

fn changes_since(opened: &Opened, view: &View, name: &str, context: &Context) -> Result<Since> {
    let from = opened.commit_or_round(name)?;
    let to = reported(view);
    let pair = opened.pair(&from, to.as_ref(), &context.ui)?;
    Ok(Since {
        name: name.to_owned(),
        from,
        to,
        diff: diff(&pair.before, &pair.after),
        before: pair.before,
        after: pair.after,
    })
}

/// The commit that was read; none for a working tree with changes.
fn reported(view: &View) -> Option<CommitId> {
    let clean = !view.revision.dirty;
    view.revision.commit.clone().filter(|_| clean)
}

/// Compares each round with the next, the last with what is reported, and the first with that too.
fn rounds(opened: &Opened, repo: &Repo, view: &View, past: &mut Past) {
    let now = Side {
        name: None,
        commit: reported(view).map(|id| id.to_string()),
    };
    let mut first: Option<(Side, Snapshot)> = None;
    let mut last: Option<(Side, Snapshot)> = None;
    for round in &view.snapshot.workspace.rounds {
        let ratings = match ratings_of(opened, repo, view, round) {
            Ok(ratings) => ratings,
            Err(error) => {
                past.missing_rounds
                    .push((round.name.clone(), error.message()));
                continue;
            }
        };
        let side = Side {
            name: Some(round.name.clone()),
            commit: Some(round.commit.clone()),
        };
        if let Some((from, before)) = last.take() {
            past.rounds
                .push(compare(from.clone(), &before, side.clone(), &ratings));
            first.get_or_insert((from, before));
        }
        last = Some((side, ratings));
    }
    let with_now = |(from, before): (Side, Snapshot)| -> RoundComparison {
        compare(from, &before, now.clone(), &view.snapshot)
    };
    past.rounds.extend(last.map(with_now));
    past.first = first
        .map(with_now)
        .or_else(|| past.rounds.first().cloned())
        .map(Box::new);
}

/// The state at a round; only what differs from the state reported is read.
fn ratings_of(opened: &Opened, repo: &Repo, view: &View, round: &Round) -> Result<Snapshot> {
    let id = repo.info(&CommitId::new(&round.commit))?.id;
    let mut changed: BTreeSet<String> = view.changed.iter().cloned().collect();
    if let Some(base) = &view.revision.commit {
        changed.extend(repo.differing_records(base, &id, &opened.folder)?);
    }
    let tree = SourceTree::Commit(repo.tree(&id, &opened.folder)?);
    let changed = super::pair::with_folders(&changed);
    let loaded = load::reload(view.snapshot.clone(), &tree, &changed, &load::Silent)?;
    Ok(loaded.snapshot)
}

/// The changes of rules that found reviews already there.
fn after_rating_began(opened: &Opened, repo: &Repo, steps: &[Step]) -> Result<Vec<LateRules>> {
    let mut late = Vec::new();
    for (at, change) in late_rules(steps) {
        let before = at.checked_sub(1).and_then(|before| steps.get(before));
        if let Some(before) = before
            && repo.has_reviews(&before.commit.id, &opened.folder)?
        {
            late.push(change);
        }
    }
    Ok(late)
}
