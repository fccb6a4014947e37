use super::*;
use crate::analysis::statistics::rating::{Rating, RatingTable};
use proptest::prelude::*;

/// Claim, reviewer, and lower, best, upper.
const RATINGS: [(usize, usize, [f64; 3]); 23] = [
    (0, 0, [0.82, 0.9, 1.0]),
    (0, 2, [0.65, 0.8, 0.9]),
    (0, 3, [0.12, 0.28, 0.45]),
    (0, 5, [0.53, 0.6, 0.66]),
    (1, 0, [0.0, 0.09, 0.24]),
    (1, 2, [0.44, 0.52, 0.53]),
    (1, 3, [0.57, 0.69, 0.7]),
    (1, 4, [0.0, 0.19, 0.35]),
    (1, 5, [0.56, 0.6, 0.77]),
    (2, 0, [0.67, 0.85, 0.88]),
    (2, 1, [0.1, 0.35, 0.47]),
    (2, 3, [0.39, 0.6, 0.65]),
    (2, 4, [0.23, 0.27, 0.56]),
    (2, 5, [0.41, 0.67, 0.87]),
    (3, 0, [0.53, 0.8, 0.98]),
    (3, 1, [0.03, 0.2, 0.26]),
    (3, 3, [0.44, 0.57, 0.65]),
    (3, 4, [0.69, 0.86, 0.96]),
    (3, 5, [0.05, 0.07, 0.12]),
    (4, 1, [0.18, 0.44, 0.55]),
    (4, 2, [0.52, 0.68, 0.91]),
    (4, 4, [0.68, 0.91, 1.0]),
    (4, 5, [0.39, 0.4, 0.59]),
];

/// What each pool makes of [`RATINGS`], claim by claim: derived anew from the formulas with `NumPy` and
/// `SciPy` (Beta and normal distributions, Brent's method for the medians of distributions).
#[rustfmt::skip]
const EXPECTED: [(Pool, [f64; 5]); 23] = [
    (Pool::ArithmeticMean, [0.645, 0.418, 0.547_999_999_999_999, 0.499_999_999_999_999, 0.607_5]),
    (Pool::Median, [0.7, 0.52, 0.6, 0.57, 0.56]),
    (Pool::GeometricMean, [0.589_739_808_651_702, 0.325_986_758_151_560, 0.503_286_588_406_965, 0.353_116_707_086_558, 0.574_467_869_479_211]),
    (Pool::GeometricMeanOfOdds, [0.681_599_150_986_778, 0.378_574_394_517_944, 0.561_417_743_167_090, 0.475_542_123_988_305, 0.646_843_914_271_331]),
    (Pool::TrimmedMean, [0.645, 0.418, 0.548, 0.5, 0.607_5]),
    (Pool::Extremised, [0.757_990_874_796_807, 0.322_259_926_567_486, 0.591_550_031_035_751, 0.463_349_735_752_259, 0.712_548_194_370_999]),
    (Pool::ExtremisedNeyman, [0.755_839_941_468_547, 0.319_127_494_501_693, 0.593_279_807_690_83, 0.462_643_460_540_833, 0.710_640_558_488_474]),
    (Pool::BetaTransformedMean, [0.842_731_025_124_863, 0.287_658_859_051_720, 0.627_963_587_614_280, 0.499_999_999_999_999, 0.769_789_567_950_115]),
    (Pool::ProbitMean, [0.673_074_800_030_348, 0.388_258_813_131_243, 0.558_162_469_271_438, 0.482_524_139_830_117, 0.637_218_721_418_486]),
    (Pool::IntervalWeighted, [0.673_821_748_793_010, 0.485_808_801_516_814, 0.579_834_936_227_784, 0.325_592_342_695_747, 0.580_693_101_329_279]),
    (Pool::MeanLower, [0.53, 0.314, 0.36, 0.348, 0.442_5]),
    (Pool::MeanUpper, [0.752_500_000_000_000, 0.518, 0.686, 0.594_000_000_000_000, 0.762_5]),
    (Pool::IndIntWAgg, [0.686_294_507_067_454, 0.475_645_353_074_297, 0.600_882_829_581_993, 0.298_166_768_502_253, 0.562_746_234_067_207]),
    (Pool::VarIndIntWAgg, [0.700_926_272_688_687, 0.463_217_826_641_798, 0.663_249_967_895_209, 0.383_219_147_296_776, 0.536_785_725_654_983]),
    (Pool::AsymWAgg, [0.752_117_384_843_982, 0.542_330_784_346_220, 0.541_559_326_019_930, 0.401_654_859_896_177, 0.550_644_373_448_209]),
    (Pool::IndIntAsymWAgg, [0.752_460_958_757_475, 0.552_815_708_530_221, 0.610_785_279_656_343, 0.225_383_768_281_948, 0.499_098_353_748_575]),
    (Pool::KitchSinkWAgg, [0.748_393_218_204_287, 0.535_071_913_181_004, 0.746_220_859_627_664, 0.131_008_189_799_114, 0.428_668_951_967_816]),
    (Pool::DistLimitWAgg, [0.666_092_715_231_788, 0.380_254_957_507_082, 0.558_857_142_857_142, 0.487_272_727_272_727, 0.646_145_454_545_454]),
    (Pool::GranWAgg, [0.584_677_419_354_838, 0.429_347_826_086_956, 0.481_890_243_902_439, 0.578_841_463_414_634, 0.695_833_333_333_333]),
    (Pool::OutWAgg, [0.758_141_517_476_555, 0.546_402_418_542_156, 0.623_814_196_925_089, 0.641_060_459_991_736, 0.510_482_274_033_855]),
    (Pool::DistribArMean, [0.656_307_243_963_363, 0.516_040_083_994_778, 0.528_864_347_565_755, 0.550_378_578_398_041, 0.553_712_689_781_738]),
    (Pool::TriDistribArMean, [0.656_867_800_883_337, 0.5, 0.533_837_958_487_252, 0.556_172_650_418_970, 0.559_317_712_059_367]),
    (Pool::BayTriVar, [0.673_254_624_894_476, 0.538_127_005_570_165, 0.584_805_700_210_301, 0.129_316_649_012_179, 0.530_872_869_594_063]),
];

