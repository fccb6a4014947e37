//! Files within a zip archive, read with bounds.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::{ExtractError, LARGEST_TEXT};

/// No archive with more entries is opened.
const MOST_ENTRIES: usize = 20_000;

/// An archive that counts what it has unfolded, so that all of it together stays within bounds.
pub(super) struct Archive<'b> {
    inner: ZipArchive<Cursor<&'b [u8]>>,
    left: usize,
    format: &'static str,
}

impl<'b> Archive<'b> {
    pub(super) fn open(bytes: &'b [u8], format: &'static str) -> Result<Self, ExtractError> {
        let broken = |why: String| ExtractError::Broken(format, why);
        let inner = ZipArchive::new(Cursor::new(bytes)).map_err(|e| broken(e.to_string()))?;
        if inner.len() > MOST_ENTRIES {
            return Err(broken(format!("it has {} entries", inner.len())));
        }
        Ok(Self {
            inner,
            left: LARGEST_TEXT,
            format,
        })
    }

    /// Whether there is an entry of that name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.inner.index_for_name(name).is_some()
    }

    /// The text of an entry.
    pub(super) fn text(&mut self, name: &str) -> Result<String, ExtractError> {
        let format = self.format;
        let broken = |why: String| ExtractError::Broken(format, format!("{name}: {why}"));
        let entry = self
            .inner
            .by_name(name)
            .map_err(|e| broken(e.to_string()))?;
        let mut bytes = Vec::new();
        let limit = self.left as u64 + 1;
        entry
            .take(limit)
            .read_to_end(&mut bytes)
            .map_err(|e| broken(e.to_string()))?;
        self.left = self
            .left
            .checked_sub(bytes.len())
            .ok_or(ExtractError::TextTooLarge)?;
        super::plain::decode(&bytes).map_err(|_| broken("it is not UTF-8".to_owned()))
    }
}
