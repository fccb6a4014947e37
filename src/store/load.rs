//! From a tree of files to a snapshot, with every problem on the way.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

use rayon::prelude::*;

use super::{
    admission::{Admission, Admitted, admission, collisions, orphans, signatures},
    decode::{self, Decoded, Record},
    error::ReadError,
    layout::{self, RecordPath},
    source_tree::{Content, Entry, SourceTree},
};
use crate::model::{
    diagnostic::{Code, Diagnostic, Place, Severity},
    id::ClaimId,
    review::Review,
    snapshot::{ReviewsOfClaim, Snapshot},
};

/// A workspace as it was read.
#[derive(Debug)]
pub struct Loaded {
    /// All readable records. The bibliography is still empty; its text stands beside.
    pub snapshot: Snapshot,
    /// What is sure of records that were refused: for checks alone, see [`Loaded::as_written`].
    pub damaged: Vec<Record>,
    /// Every problem of form, in order of path and place.
    pub diagnostics: Vec<Diagnostic>,
    /// The text of references.bib, if there is one.
    pub bibliography: Option<String>,
    /// Paths of detached signatures.
    pub signatures: BTreeSet<String>,
}

impl Loaded {
    /// The snapshot with what is sure of refused records, so that all mistakes are found at once.
    /// Nothing may be counted or shown from it.
    pub fn as_written(&self) -> Cow<'_, Snapshot> {
        if self.damaged.is_empty() {
            return Cow::Borrowed(&self.snapshot);
        }
        let mut snapshot = self.snapshot.clone();
        for record in &self.damaged {
            insert(&mut snapshot, record.clone());
        }
        Cow::Owned(snapshot)
    }
}

/// A snapshot that holds one record at most. No levels of agreement are known to it unless the record
/// is the workspace file.
pub fn alone(record: Option<Record>) -> Snapshot {
    let mut snapshot = empty();
    snapshot.workspace.levels.clear();
    if let Some(record) = record {
        insert(&mut snapshot, record);
    }
    snapshot
}

fn empty() -> Snapshot {
    Snapshot {
        workspace: decode::unreadable_workspace(),
        claims: BTreeMap::new(),
        reviewers: BTreeMap::new(),
        reviews: BTreeMap::new(),
        bibliography: BTreeMap::new(),
        unreadable: BTreeSet::new(),
    }
}

fn insert(snapshot: &mut Snapshot, record: Record) {
    match record {
        Record::Workspace(workspace) => snapshot.workspace = *workspace,
        Record::Claim(claim) => drop(snapshot.claims.insert(claim.id.clone(), *claim)),
        Record::Reviewer(reviewer) => {
            drop(snapshot.reviewers.insert(reviewer.id.clone(), *reviewer));
        }
        Record::Review(review) => {
            let of_claim = snapshot.reviews.entry(review.claim.clone()).or_default();
            of_claim.insert(review.reviewer.clone(), review);
        }
    }
}

/// Told how far a long reading has come.
pub trait Progress: Sync {
    /// So many files will be read.
    fn total(&self, files: usize);
    /// One more has been read.
    fn step(&self);
}

/// Nobody watches.
#[derive(Debug, Clone, Copy)]
pub struct Silent;

impl Progress for Silent {
    fn total(&self, _: usize) {}
    fn step(&self) {}
}

/// Reads a workspace.
///
/// # Errors
/// Only when files or objects cannot be read at all; whatever is wrong with the records themselves
/// is told by the diagnostics.
pub fn load(tree: &SourceTree, progress: &dyn Progress) -> Result<Loaded, ReadError> {
    let entries = tree.entries()?;
    let mut state = State::new(&entries);
    read_into(&mut state, entries, tree, progress)?;
    Ok(state.finish())
}

