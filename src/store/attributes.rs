//! Git's attributes of this clone: `info/attributes`, which no commit holds.
//!
//! What obelus writes there stands between two marker lines, at the top, so that lines of the user's
//! own come later and win, and so that taking it out leaves every other byte as it was.

use std::{fs, path::Path};

use git2::{AttrCheckFlags, AttrValue};

use super::{
    error::GitError,
    repo::{Repo, failed},
    write::{Expected, WriteError, Writer},
};

const FILE: &str = "info/attributes";
const BEGIN: &str = "# >>> obelus setup: `obelus setup --undo` takes these lines out";
const END: &str = "# <<< obelus setup";

/// `info/attributes` with the lines that obelus wrote.
#[derive(Debug)]
pub struct Attributes {
    expected: Expected,
    block: Block,
}

/// Why the file is left alone.
#[derive(Debug, thiserror::Error)]
pub enum AttributesError {
    /// One marker stands without the other.
    #[error("{FILE} has a line `{0}` without the other one that belongs to it")]
    Unpaired(&'static str),
    /// Not UTF-8.
    #[error("{FILE} is not UTF-8, so nothing was written to it")]
    Encoding,
    /// It cannot be read or written.
    #[error(transparent)]
    Write(#[from] WriteError),
}

/// A text of which some lines stand between markers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Block {
    before: String,
    lines: Vec<String>,
    after: String,
}

impl Block {
    fn parse(text: &str) -> Result<Self, AttributesError> {
        let body = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut block = Self {
            before: text.strip_suffix(body).unwrap_or_default().to_owned(),
            ..Self::default()
        };
        let mut inside = None;
        for line in body.split_inclusive('\n') {
            match (line.trim_end(), inside) {
                (BEGIN, None) => inside = Some(true),
                (END, Some(true)) => inside = Some(false),
                (BEGIN, _) => return Err(AttributesError::Unpaired(BEGIN)),
                (END, _) => return Err(AttributesError::Unpaired(END)),
                (own, Some(true)) => block.lines.push(own.to_owned()),
                (_, None) => block.before.push_str(line),
                (_, Some(false)) => block.after.push_str(line),
            }
        }
        match inside {
            None => Ok(Self {
                after: std::mem::take(&mut block.before),
                ..block
            }),
            Some(true) => Err(AttributesError::Unpaired(BEGIN)),
            Some(false) => Ok(block),
        }
    }

    fn text(&self) -> String {
        let Self {
            before,
            lines,
            after,
        } = self;
        if lines.is_empty() {
            return format!("{before}{after}");
        }
        let own = lines.join("\n");
        // Git skips a byte order mark, but only at the very start.
        let (mark, after) = match after.strip_prefix('\u{feff}') {
            Some(rest) if before.is_empty() => ("\u{feff}", rest),
            _ => ("", after.as_str()),
        };
        format!("{before}{mark}{BEGIN}\n{own}\n{END}\n{after}")
    }
}

impl Attributes {
    /// Reads the file; where there is none it has no lines.
    pub fn read(repo: &Repo) -> Result<Self, AttributesError> {
        let expected = Writer::new(repo.common_dir()).read(FILE)?;
        let text = match &expected {
            Expected::Absent => "",
            Expected::Bytes(bytes) => {
                std::str::from_utf8(bytes).map_err(|_| AttributesError::Encoding)?
            }
        };
        Ok(Self {
            block: Block::parse(text)?,
            expected,
        })
    }

    /// The lines between the markers.
    pub fn lines(&self) -> &[String] {
        &self.block.lines
    }

    /// Writes the file with these lines between the markers, and without markers if there are none.
    /// A file of which nothing is left is removed.
    pub fn write(mut self, repo: &Repo, lines: Vec<String>) -> Result<(), AttributesError> {
        self.block.lines = lines;
        let text = self.block.text();
        if self.expected == Expected::Absent && text.is_empty() {
            return Ok(());
        }
        Writer::new(repo.common_dir()).put(FILE, self.expected, text.clone())?;
        if text.is_empty() {
            let gone = fs::remove_file(repo.common_dir().join(FILE));
            gone.map_err(|source| WriteError::Io {
                path: FILE.to_owned(),
                source,
            })?;
        }
        Ok(())
    }
}

impl Repo {
    /// What git's attribute of that name is for a path, from whichever file it comes: its value, `set`
    /// or `unset`; nothing where no line speaks of it.
    pub fn attribute(&self, path: &str, name: &str) -> Result<Option<String>, GitError> {
        let flags = AttrCheckFlags::FILE_THEN_INDEX;
        let value = self
            .repository()
            .get_attr_bytes(Path::new(path), name, flags);
        Ok(
            match AttrValue::from_bytes(value.map_err(|e| failed(&e))?) {
                AttrValue::True => Some("set".to_owned()),
                AttrValue::False => Some("unset".to_owned()),
                AttrValue::String(text) => Some(text.to_owned()),
                AttrValue::Bytes(bytes) => Some(String::from_utf8_lossy(bytes).into_owned()),
                AttrValue::Unspecified => None,
            },
        )
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn lines_put_in_and_taken_out_leave_every_other_byte(
            text in "\u{feff}?(#? ?[a*]{0,3}( merge=x)?\r?\n?){0,4}",
            own in prop::collection::vec("/[a-c]{1,3} merge=obelus", 1..4),
        ) {
            let mut block = Block::parse(&text).unwrap();
            block.lines.clone_from(&own);
            let written = block.text();
            let mut again = Block::parse(&written).unwrap();
            prop_assert_eq!(&again.lines, &own);
            prop_assert_eq!(again.text(), written);
            again.lines.clear();
            prop_assert_eq!(again.text(), text);
        }
    }

    #[test]
    fn a_lost_marker_is_told_and_nothing_guessed() {
        for text in [
            format!("{BEGIN}\nx\n"),
            format!("x\n{END}\n"),
            format!("{BEGIN}\n{BEGIN}\n{END}\n"),
            format!("{BEGIN}\n{END}\n{END}\n"),
        ] {
            assert!(Block::parse(&text).is_err(), "{text}");
        }
    }
}
