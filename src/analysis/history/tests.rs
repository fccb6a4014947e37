use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::analysis::consensus::{Terms, on_grid};
use crate::model::{
    brief::{ClaimBrief, Rated, ReviewBrief},
    claim::{ClaimStatus, Scale},
    confidence::Confidence,
    history::{CommitNote, Step, Touched},
    id::ClaimId,
    revision::CommitId,
};

fn rated(k: u32) -> Rated {
    match k {
        0 => Rated::Abstained,
        1..=3 => Rated::Stance(k),
        _ => {
            let best = f64::from(k) / 20.0;
            Rated::Confidence(Confidence::new(best, Some(best / 2.0), Some(best)).unwrap())
        }
    }
}

fn arb_touched() -> impl Strategy<Value = Touched> {
    let review = (0..4_u8, 0..2_u8, 0..20_u32, 1..3_u32, 0..6_u8).prop_map(
        |(reviewer, claim, k, edition, fate)| {
            let brief = (fate != 0).then(|| ReviewBrief {
                edition,
                rated: rated(k),
                withdrawn: fate == 1,
                expertise: (fate > 1).then(|| u32::from(fate - 1)),
            });
            let ids = (format!("r{reviewer}"), format!("c{claim}"));
            Touched::Review(ids.0.parse().unwrap(), ids.1.parse().unwrap(), brief)
        },
    );
    let claim =
        (0..2_u8, 1..3_u32, any::<bool>(), 0..4_u64).prop_map(|(id, edition, stance, w)| {
            let brief = (w != 0).then_some(ClaimBrief {
                edition,
                scale: if stance {
                    Scale::Stance
                } else {
                    Scale::Confidence
                },
                status: ClaimStatus::Open,
                wording: w,
            });
            Touched::Claim(format!("c{id}").parse().unwrap(), brief)
        });
    prop_oneof![4 => review, 1 => claim]
}

fn steps(touched: Vec<Vec<Touched>>) -> Vec<Step> {
    let step = |(i, touched): (usize, Vec<Touched>)| Step {
        commit: CommitNote {
            id: CommitId::new(format!("{i:040x}")),
            author: "A".into(),
            committed: "2026-01-01T00:00:00+00:00".into(),
            subject: "S".into(),
        },
        parents: i.checked_sub(1).into_iter().collect(),
        touched,
    };
    touched.into_iter().enumerate().map(step).collect()
}

fn arb_steps() -> impl Strategy<Value = Vec<Step>> {
    prop::collection::vec(prop::collection::vec(arb_touched(), 0..6), 0..12).prop_map(steps)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn blame_adds_up_to_the_figure_from_the_start(steps in arb_steps()) {
        for id in ["c0", "c1"] {
            let ledger = blame(&steps, &id.parse::<ClaimId>().unwrap());
            let shares = ledger.entries.iter().flat_map(|entry| &entry.moved_by);
            let sum: f64 = shares.map(|share| share.share).sum();
            prop_assert_eq!(sum, on_grid(ledger.figure));
        }
    }

    #[test]
    fn a_state_survives_being_written_and_read(steps in arb_steps()) {
        let mut fold = Fold::new();
        for step in &steps {
            fold.step(&step.touched);
        }
        let read = Fold::from_bytes(&fold.to_bytes(), Terms::usual());
        prop_assert_eq!(read, Some(fold));
    }

    #[test]
    fn torn_bytes_are_refused(steps in arb_steps(), cut in 1..8_usize) {
        let mut fold = Fold::new();
        for step in &steps {
            fold.step(&step.touched);
        }
        let bytes = fold.to_bytes();
        let torn = &bytes[..bytes.len().saturating_sub(cut)];
        prop_assert_eq!(Fold::from_bytes(torn, Terms::usual()), None);
    }

    #[test]
    fn steps_one_by_one_and_all_at_once_lead_to_the_same_state(steps in arb_steps()) {
        let (mut slow, mut fast) = (Fold::new(), Fold::new());
        for step in &steps {
            slow.step(&step.touched);
        }
        let all: Vec<Touched> = steps.iter().flat_map(|step| step.touched.clone()).collect();
        fast.step(&all);
        prop_assert_eq!(slow, fast);
    }

    #[test]
    fn a_line_without_branches_is_told_as_by_the_fold(steps in arb_steps()) {
        let mut fold = Fold::new();
        let told: Vec<_> = steps.iter().map(|step| fold.step(&step.touched)).collect();
        prop_assert_eq!(told, all_branches(&steps));
    }
}

#[test]
fn a_merge_is_told_of_only_where_it_made_something_new() {
    let claim = |edition| {
        let brief = ClaimBrief {
            edition,
            scale: Scale::Confidence,
            status: ClaimStatus::Open,
            wording: 1,
        };
        Touched::Claim("c".parse().unwrap(), Some(brief))
    };
    let review = |reviewer: &str, id: &str, k| {
        let brief = ReviewBrief {
            edition: 1,
            rated: rated(k),
            withdrawn: false,
            expertise: None,
        };
        Touched::Review(reviewer.parse().unwrap(), id.parse().unwrap(), Some(brief))
    };
    let other = Touched::Claim(
        "d".parse().unwrap(),
        Some(ClaimBrief {
            edition: 1,
            scale: Scale::Confidence,
            status: ClaimStatus::Open,
            wording: 2,
        }),
    );
    let mut steps = steps(vec![
        vec![claim(1), other],
        vec![review("a", "c", 10)],
        vec![review("b", "c", 18), review("b", "d", 18)],
        vec![review("b", "c", 18), review("b", "d", 18)],
    ]);
    steps[2].parents = vec![0];
    steps[3].parents = vec![1, 2];
    let told = all_branches(&steps);
    let claims: BTreeSet<&str> = told[3].iter().map(|m| m.claim.as_str()).collect();
    assert_eq!(claims, BTreeSet::from(["c"]), "d was taken over as it was");
    assert_eq!(
        told[2][0].pooled.before, None,
        "the branch knew no rating yet"
    );
}
