use super::*;
use proptest::prelude::*;

fn forecasts(pairs: &[(f64, f64)]) -> Vec<Forecast> {
    pairs
        .iter()
        .map(|(probability, outcome)| Forecast {
            probability: *probability,
            outcome: *outcome,
        })
        .collect()
}

#[track_caller]
fn assert_score(score: Score, pairs: &[(f64, f64)], expected: f64) {
    let found = score.of(&forecasts(pairs)).unwrap();
    assert!(
        (found - expected).abs() < 1e-12,
        "{}: {found} is not {expected}",
        score.name()
    );
}

#[test]
fn brier_reproduces_the_forecasts_of_rain() {
    // Wikipedia, "Brier score", definition: 100% and rain 0, 100% and none 1, 70% and rain 0.09,
    // 70% and none 0.49, 50% 0.25.
    for (p, o, score) in [
        (1.0, 1.0, 0.0),
        (1.0, 0.0, 1.0),
        (0.7, 1.0, 0.09),
        (0.7, 0.0, 0.49),
        (0.5, 1.0, 0.25),
    ] {
        assert_score(Score::Brier, &[(p, o)], score);
    }
}

#[test]
fn scores_of_four_claims_are_those_of_hand_calculation() {
    // scikit-learn's documentation of roc_auc_score: y = 0, 0, 1, 1, scores 0.1, 0.4, 0.35, 0.8: AUC 0.75.
    let pairs = [(0.1, 0.0), (0.4, 0.0), (0.35, 1.0), (0.8, 1.0)];
    assert_score(Score::Auc, &pairs, 0.75);
    assert_score(Score::Brier, &pairs, (0.01 + 0.16 + 0.4225 + 0.04) / 4.0);
    let log_loss = -(0.9_f64.ln() + 0.6_f64.ln() + 0.35_f64.ln() + 0.8_f64.ln()) / 4.0;
    assert_score(Score::LogLoss, &pairs, log_loss);
}

#[test]
fn ties_count_half_in_the_auc() {
    assert_score(Score::Auc, &[(0.5, 0.0), (0.5, 1.0)], 0.5);
}

#[test]
fn rounding_makes_no_win_in_the_auc() {
    assert_score(
        Score::Auc,
        &[(0.499_999_999_999_999_9, 0.0), (0.5, 1.0)],
        0.5,
    );
    assert_score(
        Score::Auc,
        &[(0.5, 0.0), (0.499_999_999_999_999_9, 1.0)],
        0.5,
    );
}

#[test]
fn murphys_parts_of_a_small_table_are_those_of_hand_calculation() {
    // Independent derivation: 0.8 met 3 of 4, 0.2 met 1 of 4, base rate ½.
    let pairs = [
        (0.8, 1.0),
        (0.8, 1.0),
        (0.8, 1.0),
        (0.8, 0.0),
        (0.2, 1.0),
        (0.2, 0.0),
        (0.2, 0.0),
        (0.2, 0.0),
    ];
    assert_score(Score::Reliability, &pairs, 0.0025);
    assert_score(Score::Resolution, &pairs, 0.0625);
    assert_score(Score::Uncertainty, &pairs, 0.25);
}

#[test]
fn what_cannot_be_scored_says_why() {
    let reason = |score: Score, pairs: &[(f64, f64)]| {
        score.of(&forecasts(pairs)).unwrap_err().reason().to_owned()
    };
    assert!(reason(Score::LogLoss, &[(1.0, 0.0)]).contains("turned out wrong"));
    assert!(reason(Score::Auc, &[(0.4, 1.0)]).contains("both outcomes"));
    assert!(reason(Score::Auc, &[(0.4, 1.0), (0.2, 0.5)]).contains("in between"));
    assert!(
        Score::ALL
            .iter()
            .all(|score| reason(*score, &[]) == "no claim has an outcome")
    );
    assert_score(Score::LogLoss, &[(1.0, 1.0), (0.0, 0.0)], 0.0);
}

#[test]
fn a_diagram_has_a_point_for_every_bin_in_use() {
    let bins = diagram(
        &forecasts(&[(0.0, 0.0), (0.3, 1.0), (0.35, 0.0), (1.0, 1.0)]),
        10,
    );
    let found: Vec<(f64, usize, f64)> = bins
        .iter()
        .map(|bin| (bin.from, bin.n, bin.outcome))
        .collect();
    assert_eq!(found, [(0.0, 1, 0.0), (0.3, 2, 0.5), (0.9, 1, 1.0)]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn brier_is_reliability_less_resolution_plus_uncertainty(
        pairs in prop::collection::vec((0_u32..=20, prop::sample::select(vec![0.0, 1.0, 1.0, 0.0, 0.5])), 1..40),
    ) {
        let pairs: Vec<(f64, f64)> = pairs.iter().map(|(p, o)| (f64::from(*p) / 20.0, *o)).collect();
        let all = forecasts(&pairs);
        let parts = decomposition(&all).unwrap();
        let brier = Score::Brier.of(&all).unwrap();
        prop_assert!((parts.reliability - parts.resolution + parts.uncertainty - brier).abs() < 1e-12);
    }

    #[test]
    fn calling_true_false_and_mirroring_leaves_every_score_alone(
        pairs in prop::collection::vec((1_u32..100, any::<bool>()), 2..40),
    ) {
        let there: Vec<(f64, f64)> = pairs.iter().map(|(p, o)| (f64::from(*p) / 100.0, f64::from(u8::from(*o)))).collect();
        let back: Vec<(f64, f64)> = there.iter().map(|(p, o)| (1.0 - p, 1.0 - o)).collect();
        for score in Score::ALL {
            match (score.of(&forecasts(&there)), score.of(&forecasts(&back))) {
                (Ok(a), Ok(b)) => prop_assert!((a - b).abs() < 1e-9, "{}: {a} and {b}", score.name()),
                (a, b) => prop_assert_eq!(a, b),
            }
        }
    }
}
