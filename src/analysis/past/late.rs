//! Changes that came when they should not have come any more.

use std::collections::BTreeMap;

use crate::analysis::diff::{RuleChange, rule_changes};
use crate::model::{
    history::{CommitNote, Step, Touched},
    id::{ClaimId, ReviewerId},
    workspace::Workspace,
};

/// A commit that changed rules of consensus.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LateRules {
    /// The commit.
    pub commit: CommitNote,
    /// The rules it changed.
    pub changes: Vec<RuleChange>,
}

/// A claim that was reworded under its present edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reworded {
    /// The claim.
    pub claim: ClaimId,
    /// Its edition.
    pub edition: u32,
    /// The commit that last reworded it.
    pub commit: CommitNote,
    /// Who judged other words under this edition, in order of the ids; for whoever has read the
    /// reviews to say.
    pub judged_before: Vec<ReviewerId>,
}

/// Every change of the rules of consensus along a history, with the place of its commit in the walk.
/// Which of them came after rating had begun is for the caller to say.
pub fn late_rules(steps: &[Step]) -> Vec<(usize, LateRules)> {
    let mut rules: Option<&Workspace> = None;
    let mut found = Vec::new();
    for (at, step) in steps.iter().enumerate() {
        for touched in &step.touched {
            let Touched::Workspace(Some(now)) = touched else {
                continue;
            };
            let mut changes = rules.map_or_else(Vec::new, |old| rule_changes(old, now));
            changes.retain(|change| change.of_consensus);
            if !changes.is_empty() {
                let commit = step.commit.clone();
                found.push((at, LateRules { commit, changes }));
            }
            rules = Some(now);
        }
    }
    found
}

/// Claims whose words at the end are not those their present edition began with, in order of the ids.
///
/// In a shallow clone an edition is taken to begin at the edge.
pub fn reworded(steps: &[Step]) -> Vec<Reworded> {
    let mut claims: BTreeMap<&ClaimId, Wording<'_>> = BTreeMap::new();
    for step in steps {
        for touched in &step.touched {
            let Touched::Claim(id, Some(brief)) = touched else {
                continue;
            };
            let fresh = Wording {
                edition: brief.edition,
                first: brief.wording,
                last: brief.wording,
                commit: &step.commit,
            };
            let known = claims.entry(id).or_insert(fresh);
            if known.edition != brief.edition {
                *known = fresh;
            } else if known.last != brief.wording {
                known.last = brief.wording;
                known.commit = &step.commit;
            }
        }
    }
    let changed = claims.into_iter().filter(|(_, w)| w.first != w.last);
    changed
        .map(|(id, wording)| Reworded {
            claim: id.clone(),
            edition: wording.edition,
            commit: wording.commit.clone(),
            judged_before: Vec::new(),
        })
        .collect()
}

#[derive(Clone, Copy)]
struct Wording<'s> {
    edition: u32,
    first: u64,
    last: u64,
    commit: &'s CommitNote,
}
