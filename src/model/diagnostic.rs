//! Problems of a workspace, as data: each with a code, a place, a message and help.

use std::{fmt, ops::Range};

pub use crate::model::check_catalogue::Code;
use crate::model::word::vocabulary;

vocabulary! {
    /// How bad a finding is.
    Severity {
        /// The workspace is refused.
        Error = "error",
        /// Worth a look.
        Warning = "warning",
    }
}

/// One step on the way to a value in a record.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// A key of a table.
    Key(String),
    /// An element of an array, counted from 0.
    Index(usize),
}

/// Where in a record a value stands, such as `arguments[2].target`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct FieldPath(pub Vec<Step>);

impl FieldPath {
    /// The path to a key at the top of a record.
    pub fn key(key: &str) -> Self {
        Self::default().then(key)
    }

    /// This path, one key further.
    #[must_use]
    pub fn then(mut self, key: &str) -> Self {
        self.0.push(Step::Key(key.to_owned()));
        self
    }

    /// This path, at an element of the array it leads to.
    #[must_use]
    pub fn at(mut self, index: usize) -> Self {
        self.0.push(Step::Index(index));
        self
    }
}

impl fmt::Display for FieldPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, step) in self.0.iter().enumerate() {
            match step {
                Step::Key(key) if i == 0 => f.write_str(key)?,
                Step::Key(key) => write!(f, ".{key}")?,
                Step::Index(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}

/// Where in a file a finding stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The file as a whole.
    File,
    /// These bytes of it.
    Bytes(ByteRange),
    /// The value at this path; the place is looked up in the file when it is shown.
    Field(FieldPath),
    /// The key at this path.
    Key(FieldPath),
}

/// A range of byte offsets that can be ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ByteRange {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl From<Range<usize>> for ByteRange {
    fn from(range: Range<usize>) -> Self {
        Self {
            start: range.start,
            end: range.end,
        }
    }
}

/// One problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// What sort of problem; the code fixes the severity.
    pub code: Code,
    /// The file, relative to the workspace, with `/` between its parts.
    pub path: String,
    /// Where in it.
    pub place: Place,
    /// What is wrong.
    pub message: String,
    /// What to write instead, or what to do next.
    pub help: Option<String>,
}

impl Diagnostic {
    /// A problem of a whole file.
    pub fn of_file(code: Code, path: &str, message: impl Into<String>) -> Self {
        Self::new(code, path, Place::File, message)
    }

    /// A problem at a value of a record.
    pub fn at_field(code: Code, path: &str, field: FieldPath, message: impl Into<String>) -> Self {
        Self::new(code, path, Place::Field(field), message)
    }

    /// A problem at a place.
    pub fn new(code: Code, path: &str, place: Place, message: impl Into<String>) -> Self {
        Self {
            code,
            path: path.to_owned(),
            place,
            message: message.into(),
            help: None,
        }
    }

    /// The same problem with a word on what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// How bad it is.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }
}

/// A position in a file, line and column counted from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

/// A problem whose place in the file has been found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The problem.
    pub diagnostic: Diagnostic,
    /// The bytes concerned, empty for a whole file.
    pub bytes: Range<usize>,
    /// Where they start.
    pub start: Position,
    /// Where they end, exclusive.
    pub end: Position,
}
