//! The solutions of an argument graph as a table, and what must be said beside it.

use std::fmt::Write;

use unicode_width::UnicodeWidthStr;

use super::layout::fit;
use crate::analysis::argumentation::Graph;
use crate::analysis::argumentation::crisp::{Enumeration, Label};
use crate::analysis::argumentation::gradual::Outcome;
use crate::analysis::argumentation::solution::{Answer, Question};
use crate::present::numbers::counted;
use crate::present::style::{BAD, FAINT, GOOD, HEADING, paint};
use crate::present::visible::one_line;

/// A line a node, a column a semantics, then a sentence for every answer that
/// is not one value a node.
pub fn table(graph: &Graph, answers: &[(Question, Answer)]) -> String {
    let ids: Vec<String> = graph.ids().iter().map(|id| one_line(id)).collect();
    let widest = ids.iter().map(|id| id.width()).max().unwrap_or(0);
    let name_width = widest.clamp("node".len(), WIDEST_NAME);
    let mut text = heading(name_width, answers);
    for (node, id) in ids.iter().enumerate() {
        let _ = write!(text, "{}  {:.4}", fit(id, name_width), graph.bases()[node]);
        for (question, answer) in answers {
            let (cell, style) = cell(answer, node);
            let padding = " ".repeat(question.name().len().max(CELL).saturating_sub(cell.width()));
            let _ = write!(text, "  {}{padding}", paint(style, &cell));
        }
        text.truncate(text.trim_end().len());
        text.push('\n');
    }
    let notes: Vec<String> = answers
        .iter()
        .flat_map(|(question, answer)| notes(*question, answer, &ids))
        .collect();
    if !notes.is_empty() {
        let _ = write!(text, "\n{}\n", notes.join("\n"));
    }
    text
}

/// Longer names are cut.
const WIDEST_NAME: usize = 40;

/// The narrowest column: `in 1 of 2`.
const CELL: usize = 9;

/// So many labellings are spelt out.
const MOST_SPELT: usize = 12;

fn heading(name_width: usize, answers: &[(Question, Answer)]) -> String {
    let mut line = format!("{}  {}", fit("node", name_width), fit("base", 6));
    for (question, _) in answers {
        let name = question.name();
        let _ = write!(line, "  {}", fit(name, name.len().max(CELL)));
    }
    format!("{}\n", paint(HEADING, line.trim_end()))
}

fn cell(answer: &Answer, node: usize) -> (String, anstyle::Style) {
    match answer {
        Answer::Grounded(grounded) => label(grounded.labels[node]),
        Answer::Ideal(ideal) => label(ideal.labels[node]),
        Answer::Labellings(found) => acceptance(found, node),
        Answer::Strengths(outcome) => match outcome.strength(node) {
            Some(strength) => (format!("{strength:.4}"), anstyle::Style::new()),
            None => ("–".to_owned(), FAINT),
        },
    }
}

fn label(label: Label) -> (String, anstyle::Style) {
    let style = match label {
        Label::In => GOOD,
        Label::Out => BAD,
        Label::Undec => FAINT,
    };
    (label.as_str().to_owned(), style)
}

/// In how many of the labellings a node is in.
fn acceptance(found: &Enumeration, node: usize) -> (String, anstyle::Style) {
    let total = found.labellings.len();
    let accepting = found
        .labellings
        .iter()
        .filter(|labels| labels[node] == Label::In);
    match accepting.count() {
        _ if total == 0 => ("–".to_owned(), FAINT),
        0 => ("in none".to_owned(), BAD),
        n if n == total => ("in all".to_owned(), GOOD),
        n => (format!("in {n} of {total}"), FAINT),
    }
}

fn notes(question: Question, answer: &Answer, ids: &[String]) -> Vec<String> {
    match answer {
        Answer::Grounded(_) => Vec::new(),
        Answer::Ideal(ideal) if ideal.complete => Vec::new(),
        Answer::Ideal(_) => {
            vec!["ideal: stopped at a limit; what is in is ideal, but there may be more".to_owned()]
        }
        Answer::Labellings(found) => labelling_notes(question.name(), found, ids),
        Answer::Strengths(outcome) => strength_notes(question.name(), outcome, ids),
    }
}

fn labelling_notes(name: &str, found: &Enumeration, ids: &[String]) -> Vec<String> {
    let total = found.labellings.len();
    let stopped = if found.complete {
        ""
    } else {
        ", stopped at a limit: there may be more"
    };
    let mut notes = vec![format!("{name}: {}{stopped}", counted(total, "labelling"))];
    if total <= MOST_SPELT {
        let spelt = found.labellings.iter().enumerate();
        notes.extend(spelt.map(|(i, labels)| format!("  {}. {}", i + 1, accepted(labels, ids))));
    }
    notes
}

fn accepted(labels: &[Label], ids: &[String]) -> String {
    let accepted = labels
        .iter()
        .zip(ids)
        .filter(|(label, _)| **label == Label::In);
    listed(accepted.map(|(_, id)| id.as_str()))
}

fn strength_notes(name: &str, outcome: &Outcome, ids: &[String]) -> Vec<String> {
    let status = outcome.status.as_str();
    match &outcome.unsettled {
        None => vec![format!("{name}: {status}")],
        Some((nodes, reason)) => {
            let cycle = listed(nodes.iter().map(|&node| ids[node].as_str()));
            vec![format!("{name}: {status}, {} {cycle}", reason.as_str())]
        }
    }
}

/// The first names in braces, and how many more there are.
fn listed<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<&str> = names.collect();
    let shown = names
        .iter()
        .take(MOST_SPELT)
        .copied()
        .collect::<Vec<_>>()
        .join(", ");
    match names.len().saturating_sub(MOST_SPELT) {
        0 => format!("{{{shown}}}"),
        more => format!("{{{shown} and {more} more}}"),
    }
}
