//! Walking history: which records each commit touched, and what they said from then on.
//!
//! The cost is proportional to what changed. Commits are lined up once, oldest first; neighbours are
//! compared by a tree walk that skips what is equal; each record is parsed once, however often it
//! comes back. Comparing and parsing use all processors, lining up cannot.

use std::collections::HashMap;

use git2::{Commit, Oid, Repository, Sort};
use rayon::prelude::*;

use super::{
    decode::{self, Record},
    error::GitError,
    layout::{self, RecordPath},
    load::Progress,
    objects::Objects,
    repo::{Repo, failed, rfc3339},
    source_tree::{Content, EntryKind},
    trees::{Leaf, Trees},
};
use crate::model::{
    brief::{ClaimBrief, ReviewBrief},
    history::{CommitNote, Step, Touched},
    id::ClaimId,
    revision::CommitId,
};

/// Which history is walked.
#[derive(Debug, Clone, Default)]
pub struct Walk {
    /// The workspace's folder within the repository, empty for its top.
    pub folder: String,
    /// All commits instead of the line of first parents.
    pub full: bool,
    /// Only what concerns one claim.
    pub claim: Option<ClaimId>,
    /// Only the workspace file and the claims: what is judged, and by which rules.
    pub without_reviews: bool,
    /// Only what came after this commit, which must be on the line of first parents.
    pub after: Option<CommitId>,
}

/// What a walk found.
#[derive(Debug, Clone, PartialEq)]
pub struct History {
    /// Every commit, oldest first; also those that touched nothing.
    pub steps: Vec<Step>,
    /// Whether the clone is shallow and older commits are missing: the first step then holds all that
    /// came before.
    pub cut_off: bool,
}

/// Commits handed to a thread at a time; neighbours share most of their trees.
const CHUNK: usize = 256;

impl Repo {
    /// Walks the history that leads to a commit.
    pub fn history(
        &self,
        tip: &CommitId,
        walk: &Walk,
        progress: &dyn Progress,
    ) -> Result<History, GitError> {
        let repo = self.repository();
        let line = if walk.full {
            all_commits(repo, self.commit(tip)?.id())?
        } else {
            first_parents(self.commit(tip)?, walk.after.as_ref())?
        };
        progress.total(line.len());
        let changes = compare_all(repo, walk, &line, progress)?;
        let briefs = parse_all(repo, &changes)?;
        let steps = line
            .into_iter()
            .zip(changes)
            .map(|(commit, changes)| Step {
                commit: commit.note,
                parents: commit.parents,
                touched: changes
                    .into_iter()
                    .map(|change| touched(change, &briefs))
                    .collect(),
            })
            .collect();
        Ok(History {
            steps,
            cut_off: repo.is_shallow(),
        })
    }

    /// Whether a commit holds any review.
    pub fn has_reviews(&self, commit: &CommitId, folder: &str) -> Result<bool, GitError> {
        let mut trees = Trees::open(self.repository().path())?;
        let tree = self.commit(commit)?.tree_id();
        let Some(top) = trees.below(tree, folder)? else {
            return Ok(false);
        };
        let found = std::cell::Cell::new(false);
        let enter = |_: &str, _| !found.get();
        trees.list(top, &enter, &mut |path, _| {
            let review = matches!(layout::classify(path), Some(Ok(RecordPath::Review(..))));
            found.set(found.get() || review);
        })?;
        Ok(found.get())
    }

    /// The commits on the line of first parents, newest first, up to and without `end`.
    ///
    /// The second value says whether `end` is on that line.
    pub fn first_parents_to(
        &self,
        tip: &CommitId,
        is_end: &dyn Fn(&CommitId) -> bool,
    ) -> Result<(Vec<CommitId>, Option<CommitId>), GitError> {
        let mut found = Vec::new();
        let mut next = Some(self.commit(tip)?);
        while let Some(commit) = next {
            let id = CommitId::new(commit.id().to_string());
            if is_end(&id) {
                return Ok((found, Some(id)));
            }
            found.push(id);
            next = commit.parent(0).ok();
        }
        Ok((found, None))
    }
}

/// A commit of the line.
struct Lined {
    note: CommitNote,
    tree: Oid,
    /// The tree of the first parent, if there is one.
    parent_tree: Option<Oid>,
    parents: Vec<usize>,
}

