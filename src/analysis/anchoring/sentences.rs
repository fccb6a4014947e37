//! The sentences of a text, to choose passages from.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::{blocks::Kind, copy::Copy, places::Outline, unwrap::Unwrapped};

/// A sentence of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Bytes of the raw text.
    pub bytes: Range<usize>,
    /// The sentence on one line.
    pub text: String,
}

/// The sentences of all paragraphs in order, by the boundaries of Unicode Standard Annex #29.
pub fn sentences(copy: &Copy<'_>, outline: &Outline) -> Vec<Sentence> {
    let paragraphs = outline
        .blocks()
        .iter()
        .filter(|block| block.kind == Kind::Paragraph);
    let of = |bytes: &Range<usize>| {
        let unwrapped = Unwrapped::new(copy.raw, bytes.clone());
        let pieces = unwrapped.text.split_sentence_bound_indices();
        let found = pieces.filter_map(|(at, piece)| {
            let text = piece.trim_end();
            let bytes = unwrapped.raw_of(&(at..at + text.len()))?;
            Some(Sentence {
                bytes,
                text: text.to_owned(),
            })
        });
        found.collect::<Vec<_>>()
    };
    paragraphs.flat_map(|block| of(&block.bytes)).collect()
}

/// The sentences that stand in some folded characters, as one range of folded characters.
pub fn around(
    copy: &Copy<'_>,
    sentences: &[Sentence],
    chars: &Range<usize>,
) -> Option<Range<usize>> {
    let bytes = copy.folded.raw(chars.clone())?;
    let touches = |s: &&Sentence| s.bytes.start < bytes.end && bytes.start < s.bytes.end;
    let first = sentences.iter().find(touches)?;
    let last = sentences.iter().rev().find(touches)?;
    Some(copy.folded.chars_of(first.bytes.start..last.bytes.end))
}
