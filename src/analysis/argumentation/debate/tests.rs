//! What a reader of a report may expect of a debate.

use proptest::prelude::*;

use super::*;

fn argument(id: &str, kind: Kind, target: Option<&str>, strength: Strength) -> Contribution {
    let attack = match kind {
        Kind::For => None,
        Kind::Rebut => Some(Attack::Rebut),
        Kind::Undercut => Some(Attack::Undercut),
        Kind::Undermine => Some(Attack::Undermine),
    };
    Contribution {
        id: id.to_owned(),
        reviewer: id.split('#').next().unwrap().to_owned(),
        side: if attack.is_some() {
            Side::Against
        } else {
            Side::For
        },
        attack,
        target: target.map(str::to_owned),
        strength,
        ratings: Vec::new(),
        withdrawn: false,
    }
}

fn debate(arguments: &[Contribution]) -> Debate {
    Debate::new(arguments, &[], Weights::default())
}

fn standing(debate: &Debate, id: &str) -> Standing {
    let found = debate.arguments.iter().find(|argument| argument.id == id);
    found.unwrap().position.standing
}

/// h of the quadratic energy.
fn h(energy: f64) -> f64 {
    energy * energy / (1.0 + energy * energy)
}

const RATED_FULLY: [f64; 3] = [1.0, 1.0, 1.0];

#[test]
fn a_claim_nobody_argued_about_is_unargued_and_keeps_its_base() {
    let debate = debate(&[]);
    assert_eq!(debate.claim.standing, Standing::Unargued);
    assert_eq!(debate.strength, Some(0.5));
    assert_eq!(debate.method_sensitive, Some(false));
}

#[test]
fn an_unrated_argument_weighs_half_its_word() {
    let weights = Weights::default();
    let close = |a: f64, b: f64| (a - b).abs() < 1e-15;
    assert!(close(weights.base(Strength::Weak, &[]), 0.15));
    assert!(close(weights.base(Strength::Moderate, &[]), 0.3));
    assert!(close(weights.base(Strength::Strong, &[]), 0.45));
    // (½ + 1 + 1 + 1) / 4 = 0.875, and the clamp.
    assert!(close(weights.base(Strength::Strong, &RATED_FULLY), 0.7875));
    assert!(close(weights.base(Strength::Weak, &[0.0; 20]), 0.02));
}

#[test]
fn a_lone_strong_rebuttal_contests_and_weakens() {
    let debate = debate(&[argument("ann#a", Kind::Rebut, None, Strength::Strong)]);
    assert_eq!(debate.claim.standing, Standing::Contested);
    assert_eq!(debate.claim.unanswered_by, ["ann#a"]);
    let expected = 0.5 - 0.5 * h(0.45);
    assert!((debate.strength.unwrap() - expected).abs() < 1e-12);
    assert_eq!(standing(&debate, "ann#a"), Standing::Stands);
}

#[test]
fn a_rebuttal_others_rate_highly_defeats() {
    let mut rebuttal = argument("ann#a", Kind::Rebut, None, Strength::Strong);
    rebuttal.ratings = RATED_FULLY.to_vec();
    let debate = debate(&[rebuttal]);
    assert_eq!(debate.claim.standing, Standing::Defeated);
    assert_eq!(debate.claim.unanswered_by, ["ann#a"]);
}

#[test]
fn an_answered_rebuttal_leaves_the_claim_standing_and_names_the_answer() {
    let debate = debate(&[
        argument("ann#a", Kind::Rebut, None, Strength::Moderate),
        argument("bob#b", Kind::Rebut, Some("ann#a"), Strength::Strong),
    ]);
    assert_eq!(debate.claim.standing, Standing::Stands);
    assert_eq!(debate.claim.answered, [("ann#a".into(), "bob#b".into())]);
    assert_eq!(standing(&debate, "ann#a"), Standing::Defeated);
    assert_eq!(standing(&debate, "bob#b"), Standing::Stands);
}

