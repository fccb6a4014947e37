//! Where the fragments of many anchors occur exactly, found in one pass over the text.

use std::collections::{BTreeMap, BTreeSet};

use aho_corasick::AhoCorasick;

use super::{copy::Copy, myers::LONGEST, wanted::Wanted, work};

/// Beyond this many places a fragment is too common to name a passage.
pub(super) const MOST_PLACES: usize = 1_000;

/// Occurrences of fragments, as the folded character at which they begin, in order.
#[derive(Debug, Default)]
pub(super) struct Index {
    places: BTreeMap<String, Vec<usize>>,
}

/// The part of a fragment that is looked up: its first characters. That bounds how many different
/// fragments can end at one place, and with it the cost on any text.
fn key(fragment: &str) -> &str {
    let end = fragment.char_indices().nth(LONGEST).map(|(at, _)| at);
    fragment
        .get(..end.unwrap_or(fragment.len()))
        .unwrap_or_default()
}

impl Index {
    /// Looks up how passages begin and end.
    pub(super) fn new<'w>(copy: &Copy<'_>, wanted: impl Iterator<Item = &'w Wanted>) -> Self {
        let keys: BTreeSet<&str> = wanted
            .flat_map(|wanted| [key(&wanted.start), key(&wanted.end)])
            .collect();
        let keys: Vec<&str> = keys.into_iter().collect();
        let Ok(automaton) = AhoCorasick::new(&keys) else {
            return Self::default();
        };
        let mut bytes: Vec<Vec<usize>> = vec![Vec::new(); keys.len()];
        for found in automaton.find_overlapping_iter(copy.folded.text()) {
            work::did(1);
            if let Some(places) = bytes.get_mut(found.pattern().as_usize())
                && places.len() <= MOST_PLACES
            {
                places.push(found.start());
            }
        }
        let places = keys.into_iter().zip(bytes).map(|(key, bytes)| {
            let chars = bytes.into_iter().map(|byte| copy.folded.char_at(byte));
            (key.to_owned(), chars.collect())
        });
        Self {
            places: places.collect(),
        }
    }

    /// Where a fragment occurs, and whether those are all its places.
    pub(super) fn places(&self, copy: &Copy<'_>, fragment: &str) -> (Vec<usize>, bool) {
        let Some(places) = self.places.get(key(fragment)) else {
            return (Vec::new(), true);
        };
        let length = fragment.chars().count();
        work::did(places.len() * length);
        let whole = |at: &&usize| copy.folded.slice(**at..**at + length) == fragment;
        let all = places.len() <= MOST_PLACES;
        (places.iter().filter(whole).copied().collect(), all)
    }
}
