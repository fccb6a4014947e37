//! Published examples, and the laws every outcome must obey.

use proptest::prelude::*;

use super::*;
use crate::analysis::argumentation::GraphBuilder;

fn graph(nodes: &[(&str, f64)], attacks: &[(&str, &str)], supports: &[(&str, &str)]) -> Graph {
    let mut builder = GraphBuilder::new();
    for (id, base) in nodes {
        builder.node(id, *base).unwrap();
    }
    for (from, to) in attacks {
        builder.attack(from, to).unwrap();
    }
    for (from, to) in supports {
        builder.support(from, to).unwrap();
    }
    builder.build()
}

fn strength(graph: &Graph, outcome: &Outcome, id: &str) -> f64 {
    outcome.strength(graph.index_of(id).unwrap()).unwrap()
}

/// Layers of `width` nodes, each node attacking the whole next layer.
fn ring(layers: usize, width: usize, base: impl Fn(usize) -> f64) -> Graph {
    let mut builder = GraphBuilder::new();
    for node in 0..layers * width {
        builder.node(&node.to_string(), base(node)).unwrap();
    }
    for from in 0..layers * width {
        let next = (from / width + 1) % layers;
        (0..width).for_each(|to| builder.attack_indices(from, next * width + to));
    }
    builder.build()
}

#[test]
fn the_e_democracy_debate_has_its_published_df_quad_strengths() {
    // Rago, Toni, Aurisicchio and Baroni (KR 2016), as distributed with
    // Potyka's Uncertainpy library: strengths 0.862, 0.85 and 0.08.
    let nodes = [
        ("A1", 0.5),
        ("A2", 0.5),
        ("P1", 0.7),
        ("P2", 0.5),
        ("P3", 0.9),
        ("C1", 0.2),
        ("C2", 0.2),
        ("C3", 0.6),
        ("C4", 0.5),
    ];
    let attacks = [("C1", "A2"), ("C2", "P2"), ("C3", "P2"), ("C4", "P2")];
    let supports = [("P1", "A1"), ("P2", "A1"), ("P3", "A2")];
    let debate = graph(&nodes, &attacks, &supports);
    let outcome = solve(&debate, Semantics::DfQuad);
    assert_eq!(outcome.status, Status::Exact);
    for (id, published) in [("A1", 0.862), ("A2", 0.85), ("P2", 0.08), ("C3", 0.6)] {
        assert!(
            (strength(&debate, &outcome, id) - published).abs() < 1e-9,
            "{id}"
        );
    }
}

fn stock() -> Graph {
    let nodes = [
        ("buy", 0.5),
        ("sell", 0.5),
        ("1", 0.8),
        ("2", 0.7),
        ("3", 0.3),
        ("4", 0.9),
        ("5", 0.9),
    ];
    let attacks = [
        ("buy", "sell"),
        ("sell", "buy"),
        ("2", "1"),
        ("3", "2"),
        ("4", "3"),
        ("5", "1"),
    ];
    let supports = [("1", "sell"), ("2", "buy"), ("4", "2"), ("5", "buy")];
    graph(&nodes, &attacks, &supports)
}

#[test]
fn the_stock_example_has_its_published_energies() {
    // Potyka (KR 2018), figure 1; the digits are those printed by his library
    // Uncertainpy, whose Runge-Kutta run stops once no strength moves faster
    // than 0.001.
    let debate = stock();
    let outcome = solve(&debate, Semantics::QuadraticEnergy);
    assert_eq!(outcome.status, Status::Converged);
    let published = [
        ("buy", 0.820_818),
        ("sell", 0.363_454),
        ("1", 0.204_950),
        ("2", 0.805_014),
        ("3", 0.165_776),
        ("4", 0.9),
    ];
    for (id, value) in published {
        assert!(
            (strength(&debate, &outcome, id) - value).abs() < 2e-3,
            "{id}"
        );
    }
    // Without a cycle above it the value is exact: 0.3 − 0.3 · 0.81/1.81.
    assert!((strength(&debate, &outcome, "3") - 0.3 / 1.81).abs() < 1e-12);
}

#[test]
fn a_long_oscillation_settles_where_the_library_says() {
    // One argument, ten it supports, ten those support, all attacking the
    // first: an example of Uncertainpy's, printed at the same precision.
    let mut builder = GraphBuilder::new();
    builder.node("a", 1.0).unwrap();
    for i in 0..10 {
        builder.node(&format!("b{i}"), 0.0).unwrap();
        builder.node(&format!("c{i}"), 0.0).unwrap();
    }
    for i in 0..10 {
        builder.support("a", &format!("b{i}")).unwrap();
        builder.attack(&format!("c{i}"), "a").unwrap();
        for j in 0..10 {
            builder.support(&format!("b{i}"), &format!("c{j}")).unwrap();
        }
    }
    let debate = builder.build();
    let outcome = solve(&debate, Semantics::QuadraticEnergy);
    assert_eq!(outcome.status, Status::Converged);
    for (id, printed) in [("a", 0.2247), ("b0", 0.0478), ("c9", 0.1853)] {
        assert!(
            (strength(&debate, &outcome, id) - printed).abs() < 2e-3,
            "{id}"
        );
    }
    assert_solves(&debate, Semantics::QuadraticEnergy, &outcome, 1e-12);
}

