//! How long argument graphs take: a large debate, a large cyclic graph, hard labellings.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use obelus::analysis::argumentation::crisp::{Budget, Grounded, ideal, preferred, stable};
use obelus::analysis::argumentation::gradual::{Semantics, solve};
use obelus::analysis::argumentation::{Graph, GraphBuilder};

/// The same numbers on every machine.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        usize::try_from(self.0 >> 33).unwrap_or(0) % n
    }
}

/// A graph of `n` nodes and `degree · n` edges, two thirds of them attacks;
/// replies aim at earlier nodes only, unless it may be cyclic.
fn debate(n: usize, degree: usize, cyclic: bool) -> Graph {
    let mut numbers = Numbers(42);
    let mut builder = GraphBuilder::new();
    for node in 0..n {
        let base = (20 + numbers.below(79)) as f64 / 100.0;
        let _ = builder.node(&node.to_string(), base);
    }
    for from in 1..n {
        for _ in 0..degree {
            let to = numbers.below(if cyclic { n } else { from });
            if numbers.below(3) == 0 {
                builder.support_indices(from, to);
            } else {
                builder.attack_indices(from, to);
            }
        }
    }
    builder.build()
}

fn large(c: &mut Criterion) {
    let mut group = c.benchmark_group("100,000 nodes");
    group.sample_size(10);
    let graph = debate(100_000, 3, false);
    let cyclic = debate(100_000, 2, true);
    group.bench_function("grounded", |b| {
        b.iter(|| Grounded::of(black_box(graph.attacks())));
    });
    for semantics in Semantics::ALL {
        group.bench_function(format!("{semantics}, acyclic"), |b| {
            b.iter(|| solve(black_box(&graph), semantics));
        });
    }
    for semantics in [Semantics::QuadraticEnergy, Semantics::HCategorizer] {
        group.bench_function(format!("{semantics}, cyclic"), |b| {
            b.iter(|| solve(black_box(&cyclic), semantics));
        });
    }
    group.finish();
}

fn labellings(c: &mut Criterion) {
    let mut group = c.benchmark_group("150 nodes, one component");
    group.sample_size(10);
    let graph = debate(150, 4, true);
    let limited = |ask: &dyn Fn(&mut Budget) -> usize| ask(&mut Budget::new(100_000, &mut || true));
    group.bench_function("preferred", |b| {
        b.iter(|| limited(&|budget| preferred(graph.attacks(), budget).labellings.len()));
    });
    group.bench_function("stable", |b| {
        b.iter(|| limited(&|budget| stable(graph.attacks(), budget).labellings.len()));
    });
    group.bench_function("ideal", |b| {
        b.iter(|| limited(&|budget| ideal(graph.attacks(), budget).labels.len()));
    });
    group.finish();
}

criterion_group!(benches, large, labellings);
criterion_main!(benches);
