//! Textbook frameworks, and every semantics against its definition.

use proptest::prelude::*;

use super::*;
use crate::analysis::argumentation::adjacency::Relation;
use Label::{In, Out, Undec};

fn attacks(n: usize, edges: &[(usize, usize)]) -> Relation {
    Relation::new(n, edges)
}

fn unlimited<T>(ask: impl FnOnce(&mut Budget) -> T) -> T {
    ask(&mut Budget::new(usize::MAX, &mut || true))
}

fn all_preferred(attacks: &Relation) -> Vec<Vec<Label>> {
    let found = unlimited(|budget| preferred(attacks, budget));
    assert!(found.complete);
    found.labellings
}

fn all_stable(attacks: &Relation) -> Vec<Vec<Label>> {
    let found = unlimited(|budget| stable(attacks, budget));
    assert!(found.complete);
    found.labellings
}

fn the_ideal(attacks: &Relation) -> Vec<Label> {
    let found = unlimited(|budget| ideal(attacks, budget));
    assert!(found.complete);
    found.labels
}

#[test]
fn the_nixon_diamond_has_two_preferred_labellings_and_nothing_ideal() {
    // Dung (Artificial Intelligence 77, 1995), example 9: two arguments that
    // attack each other.
    let diamond = attacks(2, &[(0, 1), (1, 0)]);
    let both = [vec![In, Out], vec![Out, In]];
    assert_eq!(Grounded::of(&diamond).labels, [Undec, Undec]);
    assert_eq!(all_preferred(&diamond), both);
    assert_eq!(all_stable(&diamond), both);
    assert_eq!(the_ideal(&diamond), [Undec, Undec]);
}

#[test]
fn a_self_attacker_leaves_no_stable_labelling() {
    let loner = attacks(1, &[(0, 0)]);
    assert_eq!(all_preferred(&loner), [vec![Undec]]);
    assert_eq!(all_stable(&loner), Vec::<Vec<Label>>::new());
}

#[test]
fn floating_acceptance_is_preferred_but_neither_grounded_nor_ideal() {
    // Baroni and Giacomin, "Semantics of abstract argument systems" (2009),
    // the floating arguments example: a and b attack each other and both c,
    // which attacks d. Every preferred set holds d, yet the largest
    // admissible set they share is empty.
    let floating = attacks(4, &[(0, 1), (1, 0), (0, 2), (1, 2), (2, 3)]);
    let both = [vec![In, Out, Out, In], vec![Out, In, Out, In]];
    assert_eq!(Grounded::of(&floating).labels, [Undec; 4]);
    assert_eq!(all_preferred(&floating), both);
    assert_eq!(all_stable(&floating), both);
    assert_eq!(the_ideal(&floating), [Undec; 4]);
}

#[test]
fn the_ideal_set_can_exceed_the_grounded_one() {
    // Dung, Mancarella and Toni (2007), example 2.1 in substance: a attacks
    // itself and b, b attacks a. Only {b} is preferred, so it is ideal, while
    // the grounded set is empty.
    let example = attacks(2, &[(0, 0), (0, 1), (1, 0)]);
    assert_eq!(Grounded::of(&example).labels, [Undec, Undec]);
    assert_eq!(all_preferred(&example), [vec![Out, In]]);
    assert_eq!(the_ideal(&example), [Out, In]);
}

#[test]
fn an_odd_cycle_is_undecided_and_blocks_stability_below() {
    // Three in a circle, the last attacking a fourth.
    let circle = attacks(4, &[(0, 1), (1, 2), (2, 0), (2, 3)]);
    assert_eq!(all_preferred(&circle), [vec![Undec; 4]]);
    assert_eq!(all_stable(&circle), Vec::<Vec<Label>>::new());
    assert_eq!(the_ideal(&circle), [Undec; 4]);
}

#[test]
fn stable_labellings_can_be_fewer_than_preferred_ones() {
    // Caminada ("On the issue of reinstatement in argumentation", 2006),
    // figure 4: a ↔ b, b → c → d → e → c. {a} is preferred but leaves the odd
    // cycle undecided; {b, d} is stable.
    let example = attacks(5, &[(0, 1), (1, 0), (1, 2), (2, 3), (3, 4), (4, 2)]);
    let stable = vec![Out, In, Out, In, Out];
    assert_eq!(
        all_preferred(&example),
        [vec![In, Out, Undec, Undec, Undec], stable.clone()]
    );
    assert_eq!(all_stable(&example), [stable]);
}

#[test]
fn without_arguments_there_is_one_empty_labelling() {
    let nothing = attacks(0, &[]);
    assert_eq!(all_preferred(&nothing), [vec![]]);
    assert_eq!(all_stable(&nothing), [vec![]]);
    assert_eq!(the_ideal(&nothing), []);
}

