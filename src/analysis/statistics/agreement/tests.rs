use super::*;
use proptest::prelude::*;

type Rows = Vec<Vec<Option<usize>>>;

/// Rows of digits, `.` for missing, one row a word.
fn rows(text: &str) -> Rows {
    let cell = |c: char| c.to_digit(10).map(|d| d as usize);
    text.split_whitespace()
        .map(|row| row.chars().map(cell).collect())
        .collect()
}

/// Raters in rows, as most publications print them, turned into units in rows.
fn by_rater(text: &str) -> Rows {
    let raters = rows(text);
    (0..raters[0].len())
        .map(|unit| raters.iter().map(|rater| rater[unit]).collect())
        .collect()
}

fn declared(rows: &Rows, k: usize) -> Matrix {
    let values: Vec<f64> = (1..=k).map(|level| level as f64).collect();
    Matrix::of_levels(rows, &values, Categories::Declared)
}

fn reals(rows: &[&[f64]]) -> Matrix {
    Matrix::of_values(
        &rows
            .iter()
            .map(|row| row.iter().copied().map(Some).collect())
            .collect::<Vec<_>>(),
    )
}

/// A table of two raters: `counts[i][j]` units that the first put in i and the second in j.
fn crossed(counts: &[&[usize]]) -> Matrix {
    let mut rows = Vec::new();
    for (i, row) in counts.iter().enumerate() {
        for (j, n) in row.iter().enumerate() {
            rows.extend(vec![vec![Some(i + 1), Some(j + 1)]; *n]);
        }
    }
    declared(&rows, counts.len())
}

#[track_caller]
fn assert_value(measure: Agreement, matrix: &Matrix, expected: f64, tolerance: f64) {
    let found = measure.of(matrix).unwrap();
    assert!(
        (found - expected).abs() <= tolerance,
        "{}: {found} is not {expected}",
        measure.name()
    );
}

fn reason(measure: Agreement, matrix: &Matrix) -> String {
    measure.of(matrix).unwrap_err().reason().to_owned()
}

/// Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability": four observers, twelve units.
fn krippendorff_2011() -> Matrix {
    declared(
        &by_rater("123321412...\n1233224125.3\n.3332342251.\n12332441251."),
        5,
    )
}

/// Gwet 2014, Handbook of Inter-Rater Reliability, 4th ed.: five observers, fifteen units, scores
/// 0 to 3 with gaps (data set `raw_5observers` of irrCAC); here the scores are levels 1 to 4.
fn gwet_2014() -> Matrix {
    let scores = by_rater(
        "112.001122.0131\n1130000.2110231\n203000222100221\n.13....0.10022.\n2..0001.2....31",
    );
    let level = |cell: &Option<usize>| cell.map(|score| score + 1);
    let levels: Rows = scores
        .iter()
        .map(|row| row.iter().map(level).collect())
        .collect();
    Matrix::of_levels(&levels, &[0.0, 1.0, 2.0, 3.0], Categories::Declared)
}

/// Twenty subjects rated by three raters on six levels: data set `anxiety` of the R package irr.
fn anxiety() -> Matrix {
    declared(
        &by_rater("33345523522615221243\n36462424332333221334\n21443216111233113322"),
        6,
    )
}

#[test]
fn krippendorff_alpha_reproduces_the_four_values_of_the_note() {
    // Printed there: nominal .743, ordinal .815, interval .849, ratio .797; the digits beyond are those
    // of the Python package krippendorff 0.9.0.
    let matrix = krippendorff_2011();
    assert_value(
        Agreement::KrippendorffAlphaNominal,
        &matrix,
        0.743_421_052_631_579,
        1e-12,
    );
    assert_value(
        Agreement::KrippendorffAlphaOrdinal,
        &matrix,
        0.815_387_503_754_881_4,
        1e-12,
    );
    assert_value(
        Agreement::KrippendorffAlphaInterval,
        &matrix,
        0.849_107_142_857_142_8,
        1e-12,
    );
    assert_value(
        Agreement::KrippendorffAlphaRatio,
        &matrix,
        0.797_402_774_711_612_1,
        1e-12,
    );
}

