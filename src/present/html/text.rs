//! A document's own text with the claims' passages marked, and the claims beside them.
//!
//! It is shown only where whoever makes the report asked for it, and never where the text may not be
//! passed on and the report is to be published.

use std::collections::{BTreeMap, BTreeSet};

use maud::{Markup, html};

use super::{book::Book, links::passage_anchor, prose::line, verdict};
use crate::analysis::anchoring::{Kind, Mark, Passage, Reading};
use crate::model::id::{ClaimId, DocumentId};
use crate::present::visible::visible;

/// The texts to show, by their documents.
pub type Texts = BTreeMap<DocumentId, LaidText>;

/// A text laid out for reading.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LaidText {
    /// Its blocks with their marks.
    pub reading: Reading,
    /// The claim of each passage, as the marks number them.
    pub claims: Vec<ClaimId>,
    /// How many passages were not found.
    pub lost: usize,
}

impl LaidText {
    /// The passages in the order in which they begin.
    fn order(&self) -> Vec<usize> {
        let marks = self.reading.blocks.iter().flat_map(|block| &block.marks);
        let mut seen = BTreeSet::new();
        marks
            .map(|mark| mark.passage)
            .filter(|passage| seen.insert(*passage))
            .collect()
    }

    /// Whether a claim's passage is marked in it.
    pub(super) fn marks(&self, claim: &ClaimId) -> bool {
        let marks = self.reading.blocks.iter().flat_map(|block| &block.marks);
        let mut found = marks.filter_map(|mark| self.claims.get(mark.passage));
        found.any(|marked| marked == claim)
    }
}

/// The text, block by block.
pub(super) fn text(book: &Book<'_>, laid: &LaidText) -> Markup {
    let mut shown = Shown::new(laid);
    let blocks: Vec<Markup> = laid
        .reading
        .blocks
        .iter()
        .map(|block| shown.block(book, block))
        .collect();
    html! {
        p.remark { "This copy of the report contains the text itself, from a copy on the machine where it was made. It is not part of the commit, and passing the report on passes the text on." }
        div.copy { @for block in blocks { (block) } }
        @if laid.lost > 0 { p.note { (laid.lost) " passages were not found in this copy; " code { "obelus document verify" } " says why." } }
    }
}

/// What of a text has been shown so far.
struct Shown<'a> {
    laid: &'a LaidText,
    numbers: BTreeMap<usize, usize>,
    named: BTreeSet<&'a ClaimId>,
}

impl<'a> Shown<'a> {
    fn new(laid: &'a LaidText) -> Self {
        let numbers = laid.order().into_iter().zip(1..).collect();
        Self {
            laid,
            numbers,
            named: BTreeSet::new(),
        }
    }

    fn block(&mut self, book: &Book<'_>, block: &Passage) -> Markup {
        let begun: Vec<usize> = block
            .marks
            .iter()
            .filter(|mark| mark.begins)
            .map(|mark| mark.passage)
            .collect();
        let running = self.running(book, block);
        html! {
            div.copy-row {
                @match block.kind {
                    Kind::Heading => h4.copy-head { (running) },
                    Kind::Notes => p.copy-notes { (running) },
                    Kind::Paragraph => p { (running) },
                }
                @if !begun.is_empty() {
                    ul.beside { @for passage in begun { (self.beside(book, passage)) } }
                }
            }
        }
    }

    fn claim(&self, passage: usize) -> Option<&'a ClaimId> {
        self.laid.claims.get(passage)
    }

    /// A claim in the margin.
    fn beside(&self, book: &Book<'_>, passage: usize) -> Markup {
        let claim = self.claim(passage).and_then(|id| book.claim(id));
        html! {
            @if let (Some(claim), Some(number)) = (claim, self.numbers.get(&passage)) {
                li {
                    span.n { (number) } " " (verdict::of_claim(claim)) " "
                    a href=(book.links.claim(&claim.claim.id)) { (line(&claim.claim.statement)) }
                }
            }
        }
    }

    /// The text of a block in stretches between which no passage begins or ends. Passages may
    /// overlap, so every stretch is a mark of its own, darker the more passages hold it.
    fn running(&mut self, book: &Book<'_>, block: &Passage) -> Markup {
        let stretches: Vec<Markup> = stretches(block)
            .into_iter()
            .map(|(from, to)| self.stretch(book, block, from, to))
            .collect();
        html! { @for stretch in stretches { (stretch) } }
    }

    fn stretch(&mut self, book: &Book<'_>, block: &Passage, from: usize, to: usize) -> Markup {
        let over = |mark: &&Mark| mark.bytes.start <= from && to <= mark.bytes.end;
        let depth = block.marks.iter().filter(over).count();
        let begins = |mark: &&Mark| mark.begins && mark.bytes.start == from;
        let begun: Vec<usize> = block
            .marks
            .iter()
            .filter(begins)
            .map(|mark| mark.passage)
            .collect();
        let signs: Vec<Markup> = begun
            .into_iter()
            .map(|passage| self.sign(book, passage))
            .collect();
        let words = visible(block.text.get(from..to).unwrap_or_default());
        html! {
            @for sign in signs { (sign) }
            @match depth {
                0 => (words),
                1 => mark { (words) },
                _ => mark.deep { (words) },
            }
        }
    }

    /// The number with which a passage begins; the claim's address leads to its first one.
    fn sign(&mut self, book: &Book<'_>, passage: usize) -> Markup {
        let (Some(claim), Some(number)) = (self.claim(passage), self.numbers.get(&passage)) else {
            return html! {};
        };
        let first = self.named.insert(claim);
        let label = format!("passage {number}, claim {claim}");
        html! {
            a.sign-of id=[first.then(|| passage_anchor(claim))] href=(book.links.claim(claim)) aria-label=(label) { (number) }
        }
    }
}

/// The ends of all marks part a block.
fn stretches(block: &Passage) -> Vec<(usize, usize)> {
    let ends = block
        .marks
        .iter()
        .flat_map(|mark| [mark.bytes.start, mark.bytes.end]);
    let mut cuts: BTreeSet<usize> = ends.filter(|at| block.text.is_char_boundary(*at)).collect();
    cuts.extend([0, block.text.len()]);
    let cuts: Vec<usize> = cuts.into_iter().collect();
    cuts.windows(2)
        .filter_map(|pair| Some((*pair.first()?, *pair.last()?)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(text: &str, marks: &[std::ops::Range<usize>]) -> Passage {
        let mark = |(passage, bytes): (usize, &std::ops::Range<usize>)| Mark {
            bytes: bytes.clone(),
            passage,
            begins: true,
        };
        Passage {
            kind: Kind::Paragraph,
            text: text.to_owned(),
            marks: marks.iter().enumerate().map(mark).collect(),
        }
    }

    #[test]
    fn overlapping_passages_part_a_block_and_no_byte_is_lost() {
        let block = block("one two three four", &[0..7, 4..13, 14..18]);
        let found = stretches(&block);
        assert_eq!(found, [(0, 4), (4, 7), (7, 13), (13, 14), (14, 18)]);
        let whole: String = found.iter().map(|(a, b)| &block.text[*a..*b]).collect();
        assert_eq!(whole, block.text);
    }

    #[test]
    fn a_block_without_passages_is_one_stretch() {
        assert_eq!(stretches(&block("one", &[])), [(0, 3)]);
        assert!(stretches(&block("", &[])).is_empty());
    }
}
