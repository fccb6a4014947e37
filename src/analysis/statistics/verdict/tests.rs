use super::*;
use crate::analysis::statistics::scale::Cut;
use proptest::prelude::*;

fn levels9(ratings: &[usize]) -> Vec<f64> {
    ratings
        .iter()
        .map(|level| Scale::Levels(9).position(*level))
        .collect()
}

fn judge_p(positions: &[f64]) -> Judgement {
    judge(positions, Scale::Probability, Rule::Thirds, 3)
}

#[test]
fn camps_follow_the_published_panel_bands() {
    // RAND/UCLA manual (Fitch et al. 2001), classic definitions. Panels of 8–10: agreement is at most
    // 2 outside, disagreement at least 3 in each extreme; 11–13: 3 and 4; 14–16: 4 and 5.
    for (sizes, m) in [(8..=10, 3), (11..=13, 4), (14..=16, 5)] {
        assert!(sizes.clone().all(|n| camp(n) == m), "{sizes:?}");
    }
}

#[test]
fn the_worked_panel_of_bmj_open_is_accepted() {
    // BMJ Open 2012;2:e001431, table 1: n = 15, twelve of them 7 or more, four or fewer outside allowed.
    let judged = judge(
        &levels9(&[3, 5, 6, 7, 7, 7, 7, 7, 8, 8, 8, 8, 8, 9, 9]),
        Scale::Levels(9),
        Rule::Thirds,
        3,
    );
    assert_eq!(judged.verdict, Verdict::ConsensusSupported);
    assert_eq!((judged.minority, judged.thirds), (3, [1, 2, 12]));
    assert_eq!(judged.flips, Ok(2));
}

#[test]
fn a_panel_below_the_minimum_is_insufficient_and_cannot_be_flipped() {
    let judged = judge_p(&[0.9, 0.9]);
    assert_eq!(judged.verdict, Verdict::Insufficient);
    assert!(judged.flips.is_err() && !judged.provisional);
    assert_eq!(judge_p(&[]).verdict, Verdict::Insufficient);
}

#[test]
fn three_and_four_ratings_give_provisional_verdicts() {
    assert!(judge_p(&[0.9, 0.9, 0.95]).provisional);
    assert!(judge_p(&[0.9, 0.9, 0.95, 0.8]).provisional);
    assert!(!judge_p(&[0.9, 0.9, 0.95, 0.8, 0.9]).provisional);
}

#[test]
fn two_camps_are_contested() {
    let judged = judge_p(&[0.1, 0.15, 0.2, 0.5, 0.5, 0.5, 0.8, 0.9, 0.95]);
    assert_eq!(judged.verdict, Verdict::Contested);
    assert!(
        judged
            .reason
            .contains("3 of 9 in the lowest third and 3 in the highest")
    );
}

#[test]
fn a_wide_middle_is_contested_without_two_camps() {
    let mut positions = vec![0.0; 33];
    positions.extend([1.0; 68]);
    let judged = judge_p(&positions);
    assert_eq!(
        (judged.verdict, judged.thirds),
        (Verdict::Contested, [33, 0, 68])
    );
    assert!(judged.reason.contains("disagreement index"));
}

#[test]
fn agreement_on_the_middle_is_a_consensus_too() {
    assert_eq!(
        judge_p(&[0.5, 0.45, 0.6, 0.5, 0.4]).verdict,
        Verdict::ConsensusUndecided
    );
}

#[test]
fn the_other_rules_have_their_published_thresholds() {
    let panel = |low: usize, middle: usize, high: usize| {
        [vec![0.1; low], vec![0.5; middle], vec![0.9; high]].concat()
    };
    let verdict = |positions: &[f64], rule| judge(positions, Scale::Probability, rule, 3).verdict;
    assert_eq!(
        verdict(&panel(2, 3, 15), Rule::Percent75),
        Verdict::ConsensusSupported
    );
    assert_eq!(verdict(&panel(2, 4, 14), Rule::Percent75), Verdict::Mixed);
    assert_eq!(
        verdict(&panel(7, 6, 7), Rule::Percent75),
        Verdict::Contested
    );
    assert_eq!(
        verdict(&panel(2, 4, 14), Rule::Comet7015),
        Verdict::ConsensusSupported
    );
    assert_eq!(verdict(&panel(3, 3, 14), Rule::Comet7015), Verdict::Mixed);
    assert_eq!(
        verdict(&panel(15, 3, 2), Rule::Comet7015),
        Verdict::ConsensusRejected
    );
    assert_eq!(
        verdict(&panel(7, 2, 11), Rule::RandUcla),
        Verdict::Contested
    );
    assert_eq!(
        verdict(&panel(2, 6, 12), Rule::RandUcla),
        Verdict::ConsensusSupported
    );
}