#[test]
fn a_total_variance_of_nothing_but_rounding_is_none() {
    // The mean squares are 2/3, 0 and 2: the total is 2/3 + (0 − 2)/3, which is 0.
    let reason = reason(Agreement::Icc2K, &declared(&rows("22 42 24"), 4));
    assert_eq!(reason, "the estimated total variance is not positive");
}

#[test]
fn the_gwet_family_reproduces_the_fifteen_units_of_the_handbook() {
    // Values of irrCAC 0.4.4 (Python), categories 0 to 3 declared.
    let matrix = gwet_2014();
    assert_value(
        Agreement::PercentAgreement,
        &matrix,
        0.615_555_555_555_556,
        1e-12,
    );
    assert_value(Agreement::GwetAc1, &matrix, 0.496_622_054_872_614, 1e-12);
    assert_value(
        Agreement::GwetAc2Linear,
        &matrix,
        0.689_639_422_885_852,
        1e-12,
    );
    assert_value(
        Agreement::GwetAc2Quadratic,
        &matrix,
        0.830_433_572_654_576,
        1e-12,
    );
    assert_value(
        Agreement::GwetAc2Ordinal,
        &matrix,
        0.785_341_793_553_322,
        1e-12,
    );
    assert_value(
        Agreement::BrennanPrediger,
        &matrix,
        0.487_407_407_407_407,
        1e-12,
    );
    assert_value(Agreement::FleissKappa, &matrix, 0.457_621_686_772_17, 1e-12);
    assert_value(
        Agreement::CongerKappa,
        &matrix,
        0.469_274_278_592_656,
        1e-12,
    );
    assert_value(
        Agreement::KrippendorffAlphaNominal,
        &matrix,
        0.480_530_240_265_12,
        1e-12,
    );
    assert_value(
        Agreement::KrippendorffAlphaInterval,
        &matrix,
        0.771_864_808_775_572,
        1e-12,
    );
}

#[test]
fn the_gwet_family_reproduces_its_values_on_krippendorffs_data() {
    // Values of irrCAC 0.4.4 (Python), categories 1 to 5 declared. (Its copy of the data gives one rating
    // to another observer, which moves Conger's kappa alone.)
    let matrix = krippendorff_2011();
    assert_value(Agreement::GwetAc1, &matrix, 0.775_444_068_126_995, 1e-12);
    assert_value(
        Agreement::GwetAc2Ordinal,
        &matrix,
        0.898_939_769_907_511,
        1e-12,
    );
    assert_value(
        Agreement::BrennanPrediger,
        &matrix,
        0.772_727_272_727_273,
        1e-12,
    );
    assert_value(
        Agreement::FleissKappa,
        &matrix,
        0.761_169_275_422_411,
        1e-12,
    );
}

#[test]
fn fleiss_kappa_reproduces_the_psychiatric_diagnoses() {
    // Fleiss 1971, Psychological Bulletin 76: 378–382, table 1: 30 patients, 6 raters, kappa .430
    // (0.4302445 in R irr, data set `diagnoses`).
    let matrix = declared(
        &rows(
            "444444 222555 233335 555555 222444 113333 333355 113334 114444 555555
             144444 124444 222333 144444 224445 333335 111455 111112 224444 133555
             555555 244444 224555 114444 144445 222224 111155 224444 133333 555555",
        ),
        5,
    );
    assert_value(Agreement::FleissKappa, &matrix, 0.430_244_5, 5e-8);
}

#[test]
fn fleiss_kappa_reproduces_the_fourteen_raters_of_the_encyclopaedia() {
    // Wikipedia, "Fleiss' kappa", worked example: ten subjects, fourteen raters, kappa 0.210.
    let counts = [
        [0, 0, 0, 0, 14],
        [0, 2, 6, 4, 2],
        [0, 0, 3, 5, 6],
        [0, 3, 9, 2, 0],
        [2, 2, 8, 1, 1],
        [7, 7, 0, 0, 0],
        [3, 2, 6, 3, 0],
        [2, 5, 3, 2, 2],
        [6, 5, 2, 1, 0],
        [0, 2, 2, 3, 7],
    ];
    let unit = |counts: &[usize; 5]| {
        counts
            .iter()
            .enumerate()
            .flat_map(|(c, n)| vec![Some(c + 1); *n])
            .collect::<Vec<_>>()
    };
    assert_value(
        Agreement::FleissKappa,
        &declared(&counts.iter().map(unit).collect(), 5),
        0.210,
        5e-4,
    );
}

