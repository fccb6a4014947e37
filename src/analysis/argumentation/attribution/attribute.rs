//! The parts of every ancestor in a topic's strength, by either method.

use super::{Effort, Evaluator, Method, removal, shapley};
use crate::analysis::argumentation::{Graph, gradual::Semantics};

/// How parts are reckoned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// What would be different if one node were gone; the parts need not add up.
    Removal,
    /// A division of the whole distance between base and strength, after Shapley.
    Shapley,
}

impl Way {
    /// The name on the command line and in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Removal => "removal",
            Self::Shapley => "shapley",
        }
    }
}

/// The part of one node.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Part {
    /// The node.
    pub node: usize,
    /// By how much it raises (positive) or lowers (negative) the topic's strength.
    pub share: f64,
    /// The standard error of a sampled share; 0 where it is exact.
    pub error: f64,
}

/// How a topic came to its strength.
#[derive(Debug, Clone, PartialEq)]
pub struct Attribution {
    /// The node whose strength is divided.
    pub topic: usize,
    /// Under which semantics.
    pub semantics: Semantics,
    /// How the parts were reckoned.
    pub way: Way,
    /// The topic's base score.
    pub base: f64,
    /// The topic's strength, if there is one.
    pub strength: Option<f64>,
    /// One part a node that can influence the topic, by node.
    pub parts: Result<Vec<Part>, &'static str>,
    /// How many random orders were tried, where not every subset was.
    pub sampled: Option<u32>,
}

/// So many strengths of single nodes are computed at most; beyond, an attribution is refused.
const MOST_WORK: u128 = 20_000_000_000;

/// Divides the strength of `topic` among its ancestors.
pub fn attribute(
    graph: &Graph,
    semantics: Semantics,
    topic: usize,
    way: Way,
    effort: Effort,
) -> Attribution {
    let evaluator = Evaluator::new(graph, semantics, topic);
    let (parts, sampled) = parts(&evaluator, way, effort);
    Attribution {
        topic,
        semantics,
        way,
        base: evaluator.base(),
        strength: evaluator.strength(),
        parts,
        sampled,
    }
}

type Parts = Result<Vec<Part>, &'static str>;

fn parts(evaluator: &Evaluator, way: Way, effort: Effort) -> (Parts, Option<u32>) {
    let n = evaluator.len() as u128;
    let orders = match way {
        Way::Shapley if evaluator.len() > effort.exact_up_to + 1 => effort.orders,
        _ => 1,
    };
    if n * n * u128::from(orders) > MOST_WORK {
        return (Err("too many nodes bear on it; try fewer orders"), None);
    }
    let unsettled = Err("the strength does not converge, with all nodes or without some");
    match way {
        Way::Removal => {
            let exact = |part: super::Contribution| Part {
                node: part.node,
                share: part.share,
                error: 0.0,
            };
            let parts = removal(evaluator).map(|parts| parts.into_iter().map(exact).collect());
            (parts.map_or(unsettled, Ok), None)
        }
        Way::Shapley => match shapley(evaluator, effort) {
            None => (unsettled, None),
            Some(divided) => {
                let pairs = divided.shares.iter().zip(&divided.errors);
                let parts = pairs.map(|(part, error)| Part {
                    node: part.node,
                    share: part.share,
                    error: *error,
                });
                let sampled = match divided.method {
                    Method::Exact => None,
                    Method::Sampled { orders, .. } => Some(orders),
                };
                (Ok(parts.collect()), sampled)
            }
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::argumentation::GraphBuilder;

    /// A topic with base ½, attacked by one node and supported by another, both of base 1.
    fn graph() -> Graph {
        let mut builder = GraphBuilder::new();
        for (id, base) in [("topic", 0.5), ("against", 1.0), ("for", 1.0)] {
            builder.node(id, base).unwrap();
        }
        builder.attack("against", "topic").unwrap();
        builder.support("for", "topic").unwrap();
        builder.build()
    }

    #[test]
    fn two_ways_answer_two_questions() {
        // By quadratic energy one attacker of strength 1 leaves 0.5·½ = 0.25, one supporter gives
        // 0.75, both together 0.5. Taking the attacker away changes 0.5 to 0.75: −0.25; the same
        // for the supporter. Shapley: mean of −0.25 (first) and −0.25 (second).
        for way in [Way::Removal, Way::Shapley] {
            let found = attribute(
                &graph(),
                Semantics::QuadraticEnergy,
                0,
                way,
                Effort::default(),
            );
            let shares: Vec<f64> = found.parts.unwrap().iter().map(|part| part.share).collect();
            assert!((shares[0] + 0.25).abs() < 1e-15 && (shares[1] - 0.25).abs() < 1e-15);
            assert_eq!((found.base, found.sampled), (0.5, None));
        }
        // DF-QuAD: alone 0 and 1, together 0.5, so each removal changes ½ as well.
        let found = attribute(
            &graph(),
            Semantics::DfQuad,
            0,
            Way::Shapley,
            Effort::default(),
        );
        assert!((found.parts.unwrap()[0].share + 0.5).abs() < 1e-15);
    }

    #[test]
    fn beyond_the_exact_size_shares_are_sampled_and_still_add_up() {
        let effort = Effort {
            exact_up_to: 1,
            orders: 50,
            seed: 7,
        };
        let way = Way::Shapley;
        let found = attribute(&graph(), Semantics::QuadraticEnergy, 0, way, effort);
        let again = attribute(&graph(), Semantics::QuadraticEnergy, 0, way, effort);
        assert_eq!(found, again);
        assert_eq!(found.sampled, Some(50));
        let total: f64 = found.parts.unwrap().iter().map(|part| part.share).sum();
        assert!((total - (found.strength.unwrap() - found.base)).abs() < 1e-12);
    }

    #[test]
    fn work_without_end_is_refused() {
        let mut builder = GraphBuilder::new();
        for node in 0..6_000 {
            builder.node(&node.to_string(), 0.5).unwrap();
            builder.attack_indices(node, 0);
        }
        let way = Way::Shapley;
        let found = attribute(
            &builder.build(),
            Semantics::DfQuad,
            1,
            way,
            Effort::default(),
        );
        assert!(found.parts.unwrap().is_empty());
        let mut builder = GraphBuilder::new();
        for node in 0..6_000 {
            builder.node(&node.to_string(), 0.5).unwrap();
            if node > 0 {
                builder.attack_indices(node, 0);
            }
        }
        let found = attribute(
            &builder.build(),
            Semantics::DfQuad,
            0,
            way,
            Effort::default(),
        );
        assert!(found.parts.unwrap_err().contains("too many"));
    }
}