#[test]
fn rand_medians_between_bands_go_to_the_higher_one() {
    let verdict =
        |ratings: &[usize]| judge(&levels9(ratings), Scale::Levels(9), Rule::RandUcla, 3).verdict;
    assert_eq!(verdict(&[3, 3, 4, 4]), Verdict::ConsensusUndecided);
    assert_eq!(verdict(&[6, 6, 7, 7]), Verdict::ConsensusSupported);
}

#[test]
fn flips_of_large_panels_are_found_quickly_and_hold() {
    let positions: Vec<f64> = (0..200).map(|i| f64::from(i % 100) / 99.0).collect();
    assert!(judge_p(&positions).flips.is_ok());
}

/// Every panel that differs from `panel` in at most `k` ratings drawn from `places`.
fn reachable_by(panel: &[f64], places: &[f64], k: usize, other: &dyn Fn(&[f64]) -> bool) -> bool {
    fn change(
        panel: &mut Vec<f64>,
        from: usize,
        k: usize,
        places: &[f64],
        other: &dyn Fn(&[f64]) -> bool,
    ) -> bool {
        if other(panel) {
            return true;
        }
        if k == 0 {
            return false;
        }
        (from..panel.len()).any(|i| {
            let before = panel[i];
            let found = places.iter().any(|place| {
                panel[i] = *place;
                change(panel, i + 1, k - 1, places, other)
            });
            panel[i] = before;
            found
        })
    }
    change(&mut panel.to_vec(), 0, k, places, other)
}

fn exhaustive(panel: &[f64], places: &[f64], rule: Rule) -> Option<usize> {
    let verdict = |p: &[f64]| {
        rules::decide(
            rule,
            &Shape::of(rules::cut(rule), &numeric::sorted(p)).unwrap(),
        )
    };
    let current = verdict(panel);
    (1..=panel.len()).find(|k| reachable_by(panel, places, *k, &|p| verdict(p) != current))
}

fn any_rule() -> impl Strategy<Value = Rule> {
    prop::sample::select(Rule::ALL.to_vec())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(160))]

    #[test]
    fn flips_on_levels_are_those_of_an_exhaustive_search(
        k in 2_usize..=6,
        ratings in prop::collection::vec(0_usize..6, 1..=6),
        rule in any_rule(),
    ) {
        let scale = Scale::Levels(k);
        let panel: Vec<f64> = ratings.iter().map(|r| scale.position(r % k + 1)).collect();
        let judged = judge(&panel, scale, rule, 1);
        prop_assert_eq!(judged.flips.ok(), exhaustive(&panel, &scale.positions().unwrap(), rule));
    }

    #[test]
    fn flips_of_probabilities_are_those_of_a_search_over_a_fine_grid(
        panel in prop::collection::vec(0_u32..=24, 1..=5),
        rule in any_rule(),
    ) {
        // The grid holds the boundaries of the thirds (8/24, 16/24) and neighbours on both sides.
        let mut places: Vec<f64> = (0..=24).map(|i| f64::from(i) / 24.0).collect();
        for third in Third::ALL {
            for cut in [Cut::THIRDS, Cut::RAND] {
                places.extend(<[f64; 2]>::from(cut.ends(third)));
            }
        }
        let panel: Vec<f64> = panel.iter().map(|i| f64::from(*i) / 24.0).collect();
        let exact = judge(&panel, Scale::Probability, rule, 1).flips.ok();
        let on_grid = exhaustive(&panel, &places, rule);
        prop_assert_eq!(exact, on_grid);
    }

    #[test]
    fn mirroring_the_scale_mirrors_the_verdict(panel in prop::collection::vec(0_u32..=100, 1..30)) {
        let there: Vec<f64> = panel.iter().map(|i| f64::from(*i) / 100.0).collect();
        let back: Vec<f64> = panel.iter().map(|i| f64::from(100 - *i) / 100.0).collect();
        let (there, back) = (judge_p(&there), judge_p(&back));
        let mirrored = match there.verdict {
            Verdict::ConsensusSupported => Verdict::ConsensusRejected,
            Verdict::ConsensusRejected => Verdict::ConsensusSupported,
            other => other,
        };
        prop_assert_eq!(back.verdict, mirrored);
        prop_assert_eq!((back.minority, back.flips), (there.minority, there.flips));
    }
}
