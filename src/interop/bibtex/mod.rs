//! Bibliographies in BibTeX and biblatex, as reference managers export them.
//!
//! They are read here rather than by a library because a shared bibliography is written by many
//! hands and must survive any of them: one broken entry may not lose the rest, every problem is
//! told with its place, and no file, however hostile, may take long or exhaust the stack.

mod braces;
mod commands;
pub(crate) mod dates;
mod entry;
mod inherit;
mod kinds;
mod latex;
mod macros;
mod names;
mod problems;
mod raw;
mod syntax;

use std::collections::BTreeMap;

use self::{problems::Problems, raw::RawEntry};
use super::problem::Problem;
use crate::model::{
    diagnostic::Code,
    id::{IdProblem, SourceId},
    identifiers::is_deceptive,
    source::Source,
};

/// A bibliography as far as it could be read.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Bibliography {
    /// Its sources in order of their keys.
    pub sources: Vec<Source>,
    /// What is wrong with it, in order of place.
    pub problems: Vec<Problem>,
}

/// Reads a bibliography. Entries without fault are read whatever stands beside them; of several with
/// one key, the first.
///
/// Types and fields become CSL's; fields that CSL has no variable for are left out. Of a range of
/// dates the beginning is kept, since a source has one date.
pub fn read(text: &str) -> Bibliography {
    let mut problems = Problems::default();
    deceptive(text, &mut problems);
    let mut entries = syntax::entries(text, &mut problems);
    inherit::inherit(&mut entries, &mut problems);
    let mut sources: BTreeMap<SourceId, Source> = BTreeMap::new();
    for raw in &entries {
        let Some(id) = id(raw, &mut problems) else {
            continue;
        };
        if sources.contains_key(&id) {
            problems.push(duplicate(raw));
            continue;
        }
        let source = entry::source(id.clone(), raw, &mut problems);
        sources.insert(id, source);
    }
    Bibliography {
        sources: sources.into_values().collect(),
        problems: problems.finish(),
    }
}

/// Reads the one entry of a text, with whatever is odd about it.
///
/// # Errors
/// If there is no entry, or more than one, or the entry is refused.
pub fn read_one(text: &str) -> Result<(Source, Vec<Problem>), Vec<Problem>> {
    let Bibliography {
        mut sources,
        mut problems,
    } = read(text);
    let refused = problems.iter().any(Problem::is_error);
    match (sources.len(), sources.pop()) {
        (1, Some(source)) if !refused => Ok((source, problems)),
        (1, _) => Err(problems),
        (0, _) if refused => Err(problems),
        (count, _) => {
            let message = format!("{count} entries where one is wanted");
            let problem = Problem::new(Code::BadBibliography, 0..text.len(), message);
            problems.push(problem.help("give one entry: @book{name, title = {…}, …}"));
            Err(problems)
        }
    }
}

/// The id of an entry that describes a source.
fn id(raw: &RawEntry, problems: &mut Problems) -> Option<SourceId> {
    if matches!(raw.kind.as_str(), "xdata" | "set") {
        return None;
    }
    let refused = |problem: &IdProblem| {
        let message = format!("`{}` cannot be a key: {problem}", raw.key.escape_debug());
        let help = "use letters, digits and -_.:+/ in keys; this entry was left out";
        Problem::new(Code::BadId, raw.key_bytes.clone(), message).help(help)
    };
    SourceId::new(&raw.key)
        .map_err(|problem| problems.push(refused(&problem)))
        .ok()
}

fn duplicate(raw: &RawEntry) -> Problem {
    let message = format!("`{}` stands twice in the bibliography", raw.key);
    Problem::new(Code::DuplicateId, raw.key_bytes.clone(), message)
        .help("the first entry counts; rename or remove this one")
}

fn deceptive(text: &str, problems: &mut Problems) {
    for (at, c) in text.char_indices().filter(|(_, c)| is_deceptive(*c)) {
        let message = format!("the invisible character {} stands here", c.escape_unicode());
        let problem = Problem::new(Code::ControlCharacter, at..at + c.len_utf8(), message);
        problems.push(problem.help("remove it"));
    }
}

#[cfg(test)]
mod tests;
