//! The map of a whole workspace: how its claims hang together.

use std::collections::BTreeMap;

use super::{Addresses, Edge, Map, Node, Role, Tie};
use crate::analysis::report::{ClaimReport, Report};
use crate::model::{claim::RelationKind, id::ClaimId};
use crate::present::{visible::one_line, words};

/// Every open claim that is tied to another, with the ties.
pub fn of_workspace(report: &Report, addresses: &dyn Addresses) -> Map {
    let title = "How the claims hang together".to_owned();
    of_claims(title, report.claims.iter(), addresses)
}

/// Those of some claims that are open and tied to one another.
///
/// What supports or opposes a claim comes after it, and so does what it needs.
pub fn of_claims<'r>(
    title: String,
    claims: impl Iterator<Item = &'r ClaimReport>,
    addresses: &dyn Addresses,
) -> Map {
    let open: BTreeMap<&ClaimId, &ClaimReport> = claims
        .filter(|claim| claim.claim.is_open())
        .map(|claim| (&claim.claim.id, claim))
        .collect();
    let ties: Vec<(&ClaimId, &ClaimId, RelationKind)> = open
        .values()
        .flat_map(|claim| {
            let relations = claim.claim.relations.iter();
            relations.map(|tie| (&claim.claim.id, &tie.claim, tie.kind))
        })
        .filter(|(from, to, _)| from != to && open.contains_key(to))
        .collect();
    let mut places: BTreeMap<&ClaimId, usize> = BTreeMap::new();
    let tied = ties.iter().flat_map(|(from, to, _)| [*from, *to]);
    places.extend(tied.map(|id| (id, 0)));
    for (place, slot) in places.values_mut().enumerate() {
        *slot = place;
    }
    let at = |id: &ClaimId| places.get(id).copied().unwrap_or_default();
    Map {
        title,
        across: true,
        nodes: places
            .keys()
            .filter_map(|id| Some(node(open.get(id)?, addresses)))
            .collect(),
        edges: ties
            .iter()
            .map(|(from, to, kind)| edge(at(from), at(to), *kind))
            .collect(),
    }
}

fn node(claim: &ClaimReport, addresses: &dyn Addresses) -> Node {
    let verdict = claim.verdict.verdict;
    Node {
        role: Role::Claim,
        id: claim.claim.id.to_string(),
        head: format!("{} {}", words::mark(verdict), words::verdict(verdict)),
        text: one_line(&claim.claim.statement),
        fate: String::new(),
        link: addresses.claim(&claim.claim.id),
    }
}

fn edge(from: usize, to: usize, kind: RelationKind) -> Edge {
    match kind {
        RelationKind::Supports => Edge {
            from,
            to,
            tie: Tie::Supports,
        },
        RelationKind::Opposes => Edge {
            from,
            to,
            tie: Tie::Attacks,
        },
        RelationKind::Refines => Edge {
            from,
            to,
            tie: Tie::Refines,
        },
        // What is needed carries the claim, so it stands below.
        RelationKind::DependsOn => Edge {
            from: to,
            to: from,
            tie: Tie::DependsOn,
        },
    }
}
