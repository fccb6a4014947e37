//! Records in the working tree. Links are reported, never followed.

use std::{
    fs,
    io::Read,
    path::{Path, PathBuf},
};

use super::{
    error::ReadError,
    layout::{BIBLIOGRAPHY_FILE, CLAIMS, REVIEWS, WORKSPACE_FILE},
    source_tree::{Content, Entry, EntryKind, MAX_DEPTH, MAX_RECORD},
};

/// The files of a workspace on disk.
#[derive(Debug, Clone)]
pub struct WorkTree {
    root: PathBuf,
}

impl WorkTree {
    /// The working tree of the workspace at this folder.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// The folder of the workspace.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Every file that could matter, in order of the paths.
    pub fn entries(&self) -> Result<Vec<Entry>, ReadError> {
        let mut found = Vec::new();
        for name in [WORKSPACE_FILE, BIBLIOGRAPHY_FILE] {
            found.extend(entry(&self.root.join(name), name.to_owned())?);
        }
        for name in [CLAIMS, REVIEWS] {
            walk(&self.root.join(name), name, 0, &mut found)?;
        }
        found.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(found)
    }

    /// The content of one file; a link is not followed, and nothing but a regular file is opened.
    pub fn read(&self, path: &str) -> Result<Content, ReadError> {
        let full = self.root.join(path);
        let read = || {
            let meta = fs::symlink_metadata(&full)?;
            if !meta.is_file() {
                return Err(std::io::Error::other("not a regular file"));
            }
            if meta.len() > MAX_RECORD {
                return Ok(Content::TooLarge(meta.len()));
            }
            let mut bytes = Vec::new();
            fs::File::open(&full)?
                .take(MAX_RECORD + 1)
                .read_to_end(&mut bytes)?;
            Ok(Content::Bytes(bytes))
        };
        read().map_err(|error| ReadError::file(&full, error))
    }
}

fn entry(full: &Path, path: String) -> Result<Option<Entry>, ReadError> {
    let kind = match fs::symlink_metadata(full) {
        Ok(meta) if meta.file_type().is_symlink() => EntryKind::Link,
        Ok(meta) if meta.is_file() => EntryKind::File,
        Ok(_) => EntryKind::Other,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(ReadError::file(full, error)),
    };
    Ok(Some(Entry {
        path,
        kind,
        object: None,
    }))
}

fn walk(folder: &Path, path: &str, depth: usize, found: &mut Vec<Entry>) -> Result<(), ReadError> {
    let listing = match fs::symlink_metadata(folder) {
        Ok(meta) if meta.is_dir() && depth < MAX_DEPTH => fs::read_dir(folder),
        Ok(_) => {
            found.extend(entry(folder, path.to_owned())?);
            return Ok(());
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(ReadError::file(folder, error)),
    };
    for item in listing.map_err(|error| ReadError::file(folder, error))? {
        let item = item.map_err(|error| ReadError::file(folder, error))?;
        let child = format!("{path}/{}", item.file_name().to_string_lossy());
        let is_dir = item.file_type().is_ok_and(|kind| kind.is_dir());
        if is_dir {
            walk(&item.path(), &child, depth + 1, found)?;
        } else {
            found.extend(entry(&item.path(), child)?);
        }
    }
    Ok(())
}
