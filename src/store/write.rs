//! Writing records: whole or not at all, never through a link, never over somebody's change.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use tempfile::NamedTempFile;

use super::{
    decode,
    layout::{self, RecordPath},
    source_tree::MAX_RECORD,
};
use crate::model::diagnostic::{Code, Diagnostic, Severity};

/// What must stand at a path for a write to go ahead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expected {
    /// Nothing.
    Absent,
    /// Exactly these bytes: those that the change was made from.
    Bytes(Vec<u8>),
}

/// One file to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Its path relative to the workspace, with `/` between the parts.
    pub path: String,
    /// What must stand there now.
    pub expected: Expected,
    /// What shall stand there.
    pub text: String,
}

/// Why nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The path leads out of the workspace or is no path of a file.
    #[error("{0} is no path within the workspace")]
    Path(String),
    /// The path, or a folder on the way, is a link or no regular file.
    #[error("{0} is a link or no regular file, so nothing was written through it")]
    Link(String),
    /// The file is not what it was when it was read.
    #[error("{0} changed while you were at work, so it was not overwritten")]
    Changed(String),
    /// A file stands where there should be none.
    #[error("{0} exists already")]
    Exists(String),
    /// The new text would be refused.
    #[error("the new text of {path} would be refused")]
    Invalid {
        /// The record.
        path: String,
        /// What was to be written, for showing the places.
        text: String,
        /// What is wrong with it.
        diagnostics: Vec<Diagnostic>,
    },
    /// The file system refused.
    #[error("cannot write {path}: {source}")]
    Io {
        /// What was to be written.
        path: String,
        /// Why.
        source: io::Error,
    },
}

fn failed(path: &str) -> impl Fn(io::Error) -> WriteError {
    let path = path.to_owned();
    move |source| WriteError::Io {
        path: path.clone(),
        source,
    }
}

/// Writes files of one workspace.
#[derive(Debug, Clone)]
pub struct Writer {
    root: PathBuf,
}

impl Writer {
    /// A writer for the workspace at this folder.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// What stands at a path, to be given back as [`Change::expected`] when writing.
    pub fn read(&self, path: &str) -> Result<Expected, WriteError> {
        let target = self.target(path)?;
        match fs::symlink_metadata(&target) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Expected::Absent),
            Err(error) => Err(failed(path)(error)),
            Ok(meta) if meta.is_file() => {
                fs::read(&target).map(Expected::Bytes).map_err(failed(path))
            }
            Ok(_) => Err(WriteError::Link(path.to_owned())),
        }
    }

    /// Writes one file. Records are read back first and refused if they are not valid.
    pub fn put(&self, path: &str, expected: Expected, text: String) -> Result<(), WriteError> {
        let path = path.to_owned();
        self.put_all(&[Change {
            path,
            expected,
            text,
        }])
    }

    /// Writes several files: all are checked and prepared before the first takes its place.
    pub fn put_all(&self, changes: &[Change]) -> Result<(), WriteError> {
        changes.iter().try_for_each(validate)?;
        self.rewrite_all(changes)
    }

    /// Writes several files without looking at what they say: for a change of layout, which leaves
    /// whatever was wrong with a record as it was.
    pub fn rewrite_all(&self, changes: &[Change]) -> Result<(), WriteError> {
        let staged: Vec<Staged<'_>> = changes
            .iter()
            .map(|change| self.stage(change))
            .collect::<Result<_, _>>()?;
        staged
            .iter()
            .try_for_each(|staged| self.unchanged(staged.change))?;
        staged.into_iter().try_for_each(Staged::commit)
    }

    fn stage<'c>(&self, change: &'c Change) -> Result<Staged<'c>, WriteError> {
        let target = self.target(&change.path)?;
        self.unchanged(change)?;
        let folder = target.parent().unwrap_or(&self.root).to_owned();
        let fail = failed(&change.path);
        fs::create_dir_all(&folder).map_err(&fail)?;
        let file = temporary(&folder, &target, change.text.as_bytes()).map_err(&fail)?;
        // A folder may have become a link since it was looked at.
        self.target(&change.path)?;
        Ok(Staged {
            change,
            folder,
            target,
            file,
        })
    }

    fn unchanged(&self, change: &Change) -> Result<(), WriteError> {
        match (self.read(&change.path)?, &change.expected) {
            (found, expected) if found == *expected => Ok(()),
            (_, Expected::Absent) => Err(WriteError::Exists(change.path.clone())),
            _ => Err(WriteError::Changed(change.path.clone())),
        }
    }

    /// The file at a path, no part of which below the workspace is a link.
    fn target(&self, path: &str) -> Result<PathBuf, WriteError> {
        let parts: Vec<&str> = path.split('/').collect();
        let plain = |part: &&str| {
            !part.is_empty()
                && !matches!(*part, "." | ".." | ".git")
                && !part.contains(['\\', '\0'])
        };
        if !parts.iter().all(plain) {
            return Err(WriteError::Path(path.to_owned()));
        }
        let mut full = self.root.clone();
        for (i, part) in parts.iter().enumerate() {
            full.push(part);
            let last = i + 1 == parts.len();
            match fs::symlink_metadata(&full) {
                Ok(meta) if last && meta.is_file() || !last && meta.is_dir() => {}
                Ok(_) => return Err(WriteError::Link(path.to_owned())),
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(failed(path)(error)),
            }
        }
        Ok(full)
    }
}

