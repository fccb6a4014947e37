//! From the place a diagnostic names to bytes, lines and columns of the file.

use std::{collections::BTreeMap, ops::Range};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::source_tree::SourceTree;
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
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    for diagnostic in &diagnostics {
        if !texts.contains_key(&diagnostic.path) {
            if let Some(text) = tree.text(&diagnostic.path) {
                texts.insert(diagnostic.path.clone(), text);
            }
        }
    }
    let mut findings: Vec<Finding> = diagnostics
        .into_iter()
        .map(|diagnostic| {
            find(
                texts.get(&diagnostic.path).map_or("", String::as_str),
                diagnostic,
            )
        })
        .collect();
    findings.sort_by(|a, b| order(a).cmp(&order(b)));
    findings.dedup();
    Located { findings, texts }
}

fn order(finding: &Finding) -> (&str, Position, Position, &str, &str) {
    let diagnostic = &finding.diagnostic;
    (
        &diagnostic.path,
        finding.start,
        finding.end,
        diagnostic.code.as_str(),
        &diagnostic.message,
    )
}

fn find(text: &str, diagnostic: Diagnostic) -> Finding {
    let bytes = match &diagnostic.place {
        Place::File => 0..0,
        Place::Bytes(range) => range.start..range.end,
        Place::Field(path) => field(text, path, false),
        Place::Key(path) => field(text, path, true),
    };
    let bytes = on_boundaries(text, bytes);
    let (start, end) = (position(text, bytes.start), position(text, bytes.end));
    Finding {
        diagnostic,
        bytes,
        start,
        end,
    }
}

fn on_boundaries(text: &str, bytes: Range<usize>) -> Range<usize> {
    let floor = |at: usize| {
        (0..=at.min(text.len()))
            .rev()
            .find(|i| text.is_char_boundary(*i))
            .unwrap_or(0)
    };
    let start = floor(bytes.start);
    start..floor(bytes.end).max(start)
}

/// Line and column of a byte, both from 1, columns in characters.
pub fn position(text: &str, byte: usize) -> Position {
    let before = text.get(..byte).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let column = before.get(start..).unwrap_or_default().chars().count() + 1;
    Position { line, column }
}

/// Bytes of the value (or the key) at a path, or of the nearest thing above it that exists.
pub fn field(text: &str, path: &FieldPath, key: bool) -> Range<usize> {
    let (table, _) = DeTable::parse_recoverable(text);
    let mut here = Here::Table(table.get_ref());
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
                Some((None, value.get_ref().as_array()?.iter().nth(*index)?))
            }
            (Self::Table(_), Step::Index(_)) => None,
        }
    }
}

fn keyed<'t, 'i>(
    table: &'t DeTable<'i>,
    key: &str,
) -> Option<(Option<Range<usize>>, &'t Spanned<DeValue<'i>>)> {
    let (key, value) = table.iter().find(|(k, _)| k.get_ref() == key)?;
    Some((Some(key.span()), value))
}