#[test]
fn a_reply_weaker_than_its_target_contests_unless_it_undercuts() {
    for (kind, expected) in [
        (Kind::Rebut, Standing::Contested),
        (Kind::Undermine, Standing::Contested),
        (Kind::Undercut, Standing::Defeated),
    ] {
        let debate = debate(&[
            argument("ann#a", Kind::Rebut, None, Strength::Strong),
            argument("bob#b", kind, Some("ann#a"), Strength::Weak),
        ]);
        assert_eq!(standing(&debate, "ann#a"), expected, "{kind:?}");
    }
}

#[test]
fn an_undercut_contests_the_claim_but_never_pushes_it_below_its_base() {
    let debate = debate(&[argument("ann#a", Kind::Undercut, None, Strength::Strong)]);
    assert_eq!(debate.claim.standing, Standing::Contested);
    assert_eq!(debate.claim.unanswered_by, ["ann#a"]);
    assert_eq!(debate.strength, Some(0.5));
}

#[test]
fn an_undercut_and_an_undermining_take_back_what_the_sources_gave() {
    let source = |id: &str, bearing| Evidence {
        id: id.to_owned(),
        bearing: Some(bearing),
    };
    let evidence = [
        source("boj", Bearing::Supports),
        source("boj", Bearing::Supports),
        source("mof", Bearing::Supports),
        source("mof", Bearing::Contradicts),
        source("map", Bearing::Context),
    ];
    let weights = Weights::default();
    let alone = Debate::new(&[], &evidence, weights);
    let expected = 0.5 + 0.5 * h(h(0.5));
    assert!((alone.strength.unwrap() - expected).abs() < 1e-12);
    assert_eq!(alone.claim.standing, Standing::Unargued);
    for kind in [Kind::Undercut, Kind::Undermine] {
        let attacked = [argument("ann#a", kind, None, Strength::Strong)];
        let attacked = Debate::new(&attacked, &evidence, weights).strength;
        assert!(
            attacked < alone.strength && attacked > Some(0.5),
            "{kind:?}"
        );
    }
}

#[test]
fn undermining_a_claim_without_sources_creates_a_premise_that_lends_nothing() {
    let debate = debate(&[argument("ann#a", Kind::Undermine, None, Strength::Strong)]);
    assert!(debate.graph().index_of("premise").is_some());
    assert_eq!(debate.claim.standing, Standing::Contested);
    assert_eq!(debate.strength, Some(0.5));
}

#[test]
fn support_strengthens_but_never_rescues() {
    let mut rebuttal = argument("ann#a", Kind::Rebut, None, Strength::Strong);
    rebuttal.ratings = RATED_FULLY.to_vec();
    let supports =
        ["bob#b", "cat#c", "dan#d"].map(|id| argument(id, Kind::For, None, Strength::Strong));
    let mut all = vec![rebuttal];
    all.extend(supports);
    let debate = debate(&all);
    assert_eq!(debate.claim.standing, Standing::Defeated);
    assert!(debate.strength > Some(0.5));
}

#[test]
fn a_pile_of_one_persons_arguments_counts_once() {
    let one = debate(&[argument("ann#b", Kind::Rebut, None, Strength::Strong)]);
    let pile = debate(&[
        argument("ann#a", Kind::Rebut, None, Strength::Weak),
        argument("ann#b", Kind::Rebut, None, Strength::Strong),
        argument("ann#c", Kind::Rebut, None, Strength::Strong),
        argument("ann#d", Kind::Rebut, None, Strength::Moderate),
    ]);
    assert_eq!(one.strength, pile.strength);
    assert_eq!(pile.claim.unanswered_by, ["ann#b"]);
    let outdone: Vec<_> = pile
        .arguments
        .iter()
        .map(|a| a.outdone_by.as_deref())
        .collect();
    assert_eq!(outdone, [Some("ann#b"), None, Some("ann#b"), Some("ann#b")]);
}

