//! What a merge, rebase or cherry-pick has left unmerged in the index.

use std::path::Path;

use git2::IndexEntry;

use super::{
    error::GitError,
    merge::Three,
    repo::{Repo, failed},
};

/// A file that git could not merge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// Its path from the top of the repository.
    pub path: String,
    /// Its text before and on either side; nothing where it is not there, or is no text.
    pub texts: Three<Option<String>>,
}

impl Repo {
    /// All unmerged files, in order of their paths.
    ///
    /// # Errors
    /// The index or an object cannot be read.
    pub fn conflicts(&self) -> Result<Vec<Conflict>, GitError> {
        let index = self.repository().index().map_err(|e| failed(&e))?;
        let mut all = Vec::new();
        for conflict in index.conflicts().map_err(|e| failed(&e))? {
            let conflict = conflict.map_err(|e| failed(&e))?;
            let entries = Three {
                base: conflict.ancestor,
                ours: conflict.our,
                theirs: conflict.their,
            };
            let known = entries.as_ref();
            let any = [known.ours, known.theirs, known.base];
            let Some(entry) = any.into_iter().find_map(Option::as_ref) else {
                continue;
            };
            all.push(Conflict {
                path: String::from_utf8_lossy(&entry.path).into_owned(),
                texts: entries
                    .as_ref()
                    .try_map(|entry| self.text(entry.as_ref()))?,
            });
        }
        all.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(all)
    }

    fn text(&self, entry: Option<&IndexEntry>) -> Result<Option<String>, GitError> {
        let Some(entry) = entry else { return Ok(None) };
        let blob = self.repository().find_blob(entry.id);
        let blob = blob.map_err(|e| failed(&e))?;
        Ok(String::from_utf8(blob.content().to_vec()).ok())
    }

    /// Marks a file as merged: its state in the working tree becomes the index's.
    ///
    /// # Errors
    /// The file or the index cannot be read or written.
    pub fn stage(&self, path: &str) -> Result<(), GitError> {
        let mut index = self.repository().index().map_err(|e| failed(&e))?;
        index.add_path(Path::new(path)).map_err(|e| failed(&e))?;
        index.write().map_err(|e| failed(&e))
    }
}
