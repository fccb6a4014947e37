//! Which files of a tree hold records, and what is wrong with the paths of the others.

use std::{
    borrow::{Borrow, Cow},
    collections::{BTreeSet, HashMap},
};

use unicode_normalization::UnicodeNormalization;

use super::{
    layout::{self, PathProblem, RecordPath},
    source_tree::{Entry, EntryKind},
};
use crate::model::{
    diagnostic::{Code, Diagnostic},
    id::{IdProblem, MAX_SEGMENTS},
};

/// What becomes of an entry.
pub(super) enum Admission {
    /// It holds a record.
    Record(Admitted),
    /// It is no concern of this program.
    Ignored,
    /// It stands where a record could stand, but cannot be one.
    Refused(Diagnostic),
}

/// An entry that holds a record.
pub(super) struct Admitted {
    /// The entry.
    pub(super) entry: Entry,
    /// Which record it holds.
    pub(super) kind: RecordPath,
}

impl Borrow<Entry> for Admitted {
    fn borrow(&self) -> &Entry {
        &self.entry
    }
}

/// Decides about an entry by its path and kind.
pub(super) fn admission(entry: Entry) -> Admission {
    if let Some(decided) = misfit(&entry) {
        return decided;
    }
    match layout::classify(&entry.path) {
        None => Admission::Ignored,
        Some(Err(problem)) => Admission::Refused(misnamed(&entry.path, problem)),
        Some(Ok(kind)) => Admission::Record(Admitted { entry, kind }),
    }
}

/// What becomes of an entry that no record could be; none where it may be one.
fn misfit(entry: &Entry) -> Option<Admission> {
    let path = entry.path.as_str();
    let is_folder_name = matches!(path, layout::CLAIMS | layout::REVIEWS);
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    match entry.kind {
        EntryKind::File if is_folder_name => {
            let message = format!("{path} is a file, but ought to be the folder of the records");
            let problem = Diagnostic::of_file(Code::UnexpectedFile, path, message);
            let help = "rename the file, and put the records into a folder of that name";
            Some(Admission::Refused(problem.help(help)))
        }
        EntryKind::File if ending != "toml" && ending.eq_ignore_ascii_case("toml") => {
            let message = format!("this is no record, because its name ends in .{ending}");
            let problem = Diagnostic::of_file(Code::UnexpectedFile, path, message);
            Some(Admission::Refused(
                problem.help("write the ending as .toml, in lower case"),
            ))
        }
        EntryKind::File => None,
        // A link beside the records, such as notes.md, harms nobody; it is not read anyway. One that
        // could be a record, its signature or a folder of records is refused.
        EntryKind::Link
            if path.contains('/')
                && !matches!(ending, "" | "toml" | "sig")
                && path.contains('.') =>
        {
            Some(Admission::Ignored)
        }
        EntryKind::Other if path.matches('/').count() > MAX_SEGMENTS + 1 => {
            let problem = Diagnostic::of_file(
                Code::UnexpectedFile,
                path,
                "no record is read from so deep a folder",
            );
            let help = "claims have at most four parts: claims/a/b/c/d.toml";
            Some(Admission::Refused(problem.help(help)))
        }
        EntryKind::Link | EntryKind::Other => Some(Admission::Refused(not_regular(path))),
    }
}

fn not_regular(path: &str) -> Diagnostic {
    Diagnostic::of_file(
        Code::RecordIsLink,
        path,
        format!("{path} is not a regular file, so it is not read"),
    )
    .help("put the file itself here instead of a link, a submodule or a special file")
}

fn misnamed(path: &str, problem: PathProblem) -> Diagnostic {
    match problem {
        PathProblem::BadId(part, why) => Diagnostic::of_file(
            Code::BadPath,
            path,
            format!("\"{}\" cannot be an id: {why}", part.escape_debug()),
        )
        .help(format!("rename the file; {}", IdProblem::RULE)),
        PathProblem::Misplaced => {
            Diagnostic::of_file(Code::UnexpectedFile, path, "no record is read from here")
                .help("reviews stand in reviews/<reviewer>/<claim>.toml")
        }
    }
}

/// Paths of detached signatures.
pub(super) fn signatures(entries: &[Entry]) -> BTreeSet<String> {
    let signed =
        |entry: &&Entry| entry.path.ends_with(".toml.sig") && entry.kind == EntryKind::File;
    entries
        .iter()
        .filter(signed)
        .map(|entry| entry.path.clone())
        .collect()
}

/// Signatures that belong to no review.
pub(super) fn orphans(entries: &[Entry]) -> Vec<Diagnostic> {
    let signatures = signatures(entries);
    if signatures.is_empty() {
        return Vec::new();
    }
    let records: BTreeSet<&str> = entries.iter().map(|entry| entry.path.as_str()).collect();
    let orphan = |signature: String| {
        let record = signature.strip_suffix(".sig")?;
        let is_review = matches!(layout::classify(record), Some(Ok(RecordPath::Review(..))));
        if records.contains(record) && !is_review {
            let message = "only reviews are signed, so this signature says nothing";
            let found = Diagnostic::of_file(Code::UnexpectedFile, &signature, message);
            return Some(found.help("remove it"));
        }
        if records.contains(record) {
            return None;
        }
        let message = format!("there is no {record} that this could sign");
        let found = Diagnostic::of_file(Code::OrphanSignature, &signature, message);
        Some(found.help("remove the signature, or bring the record back"))
    };
    signatures.into_iter().filter_map(orphan).collect()
}

/// Paths that some file system would take for one another.
pub(super) fn collisions(entries: &[Entry]) -> Vec<Diagnostic> {
    // Paths in order of which no two are the same and all are plain: hardly ever anything else.
    let apart = entries.windows(2).all(|pair| pair[0].path < pair[1].path);
    if apart && entries.iter().all(|entry| is_plain(&entry.path)) {
        return Vec::new();
    }
    let mut seen: HashMap<Cow<'_, str>, &str> = HashMap::with_capacity(entries.len());
    let mut found = Vec::new();
    for entry in entries {
        let folded = folded(&entry.path);
        match seen.get(&folded) {
            Some(other) => {
                let message = format!("{} and {other} are one file on many machines", entry.path);
                found.push(
                    Diagnostic::of_file(Code::PathsCollide, &entry.path, message)
                        .help("rename one of them"),
                );
            }
            None => drop(seen.insert(folded, &entry.path)),
        }
    }
    found
}

/// A path as a file system may see it that knows neither case nor ways of writing accents.
fn folded(path: &str) -> Cow<'_, str> {
    if is_plain(path) {
        return Cow::Borrowed(path);
    }
    Cow::Owned(path.nfc().collect::<String>().to_lowercase())
}

/// Whether every file system sees a path as it is.
fn is_plain(path: &str) -> bool {
    let mut bytes = path.bytes();
    bytes.all(|b| b.is_ascii() && !b.is_ascii_uppercase())
}
