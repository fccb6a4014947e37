//! Exact lookup of passages in folded text.

use std::ops::Range;

use super::{Folded, fold};

/// Where a folded fragment occurs, in order, overlaps included; at most `limit` places.
///
/// An empty fragment occurs nowhere.
pub fn occurrences(text: &Folded, fragment: &str, limit: usize) -> Vec<Range<usize>> {
    let length = fragment.chars().count();
    let mut found = Vec::new();
    let mut from = 0;
    while length > 0 && found.len() < limit {
        let rest = text.text().get(from..).unwrap_or_default();
        let Some(at) = rest.find(fragment) else { break };
        let first = text.char_at(from + at);
        found.push(first..first + length);
        from += at
            + rest
                .get(at..)
                .and_then(|t| t.chars().next())
                .map_or(1, char::len_utf8);
    }
    found
}

/// Every passage that begins with some words and ends with others, neither of which occurs again
/// between: for each occurrence of the last words the nearest first words before them. The words are
/// given as printed. They may overlap, as in a passage of four words of which three are named twice.
///
/// At most `limit` occurrences of either are looked at, so that hostile text costs no more than that.
pub fn find_ends(text: &Folded, start: &str, end: &str, limit: usize) -> Vec<Range<usize>> {
    let starts = occurrences(text, &fold(start), limit);
    let ends = occurrences(text, &fold(end), limit);
    let mut found: Vec<Range<usize>> = Vec::new();
    for end in &ends {
        let fits = |start: &Range<usize>| start.start <= end.start && start.end <= end.end;
        let before = starts.partition_point(fits);
        let Some(start) = before.checked_sub(1).and_then(|last| starts.get(last)) else {
            continue;
        };
        let taken = found
            .last()
            .is_some_and(|passage| passage.start == start.start);
        if !taken {
            found.push(start.start..end.end);
        }
    }
    found
}