fn table() -> RatingTable {
    let mut table = RatingTable::new(5, 6);
    for (claim, reviewer, [lower, best, upper]) in RATINGS {
        table.set(claim, reviewer, Rating::interval(lower, best, upper));
    }
    table
}

fn pooled(pool: Pool, panel: &Panel) -> f64 {
    pool.of(panel, &PoolOptions::default()).unwrap()
}

#[track_caller]
fn assert_close(found: f64, expected: f64) {
    assert!((found - expected).abs() < 1e-9, "{found} is not {expected}");
}

#[test]
fn every_rule_of_one_round_agrees_with_an_independent_derivation() {
    let panels = table().panels();
    for (pool, values) in EXPECTED {
        for (claim, value) in values.into_iter().enumerate() {
            let found = pooled(pool, &panels[claim]);
            assert!(
                (found - value).abs() < 1e-9,
                "{} of claim {claim}: {found} is not {value}",
                pool.name()
            );
        }
    }
}

#[test]
fn clipping_keeps_one_reviewer_at_nought_from_owning_the_pool() {
    // Nine at 0.9 and one at 0: with a clip of 0.01 the pool is 0.82, with machine epsilon it would
    // be 0.16.
    let mut bests = vec![0.9; 9];
    bests.push(0.0);
    let pool = |clip: f64| {
        let options = PoolOptions {
            clip,
            ..PoolOptions::default()
        };
        Pool::GeometricMeanOfOdds
            .of_bests(&bests, &options)
            .unwrap()
    };
    assert!((pool(0.01) - 0.82).abs() < 5e-3);
    assert!((pool(f64::EPSILON) - 0.16).abs() < 5e-3);
    assert_eq!(clipped(&bests, &PoolOptions::default()), 1);
}

#[test]
fn a_fifth_trimmed_from_four_ratings_drops_nothing() {
    let options = PoolOptions {
        trim: 0.2,
        ..PoolOptions::default()
    };
    let trimmed = |bests: &[f64]| Pool::TrimmedMean.of_bests(bests, &options).unwrap();
    assert_close(trimmed(&[0.0, 0.2, 0.4, 1.0]), 0.4);
    assert_close(trimmed(&[0.0, 0.2, 0.4, 0.6, 1.0]), 0.4);
}

