//! `obelus diff`

use std::io::Write;

use clap::{Args, ValueEnum};

use crate::analysis::diff::{Diff, diff};
use crate::cli::{
    Outcome, Result, context::Context, error::CliError, pair::Pair, workspace::Opened,
};
use crate::model::{
    id::{ClaimId, ReviewerId},
    revision::CommitId,
};
use crate::present::{comparison::Comparison, json, markdown, terminal};

/// Show what changed in claims, reviews and consensus
///
/// Records are matched by id. Without argument the working tree is compared with HEAD, with one
/// revision A with that, and A..B compares two commits; A...B compares B with where it left A. A
/// revision is a commit, a branch, a tag, or the name of a closed round.
#[derive(Debug, Args)]
pub(in crate::cli) struct DiffCommand {
    /// What to compare
    #[arg(value_name = "A[..B]")]
    range: Option<String>,
    /// How to show it
    #[arg(long, value_enum, default_value_t = Format::Terminal)]
    format: Format,
    /// Exit with 1 if anything differs
    #[arg(long)]
    exit_code: bool,
    /// Only how much changed, and which claims moved
    #[arg(long)]
    stat: bool,
    /// Only this claim
    #[arg(long, value_name = "CLAIM")]
    claim: Option<ClaimId>,
    /// Only what this reviewer did
    #[arg(long, value_name = "REVIEWER")]
    by: Option<ReviewerId>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people at a terminal
    Terminal,
    /// For pull requests and wikis
    Markdown,
    /// For programs, schema obelus-diff/1
    Json,
}

impl DiffCommand {
    pub(in crate::cli) fn run(self, context: &Context) -> Result {
        let opened = context.open()?;
        let (from, to) = self.sides(&opened)?;
        let pair = opened.pair(&from, to.as_ref(), &context.ui)?;
        let found = self.filtered(diff(&pair.before, &pair.after));
        let empty = found.is_empty();
        self.render(&pair, &found, context)?;
        // The process ends here; taking the records apart first would only cost time.
        std::mem::forget((pair, found));
        Ok(if self.exit_code && !empty {
            Outcome::Findings
        } else {
            Outcome::Done
        })
    }

    /// The commits to compare; none stands for the working tree.
    fn sides(&self, opened: &Opened) -> Result<(CommitId, Option<CommitId>)> {
        let repo = opened.repository()?;
        let commit = |name: &str| {
            let name = if name.is_empty() { "HEAD" } else { name };
            opened.commit_or_round(name)
        };
        let range = self.range.as_deref().unwrap_or_default();
        if let Some((a, b)) = range.split_once("...") {
            let (a, b) = (commit(a)?, commit(b)?);
            let base = repo.merge_base(&a, &b)?.ok_or_else(|| {
                CliError::new(format!(
                    "{} and {} have no common history",
                    a.short(),
                    b.short()
                ))
            })?;
            return Ok((base, Some(b)));
        }
        if let Some((a, b)) = range.split_once("..") {
            return Ok((commit(a)?, Some(commit(b)?)));
        }
        if range.is_empty() && repo.head()?.is_none() {
            return Err(CliError::new("there is no commit to compare with yet")
                .hint("commit the workspace once; from then on changes can be shown"));
        }
        let from = commit(range)?;
        let bare = opened.root().is_err();
        let head = || repo.head();
        Ok((from, if bare { head()? } else { None }))
    }

    fn filtered(&self, mut found: Diff) -> Diff {
        if let Some(claim) = &self.claim {
            found = found.of_claim(claim);
        }
        if let Some(reviewer) = &self.by {
            found = found.by_reviewer(reviewer);
        }
        found
    }

    fn render(&self, pair: &Pair, found: &Diff, context: &Context) -> Result<()> {
        let comparison = Comparison {
            diff: found,
            from: &pair.from,
            to: &pair.to,
            before: &pair.before,
            after: &pair.after,
        };
        let mut out = context.ui.out();
        match self.format {
            Format::Json => {
                let mut out = context.ui.data();
                serde_json::to_writer_pretty(&mut out, &json::diff::json(&comparison))?;
                writeln!(out)?;
                out.flush()?;
            }
            Format::Terminal if found.is_empty() => context.ui.say("nothing changed"),
            _ if self.stat => terminal::diff::stat(&comparison, &mut out)?,
            Format::Markdown => markdown::diff::write(&comparison, &mut out)?,
            Format::Terminal => {
                let width = context.ui.width();
                terminal::diff::write(&comparison, terminal::Look { width }, &mut out)?;
            }
        }
        Ok(())
    }
}
