//! From records to nodes, attacks, supports and defeats.

use std::collections::{BTreeMap, BTreeSet};

use super::{Contribution, Evidence, Excluded, Kind, Weights};
use crate::analysis::argumentation::adjacency::Relation;
use crate::analysis::argumentation::graph::{Graph, GraphBuilder};
use crate::model::source::Bearing;

/// The claim's node.
pub(super) const CLAIM: usize = 0;
/// The node of the link from the evidence to the claim.
const GROUNDS: usize = 1;

/// An argument that takes part.
#[derive(Debug, Clone)]
pub(super) struct Member {
    pub(super) id: String,
    pub(super) reviewer: String,
    pub(super) kind: Kind,
    pub(super) target: Option<String>,
    pub(super) base: f64,
    pub(super) node: usize,
    pub(super) outdone_by: Option<String>,
}

/// One attack, and whether it is strong enough to defeat.
#[derive(Debug, Clone, Copy)]
pub(super) struct AttackEdge {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) defeats: bool,
}

/// The graph of a debate and what its nodes are.
#[derive(Debug, Clone)]
pub(super) struct Layout {
    pub(super) graph: Graph,
    pub(super) members: Vec<Member>,
    pub(super) excluded: Vec<(String, Excluded)>,
    pub(super) attacks: Vec<AttackEdge>,
    /// Nodes under the claim that are not arguments: grounds, sources, premise.
    pub(super) foundations: Vec<usize>,
}

impl Layout {
    pub(super) fn build(
        arguments: &[Contribution],
        evidence: &[Evidence],
        weights: &Weights,
    ) -> Self {
        let (live, excluded) = taking_part(arguments);
        let outdone = outdone(&live, weights);
        let mut plan = Plan::new(weights);
        let premises = plan.premises(evidence, &live, weights);
        let mut members = Vec::new();
        for argument in live.values() {
            let base = weights.base(argument.strength, &argument.ratings);
            members.push(Member {
                id: argument.id.clone(),
                reviewer: argument.reviewer.clone(),
                kind: argument.kind(),
                target: argument.target.clone(),
                base,
                node: plan.node(&argument.id, base),
                outdone_by: outdone.get(&argument.id).cloned(),
            });
        }
        plan.connect(&members, &premises);
        let mut foundations = vec![GROUNDS];
        foundations.extend(premises);
        Self {
            graph: plan.graph.build(),
            attacks: plan.attacks,
            members,
            excluded,
            foundations,
        }
    }

    /// The attacks strong enough to defeat, without those to or from the nodes
    /// in `gone`.
    pub(super) fn defeats(&self, gone: &[usize]) -> Relation {
        let counts = |edge: &&AttackEdge| {
            edge.defeats && !gone.contains(&edge.from) && !gone.contains(&edge.to)
        };
        let edges = self.attacks.iter().filter(counts);
        let edges: Vec<_> = edges.map(|edge| (edge.from, edge.to)).collect();
        Relation::new(self.graph.len(), &edges)
    }
}

/// Nodes and edges while they are being gathered.
struct Plan {
    graph: GraphBuilder,
    bases: Vec<f64>,
    attacks: Vec<AttackEdge>,
}

impl Plan {
    fn new(weights: &Weights) -> Self {
        let mut plan = Self {
            graph: GraphBuilder::new(),
            bases: Vec::new(),
            attacks: Vec::new(),
        };
        plan.node("claim", weights.claim);
        plan.node("grounds", weights.grounds);
        plan.graph.support_indices(GROUNDS, CLAIM);
        plan
    }

    /// Declares a node. Ids are unique by construction and weights are meant to
    /// be probabilities; a configuration that is not is brought into bounds.
    fn node(&mut self, id: &str, base: f64) -> usize {
        let base = if base.is_nan() {
            0.0
        } else {
            base.clamp(0.0, 1.0)
        };
        self.bases.push(base);
        let declared = self.graph.node(id, base);
        declared.unwrap_or(self.bases.len() - 1)
    }

    /// What stands under the grounds: the sources given for the claim, or a
    /// premise if someone undermines a claim without sources.
    fn premises(
        &mut self,
        evidence: &[Evidence],
        live: &BTreeMap<&str, &Contribution>,
        weights: &Weights,
    ) -> Vec<usize> {
        let sources = supporting_sources(evidence);
        let mut nodes: Vec<usize> = sources
            .iter()
            .map(|id| self.node(&format!("source:{id}"), weights.source))
            .collect();
        let undermined = live
            .values()
            .any(|a| a.target.is_none() && a.kind() == Kind::Undermine);
        if nodes.is_empty() && undermined {
            nodes.push(self.node("premise", weights.premise));
        }
        for &node in &nodes {
            self.graph.support_indices(node, GROUNDS);
        }
        nodes
    }

