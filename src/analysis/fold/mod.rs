//! The normal form `fold1`, in which passages are counted, digested and searched.
//!
//! Two copies of one text rarely agree byte for byte: lines break elsewhere, words are hyphenated,
//! quotation marks are straight or curly, a letter comes from a look-alike alphabet. The normal form
//! keeps what readers would call the same text and drops the rest:
//!
//! 1. compatibility decomposition (NFKD), so that ligatures, full-width and presentation forms agree;
//! 2. look-alike letters put into the script of their word, see [`lookalike`];
//! 3. full case folding, and decomposition again;
//! 4. letters, digits and the marks upon them only, see [`keep`];
//! 5. canonical composition (NFC).
//!
//! Spaces, line ends, hyphens, dashes, quotation marks and soft hyphens vanish in step 4. The form is
//! versioned by its name: a change that alters the result for any text needs a new one. It is applied
//! once, to text as printed; folding what is folded already may differ, as words no longer end.

mod compose;
mod decompose;
pub mod digest;
mod keep;
mod lookalike;
mod passage;

use std::ops::Range;

pub use passage::{find_ends, occurrences};

/// Name of the normal form; the first part of its digests.
pub const NAME: &str = "fold1";

/// A character on its way through the folding, with the bytes of the raw text that it stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Item {
    c: char,
    start: usize,
    end: usize,
}

/// A folded character: where it stands in the folded text, and what it stands for in the raw one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Cell {
    at: usize,
    start: usize,
    end: usize,
}

/// A text in normal form with an exact map back to the raw text.
///
/// Positions are counted in folded characters unless they are said to be bytes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Folded {
    text: String,
    cells: Vec<Cell>,
}

impl Folded {
    /// Folds a text.
    pub fn new(raw: &str) -> Self {
        let mut items = decompose::decompose(raw);
        lookalike::unify(&mut items);
        let mut items = compose::compose(keep::keep(&decompose::fold_case(items)));
        level(&mut items);
        let mut folded = Self {
            text: String::with_capacity(items.len()),
            cells: Vec::with_capacity(items.len()),
        };
        for item in items {
            folded.cells.push(Cell {
                at: folded.text.len(),
                start: item.start,
                end: item.end,
            });
            folded.text.push(item.c);
        }
        folded
    }

    /// The folded text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Folded characters.
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// Whether nothing is left.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// The folded characters of a range, cut to the text.
    pub fn slice(&self, chars: Range<usize>) -> &str {
        let byte = |i: usize| self.cells.get(i).map_or(self.text.len(), |cell| cell.at);
        self.text
            .get(byte(chars.start)..byte(chars.end))
            .unwrap_or_default()
    }

    /// Bytes of the raw text from the first to the last character of a range; nothing for an empty
    /// range or one beyond the text.
    pub fn raw(&self, chars: Range<usize>) -> Option<Range<usize>> {
        let cells = self.cells.get(chars)?;
        Some(cells.first()?.start..cells.last()?.end)
    }

    /// The folded characters that stand for some bytes of the raw text.
    pub fn chars_of(&self, raw: Range<usize>) -> Range<usize> {
        let start = self.cells.partition_point(|cell| cell.end <= raw.start);
        let end = self.cells.partition_point(|cell| cell.start < raw.end);
        start..end.max(start)
    }

    /// The folded character that begins at or after a byte of the folded text.
    pub fn char_at(&self, byte: usize) -> usize {
        self.cells.partition_point(|cell| cell.at < byte)
    }
}

/// Widens the bytes of marks that changed places, so that both ends never run backwards.
fn level(items: &mut [Item]) {
    let mut end = 0;
    for item in items.iter_mut() {
        end = end.max(item.end);
        item.end = end;
    }
    let mut start = usize::MAX;
    for item in items.iter_mut().rev() {
        start = start.min(item.start);
        item.start = start;
    }
}

/// A text in normal form, where no map back is needed.
pub fn fold(raw: &str) -> String {
    Folded::new(raw).text
}

/// Number of characters of a text in normal form.
pub fn fold_length(raw: &str) -> usize {
    Folded::new(raw).len()
}

#[cfg(test)]
mod tests;
