//! What would be different if one argument were gone.

use super::Evaluator;

/// How much one node contributes to the topic's strength.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Contribution {
    /// The contributing node.
    pub node: usize,
    /// By how much it raises (positive) or lowers (negative) the strength.
    pub share: f64,
}

/// For every ancestor of the topic: the strength with everyone present minus
/// the strength without that ancestor.
///
/// The removal contribution of Kampik et al. (arXiv 2401.08879). The shares do
/// not add up to the whole distance from the base. Ordered by node; `None` if
/// the strength, with everyone or without someone, does not converge.
pub fn removal(evaluator: &Evaluator) -> Option<Vec<Contribution>> {
    let whole = evaluator.strength()?;
    let mut present = vec![true; evaluator.len()];
    let share = |(local, node): (usize, usize)| {
        present[local] = false;
        let without = evaluator.strength_among(&present);
        present[local] = true;
        Some(Contribution {
            node,
            share: whole - without?,
        })
    };
    let players = evaluator.local_players().into_iter();
    players.zip(evaluator.players()).map(share).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::argumentation::GraphBuilder;
    use crate::analysis::argumentation::gradual::Semantics;

    #[test]
    fn removing_an_answer_gives_the_attack_its_force_back() {
        let mut builder = GraphBuilder::new();
        for (id, base) in [
            ("claim", 0.5),
            ("doubt", 1.0),
            ("answer", 1.0),
            ("aside", 1.0),
        ] {
            builder.node(id, base).unwrap();
        }
        builder.attack("doubt", "claim").unwrap();
        builder.attack("answer", "doubt").unwrap();
        let graph = builder.build();
        let evaluator = Evaluator::new(&graph, Semantics::DfQuad, 0);
        // The answer silences the doubt: the claim stays at 0.5; without the
        // answer it falls to 0. The aside has no path to the claim.
        let shares = removal(&evaluator).unwrap();
        let expected = [(1, 0.0), (2, 0.5)].map(|(node, share)| Contribution { node, share });
        assert_eq!(shares, expected);
        assert_eq!(evaluator.strength_without(&[]), evaluator.strength());
        assert_eq!(evaluator.strength_without(&[3]), evaluator.strength());
    }
}