#[test]
fn independent_choices_multiply_until_the_limit() {
    let edges: Vec<_> = (0..40).map(|i| (i, i ^ 1)).collect();
    let pairs = attacks(40, &edges);
    let mut forever = || true;
    let some = preferred(&pairs, &mut Budget::new(100, &mut forever));
    assert_eq!(some.labellings.len(), 100);
    assert!(!some.complete);
    let few = attacks(8, &edges[..8]);
    assert_eq!(all_preferred(&few).len(), 16);
}

#[test]
fn an_exhausted_budget_is_admitted() {
    let edges: Vec<_> = (0..40).map(|i| (i, i ^ 1)).collect();
    let pairs = attacks(40, &edges);
    let mut left = 5;
    let mut allow = || {
        left -= 1;
        left > 0
    };
    assert!(!preferred(&pairs, &mut Budget::new(usize::MAX, &mut allow)).complete);
    let mut never = || false;
    let unknown = ideal(&pairs, &mut Budget::new(usize::MAX, &mut never));
    assert!(!unknown.complete);
    assert_eq!(unknown.labels, [Undec; 40]);
}

#[test]
fn long_chains_below_a_choice_do_not_overflow_the_stack() {
    // An even circle of two, then a chain of attacks.
    let n = 100_000;
    let mut edges = vec![(1, 0)];
    edges.extend((1..n).map(|i| (i - 1, i)));
    let chain = attacks(n, &edges);
    let labellings = all_preferred(&chain);
    assert_eq!(labellings.len(), 2);
    assert!((0..n).all(|i| labellings[0][i] == if i % 2 == 0 { In } else { Out }));
    assert_eq!(all_stable(&chain), labellings);
    assert_eq!(the_ideal(&chain), vec![Undec; n]);
}

#[test]
fn a_large_even_circle_is_solved_by_propagation() {
    let n = 10_000;
    let edges: Vec<_> = (0..n).map(|i| (i, (i + 1) % n)).collect();
    let circle = attacks(n, &edges);
    assert_eq!(all_stable(&circle).len(), 2);
    assert_eq!(all_preferred(&circle).len(), 2);
}

#[test]
fn an_undecided_circle_leaves_a_long_chain_undecided() {
    let n = 50_000;
    let mut edges = vec![(2, 0)];
    edges.extend((1..n).map(|i| (i - 1, i)));
    let chain = attacks(n, &edges);
    assert_eq!(all_preferred(&chain), [vec![Undec; n]]);
    assert_eq!(the_ideal(&chain), vec![Undec; n]);
}

/// Every subset of the nodes, checked by the definitions.
struct BruteForce<'a> {
    attacks: &'a Relation,
}

impl BruteForce<'_> {
    fn hits(&self, set: u32, node: usize) -> bool {
        let mut attackers = self.attacks.sources_of(node).iter();
        attackers.any(|&a| set >> a & 1 == 1)
    }

    fn nodes(&self) -> impl Iterator<Item = usize> {
        0..self.attacks.node_count()
    }

    fn admissible(&self) -> Vec<u32> {
        let within = |set: u32, node: usize| set >> node & 1 == 1;
        let admissible = |&set: &u32| {
            self.nodes().filter(|&node| within(set, node)).all(|node| {
                let mut attackers = self.attacks.sources_of(node).iter();
                !self.hits(set, node) && attackers.all(|&a| self.hits(set, a))
            })
        };
        (0..1 << self.attacks.node_count())
            .filter(admissible)
            .collect()
    }

    fn preferred(&self) -> Vec<u32> {
        maximal(&self.admissible())
    }

    fn stable(&self) -> Vec<u32> {
        let full = |&set: &u32| {
            self.nodes()
                .all(|node| (set >> node & 1 == 1) != self.hits(set, node))
        };
        self.admissible().into_iter().filter(full).collect()
    }

    fn ideal(&self) -> u32 {
        let shared = self.preferred().into_iter().fold(u32::MAX, |a, b| a & b);
        let inside = self
            .admissible()
            .into_iter()
            .filter(|set| set & !shared == 0);
        maximal(&inside.collect::<Vec<_>>())[0]
    }

    fn labelling(&self, set: u32) -> Vec<Label> {
        let label = |node: usize| match (set >> node & 1 == 1, self.hits(set, node)) {
            (true, _) => In,
            (false, true) => Out,
            (false, false) => Undec,
        };
        self.nodes().map(label).collect()
    }

    fn labellings(&self, sets: Vec<u32>) -> Vec<Vec<Label>> {
        let mut all: Vec<_> = sets.into_iter().map(|set| self.labelling(set)).collect();
        all.sort_unstable();
        all
    }
}

