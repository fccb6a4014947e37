//! The order of what both sides have: that of before, and after each what was added there.

use std::collections::{BTreeMap, BTreeSet};

use super::Three;

/// Everything that occurs, once. Which side is called ours makes no difference.
pub(super) fn merged<T: Ord + Clone>(lists: Three<&[T]>) -> Vec<T> {
    let known: BTreeSet<&T> = lists.base.iter().collect();
    let runs = [runs(&known, lists.ours), runs(&known, lists.theirs)];
    let mut seen = BTreeSet::new();
    let mut all = Vec::new();
    let mut add = |item: &T| {
        if seen.insert(item.clone()) {
            all.push(item.clone());
        }
    };
    for place in std::iter::once(None).chain(lists.base.iter().map(Some)) {
        place.into_iter().for_each(&mut add);
        let mut here: Vec<&Vec<&T>> = runs.iter().filter_map(|runs| runs.get(&place)).collect();
        here.sort();
        here.into_iter().flatten().copied().for_each(&mut add);
    }
    all
}

/// What a side added, by what it stands after.
fn runs<'a, T: Ord>(known: &BTreeSet<&'a T>, list: &'a [T]) -> BTreeMap<Option<&'a T>, Vec<&'a T>> {
    let mut runs: BTreeMap<Option<&T>, Vec<&T>> = BTreeMap::new();
    let mut last = None;
    for item in list {
        match known.get(item) {
            Some(old) => last = Some(*old),
            None => runs.entry(last).or_default().push(item),
        }
    }
    runs
}