/// A file that is written but has not taken its place yet.
struct Staged<'c> {
    change: &'c Change,
    folder: PathBuf,
    target: PathBuf,
    file: NamedTempFile,
}

impl Staged<'_> {
    fn commit(self) -> Result<(), WriteError> {
        let fail = failed(&self.change.path);
        let done = match self.change.expected {
            Expected::Absent => self.file.persist_noclobber(&self.target),
            Expected::Bytes(_) => self.file.persist(&self.target),
        };
        match done {
            Ok(_) => sync_folder(&self.folder).map_err(fail),
            Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => {
                Err(WriteError::Exists(self.change.path.clone()))
            }
            Err(error) => Err(fail(error.error)),
        }
    }
}

/// A file in the same folder, complete and on disk, with the permissions of the one it will replace.
fn temporary(folder: &Path, target: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".obelus-").suffix(".tmp");
    let permissions = fs::symlink_metadata(target)
        .ok()
        .map(|meta| meta.permissions());
    #[cfg(unix)]
    let builder = {
        use std::os::unix::fs::PermissionsExt;
        // New files get what the user's umask leaves of this.
        builder.permissions(fs::Permissions::from_mode(0o666))
    };
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(bytes)?;
    if let Some(permissions) = permissions {
        file.as_file().set_permissions(permissions)?;
    }
    file.as_file().sync_all()?;
    Ok(file)
}

#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    fs::File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Refuses a record that could not be read back.
fn validate(change: &Change) -> Result<(), WriteError> {
    let at = match layout::classify(&change.path) {
        None | Some(Ok(RecordPath::Bibliography)) => return Ok(()),
        Some(Err(_)) => return Err(WriteError::Path(change.path.clone())),
        Some(Ok(at)) => at,
    };
    let mut diagnostics = refused(&change.path, &at, &change.text);
    if change.text.len() as u64 > MAX_RECORD {
        let message = "the record would be larger than 1 MiB";
        diagnostics.push(Diagnostic::of_file(
            Code::RecordTooLarge,
            &change.path,
            message,
        ));
    }
    forgive_unknown_keys(change, &at, &mut diagnostics);
    if diagnostics.is_empty() {
        return Ok(());
    }
    Err(WriteError::Invalid {
        path: change.path.clone(),
        text: change.text.clone(),
        diagnostics,
    })
}

fn refused(path: &str, at: &RecordPath, text: &str) -> Vec<Diagnostic> {
    let mut found = decode::record(path, at, text).1;
    found.retain(|diagnostic| diagnostic.severity() == Severity::Error);
    found
}

/// Unknown keys that stood in the file before are their author's affair: they are kept, and must
/// not keep others from writing.
fn forgive_unknown_keys(change: &Change, at: &RecordPath, diagnostics: &mut Vec<Diagnostic>) {
    let Expected::Bytes(bytes) = &change.expected else {
        return;
    };
    let old = String::from_utf8_lossy(bytes);
    let mut known: Vec<String> = refused(&change.path, at, &old)
        .into_iter()
        .filter(|old| old.code == Code::UnknownKey)
        .map(|old| old.message)
        .collect();
    diagnostics.retain(|new| {
        let stood = known
            .iter()
            .position(|old| new.code == Code::UnknownKey && *old == new.message);
        stood.map(|at| known.swap_remove(at)).is_none()
    });
}

#[cfg(test)]
mod tests;
