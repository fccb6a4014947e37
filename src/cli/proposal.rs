//! Checking a pull request: the commits it brings are walked, and judged by its base.

use super::{
    Result,
    error::CliError,
    pair::Pair,
    ui::Ui,
    workspace::{Opened, View},
};
use crate::analysis::governance::{Case, govern};
use crate::model::{
    diagnostic::Code,
    layout::{RecordPath, WORKSPACE_FILE, classify},
    proposal::Proposal,
    revision::CommitId,
    snapshot::Snapshot,
};
use crate::store::{
    error::GitError,
    load::{self, Loaded},
    repo::Repo,
    source_tree::SourceTree,
};

/// Reads what is proposed, and adds to its problems who may not change what they change.
pub(super) fn read(opened: &Opened, base: &str, head: Option<&str>, ui: &Ui) -> Result<View> {
    let repo = opened.repository()?;
    let base = base_commit(repo, base)?;
    let head = head.unwrap_or("HEAD");
    let mut view = opened.read(Some(head), ui)?;
    if view.is_newer() {
        return Ok(view);
    }
    let proposed = repo.resolve(head)?;
    let proposal = walk(repo, &base, &proposed, &opened.folder)?;
    say(opened, &proposal, ui)?;
    let judge = judge(opened, repo, &base, ui)?;
    let found = govern(Case {
        base: judge.as_ref(),
        head: &view.snapshot,
        proposal: &proposal,
    });
    view.diagnostics.extend(found);
    Ok(view)
}

/// What a pull request would change: the state where it left the base, and what is proposed. None
/// where the two cannot be compared; then the problems say why.
pub(super) fn sides(opened: &Opened, base: &str, view: &View, ui: &Ui) -> Result<Option<Pair>> {
    let repo = opened.repository()?;
    let base = base_commit(repo, base)?;
    let Some(head) = view.revision.commit.as_ref().filter(|_| !view.is_newer()) else {
        return Ok(None);
    };
    let Some(fork) = repo.merge_base(&base, head)? else {
        return Ok(None);
    };
    let tree = SourceTree::Commit(repo.tree(&fork, &opened.folder)?);
    if tree.text(WORKSPACE_FILE).is_none() {
        return Ok(None);
    }
    opened.pair(&fork, Some(head), ui).map(Some)
}

fn base_commit(repo: &Repo, name: &str) -> Result<CommitId> {
    repo.resolve(name).map_err(|error| match error {
        GitError::UnknownRevision(_) => {
            CliError::new(format!("the base `{name}` is not in this clone"))
                .hint("fetch it first: git fetch origin BRANCH, then --base origin/BRANCH")
                .hint("in a workflow, check out the whole history (fetch-depth: 0)")
        }
        other => other.into(),
    })
}

fn walk(repo: &Repo, base: &CommitId, head: &CommitId, folder: &str) -> Result<Proposal> {
    repo.proposal(base, head, folder)
        .map_err(|error| match error {
            GitError::CutOff(_) | GitError::Shallow(_) => CliError::new(error.to_string())
                .hint("fetch the whole history: git fetch --unshallow")
                .hint("in a workflow, check it out (fetch-depth: 0)"),
            GitError::Unrelated(..) => CliError::new(error.to_string())
                .hint("name as --base the branch that the pull request is to be merged into"),
            other => other.into(),
        })
}

/// What is judged, where that is not what one might think.
fn say(opened: &Opened, proposal: &Proposal, ui: &Ui) -> Result<()> {
    if !proposal.is_up_to_date() {
        ui.say(&format!(
            "{} has moved on since this pull request left it at {}: changes are counted from there, \
             and judged by the roster, keys and policy of the base as it is now",
            proposal.base.short(),
            proposal.fork.short()
        ));
    }
    if opened.root().is_ok() {
        let uncommitted = opened.repository()?.changed_records(&opened.folder)?;
        if !uncommitted.is_empty() {
            ui.say("records of the working tree that are not committed are no part of this check");
        }
    }
    Ok(())
}

/// The base as it judges; none where it has no workspace. What of it cannot be read cannot judge.
fn judge(opened: &Opened, repo: &Repo, base: &CommitId, ui: &Ui) -> Result<Option<Snapshot>> {
    let tree = SourceTree::Commit(repo.tree(base, &opened.folder)?);
    let bar = ui.progress("reading the base");
    let loaded = load::load(&tree, &bar)?;
    drop(bar);
    let is = |code| loaded.diagnostics.iter().any(|d| d.code == code);
    if is(Code::MissingWorkspaceFile) {
        return Ok(None);
    }
    let Loaded { snapshot, .. } = loaded;
    if snapshot.unreadable.contains(WORKSPACE_FILE) {
        let what = "the base cannot judge, since its obelus.toml cannot be read";
        return Err(CliError::new(what).hint(format!(
            "mend it there first: `obelus check {}` says more",
            base.short()
        )));
    }
    for path in snapshot.unreadable.iter().filter(|path| is_entry(path)) {
        ui.warn(&format!(
            "{path} of the base cannot be read, so its reviewer is not known"
        ));
    }
    Ok(Some(snapshot))
}

fn is_entry(path: &str) -> bool {
    matches!(classify(path), Some(Ok(RecordPath::Reviewer(_))))
}
