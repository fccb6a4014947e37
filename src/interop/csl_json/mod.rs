//! CSL-JSON, the interchange format of Zotero and other reference managers.
//!
//! The format: <https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html>.

mod item;
mod values;
mod write;

use serde_json::Deserializer;

use crate::model::source::Source;

pub use write::write;

/// What was read of a text.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Imported {
    /// The sources, in order.
    pub sources: Vec<Source>,
    /// What the text says but a source has no room for, each in a sentence.
    pub left_out: Vec<String>,
}

/// A text that is not CSL-JSON.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}: {message}")]
pub struct CslJsonError {
    /// The line, from 1.
    pub line: usize,
    /// The column in bytes, from 1; 0 before the first byte of a line.
    pub column: usize,
    /// What is wrong there.
    pub message: String,
}

impl From<serde_json::Error> for CslJsonError {
    fn from(error: serde_json::Error) -> Self {
        let (line, column) = (error.line(), error.column());
        let text = error.to_string();
        let place = format!(" at line {line} column {column}");
        Self {
            line,
            column,
            message: text.strip_suffix(&place).unwrap_or(&text).to_owned(),
        }
    }
}

/// Reads an item, a list of items, or Zotero's `{"items": […]}`.
///
/// An item without a usable id gets one from its author and year. Of a range of dates the beginning
/// is kept, since a source has one date.
///
/// # Errors
/// If the text is not JSON, or names, dates and texts are not what CSL-JSON wants them to be.
pub fn read(text: &str) -> Result<Imported, CslJsonError> {
    let mut deserializer = Deserializer::from_str(text);
    let items = item::items(&mut deserializer)?;
    deserializer.end()?;
    let mut imported = Imported::default();
    let mut ids = item::Ids::default();
    for item in items {
        let (source, left_out) = item.into_source(&mut ids);
        imported.sources.push(source);
        imported.left_out.extend(left_out);
    }
    Ok(imported)
}

#[cfg(test)]
mod tests;
