//! Where in a text something stands, in words for people: section, paragraph, page.

use std::collections::BTreeSet;

use super::{
    blocks::{self, Block, Kind},
    copy::Copy,
};
use crate::analysis::fold::{fold, occurrences};

/// A place for people. What cannot be told is missing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Place {
    /// Heading of the section.
    pub section: Option<String>,
    /// Paragraph within the section, from 1.
    pub paragraph: Option<u32>,
    /// Page, from 1, where the text marks its pages by form feeds.
    pub page: Option<u32>,
}

/// The outline of a copy: where its sections, paragraphs and pages begin.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outline {
    /// Headings with the byte at which their section begins, in order of the text.
    sections: Vec<(usize, String)>,
    /// The same headings in normal form.
    folded: Vec<String>,
    /// Headings, paragraphs and notes, in order of the text.
    blocks: Vec<Block>,
    /// Bytes at which paragraphs begin.
    paragraphs: Vec<usize>,
    /// Bytes at which pages after the first begin.
    pages: Vec<usize>,
}

/// More places of a heading than this are not looked at.
const MOST_HEADINGS: usize = 1_000;

/// A section shorter than this, in folded characters, is an entry of a table of contents.
const LEAST_SECTION: usize = 120;

impl Outline {
    /// Finds the listed headings, each on lines of its own, and the paragraphs between them. If the
    /// first listed heading is not printed but others are, it names what stands before them.
    pub fn new(copy: &Copy<'_>, headings: &[String]) -> Self {
        let mut sections = headings_in(copy, headings);
        if let Some(first) = headings.first().filter(|_| !sections.is_empty())
            && sections.iter().all(|(_, heading)| heading != first)
        {
            sections.push((0, first.clone()));
        }
        sections.sort();
        let feeds = copy.raw.match_indices('\u{c}');
        let blocks = blocks::blocks(copy.raw, &sections);
        let paragraphs = blocks.iter().filter(|block| block.kind == Kind::Paragraph);
        Self {
            paragraphs: paragraphs.map(|block| block.bytes.start).collect(),
            blocks,
            folded: sections.iter().map(|(_, heading)| fold(heading)).collect(),
            pages: feeds.map(|(at, _)| at + 1).collect(),
            sections,
        }
    }

    /// Headings, paragraphs and notes, in order of the text.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The place of a byte of the raw text.
    pub fn place(&self, byte: usize) -> Place {
        let section = self.section_at(byte);
        let begin = section.map_or(0, |(at, _)| *at);
        let before = |starts: &[usize], byte| starts.partition_point(|start| *start <= byte);
        let paragraph = before(&self.paragraphs, byte) - before(&self.paragraphs, begin);
        let page = u32::try_from(before(&self.pages, byte) + 1).ok();
        Place {
            section: section.map(|(_, heading)| heading.clone()),
            paragraph: u32::try_from(paragraph.max(1)).ok(),
            page: page.filter(|_| !self.pages.is_empty()),
        }
    }

    fn section_at(&self, byte: usize) -> Option<&(usize, String)> {
        let after = self.sections.partition_point(|(start, _)| *start <= byte);
        self.sections.get(after.checked_sub(1)?)
    }

    /// Number of the section under a heading in the order of the text, if it was found.
    pub fn section_number(&self, heading: &str) -> Option<usize> {
        let wanted = fold(heading);
        self.folded.iter().position(|folded| *folded == wanted)
    }

    /// Whether a byte stands in the section of that number.
    pub fn is_in(&self, byte: usize, number: usize) -> bool {
        let here = self.sections.partition_point(|(start, _)| *start <= byte);
        here == number + 1
    }

    /// Whether a byte stands under a heading; nothing if that section was not found.
    pub fn is_under(&self, byte: usize, heading: &str) -> Option<bool> {
        let number = self.section_number(heading)?;
        Some(self.is_in(byte, number))
    }
}

/// A line that a heading stands on: its first folded character, and the byte after it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Line {
    at: usize,
    end: usize,
}

/// Where the text under each heading begins.
fn headings_in(copy: &Copy<'_>, headings: &[String]) -> Vec<(usize, String)> {
    let headings: BTreeSet<&String> = headings.iter().collect();
    let lines: Vec<(&String, Vec<Line>)> = headings
        .into_iter()
        .map(|heading| (heading, lines_of(copy, heading)))
        .collect();
    let mut starts: Vec<usize> = lines.iter().flat_map(|(_, of)| of).map(|l| l.at).collect();
    starts.sort_unstable();
    let body = |line: &Line| {
        let next = starts.partition_point(|at| *at <= line.at);
        starts.get(next).unwrap_or(&copy.folded.len()) - line.at
    };
    let begin = |(heading, of): (&String, Vec<Line>)| {
        let least = LEAST_SECTION + heading.len();
        let chosen = of.iter().find(|line| body(line) >= least).or(of.first())?;
        Some((chosen.end, heading.clone()))
    };
    lines.into_iter().filter_map(begin).collect()
}

fn lines_of(copy: &Copy<'_>, heading: &str) -> Vec<Line> {
    let found = occurrences(&copy.folded, &fold(heading), MOST_HEADINGS);
    let line = |chars: std::ops::Range<usize>| {
        let at = chars.start;
        let bytes = copy.folded.raw(chars)?;
        let end = bytes.end;
        is_alone(copy.raw, bytes.start, end).then_some(Line { at, end })
    };
    found.into_iter().filter_map(line).collect()
}

/// Whether nothing but signs and numbering shares the lines with some bytes.
fn is_alone(raw: &str, start: usize, end: usize) -> bool {
    let breaks = ['\n', '\r', '\u{c}'];
    let before = raw.get(..start).unwrap_or_default();
    let before = before.rsplit(breaks).next().unwrap_or_default();
    let after = raw.get(end..).unwrap_or_default();
    let after = after.split(breaks).next().unwrap_or_default();
    !before.contains(char::is_alphabetic) && !after.contains(char::is_alphanumeric)
}
