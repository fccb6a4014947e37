use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::analysis::{
    consensus::Cause,
    report::{Inputs, build},
};
use crate::model::{
    argument::{Argument, Attack, Side, Strength, Target, Withdrawal},
    claim::{Claim, ClaimKind, ClaimStatus, Scale},
    confidence::Confidence,
    id::ArgumentRef,
    review::{Judgement, Review},
    revision::Revision,
    rules::{ArgumentRules, ConsensusRules, StaleRule, WeightRule},
    snapshot::ReviewsOfClaim,
    workspace::{DEFAULT_LEVELS, Policy, SignaturePolicy, Workspace},
};

fn workspace(stale: StaleRule, min_reviews: u32) -> Workspace {
    Workspace {
        title: "T".into(),
        documents: BTreeMap::new(),
        interval: 0.9,
        levels: DEFAULT_LEVELS.map(str::to_owned).to_vec(),
        consensus: ConsensusRules {
            min_reviews,
            stale,
            ..ConsensusRules::default()
        },
        arguments: ArgumentRules::default(),
        rounds: Vec::new(),
        policy: Policy {
            signatures: SignaturePolicy::Optional,
            maintainers: Vec::new(),
        },
    }
}

fn claim(id: &str, statement: &str, edition: u32, scale: Scale) -> Claim {
    Claim {
        id: id.parse().unwrap(),
        statement: statement.into(),
        kind: ClaimKind::Fact,
        scale,
        edition,
        status: ClaimStatus::Open,
        superseded_by: None,
        reason: None,
        tags: Vec::new(),
        note: None,
        anchors: Vec::new(),
        relations: Vec::new(),
        resolution: None,
        sources: Vec::new(),
    }
}

fn review(reviewer: &str, claim: &str, judgement: Judgement) -> Review {
    Review {
        reviewer: reviewer.parse().unwrap(),
        claim: claim.parse().unwrap(),
        edition: 1,
        judged: None,
        named: None,
        previous: Vec::new(),
        judgement,
        expertise: None,
        rationale: None,
        withdrawn: None,
        arguments: Vec::new(),
        sources: Vec::new(),
    }
}

fn argument(id: &str, target: Target) -> Argument {
    Argument {
        id: id.parse().unwrap(),
        stance: Side::Against,
        target,
        attack: Some(Attack::Rebut),
        strength: Strength::Strong,
        text: "Because.".into(),
        sources: Vec::new(),
        withdrawn: None,
    }
}

fn probability(best: f64) -> Judgement {
    Judgement::Confidence(Confidence::new(best, None, None).unwrap())
}

fn snapshot(workspace: Workspace, claims: Vec<Claim>, reviews: Vec<Review>) -> Snapshot {
    let mut by_claim: BTreeMap<ClaimId, ReviewsOfClaim> = BTreeMap::new();
    for review in reviews {
        let of_claim = by_claim.entry(review.claim.clone()).or_default();
        of_claim.insert(review.reviewer.clone(), Arc::new(review));
    }
    Snapshot {
        workspace,
        claims: claims.into_iter().map(|c| (c.id.clone(), c)).collect(),
        reviewers: BTreeMap::new(),
        reviews: by_claim,
        bibliography: BTreeMap::new(),
        unreadable: BTreeSet::new(),
    }
}

fn plain(reviews: Vec<Review>) -> Snapshot {
    let claims = vec![claim("c", "It froze.", 1, Scale::Confidence)];
    snapshot(workspace(StaleRule::Exclude, 3), claims, reviews)
}

fn arb_judgement() -> impl Strategy<Value = Judgement> {
    prop_oneof![
        4 => (0..=20_u32).prop_map(|k| probability(f64::from(k) / 20.0)),
        2 => (1..=5_u32).prop_map(Judgement::Stance),
        1 => Just(Judgement::Abstained("busy".into())),
    ]
}

fn arb_review(reviewer: usize, claim: usize) -> impl Strategy<Value = Option<Review>> {
    let arguments = (any::<bool>(), any::<bool>(), 0..3_usize);
    (
        arb_judgement(),
        1..3_u32,
        0..8_u8,
        arguments,
        prop::option::of("[ab]{1,2}"),
    )
        .prop_map(
            move |(judgement, edition, fate, (argues, gone, aim), rationale)| {
                let mut made = review(&format!("r{reviewer}"), &format!("c{claim}"), judgement);
                made.edition = edition;
                made.expertise = (fate > 2).then(|| u32::from(fate) - 2);
                made.rationale = rationale;
                made.withdrawn = (fate == 1).then(|| Withdrawal {
                    reason: "no".into(),
                });
                if argues {
                    let target = match aim {
                        0 => Target::Claim,
                        other => Target::Argument(ArgumentRef {
                            reviewer: format!("r{}", (reviewer + other) % 4).parse().unwrap(),
                            argument: "a".parse().unwrap(),
                        }),
                    };
                    let mut argument = argument("a", target);
                    argument.withdrawn = gone.then(|| Withdrawal {
                        reason: "no".into(),
                    });
                    made.arguments.push(argument);
                }
                (fate != 0).then_some(made)
            },
        )
}

