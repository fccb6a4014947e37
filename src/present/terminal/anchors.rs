//! What became of the anchors, at a terminal.

use std::io::{self, Write};

use anstyle::Style;
use unicode_width::UnicodeWidthStr;

use super::layout::{fit, indented};
use crate::analysis::anchoring::{Place, Spot, State, Verdict};
use crate::model::word::Vocabulary;
use crate::present::{
    json::anchors::DocumentRow,
    numbers::counted,
    style::{BAD, FAINT, GOOD, HEADING, NOTICE, paint},
    visible::one_line,
};

/// Writes what there is to look at, then a line of figures a document. Exact anchors are listed only
/// if all are wanted.
pub fn write(
    verdicts: &[Verdict],
    documents: &[DocumentRow],
    all: bool,
    width: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    for document in documents {
        let of: Vec<&Verdict> = verdicts
            .iter()
            .filter(|v| v.document.as_str() == document.id)
            .collect();
        let shown = of.iter().filter(|v| all || v.state != State::Exact);
        let column = of
            .iter()
            .map(|v| v.claim.as_str().width())
            .max()
            .unwrap_or(0);
        for verdict in shown {
            one(verdict, column.min(40), width, out)?;
        }
        summary(document, &of, out)?;
    }
    Ok(())
}

fn one(verdict: &Verdict, column: usize, width: usize, out: &mut dyn Write) -> io::Result<()> {
    let state = paint(style(verdict.state), &fit(verdict.state.word(), 9));
    let claim = fit(verdict.claim.as_str(), column);
    let mut says = one_line(&verdict.reason);
    if let Some(spot) = &verdict.found {
        says = format!("{says}; {}", at(spot));
    }
    let indent = 9 + 2 + column + 2;
    writeln!(out, "{state}  {claim}  {}", indented(&says, indent, width))?;
    if verdict.found.is_none() {
        for spot in &verdict.candidates {
            let line = format!("{:.2}  {}", spot.score, at(spot));
            writeln!(out, "{}{}", " ".repeat(indent), paint(FAINT, &line))?;
        }
    }
    Ok(())
}

fn at(spot: &Spot) -> String {
    format!(
        "{}bytes {}-{}",
        place(&spot.place),
        spot.bytes.start,
        spot.bytes.end
    )
}

/// A place in words, with a comma after each part.
pub fn place(place: &Place) -> String {
    let section = place
        .section
        .as_ref()
        .map(|s| format!("\"{}\", ", one_line(s)));
    let paragraph = place.paragraph.map(|n| format!("paragraph {n}, "));
    let page = place.page.map(|n| format!("page {n}, "));
    [section, paragraph, page].into_iter().flatten().collect()
}

fn summary(document: &DocumentRow, verdicts: &[&Verdict], out: &mut dyn Write) -> io::Result<()> {
    let id = paint(HEADING, &document.id);
    if !document.attached {
        return writeln!(
            out,
            "{id}: no copy is attached, so nothing was verified; `obelus document attach {} FILE` attaches one",
            document.id
        );
    }
    let parts: Vec<String> = State::WORDS
        .iter()
        .map(|(state, word)| {
            (
                verdicts.iter().filter(|v| v.state == *state).count(),
                *state,
                word,
            )
        })
        .filter(|(count, ..)| *count > 0)
        .map(|(count, state, word)| format!("{count} {}", paint(style(state), word)))
        .collect();
    let found = match parts.as_slice() {
        [] => "no claim is anchored in it".to_owned(),
        parts => format!(
            "{}: {}",
            counted(verdicts.len(), "anchor"),
            parts.join(", ")
        ),
    };
    let recognised = match document.recognised {
        Some(true) => "",
        Some(false) => "; the copy is not the text whose digest the workspace records",
        None => "; the workspace records no digest to recognise the copy by",
    };
    writeln!(out, "{id}: {found}{recognised}")
}

fn style(state: State) -> Style {
    match state {
        State::Exact => GOOD,
        State::Moved | State::Changed => NOTICE,
        State::Ambiguous | State::Orphan => BAD,
    }
}
