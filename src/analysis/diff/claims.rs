//! Claims that came, went or changed.

use super::{Edit, differing, joined};
use crate::model::{
    brief::ClaimBrief,
    claim::{Claim, ClaimStatus},
    id::ClaimId,
    snapshot::Snapshot,
};

/// What became of the claims, each list in order of the ids.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ClaimChanges {
    /// New claims.
    pub added: Vec<ClaimId>,
    /// Claims that were taken back.
    pub withdrawn: Vec<ClaimId>,
    /// Withdrawn claims that are up for judgement again.
    pub restored: Vec<ClaimId>,
    /// Claims whose record is gone.
    pub removed: Vec<ClaimId>,
    /// Claims with other changes than a withdrawal.
    pub changed: Vec<ClaimChange>,
}

/// A claim that changed.
#[derive(Debug, Clone, PartialEq)]
pub struct ClaimChange {
    /// Which.
    pub id: ClaimId,
    /// The fields that differ, by their names in the file.
    pub fields: Vec<&'static str>,
    /// What is claimed.
    pub statement: Edit<String>,
    /// The edition.
    pub edition: Edit<u32>,
    /// The status.
    pub status: Edit<ClaimStatus>,
    /// Whether what is judged changed although the edition did not: reviews of other words count on.
    pub silent: bool,
}

impl ClaimChanges {
    pub(super) fn retain(&mut self, keep: impl Fn(&ClaimId) -> bool) {
        for list in [
            &mut self.added,
            &mut self.withdrawn,
            &mut self.restored,
            &mut self.removed,
        ] {
            list.retain(&keep);
        }
        self.changed.retain(|change| keep(&change.id));
    }
}

pub(super) fn changes(before: &Snapshot, after: &Snapshot) -> ClaimChanges {
    let mut found = ClaimChanges::default();
    for (id, old, new) in joined(&before.claims, &after.claims) {
        match (old, new) {
            (None, Some(_)) => found.added.push(id.clone()),
            (Some(_), None) => found.removed.push(id.clone()),
            (Some(old), Some(new)) if old != new => compare(old, new, &mut found),
            _ => {}
        }
    }
    found
}

fn compare(old: &Claim, new: &Claim, found: &mut ClaimChanges) {
    let withdrawn = |claim: &Claim| claim.status == ClaimStatus::Withdrawn;
    match (withdrawn(old), withdrawn(new)) {
        (false, true) => found.withdrawn.push(new.id.clone()),
        (true, false) => found.restored.push(new.id.clone()),
        _ => {}
    }
    let mut fields = fields(old, new);
    if withdrawn(old) != withdrawn(new) {
        fields.retain(|field| !matches!(*field, "status" | "reason"));
    }
    if fields.is_empty() {
        return;
    }
    let [before, after] = [old, new].map(ClaimBrief::of);
    found.changed.push(ClaimChange {
        id: new.id.clone(),
        fields,
        statement: Edit::new(old.statement.clone(), new.statement.clone()),
        edition: Edit::new(old.edition, new.edition),
        status: Edit::new(old.status, new.status),
        silent: before.wording != after.wording && before.edition == after.edition,
    });
}

fn fields(old: &Claim, new: &Claim) -> Vec<&'static str> {
    differing(&[
        ("statement", old.statement != new.statement),
        ("kind", old.kind != new.kind),
        ("scale", old.scale != new.scale),
        ("edition", old.edition != new.edition),
        ("status", old.status != new.status),
        ("superseded-by", old.superseded_by != new.superseded_by),
        ("reason", old.reason != new.reason),
        ("tags", old.tags != new.tags),
        ("note", old.note != new.note),
        ("anchors", old.anchors != new.anchors),
        ("relations", old.relations != new.relations),
        ("resolution", old.resolution != new.resolution),
        ("sources", old.sources != new.sources),
    ])
}