#[test]
fn cohen_kappa_reproduces_the_table_of_1968() {
    // Cohen 1968, Psychological Bulletin 70: 213–220: 200 patients, unweighted kappa .492.
    let matrix = crossed(&[&[88, 14, 18], &[10, 40, 10], &[2, 6, 12]]);
    assert_value(Agreement::CohenKappa, &matrix, 0.492, 5e-4);
}

#[test]
fn weighted_kappas_reproduce_sas_and_irr() {
    // SAS/STAT, PROC FREQ example as cited in the statsmodels tests: .4842 simple, .4701 weighted.
    let matrix = crossed(&[&[0, 4, 1], &[0, 8, 0], &[0, 1, 5]]);
    assert_value(Agreement::CohenKappa, &matrix, 0.4842, 5e-5);
    assert_value(Agreement::CohenKappaLinear, &matrix, 0.4701, 5e-5);
    // R irr, kappa2 on raters 2 and 3 of `anxiety`, whose levels 1, 2, 3, 4 and 6 count as five:
    // -0.006289308 unweighted, 0.1459075 "equal", 0.2520325 "squared".
    let matrix = declared(&by_rater("35452424332333221334\n21443215111233113322"), 5);
    assert_value(Agreement::CohenKappa, &matrix, -0.006_289_308, 5e-10);
    assert_value(Agreement::CohenKappaLinear, &matrix, 0.145_907_5, 5e-8);
    assert_value(Agreement::CohenKappaQuadratic, &matrix, 0.252_032_5, 5e-8);
}

#[test]
fn lights_kappa_is_the_mean_over_pairs() {
    // Independent calculation with scikit-learn's cohen_kappa_score over the three pairs of `anxiety`.
    assert_value(
        Agreement::LightKappa,
        &anxiety(),
        -0.017_478_874_869_776_58,
        1e-12,
    );
    assert_value(
        Agreement::CongerKappa,
        &anxiety(),
        -0.018_711_018_711_019,
        1e-12,
    );
    assert_value(
        Agreement::FleissKappa,
        &anxiety(),
        -0.041_076_487_252_125,
        1e-12,
    );
}

#[test]
fn icc_reproduces_shrout_and_fleiss() {
    // Shrout & Fleiss 1979, table 2: six targets, four judges; ICC(2,1) = .29, ICC(2,4) = .62.
    let matrix = reals(&[
        &[9.0, 2.0, 5.0, 8.0],
        &[6.0, 1.0, 3.0, 2.0],
        &[8.0, 4.0, 6.0, 8.0],
        &[7.0, 1.0, 2.0, 6.0],
        &[10.0, 5.0, 6.0, 9.0],
        &[6.0, 2.0, 4.0, 7.0],
    ]);
    assert_value(Agreement::Icc21, &matrix, 0.29, 5e-3);
    assert_value(Agreement::Icc2K, &matrix, 0.62, 5e-3);
    // More digits from pingouin 0.6.1.
    assert_value(Agreement::Icc21, &matrix, 0.289_764, 5e-7);
    assert_value(Agreement::Icc2K, &matrix, 0.620_051, 5e-7);
    assert_value(Agreement::Icc21, &anxiety(), 0.197_998, 5e-7);
}

