//! The lines of history, walked anew or taken up from the index. Both give the same bytes.

use super::{Result, context::Context, workspace::Opened};
use crate::analysis::{consensus::Terms, history::Fold};
use crate::model::{layout::WORKSPACE_FILE, revision::CommitId};
use crate::present::json::log::line;
use crate::store::{
    history::{History, Walk},
    index::{Index, Kept},
    load,
    repo::Repo,
    source_tree::SourceTree,
};

/// So few new commits are sooner walked once more than the whole index is written anew.
const FEW: usize = 32;

/// The history along first parents that leads to a commit, as lines of `obelus-log/1`, oldest first.
pub(super) fn chronicle(opened: &Opened, tip: &CommitId, context: &Context) -> Result<Vec<u8>> {
    let repo = opened.repository()?;
    // The edge of a shallow clone may move at any time, so nothing is kept of it.
    let index = (!context.no_cache && !repo.is_shallow()).then(|| index(repo, &opened.folder));
    let kept = index
        .as_ref()
        .and_then(Index::read)
        .filter(|kept| begins_here(repo, kept));
    let place = kept.as_ref().and_then(|kept| kept.find(tip));
    let kept = match (kept, place) {
        (Some(kept), Some(place)) => {
            context.ui.detail("history taken from the index");
            return Ok(kept.into_lines_to(place));
        }
        (kept, _) => kept,
    };
    let (mut kept, mut fold) = match kept {
        Some(kept) => resume(opened, tip, kept)?.unwrap_or_default(),
        None => Default::default(),
    };
    let walk = Walk {
        folder: opened.folder.clone(),
        after: kept.commits.last().map(|(id, _)| id.clone()),
        ..Walk::default()
    };
    let history = walked(opened, tip, &walk, context)?;
    let worth = walk.after.is_none() || history.steps.len() >= FEW;
    extend(&mut kept, &mut fold, &history)?;
    if let Some(index) = index.filter(|_| worth) {
        kept.state = fold.to_bytes();
        if let Err(error) = index.write(&kept) {
            context
                .ui
                .detail(&format!("the index could not be kept: {error}"));
        }
    }
    Ok(kept.lines)
}

/// The index of a workspace.
pub(super) fn index(repo: &Repo, folder: &str) -> Index {
    Index::new(&repo.git_dir(), folder, env!("CARGO_PKG_VERSION"))
}

/// Whether the line still begins where it began: a clone may have gained older commits since.
fn begins_here(repo: &Repo, kept: &Kept) -> bool {
    let first = kept.commits.first();
    first.is_some_and(|(id, _)| repo.info(id).is_ok_and(|info| info.parents.is_empty()))
}

/// What was kept with its state, if the commit still comes after it; after a rewriting of history it
/// does not.
fn resume(opened: &Opened, tip: &CommitId, kept: Kept) -> Result<Option<(Kept, Fold)>> {
    let repo = opened.repository()?;
    let Some((last, _)) = kept.commits.last() else {
        return Ok(None);
    };
    let (_, met) = repo.first_parents_to(tip, &|id| id == last)?;
    if met.is_none() {
        return Ok(None);
    }
    let tree = SourceTree::Commit(repo.tree(last, &opened.folder)?);
    let only = |path: &str| path == WORKSPACE_FILE;
    let workspace = load::load_where(&tree, &only, &load::Silent)?
        .snapshot
        .workspace;
    let fold = Fold::from_bytes(&kept.state, Terms::of(&workspace));
    Ok(fold.map(|fold| (kept, fold)))
}

fn extend(kept: &mut Kept, fold: &mut Fold, history: &History) -> Result<()> {
    for step in &history.steps {
        let moves = fold.step(&step.touched);
        if !step.touched.is_empty() {
            serde_json::to_writer(&mut kept.lines, &line(&step.commit, &moves))?;
            kept.lines.push(b'\n');
        }
        kept.commits
            .push((step.commit.id.clone(), kept.lines.len()));
    }
    Ok(())
}

/// Walks, and says where the clone lacks older commits.
pub(super) fn walked(
    opened: &Opened,
    tip: &CommitId,
    walk: &Walk,
    context: &Context,
) -> Result<History> {
    let bar = context.ui.progress("walking history");
    let history = opened.repository()?.history(tip, walk, &bar)?;
    drop(bar);
    tell_of_missing(history.cut_off, context);
    Ok(history)
}

/// Says where the clone lacks older commits.
pub(super) fn tell_of_missing(cut_off: bool, context: &Context) {
    if cut_off {
        context.ui.warn("this clone is shallow: older commits are missing, and the first one stands for all of them; run `git fetch --unshallow`");
    }
}
