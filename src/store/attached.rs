//! Copies of documents, kept on this machine beside the repository's data, where git looks away.
//!
//! A copy stands in `<git directory>/obelus/documents/<id>.txt`, which no git command ever adds.
//! A workspace without a repository keeps its copies in `.obelus/documents/`, with a `.gitignore`
//! beside them, so that nothing is exposed when a repository is made later.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::{error::ReadError, repo::Repo};
use crate::model::id::DocumentId;

/// No larger copy is read.
const LARGEST: u64 = 64 << 20;

/// The copies that are attached to a workspace.
#[derive(Debug, Clone)]
pub struct Attached {
    folder: PathBuf,
    /// Where a `.gitignore` is needed, and for which folder.
    guard: Option<PathBuf>,
}

/// What became of a copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// There was none before.
    New,
    /// The same text was attached already.
    Same,
    /// Another text was replaced.
    Replaced,
}

/// Why a copy was not kept.
#[derive(Debug, thiserror::Error)]
pub enum KeepError {
    /// Another text is attached, and it was not asked to replace it.
    #[error("another text is attached already")]
    Other,
    /// The file system refused.
    #[error("cannot keep {path}: {source}")]
    Io {
        /// Where the copy was to stand.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

impl Attached {
    /// The copies of the workspace at `root`, which is `folder` within its repository.
    pub fn new(root: &Path, folder: &str, repo: Option<&Repo>) -> Self {
        match repo {
            Some(repo) => Self {
                folder: repo.common_dir().join("obelus/documents").join(folder),
                guard: None,
            },
            None => Self {
                folder: root.join(".obelus/documents"),
                guard: Some(root.join(".obelus")),
            },
        }
    }

    /// Where the copy of a document stands, or would.
    pub fn path(&self, id: &DocumentId) -> PathBuf {
        self.folder.join(format!("{id}.txt"))
    }

    /// The copy of a document, if one is attached.
    pub fn read(&self, id: &DocumentId) -> Result<Option<String>, ReadError> {
        read_text(&self.path(id))
    }

    /// Keeps a copy; another one is only replaced by force.
    pub fn keep(&self, id: &DocumentId, text: &str, force: bool) -> Result<Kept, KeepError> {
        let path = self.path(id);
        let before = fs::read(&path).ok();
        let kept = match before {
            Some(bytes) if bytes == text.as_bytes() => return Ok(Kept::Same),
            Some(_) if !force => return Err(KeepError::Other),
            Some(_) => Kept::Replaced,
            None => Kept::New,
        };
        self.write(&path, text)
            .map_err(|source| KeepError::Io { path, source })?;
        Ok(kept)
    }

    fn write(&self, path: &Path, text: &str) -> io::Result<()> {
        fs::create_dir_all(&self.folder)?;
        if let Some(guard) = &self.guard {
            fs::write(guard.join(".gitignore"), "*\n")?;
        }
        let mut file = tempfile::NamedTempFile::new_in(&self.folder)?;
        io::Write::write_all(&mut file, text.as_bytes())?;
        file.as_file().sync_all()?;
        file.persist(path).map(drop).map_err(|error| error.error)
    }
}

/// The bytes of a file of the workspace, if it is a regular file of bearable size and no part of the
/// path leads elsewhere.
pub fn read_published(root: &Path, path: &str) -> Result<Option<Vec<u8>>, ReadError> {
    let mut full = root.to_owned();
    for part in path.split('/') {
        if part.is_empty() || matches!(part, "." | "..") {
            return Ok(None);
        }
        full.push(part);
        let linked = fs::symlink_metadata(&full).is_ok_and(|meta| meta.file_type().is_symlink());
        if linked {
            return Ok(None);
        }
    }
    read_bytes(&full)
}

fn read_text(path: &Path) -> Result<Option<String>, ReadError> {
    let not_text = |_| io::Error::new(io::ErrorKind::InvalidData, "it is not UTF-8");
    let text = |bytes| String::from_utf8(bytes).map_err(not_text);
    read_bytes(path)?
        .map(text)
        .transpose()
        .map_err(|error| ReadError::file(path, error))
}

fn read_bytes(path: &Path) -> Result<Option<Vec<u8>>, ReadError> {
    match fs::symlink_metadata(path) {
        Ok(meta) if meta.is_file() && meta.len() <= LARGEST => fs::read(path)
            .map(Some)
            .map_err(|error| ReadError::file(path, error)),
        Ok(_) => Ok(None),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(ReadError::file(path, error)),
    }
}
