//! The solutions of an argument graph as a table, and what must be said beside it.

use std::fmt::Write;

use anstyle::Style;
use unicode_width::UnicodeWidthStr;

use super::layout::fit;
use crate::analysis::argumentation::Graph;
use crate::analysis::argumentation::attribution::{Attribution, Part};
use crate::analysis::argumentation::crisp::{Enumeration, Label};
use crate::analysis::argumentation::gradual::Outcome;
use crate::analysis::argumentation::solution::Answer;
use crate::present::numbers::counted;
use crate::present::style::{BAD, FAINT, GOOD, HEADING, paint};
use crate::present::visible::one_line;

/// A line a node, a column a semantics, then a sentence for every answer that
/// is not one value a node.
pub fn table(graph: &Graph, answers: &[Answer]) -> String {
    let ids: Vec<String> = graph.ids().iter().map(|id| one_line(id)).collect();
    let columns: Vec<Column> = answers
        .iter()
        .map(|answer| Column::new(answer, graph.len()))
        .collect();
    let widest = ids.iter().map(|id| id.width()).max().unwrap_or(0);
    let name_width = widest.clamp("node".len(), WIDEST_NAME);
    let mut text = heading(name_width, &columns);
    for (node, id) in ids.iter().enumerate() {
        let _ = write!(text, "{}  {:.4}", fit(id, name_width), graph.bases()[node]);
        for column in &columns {
            let (cell, style) = &column.cells[node];
            let padding = " ".repeat(column.width.saturating_sub(cell.width()));
            let _ = write!(text, "  {}{padding}", paint(*style, cell));
        }
        text.truncate(text.trim_end().len());
        text.push('\n');
    }
    let notes: Vec<String> = answers
        .iter()
        .flat_map(|answer| notes(answer, &ids))
        .collect();
    if !notes.is_empty() {
        let _ = write!(text, "\n{}\n", notes.join("\n"));
    }
    text
}

/// A block for each attribution: what its topic came from, and the part of every node, the greatest
/// first.
pub fn parts(graph: &Graph, attributions: &[Attribution]) -> String {
    let mut text = String::new();
    for attribution in attributions {
        let topic = one_line(&graph.ids()[attribution.topic]);
        let name = format!("{} by {}", attribution.way.name(), attribution.semantics);
        let _ = writeln!(text, "\n{}", paint(HEADING, &format!("{topic}: {name}")));
        match (&attribution.parts, attribution.strength) {
            (Ok(found), Some(strength)) => {
                let base = attribution.base;
                let _ = writeln!(text, "  {base:.4} at first, {strength:.4} in the end");
                rows(graph, found, &mut text);
                if let Some(orders) = attribution.sampled {
                    let _ = writeln!(
                        text,
                        "  sampled over {orders} random orders; ± one standard error"
                    );
                }
            }
            (Err(why), _) => drop(writeln!(text, "  none: {why}")),
            (Ok(_), None) => drop(writeln!(text, "  none: the strength does not converge")),
        }
    }
    text
}

fn rows(graph: &Graph, parts: &[Part], text: &mut String) {
    let mut order: Vec<&Part> = parts.iter().collect();
    order.sort_by(|a, b| {
        b.share
            .abs()
            .total_cmp(&a.share.abs())
            .then(a.node.cmp(&b.node))
    });
    for part in order {
        let id = fit(&one_line(&graph.ids()[part.node]), WIDEST_NAME);
        let sign = if part.share < 0.0 { '−' } else { '+' };
        let error = if part.error > 0.0 {
            format!(" ± {:.4}", part.error)
        } else {
            String::new()
        };
        let _ = writeln!(
            text,
            "  {sign}{:.4}{error}  {}",
            part.share.abs(),
            id.trim_end()
        );
    }
}

/// Longer names are cut.
const WIDEST_NAME: usize = 40;

/// So many labellings are spelt out.
const MOST_SPELT: usize = 12;

/// One answer's cells, and how wide they are.
struct Column {
    name: &'static str,
    cells: Vec<(String, Style)>,
    width: usize,
}

impl Column {
    fn new(answer: &Answer, nodes: usize) -> Self {
        let cells: Vec<_> = (0..nodes).map(|node| cell(answer, node)).collect();
        let name = answer.question().name();
        let widest = cells.iter().map(|(cell, _)| cell.width()).max();
        let width = widest.unwrap_or(0).max(name.len());
        Self { name, cells, width }
    }
}

fn heading(name_width: usize, columns: &[Column]) -> String {
    let mut line = format!("{}  {}", fit("node", name_width), fit("base", 6));
    for column in columns {
        let _ = write!(line, "  {}", fit(column.name, column.width));
    }
    format!("{}\n", paint(HEADING, line.trim_end()))
}

fn cell(answer: &Answer, node: usize) -> (String, Style) {
    match answer {
        Answer::Grounded(grounded) => label(grounded.labels[node]),
        Answer::Ideal(ideal) => label(ideal.labels[node]),
        Answer::Preferred(found) | Answer::Stable(found) => acceptance(found, node),
        Answer::Strengths(_, outcome) => match outcome.strength(node) {
            Some(strength) => (format!("{strength:.4}"), Style::new()),
            None => ("–".to_owned(), FAINT),
        },
    }
}

fn label(label: Label) -> (String, Style) {
    let style = match label {
        Label::In => GOOD,
        Label::Out => BAD,
        Label::Undec => FAINT,
    };
    (label.as_str().to_owned(), style)
}

/// In how many of the labellings a node is in.
fn acceptance(found: &Enumeration, node: usize) -> (String, Style) {
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

fn notes(answer: &Answer, ids: &[String]) -> Vec<String> {
    let name = answer.question().name();
    match answer {
        Answer::Grounded(_) => Vec::new(),
        Answer::Ideal(ideal) if ideal.complete => Vec::new(),
        Answer::Ideal(_) => {
            vec!["ideal: stopped at a limit; what is in is ideal, but there may be more".to_owned()]
        }
        Answer::Preferred(found) | Answer::Stable(found) => labelling_notes(name, found, ids),
        Answer::Strengths(_, outcome) => strength_notes(name, outcome, ids),
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