fn lined(commit: &Commit<'_>, parents: Vec<usize>, parent_tree: Option<Oid>) -> Lined {
    let subject = commit.summary_bytes().unwrap_or_default();
    Lined {
        note: CommitNote {
            id: CommitId::new(commit.id().to_string()),
            author: String::from_utf8_lossy(commit.author().name_bytes()).into_owned(),
            committed: rfc3339(commit.time()),
            subject: String::from_utf8_lossy(subject).into_owned(),
        },
        tree: commit.tree_id(),
        parent_tree,
        parents,
    }
}

fn first_parents(tip: Commit<'_>, after: Option<&CommitId>) -> Result<Vec<Lined>, GitError> {
    let end = after
        .map(|id| Oid::from_str(id.as_str()))
        .transpose()
        .map_err(|e| failed(&e))?;
    let mut line = Vec::new();
    let mut next = Some(tip);
    while let Some(commit) = next.filter(|commit| Some(commit.id()) != end) {
        // A shallow clone ends where a parent is missing.
        let parent = commit.parent(0).ok();
        line.push(lined(
            &commit,
            Vec::new(),
            parent.as_ref().map(Commit::tree_id),
        ));
        next = parent;
    }
    line.reverse();
    for (at, commit) in line.iter_mut().enumerate().skip(1) {
        commit.parents = vec![at - 1];
    }
    Ok(line)
}

fn all_commits(repo: &Repository, tip: Oid) -> Result<Vec<Lined>, GitError> {
    let walk = || -> Result<Vec<Oid>, git2::Error> {
        let mut walk = repo.revwalk()?;
        walk.push(tip)?;
        walk.set_sorting(Sort::TOPOLOGICAL | Sort::TIME | Sort::REVERSE)?;
        walk.collect()
    };
    let order = walk().map_err(|e| failed(&e))?;
    let place: HashMap<Oid, usize> = order.iter().enumerate().map(|(i, oid)| (*oid, i)).collect();
    let mut line: Vec<Lined> = Vec::with_capacity(order.len());
    for oid in order {
        let commit = repo.find_commit(oid).map_err(|e| failed(&e))?;
        let parents: Vec<usize> = commit
            .parent_ids()
            .filter_map(|parent| place.get(&parent).copied())
            .collect();
        let parent_tree = parents
            .first()
            .and_then(|at| line.get(*at))
            .map(|parent| parent.tree);
        line.push(lined(&commit, parents, parent_tree));
    }
    Ok(line)
}

/// A record that a commit left otherwise than its first parent had it.
struct Change {
    record: RecordPath,
    after: Option<Leaf>,
}

fn compare_all(
    repo: &Repository,
    walk: &Walk,
    line: &[Lined],
    progress: &dyn Progress,
) -> Result<Vec<Vec<Change>>, GitError> {
    let git_dir = repo.path();
    let compared: Vec<Vec<Vec<Change>>> = line
        .par_chunks(CHUNK)
        .map_init(
            || Trees::open(git_dir),
            |trees, chunk| {
                let trees = trees.as_mut().map_err(|error| error.clone())?;
                let compare = |commit: &Lined| {
                    progress.step();
                    compare_one(trees, walk, commit)
                };
                chunk.iter().map(compare).collect()
            },
        )
        .collect::<Result<_, GitError>>()?;
    Ok(compared.into_iter().flatten().collect())
}

fn compare_one(trees: &mut Trees, walk: &Walk, commit: &Lined) -> Result<Vec<Change>, GitError> {
    let after = trees.below(commit.tree, &walk.folder)?;
    let before = match commit.parent_tree {
        Some(tree) => trees.below(tree, &walk.folder)?,
        None => None,
    };
    let mut changes = Vec::new();
    let enter = |folder: &str| {
        !(walk.without_reviews && folder.starts_with(layout::REVIEWS))
            && concerns_folder(walk.claim.as_ref(), folder)
    };
    trees.compare_where(before, after, &enter, &mut |path, _, after| {
        if let Some(Ok(record)) = layout::classify(path)
            && concerns(walk.claim.as_ref(), &record)
        {
            changes.push(Change { record, after });
        }
    })?;
    Ok(changes)
}

fn concerns(wanted: Option<&ClaimId>, record: &RecordPath) -> bool {
    match (wanted, record) {
        (None, _) | (_, RecordPath::Workspace) => true,
        (Some(wanted), RecordPath::Claim(id) | RecordPath::Review(_, id)) => wanted == id,
        _ => false,
    }
}

