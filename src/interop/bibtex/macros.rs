//! Abbreviations that `@string` defines, and those for months that every file has.

use std::{collections::BTreeMap, ops::Range};

use super::problems::Problems;

/// The most bytes that all abbreviations of a file together may expand to. A doubling chain of
/// definitions would otherwise turn a page into gigabytes.
const BUDGET: usize = 16 << 20;

const MONTHS: [(&str, &str); 12] = [
    ("jan", "January"),
    ("feb", "February"),
    ("mar", "March"),
    ("apr", "April"),
    ("may", "May"),
    ("jun", "June"),
    ("jul", "July"),
    ("aug", "August"),
    ("sep", "September"),
    ("oct", "October"),
    ("nov", "November"),
    ("dec", "December"),
];

/// The abbreviations defined so far. Definitions take effect from their place on, as in BibTeX, so
/// that none can contain itself.
pub(super) struct Macros {
    known: BTreeMap<String, String>,
    spent: usize,
}

impl Default for Macros {
    fn default() -> Self {
        let months = MONTHS.map(|(short, long)| (short.to_owned(), long.to_owned()));
        Self {
            known: BTreeMap::from(months),
            spent: 0,
        }
    }
}

impl Macros {
    pub(super) fn define(&mut self, name: &str, text: String) {
        self.known.insert(name.to_lowercase(), text);
    }

    /// What an abbreviation stands for, or itself if it stands for nothing.
    pub(super) fn expand(
        &mut self,
        name: &str,
        bytes: Range<usize>,
        problems: &mut Problems,
    ) -> String {
        let Some(text) = self.known.get(&name.to_lowercase()) else {
            let message = format!("`{name}` is an abbreviation that nothing defines");
            let help = "put a value in braces, or define it by @string; it was taken as text";
            problems.odd(bytes, message, help);
            return name.to_owned();
        };
        self.spent = self.spent.saturating_add(text.len());
        if self.spent > BUDGET {
            let message = format!("`{name}` expands to more text than a bibliography may have");
            let help = "write the value out; abbreviations may expand to 16 MiB altogether";
            problems.broken(bytes, message, help);
            return name.to_owned();
        }
        text.clone()
    }
}
