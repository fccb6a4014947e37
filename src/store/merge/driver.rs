//! The merge of three files as git hands them to a merge driver.

use std::{fs, io, path::Path};

use super::{Merged, Three, lines, merge};
use crate::store::layout::{RecordPath, classify};

/// The record at a path of the repository; the workspace may be a folder of it.
pub fn record_at(path: &str) -> Option<(&str, RecordPath)> {
    let starts = std::iter::once(0).chain(path.match_indices('/').map(|(at, _)| at + 1));
    let mut tails = starts.filter_map(|start| path.get(start..));
    tails.find_map(|tail| Some((tail, classify(tail)?.ok()?)))
}

/// Merges three files into the second, as `%O %A %B` of git. What is at no record's path is merged
/// line by line.
///
/// # Errors
/// A file cannot be read or written, or is no UTF-8; then none was changed.
pub fn run(files: Three<&Path>, path: &str, marks: usize) -> io::Result<Merged> {
    let texts = files.try_map(fs::read_to_string)?;
    let texts = texts.as_deref();
    let merged = match record_at(path) {
        Some((path, at)) => merge(path, &at, texts, marks, &mut |_| None),
        None => lines::merge(texts, marks),
    };
    fs::write(files.ours, &merged.text)?;
    Ok(merged)
}
