//! The blocks of a text: headings, paragraphs, notes.

use std::ops::Range;

/// Lines that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Where they stand, without white space at either end.
    pub bytes: Range<usize>,
    /// What they are.
    pub kind: Kind,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A heading, or what looks like one.
    Heading,
    /// A paragraph.
    Paragraph,
    /// Notes to the text.
    Notes,
}

/// Longest block, in bytes, that is taken for a heading if no full stop ends it.
const LONGEST_HEADING: usize = 120;

/// The blocks of a text. Empty lines, page breaks and the headings found part them; a sentence that
/// runs on across a gap holds its block together.
pub(super) fn blocks(raw: &str, sections: &[(usize, String)]) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    for (bytes, headed) in parted(raw, sections) {
        let text = raw.get(bytes.clone()).unwrap_or_default();
        let kind = if headed || is_heading(text) {
            Kind::Heading
        } else if is_notes(text) {
            Kind::Notes
        } else {
            Kind::Paragraph
        };
        match blocks.last_mut() {
            Some(last) if last.kind == Kind::Paragraph && !headed && runs_on(raw, last, text) => {
                last.bytes.end = bytes.end;
            }
            _ => blocks.push(Block { bytes, kind }),
        }
    }
    blocks
}

/// Runs of lines, and whether they are a heading that was looked for.
fn parted(raw: &str, sections: &[(usize, String)]) -> Vec<(Range<usize>, bool)> {
    let mut found = Vec::new();
    let mut open: Option<Range<usize>> = None;
    let mut at = 0;
    for line in raw.split_inclusive(['\n', '\u{c}']) {
        let begin = at + (line.len() - line.trim_start().len());
        let end = at + line.trim_end().len();
        let first = sections.partition_point(|(heading, _)| *heading <= at);
        at += line.len();
        let headed = sections
            .get(first)
            .is_some_and(|(heading, _)| *heading <= at);
        if begin < end && !headed {
            open = Some(open.map_or(begin, |range| range.start)..end);
        }
        if begin >= end || headed || line.ends_with('\u{c}') {
            found.extend(open.take().map(|range| (range, false)));
        }
        if headed && begin < end {
            found.push((begin..end, true));
        }
    }
    found.extend(open.map(|range| (range, false)));
    found
}

fn is_heading(block: &str) -> bool {
    let last = block.chars().next_back().unwrap_or('.');
    block.len() <= LONGEST_HEADING && last.is_alphanumeric()
}

/// Whether each line is a note's number and one unbroken word, such as an address.
fn is_notes(block: &str) -> bool {
    block.lines().all(|line| {
        let mut words = line.split_whitespace();
        let number = words.next().unwrap_or_default();
        number.chars().all(char::is_numeric) && words.next().is_some() && words.next().is_none()
    })
}

/// Whether a sentence runs on from a block to the text after it.
fn runs_on(raw: &str, block: &Block, next: &str) -> bool {
    let text = raw.get(block.bytes.clone()).unwrap_or_default();
    let last = text.chars().next_back().unwrap_or('.');
    let broken = last.is_alphanumeric() || matches!(last, ',' | ';' | '-' | '\u{2010}' | '\u{ad}');
    broken && next.starts_with(char::is_lowercase)
}
