//! What is wrong with a text in somebody else's format.

use std::ops::Range;

use crate::model::diagnostic::{Code, Diagnostic, Place, Severity};

/// One problem of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What sort of problem; the code fixes the severity.
    pub code: Code,
    /// The bytes of the text concerned; they start and end at characters.
    pub bytes: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What to write instead, or what became of it.
    pub help: Option<String>,
}

impl Problem {
    /// A problem at some bytes.
    pub fn new(code: Code, bytes: Range<usize>, message: impl Into<String>) -> Self {
        Self {
            code,
            bytes,
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

    /// Whether the text is refused for it.
    pub fn is_error(&self) -> bool {
        self.code.severity() == Severity::Error
    }

    /// The problem as a finding of a file.
    pub fn into_diagnostic(self, path: &str) -> Diagnostic {
        let place = Place::Bytes(self.bytes.into());
        let found = Diagnostic::new(self.code, path, place, self.message);
        match self.help {
            Some(help) => found.help(help),
            None => found,
        }
    }
}
