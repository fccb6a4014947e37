//! The solutions of an argument graph as JSON, schema `obelus-solve/1`.
//!
//! Nodes keep the order of the file, so a document has hundreds of thousands of
//! lines for a large graph but never a different order.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::analysis::argumentation::Graph;
use crate::analysis::argumentation::attribution::{Attribution, Effort, Part};
use crate::analysis::argumentation::crisp::{Enumeration, Grounded, Ideal, Label};
use crate::analysis::argumentation::gradual::{Outcome, Semantics};
use crate::analysis::argumentation::solution::Answer;

/// The name and version of this format.
pub const SCHEMA: &str = "obelus-solve/1";

/// What a graph answers to the questions asked of it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SolveDocument<'a> {
    /// `obelus-solve/1`
    schema: &'static str,
    /// What was read.
    graph: GraphBlock,
    /// One answer a semantics, under its name.
    results: Results<'a>,
    /// The parts that nodes have in one node's strength, where they were asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    attributions: Vec<AttributionBlock<'a>>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct AttributionBlock<'a> {
    topic: &'a str,
    semantics: &'static str,
    /// `removal` or `shapley`
    way: &'static str,
    base: f64,
    /// `null` where the strength does not converge.
    strength: Option<f64>,
    /// One part a node that bears on the topic; those of `shapley` add up to strength less base.
    shares: Option<Vec<ShareRow<'a>>>,
    /// How many random orders were sampled, and where they begin; `null` where shares are exact.
    sampling: Option<SamplingBlock>,
    /// Why there are no shares.
    reason: Option<&'static str>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct ShareRow<'a> {
    node: &'a str,
    share: f64,
    /// The standard error of a sampled share; 0 where it is exact.
    error: f64,
}

#[derive(Debug, Serialize, JsonSchema)]
struct SamplingBlock {
    orders: u32,
    seed: u64,
}

#[derive(Debug, Serialize, JsonSchema)]
struct GraphBlock {
    nodes: usize,
    /// Different attacks.
    attacks: usize,
    /// Different supports; the crisp semantics ignore them.
    supports: usize,
    /// The base given to nodes for which the file has none.
    default_base: f64,
    /// How many nodes that were.
    nodes_without_base: usize,
}

#[derive(Debug, Default, Serialize, JsonSchema)]
struct Results<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    grounded: Option<GroundedBlock<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    preferred: Option<LabellingsBlock<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    stable: Option<LabellingsBlock<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ideal: Option<IdealBlock<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quadratic_energy: Option<StrengthsBlock<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    dfquad: Option<StrengthsBlock<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    euler: Option<StrengthsBlock<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    h_categorizer: Option<StrengthsBlock<'a>>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct GroundedBlock<'a> {
    labels: Labels<'a>,
    /// For every node that is out, an attacker that is in.
    defeated_by: Defeaters<'a>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct LabellingsBlock<'a> {
    labellings: Vec<Labels<'a>>,
    /// Whether there are no others.
    complete: bool,
    /// Why there may be others.
    reason: Option<&'static str>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct IdealBlock<'a> {
    labels: Labels<'a>,
    /// Whether nothing more could be accepted.
    complete: bool,
    /// Why something more might be.
    reason: Option<&'static str>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct StrengthsBlock<'a> {
    /// `exact`, `converged` or `no-convergence`
    status: &'static str,
    strengths: Option<Strengths<'a>>,
    /// Why there are none.
    reason: Option<&'static str>,
    /// The nodes of the cycle for which no strengths can be shown.
    unsettled: Vec<&'a str>,
}

/// A map from node to label, in the order of the nodes.
#[derive(Debug, JsonSchema)]
#[schemars(transparent)]
struct Labels<'a>(
    #[schemars(with = "BTreeMap<String, String>")] &'a [String],
    #[schemars(skip)] &'a [Label],
);

/// A map from node to strength, in the order of the nodes.
#[derive(Debug, JsonSchema)]
#[schemars(transparent)]
struct Strengths<'a>(
    #[schemars(with = "BTreeMap<String, f64>")] &'a [String],
    #[schemars(skip)] &'a [f64],
);

/// A map from defeated to defeating node, in the order of the nodes.
#[derive(Debug, JsonSchema)]
#[schemars(transparent)]
struct Defeaters<'a>(
    #[schemars(with = "BTreeMap<String, String>")] &'a [String],
    #[schemars(skip)] &'a Grounded,
);

impl Serialize for Labels<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let labels = self.1.iter().map(|label| label.as_str());
        serializer.collect_map(self.0.iter().zip(labels))
    }
}