fn arb_claim(id: usize) -> impl Strategy<Value = Option<Claim>> {
    (any::<bool>(), 1..3_u32, 0..6_u8, "[xy]{1,3}").prop_map(
        move |(stance, edition, fate, statement)| {
            let scale = if stance {
                Scale::Stance
            } else {
                Scale::Confidence
            };
            let mut made = claim(&format!("c{id}"), &statement, edition, scale);
            if fate == 1 {
                made.status = ClaimStatus::Withdrawn;
            }
            (fate != 0).then_some(made)
        },
    )
}

fn arb_snapshot() -> impl Strategy<Value = Snapshot> {
    let claims = (0..3).map(arb_claim).collect::<Vec<_>>();
    let pairs = (0..3).flat_map(|c| (0..4).map(move |r| (r, c)));
    let reviews = pairs.map(|(r, c)| arb_review(r, c)).collect::<Vec<_>>();
    (claims, reviews, any::<bool>(), 1..4_u32).prop_map(|(claims, reviews, count, min)| {
        let stale = if count {
            StaleRule::Count
        } else {
            StaleRule::Exclude
        };
        let mut workspace = workspace(stale, min);
        if min == 2 {
            workspace.consensus.weights = WeightRule::Expertise;
        }
        snapshot(
            workspace,
            claims.into_iter().flatten().collect(),
            reviews.into_iter().flatten().collect(),
        )
    })
}

/// The same difference seen from the other side, without what only one side can say.
fn mirrored(mut diff: Diff) -> Diff {
    let claims = &mut diff.claims;
    std::mem::swap(&mut claims.added, &mut claims.removed);
    std::mem::swap(&mut claims.withdrawn, &mut claims.restored);
    for change in &mut claims.changed {
        swap(&mut change.statement);
        swap(&mut change.edition);
        swap(&mut change.status);
    }
    let reviews = &mut diff.reviews;
    std::mem::swap(&mut reviews.added, &mut reviews.removed);
    std::mem::swap(&mut reviews.withdrawn, &mut reviews.restored);
    for change in &mut reviews.changed {
        swap(&mut change.confidence);
        swap(&mut change.stance);
        swap(&mut change.abstain);
        swap(&mut change.rationale);
        swap(&mut change.edition);
        let arguments = &mut change.arguments;
        std::mem::swap(&mut arguments.added, &mut arguments.removed);
        std::mem::swap(&mut arguments.withdrawn, &mut arguments.restored);
        std::mem::swap(&mut change.sources.added, &mut change.sources.removed);
    }
    for rule in &mut diff.rules {
        std::mem::swap(&mut rule.before, &mut rule.after);
    }
    for change in &mut diff.consensus {
        swap(&mut change.pooled);
        swap(&mut change.median);
        swap(&mut change.verdict);
        swap(&mut change.standing);
    }
    diff
}

fn swap<T>(edit: &mut Edit<T>) {
    std::mem::swap(&mut edit.before, &mut edit.after);
}

/// Takes the shares out, since they mirror only up to the grid, and the remarks on explanations.
fn without_shares(mut diff: Diff) -> (Diff, Vec<BTreeMap<Cause, f64>>) {
    let shares = diff.consensus.iter_mut().map(|change| {
        let shares = std::mem::take(&mut change.moved_by);
        shares.into_iter().map(|s| (s.cause, s.share)).collect()
    });
    let shares = shares.collect();
    for change in &mut diff.reviews.changed {
        change.unexplained = None;
    }
    (diff, shares)
}

#[test]
fn a_rating_that_moved_is_seen_with_what_it_did_and_who_did_it() {
    let before = plain(vec![
        review("a", "c", probability(0.5)),
        review("b", "c", probability(0.5)),
        review("d", "c", probability(0.5)),
    ]);
    let mut after = before.clone();
    let of_claim = after.reviews.values_mut().next().unwrap();
    Arc::make_mut(of_claim.values_mut().next().unwrap()).judgement = probability(0.9);
    let found = diff(&before, &after);
    let change = &found.reviews.changed[0];
    assert_eq!(change.fields, ["confidence"]);
    assert_eq!(change.reviewer.as_str(), "a");
    assert!((change.unexplained.unwrap().moved - 0.4).abs() < 1e-12);
    // logistic(logit(0.9) / 3), worked out by hand: odds 9^(1/3) = 2.0801.
    let moved = &found.consensus[0];
    assert!((moved.pooled.after.unwrap() - 2.080_083_823 / 3.080_083_823).abs() < 1e-9);
    assert_eq!(moved.moved_by.len(), 1);
    assert!((moved.moved_by[0].share - (moved.pooled.after.unwrap() - 0.5)).abs() < 1e-14);
}

