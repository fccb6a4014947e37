//! Finding and reading the workspace: where store, interop and analysis come together.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use super::{Result, error::CliError, ui::Ui};
use crate::analysis;
use crate::interop::{bibtex, problem::Problem};
use crate::model::{
    diagnostic::{Code, Diagnostic, Severity},
    id::ReviewerId,
    layout::{BIBLIOGRAPHY_FILE, WORKSPACE_FILE},
    revision::{CommitId, Revision},
    snapshot::Snapshot,
};
use crate::store::{
    error::GitError,
    load::{self, Loaded},
    locate::{self, Located},
    repo::Repo,
    source_tree::SourceTree,
    worktree::WorkTree,
};

/// A workspace that was found.
#[derive(Debug)]
pub(super) struct Opened {
    root: Option<PathBuf>,
    /// The repository it belongs to, if it belongs to one.
    pub(super) repo: Option<Repo>,
    /// The workspace's folder within the repository, empty for its top.
    pub(super) folder: String,
}

/// A workspace as it was read.
#[derive(Debug)]
pub(super) struct View {
    /// Where it was read from.
    pub(super) tree: SourceTree,
    /// All readable records.
    pub(super) snapshot: Snapshot,
    /// Every problem.
    pub(super) diagnostics: Vec<Diagnostic>,
    /// What commit it is, or is nearest to.
    pub(super) revision: Revision,
    /// Paths of detached signatures.
    pub(super) signatures: BTreeSet<String>,
    /// Records whose state in the working tree is not that of the commit.
    pub(super) changed: Vec<String>,
}

impl Opened {
    /// The workspace that a folder belongs to, searched upward.
    pub(super) fn find(dir: &Path) -> Result<Self> {
        let start = dir
            .canonicalize()
            .map_err(|error| CliError::new(format!("cannot enter {}: {error}", dir.display())))?;
        let root = start
            .ancestors()
            .find(|folder| folder.join(WORKSPACE_FILE).symlink_metadata().is_ok());
        let repo = Repo::discover(root.unwrap_or(&start))?;
        match (root, repo) {
            (Some(root), repo) => {
                let folder = repo
                    .as_ref()
                    .and_then(Repo::workdir)
                    .map_or(String::new(), |top| below(root, top));
                Ok(Self {
                    root: Some(root.to_owned()),
                    repo,
                    folder,
                })
            }
            (None, Some(repo)) if repo.workdir().is_none() => Ok(Self {
                root: None,
                repo: Some(repo),
                folder: String::new(),
            }),
            (None, _) => Err(CliError::new(format!(
                "there is no {WORKSPACE_FILE} in {} or above it",
                start.display()
            ))
            .hint("`obelus init` makes a workspace; -C DIR names another folder")),
        }
    }

    /// The folder of the workspace; a bare repository has none.
    pub(super) fn root(&self) -> Result<&Path> {
        self.root.as_deref().ok_or_else(|| {
            CliError::new("this repository has no working tree")
                .hint("name a revision to read, such as HEAD")
        })
    }

    /// Reads the working tree, or the commit that a revision or a closed round names.
    pub(super) fn read(&self, revision: Option<&str>, ui: &Ui) -> Result<View> {
        let mut view = match (revision, &self.root) {
            (None, Some(root)) => self.read_work(root, ui),
            (revision, _) => self.read_commit(revision.unwrap_or("HEAD"), ui),
        }?;
        if let Some(repo) = self.repo.as_ref().filter(|_| !view.is_newer()) {
            let folder = &self.folder;
            let held = Held {
                repo,
                folder,
                tree: &view.tree,
            };
            let more = analysis::check::check_holdings(&view.snapshot, &held);
            view.diagnostics.extend(more);
        }
        Ok(view)
    }

    fn read_work(&self, root: &Path, ui: &Ui) -> Result<View> {
        let (mut commit, mut committed, mut changed) = (None, None, Vec::new());
        if let Some(repo) = &self.repo {
            commit = repo.head()?;
            committed = commit
                .as_ref()
                .map(|id| repo.info(id))
                .transpose()?
                .map(|info| info.committed);
            changed = repo.changed_records(&self.folder)?;
        }
        let revision = Revision {
            commit,
            committed,
            dirty: !changed.is_empty(),
        };
        read(SourceTree::Work(WorkTree::new(root)), revision, changed, ui)
    }

