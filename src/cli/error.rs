//! Failures in words for people: what happened, and what to do next.

use crate::present::visible::visible;
use crate::store::{
    attributes::AttributesError,
    edit::EditError,
    error::{GitError, ReadError},
    write::WriteError,
};

/// A command could not do what it was asked.
#[derive(Debug)]
pub(super) struct CliError {
    message: String,
    hints: Vec<String>,
    exit: u8,
    silent: bool,
}

impl CliError {
    /// A mistake of usage, configuration or repository; exit code 2.
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            hints: Vec::new(),
            exit: 2,
            silent: false,
        }
    }

    /// The request was understood, but what was found forbids it; exit code 1.
    pub(super) fn refused(message: impl Into<String>) -> Self {
        Self {
            exit: 1,
            ..Self::new(message)
        }
    }

    /// With a word on what to do next.
    pub(super) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    pub(super) fn exit(&self) -> u8 {
        self.exit
    }

    /// Whether nothing should be said, as when the reader of a pipe has gone.
    pub(super) fn is_silent(&self) -> bool {
        self.silent
    }

    pub(super) fn message(&self) -> String {
        visible(&self.message).into_owned()
    }

    pub(super) fn hints(&self) -> impl Iterator<Item = String> {
        self.hints.iter().map(|hint| visible(hint).into_owned())
    }
}

impl From<GitError> for CliError {
    fn from(error: GitError) -> Self {
        let failure = Self::new(error.to_string());
        match error {
            GitError::UnknownRevision(_) => {
                failure.hint("`git log --oneline --all` lists the commits there are")
            }
            GitError::ForeignOwner(path) => failure
                .hint("its configuration could run programs of that user; ask whose it is")
                .hint(format!(
                    "if you trust it: git config --global --add safe.directory {}",
                    shell_words::quote(&path)
                )),
            _ => failure,
        }
    }
}

impl From<ReadError> for CliError {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::Git(error) => error.into(),
            ReadError::File { .. } => Self::new(error.to_string()),
        }
    }
}

impl From<EditError> for CliError {
    fn from(error: EditError) -> Self {
        Self::refused(error.to_string())
    }
}

impl From<WriteError> for CliError {
    fn from(error: WriteError) -> Self {
        match error {
            WriteError::Path(_) | WriteError::Io { .. } => Self::new(error.to_string()),
            WriteError::Changed(_) => Self::refused(error.to_string())
                .hint("look at the file, then give the command again"),
            WriteError::Link(_) => {
                Self::refused(error.to_string()).hint("put the file itself there instead of a link")
            }
            WriteError::Exists(_) | WriteError::Invalid { .. } => Self::refused(error.to_string()),
        }
    }
}

impl From<AttributesError> for CliError {
    fn from(error: AttributesError) -> Self {
        match error {
            AttributesError::Write(error) => error.into(),
            AttributesError::Unpaired(_) | AttributesError::Encoding => {
                Self::refused(error.to_string()).hint("mend it by hand; nothing was changed")
            }
        }
    }
}

impl From<std::io::Error> for CliError {
    fn from(error: std::io::Error) -> Self {
        let silent = error.kind() == std::io::ErrorKind::BrokenPipe;
        Self {
            silent,
            exit: if silent { 0 } else { 2 },
            ..Self::new(error.to_string())
        }
    }
}

impl From<serde_json::Error> for CliError {
    fn from(error: serde_json::Error) -> Self {
        match error.io_error_kind() {
            Some(kind) => std::io::Error::from(kind).into(),
            None => Self::new(error.to_string()),
        }
    }
}