impl Serialize for Strengths<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().zip(self.1))
    }
}

impl Serialize for Defeaters<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (node, id) in self.0.iter().enumerate() {
            if let Some(by) = self.1.defeater(node) {
                map.serialize_entry(id, &self.0[by])?;
            }
        }
        map.end()
    }
}

const GAVE_UP: &str = "the limit on time or on labellings was reached";

impl<'a> SolveDocument<'a> {
    /// The document of a graph and its answers.
    pub fn new(
        graph: &'a Graph,
        answers: &'a [Answer],
        default_base: f64,
        nodes_without_base: usize,
    ) -> Self {
        let mut results = Results::default();
        for answer in answers {
            results.put(graph.ids(), answer);
        }
        Self {
            schema: SCHEMA,
            graph: GraphBlock {
                nodes: graph.len(),
                attacks: graph.attacks().edge_count(),
                supports: graph.supports().edge_count(),
                default_base,
                nodes_without_base,
            },
            results,
            attributions: Vec::new(),
        }
    }

    /// The same with the parts that nodes have in one node's strength.
    #[must_use]
    pub fn with_attributions(
        mut self,
        graph: &'a Graph,
        attributions: &[Attribution],
        effort: Effort,
    ) -> Self {
        let block = |attribution| AttributionBlock::new(graph, attribution, effort);
        self.attributions = attributions.iter().map(block).collect();
        self
    }
}

impl<'a> AttributionBlock<'a> {
    fn new(graph: &'a Graph, attribution: &Attribution, effort: Effort) -> Self {
        let id = |node: usize| graph.ids().get(node).map_or("", String::as_str);
        let row = |part: &Part| ShareRow {
            node: id(part.node),
            share: part.share,
            error: part.error,
        };
        let parts = attribution.parts.as_ref();
        Self {
            topic: id(attribution.topic),
            semantics: attribution.semantics.name(),
            way: attribution.way.name(),
            base: attribution.base,
            strength: attribution.strength,
            shares: parts.ok().map(|parts| parts.iter().map(row).collect()),
            sampling: attribution.sampled.map(|orders| SamplingBlock {
                orders,
                seed: effort.seed,
            }),
            reason: parts.err().copied(),
        }
    }
}

impl<'a> Results<'a> {
    fn put(&mut self, ids: &'a [String], answer: &'a Answer) {
        match answer {
            Answer::Grounded(grounded) => {
                self.grounded = Some(GroundedBlock {
                    labels: Labels(ids, &grounded.labels),
                    defeated_by: Defeaters(ids, grounded),
                });
            }
            Answer::Preferred(found) => self.preferred = Some(labellings(ids, found)),
            Answer::Stable(found) => self.stable = Some(labellings(ids, found)),
            Answer::Ideal(ideal) => self.ideal = Some(ideal_block(ids, ideal)),
            Answer::Strengths(semantics, outcome) => {
                let place = match semantics {
                    Semantics::QuadraticEnergy => &mut self.quadratic_energy,
                    Semantics::DfQuad => &mut self.dfquad,
                    Semantics::Euler => &mut self.euler,
                    Semantics::HCategorizer => &mut self.h_categorizer,
                };
                *place = Some(strengths(ids, outcome));
            }
        }
    }
}

fn labellings<'a>(ids: &'a [String], found: &'a Enumeration) -> LabellingsBlock<'a> {
    let labels = found.labellings.iter().map(|labels| Labels(ids, labels));
    LabellingsBlock {
        labellings: labels.collect(),
        complete: found.complete,
        reason: (!found.complete).then_some(GAVE_UP),
    }
}

fn ideal_block<'a>(ids: &'a [String], ideal: &'a Ideal) -> IdealBlock<'a> {
    IdealBlock {
        labels: Labels(ids, &ideal.labels),
        complete: ideal.complete,
        reason: (!ideal.complete).then_some(GAVE_UP),
    }
}

fn strengths<'a>(ids: &'a [String], outcome: &'a Outcome) -> StrengthsBlock<'a> {
    let (nodes, reason) = match &outcome.unsettled {
        Some((nodes, reason)) => (&nodes[..], Some(reason.as_str())),
        None => (&[][..], None),
    };
    let values = outcome.strengths.as_ref();
    StrengthsBlock {
        status: outcome.status.as_str(),
        strengths: values.map(|values| Strengths(ids, values)),
        reason,
        unsettled: nodes.iter().map(|&node| ids[node].as_str()).collect(),
    }
}
