//! Where older words of a claim gave way to the present ones.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::model::{
    history::{Step, Touched},
    id::ClaimId,
    revision::CommitId,
};

/// An edition with a fingerprint of its words.
type Words = (u32, u64);
/// What is known of the claims of interest at one commit.
type Known<'s> = Rc<BTreeMap<&'s ClaimId, Words>>;

/// For each of the claims, the last commits with other words under the edition at hand: the parents of
/// those that brought the present words. `steps` hold every branch, the commit at hand last.
///
/// Whatever stood in any commit beside older words of the edition, and was not touched since, stands
/// in one of these.
pub fn boundaries(steps: &[Step], claims: &BTreeSet<ClaimId>) -> Vec<(ClaimId, CommitId)> {
    let states = states(steps, claims);
    let Some(present) = states.last().cloned() else {
        return Vec::new();
    };
    let mut found = BTreeSet::new();
    for (step, state) in steps.iter().zip(&states) {
        for parent in &step.parents {
            let (Some(before), Some(above)) = (states.get(*parent), steps.get(*parent)) else {
                continue;
            };
            if Rc::ptr_eq(before, state) {
                continue;
            }
            let gave_way = |(id, words): &(&&ClaimId, &Words)| {
                let older = |then: &Words| then.0 == words.0 && then.1 != words.1;
                state.get(**id) == Some(words) && before.get(**id).is_some_and(older)
            };
            let claims = present.iter().filter(gave_way);
            found.extend(claims.map(|(id, _)| ((*id).clone(), above.commit.id.clone())));
        }
    }
    found.into_iter().collect()
}

fn states<'s>(steps: &'s [Step], claims: &BTreeSet<ClaimId>) -> Vec<Known<'s>> {
    let mut states: Vec<Known<'s>> = Vec::with_capacity(steps.len());
    for step in steps {
        let first = step.parents.first().and_then(|at| states.get(*at));
        let mut state = first.cloned().unwrap_or_default();
        for touched in &step.touched {
            let Touched::Claim(id, brief) = touched else {
                continue;
            };
            if !claims.contains(id) {
                continue;
            }
            let known = Rc::make_mut(&mut state);
            match brief {
                Some(brief) => known.insert(id, (brief.edition, brief.wording)),
                None => known.remove(id),
            };
        }
        states.push(state);
    }
    states
}
