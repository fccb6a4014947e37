//! The map of one claim's arguments.

use std::collections::BTreeMap;

use super::{Addresses, Edge, Map, Node, Role, Tie};
use crate::analysis::{
    argumentation::debate::{ArgumentResult, Kind, Standing},
    report::{ArgumentRow, ClaimReport},
};
use crate::model::argument::Target;
use crate::present::{numbers::counted, visible::one_line, words};

/// The claim with every argument that takes part. Undercuts of the claim end on the link from its
/// evidence, and what undermines it ends at the evidence. `name` turns a reviewer's id into a name.
pub fn of_claim(
    claim: &ClaimReport,
    name: &dyn Fn(&str) -> String,
    addresses: &dyn Addresses,
) -> Map {
    let taking_part: Vec<(&ArgumentRow, &ArgumentResult)> = claim
        .arguments
        .iter()
        .filter_map(|row| Some((row, row.result.as_ref()?)))
        .collect();
    let mut map = Map {
        title: format!("Argument map of {}", claim.claim.id),
        across: false,
        nodes: vec![root(claim, addresses)],
        edges: Vec::new(),
    };
    let doubted = taking_part.iter().any(|(row, result)| {
        row.argument.target == Target::Claim
            && matches!(result.kind, Kind::Undercut | Kind::Undermine)
    });
    let foundation = doubted.then(|| foundation(claim, &mut map));
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for (row, result) in &taking_part {
        places.insert(row.id.to_string(), map.nodes.len());
        map.nodes
            .push(argument(claim, row, result, name, addresses));
    }
    for (row, result) in &taking_part {
        let from = places.get(&row.id.to_string());
        let to = match &row.argument.target {
            Target::Argument(other) => places.get(&other.to_string()).copied(),
            Target::Claim => Some(bears_on(result.kind, foundation)),
        };
        if let (Some(from), Some(to)) = (from, to) {
            map.edges.push(Edge {
                from: *from,
                to,
                tie: tie(result.kind),
            });
        }
    }
    map
}

/// The claim's own node.
const CLAIM: usize = 0;

fn root(claim: &ClaimReport, addresses: &dyn Addresses) -> Node {
    let standing = claim.debate.claim.standing;
    Node {
        role: Role::Claim,
        id: claim.claim.id.to_string(),
        head: "claim".to_owned(),
        text: one_line(&claim.claim.statement),
        fate: format!("{}: {}", standing.as_str(), words::standing(standing)),
        link: addresses.claim(&claim.claim.id),
    }
}

/// The evidence and the point of its link to the claim, with their places.
fn foundation(claim: &ClaimReport, map: &mut Map) -> (usize, usize) {
    let (joint, evidence) = (map.nodes.len(), map.nodes.len() + 1);
    let sources = match claim.sources.len() {
        0 => "what the claim rests on".to_owned(),
        n => counted(n, "source"),
    };
    map.nodes.push(Node {
        role: Role::Joint,
        id: "link".to_owned(),
        head: "the link from the evidence to the claim".to_owned(),
        text: String::new(),
        fate: String::new(),
        link: None,
    });
    map.nodes.push(Node {
        role: Role::Evidence,
        id: "evidence".to_owned(),
        head: "evidence".to_owned(),
        text: sources,
        fate: String::new(),
        link: None,
    });
    for (from, to) in [(joint, CLAIM), (evidence, joint)] {
        map.edges.push(Edge {
            from,
            to,
            tie: Tie::Supports,
        });
    }
    (joint, evidence)
}

fn bears_on(kind: Kind, foundation: Option<(usize, usize)>) -> usize {
    match (kind, foundation) {
        (Kind::Undercut, Some((joint, _))) => joint,
        (Kind::Undermine, Some((_, evidence))) => evidence,
        _ => CLAIM,
    }
}

fn tie(kind: Kind) -> Tie {
    match kind {
        Kind::For => Tie::Supports,
        Kind::Undercut => Tie::Undercuts,
        Kind::Rebut | Kind::Undermine => Tie::Attacks,
    }
}

fn argument(
    claim: &ClaimReport,
    row: &ArgumentRow,
    result: &ArgumentResult,
    name: &dyn Fn(&str) -> String,
    addresses: &dyn Addresses,
) -> Node {
    let (role, verb) = match result.kind {
        Kind::For => (Role::For, "+ for"),
        Kind::Rebut => (Role::Against, "− rebuts"),
        Kind::Undermine => (Role::Against, "⊥ undermines"),
        Kind::Undercut => (Role::Undercut, "⊣ undercuts"),
    };
    Node {
        role,
        id: row.id.to_string(),
        head: format!("{verb} · {}", name(row.id.reviewer.as_str())),
        text: one_line(&row.argument.text),
        fate: fate(result).to_owned(),
        link: addresses.argument(&claim.claim.id, &row.id),
    }
}

fn fate(result: &ArgumentResult) -> &'static str {
    let position = &result.position;
    match position.standing {
        Standing::Defeated => "✗ answered",
        Standing::Undecided => "? undecided",
        Standing::Contested => "~ contested",
        _ if position.answered.is_empty() => "○ unanswered",
        _ => "● stands",
    }
}
