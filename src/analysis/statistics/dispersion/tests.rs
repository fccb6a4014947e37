use super::*;
use proptest::prelude::*;

const LEVELS_7: [f64; 7] = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0];

fn from_counts(counts: &[usize]) -> Sample {
    let ratings: Vec<usize> = counts
        .iter()
        .enumerate()
        .flat_map(|(i, n)| vec![i + 1; *n])
        .collect();
    let values: Vec<f64> = (1..=counts.len()).map(|level| level as f64).collect();
    Sample::levels(&ratings, &values)
}

fn value(measure: Dispersion, sample: &Sample) -> f64 {
    measure.of(sample).unwrap()
}

#[track_caller]
fn assert_close(found: f64, expected: f64, tolerance: f64) {
    assert!(
        (found - expected).abs() <= tolerance,
        "{found} is not {expected}"
    );
}

#[test]
fn ordinal_indices_reproduce_the_example_of_agrmt() {
    // The R package agrmt 1.42 documents V = (30, 40, 210, 130, 530, 50, 10) in its pages `agreement`
    // (0.6113333), `consensus` (0.7256876) and `Leik` (dispersion 0.287).
    let sample = from_counts(&[30, 40, 210, 130, 530, 50, 10]);
    assert_close(value(Dispersion::VanDerEijkA, &sample), 0.611_333_3, 5e-8);
    assert_close(
        value(Dispersion::TastleWiermanConsensus, &sample),
        0.725_687_6,
        5e-8,
    );
    assert_close(value(Dispersion::LeikConsensus, &sample), 1.0 - 0.287, 5e-4);
}

#[test]
fn van_der_eijk_a_has_its_three_landmarks() {
    // van der Eijk 2001: 1 when all agree, 0 when uniform, −1 when split between the extremes.
    assert_close(
        value(Dispersion::VanDerEijkA, &from_counts(&[0, 9, 0, 0, 0])),
        1.0,
        0.0,
    );
    assert_close(
        value(Dispersion::VanDerEijkA, &from_counts(&[3, 3, 3, 3, 3])),
        0.0,
        0.0,
    );
    assert_close(
        value(Dispersion::VanDerEijkA, &from_counts(&[5, 0, 0, 0, 5])),
        -1.0,
        1e-12,
    );
    assert!(Dispersion::VanDerEijkA.of(&from_counts(&[4, 5])).is_err());
}

#[test]
fn consensus_is_one_for_one_level_and_nought_for_two_opposite_halves() {
    for measure in [
        Dispersion::TastleWiermanConsensus,
        Dispersion::LeikConsensus,
    ] {
        assert_close(value(measure, &from_counts(&[0, 0, 7, 0, 0])), 1.0, 1e-12);
        assert_close(value(measure, &from_counts(&[4, 0, 0, 0, 4])), 0.0, 1e-12);
    }
}

#[test]
fn esteban_ray_of_two_equal_camps_is_its_closed_form() {
    // Independent derivation: two camps of ½ at distance 4 give 2·½^2.6·½·4.
    let expected = 4.0 * 0.5_f64.powf(2.6);
    assert_close(
        value(Dispersion::EstebanRay, &from_counts(&[5, 0, 0, 0, 5])),
        expected,
        1e-12,
    );
    assert_close(
        value(Dispersion::EstebanRay, &from_counts(&[0, 0, 5, 0, 0])),
        0.0,
        0.0,
    );
}

#[test]
fn empty_levels_count_as_part_of_the_scale() {
    let narrow = from_counts(&[2, 2, 2]);
    let wide = from_counts(&[2, 2, 2, 0, 0]);
    assert!(value(Dispersion::LeikConsensus, &wide) > value(Dispersion::LeikConsensus, &narrow));
    assert!(
        value(Dispersion::TastleWiermanConsensus, &wide)
            > value(Dispersion::TastleWiermanConsensus, &narrow)
    );
}

#[test]
fn spreads_of_probabilities_are_those_of_hand_calculation() {
    let sample = Sample::probabilities(&[0.9, 0.1, 0.4, 0.5, 0.6]);
    assert_close(value(Dispersion::Mean, &sample), 0.5, 1e-15);
    assert_close(value(Dispersion::Median, &sample), 0.5, 0.0);
    assert_close(value(Dispersion::Iqr, &sample), 0.2, 1e-15);
    assert_close(value(Dispersion::Range, &sample), 0.8, 1e-15);
    assert_close(value(Dispersion::Mad, &sample), 0.1, 1e-15);
    assert_close(
        value(Dispersion::Sd, &sample),
        (0.34_f64 / 4.0).sqrt(),
        1e-15,
    );
    // Ranks 1.2 and 2.8 of s = 1 + 8p = 1.8, 4.2, 5, 5.8, 8.2.
    assert_close(value(Dispersion::P30, &sample), 4.36, 1e-12);
    assert_close(value(Dispersion::P70, &sample), 5.64, 1e-12);
    assert_close(value(Dispersion::Ipras, &sample), 2.35, 1e-12);
    assert_close(
        value(Dispersion::DisagreementIndex, &sample),
        1.28 / 2.35,
        1e-12,
    );
}

