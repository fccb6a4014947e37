//! The consensus through history as JSON lines, schema `obelus-log/1`, and blame, `obelus-blame/1`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::diff::{ShareBlock, Sides, share};
use crate::analysis::statistics::verdict::Verdict;
use crate::analysis::{
    diff::Edit,
    history::{Ledger, Move},
};
use crate::model::history::CommitNote;

/// The name and version of a line of history.
pub const SCHEMA: &str = "obelus-log/1";
/// The name and version of the format of blame.
pub const BLAME: &str = "obelus-blame/1";

/// One commit that touched records, on one line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Line {
    /// `obelus-log/1`
    pub schema: String,
    /// Full name of the commit.
    pub commit: String,
    /// The author's name.
    pub author: String,
    /// The committer's time with the offset recorded in the commit.
    pub committed: String,
    /// First line of the message.
    pub subject: String,
    /// The claims that it moved, in order of the ids; empty where it only added words.
    pub changes: Vec<Change>,
}

/// What a commit did to one claim.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Change {
    /// The claim.
    pub claim: String,
    /// Whose reviews of it were rated, re-rated, withdrawn or removed.
    pub reviewers: Vec<String>,
    /// The pooled probability; null without ratings, and of claims judged by agreement.
    pub pooled: Pair<f64>,
    /// The median level, of claims judged by agreement.
    pub median: Pair<f64>,
    /// Null where the claim is not there.
    pub verdict: Pair<String>,
    /// Whether what is judged changed although the edition did not.
    pub reworded_without_edition: bool,
}

/// Before and after a commit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Pair<T> {
    /// Before it.
    pub before: Option<T>,
    /// After it.
    pub after: Option<T>,
}

fn pair<T, U>(edit: &Edit<Option<T>>, show: impl Fn(&T) -> U) -> Pair<U> {
    Pair {
        before: edit.before.as_ref().map(&show),
        after: edit.after.as_ref().map(&show),
    }
}

/// One commit as a line.
pub fn line(commit: &CommitNote, moves: &[Move]) -> Line {
    Line {
        schema: SCHEMA.to_owned(),
        commit: commit.id.to_string(),
        author: commit.author.clone(),
        committed: commit.committed.clone(),
        subject: commit.subject.clone(),
        changes: moves.iter().map(change).collect(),
    }
}

fn change(moved: &Move) -> Change {
    Change {
        claim: moved.claim.to_string(),
        reviewers: moved.reviewers.iter().map(ToString::to_string).collect(),
        pooled: pair(&moved.pooled, |x| *x),
        median: pair(&moved.median, |x| *x),
        verdict: pair(&moved.verdict, |verdict| verdict.name().to_owned()),
        reworded_without_edition: moved.silent,
    }
}

/// Who moved a claim, when, by how much.
#[derive(Debug, Serialize, JsonSchema)]
pub struct BlameDocument {
    /// `obelus-blame/1`
    schema: &'static str,
    claim: String,
    /// `pooled`, or `median` for a claim judged by agreement.
    figure: &'static str,
    /// The figure at the end; null where there is none.
    value: Option<f64>,
    /// The commits that moved it, oldest first. All shares add up to the value.
    entries: Vec<EntryBlock>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct EntryBlock {
    commit: String,
    author: String,
    committed: String,
    subject: String,
    before: Option<f64>,
    after: Option<f64>,
    verdict: Sides<Option<&'static str>>,
    /// Shares of the movement, the largest first.
    moved_by: Vec<ShareBlock>,
}

/// A ledger as a document.
pub fn blame(ledger: &Ledger) -> BlameDocument {
    let entries = ledger.entries.iter().map(|entry| EntryBlock {
        commit: entry.commit.id.to_string(),
        author: entry.commit.author.clone(),
        committed: entry.commit.committed.clone(),
        subject: entry.commit.subject.clone(),
        before: entry.figure.before,
        after: entry.figure.after,
        verdict: Sides {
            before: entry.verdict.before.map(Verdict::name),
            after: entry.verdict.after.map(Verdict::name),
        },
        moved_by: entry.moved_by.iter().map(share).collect(),
    });
    BlameDocument {
        schema: BLAME,
        claim: ledger.claim.to_string(),
        figure: if ledger.by_level { "median" } else { "pooled" },
        value: ledger.figure,
        entries: entries.collect(),
    }
}
