//! From the place a diagnostic names to bytes, lines and columns of the file.

use std::{collections::BTreeMap, ops::Range};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{lines::Lines, source_tree::SourceTree};
use crate::model::diagnostic::{Diagnostic, FieldPath, Finding, Place, Position, Step};

/// Findings with their places, and the text of every file they stand in.
#[derive(Debug, Default)]
pub struct Located {
    /// In order of path and place.
    pub findings: Vec<Finding>,
    /// Text by path, where it can be read.
    pub texts: BTreeMap<String, String>,
}

/// Looks up where each diagnostic stands.
pub fn locate(tree: &SourceTree, diagnostics: Vec<Diagnostic>) -> Located {
    let mut by_path: BTreeMap<String, Vec<Diagnostic>> = BTreeMap::new();
    for diagnostic in diagnostics {
        let of_path = by_path.entry(diagnostic.path.clone()).or_default();
        of_path.push(diagnostic);
    }
    let mut located = Located::default();
    for (path, of_path) in by_path {
        let text = tree.shown_text(&path);
        located
            .findings
            .extend(in_text(text.as_deref().unwrap_or_default(), of_path));
        if let Some(text) = text {
            located.texts.insert(path, text);
        }
    }
    located
}

/// Looks up where each diagnostic of one file stands; in order of the places, none of them twice.
pub fn in_text(text: &str, diagnostics: Vec<Diagnostic>) -> Vec<Finding> {
    let lines = Lines::new(text);
    let (table, _) = DeTable::parse_recoverable(text);
    let mut findings: Vec<Finding> = diagnostics
        .into_iter()
        .map(|diagnostic| find(&lines, table.get_ref(), diagnostic))
        .collect();
    findings.sort_by(|a, b| order(a).cmp(&order(b)));
    findings.dedup();
    findings
}

fn order(finding: &Finding) -> (Position, Position, &str, &str) {
    let diagnostic = &finding.diagnostic;
    (
        finding.start,
        finding.end,
        diagnostic.code.as_str(),
        &diagnostic.message,
    )
}

fn find(lines: &Lines<'_>, table: &DeTable<'_>, diagnostic: Diagnostic) -> Finding {
    let bytes = match &diagnostic.place {
        Place::File => 0..0,
        Place::Bytes(range) => range.start..range.end,
        Place::Field(path) => walk(table, path, false),
        Place::Key(path) => walk(table, path, true),
    };
    let bytes = on_boundaries(lines.text, bytes);
    let (start, end) = (lines.position(bytes.start), lines.position(bytes.end));
    Finding {
        diagnostic,
        bytes,
        start,
        end,
    }
}

fn on_boundaries(text: &str, bytes: Range<usize>) -> Range<usize> {
    let start = text.floor_char_boundary(bytes.start);
    start..text.floor_char_boundary(bytes.end).max(start)
}

/// Line and column of a byte, both from 1, columns in characters; see [`Lines::position`].
pub fn position(text: &str, byte: usize) -> Position {
    Lines::new(text).position(byte)
}

/// Bytes of the value (or the key) at a path, or of the nearest thing above it that exists.
pub fn field(text: &str, path: &FieldPath, key: bool) -> Range<usize> {
    let (table, _) = DeTable::parse_recoverable(text);
    walk(table.get_ref(), path, key)
}

fn walk(table: &DeTable<'_>, path: &FieldPath, key: bool) -> Range<usize> {
    let mut here = Here::Table(table);
    let mut span = 0..0;
    for (i, step) in path.0.iter().enumerate() {
        let last = i + 1 == path.0.len();
        let Some((key_span, value)) = here.step(step) else {
            return span;
        };
        span = match key_span {
            Some(key_span) if key && last => key_span,
            _ => value.span(),
        };
        here = Here::Value(value);
    }
    span
}

enum Here<'t, 'i> {
    Table(&'t DeTable<'i>),
    Value(&'t Spanned<DeValue<'i>>),
}

impl<'t, 'i> Here<'t, 'i> {
    fn step(&self, step: &Step) -> Option<(Option<Range<usize>>, &'t Spanned<DeValue<'i>>)> {
        match (self, step) {
            (Self::Table(table), Step::Key(key)) => keyed(table, key),
            (Self::Value(value), Step::Key(key)) => keyed(value.get_ref().as_table()?, key),
            (Self::Value(value), Step::Index(index)) => {
                Some((None, value.get_ref().as_array()?.get(*index)?))
            }
            (Self::Table(_), Step::Index(_)) => None,
        }
    }
}

fn keyed<'t, 'i>(
    table: &'t DeTable<'i>,
    key: &str,
) -> Option<(Option<Range<usize>>, &'t Spanned<DeValue<'i>>)> {
    let (key, value) = table.get_key_value(key)?;
    Some((Some(key.span()), value))
}