#[test]
fn the_bimodality_coefficient_of_a_uniform_sample_nears_five_ninths() {
    // Pfister et al. 2013: 5/9 for the uniform distribution, 1 at most for two points.
    let uniform: Vec<f64> = (0..100_000).map(|i| f64::from(i) / 99_999.0).collect();
    assert_close(
        value(
            Dispersion::BimodalityCoefficient,
            &Sample::probabilities(&uniform),
        ),
        5.0 / 9.0,
        1e-4,
    );
    let camps = [vec![0.0; 5000], vec![1.0; 5000]].concat();
    assert_close(
        value(
            Dispersion::BimodalityCoefficient,
            &Sample::probabilities(&camps),
        ),
        1.0,
        1e-3,
    );
}

#[test]
fn what_cannot_be_measured_says_why() {
    let reason = |measure: Dispersion, ratings: &[f64]| {
        measure
            .of(&Sample::probabilities(ratings))
            .unwrap_err()
            .reason()
            .to_owned()
    };
    assert_eq!(
        reason(Dispersion::Sd, &[0.4]),
        "a sample variance needs at least two ratings"
    );
    assert_eq!(
        reason(Dispersion::LeikConsensus, &[0.4]),
        "this index needs declared levels; probabilities have none"
    );
    assert_eq!(
        reason(Dispersion::BimodalityCoefficient, &[0.4; 5]),
        "the ratings do not vary"
    );
    assert!(
        Dispersion::ALL
            .iter()
            .all(|measure| measure.of(&Sample::probabilities(&[])).is_err())
    );
}

#[test]
fn numeric_levels_keep_their_value_in_means_and_not_in_ordinal_indices() {
    let ratings = [1, 2, 2, 3];
    let even = Sample::levels(&ratings, &[1.0, 2.0, 3.0]);
    let uneven = Sample::levels(&ratings, &[0.0, 10.0, 100.0]);
    assert_close(value(Dispersion::Mean, &uneven), 30.0, 1e-12);
    for measure in Dispersion::ALL
        .iter()
        .filter(|measure| measure.is_ordinal())
    {
        assert_close(value(*measure, &even), value(*measure, &uneven), 0.0);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn order_does_not_matter(mut ratings in prop::collection::vec(1_usize..=7, 1..25), seed in any::<u64>()) {
        let before = Sample::levels(&ratings, &LEVELS_7);
        let turn = usize::try_from(seed % 25).unwrap() % ratings.len();
        ratings.rotate_left(turn);
        ratings.reverse();
        let after = Sample::levels(&ratings, &LEVELS_7);
        for measure in Dispersion::ALL {
            prop_assert_eq!(measure.of(&before), measure.of(&after));
        }
    }

    #[test]
    fn mirroring_the_scale_leaves_every_spread_alone(ratings in prop::collection::vec(1_usize..=7, 2..25)) {
        let mirrored: Vec<usize> = ratings.iter().map(|level| 8 - level).collect();
        let (there, back) = (Sample::levels(&ratings, &LEVELS_7), Sample::levels(&mirrored, &LEVELS_7));
        let located = [Dispersion::Mean, Dispersion::Median, Dispersion::P30, Dispersion::P70];
        for measure in Dispersion::ALL.iter().filter(|measure| !located.contains(measure)) {
            match (measure.of(&there), measure.of(&back)) {
                (Ok(a), Ok(b)) => prop_assert!((a - b).abs() < 1e-9, "{}: {a} and {b}", measure.name()),
                (a, b) => prop_assert_eq!(a, b),
            }
        }
    }

    #[test]
    fn indices_stay_within_their_range(counts in prop::collection::vec(0_usize..9, 3..8)) {
        prop_assume!(counts.iter().sum::<usize>() > 0);
        let sample = from_counts(&counts);
        for measure in [Dispersion::TastleWiermanConsensus, Dispersion::LeikConsensus] {
            prop_assert!((-1e-12..=1.0 + 1e-12).contains(&value(measure, &sample)));
        }
        prop_assert!((-1.0 - 1e-12..=1.0 + 1e-12).contains(&value(Dispersion::VanDerEijkA, &sample)));
        prop_assert!(value(Dispersion::EstebanRay, &sample) >= 0.0);
    }
}
