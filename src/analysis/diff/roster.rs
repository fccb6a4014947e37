//! Reviewers who joined, left or describe themselves otherwise.

use super::{differing, joined};
use crate::model::{id::ReviewerId, reviewer::Reviewer, snapshot::Snapshot};

/// What became of the roster, each list in order of the ids.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReviewerChanges {
    /// New reviewers.
    pub added: Vec<ReviewerId>,
    /// Reviewers whose entry is gone.
    pub removed: Vec<ReviewerId>,
    /// Reviewers whose entry differs.
    pub changed: Vec<ReviewerChange>,
}

/// A reviewer whose entry differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewerChange {
    /// Who.
    pub id: ReviewerId,
    /// The fields that differ, by their names in the file.
    pub fields: Vec<&'static str>,
}

impl ReviewerChanges {
    pub(super) fn retain(&mut self, keep: impl Fn(&ReviewerId) -> bool) {
        self.added.retain(&keep);
        self.removed.retain(&keep);
        self.changed.retain(|change| keep(&change.id));
    }
}

pub(super) fn changes(before: &Snapshot, after: &Snapshot) -> ReviewerChanges {
    let mut found = ReviewerChanges::default();
    for (id, old, new) in joined(&before.reviewers, &after.reviewers) {
        match (old, new) {
            (None, Some(_)) => found.added.push(id.clone()),
            (Some(_), None) => found.removed.push(id.clone()),
            (Some(old), Some(new)) if old != new => found.changed.push(ReviewerChange {
                id: id.clone(),
                fields: fields(old, new),
            }),
            _ => {}
        }
    }
    found
}

fn fields(old: &Reviewer, new: &Reviewer) -> Vec<&'static str> {
    differing(&[
        ("name", old.name != new.name),
        ("kind", old.kind != new.kind),
        ("emails", old.emails != new.emails),
        ("orcid", old.orcid != new.orcid),
        ("expertise", old.expertise != new.expertise),
        ("interests", old.interests != new.interests),
        ("note", old.note != new.note),
        ("group", old.group != new.group),
        ("keys", old.keys != new.keys),
    ])
}