#[test]
fn kendalls_w_reproduces_the_tied_rankings_of_the_monograph() {
    // Kendall, Rank Correlation Methods, chapter 6: three rankings of ten objects with ties, W = 0.828.
    let rankings = [
        [1.0, 4.5, 2.0, 4.5, 3.0, 7.5, 6.0, 9.0, 7.5, 10.0],
        [2.5, 1.0, 2.5, 4.5, 4.5, 8.0, 9.0, 6.5, 10.0, 6.5],
        [2.0, 1.0, 4.5, 4.5, 4.5, 4.5, 8.0, 8.0, 8.0, 10.0],
    ];
    let units: Vec<Vec<f64>> = (0..10)
        .map(|unit| rankings.iter().map(|ranks| ranks[unit]).collect())
        .collect();
    let units: Vec<&[f64]> = units.iter().map(Vec::as_slice).collect();
    assert_value(Agreement::KendallW, &reals(&units), 0.828, 5e-4);
    assert_value(
        Agreement::KendallW,
        &anxiety(),
        0.539_656_875_954_369_8,
        1e-12,
    );
}

#[test]
fn the_paradox_tables_have_equal_agreement_and_unequal_kappa() {
    // Feinstein & Cicchetti 1990: both tables agree in 85%, kappa is .70 and .32.
    let balanced = crossed(&[&[40, 9], &[6, 45]]);
    let skewed = crossed(&[&[80, 10], &[5, 5]]);
    for (matrix, kappa) in [(&balanced, 0.70), (&skewed, 0.32)] {
        assert_value(Agreement::PercentAgreement, matrix, 0.85, 1e-12);
        assert_value(Agreement::CohenKappa, matrix, kappa, 5e-3);
    }
    let codes = |matrix: &Matrix| {
        warnings(matrix)
            .iter()
            .map(|warning| warning.code)
            .collect::<Vec<_>>()
    };
    assert!(codes(&skewed).contains(&"kappa-paradox"));
    assert!(!codes(&balanced).contains(&"kappa-paradox"));
}

#[test]
fn equal_ratings_leave_alpha_and_kappa_undefined_and_ac_at_one() {
    let matrix = declared(&vec![vec![Some(2); 3]; 12], 4);
    assert_value(Agreement::PercentAgreement, &matrix, 1.0, 0.0);
    assert_value(Agreement::GwetAc1, &matrix, 1.0, 1e-12);
    assert_value(Agreement::BrennanPrediger, &matrix, 1.0, 1e-12);
    assert!(reason(Agreement::KrippendorffAlphaOrdinal, &matrix).contains("do not vary"));
    for kappa in [
        Agreement::FleissKappa,
        Agreement::CongerKappa,
        Agreement::Icc21,
        Agreement::KendallW,
    ] {
        assert!(kappa.of(&matrix).is_err(), "{}", kappa.name());
    }
    assert_eq!(warnings(&matrix)[0].code, "identical-ratings");
}

#[test]
fn one_claim_alone_has_no_alpha() {
    let matrix = declared(&rows("1234"), 5);
    assert!(reason(Agreement::KrippendorffAlphaInterval, &matrix).contains("at least two claims"));
}

#[test]
fn what_needs_complete_matrices_says_how_many_ratings_are_missing() {
    let matrix = krippendorff_2011();
    assert!(reason(Agreement::Icc21, &matrix).contains("7 of 48 ratings are missing"));
    assert!(reason(Agreement::KendallW, &matrix).contains("7 of 48 ratings are missing"));
    assert!(reason(Agreement::CohenKappa, &matrix).contains("exactly two reviewers, and 4 rated"));
}

#[test]
fn an_icc_with_a_negative_total_variance_is_undefined() {
    let matrix = declared(&rows("12 21"), 2);
    assert!(reason(Agreement::Icc2K, &matrix).contains("not positive"));
}

#[test]
fn a_continuous_scale_has_no_number_of_categories() {
    let matrix = reals(&[&[0.1, 0.2], &[0.4, 0.4], &[0.9, 0.8]]);
    assert!(reason(Agreement::GwetAc2Quadratic, &matrix).contains("continuous"));
    assert!(Agreement::KrippendorffAlphaInterval.of(&matrix).is_ok());
}

#[test]
fn ac_depends_on_the_declared_number_of_categories() {
    let text = "12 11 22 22 11 12";
    let (two, five) = (declared(&rows(text), 2), declared(&rows(text), 5));
    assert!(Agreement::GwetAc1.of(&five).unwrap() > Agreement::GwetAc1.of(&two).unwrap());
    assert_eq!(
        Agreement::KrippendorffAlphaNominal.of(&two),
        Agreement::KrippendorffAlphaNominal.of(&five)
    );
}