#[test]
fn neymans_factor_is_one_for_one_rating_and_nears_root_three() {
    let options = PoolOptions::default();
    assert_close(
        Pool::ExtremisedNeyman.of_bests(&[0.7], &options).unwrap(),
        0.7,
    );
    let many = Pool::ExtremisedNeyman
        .of_bests(&vec![0.7; 10_000], &options)
        .unwrap();
    let limit = super::super::numeric::logistic(3.0_f64.sqrt() * super::super::numeric::logit(0.7));
    assert!((many - limit).abs() < 1e-4);
}

#[test]
fn the_beta_transform_moves_even_a_single_rating() {
    let options = PoolOptions::default();
    assert!(
        Pool::BetaTransformedMean
            .of_bests(&[0.7], &options)
            .unwrap()
            > 0.9
    );
}

#[test]
fn a_zero_width_interval_does_not_own_the_floored_pool() {
    let panel = Panel::alone(&[
        Rating::interval(0.9, 0.9, 0.9),
        Rating::interval(0.1, 0.2, 0.3),
    ]);
    // Weights 1/0.05 and 1/0.2.
    assert_close(
        pooled(Pool::IntervalWeighted, &panel),
        (20.0 * 0.9 + 5.0 * 0.2) / 25.0,
    );
    assert!(pooled(Pool::IndIntWAgg, &panel) < 0.9);
}

#[test]
fn the_corners_of_aggrecat_are_kept() {
    let options = PoolOptions::default();
    // All symmetric: every asymmetry is 0, all weigh alike. Two ratings: both as far from the median.
    let symmetric = Panel::alone(&[
        Rating::interval(0.1, 0.2, 0.3),
        Rating::interval(0.5, 0.7, 0.9),
    ]);
    for pool in [
        Pool::AsymWAgg,
        Pool::OutWAgg,
        Pool::VarIndIntWAgg,
        Pool::GranWAgg,
    ] {
        assert_close(pooled(pool, &symmetric), 0.45);
    }
    // One claim: the reviewer's own spread is unknown.
    assert!(
        Pool::BayTriVar
            .of(&symmetric, &options)
            .unwrap_err()
            .reason()
            .contains("at least two rated claims")
    );
    // An estimate of 0 has no log-odds.
    let mut table = RatingTable::new(2, 1);
    table.set(0, 0, Rating::interval(0.0, 0.0, 0.1));
    table.set(1, 0, Rating::interval(0.4, 0.5, 0.6));
    let panels = table.panels();
    assert!(
        Pool::BayTriVar
            .of(&panels[0], &options)
            .unwrap_err()
            .reason()
            .contains("infinite")
    );
    assert!(Pool::BayTriVar.of(&panels[1], &options).is_ok());
}

#[test]
fn reviewers_without_bounds_are_left_out_where_bounds_weigh() {
    let with = Rating::interval(0.2, 0.3, 0.5);
    let panel = Panel::alone(&[with, Rating::point(0.9)]);
    for pool in Pool::ALL.iter().filter(|pool| pool.needs_bounds()) {
        let alone = pool.of(&Panel::alone(&[with]), &PoolOptions::default());
        // The variance of widths is the reviewer's, with or without bounds for this claim.
        if *pool != Pool::VarIndIntWAgg {
            assert_eq!(
                pool.of(&panel, &PoolOptions::default()),
                alone,
                "{}",
                pool.name()
            );
        }
        let without = pool.of(
            &Panel::alone(&[Rating::point(0.9)]),
            &PoolOptions::default(),
        );
        assert!(without.is_err(), "{}", pool.name());
    }
}

#[test]
fn averaged_triangles_that_rest_at_a_half_give_the_middle_of_the_rest() {
    let panel = Panel::alone(&[
        Rating::interval(0.1, 0.2, 0.3),
        Rating::interval(0.7, 0.8, 0.9),
    ]);
    assert_close(pooled(Pool::TriDistribArMean, &panel), 0.5);
    assert_close(pooled(Pool::DistribArMean, &panel), 0.5);
    let certain = Panel::alone(&[Rating::interval(0.4, 0.4, 0.4)]);
    assert_close(pooled(Pool::TriDistribArMean, &certain), 0.4);
    assert_close(pooled(Pool::DistribArMean, &certain), 0.4);
}

