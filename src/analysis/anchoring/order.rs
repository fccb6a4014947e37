//! Which passages stand out of order.

/// Of some keys in the order of the text, those outside one longest run of keys that never falls:
/// the fewest that must have moved for the rest to be in order. Where several runs are longest, one
/// is chosen, always the same.
pub(super) fn displaced<K: Ord>(keys: &[K]) -> Vec<usize> {
    // `tails[n]` is the place that ends a run of n + 1 with the smallest last key.
    let mut tails: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(keys.len());
    for (i, key) in keys.iter().enumerate() {
        let at = tails.partition_point(|tail| keys.get(*tail).is_some_and(|k| k <= key));
        before.push(at.checked_sub(1).and_then(|prev| tails.get(prev)).copied());
        match tails.get_mut(at) {
            Some(tail) => *tail = i,
            None => tails.push(i),
        }
    }
    let mut kept = vec![false; keys.len()];
    let mut next = tails.last().copied();
    while let Some(i) = next {
        if let Some(flag) = kept.get_mut(i) {
            *flag = true;
        }
        next = before.get(i).copied().flatten();
    }
    (0..keys.len())
        .filter(|i| kept.get(*i) == Some(&false))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::displaced;
    use proptest::prelude::*;

    #[test]
    fn what_stands_in_order_is_not_displaced() {
        assert!(displaced(&[1, 1, 2, 3, 3]).is_empty());
        assert!(displaced::<u8>(&[]).is_empty());
    }

    #[test]
    fn one_key_that_was_moved_is_found_either_way() {
        assert_eq!(displaced(&[1, 5, 2, 3, 4]), [1]);
        assert_eq!(displaced(&[2, 3, 4, 5, 1]), [4]);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn without_the_displaced_the_rest_is_in_order(keys in prop::collection::vec(0u8..20, 0..30)) {
            let out = displaced(&keys);
            let rest: Vec<u8> = keys.iter().enumerate().filter(|(i, _)| !out.contains(i)).map(|(_, k)| *k).collect();
            prop_assert!(rest.is_sorted());
            // None was left out that could have stayed.
            for extra in &out {
                let mut more: Vec<usize> = (0..keys.len()).filter(|j| !out.contains(j)).collect();
                more.push(*extra);
                more.sort_unstable();
                prop_assert!(!more.iter().map(|j| keys[*j]).is_sorted());
            }
        }
    }
}