#[test]
fn categories_without_order_carry_nominal_measures_only() {
    let matrix = Matrix::of_levels(&rows("12 11 22"), &[1.0, 2.0], Categories::Unordered);
    assert!(Agreement::KrippendorffAlphaNominal.of(&matrix).is_ok());
    assert!(reason(Agreement::KrippendorffAlphaOrdinal, &matrix).contains("declare the levels"));
    assert!(
        warnings(&matrix)
            .iter()
            .any(|warning| warning.code == "categories-inferred")
    );
}

#[test]
fn the_ratio_metric_takes_noughts_and_refuses_negative_values() {
    let noughts = Matrix::of_levels(&rows("11 12 22 13"), &[0.0, 1.0, 2.0], Categories::Declared);
    assert!(Agreement::KrippendorffAlphaRatio.of(&noughts).is_ok());
    let negative = Matrix::of_levels(
        &rows("11 12 22 13"),
        &[-1.0, 0.0, 1.0],
        Categories::Declared,
    );
    assert!(reason(Agreement::KrippendorffAlphaRatio, &negative).contains("negative"));
}

#[test]
fn an_interval_needs_ten_claims() {
    let few = declared(&rows("12 11 22 22 11 12 12 11 22"), 3);
    let estimate = Agreement::KrippendorffAlphaNominal.estimate(&few, &Bootstrap::default());
    assert!(estimate.value.is_ok());
    assert!(estimate.reason().unwrap().contains("at least 10 claims"));
}

#[test]
fn an_interval_is_the_same_for_any_number_of_threads() {
    let matrix = anxiety();
    let bootstrap = Bootstrap::default();
    let on = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap();
        pool.install(|| Agreement::KrippendorffAlphaOrdinal.estimate(&matrix, &bootstrap))
    };
    assert_eq!(on(1), on(3));
}

#[test]
fn intervals_hold_their_estimates_and_narrow_with_more_claims() {
    let few: Rows = rows("112 122 333 344 455 111 223 334 445 555 112 334");
    let many: Rows = std::iter::repeat_n(few.clone(), 10).flatten().collect();
    let width = |rows: &Rows, measure: Agreement| {
        let estimate = measure.estimate(&declared(rows, 5), &Bootstrap::default());
        let (value, interval) = (estimate.value.unwrap(), estimate.interval.unwrap());
        assert!(
            interval.low <= value && value <= interval.high,
            "{}",
            measure.name()
        );
        interval.high - interval.low
    };
    for measure in Agreement::ALL
        .iter()
        .filter(|measure| measure.has_interval())
    {
        assert!(
            width(&many, *measure) < 0.6 * width(&few, *measure),
            "{}",
            measure.name()
        );
    }
}

fn any_rows(k: usize) -> impl Strategy<Value = Rows> {
    (2_usize..6).prop_flat_map(move |raters| {
        let cell = prop::option::weighted(0.8, 1..=k);
        prop::collection::vec(prop::collection::vec(cell, raters), 2..14)
    })
}

/// Alpha from its definition: pairs of values, one by one.
fn alpha_by_definition(rows: &Rows, delta: impl Fn(usize, usize) -> f64) -> Option<f64> {
    let units: Vec<Vec<usize>> = rows
        .iter()
        .map(|row| row.iter().flatten().copied().collect::<Vec<_>>())
        .filter(|unit| unit.len() > 1)
        .collect();
    if units.len() < 2 {
        return None;
    }
    let all: Vec<usize> = units.iter().flatten().copied().collect();
    let pairs = |values: &[usize]| {
        let mut total = 0.0;
        for (i, a) in values.iter().enumerate() {
            for (j, b) in values.iter().enumerate() {
                total += if i == j { 0.0 } else { delta(*a, *b) };
            }
        }
        total
    };
    let n = all.len() as f64;
    let observed: f64 = units
        .iter()
        .map(|unit| pairs(unit) / (unit.len() - 1) as f64)
        .sum::<f64>()
        / n;
    let expected = pairs(&all) / (n * (n - 1.0));
    (expected > 0.0).then(|| 1.0 - observed / expected)
}