/// Reads only the records whose paths are wanted (see [`SourceTree::entries_where`]), and tells only
/// what is wrong with each by itself.
pub fn load_where(
    tree: &SourceTree,
    wanted: &(dyn Fn(&str) -> bool + Sync),
    progress: &dyn Progress,
) -> Result<Loaded, ReadError> {
    let mut state = State::new(&[]);
    read_into(&mut state, tree.entries_where(wanted)?, tree, progress)?;
    Ok(state.loaded)
}

/// Brings a snapshot to the state of another tree by reading only what differs there; `changed` names
/// the paths of all records that do, and folders above them with a slash at their end.
pub fn reload(
    mut snapshot: Snapshot,
    tree: &SourceTree,
    changed: &BTreeSet<String>,
    progress: &dyn Progress,
) -> Result<Loaded, ReadError> {
    for path in changed {
        forget(&mut snapshot, path);
    }
    let mut state = State::new(&[]);
    state.loaded.snapshot = snapshot;
    let entries = tree.entries_where(&|path| changed.contains(path))?;
    read_into(&mut state, entries, tree, progress)?;
    Ok(state.loaded)
}

fn forget(snapshot: &mut Snapshot, path: &str) {
    snapshot.unreadable.remove(path);
    match layout::classify(path) {
        Some(Ok(RecordPath::Workspace)) => snapshot.workspace = decode::unreadable_workspace(),
        Some(Ok(RecordPath::Claim(id))) => drop(snapshot.claims.remove(&id)),
        Some(Ok(RecordPath::Reviewer(id))) => drop(snapshot.reviewers.remove(&id)),
        Some(Ok(RecordPath::Review(reviewer, claim))) => {
            if let Some(of_claim) = snapshot.reviews.get_mut(&claim) {
                of_claim.remove(&reviewer);
                if of_claim.is_empty() {
                    snapshot.reviews.remove(&claim);
                }
            }
        }
        Some(Ok(RecordPath::Bibliography) | Err(_)) | None => {}
    }
}

fn read_into(
    state: &mut State,
    entries: Vec<Entry>,
    tree: &SourceTree,
    progress: &dyn Progress,
) -> Result<(), ReadError> {
    let sorted: Vec<Admission> = entries.into_par_iter().map(admission).collect();
    let files: Vec<Admitted> = sorted
        .into_iter()
        .filter_map(|admission| state.admit(admission))
        .collect();
    progress.total(files.len());
    let read = tree.read_each(&files, |file, content| {
        progress.step();
        read_one(&file.entry.path, &file.kind, content)
    })?;
    for (file, read) in files.iter().zip(read) {
        state.take(&file.entry, &file.kind, read);
    }
    state.put_reviews();
    Ok(())
}

/// What reading one file gave.
#[derive(Default)]
struct Read {
    decoded: Decoded,
    text: Option<String>,
}

fn read_one(path: &str, kind: &RecordPath, content: Content) -> Read {
    match text_of(path, content) {
        Err(problem) => Read {
            decoded: Decoded {
                found: vec![problem],
                ..Decoded::default()
            },
            text: None,
        },
        Ok(text) if *kind == RecordPath::Bibliography => Read {
            text: Some(text),
            ..Read::default()
        },
        Ok(text) => Read {
            decoded: decode::read(path, kind, &text),
            text: None,
        },
    }
}

fn text_of(path: &str, content: Content) -> Result<String, Diagnostic> {
    match content {
        Content::TooLarge(size) => {
            let message = format!("{size} bytes are more than a record may have (1 MiB)");
            Err(Diagnostic::of_file(Code::RecordTooLarge, path, message)
                .help("move long material into a source and cite it"))
        }
        Content::Bytes(bytes) => String::from_utf8(bytes).map_err(|error| {
            let at = error.utf8_error().valid_up_to();
            let message = format!("the text is not UTF-8 from byte {at} on");
            let place = Place::Bytes((at..at + 1).into());
            Diagnostic::new(Code::NotUtf8, path, place, message).help(
                "save the file as UTF-8; in the encoding it has now, some characters would be lost",
            )
        }),
    }
}