#[test]
fn a_large_move_with_a_new_reason_is_explained() {
    let before = plain(vec![review("a", "c", probability(0.5))]);
    let mut moved = review("a", "c", probability(0.9));
    moved.rationale = Some("A new series was published.".into());
    assert_eq!(
        diff(&before, &plain(vec![moved.clone()])).reviews.changed[0].unexplained,
        None
    );
    moved.rationale = None;
    moved.arguments.push(argument("new", Target::Claim));
    let found = diff(&before, &plain(vec![moved]));
    assert_eq!(found.reviews.changed[0].unexplained, None);
    assert_eq!(found.reviews.changed[0].arguments.added.len(), 1);
}

#[test]
fn arguments_are_matched_by_id_and_not_by_place() {
    let mut old = review("a", "c", probability(0.5));
    old.arguments = vec![
        argument("one", Target::Claim),
        argument("two", Target::Claim),
    ];
    let mut new = old.clone();
    new.arguments.reverse();
    assert!(diff(&plain(vec![old.clone()]), &plain(vec![new.clone()])).is_empty());
    new.arguments[0].text = "Because of this.".into();
    new.arguments[1].withdrawn = Some(Withdrawal {
        reason: "wrong".into(),
    });
    let found = diff(&plain(vec![old]), &plain(vec![new]));
    let arguments = &found.reviews.changed[0].arguments;
    assert_eq!(arguments.changed[0].as_str(), "two");
    assert_eq!(arguments.withdrawn[0].as_str(), "one");
    assert!(arguments.added.is_empty() && arguments.removed.is_empty());
}

#[test]
fn a_raised_edition_is_what_empties_the_pool_and_not_a_reviewer() {
    let reviews = vec![review("a", "c", probability(0.8))];
    let before = plain(reviews.clone());
    let reworded = vec![claim("c", "It froze hard.", 2, Scale::Confidence)];
    let after = snapshot(workspace(StaleRule::Exclude, 3), reworded, reviews);
    let found = diff(&before, &after);
    assert_eq!(found.claims.changed[0].fields, ["statement", "edition"]);
    assert!(!found.claims.changed[0].silent);
    assert_eq!(found.consensus[0].pooled.after, None);
    assert_eq!(found.consensus[0].moved_by[0].cause, Cause::Claim);
}

#[test]
fn words_changed_under_the_same_edition_are_pointed_out() {
    let before = plain(Vec::new());
    let mut after = before.clone();
    after.claims.values_mut().next().unwrap().statement = "It  froze hard.".into();
    assert!(diff(&before, &after).claims.changed[0].silent);
    after.claims.values_mut().next().unwrap().statement = "It\nfroze.".into();
    assert!(!diff(&before, &after).claims.changed[0].silent);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_state_differs_in_nothing_from_itself(state in arb_snapshot()) {
        prop_assert!(diff(&state, &state).is_empty());
    }

    #[test]
    fn differences_there_and_back_mirror_each_other(a in arb_snapshot(), b in arb_snapshot()) {
        let (there, shares) = without_shares(diff(&a, &b));
        let (back, negative) = without_shares(mirrored(diff(&b, &a)));
        prop_assert_eq!(there, back);
        for (shares, negative) in shares.iter().zip(&negative) {
            for cause in shares.keys().chain(negative.keys()) {
                let sum = shares.get(cause).unwrap_or(&0.0) + negative.get(cause).unwrap_or(&0.0);
                prop_assert!(sum.abs() < 1e-12, "{cause:?} {sum}");
            }
        }
    }

    #[test]
    fn shares_add_up_to_the_movement(a in arb_snapshot(), b in arb_snapshot()) {
        for change in diff(&a, &b).consensus {
            let by_pool = change.pooled.before.or(change.pooled.after).is_some();
            let edit = if by_pool { change.pooled } else { change.median };
            let movement = edit.after.unwrap_or(0.0) - edit.before.unwrap_or(0.0);
            let sum: f64 = change.moved_by.iter().map(|share| share.share).sum();
            prop_assert!((sum - movement).abs() < 1e-14, "{sum} {movement}");
        }
    }

    #[test]
    fn the_figures_are_the_report_s_own(a in arb_snapshot(), b in arb_snapshot()) {
        let revision = Revision { commit: None, committed: None, dirty: false };
        let none = std::collections::HashMap::new();
        let citations = BTreeMap::new();
        let inputs = Inputs { snapshot: &b, revision: &revision, commits: &none, signatures: &BTreeMap::new(), citations: &citations };
        let report = build(&inputs);
        for change in moves(&a, &b) {
            let Some(claim) = report.claim(change.claim.as_str()) else { continue };
            prop_assert_eq!(Some(claim.verdict.verdict), change.verdict.after);
            prop_assert_eq!(Some(claim.debate.claim.standing), change.standing.after);
            let pooled = claim.confidence.as_ref().and_then(|c| c.pooled.clone().ok());
            prop_assert_eq!(pooled, change.pooled.after);
        }
    }
}