    fn read_commit(&self, name: &str, ui: &Ui) -> Result<View> {
        let repo = self.repository()?;
        let id = self.commit_or_round(name)?;
        let committed = Some(repo.info(&id)?.committed);
        let tree = SourceTree::Commit(repo.tree(&id, &self.folder)?);
        read(
            tree,
            Revision {
                commit: Some(id),
                committed,
                dirty: false,
            },
            Vec::new(),
            ui,
        )
    }

    /// Paths of texts that may not be passed on but stand where git would commit them.
    pub(super) fn exposed(&self, snapshot: &Snapshot) -> Result<Vec<String>> {
        let Some(repo) = &self.repo else {
            return Ok(Vec::new());
        };
        let documents = snapshot.workspace.documents.values();
        let mut exposed = Vec::new();
        for document in documents.filter(|document| document.is_restricted()) {
            let Some(path) = document.path.as_ref().filter(|path| is_within(path)) else {
                continue;
            };
            let full = match self.folder.as_str() {
                "" => path.clone(),
                folder => format!("{folder}/{path}"),
            };
            if repo.is_exposed(&full)? {
                exposed.push(path.clone());
            }
        }
        Ok(exposed)
    }

    /// Whether a file, wherever it is, stands where git has it or would commit it.
    pub(super) fn is_exposed(&self, file: &Path) -> Result<bool> {
        match file.canonicalize() {
            Ok(file) => self.asks_git(&file, Repo::is_exposed),
            Err(_) => Ok(false),
        }
    }

    /// Whether git has a file, or would commit one that is written there.
    pub(super) fn would_commit(&self, file: &Path) -> Result<bool> {
        let folder = match file.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        match (folder.canonicalize(), file.file_name()) {
            (Ok(folder), Some(name)) => self.asks_git(&folder.join(name), Repo::would_commit),
            _ => Ok(false),
        }
    }

    fn asks_git(
        &self,
        file: &Path,
        ask: impl Fn(&Repo, &str) -> std::result::Result<bool, GitError>,
    ) -> Result<bool> {
        let Some(repo) = &self.repo else {
            return Ok(false);
        };
        let Some(top) = repo.workdir().and_then(|top| top.canonicalize().ok()) else {
            return Ok(false);
        };
        match file.strip_prefix(top).ok().and_then(Path::to_str) {
            Some(inside) => Ok(ask(repo, &inside.replace('\\', "/"))?),
            None => Ok(false),
        }
    }

    /// The commit from which history can be walked; none without a repository or before the first
    /// commit.
    pub(super) fn tip<'r>(&self, revision: &'r Revision) -> Option<&'r CommitId> {
        revision.commit.as_ref().filter(|_| self.repo.is_some())
    }

    /// The repository, which is needed for anything that asks for history.
    pub(super) fn repository(&self) -> Result<&Repo> {
        self.repo.as_ref().ok_or_else(|| {
            CliError::new("this workspace is not in a git repository")
                .hint("`git init` makes one; its history begins with your first commit")
        })
    }

    /// Who the user is: by option, by git's `obelus.reviewer`, or by git's `user.email`.
    pub(super) fn identify(&self, option: Option<&str>, snapshot: &Snapshot) -> Result<ReviewerId> {
        let configured = || {
            self.repo
                .as_ref()
                .and_then(|repo| repo.config("obelus.reviewer"))
        };
        let email = || {
            self.repo
                .as_ref()
                .and_then(|repo| repo.config("user.email"))
        };
        if let Some(name) = option.map(str::to_owned).or_else(configured) {
            return named(&name, snapshot);
        }
        let owner = email().and_then(|email| {
            let owns = |r: &&crate::model::reviewer::Reviewer| {
                r.emails.iter().any(|e| e.eq_ignore_ascii_case(&email))
            };
            snapshot
                .reviewers
                .values()
                .find(owns)
                .map(|reviewer| reviewer.id.clone())
        });
        owner.ok_or_else(|| {
            CliError::new("it is not known which reviewer you are")
                .hint("say it once for this clone: git config obelus.reviewer ID")
                .hint("or with each command: --reviewer ID")
                .hint("not in the roster yet? obelus reviewer add ID --name \"Your name\"")
        })
    }
}

