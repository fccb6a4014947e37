//! From a passage to the anchor that finds it again.

use std::ops::Range;

use super::{
    bytes::is_unparted,
    copy::Copy,
    measure::{Measure, measure, measured},
    places::Outline,
    unwrap::Unwrapped,
};
use crate::model::{
    anchor::{Anchor, Selector},
    id::DocumentId,
};

/// Fewest and most words that an anchor names at either end.
const WORDS: std::ops::RangeInclusive<usize> = 3..=6;

/// Folded characters that stand for a word in scripts without spaces.
const CHARS_OF_WORD: usize = 4;

/// An anchor for a range of folded characters: as few first and last words as find it, three to six,
/// with its length, digest and place. Nothing for an empty range.
pub fn mark(
    copy: &Copy<'_>,
    outline: &Outline,
    document: &DocumentId,
    chars: Range<usize>,
) -> Option<Anchor> {
    let passage = measured(&copy.folded, chars)?;
    let text = Unwrapped::new(copy.raw, passage.bytes.clone()).text;
    let finds = |words: &(String, String)| {
        let found = measure(&copy.folded, &words.0, &words.1);
        found.is_ok_and(|found| found.chars == passage.chars)
    };
    let ends = |count| (opening(&text, count), closing(&text, count));
    let chosen = WORDS.map(ends).find(finds);
    let words = chosen.unwrap_or_else(|| ends(*WORDS.end()));
    Some(anchor(outline, document, words, passage))
}

/// An anchor for a passage that was measured, with these first and last words.
pub fn anchor(
    outline: &Outline,
    document: &DocumentId,
    words: (String, String),
    passage: Measure,
) -> Anchor {
    let place = outline.place(passage.bytes.start);
    Anchor {
        document: document.clone(),
        section: place.section,
        paragraph: place.paragraph,
        selector: Selector::Ends {
            start: words.0,
            end: words.1,
            length: u32::try_from(passage.length).ok(),
            digest: Some(passage.digest),
        },
    }
}

fn opening(text: &str, count: usize) -> String {
    if text.starts_with(is_unparted) {
        return text.chars().take(count * CHARS_OF_WORD).collect();
    }
    let words: Vec<&str> = text.split_whitespace().take(count).collect();
    words.join(" ")
}

fn closing(text: &str, count: usize) -> String {
    if text.ends_with(is_unparted) {
        let skipped = text.chars().count().saturating_sub(count * CHARS_OF_WORD);
        return text.chars().skip(skipped).collect();
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let skipped = words.len().saturating_sub(count);
    words.get(skipped..).unwrap_or_default().join(" ")
}