fn maximal(sets: &[u32]) -> Vec<u32> {
    let larger = |&set: &u32| !sets.iter().any(|&other| other != set && set & !other == 0);
    sets.iter().copied().filter(larger).collect()
}

fn any_attacks(most_edges: usize) -> impl Strategy<Value = Relation> {
    (1..=10_usize).prop_flat_map(move |n| {
        let edges = proptest::collection::vec((0..n, 0..n), 0..most_edges);
        edges.prop_map(move |edges| Relation::new(n, &edges))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn all_labellings_agree_with_brute_force(attacks in any_attacks(30)) {
        let brute = BruteForce { attacks: &attacks };
        prop_assert_eq!(all_preferred(&attacks), brute.labellings(brute.preferred()));
        prop_assert_eq!(all_stable(&attacks), brute.labellings(brute.stable()));
        prop_assert_eq!(the_ideal(&attacks), brute.labelling(brute.ideal()));
    }

    #[test]
    fn without_self_attacks_they_agree_too(attacks in any_attacks(24)) {
        let edges: Vec<_> = attacks.edges().filter(|(from, to)| from != to).collect();
        let attacks = Relation::new(attacks.node_count(), &edges);
        let brute = BruteForce { attacks: &attacks };
        prop_assert_eq!(all_preferred(&attacks), brute.labellings(brute.preferred()));
        prop_assert_eq!(all_stable(&attacks), brute.labellings(brute.stable()));
        prop_assert_eq!(the_ideal(&attacks), brute.labelling(brute.ideal()));
    }

    #[test]
    fn grounded_labels_satisfy_their_definition_with_witnesses(attacks in any_attacks(25)) {
        let grounded = Grounded::of(&attacks);
        for node in 0..attacks.node_count() {
            let attackers = attacks.sources_of(node);
            let all_out = attackers.iter().all(|&a| grounded.labels[a] == Out);
            let some_in = attackers.iter().any(|&a| grounded.labels[a] == In);
            let expected = if all_out { In } else if some_in { Out } else { Undec };
            prop_assert_eq!(grounded.labels[node], expected);
            match grounded.witness(&attacks, node) {
                Witness::In(answers) => {
                    prop_assert_eq!(answers.len(), attackers.len());
                    for (attacker, by) in answers {
                        prop_assert!(attacks.sources_of(attacker).contains(&by));
                        prop_assert_eq!(grounded.labels[by], In);
                    }
                }
                Witness::Out(by) => {
                    prop_assert!(attackers.contains(&by) && grounded.labels[by] == In);
                }
                Witness::Undec(open) => prop_assert!(!open.is_empty()),
            }
        }
    }

    #[test]
    fn the_grounded_set_is_the_smallest_complete_one(attacks in any_attacks(25)) {
        // Complete: admissible and holding every node it defends.
        let brute = BruteForce { attacks: &attacks };
        let grounded = Grounded::of(&attacks).labels;
        for set in brute.preferred() {
            let larger = brute.labelling(set);
            let kept = grounded.iter().zip(&larger).all(|(&g, &l)| g == Undec || g == l);
            prop_assert!(kept);
        }
    }

    #[test]
    fn without_cycles_all_semantics_coincide(attacks in any_attacks(25)) {
        let edges: Vec<_> = attacks.edges().filter(|(from, to)| from < to).collect();
        let attacks = Relation::new(attacks.node_count(), &edges);
        let grounded = Grounded::of(&attacks).labels;
        prop_assert_eq!(all_preferred(&attacks), [grounded.clone()]);
        prop_assert_eq!(all_stable(&attacks), [grounded.clone()]);
        prop_assert_eq!(the_ideal(&attacks), grounded);
    }

    #[test]
    fn a_budget_only_ever_costs_completeness(attacks in any_attacks(30), steps in 0..30_usize) {
        let whole = all_preferred(&attacks);
        let mut left = steps;
        let mut allow = || { let more = left > 0; left = left.saturating_sub(1); more };
        let part = preferred(&attacks, &mut Budget::new(usize::MAX, &mut allow));
        prop_assert!(part.labellings.iter().all(|labelling| whole.contains(labelling)));
        prop_assert!(!part.complete || part.labellings == whole);
        let mut left = steps;
        let mut allow = || { let more = left > 0; left = left.saturating_sub(1); more };
        let cautious = ideal(&attacks, &mut Budget::new(usize::MAX, &mut allow));
        let full = the_ideal(&attacks);
        prop_assert!(cautious.labels.iter().zip(&full).all(|(&c, &f)| c != In || f == In));
        prop_assert!(!cautious.complete || cautious.labels == full);
    }
}