#[test]
fn where_triangles_come_to_rest_at_a_half_rounding_does_not_move_the_median() {
    // The first triangle ends at 0.4, the second begins at 0.7: the average rests at ½ between.
    let apart = Panel::alone(&[
        Rating::interval(0.1, 0.2, 0.4),
        Rating::interval(0.7, 0.9, 1.0),
    ]);
    assert_close(pooled(Pool::TriDistribArMean, &apart), 0.55);
    // Here it rests at the very top of the first, at 0.5, where the second begins.
    let touching = Panel::alone(&[
        Rating::interval(0.0, 0.0, 0.5),
        Rating::interval(0.5, 1.0, 1.0),
    ]);
    assert_close(pooled(Pool::TriDistribArMean, &touching), 0.5);
}

fn two_rounds() -> Panel {
    let mut table = RatingTable::new(1, 3);
    let rounds = [
        (
            Rating::interval(0.2, 0.4, 0.6),
            Rating::interval(0.5, 0.6, 0.8),
        ),
        (
            Rating::interval(0.1, 0.7, 0.9),
            Rating::interval(0.3, 0.5, 0.7),
        ),
        (
            Rating::interval(0.6, 0.8, 0.9),
            Rating::interval(0.7, 0.9, 1.0),
        ),
    ];
    for (reviewer, (before, now)) in rounds.into_iter().enumerate() {
        table.set_before(0, reviewer, before);
        table.set(0, reviewer, now);
    }
    table.panels().remove(0)
}

#[test]
fn rules_over_two_rounds_agree_with_hand_calculation() {
    let panel = two_rounds();
    let mean = |weights: [f64; 3]| {
        let [a, b, c] = weights;
        (a * 0.6 + b * 0.5 + c * 0.9) / (a + b + c)
    };
    assert_close(
        pooled(Pool::ShiftWAgg, &panel),
        mean([0.2 + 0.25, 0.2 + 0.2, 0.1 + 0.1]),
    );
    assert_close(
        pooled(Pool::BestShiftWAgg, &panel),
        mean([0.2 / 0.6, 0.2 / 0.7, 0.1 / 0.2]),
    );
    let interval = [1.0 / 0.9, 1.0 / 0.6, 1.0];
    assert_close(pooled(Pool::IntShiftWAgg, &panel), mean(interval));
    let distance = [1.0 - (0.4 - 0.4), 1.0 - (0.5 - 0.3), 1.0 - (0.1 - 0.2)];
    assert_close(pooled(Pool::DistShiftWAgg, &panel), mean(distance));
    assert_close(
        pooled(Pool::DistIntShiftWAgg, &panel),
        mean([0, 1, 2].map(|i| interval[i] * distance[i])),
    );
    let once = Panel::alone(&[Rating::interval(0.2, 0.4, 0.6)]);
    let why = Pool::ShiftWAgg
        .of(&once, &PoolOptions::default())
        .unwrap_err();
    assert_eq!(why.reason(), "no reviewer rated in two rounds");
}

#[test]
fn leaving_one_out_spans_the_pools_of_the_others() {
    let options = PoolOptions::default();
    let panel = Panel::alone(&[0.2, 0.5, 0.9].map(Rating::point));
    let range = leave_one_out(Pool::ArithmeticMean, &panel, &options).unwrap();
    assert_close(range.low, 0.35);
    assert_close(range.high, 0.7);
    assert!(leave_one_out(Pool::Median, &panel.without(0).without(0), &options).is_err());
}

#[test]
fn names_are_found_with_underscores_or_hyphens() {
    for pool in Pool::ALL {
        assert_eq!(Pool::from_name(pool.name()), Some(*pool));
    }
    assert_eq!(
        Pool::from_name("geometric-mean-of-odds"),
        Some(Pool::GeometricMeanOfOdds)
    );
    assert_eq!(Pool::from_name("mean-of-means"), None);
}