#[test]
fn the_same_kind_from_two_people_counts_twice() {
    let lone = debate(&[argument("ann#a", Kind::Rebut, None, Strength::Strong)]);
    let both = debate(&[
        argument("ann#a", Kind::Rebut, None, Strength::Strong),
        argument("bob#a", Kind::Rebut, None, Strength::Strong),
    ]);
    assert!(both.strength < lone.strength);
}

#[test]
fn withdrawn_arguments_and_replies_to_them_take_no_part() {
    let mut withdrawn = argument("ann#a", Kind::Rebut, None, Strength::Strong);
    withdrawn.withdrawn = true;
    let debate = debate(&[
        withdrawn,
        argument("bob#b", Kind::Rebut, Some("ann#a"), Strength::Strong),
        argument("cat#c", Kind::Rebut, Some("bob#b"), Strength::Strong),
        argument("dan#d", Kind::Rebut, Some("eve#e"), Strength::Strong),
    ]);
    assert_eq!(debate.claim.standing, Standing::Unargued);
    let reasons: Vec<_> = debate.excluded.iter().map(|(_, reason)| *reason).collect();
    let gone = Excluded::TargetGone;
    assert_eq!(reasons, [Excluded::Withdrawn, gone, gone, gone]);
}

#[test]
fn replies_in_a_circle_leave_each_other_undecided() {
    let debate = debate(&[
        argument("ann#a", Kind::Rebut, Some("bob#b"), Strength::Strong),
        argument("bob#b", Kind::Rebut, Some("ann#a"), Strength::Strong),
    ]);
    assert_eq!(standing(&debate, "ann#a"), Standing::Undecided);
    assert_eq!(debate.arguments[0].position.undecided_by, ["bob#b"]);
    assert_eq!(debate.status, Status::Converged);
}

#[test]
fn the_explanation_names_what_moved_the_claim_and_what_is_open() {
    let debate = debate(&[
        argument("ann#a", Kind::Rebut, None, Strength::Moderate),
        argument("bob#b", Kind::Rebut, Some("ann#a"), Strength::Strong),
        argument("cat#c", Kind::Rebut, None, Strength::Strong),
        argument("dan#d", Kind::For, None, Strength::Moderate),
    ]);
    let names = |id: &str| id.split('#').next().unwrap().to_uppercase();
    let explanation = debate.explain();
    let without = |gone: &str| {
        let node = debate.graph().index_of(gone).unwrap();
        let evaluator = crate::analysis::argumentation::attribution::Evaluator::new(
            debate.graph(),
            Semantics::QuadraticEnergy,
            debate.claim_node(),
        );
        evaluator.strength_without(&[node]).unwrap()
    };
    let strength = debate.strength.unwrap();
    assert_eq!(
        explanation.sentences(&names),
        [
            format!("Contested ({strength:.2}; started at 0.50)."),
            format!(
                "Biggest weakening: CAT's rebuttal (cat#c) (−{:.2}).",
                without("cat#c") - strength
            ),
            format!(
                "Biggest strengthening: DAN's support (dan#d) (+{:.2}).",
                strength - without("dan#d")
            ),
            "Still unanswered: CAT's rebuttal (cat#c).".to_owned(),
            format!("Answering it would give {:.2}.", without("cat#c")),
        ]
    );
}

#[test]
fn the_smallest_flip_answers_what_is_open() {
    let debate = debate(&[
        argument("ann#a", Kind::Rebut, None, Strength::Moderate),
        argument("bob#b", Kind::Rebut, Some("ann#a"), Strength::Strong),
        argument("cat#c", Kind::Rebut, None, Strength::Strong),
    ]);
    let flips = debate.smallest_flips();
    assert_eq!(flips.len(), 1);
    assert_eq!(flips[0].answered, ["cat#c"]);
    assert_eq!(flips[0].standing, Standing::Stands);
    assert!(flips[0].strength > debate.strength);
}

