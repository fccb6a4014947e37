//! What setup wrote elsewhere, noted beside its lines of attributes so that it can be undone exactly.

use std::collections::BTreeSet;

const SET: &str = "# set in config: ";
const REVIEWER: &str = "# set in config as reviewer: ";
const BEFORE: &str = "# reviewer before: ";
const WROTE: &str = "# wrote: ";

/// The notes of what setup wrote outside of `info/attributes`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Receipt {
    /// Keys of this clone's configuration that had no value before.
    pub(super) keys: BTreeSet<String>,
    /// What git's `obelus.reviewer` was set to.
    pub(super) reviewer: Option<String>,
    /// What it was before.
    pub(super) before: Option<String>,
    /// Files of completions.
    pub(super) files: BTreeSet<String>,
}

impl Receipt {
    /// Reads the notes among the lines that setup wrote.
    pub(super) fn read(lines: &[String]) -> Self {
        let all = |prefix: &'static str| lines.iter().filter_map(move |l| l.strip_prefix(prefix));
        Self {
            keys: all(SET).map(str::to_owned).collect(),
            reviewer: all(REVIEWER).next().map(str::to_owned),
            before: all(BEFORE).next().map(str::to_owned),
            files: all(WROTE).map(str::to_owned).collect(),
        }
    }

    /// Notes a reviewer; what stood there before setup first came is kept.
    pub(super) fn reviewer_set(&mut self, id: &str, before: Option<String>) {
        if self.reviewer.is_none() || before != self.reviewer {
            self.before = before;
        }
        self.reviewer = Some(id.to_owned());
    }

    /// Lines of attributes with the notes after them.
    pub(super) fn with(&self, mut lines: Vec<String>) -> Vec<String> {
        lines.extend(self.keys.iter().map(|key| format!("{SET}{key}")));
        lines.extend(self.reviewer.iter().map(|id| format!("{REVIEWER}{id}")));
        // A value with a line break is nobody's id, and could not be noted on a line.
        let before = self.before.iter().filter(|b| !b.contains(['\n', '\r']));
        lines.extend(before.map(|before| format!("{BEFORE}{before}")));
        lines.extend(self.files.iter().map(|file| format!("{WROTE}{file}")));
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_are_read_as_they_were_written() {
        let mut receipt = Receipt::default();
        receipt.keys.insert("merge.obelus.name".to_owned());
        receipt.files.insert("/home/a b/obelus".to_owned());
        receipt.reviewer_set("desk", Some("harbour".to_owned()));
        receipt.reviewer_set("port", Some("desk".to_owned()));
        let lines = receipt.with(vec!["/x merge=obelus diff=obelus".to_owned()]);
        assert_eq!(Receipt::read(&lines), receipt);
        assert_eq!(receipt.before.as_deref(), Some("harbour"));
        assert_eq!(receipt.reviewer.as_deref(), Some("port"));
    }
}
