//! Approximate search: where a short pattern ends in a text with few errors.
//!
//! Errors are insertions, deletions and substitutions of characters. The recurrence is Sellers'
//! (J. Algorithms 1, 1980), which lets a match begin anywhere at no cost, computed a column at a time
//! in machine words after Myers (J. ACM 46, 1999) as simplified by Hyyrö (2003): constant work for
//! each character of the text, whatever the text.

use std::ops::Range;

use super::work;

/// Longest pattern, in characters: the bits of a machine word.
pub const LONGEST: usize = 64;

/// A pattern prepared for one alphabet.
#[derive(Debug, Clone)]
pub struct Pattern {
    /// For each symbol the places at which the pattern has it.
    places: Vec<u64>,
    length: usize,
}

/// A place where a match ends, exclusive, and the errors of the best match that ends there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// One past the last symbol.
    pub end: usize,
    /// Insertions, deletions and substitutions.
    pub errors: usize,
}

impl Pattern {
    /// Prepares a pattern over symbols below `symbols`; others match nothing. Of a pattern longer
    /// than [`LONGEST`] the rest is ignored.
    pub fn new(pattern: impl IntoIterator<Item = u32>, symbols: usize) -> Self {
        let mut places = vec![0_u64; symbols];
        let mut length = 0;
        for symbol in pattern.into_iter().take(LONGEST) {
            if let Some(place) = places.get_mut(symbol as usize) {
                *place |= 1 << length;
            }
            length += 1;
        }
        Self { places, length }
    }

    /// Symbols of the pattern.
    pub fn len(&self) -> usize {
        self.length
    }

    /// Whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// The errors of the best match that ends after each symbol of a text, in order.
    fn columns(&self, text: impl Iterator<Item = u32>) -> impl Iterator<Item = usize> {
        let top = 1_u64 << self.length.saturating_sub(1).min(LONGEST - 1);
        let (mut plus, mut minus, mut errors) = (u64::MAX, 0_u64, self.length);
        text.map(move |symbol| {
            work::did(1);
            let equal = self.places.get(symbol as usize).copied().unwrap_or(0);
            let vertical = equal | minus;
            let horizontal = ((equal & plus).wrapping_add(plus) ^ plus) | equal;
            let up = minus | !(horizontal | plus);
            let down = plus & horizontal;
            errors += usize::from(up & top != 0);
            errors -= usize::from(down & top != 0);
            let (up, down) = (up << 1, down << 1);
            plus = down | !(vertical | up);
            minus = up & vertical;
            errors
        })
    }

    /// The best matches with at most `most` errors, in order of the text: of those that end closer
    /// together than the pattern is long the one with fewer errors, the first of equals.
    pub fn search(&self, text: impl Iterator<Item = u32>, most: usize) -> Vec<Hit> {
        let mut hits: Vec<Hit> = Vec::new();
        if self.is_empty() {
            return hits;
        }
        for (i, errors) in self.columns(text).enumerate() {
            if errors > most {
                continue;
            }
            let hit = Hit { end: i + 1, errors };
            match hits.last_mut() {
                Some(last) if hit.end - last.end < self.length => {
                    if hit.errors < last.errors {
                        *last = hit;
                    }
                }
                _ => hits.push(hit),
            }
        }
        hits
    }
}

/// Places of a pattern that *begin* with few errors: the search run backwards. The place of a hit is
/// the first symbol of the match.
pub fn search_starts(reversed: &Pattern, text: &[u32], most: usize) -> Vec<Hit> {
    let backwards = text.iter().rev().copied();
    let mut hits = reversed.search(backwards, most);
    for hit in &mut hits {
        hit.end = text.len() - hit.end;
    }
    hits.reverse();
    hits
}

/// The smallest number of errors of a match anywhere in a window, and where it ends; the first of
/// several.
pub fn best_in(pattern: &Pattern, text: &[u32], window: Range<usize>) -> Option<Hit> {
    let symbols = text.get(window.clone())?.iter().copied();
    let (i, errors) = pattern
        .columns(symbols)
        .enumerate()
        .min_by_key(|(i, errors)| (*errors, *i))?;
    let end = window.start + i + 1;
    (!pattern.is_empty()).then_some(Hit { end, errors })
}

/// The same for the place where the match begins; the last of several.
pub fn best_start_in(reversed: &Pattern, text: &[u32], window: Range<usize>) -> Option<Hit> {
    let symbols = text.get(window.clone())?.iter().rev().copied();
    let (i, errors) = reversed
        .columns(symbols)
        .enumerate()
        .min_by_key(|(i, errors)| (*errors, *i))?;
    let end = window.end - i - 1;
    (!reversed.is_empty()).then_some(Hit { end, errors })
}