#[test]
fn mutual_attackers_of_full_weight_meet_at_the_golden_ratio() {
    // x = 1/(1+x): the h-categorizer's textbook fixed point (√5−1)/2.
    let pair = graph(&[("a", 1.0), ("b", 1.0)], &[("a", "b"), ("b", "a")], &[]);
    let outcome = solve(&pair, Semantics::HCategorizer);
    let golden = (5.0_f64.sqrt() - 1.0) / 2.0;
    assert_eq!(outcome.status, Status::Converged);
    assert!((strength(&pair, &outcome, "a") - golden).abs() < 1e-12);
}

#[test]
fn mutual_attackers_under_energy_solve_their_cubic() {
    // With equal bases w the common strength is the root of x(1+x²) = w.
    let pair = graph(&[("a", 0.9), ("b", 0.9)], &[("a", "b"), ("b", "a")], &[]);
    let x = strength(&pair, &solve(&pair, Semantics::QuadraticEnergy), "a");
    assert!((x * (1.0 + x * x) - 0.9).abs() < 1e-12);
}

#[test]
fn an_odd_ring_of_five_by_four_has_no_stable_value() {
    for semantics in [Semantics::QuadraticEnergy, Semantics::DfQuad] {
        let uneven = ring(5, 4, |node| 0.98 + 0.001 * (node % 7) as f64);
        let outcome = solve(&uneven, semantics);
        assert_eq!(outcome.status, Status::NoConvergence, "{semantics}");
        assert_eq!(outcome.strengths, None);
        assert_eq!(outcome.unsettled.unwrap().0.len(), 20);
    }
}

#[test]
fn a_value_held_only_by_equal_numbers_is_no_value() {
    // With all bases equal the trajectory runs exactly into the unstable point.
    for base in [0.95, 1.0] {
        let outcome = solve(&ring(5, 4, |_| base), Semantics::QuadraticEnergy);
        assert_eq!(outcome.status, Status::NoConvergence);
    }
}

#[test]
fn a_large_ring_is_refused_as_a_small_one_is() {
    // 51 layers of 5: more nodes than the dense methods take.
    let uneven = ring(51, 5, |node| 0.95 + 0.005 * (node % 7) as f64);
    let even = ring(51, 5, |_| 1.0);
    for large in [uneven, even] {
        let outcome = solve(&large, Semantics::QuadraticEnergy);
        assert_eq!(outcome.status, Status::NoConvergence);
    }
}

#[test]
fn a_large_tangle_settles_and_solves_its_equations() {
    let n = 600;
    let mut builder = GraphBuilder::new();
    for node in 0..n {
        let base = ((node * 37) % 97) as f64 / 100.0 + 0.02;
        builder.node(&node.to_string(), base).unwrap();
    }
    for node in 0..n {
        builder.attack_indices(node, (node + 1) % n);
        builder.attack_indices(node, (node * 7 + 3) % n);
        builder.support_indices(node, (node * 11 + 5) % n);
    }
    let tangle = builder.build();
    for semantics in Semantics::ALL {
        let outcome = solve(&tangle, semantics);
        assert_eq!(outcome.status, Status::Converged, "{semantics}");
        assert_solves(&tangle, semantics, &outcome, 1e-12);
    }
}

#[test]
fn a_gentler_odd_ring_settles() {
    for width in [1, 2, 3] {
        let gentle = ring(5, width, |node| 0.5 + 0.02 * (node % 5) as f64);
        let outcome = solve(&gentle, Semantics::QuadraticEnergy);
        assert_eq!(outcome.status, Status::Converged, "{width}");
        assert_solves(&gentle, Semantics::QuadraticEnergy, &outcome, 1e-12);
    }
}

#[test]
fn supporters_of_each_other_rise_to_one_under_df_quad() {
    // 1−x = (1−w)(1−y) and the same for y: the only solution is x = y = 1,
    // approached at the slow rate w.
    let pair = graph(&[("a", 0.02), ("b", 0.05)], &[], &[("a", "b"), ("b", "a")]);
    let outcome = solve(&pair, Semantics::DfQuad);
    assert_eq!(outcome.status, Status::Converged);
    assert!((strength(&pair, &outcome, "a") - 1.0).abs() < 1e-9);
}

#[test]
fn df_quad_halves_mutual_attackers_of_full_weight() {
    // x = 1−y leaves a line of solutions; from (1, 1) the dynamics run into its
    // middle, where a push along the line neither grows nor dies.
    let pair = graph(&[("a", 1.0), ("b", 1.0)], &[("a", "b"), ("b", "a")], &[]);
    let outcome = solve(&pair, Semantics::DfQuad);
    assert_eq!(outcome.status, Status::Converged);
    assert!((strength(&pair, &outcome, "b") - 0.5).abs() < 1e-9);
}

