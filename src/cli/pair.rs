//! Two states of a workspace side by side, of which only what differs is read.

use std::collections::{BTreeSet, HashSet};

use super::{Result, error::CliError, ui::Ui, workspace::Opened};
use crate::model::{
    diagnostic::{Code, Diagnostic, Severity},
    id::ClaimId,
    layout::{self, RecordPath, WORKSPACE_FILE},
    revision::CommitId,
    snapshot::Snapshot,
    workspace::Workspace,
};
use crate::present::comparison::Point;
use crate::store::{
    load::{self, Loaded},
    source_tree::SourceTree,
    worktree::WorkTree,
};

/// Two states with the records of every claim that is not the same in both.
#[derive(Debug)]
pub(super) struct Pair {
    /// Where the first was read.
    pub(super) from: Point,
    /// Where the second was read.
    pub(super) to: Point,
    /// The first.
    pub(super) before: Snapshot,
    /// The second.
    pub(super) after: Snapshot,
}

impl Opened {
    /// Reads two states; the second is the working tree where nothing else is named.
    pub(super) fn pair(&self, from: &CommitId, to: Option<&CommitId>, ui: &Ui) -> Result<Pair> {
        let repo = self.repository()?;
        let first = SourceTree::Commit(repo.tree(from, &self.folder)?);
        let (second, changed) = match to {
            Some(to) => (
                SourceTree::Commit(repo.tree(to, &self.folder)?),
                repo.differing_records(from, to, &self.folder)?,
            ),
            None => (
                SourceTree::Work(WorkTree::new(self.root()?)),
                self.changed_since(from)?,
            ),
        };
        let touched = touched(&changed);
        let rules = changed.contains(WORKSPACE_FILE) && rules_differ(&first, &second)?;
        let wanted = Wanted::new(&touched, rules);
        let bar = ui.progress("reading");
        let old = load::load_where(&first, &|path| wanted.wants(path), &bar)?;
        let new = load::reload(old.snapshot.clone(), &second, &with_folders(&changed), &bar)?;
        drop(bar);
        for side in [&old, &new] {
            judge(side, ui)?;
        }
        Ok(Pair {
            from: Point::Commit(from.clone()),
            to: to.map_or(Point::WorkingTree, |to| Point::Commit(to.clone())),
            before: old.snapshot,
            after: new.snapshot,
        })
    }

    /// Records of the working tree that are not what they were in a commit.
    fn changed_since(&self, from: &CommitId) -> Result<BTreeSet<String>> {
        let repo = self.repository()?;
        let mut changed: BTreeSet<String> =
            repo.changed_records(&self.folder)?.into_iter().collect();
        match repo.head()? {
            Some(head) if head != *from => {
                changed.extend(repo.differing_records(from, &head, &self.folder)?);
            }
            _ => {}
        }
        Ok(changed)
    }

    /// The commit that a revision names, or a closed round of that name.
    pub(super) fn commit_or_round(&self, name: &str) -> Result<CommitId> {
        let repo = self.repository()?;
        let unknown = match repo.resolve(name) {
            Ok(id) => return Ok(id),
            Err(error) => error,
        };
        let rounds = self.workspace_file().map(|workspace| workspace.rounds);
        match rounds.iter().flatten().find(|round| round.name == name) {
            Some(round) => Ok(repo.info(&CommitId::new(&round.commit))?.id),
            None => Err(unknown.into()),
        }
    }

    /// The workspace file as it stands in the working tree, or in HEAD where there is none.
    pub(super) fn workspace_file(&self) -> Result<Workspace> {
        let tree = if let Ok(root) = self.root() {
            SourceTree::Work(WorkTree::new(root))
        } else {
            let repo = self.repository()?;
            SourceTree::Commit(repo.tree(&repo.resolve("HEAD")?, &self.folder)?)
        };
        read_workspace(&tree)
    }
}

fn read_workspace(tree: &SourceTree) -> Result<Workspace> {
    let only = |path: &str| path == WORKSPACE_FILE;
    Ok(load::load_where(tree, &only, &load::Silent)?
        .snapshot
        .workspace)
}

/// Whether every claim's consensus must be looked at.
fn rules_differ(first: &SourceTree, second: &SourceTree) -> Result<bool> {
    let (old, new) = (read_workspace(first)?, read_workspace(second)?);
    Ok(
        old.consensus != new.consensus
            || old.levels != new.levels
            || old.arguments != new.arguments,
    )
}

fn touched(changed: &BTreeSet<String>) -> BTreeSet<ClaimId> {
    let claim = |path: &String| match layout::classify(path)? {
        Ok(RecordPath::Claim(id) | RecordPath::Review(_, id)) => Some(id),
        _ => None,
    };
    changed.iter().filter_map(claim).collect()
}

/// Which records a comparison needs.
struct Wanted {
    all: bool,
    claims: HashSet<ClaimId>,
    folders: HashSet<String>,
}

impl Wanted {
    fn new(claims: &BTreeSet<ClaimId>, all: bool) -> Self {
        let folders = claims.iter().flat_map(|id| folders_of(id.as_str()));
        Self {
            all,
            folders: folders.collect(),
            claims: claims.iter().cloned().collect(),
        }
    }

    fn wants(&self, path: &str) -> bool {
        if self.all || matches!(path, "claims/" | "reviews/") {
            return true;
        }
        if let Some(folder) = path.strip_suffix('/') {
            return self.wants_folder(folder);
        }
        self.may_want(path) && matches!(layout::classify(path), Some(Ok(_)))
    }

    /// The same for a path that holds a record if it is one; most are told apart without their ids
    /// being checked.
    fn may_want(&self, path: &str) -> bool {
        let stem = path.strip_suffix(".toml").unwrap_or_default();
        match stem.split_once('/') {
            Some((layout::CLAIMS, id)) => self.claims.contains(id),
            Some((layout::REVIEWS, below)) => below
                .split_once('/')
                .is_some_and(|(_, id)| id == "reviewer" || self.claims.contains(id)),
            _ => path == WORKSPACE_FILE,
        }
    }

    fn wants_folder(&self, folder: &str) -> bool {
        match folder.split_once('/') {
            Some(("claims", below)) => self.folders.contains(below),
            Some(("reviews", below)) => match below.split_once('/') {
                Some((_, below)) => self.folders.contains(below),
                None => true,
            },
            _ => false,
        }
    }
}

/// The folders above a path, without the slash at their end.
fn folders_of(path: &str) -> impl Iterator<Item = String> {
    path.match_indices('/').map(|(at, _)| path[..at].to_owned())
}

/// Paths with the folders above them, which end in a slash.
pub(super) fn with_folders(paths: &BTreeSet<String>) -> BTreeSet<String> {
    let folders = paths
        .iter()
        .flat_map(|path| folders_of(path).map(|folder| format!("{folder}/")));
    let folders: Vec<String> = folders.collect();
    paths.iter().cloned().chain(folders).collect()
}

/// A workspace of a newer format is not guessed at; of other faults the user is told.
fn judge(side: &Loaded, ui: &Ui) -> Result<()> {
    let newer = |d: &&Diagnostic| d.code == Code::UnsupportedFormat;
    if let Some(problem) = side.diagnostics.iter().find(newer) {
        return Err(CliError::new(problem.message.clone()));
    }
    let broken = side
        .diagnostics
        .iter()
        .filter(|d| d.severity() == Severity::Error)
        .map(|d| d.path.as_str())
        .collect::<BTreeSet<_>>();
    for path in broken {
        ui.warn(&format!(
            "{path} cannot be read, so the comparison leaves it out; `obelus check` says why"
        ));
    }
    Ok(())
}
