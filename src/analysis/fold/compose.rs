//! Canonical composition (Unicode 3.11), with the bytes of what was joined.

use unicode_normalization::char::{canonical_combining_class, compose as join};

use super::Item;

/// The composed form of decomposed text in canonical order. A joined character stands for the bytes
/// from the first to the last of its parts.
pub(super) fn compose(items: Vec<Item>) -> Vec<Item> {
    let mut composed: Vec<Item> = Vec::with_capacity(items.len());
    let mut starter: Option<usize> = None;
    let mut last_class = 0;
    for item in items {
        if item.c.is_ascii() {
            starter = Some(composed.len());
            last_class = 0;
            composed.push(item);
            continue;
        }
        let class = canonical_combining_class(item.c);
        let joined = starter
            .filter(|at| is_open(*at, composed.len(), last_class, class))
            .and_then(|at| composed.get_mut(at))
            .and_then(|base| join(base.c, item.c).map(|c| (base, c)));
        if let Some((base, c)) = joined {
            *base = Item {
                c,
                start: base.start.min(item.start),
                end: base.end.max(item.end),
            };
            continue;
        }
        if class == 0 {
            starter = Some(composed.len());
        }
        last_class = class;
        composed.push(item);
    }
    composed
}

/// Whether nothing between the starter and the next character blocks their joining.
fn is_open(starter: usize, length: usize, last_class: u8, class: u8) -> bool {
    let adjacent = starter + 1 == length;
    adjacent || (last_class != 0 && last_class < class)
}
