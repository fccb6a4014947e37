//! The report of what was read: records, history, signatures and citations come together here.

use std::collections::{BTreeMap, HashMap};

use super::{
    Result,
    error::CliError,
    hindsight::last_changes,
    signed,
    ui::Ui,
    workspace::{Opened, View},
};
use crate::analysis::report::{Inputs, Report, build, distinct_sources, source_keys};
use crate::interop::citation::{CitationStyle, format_each};
use crate::model::{
    citation::FormattedCitation, revision::CommitId, signature::Verdicts, source::Source,
};

/// The commit that last changed each review, by its path.
pub(super) type Commits = HashMap<String, CommitId>;
/// Every source in use as a reference list gives it, by its key.
pub(super) type Citations = BTreeMap<String, FormattedCitation>;

/// The report of what was read, for commands that show no signature and no formatted citation and
/// name no commit of a review.
pub(super) fn compute_bare(view: &View) -> Report {
    built(view, &Commits::new(), &Verdicts::new(), &Citations::new())
}

/// The report of what was read, given what the signatures beside the records come to; those of
/// commits are added.
pub(super) fn compute_signed(
    opened: &Opened,
    view: &View,
    mut signatures: Verdicts,
    ui: &Ui,
) -> Result<Report> {
    let commits = commits(opened, view, ui)?;
    signed::with_commits(&mut signatures, opened, view, &commits);
    Ok(built(view, &commits, &signatures, &citations(view)))
}

/// The commit that last changed each review, as history tells.
pub(super) fn commits(opened: &Opened, view: &View, ui: &Ui) -> Result<Commits> {
    ui.detail("looking up who changed what last");
    last_changes(opened, view, view.snapshot.all_reviews())
}

/// The report, where everything it is made from is at hand.
pub(super) fn built(
    view: &View,
    commits: &Commits,
    signatures: &Verdicts,
    citations: &Citations,
) -> Report {
    build(&Inputs {
        snapshot: &view.snapshot,
        revision: &view.revision,
        commits,
        signatures,
        citations,
    })
}

/// Every source in use, as a reference list gives it.
pub(super) fn citations(view: &View) -> Citations {
    let distinct = distinct_sources(&view.snapshot, &source_keys(&view.snapshot));
    let sources: Vec<&Source> = distinct.iter().map(|found| &found.source).collect();
    let formatted = format_each(&sources, CitationStyle::default());
    distinct
        .iter()
        .map(|found| found.key.clone())
        .zip(formatted)
        .collect()
}

/// A report that silently lacked records would misstate the consensus.
pub(super) fn refuse_broken(view: &View, keep_going: bool, ui: &Ui) -> Result<()> {
    if !view.has_errors() {
        return Ok(());
    }
    let count = view.snapshot.unreadable.len();
    if keep_going {
        ui.warn(&format!(
            "{count} records have errors; `obelus check` names them"
        ));
        return Ok(());
    }
    Err(
        CliError::refused("the workspace has errors, so a report would not be the whole truth")
            .hint("`obelus check` names each with its place and what to write")
            .hint("--keep-going reports on what could be read"),
    )
}
