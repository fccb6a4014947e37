//! Claims that lean on each other in a circle.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{
    claim::RelationKind,
    diagnostic::{Code, Diagnostic, FieldPath},
    id::ClaimId,
    layout::claim_path,
    snapshot::Snapshot,
};

/// Where a claim names another, and which.
type Ties<'s> = BTreeMap<&'s ClaimId, Vec<(FieldPath, &'s ClaimId)>>;

pub(super) fn check(snapshot: &Snapshot, found: &mut Vec<Diagnostic>) {
    let successors = |id: &ClaimId| {
        let claim = snapshot.claims.get(id);
        let next = claim.and_then(|claim| claim.superseded_by.as_ref());
        next.map(|next| (FieldPath::key("superseded-by"), next))
            .into_iter()
            .collect()
    };
    for (path, field, next) in circles(snapshot, successors) {
        let message = format!("\"{next}\" is in the end superseded by this claim");
        found.push(
            Diagnostic::at_field(Code::SuccessorCycle, &path, field, message)
                .help("name a claim that is still open"),
        );
    }
    for kind in [RelationKind::DependsOn, RelationKind::Refines] {
        let related = |id: &ClaimId| related(snapshot, id, kind);
        for (path, field, next) in circles(snapshot, related) {
            let message = format!("\"{next}\" in the end {} this claim", verb(kind));
            found.push(
                Diagnostic::at_field(Code::RelationCycle, &path, field, message)
                    .help("remove one of the relations, or let it say \"supports\""),
            );
        }
    }
}

fn verb(kind: RelationKind) -> &'static str {
    match kind {
        RelationKind::DependsOn => "depends on",
        _ => "refines",
    }
}

fn related<'s>(
    snapshot: &'s Snapshot,
    id: &ClaimId,
    kind: RelationKind,
) -> Vec<(FieldPath, &'s ClaimId)> {
    let relations = snapshot.claims.get(id).map_or(&[][..], |c| &c.relations);
    relations
        .iter()
        .enumerate()
        .filter(|(_, relation)| relation.kind == kind && relation.claim != *id)
        .map(|(i, relation)| {
            let field = FieldPath::key("relations").at(i).then("claim");
            (field, &relation.claim)
        })
        .collect()
}

/// One tie of every circle: the one that closes it when claims are followed in order of their ids.
/// A claim that names itself is reported elsewhere.
fn circles<'s>(
    snapshot: &'s Snapshot,
    ties: impl Fn(&ClaimId) -> Vec<(FieldPath, &'s ClaimId)>,
) -> Vec<(String, FieldPath, &'s ClaimId)> {
    let ties: Ties<'_> = snapshot.claims.keys().map(|id| (id, ties(id))).collect();
    let mut done: BTreeSet<&ClaimId> = BTreeSet::new();
    let mut closing = Vec::new();
    for start in ties.keys() {
        // Each frame is a claim and the number of its ties that were followed; no recursion, so
        // that a chain of any length is walked.
        let mut trail: Vec<(&ClaimId, usize)> = Vec::new();
        let mut on_trail: BTreeSet<&ClaimId> = BTreeSet::new();
        if done.insert(*start) {
            trail.push((*start, 0));
            on_trail.insert(*start);
        }
        while let Some((here, followed)) = trail.last_mut() {
            let tie = ties.get(here).and_then(|ties| ties.get(*followed));
            *followed += 1;
            match tie {
                None => {
                    on_trail.remove(*here);
                    trail.pop();
                }
                Some((field, next)) if on_trail.contains(next) && *next != *here => {
                    closing.push((claim_path(here), field.clone(), *next));
                }
                Some((_, next)) if done.insert(*next) => {
                    on_trail.insert(*next);
                    trail.push((*next, 0));
                }
                Some(_) => {}
            }
        }
    }
    closing
}
