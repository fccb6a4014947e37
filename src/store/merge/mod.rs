//! Three-way merge of one record: by key, with tables matched by id and never by position.
//!
//! What belongs together moves together: a rating with its reason, an argument's text with its
//! strength. What one side alone changed is taken; what both changed differently is a clash, told
//! between marks or left to somebody's decision. Comments and unknown keys are kept. Either side may
//! be called ours: a clean merge gives the same bytes. Where nothing better is sure, the record
//! clashes as a whole, so that no word is lost.

mod cells;
pub mod driver;
mod guard;
mod lines;
mod marks;
mod names;
mod order;
mod parts;
mod remarks;
mod three;
mod units;
mod value;

#[cfg(test)]
mod tests;

use super::{
    decode,
    fmt::File,
    layout::RecordPath,
    syntax::{NotToml, Tree},
};
use crate::model::diagnostic::{Code, Severity};

pub use three::{Side, Three};

/// Two sides that cannot both be had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// What was changed on both sides: "the judgement", "argument `ice-was-thin`".
    pub what: String,
    /// The text of it before, and on either side; empty where it is not there.
    pub texts: Three<String>,
}

/// Decides a clash, or leaves it.
pub type Decide<'d> = dyn FnMut(&Clash) -> Option<Side> + 'd;

/// What a merge gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// The record, with marks where sides clash.
    pub text: String,
    /// What is still to be decided.
    pub clashes: Vec<Clash>,
}

impl Merged {
    fn clean(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            clashes: Vec::new(),
        }
    }

    /// Whether nothing is left to do.
    pub fn is_clean(&self) -> bool {
        self.clashes.is_empty()
    }
}

/// A merge in progress.
struct Merge<'m, 'd> {
    at: &'m RecordPath,
    marks: usize,
    decide: &'m mut Decide<'d>,
    clashes: Vec<Clash>,
    /// Whether somebody chose a side, so that what the other said may be gone.
    chosen: bool,
}

impl Merge<'_, '_> {
    /// The side that somebody chose; without a choice the clash is noted.
    fn decided(&mut self, clash: Clash) -> Option<Side> {
        let chosen = (self.decide)(&clash);
        match chosen {
            Some(_) => self.chosen = true,
            None => self.clashes.push(clash),
        }
        chosen
    }
}

/// Merges what two sides made of a record, both from `texts.base`; `marks` is the length of the marks
/// around a clash, seven in git.
pub fn merge(
    path: &str,
    at: &RecordPath,
    texts: Three<&str>,
    marks: usize,
    decide: &mut Decide<'_>,
) -> Merged {
    if let Some(side) = texts.settle() {
        return Merged::clean(texts.of(side));
    }
    let plain = texts.map(|text| text.replace("\r\n", "\n"));
    let plain = plain.as_deref();
    let mut merged = match structured(at, plain, marks, decide) {
        Ok(Some((merged, chosen))) => sound(path, at, plain, merged, chosen),
        Ok(None) => None,
        Err(NotToml { .. }) => Some(lines::unread(plain, marks)),
    }
    .unwrap_or_else(|| whole(plain, marks, decide));
    if texts.ours.contains("\r\n") && texts.theirs.contains("\r\n") {
        merged.text = merged.text.replace('\n', "\r\n");
    }
    merged
}

/// The record by its keys, and whether a side was chosen on the way; nothing where that cannot be done
/// surely.
fn structured(
    at: &RecordPath,
    texts: Three<&str>,
    marks: usize,
    decide: &mut Decide<'_>,
) -> Result<Option<(Merged, bool)>, NotToml> {
    let Some(shape) = decode::shape_of(at) else {
        return Ok(Some((lines::merge(texts, marks), false)));
    };
    let files = texts.try_map(|text| Ok(File::read(&Tree::parse(text)?, shape)))?;
    let mut merge = Merge {
        at,
        marks,
        decide,
        clashes: Vec::new(),
        chosen: false,
    };
    let Some(mut file) = parts::file(&mut merge, files.as_ref()) else {
        return Ok(None);
    };
    file.sort();
    let merged = Merged {
        text: file.print(),
        clashes: merge.clashes,
    };
    Ok(Some((merged, merge.chosen)))
}

/// The merge, unless it lost something or has an error that neither side had. An error that a side
/// brought along is for `obelus check` to tell.
fn sound(
    path: &str,
    at: &RecordPath,
    texts: Three<&str>,
    merged: Merged,
    chosen: bool,
) -> Option<Merged> {
    if !merged.is_clean() {
        return (chosen || guard::told(texts, &merged.text)).then_some(merged);
    }
    if !chosen && !guard::kept(texts, &merged.text) {
        return None;
    }
    let errors = |text: &str| -> Vec<Code> {
        let found = decode::read(path, at, text).found;
        let errors = found.iter().filter(|d| d.severity() == Severity::Error);
        errors.map(|diagnostic| diagnostic.code).collect()
    };
    let known = [errors(texts.ours), errors(texts.theirs)].concat();
    let new = errors(&merged.text)
        .iter()
        .any(|code| !known.contains(code));
    (!new).then_some(merged)
}

/// The record as one clash.
fn whole(texts: Three<&str>, marks: usize, decide: &mut Decide<'_>) -> Merged {
    let clash = Clash {
        what: "the whole record".to_owned(),
        texts: texts.map(str::to_owned),
    };
    if let Some(side) = decide(&clash) {
        return Merged::clean(texts.of(side));
    }
    Merged {
        text: marks::block(&clash.texts, marks) + "\n",
        clashes: vec![clash],
    }
}
