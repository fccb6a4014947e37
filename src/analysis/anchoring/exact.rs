//! Passages that are there as the anchor records them.

use std::ops::Range;

use super::{copy::Copy, index::Index, wanted::Wanted, work};
use crate::analysis::fold::digest::of_folded;

/// What exact lookup found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Exact {
    /// The passages, as folded characters.
    pub(super) passages: Vec<Range<usize>>,
    /// Whether words occurred so often that some places were not looked at.
    pub(super) cut: bool,
}

/// The passages that begin, end, measure and digest as wanted. Without a recorded length these are
/// the shortest from first to last words.
pub(super) fn find(copy: &Copy<'_>, index: &Index, wanted: &Wanted) -> Exact {
    let (starts, all_starts) = index.places(copy, &wanted.start);
    let (ends, all_ends) = index.places(copy, &wanted.end);
    let (opening, closing) = (wanted.start.chars().count(), wanted.end.chars().count());
    let mut passages = match wanted.length {
        Some(length) => of_length(&starts, &ends, length, closing),
        None => shortest(&starts, &ends, opening, closing),
    };
    let mut cut = !(all_starts && all_ends);
    if let Some(digest) = &wanted.digest {
        cut |= keep_digest(copy, &mut passages, digest);
    }
    Exact { passages, cut }
}

fn of_length(starts: &[usize], ends: &[usize], length: usize, closing: usize) -> Vec<Range<usize>> {
    let fits = |start: &usize| {
        let end = (start + length).checked_sub(closing);
        end.is_some_and(|end| end >= *start && ends.binary_search(&end).is_ok())
    };
    let found = starts.iter().filter(|start| fits(start));
    found.map(|start| *start..start + length).collect()
}

fn shortest(starts: &[usize], ends: &[usize], opening: usize, closing: usize) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for end in ends {
        let fits = |start: &usize| start <= end && start + opening <= end + closing;
        let before = starts.partition_point(fits);
        if let Some(start) = before.checked_sub(1).and_then(|last| starts.get(last))
            && found.last().is_none_or(|passage| passage.start != *start)
        {
            found.push(*start..end + closing);
        }
    }
    found
}

/// Keeps the passages with a digest. Work is bounded by a few readings of the text; says whether
/// that was too little. Equal passages are digested once.
fn keep_digest(copy: &Copy<'_>, passages: &mut Vec<Range<usize>>, digest: &str) -> bool {
    let mut budget = 4 * copy.folded.len();
    let mut last: Option<(Range<usize>, bool)> = None;
    let mut cut = false;
    passages.retain(|passage| {
        if budget < passage.len() {
            cut = true;
            return false;
        }
        budget -= passage.len();
        work::did(passage.len());
        let text = copy.folded.slice(passage.clone());
        let same = |other: &Range<usize>| copy.folded.slice(other.clone()) == text;
        let fits = match &last {
            Some((other, fits)) if same(other) => *fits,
            _ => of_folded(text) == digest,
        };
        last = Some((passage.clone(), fits));
        fits
    });
    cut
}
