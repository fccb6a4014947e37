use std::collections::BTreeMap;

use super::*;
use crate::model::{
    brief::ClaimBrief,
    claim::{Claim, ClaimKind, ClaimStatus, Scale},
    confidence::Confidence,
    history::{CommitNote, Step, Touched},
    review::{Judgement, Review},
    rules::{ArgumentRules, ConsensusRules, VerdictRule},
    workspace::{DEFAULT_LEVELS, Policy, SignaturePolicy, Workspace},
};

fn workspace() -> Workspace {
    Workspace {
        title: "T".into(),
        documents: BTreeMap::new(),
        interval: 0.9,
        levels: DEFAULT_LEVELS.map(str::to_owned).to_vec(),
        consensus: ConsensusRules::default(),
        arguments: ArgumentRules::default(),
        rounds: Vec::new(),
        policy: Policy {
            signatures: SignaturePolicy::Optional,
            maintainers: Vec::new(),
        },
    }
}

fn state(edition: u32, ratings: &[(&str, f64)]) -> Snapshot {
    let claim = Claim {
        id: "c".parse().unwrap(),
        statement: "It froze.".into(),
        kind: ClaimKind::Fact,
        scale: Scale::Confidence,
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
    };
    let review = |(reviewer, best): &(&str, f64)| Review {
        reviewer: reviewer.parse().unwrap(),
        claim: claim.id.clone(),
        edition,
        judged: None,
        named: None,
        previous: Vec::new(),
        judgement: Judgement::Confidence(Confidence::new(*best, None, None).unwrap()),
        expertise: None,
        rationale: None,
        withdrawn: None,
        arguments: Vec::new(),
        sources: Vec::new(),
    };
    let reviews = ratings.iter().map(review);
    let reviews = reviews
        .map(|r| (r.reviewer.clone(), std::sync::Arc::new(r)))
        .collect();
    Snapshot {
        workspace: workspace(),
        reviews: BTreeMap::from([(claim.id.clone(), reviews)]),
        claims: BTreeMap::from([(claim.id.clone(), claim)]),
        reviewers: BTreeMap::new(),
        bibliography: BTreeMap::new(),
        unreadable: std::collections::BTreeSet::new(),
    }
}

fn side() -> Side {
    Side {
        name: Some("first".into()),
        commit: None,
    }
}

#[test]
fn rounds_are_compared_over_reviewers_who_rated_in_both() {
    let before = state(1, &[("a", 0.15), ("b", 0.35), ("d", 0.55), ("e", 0.75)]);
    let after = state(
        1,
        &[
            ("a", 0.15),
            ("b", 0.45),
            ("d", 0.55),
            ("e", 0.75),
            ("f", 0.9),
        ],
    );
    let found = compare(side(), &before, side(), &after);
    let claim = &found.claims[0];
    assert_eq!(found.changed_by.len(), 1);
    assert_eq!(claim.changed_by[0].as_str(), "b");
    assert_eq!((claim.n.before, claim.n.after), (4, 5));
    assert_eq!(claim.figures.pairs, 4);
    assert_eq!(claim.figures.share_changed, Ok(0.25));
    // Of four ratings one left its class for another: |1 − 0| + |0 − 1| = 2, halved 1, a quarter.
    assert_eq!(claim.figures.scheibe_change, Ok(0.25));
    assert_eq!(claim.figures.is_stable(), Some(false));
    // Medians of the four: (0.35 + 0.55)/2 = 0.45 and (0.45 + 0.55)/2 = 0.50.
    assert!((claim.figures.median_shift.clone().unwrap() - 0.05).abs() < 1e-12);
    assert_eq!(found.stance.pairs, 0);
    assert!(found.stance.kappa.is_err());
}