    fn connect(&mut self, members: &[Member], premises: &[usize]) {
        let nodes: BTreeMap<&str, usize> =
            members.iter().map(|m| (m.id.as_str(), m.node)).collect();
        for member in members.iter().filter(|member| member.outdone_by.is_none()) {
            let reply_to = member.target.as_deref().and_then(|id| nodes.get(id));
            let target = reply_to.copied().unwrap_or(CLAIM);
            match (member.kind, reply_to) {
                (Kind::For, _) => self.graph.support_indices(member.node, target),
                (Kind::Undercut, None) => self.attack(member, GROUNDS),
                (Kind::Undermine, None) => {
                    for &node in premises {
                        self.attack(member, node);
                    }
                }
                _ => self.attack(member, target),
            }
        }
    }

    fn attack(&mut self, member: &Member, to: usize) {
        let defeats = member.kind == Kind::Undercut || self.bases[member.node] >= self.bases[to];
        self.graph.attack_indices(member.node, to);
        self.attacks.push(AttackEdge {
            from: member.node,
            to,
            defeats,
        });
    }
}

/// The sources that more reviewers give for the claim than against it.
fn supporting_sources(evidence: &[Evidence]) -> Vec<&str> {
    let mut balance: BTreeMap<&str, i64> = BTreeMap::new();
    for source in evidence {
        *balance.entry(&source.id).or_default() += match source.bearing {
            Some(Bearing::Supports) => 1,
            Some(Bearing::Contradicts) => -1,
            Some(Bearing::Context) | None => 0,
        };
    }
    let supporting = balance.into_iter().filter(|&(_, balance)| balance > 0);
    supporting.map(|(id, _)| id).collect()
}

type Live<'a> = BTreeMap<&'a str, &'a Contribution>;

/// Those not withdrawn whose chain of replies reaches the claim, and the rest
/// with their reasons.
fn taking_part(arguments: &[Contribution]) -> (Live<'_>, Vec<(String, Excluded)>) {
    let mut live: Live = BTreeMap::new();
    let mut excluded = Vec::new();
    for argument in arguments {
        if argument.withdrawn {
            excluded.push((argument.id.clone(), Excluded::Withdrawn));
        } else if live.contains_key(argument.id.as_str()) {
            excluded.push((argument.id.clone(), Excluded::DuplicateId));
        } else {
            live.insert(&argument.id, argument);
        }
    }
    let reached = reached_from_claim(&live);
    live.retain(|id, _| {
        let kept = reached.contains(id);
        if !kept {
            excluded.push(((*id).to_owned(), Excluded::TargetGone));
        }
        kept
    });
    excluded.sort();
    (live, excluded)
}

/// Ids whose chain of targets ends at the claim or runs into a circle: replies
/// to each other are strange but bear on what is there.
fn reached_from_claim<'a>(live: &Live<'a>) -> BTreeSet<&'a str> {
    let mut replies: BTreeMap<&str, Vec<&'a str>> = BTreeMap::new();
    let mut gone = Vec::new();
    for (&id, argument) in live {
        if let Some(target) = argument.target.as_deref() {
            replies.entry(target).or_default().push(id);
            if !live.contains_key(target) {
                gone.push(id);
            }
        }
    }
    let mut reached: BTreeSet<&str> = live.keys().copied().collect();
    while let Some(id) = gone.pop() {
        if reached.remove(id) {
            gone.extend(replies.get(id).into_iter().flatten());
        }
    }
    reached
}

/// For every argument that another of the same reviewer, target and kind
/// outdoes: the id of the strongest.
fn outdone(live: &Live, weights: &Weights) -> BTreeMap<String, String> {
    let mut groups: BTreeMap<_, Vec<(f64, &str)>> = BTreeMap::new();
    for (&id, argument) in live {
        let base = weights.base(argument.strength, &argument.ratings);
        let key = (&argument.reviewer, &argument.target, argument.kind());
        groups.entry(key).or_default().push((base, id));
    }
    let mut outdone = BTreeMap::new();
    for group in groups.into_values() {
        let strongest = group
            .iter()
            .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(a.1)));
        let Some(&(_, strongest)) = strongest else {
            continue;
        };
        let others = group.iter().filter(|(_, id)| *id != strongest);
        outdone.extend(others.map(|(_, id)| ((*id).to_owned(), strongest.to_owned())));
    }
    outdone
}