#[test]
fn two_answers_are_sought_where_one_is_not_enough() {
    let debate = debate(&[
        argument("ann#a", Kind::Rebut, None, Strength::Moderate),
        argument("cat#c", Kind::Rebut, None, Strength::Strong),
    ]);
    let flips = debate.smallest_flips();
    assert_eq!(flips.len(), 1);
    assert_eq!(flips[0].answered, ["ann#a", "cat#c"]);
}

fn any_argument(number: usize) -> impl Strategy<Value = Contribution> {
    let kinds = [Kind::For, Kind::Rebut, Kind::Undercut, Kind::Undermine];
    let strengths = [Strength::Weak, Strength::Moderate, Strength::Strong];
    let kind = proptest::sample::select(kinds.to_vec());
    let strength = proptest::sample::select(strengths.to_vec());
    let target = proptest::option::of(0..number.max(1));
    (kind, strength, target, 0..5_usize).prop_map(move |(kind, strength, target, reviewer)| {
        let target = target.filter(|&t| t < number).map(|t| format!("r#{t:02}"));
        let id = format!("r#{number:02}");
        let mut made = argument(&id, kind, target.as_deref(), strength);
        made.reviewer = format!("r{reviewer}");
        made
    })
}

fn any_debate() -> impl Strategy<Value = Vec<Contribution>> {
    (0..8_usize).prop_flat_map(|n| (0..n).map(any_argument).collect::<Vec<_>>())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn the_order_of_the_records_does_not_matter(arguments in any_debate(), turn in 0..8_usize) {
        let mut turned = arguments.clone();
        turned.rotate_left(turn % arguments.len().max(1));
        let (a, b) = (debate(&arguments), debate(&turned));
        prop_assert_eq!(a.strength, b.strength);
        prop_assert_eq!(&a.claim, &b.claim);
        prop_assert_eq!(&a.arguments, &b.arguments);
    }

    #[test]
    fn one_more_argument_moves_the_claim_only_its_own_way(
        arguments in any_debate(),
        kind in proptest::sample::select(vec![Kind::For, Kind::Rebut, Kind::Undercut, Kind::Undermine]),
        sourced: bool,
    ) {
        let bearing = Some(Bearing::Supports);
        let evidence = [Evidence { id: "s".into(), bearing }];
        let evidence = if sourced { &evidence[..] } else { &[] };
        let weights = Weights::default();
        let before = Debate::new(&arguments, evidence, weights).strength.unwrap();
        let mut more = arguments.clone();
        more.push(argument("new#a", kind, None, Strength::Strong));
        let after = Debate::new(&more, evidence, weights).strength.unwrap();
        match kind {
            Kind::For => prop_assert!(after > before),
            Kind::Rebut => prop_assert!(after < before),
            _ => prop_assert!(after <= before),
        }
    }

    #[test]
    fn every_standing_ships_its_witness(arguments in any_debate()) {
        let debate = debate(&arguments);
        for argument in &debate.arguments {
            let position = &argument.position;
            match position.standing {
                Standing::Stands => prop_assert!(position.unanswered_by.is_empty()),
                Standing::Contested | Standing::Defeated => {
                    prop_assert!(!position.unanswered_by.is_empty());
                }
                Standing::Undecided => prop_assert!(!position.undecided_by.is_empty()),
                Standing::Unargued => prop_assert!(false, "an argument is argued"),
            }
        }
    }

    #[test]
    fn a_flip_does_what_it_says(arguments in any_debate()) {
        let before = debate(&arguments);
        for flip in before.smallest_flips() {
            // A full answer from outside has the standing that was foretold.
            let mut answered = arguments.clone();
            for (number, id) in flip.answered.iter().enumerate() {
                let answer = format!("new#{number}");
                answered.push(argument(&answer, Kind::Undercut, Some(id), Strength::Weak));
            }
            prop_assert_eq!(debate(&answered).claim.standing, flip.standing);
        }
    }
}
