//! Compatibility decomposition and case folding, with canonical order kept and every character
//! knowing the bytes it comes from.

use std::iter;

use caseless::Caseless;
use unicode_normalization::char::{canonical_combining_class, decompose_compatible};

use super::Item;

/// The compatibility decomposition (NFKD) of a text.
pub(super) fn decompose(raw: &str) -> Vec<Item> {
    let mut items = Vec::with_capacity(raw.len());
    for (start, c) in raw.char_indices() {
        let end = start + c.len_utf8();
        push(&mut items, c, start, end);
    }
    order(&mut items);
    items
}

/// Full case folding (Unicode 3.13, toCasefold) of decomposed text, decomposed again.
pub(super) fn fold_case(items: Vec<Item>) -> Vec<Item> {
    let mut folded = Vec::with_capacity(items.len());
    for Item { c, start, end } in items {
        if c.is_ascii() {
            let c = c.to_ascii_lowercase();
            folded.push(Item { c, start, end });
        } else {
            for c in iter::once(c).default_case_fold() {
                push(&mut folded, c, start, end);
            }
        }
    }
    order(&mut folded);
    folded
}

fn push(items: &mut Vec<Item>, c: char, start: usize, end: usize) {
    if c.is_ascii() {
        items.push(Item { c, start, end });
    } else {
        decompose_compatible(c, |c| items.push(Item { c, start, end }));
    }
}

/// Sorts each run of marks by combining class, as canonical order asks.
fn order(items: &mut [Item]) {
    let is_mark = |item: &Item| !item.c.is_ascii() && canonical_combining_class(item.c) > 0;
    let mut rest = items;
    while let Some(first) = rest.iter().position(is_mark) {
        let (_, from) = rest.split_at_mut(first);
        let length = from.iter().position(|i| !is_mark(i)).unwrap_or(from.len());
        let (run, after) = from.split_at_mut(length);
        run.sort_by_key(|item| canonical_combining_class(item.c));
        rest = after;
    }
}