/// Whether records of a claim can stand below a folder, given with a slash at its end.
fn concerns_folder(wanted: Option<&ClaimId>, folder: &str) -> bool {
    let Some(wanted) = wanted else { return true };
    match folder.split_once('/') {
        Some((layout::CLAIMS, below)) => wanted.as_str().starts_with(below),
        Some((layout::REVIEWS, below)) => match below.split_once('/') {
            Some((_, below)) => wanted.as_str().starts_with(below),
            None => true,
        },
        _ => false,
    }
}

/// Which brief a blob has depends on what it stands for.
type Key = ([u8; 20], bool);

/// What a blob says.
#[derive(Clone, Copy)]
enum Brief {
    Claim(ClaimBrief),
    Review(ReviewBrief),
}

/// What every blob says, and every version of the workspace file.
struct Parsed {
    briefs: HashMap<Key, Brief>,
    workspaces: HashMap<[u8; 20], crate::model::workspace::Workspace>,
}

/// Whether a record is one of the many, and its blob if it can be read.
fn key(change: &Change) -> Option<Key> {
    let leaf = change.after.filter(|leaf| leaf.kind == EntryKind::File)?;
    match change.record {
        RecordPath::Claim(_) => Some((leaf.object, true)),
        RecordPath::Review(..) => Some((leaf.object, false)),
        _ => None,
    }
}

fn parse_all(repo: &Repository, changes: &[Vec<Change>]) -> Result<Parsed, GitError> {
    let mut wanted: HashMap<Key, &RecordPath> = HashMap::new();
    let mut order = Vec::new();
    let mut workspaces = HashMap::new();
    let mut objects = Objects::open(repo.path())?;
    for change in changes.iter().flatten() {
        if let Some(key) = key(change) {
            wanted.entry(key).or_insert_with(|| {
                order.push(key);
                &change.record
            });
        } else if let (RecordPath::Workspace, Some(leaf)) = (&change.record, change.after)
            && leaf.kind == EntryKind::File
            && !workspaces.contains_key(&leaf.object)
            && let Some(Record::Workspace(read)) = parse(&mut objects, leaf.object, &change.record)?
        {
            workspaces.insert(leaf.object, *read);
        }
    }
    let git_dir = repo.path();
    let parsed: Vec<Vec<(Key, Brief)>> = order
        .par_chunks(CHUNK)
        .map_init(
            || Objects::open(git_dir),
            |objects, chunk| {
                let objects = objects.as_mut().map_err(|error| error.clone())?;
                let mut brief = |key: &Key| -> Result<Option<(Key, Brief)>, GitError> {
                    let Some(record) = wanted.get(key) else {
                        return Ok(None);
                    };
                    let read = parse(objects, key.0, record)?;
                    Ok(read.and_then(|record| Some((*key, brief(&record)?))))
                };
                chunk
                    .iter()
                    .filter_map(|key| brief(key).transpose())
                    .collect()
            },
        )
        .collect::<Result<_, GitError>>()?;
    Ok(Parsed {
        briefs: parsed.into_iter().flatten().collect(),
        workspaces,
    })
}

fn parse(
    objects: &mut Objects,
    object: [u8; 20],
    at: &RecordPath,
) -> Result<Option<Record>, GitError> {
    let oid = Oid::from_bytes(&object).map_err(|e| failed(&e))?;
    let Content::Bytes(bytes) = objects.blob(oid)? else {
        return Ok(None);
    };
    let Ok(text) = String::from_utf8(bytes) else {
        return Ok(None);
    };
    Ok(decode::record("", at, &text).0)
}

fn brief(record: &Record) -> Option<Brief> {
    match record {
        Record::Claim(claim) => Some(Brief::Claim(ClaimBrief::of(claim))),
        Record::Review(review) => Some(Brief::Review(ReviewBrief::of(review))),
        _ => None,
    }
}

fn touched(change: Change, parsed: &Parsed) -> Touched {
    let brief = key(&change).and_then(|key| parsed.briefs.get(&key).copied());
    match change.record {
        RecordPath::Workspace => {
            let leaf = change.after.filter(|leaf| leaf.kind == EntryKind::File);
            let read = leaf.and_then(|leaf| parsed.workspaces.get(&leaf.object));
            Touched::Workspace(read.cloned().map(Box::new))
        }
        RecordPath::Claim(id) => Touched::Claim(
            id,
            match brief {
                Some(Brief::Claim(brief)) => Some(brief),
                _ => None,
            },
        ),
        RecordPath::Review(reviewer, claim) => Touched::Review(
            reviewer,
            claim,
            match brief {
                Some(Brief::Review(brief)) => Some(brief),
                _ => None,
            },
        ),
        RecordPath::Reviewer(_) | RecordPath::Bibliography => Touched::Other,
    }
}
