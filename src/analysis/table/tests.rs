use super::*;
use crate::analysis::statistics::dispersion::Dispersion;
use crate::analysis::statistics::scoring::Score;
use crate::analysis::statistics::verdict::Verdict;
use crate::model::rating_table::{Levels, RatingRow};

fn row(claim: &str, reviewer: &str, best: Option<f64>, stance: Option<usize>) -> RatingRow {
    RatingRow {
        claim: claim.into(),
        reviewer: reviewer.into(),
        round: 1,
        best,
        stance,
        ..RatingRow::default()
    }
}

fn table(rows: Vec<RatingRow>) -> RatingRows {
    let names: Vec<String> = (1..=5).map(|level| level.to_string()).collect();
    RatingRows {
        rows,
        levels: Levels::declared(&names).unwrap(),
    }
}

fn summary(rows: Vec<RatingRow>) -> TableSummary {
    summarise(&table(rows), &TableRules::default())
}

fn spread(claim: &ClaimSummary, spread: Dispersion) -> f64 {
    *claim.spread(spread).unwrap().as_ref().unwrap()
}

#[test]
fn the_order_of_lines_changes_nothing() {
    let rows: Vec<RatingRow> = (0..30_u32)
        .map(|i| {
            row(
                &format!("c{}", i % 6),
                &format!("r{}", i / 6),
                Some(f64::from(i * 7 % 31) / 31.0),
                Some(i as usize * 3 % 5 + 1),
            )
        })
        .collect();
    let mut turned = rows.clone();
    turned.reverse();
    let (there, back) = (summary(rows), summary(turned));
    assert_eq!(format!("{:?}", there.claims), format!("{:?}", back.claims));
    assert_eq!(there.best, back.best);
    assert_eq!(there.stance, back.stance);
}

#[test]
fn claims_are_judged_by_estimates_and_else_by_stances() {
    let summary = summary(vec![
        row("a", "x", Some(0.9), Some(1)),
        row("a", "y", Some(0.95), Some(1)),
        row("a", "z", Some(0.85), None),
        row("b", "x", None, Some(1)),
        row("b", "y", None, Some(2)),
        row("b", "z", None, Some(1)),
    ]);
    let (a, b) = (&summary.claims["a"], &summary.claims["b"]);
    assert_eq!((a.n, a.judgement.verdict), (3, Verdict::ConsensusSupported));
    assert_eq!((b.n, b.judgement.verdict), (3, Verdict::ConsensusRejected));
    // Values of estimates, ordinal indices of stances.
    assert!((spread(a, Dispersion::Median) - 0.9).abs() < 1e-12);
    assert!((spread(a, Dispersion::LeikConsensus) - 1.0).abs() < 1e-12);
    assert!((spread(b, Dispersion::Median) - 1.0).abs() < 1e-12);
    assert!(b.pools.iter().all(|(_, value)| value.is_err()));
    assert_eq!(
        a.stance.as_ref().map(|stance| stance.counts.clone()),
        Some(vec![2, 0, 0, 0, 0])
    );
}

#[test]
fn only_the_last_round_counts_and_the_one_before_shows_what_moved() {
    let with = |reviewer: &str, round: u32, best: f64| RatingRow {
        round,
        lower: Some(best - 0.1),
        upper: Some(best + 0.1),
        ..row("a", reviewer, Some(best), None)
    };
    let summary = summary(vec![
        with("x", 1, 0.2),
        with("y", 1, 0.5),
        with("x", 2, 0.6),
        with("z", 2, 0.3),
    ]);
    let claim = &summary.claims["a"];
    assert_eq!((claim.n, claim.missing), (2, 1));
    // Reviewer x alone was there in both rounds.
    assert_eq!(claim.pool(Pool::ShiftWAgg), Some(&Ok(0.6)));
}

#[test]
fn pools_are_scored_where_the_outcome_is_known() {
    let settled = |claim: &str, best: f64, outcome: Option<f64>| RatingRow {
        outcome,
        ..row(claim, "x", Some(best), None)
    };
    let summary = summary(vec![
        settled("a", 0.8, Some(1.0)),
        settled("b", 0.4, Some(0.0)),
        settled("c", 0.4, None),
    ]);
    let brier = &summary
        .scores
        .scores
        .iter()
        .find(|(score, _)| *score == Score::Brier)
        .unwrap()
        .1;
    assert!((brier.as_ref().unwrap() - 0.1).abs() < 1e-12);
    assert_eq!(
        (summary.scores.n, summary.scores.base_rate.clone()),
        (2, Ok(0.5))
    );
    assert!(summary.scores.diagram.is_err());
    assert_eq!(summary.scores.reviewers["x"].n, 2);
}

#[test]
fn an_outcome_written_once_holds_for_the_claim() {
    let mut rows = vec![
        row("a", "x", Some(0.9), None),
        row("a", "y", Some(0.7), None),
    ];
    rows[1].outcome = Some(1.0);
    let summary = summary(rows);
    assert_eq!(summary.claims["a"].outcome, Some(1.0));
    assert_eq!(summary.scores.reviewers.len(), 2);
}

#[test]
fn pitfalls_of_the_ratings_are_named() {
    let mut rows = vec![
        row("a", "x", Some(1.0), None),
        row("a", "y", Some(0.1), None),
        row("a", "z", Some(0.1), None),
    ];
    rows[1].lower = Some(0.1);
    rows[1].upper = Some(0.1);
    rows.push(RatingRow {
        lower: Some(0.2),
        ..row("b", "x", None, None)
    });
    let codes: Vec<&str> = summary(rows)
        .warnings
        .iter()
        .map(|warning| warning.code)
        .collect();
    for code in [
        "ratings-clipped",
        "pool-median-gap",
        "small-panels",
        "zero-width-bounds",
        "bounds-without-estimate",
    ] {
        assert!(codes.contains(&code), "{code} is not among {codes:?}");
    }
}

#[test]
fn a_table_without_warnings_has_none() {
    let rows = (0..12_u32).flat_map(|claim| {
        (0..6_u32).map(move |reviewer| {
            let best = 0.05 + 0.07 * f64::from(claim) + 0.01 * f64::from(reviewer);
            row(
                &format!("c{claim}"),
                &format!("r{reviewer}"),
                Some(best),
                Some((claim as usize + reviewer as usize % 2) % 5 + 1),
            )
        })
    });
    let summary = summary(rows.collect());
    assert_eq!(summary.warnings, []);
    assert!(
        summary
            .best
            .iter()
            .all(|(measure, estimate)| !measure.has_interval()
                || estimate.value.is_err()
                || estimate.interval.is_ok())
    );
}
