//! A text for reading, with the claims' passages marked in it.

use std::ops::Range;

use super::{blocks::Kind, copy::Copy, places::Outline, unwrap::Unwrapped};

/// A text in blocks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reading {
    /// Headings, paragraphs and notes in order.
    pub blocks: Vec<Passage>,
}

/// A block of running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// What it is.
    pub kind: Kind,
    /// Its text on one line.
    pub text: String,
    /// The marks in it, in order of their beginning.
    pub marks: Vec<Mark>,
}

/// A marked stretch of a block. A passage that runs over several blocks has a mark in each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Bytes of the block's text.
    pub bytes: Range<usize>,
    /// Which of the passages it belongs to, as they were given.
    pub passage: usize,
    /// Whether the passage begins here.
    pub begins: bool,
}

/// Lays a text out for reading. `passages` are bytes of the raw text.
pub fn reading(copy: &Copy<'_>, outline: &Outline, passages: &[Range<usize>]) -> Reading {
    let mut order: Vec<(&Range<usize>, usize)> = passages.iter().zip(0..).collect();
    order.sort_by_key(|(bytes, i)| (bytes.start, bytes.end, *i));
    let blocks = outline.blocks().iter().map(|block| {
        let unwrapped = Unwrapped::new(copy.raw, block.bytes.clone());
        let begun = order.partition_point(|(bytes, _)| bytes.start < block.bytes.end);
        let here = order
            .iter()
            .take(begun)
            .filter(|(bytes, _)| bytes.start < block.bytes.end && block.bytes.start < bytes.end);
        let marks = here.map(|(bytes, passage)| Mark {
            bytes: unwrapped.bytes_of(bytes),
            passage: *passage,
            begins: bytes.start >= block.bytes.start,
        });
        Passage {
            kind: block.kind,
            marks: marks.collect(),
            text: unwrapped.text,
        }
    });
    Reading {
        blocks: blocks.collect(),
    }
}
