//! A text at a terminal, with the claims' passages marked in the margin.

use std::io::{self, Write};
use std::ops::Range;

use unicode_width::UnicodeWidthStr;

use super::layout::{fit, wrap};
use crate::analysis::{
    anchoring::{Kind, Passage, Reading},
    statistics::verdict::Verdict,
};
use crate::present::{
    style::{FAINT, HEADING, paint},
    visible::visible,
    words,
};

/// A claim beside a passage.
#[derive(Debug, Clone)]
pub struct Note {
    /// The claim's id.
    pub claim: String,
    /// What is claimed.
    pub statement: String,
    /// The verdict of its reviews, where it is known.
    pub verdict: Option<Verdict>,
}

/// Columns of the margin: the mark, a number, a line and a space on either side.
const MARGIN: usize = 7;

/// Writes the text; passages have their number in the margin where they begin and a line beside
/// them, doubted ones the obelus. `notes` has an entry for each passage.
pub fn write(
    reading: &Reading,
    notes: &[Note],
    width: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut numbers: Vec<Option<usize>> = vec![None; notes.len()];
    let mut next = 1;
    for block in &reading.blocks {
        for mark in &block.marks {
            if let Some(number @ None) = numbers.get_mut(mark.passage) {
                *number = Some(next);
                next += 1;
            }
        }
        write_block(block, notes, &numbers, width.min(92), out)?;
    }
    Ok(())
}

fn write_block(
    block: &Passage,
    notes: &[Note],
    numbers: &[Option<usize>],
    width: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let verdict = |passage: usize| notes.get(passage).and_then(|note| note.verdict);
    for line in lines(&block.text, width.saturating_sub(MARGIN)) {
        let here: Vec<_> = block
            .marks
            .iter()
            .filter(|mark| mark.bytes.start < line.end && line.start < mark.bytes.end)
            .collect();
        let begun = here
            .iter()
            .find(|m| m.begins && line.contains(&m.bytes.start));
        let margin = match (begun, here.first()) {
            (Some(mark), _) => {
                let number = numbers.get(mark.passage).copied().flatten().unwrap_or(0);
                let sign = verdict(mark.passage).map_or(' ', words::mark);
                format!("{sign} {number:>3} │")
            }
            (None, Some(_)) => "      │".to_owned(),
            (None, None) => " ".repeat(MARGIN),
        };
        let text = visible(block.text.get(line).unwrap_or_default().trim_end()).into_owned();
        let text = match block.kind {
            Kind::Heading => paint(HEADING, &text),
            Kind::Notes => paint(FAINT, &text),
            Kind::Paragraph => text,
        };
        let colour = here.first().and_then(|mark| verdict(mark.passage));
        let margin = colour.map_or(margin.clone(), |v| paint(words::colour(v), &margin));
        writeln!(out, "{margin} {text}")?;
    }
    legend(block, notes, numbers, width, out)?;
    writeln!(out)
}

/// The claims whose passages begin in a block.
fn legend(
    block: &Passage,
    notes: &[Note],
    numbers: &[Option<usize>],
    width: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    for mark in block.marks.iter().filter(|mark| mark.begins) {
        let Some(note) = notes.get(mark.passage) else {
            continue;
        };
        let number = numbers.get(mark.passage).copied().flatten().unwrap_or(0);
        let (sign, word) = note
            .verdict
            .map_or((' ', "not judged"), |v| (words::mark(v), words::verdict(v)));
        let head = format!("{sign} {number:>3} {}: {word}", note.claim);
        let head = note
            .verdict
            .map_or(head.clone(), |v| paint(words::colour(v), &head));
        writeln!(out, "{head}")?;
        let indent = " ".repeat(6);
        for line in wrap(
            &visible(&note.statement),
            width.saturating_sub(indent.len()),
        ) {
            writeln!(out, "{indent}{}", paint(FAINT, &line))?;
        }
    }
    Ok(())
}

/// The bytes of each line when a text is broken at spaces, or anywhere in scripts without them, into
/// so many columns.
fn lines(text: &str, width: usize) -> Vec<Range<usize>> {
    let (mut lines, mut start, mut used, mut space) = (Vec::new(), 0, 0, None);
    for (at, c) in text.char_indices() {
        let columns = c.to_string().width();
        if used + columns > width && at > start {
            let cut = space.filter(|space| *space > start).unwrap_or(at);
            lines.push(start..cut);
            start = cut;
            used = text.get(cut..at).unwrap_or_default().width();
            space = None;
        }
        used += columns;
        if c == ' ' {
            space = Some(at + 1);
        }
    }
    if start < text.len() {
        lines.push(start..text.len());
    }
    lines
}

/// A claim's place, its number and its name in one line, for lists to choose from.
pub fn choice(number: usize, text: &str, width: usize) -> String {
    fit(&format!("{number:>3}  {}", visible(text)), width)
        .trim_end()
        .to_owned()
}
