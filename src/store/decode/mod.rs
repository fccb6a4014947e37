//! From a checked table to the model. Shapes have been checked before, so that a value which does
//! not fit has already been reported; here it merely makes the record unreadable.

mod claim;
mod fields;
mod form;
mod partial;
mod review;
mod reviewer;
mod rules;
mod source;
mod syntax;
mod workspace;

pub(crate) use workspace::unreadable as unreadable_workspace;

use std::sync::Arc;

use toml::de::DeTable;

use self::fields::Fields;
use super::{
    layout::RecordPath,
    shape::{self, Shape, as_number, check},
};
pub use crate::model::record::Record;
use crate::model::{
    diagnostic::{Code, Diagnostic, Severity},
    source::Source,
};

/// The newest workspace format this program reads.
pub const FORMAT: u32 = 1;

/// What reading a record gave.
#[derive(Debug, Default)]
pub struct Decoded {
    /// The record, if nothing in it was refused.
    pub record: Option<Record>,
    /// Of a record that was refused, what is sure enough to be checked against other records. It
    /// must never be counted or shown.
    pub damaged: Option<Record>,
    /// Every problem of its form.
    pub found: Vec<Diagnostic>,
}

/// Reads one record, and gathers every problem of its form.
///
/// The record is missing where a problem leaves nothing that could be counted as meant.
pub fn record(path: &str, at: &RecordPath, text: &str) -> (Option<Record>, Vec<Diagnostic>) {
    let decoded = read(path, at, text);
    (decoded.record, decoded.found)
}

/// Reads a record that is to be changed: keys that nobody knows are no hindrance, since they are
/// kept; any other error is.
pub fn despite_unknown_keys(path: &str, at: &RecordPath, text: &str) -> Option<Record> {
    let whole = whole(path, at, text);
    let forgiven = |d: &Diagnostic| d.severity() != Severity::Error || d.code == Code::UnknownKey;
    whole.record.filter(|_| whole.found.iter().all(forgiven))
}

/// Reads one record, gathers every problem of its form, and keeps what is sure of a refused one.
pub fn read(path: &str, at: &RecordPath, text: &str) -> Decoded {
    let mut whole = whole(path, at, text);
    let refused = whole.found.iter().any(|d| d.severity() == Severity::Error);
    whole.record = whole.record.filter(|_| !refused);
    whole
}

/// Reads one record, both strictly and leniently, whatever its problems.
fn whole(path: &str, at: &RecordPath, text: &str) -> Decoded {
    let mut gather = check::Gather::new(path, text);
    let (table, errors) = DeTable::parse_recoverable(text);
    syntax::report(&errors, &mut gather);
    syntax::deceptive(&mut gather);
    if errors.is_empty() && newer_format(at, table.get_ref()) {
        return Decoded {
            found: vec![unsupported(path)],
            ..Decoded::default()
        };
    }
    if let Some(shape) = shape_of(at) {
        check::table(table.get_ref(), shape, 0..0, &mut gather);
        form::check(at, table.get_ref(), &mut gather);
    }
    let fields = Fields(table.get_ref());
    let mut found = gather.found;
    if !errors.is_empty() {
        syntax::quieten(&mut found);
    }
    let refused = found.iter().any(|d| d.severity() == Severity::Error);
    // After a mistake of syntax nothing is sure.
    let sure = refused && errors.is_empty();
    Decoded {
        record: decode(at, fields),
        damaged: sure.then(|| partial::record(at, fields)).flatten(),
        found,
    }
}

/// The shape of the record at a path.
pub fn shape_of(at: &RecordPath) -> Option<&'static Shape> {
    match at {
        RecordPath::Workspace => Some(&shape::WORKSPACE),
        RecordPath::Claim(_) => Some(&shape::CLAIM),
        RecordPath::Reviewer(_) => Some(&shape::REVIEWER),
        RecordPath::Review(..) => Some(&shape::REVIEW),
        RecordPath::Bibliography => None,
    }
}

fn newer_format(at: &RecordPath, table: &DeTable<'_>) -> bool {
    let written = || as_number(Fields(table).value("format")?);
    *at == RecordPath::Workspace
        && written().is_some_and(|n| n.is_finite() && n > f64::from(FORMAT))
}

fn unsupported(path: &str) -> Diagnostic {
    use crate::model::diagnostic::FieldPath;
    let message = format!("this workspace needs a newer obelus: its format is newer than {FORMAT}");
    Diagnostic::at_field(
        Code::UnsupportedFormat,
        path,
        FieldPath::key("format"),
        message,
    )
    .help("install a newer obelus; nothing was read")
}

fn decode(at: &RecordPath, fields: Fields<'_, '_>) -> Option<Record> {
    Some(match at {
        RecordPath::Workspace => Record::Workspace(Box::new(workspace::workspace(fields)?)),
        RecordPath::Claim(id) => Record::Claim(Box::new(claim::claim(id, fields)?)),
        RecordPath::Reviewer(id) => Record::Reviewer(Box::new(reviewer::reviewer(id, fields)?)),
        RecordPath::Review(reviewer, claim) => {
            Record::Review(Arc::new(review::review(reviewer, claim, fields)?))
        }
        RecordPath::Bibliography => return None,
    })
}

fn sources(fields: Fields<'_, '_>) -> Vec<Source> {
    fields
        .tables("sources")
        .filter_map(source::source)
        .collect()
}
