//! How fast the statistics of a large table are: 1,000 claims by 20 reviewers.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use obelus::analysis::statistics::{
    agreement::{Agreement, Bootstrap, Categories, Matrix},
    pool::{Pool, PoolOptions},
    rating::{Rating, RatingTable},
    scale::Scale,
    verdict::{Rule, judge},
};

const CLAIMS: usize = 1_000;
const REVIEWERS: usize = 20;

/// A whole number below `n` that looks random and is the same everywhere.
fn scattered(claim: usize, reviewer: usize, n: usize) -> usize {
    let mixed = (claim * 7_919 + reviewer * 104_729 + claim * reviewer * 31) % 10_007;
    mixed * n / 10_007
}

fn level_rows() -> Vec<Vec<Option<usize>>> {
    let cell = |claim: usize, reviewer: usize| {
        let level = (claim % 5 + scattered(claim, reviewer, 3)).min(4) + 1;
        (scattered(reviewer, claim, 10) > 0).then_some(level)
    };
    (0..CLAIMS)
        .map(|claim| {
            (0..REVIEWERS)
                .map(|reviewer| cell(claim, reviewer))
                .collect()
        })
        .collect()
}

fn value_rows() -> Vec<Vec<Option<f64>>> {
    let value = |claim, reviewer| Some(scattered(claim, reviewer, 101) as f64 / 100.0);
    (0..CLAIMS)
        .map(|claim| {
            (0..REVIEWERS)
                .map(|reviewer| value(claim, reviewer))
                .collect()
        })
        .collect()
}

fn table() -> RatingTable {
    let mut table = RatingTable::new(CLAIMS, REVIEWERS);
    for claim in 0..CLAIMS {
        for reviewer in 0..REVIEWERS {
            let best = 0.05 + 0.9 * scattered(claim, reviewer, 101) as f64 / 100.0;
            let width = 0.01 + 0.04 * scattered(reviewer, claim, 101) as f64 / 100.0;
            table.set(
                claim,
                reviewer,
                Rating::interval(best - width, best, best + width / 2.0),
            );
        }
    }
    table
}

fn agreement(c: &mut Criterion) {
    let levels = Matrix::of_levels(
        &level_rows(),
        &[1.0, 2.0, 3.0, 4.0, 5.0],
        Categories::Declared,
    );
    let values = Matrix::of_values(&value_rows());
    let bootstrap = Bootstrap::default();
    let mut group = c.benchmark_group("alpha with 2,000 resamples of 1,000 x 20");
    group.sample_size(10);
    for (name, measure, matrix) in [
        ("nominal", Agreement::KrippendorffAlphaNominal, &levels),
        ("ordinal", Agreement::KrippendorffAlphaOrdinal, &levels),
        ("interval", Agreement::KrippendorffAlphaInterval, &values),
        ("ratio", Agreement::KrippendorffAlphaRatio, &values),
        ("gwet_ac2_ordinal", Agreement::GwetAc2Ordinal, &levels),
    ] {
        group.bench_function(name, |b| {
            b.iter(|| measure.estimate(black_box(matrix), &bootstrap));
        });
    }
    group.finish();
}

fn pools(c: &mut Criterion) {
    let panels = table().panels();
    let options = PoolOptions::default();
    let mut group = c.benchmark_group("pools of 1,000 x 20");
    group.sample_size(10);
    group.bench_function("all", |b| {
        b.iter(|| {
            panels
                .iter()
                .flat_map(|panel| {
                    Pool::ALL
                        .iter()
                        .map(|pool| pool.of(panel, &options).is_ok())
                })
                .filter(|ok| *ok)
                .count()
        });
    });
    group.bench_function("panels", |b| b.iter(|| table().panels().len()));
    group.finish();
}

fn verdicts(c: &mut Criterion) {
    let panels: Vec<Vec<f64>> = table()
        .panels()
        .iter()
        .map(obelus::analysis::statistics::pool::Panel::bests)
        .collect();
    let mut group = c.benchmark_group("verdicts of 1,000 x 20");
    group.sample_size(10);
    for rule in Rule::ALL {
        group.bench_function(rule.name(), |b| {
            b.iter(|| {
                panels
                    .iter()
                    .map(|bests| judge(bests, Scale::Probability, rule, 3).minority)
                    .sum::<usize>()
            });
        });
    }
    let crowd: Vec<f64> = (0..1_000)
        .map(|i| scattered(i, 3, 101) as f64 / 100.0)
        .collect();
    group.bench_function("one claim, 1,000 reviewers", |b| {
        b.iter(|| judge(&crowd, Scale::Probability, Rule::Thirds, 3).flips);
    });
    group.finish();
}

criterion_group!(benches, agreement, pools, verdicts);
criterion_main!(benches);
