//! Editing the text of a record: from a text to the edited text, nothing else.
//!
//! Every edit is a splice of the bytes concerned. Comments, unknown keys, order, quoting and line
//! ends of everything else stay as their author left them; comments within what is replaced are
//! kept beside it. A value that is already there is not written again.

pub mod claim;
pub mod create;
mod fields;
mod home;
mod literal;
mod page;
mod place;
pub mod review;
pub mod reviewer;
mod source;
mod splice;
pub mod workspace;

#[cfg(test)]
mod tests;

use self::page::Page;
use super::syntax::NotToml;

/// Why a text cannot be edited.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// It is not TOML.
    #[error(transparent)]
    NotToml(#[from] NotToml),
    /// What was to be changed is not there.
    #[error("there is no {what} `{id}` in this file")]
    Missing {
        /// What sort of thing.
        what: &'static str,
        /// Its id.
        id: String,
    },
    /// A table is written in a way that cannot be edited.
    #[error("{0} is written in a way that cannot be edited")]
    NoTable(String),
}

/// What an edit comes to.
pub type Edited = Result<String, EditError>;

/// A text as a value of TOML: over several lines where it is long or has several.
pub(in crate::store) fn prose(text: &str) -> String {
    literal::Literal::prose(text).as_str().to_owned()
}

fn edit(text: &str, change: impl FnOnce(&mut Page) -> Result<(), EditError>) -> Edited {
    let mut page = Page::open(text)?;
    change(&mut page)?;
    Ok(page.finish())
}