fn any_rating() -> impl Strategy<Value = Rating> {
    (1_u32..100, 1_u32..100, 1_u32..100).prop_map(|(a, b, c)| {
        let mut points = [a, b, c].map(|x| f64::from(x) / 100.0);
        points.sort_by(f64::total_cmp);
        Rating::interval(points[0], points[1], points[2])
    })
}

fn any_panel() -> impl Strategy<Value = Panel> {
    (prop::collection::vec((any_rating(), any_rating(), any_rating()), 1..9)).prop_map(
        |reviewers| {
            let mut table = RatingTable::new(2, reviewers.len());
            for (reviewer, (first, second, before)) in reviewers.into_iter().enumerate() {
                table.set(0, reviewer, first);
                table.set(1, reviewer, second);
                table.set_before(0, reviewer, before);
            }
            table.panels().remove(0)
        },
    )
}

fn mirrored(rating: Rating) -> Rating {
    Rating {
        best: 1.0 - rating.best,
        lower: rating.upper.map(|upper| 1.0 - upper),
        upper: rating.lower.map(|lower| 1.0 - lower),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn the_order_of_reviewers_does_not_matter(panel in any_panel()) {
        let mut turned = panel.clone();
        turned.entries.reverse();
        for pool in Pool::ALL {
            let (there, back) = (pool.of(&panel, &PoolOptions::default()), pool.of(&turned, &PoolOptions::default()));
            match (there, back) {
                (Ok(a), Ok(b)) => prop_assert!((a - b).abs() < 1e-9, "{}: {a} and {b}", pool.name()),
                (a, b) => prop_assert_eq!(a, b),
            }
        }
    }

    #[test]
    fn pools_stay_between_0_and_1_and_linear_ones_between_the_ratings(panel in any_panel()) {
        let options = PoolOptions::default();
        let bests = super::super::numeric::sorted(&panel.bests());
        let (least, greatest) = (bests[0], bests[bests.len() - 1]);
        let free = [
            Pool::Extremised, Pool::ExtremisedNeyman, Pool::BetaTransformedMean, Pool::MeanLower, Pool::MeanUpper,
            Pool::DistribArMean, Pool::TriDistribArMean, Pool::BayTriVar,
        ];
        for pool in Pool::ALL {
            if let Ok(value) = pool.of(&panel, &options) {
                prop_assert!((0.0..=1.0).contains(&value), "{}: {value}", pool.name());
                let within = (least - 1e-9..=greatest + 1e-9).contains(&value);
                prop_assert!(free.contains(pool) || within, "{}: {value}", pool.name());
            }
        }
    }

    #[test]
    fn mirroring_probabilities_mirrors_the_symmetric_rules(panel in any_panel()) {
        let mut back = panel.clone();
        for entry in &mut back.entries {
            entry.rating = mirrored(entry.rating);
            entry.before = entry.before.map(mirrored);
        }
        let lopsided = [Pool::GeometricMean, Pool::BayTriVar, Pool::MeanLower, Pool::MeanUpper];
        for pool in Pool::ALL.iter().filter(|pool| !lopsided.contains(pool)) {
            match (pool.of(&panel, &PoolOptions::default()), pool.of(&back, &PoolOptions::default())) {
                (Ok(a), Ok(b)) => prop_assert!((a + b - 1.0).abs() < 1e-7, "{}: {a} and {b}", pool.name()),
                (a, b) => prop_assert_eq!(a, b),
            }
        }
    }

    #[test]
    fn a_single_point_rating_is_its_own_pool_unless_the_rule_extremises(best in 1_u32..100) {
        let best = f64::from(best) / 100.0;
        for pool in [
            Pool::ArithmeticMean, Pool::Median, Pool::GeometricMean, Pool::GeometricMeanOfOdds, Pool::TrimmedMean,
            Pool::ExtremisedNeyman, Pool::ProbitMean, Pool::DistLimitWAgg, Pool::GranWAgg, Pool::OutWAgg,
        ] {
            let value = pool.of_bests(&[best], &PoolOptions::default()).unwrap();
            prop_assert!((value - best).abs() < 1e-9, "{}", pool.name());
        }
    }
}