#[test]
fn a_reworded_claim_is_not_compared() {
    let found = compare(
        side(),
        &state(1, &[("a", 0.1)]),
        side(),
        &state(2, &[("a", 0.9)]),
    );
    assert!(found.claims[0].reworded);
    assert_eq!(found.claims[0].figures.pairs, 0);
    assert!(found.changed_by.is_empty());
}

#[test]
fn an_unchanged_panel_is_stable() {
    let state = state(1, &[("a", 0.1), ("b", 0.9), ("d", 0.4)]);
    let found = compare(side(), &state, side(), &state);
    assert_eq!(found.confidence.scheibe_change, Ok(0.0));
    assert_eq!(found.confidence.kappa, Ok(1.0));
    assert_eq!(found.confidence.is_stable(), Some(true));
}

fn step(at: usize, touched: Vec<Touched>) -> Step {
    Step {
        commit: CommitNote {
            id: CommitId::new(format!("{at:040x}")),
            author: "A".into(),
            committed: "2026-01-01T00:00:00+00:00".into(),
            subject: "S".into(),
        },
        parents: at.checked_sub(1).into_iter().collect(),
        touched,
    }
}

fn words(edition: u32, wording: u64) -> Touched {
    let brief = ClaimBrief {
        edition,
        scale: Scale::Confidence,
        status: ClaimStatus::Open,
        wording,
    };
    Touched::Claim("c".parse().unwrap(), Some(brief))
}

#[test]
fn words_changed_under_an_edition_are_found_until_the_edition_is_raised_or_they_are_put_back() {
    let mut steps = vec![step(0, vec![words(1, 10)]), step(1, vec![words(1, 11)])];
    assert_eq!(reworded(&steps)[0].commit, steps[1].commit);
    steps.push(step(2, vec![words(1, 10)]));
    assert!(reworded(&steps).is_empty());
    steps.push(step(3, vec![words(1, 12)]));
    steps.push(step(4, vec![words(2, 12)]));
    assert!(reworded(&steps).is_empty());
}

#[test]
fn older_words_end_where_a_commit_or_a_merge_brings_the_present_ones() {
    // 0 - 1 (reworded) ------- 3 (merge of 2) - 4 (other words) - 5 (put back)
    //  \- 2 (branch, older words) -/
    let mut steps = vec![
        step(0, vec![words(1, 10)]),
        step(1, vec![words(1, 11)]),
        step(2, Vec::new()),
        step(3, Vec::new()),
        step(4, vec![words(1, 12)]),
        step(5, vec![words(1, 11)]),
    ];
    steps[2].parents = vec![0];
    steps[3].parents = vec![1, 2];
    let claims = std::collections::BTreeSet::from(["c".parse().unwrap()]);
    let ends = |steps: &[Step]| -> Vec<usize> {
        let found = boundaries(steps, &claims).into_iter();
        let place = |id: &CommitId| steps.iter().position(|step| step.commit.id == *id);
        found.map(|(_, commit)| place(&commit).unwrap()).collect()
    };
    assert_eq!(ends(&steps), [0, 2, 4]);
    // Of an older edition nothing is asked.
    steps.push(step(6, vec![words(2, 11)]));
    assert!(ends(&steps).is_empty());
    assert_eq!(
        boundaries(&steps[..2], &std::collections::BTreeSet::new()),
        []
    );
}

#[test]
fn a_change_of_rules_is_found_with_its_commit_and_other_changes_are_not() {
    let rules = |title: &str, rule| {
        let mut workspace = workspace();
        workspace.title = title.into();
        workspace.consensus.rule = rule;
        Touched::Workspace(Some(Box::new(workspace)))
    };
    let steps = [
        step(0, vec![rules("A", VerdictRule::Thirds)]),
        step(1, vec![rules("B", VerdictRule::Thirds)]),
        step(2, vec![rules("B", VerdictRule::Percent75)]),
    ];
    let found = late_rules(&steps);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].0, 2);
    assert_eq!(found[0].1.changes[0].field, "consensus.rule");
}