fn close(found: Option<f64>, expected: Option<f64>) -> bool {
    match (found, expected) {
        (Some(a), Some(b)) => (a - b).abs() < 1e-9,
        (a, b) => a == b,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn alpha_is_its_definition(rows in any_rows(5)) {
        let matrix = declared(&rows, 5);
        let paired: Vec<usize> = rows.iter().filter(|row| row.iter().flatten().count() > 1).flatten().flatten().copied().collect();
        let between = |a: usize, b: usize| {
            let (low, high) = (a.min(b), a.max(b));
            let n = |c: usize| paired.iter().filter(|x| **x == c).count() as f64;
            ((low..=high).map(n).sum::<f64>() - f64::midpoint(n(low), n(high))).powi(2)
        };
        let nominal = alpha_by_definition(&rows, |a, b| f64::from(u8::from(a != b)));
        let ordinal = alpha_by_definition(&rows, |a, b| if a == b { 0.0 } else { between(a, b) });
        let interval = alpha_by_definition(&rows, |a, b| (a as f64 - b as f64).powi(2));
        let ratio = alpha_by_definition(&rows, |a, b| ((a as f64 - b as f64) / (a + b) as f64).powi(2));
        prop_assert!(close(Agreement::KrippendorffAlphaNominal.of(&matrix).ok(), nominal));
        prop_assert!(close(Agreement::KrippendorffAlphaOrdinal.of(&matrix).ok(), ordinal));
        prop_assert!(close(Agreement::KrippendorffAlphaInterval.of(&matrix).ok(), interval));
        prop_assert!(close(Agreement::KrippendorffAlphaRatio.of(&matrix).ok(), ratio));
    }

    #[test]
    fn the_order_of_units_and_raters_does_not_matter(rows in any_rows(4)) {
        let turned: Rows = rows.iter().rev().map(|row| row.iter().rev().copied().collect()).collect();
        for measure in Agreement::ALL {
            let (there, back) = (measure.of(&declared(&rows, 4)).ok(), measure.of(&declared(&turned, 4)).ok());
            prop_assert!(close(there, back), "{}: {there:?} and {back:?}", measure.name());
        }
    }

    #[test]
    fn relabelling_leaves_nominal_measures_alone_and_mirroring_the_others(rows in any_rows(4)) {
        let relabel = |names: [usize; 4]| -> Rows {
            rows.iter().map(|row| row.iter().map(|cell| cell.map(|level| names[level - 1])).collect()).collect()
        };
        let (shuffled, mirrored) = (relabel([3, 1, 4, 2]), relabel([4, 3, 2, 1]));
        for measure in Agreement::ALL.iter().filter(|measure| **measure != Agreement::KrippendorffAlphaRatio) {
            let value = |rows: &Rows| measure.of(&declared(rows, 4)).ok();
            if measure.is_nominal() {
                prop_assert!(close(value(&rows), value(&shuffled)), "{}", measure.name());
            }
            prop_assert!(close(value(&rows), value(&mirrored)), "{}", measure.name());
        }
    }

    #[test]
    fn interval_alpha_ignores_shift_and_scale(rows in any_rows(5)) {
        let at = |origin: f64, step: f64| {
            let values: Vec<f64> = (0..5).map(|level| origin + step * f64::from(level)).collect();
            Agreement::KrippendorffAlphaInterval.of(&Matrix::of_levels(&rows, &values, Categories::Declared)).ok()
        };
        prop_assert!(close(at(1.0, 1.0), at(-7.0, 0.25)));
    }

    #[test]
    fn no_measure_exceeds_one(rows in any_rows(4)) {
        for measure in Agreement::ALL {
            if let Ok(value) = measure.of(&declared(&rows, 4)) {
                prop_assert!(value <= 1.0 + 1e-9, "{}: {value}", measure.name());
            }
        }
    }
}