/// What the repository holds beside the records that were read.
struct Held<'a> {
    repo: &'a Repo,
    folder: &'a str,
    tree: &'a SourceTree,
}

impl analysis::check::Holdings for Held<'_> {
    fn tracks(&self, path: &str) -> bool {
        if let SourceTree::Commit(tree) = self.tree {
            return matches!(tree.read_path(path), Ok(Some(_)));
        }
        let full = match self.folder {
            "" => path.to_owned(),
            folder => format!("{folder}/{path}"),
        };
        self.repo.tracks(&full).unwrap_or(false)
    }

    fn has_commit(&self, name: &str) -> bool {
        self.repo.has_commit(name).unwrap_or(true)
    }
}

fn named(name: &str, snapshot: &Snapshot) -> Result<ReviewerId> {
    let unknown = || {
        let known: Vec<&str> = snapshot.reviewers.keys().map(ReviewerId::as_str).collect();
        let error = CliError::new(format!("there is no reviewer `{name}` in the roster"));
        match crate::model::spelling::nearest(name, known.iter().copied()) {
            Some(meant) => error.hint(format!("did you mean `{meant}`?")),
            None => error.hint(format!("obelus reviewer add {name} --name \"…\"")),
        }
    };
    let id = ReviewerId::new(name).map_err(|_| unknown())?;
    if snapshot.reviewers.contains_key(&id) {
        Ok(id)
    } else {
        Err(unknown())
    }
}

/// Whether a path stays within the workspace.
fn is_within(path: &str) -> bool {
    !path.split('/').any(|part| matches!(part, "" | "." | ".."))
}

fn below(root: &Path, top: &Path) -> String {
    let top = top.canonicalize().unwrap_or_else(|_| top.to_owned());
    let relative = root.strip_prefix(&top).unwrap_or(Path::new(""));
    relative
        .iter()
        .map(|part| part.to_string_lossy())
        .collect::<Vec<_>>()
        .join("/")
}

fn read(tree: SourceTree, revision: Revision, changed: Vec<String>, ui: &Ui) -> Result<View> {
    let bar = ui.progress("reading");
    let mut loaded = load::load(&tree, &bar)?;
    drop(bar);
    let newer = |d: &Diagnostic| d.code == Code::UnsupportedFormat;
    if !loaded.diagnostics.iter().any(newer) {
        let mut more = read_bibliography(&mut loaded);
        more.extend(analysis::check::check(&loaded.as_written()));
        loaded.diagnostics.extend(more);
    }
    Ok(View {
        tree,
        snapshot: loaded.snapshot,
        diagnostics: loaded.diagnostics,
        signatures: loaded.signatures,
        revision,
        changed,
    })
}

/// Adds the shared bibliography to the snapshot and tells what is wrong with it. Where an entry could
/// not be read, nothing is said of citations that may mean it.
fn read_bibliography(loaded: &mut Loaded) -> Vec<Diagnostic> {
    let Some(text) = &loaded.bibliography else {
        return Vec::new();
    };
    let read = bibtex::read(text);
    let sources = read.sources.into_iter();
    loaded.snapshot.bibliography = sources.map(|s| (s.id.clone(), s)).collect();
    if read.problems.iter().any(Problem::is_error) {
        loaded
            .snapshot
            .unreadable
            .insert(BIBLIOGRAPHY_FILE.to_owned());
    }
    let into_diagnostic = |problem: Problem| problem.into_diagnostic(BIBLIOGRAPHY_FILE);
    read.problems.into_iter().map(into_diagnostic).collect()
}

impl View {
    /// Every problem with its place.
    pub(super) fn findings(&self) -> Located {
        locate::locate(&self.tree, self.diagnostics.clone())
    }

    /// Whether the workspace is of a newer format, so that nothing was read.
    pub(super) fn is_newer(&self) -> bool {
        self.diagnostics
            .iter()
            .any(|d| d.code == Code::UnsupportedFormat)
    }

    /// Whether anything is refused.
    pub(super) fn has_errors(&self) -> bool {
        self.diagnostics
            .iter()
            .any(|d| d.severity() == Severity::Error)
    }
}