#[test]
fn a_self_attack_is_a_cycle() {
    let loner = graph(&[("a", 0.5)], &[("a", "a")], &[]);
    let outcome = solve(&loner, Semantics::QuadraticEnergy);
    let x = strength(&loner, &outcome, "a");
    assert_eq!(outcome.status, Status::Converged);
    assert!((x * (1.0 + x * x) - 0.5).abs() < 1e-12);
}

#[test]
fn supports_do_not_make_a_cycle_for_the_h_categorizer() {
    let pair = graph(&[("a", 0.4), ("b", 0.6)], &[("a", "b")], &[("b", "a")]);
    let outcome = solve(&pair, Semantics::HCategorizer);
    assert_eq!(outcome.status, Status::Exact);
    assert!((strength(&pair, &outcome, "b") - 0.6 / 1.4).abs() < 1e-15);
}

#[test]
fn a_chain_of_a_hundred_thousand_is_exact() {
    let mut builder = GraphBuilder::new();
    for node in 0..100_000 {
        builder.node(&node.to_string(), 1.0).unwrap();
        if node > 0 {
            builder.attack_indices(node - 1, node);
        }
    }
    let chain = builder.build();
    let outcome = solve(&chain, Semantics::DfQuad);
    assert_eq!(outcome.status, Status::Exact);
    assert_eq!(outcome.strength(99_998), Some(1.0));
    assert_eq!(outcome.strength(99_999), Some(0.0));
}

/// Every strength is what its formula makes of its neighbours' strengths.
fn assert_solves(graph: &Graph, semantics: Semantics, outcome: &Outcome, within: f64) {
    let strengths = outcome.strengths.as_ref().unwrap();
    for node in 0..graph.len() {
        let expected = strength_of(graph, semantics, node, strengths);
        assert!(
            (strengths[node] - expected).abs() <= within,
            "{semantics} {node}"
        );
    }
}

fn any_graph(acyclic: bool) -> impl Strategy<Value = Graph> {
    let edge = (0..12_usize, 0..12_usize);
    let edges = || proptest::collection::vec(edge.clone(), 0..20);
    let bases = proptest::collection::vec(0.0..=1.0_f64, 12);
    (bases, edges(), edges()).prop_map(move |(bases, attacks, supports)| {
        let mut builder = GraphBuilder::new();
        for (node, base) in bases.into_iter().enumerate() {
            builder.node(&node.to_string(), base).unwrap();
        }
        let wanted = |&(from, to): &(usize, usize)| !acyclic || from < to;
        let attacks = attacks.into_iter().filter(wanted);
        attacks.for_each(|(from, to)| builder.attack_indices(from, to));
        let supports = supports.into_iter().filter(wanted);
        supports.for_each(|(from, to)| builder.support_indices(from, to));
        builder.build()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn acyclic_strengths_are_exact_and_within_bounds(graph in any_graph(true)) {
        for semantics in Semantics::ALL {
            let outcome = solve(&graph, semantics);
            prop_assert_eq!(outcome.status, Status::Exact);
            assert_solves(&graph, semantics, &outcome, 1e-15);
            let strengths = outcome.strengths.unwrap();
            prop_assert!(strengths.iter().all(|x| (0.0..=1.0).contains(x)));
        }
    }

    #[test]
    fn settled_strengths_solve_their_equations(graph in any_graph(false)) {
        for semantics in Semantics::ALL {
            let outcome = solve(&graph, semantics);
            if outcome.strengths.is_some() {
                assert_solves(&graph, semantics, &outcome, 1e-9);
            } else {
                prop_assert_eq!(outcome.status, Status::NoConvergence);
            }
        }
    }

    #[test]
    fn the_h_categorizer_always_converges(graph in any_graph(false)) {
        let outcome = solve(&graph, Semantics::HCategorizer);
        prop_assert_ne!(outcome.status, Status::NoConvergence);
    }

    #[test]
    fn df_quad_with_full_bases_is_the_grounded_labelling(graph in any_graph(true)) {
        use crate::analysis::argumentation::crisp::{Grounded, Label};
        let mut builder = GraphBuilder::new();
        graph.ids().iter().for_each(|id| { builder.node(id, 1.0).unwrap(); });
        graph.attacks().edges().for_each(|(from, to)| builder.attack_indices(from, to));
        let full = builder.build();
        let labels = Grounded::of(full.attacks()).labels;
        let strengths = solve(&full, Semantics::DfQuad).strengths.unwrap();
        for (label, strength) in labels.into_iter().zip(strengths) {
            let expected = if label == Label::In { 1.0 } else { 0.0 };
            prop_assert!((strength - expected).abs() < 1e-12);
        }
    }
}
