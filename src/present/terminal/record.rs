//! What changed in one record, every value of it.

use std::io::{self, Write};

use super::{Look, diff, layout::indented};
use crate::analysis::diff::FieldChange;
use crate::model::snapshot::Snapshot;
use crate::present::{
    comparison::Comparison,
    style::{BAD, GOOD, NOTICE, paint},
    visible::one_line,
};

/// One record on two sides.
#[derive(Debug, Clone, Copy)]
pub struct RecordChange<'a> {
    /// Both sides as workspaces that hold nothing else.
    pub comparison: &'a Comparison<'a>,
    /// Every value that differs.
    pub fields: &'a [FieldChange],
    /// Whether comments differ.
    pub comments: bool,
}

/// Writes what changed in a record: first as `obelus diff` tells it, then every value that this does
/// not spell out, so that nothing of the record changes unseen.
pub fn write(change: &RecordChange<'_>, look: Look, out: &mut dyn Write) -> io::Result<()> {
    diff::records(change.comparison, look, out)?;
    let both = is_there(change.comparison.before) && is_there(change.comparison.after);
    for field in change.fields.iter().filter(|field| !is_told(field, both)) {
        value(field, look, out)?;
    }
    if change.comments {
        let note = "comments changed too; `git diff --no-ext-diff` shows them";
        writeln!(out, "      {} {note}", paint(NOTICE, "note:"))?;
    }
    Ok(())
}

fn is_there(side: &Snapshot) -> bool {
    !(side.claims.is_empty() && side.reviews.is_empty() && side.reviewers.is_empty())
}

/// Whether the lines above say it already. A rating is shown there with two digits, so one with more
/// is told again in full.
fn is_told(field: &FieldChange, both: bool) -> bool {
    match field.name.as_str() {
        "statement" => true,
        "rationale" => both,
        "confidence" | "lower" | "upper" | "stance" => {
            let sides = [&field.before, &field.after];
            sides.into_iter().flatten().all(|v| decimals(v) <= 2)
        }
        name => {
            let mut sides = [&field.before, &field.after].into_iter().flatten();
            sides.any(|value| names_element(name, value))
        }
    }
}

/// Whether a value is what the element it belongs to is called by anyway.
fn names_element(name: &str, value: &str) -> bool {
    [".id", ".name"].iter().any(|key| {
        let element = name.strip_suffix(key).and_then(|e| e.strip_suffix(']'));
        element.is_some_and(|element| element.ends_with(&format!("[{value}")))
    })
}

fn decimals(value: &str) -> usize {
    value.split_once('.').map_or(0, |(_, digits)| digits.len())
}

fn value(field: &FieldChange, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let name = one_line(&field.name);
    let (style, sign, text) = match (&field.before, &field.after) {
        (Some(before), Some(after)) => (NOTICE, "~", edited(before, after)),
        (None, Some(after)) => (GOOD, "+", one_line(after)),
        (Some(before), None) => (BAD, "−", one_line(before)),
        (None, None) => return Ok(()),
    };
    let line = indented(&format!("{name}: {text}"), 8, look.width);
    writeln!(out, "      {} {line}", paint(style, sign))
}

/// Texts of several words are compared word by word.
fn edited(before: &str, after: &str) -> String {
    let prose = |text: &str| text.split_whitespace().nth(2).is_some();
    if prose(before) && prose(after) {
        return diff::marked(before, after);
    }
    let [before, after] = [before, after].map(|text| match one_line(text) {
        text if text.is_empty() => "\"\"".to_owned(),
        text => text,
    });
    format!("{before} → {after}")
}