struct State {
    loaded: Loaded,
    /// Reviews that were read and have yet to be put into the snapshot.
    reviews: Vec<Arc<Review>>,
    stopped: bool,
    has_workspace: bool,
}

impl State {
    fn new(entries: &[Entry]) -> Self {
        let loaded = Loaded {
            snapshot: empty(),
            damaged: Vec::new(),
            diagnostics: collisions(entries)
                .into_iter()
                .chain(orphans(entries))
                .collect(),
            bibliography: None,
            signatures: signatures(entries),
        };
        Self {
            loaded,
            reviews: Vec::new(),
            stopped: false,
            has_workspace: false,
        }
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        if diagnostic.severity() == Severity::Error {
            self.loaded
                .snapshot
                .unreadable
                .insert(diagnostic.path.clone());
        }
        self.loaded.diagnostics.push(diagnostic);
    }

    /// Keeps the entries that hold records, and reports those that cannot.
    fn admit(&mut self, admission: Admission) -> Option<Admitted> {
        match admission {
            Admission::Record(admitted) => return Some(admitted),
            Admission::Refused(problem) => self.report(problem),
            Admission::Ignored => {}
        }
        None
    }

    /// Puts the reviews that were read where they belong: all at once where there were none before,
    /// which is many times faster.
    fn put_reviews(&mut self) {
        let reviews = std::mem::take(&mut self.reviews);
        let known = &mut self.loaded.snapshot.reviews;
        if !known.is_empty() {
            for review in reviews {
                insert(&mut self.loaded.snapshot, Record::Review(review));
            }
            return;
        }
        let mut gathered: HashMap<&ClaimId, Vec<&Arc<Review>>> = HashMap::new();
        for review in &reviews {
            gathered.entry(&review.claim).or_default().push(review);
        }
        let by_reviewer = |review: &Arc<Review>| (review.reviewer.clone(), Arc::clone(review));
        let of_claim = |(claim, reviews): (&ClaimId, Vec<&Arc<Review>>)| {
            let reviews = reviews.into_iter().map(by_reviewer);
            (claim.clone(), reviews.collect::<ReviewsOfClaim>())
        };
        let gathered: Vec<_> = gathered.into_par_iter().map(of_claim).collect();
        *known = gathered.into_iter().collect();
    }

    fn take(&mut self, entry: &Entry, kind: &RecordPath, read: Read) {
        self.has_workspace |= *kind == RecordPath::Workspace;
        let decoded = read.decoded;
        let newer = |d: &Diagnostic| d.code == Code::UnsupportedFormat;
        self.stopped |= decoded.found.iter().any(newer);
        for problem in decoded.found {
            self.report(problem);
        }
        if let Some(text) = read.text {
            self.loaded.bibliography = Some(text);
        }
        self.loaded.damaged.extend(decoded.damaged);
        match decoded.record {
            Some(Record::Review(review)) => self.reviews.push(review),
            Some(record) => insert(&mut self.loaded.snapshot, record),
            None if *kind != RecordPath::Bibliography => {
                let _ = self.loaded.snapshot.unreadable.insert(entry.path.clone());
            }
            None => {}
        }
    }

    fn finish(mut self) -> Loaded {
        if self.stopped {
            self.loaded
                .diagnostics
                .retain(|d| d.code == Code::UnsupportedFormat);
            return self.loaded;
        }
        if !self.has_workspace
            && !self
                .loaded
                .snapshot
                .unreadable
                .contains(layout::WORKSPACE_FILE)
        {
            let message = "there is no obelus.toml, so this is not a workspace";
            let missing =
                Diagnostic::of_file(Code::MissingWorkspaceFile, layout::WORKSPACE_FILE, message)
                    .help("`obelus init` writes one");
            self.report(missing);
        }
        self.loaded
            .diagnostics
            .sort_by(|a, b| (&a.path, &a.place).cmp(&(&b.path, &b.place)));
        self.loaded
    }
}
