//! Which characters count: letters, digits, and the marks that make another letter of them.
//!
//! Kept are characters with the Unicode property Alphabetic or a numeric category, and marks that
//! stand upon a kept character: accents of Latin and Greek, vowel signs, viramas and nuktas of Indic
//! scripts, voicing marks of kana. A mark that stands upon nothing kept is a loose sign (an acute
//! typed as an apostrophe, say) and vanishes with it. Left out although they are letters or marks:
//!
//! - the points of Hebrew, Arabic and Syriac (vowels, cantillation, Quranic signs), as one text is
//!   printed with and without them; hamza and madda, which make letters of their own, stay;
//! - the Arabic tatweel and Hangul fillers, which only stretch or fill;
//! - a dot above `i` and `j`, which have one (capital İ folds to `i` and a dot);
//! - stress upon Cyrillic letters (acute and grave), unless a letter of its own arises (ѓ, ќ, ѐ, ѝ);
//! - variation selectors, the grapheme joiner, and enclosing marks of symbols.

use unicode_normalization::char::{compose, is_combining_mark};

use super::Item;

/// The items that count, in order.
pub(super) fn keep(items: &[Item]) -> Vec<Item> {
    let mut kept = Vec::with_capacity(items.len());
    let mut base = None;
    for item in items {
        let c = item.c;
        if c.is_ascii() {
            base = c.is_ascii_alphanumeric().then_some(c);
            kept.extend(base.map(|_| *item));
        } else if is_transparent(c) {
        } else if is_combining_mark(c) {
            if base.is_some_and(|base| mark_counts(base, c)) {
                kept.push(*item);
            }
        } else {
            base = (c.is_alphanumeric() && !is_filler(c)).then_some(c);
            kept.extend(base.map(|_| *item));
        }
    }
    kept
}

fn mark_counts(base: char, mark: char) -> bool {
    match mark {
        '\u{307}' => !matches!(base, 'i' | 'j'),
        '\u{300}' | '\u{301}' => !is_cyrillic(base) || compose(base, mark).is_some(),
        _ => !is_point(mark) && !is_enclosing(mark),
    }
}

/// Characters that are not seen and stand between nothing.
pub(super) fn is_transparent(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{e0100}'..='\u{e01ef}')
}

fn is_filler(c: char) -> bool {
    matches!(
        c,
        '\u{640}' | '\u{7fa}' | '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}'
    )
}

/// Marks of Hebrew, Arabic and Syriac but for madda and hamza (U+0653 to U+0655).
fn is_point(mark: char) -> bool {
    matches!(mark,
        '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{652}' | '\u{656}'..='\u{65f}'
        | '\u{670}' | '\u{6d6}'..='\u{6ed}' | '\u{711}' | '\u{730}'..='\u{74a}'
        | '\u{897}'..='\u{89f}' | '\u{8ca}'..='\u{8ff}')
}

fn is_enclosing(mark: char) -> bool {
    matches!(mark, '\u{488}' | '\u{489}' | '\u{1abe}' | '\u{20dd}'..='\u{20e4}' | '\u{a670}'..='\u{a672}')
}

fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{52f}')
}
