//! `obelus log`

use std::io::Write;

use clap::{Args, ValueEnum};

use crate::analysis::history::{Fold, all_branches};
use crate::cli::{Outcome, Result, context::Context, error::CliError, ui::Ui, workspace::Opened};
use crate::model::{id::ClaimId, revision::CommitId};
use crate::present::{
    json::log::{Line, line},
    terminal,
};
use crate::store::history::{History, Walk};

/// Show the consensus through the commits
///
/// Along first parents, so that a merge is one step; --full-history follows every branch. At a
/// terminal each claim has a sparkline of its pool, and the commits stand newest first; as JSON there
/// is one line a commit that touched records, oldest first.
#[derive(Debug, Args)]
pub(in crate::cli) struct LogCommand {
    /// Only this claim
    #[arg(value_name = "CLAIM")]
    claim: Option<ClaimId>,
    /// How to show it
    #[arg(long, value_enum, default_value_t = Format::Terminal)]
    format: Format,
    /// Follow every branch instead of first parents
    #[arg(long)]
    full_history: bool,
    /// Only the newest so many commits
    #[arg(short = 'n', long, value_name = "N")]
    number: Option<usize>,
    /// The commit that the history leads to
    #[arg(long, value_name = "REV", default_value = "HEAD")]
    at: String,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// For people at a terminal
    Terminal,
    /// For programs, schema obelus-log/1
    Json,
}

impl LogCommand {
    pub(in crate::cli) fn run(self, context: &Context) -> Result {
        let opened = context.open()?;
        let tip = opened.repository()?.resolve(&self.at)?;
        let mut lines = self.lines(&opened, &tip, &context.ui)?;
        if let Some(claim) = &self.claim {
            only(&mut lines, claim)?;
        }
        match self.format {
            Format::Json => self.json(&lines),
            Format::Terminal => {
                let levels = opened.workspace_file()?.levels.len();
                let width = context.ui.width();
                let mut out = context.ui.out();
                terminal::log::write(
                    &lines,
                    levels,
                    self.number,
                    terminal::Look { width },
                    &mut out,
                )?;
                Ok(Outcome::Done)
            }
        }
    }

    fn lines(&self, opened: &Opened, tip: &CommitId, ui: &Ui) -> Result<Vec<Line>> {
        let walk = Walk {
            folder: opened.folder.clone(),
            full: self.full_history,
            claim: self.claim.clone(),
            after: None,
        };
        let history = walked(opened, tip, &walk, ui)?;
        let moves = if self.full_history {
            all_branches(&history.steps)
        } else {
            let mut fold = Fold::new();
            let steps = history.steps.iter();
            steps.map(|step| fold.step(&step.touched)).collect()
        };
        let told = history.steps.iter().zip(&moves);
        Ok(told
            .filter(|(step, _)| !step.touched.is_empty())
            .map(|(step, moves)| line(&step.commit, moves))
            .collect())
    }

    fn json(&self, lines: &[Line]) -> Result {
        let skipped = lines.len() - lines.len().min(self.number.unwrap_or(usize::MAX));
        let mut out = Ui::data();
        for line in lines.iter().skip(skipped) {
            serde_json::to_writer(&mut out, line)?;
            out.write_all(b"\n")?;
        }
        out.flush()?;
        Ok(Outcome::Done)
    }
}

/// Leaves what concerns one claim.
fn only(lines: &mut Vec<Line>, claim: &ClaimId) -> Result<()> {
    for line in lines.iter_mut() {
        line.changes.retain(|change| change.claim == claim.as_str());
    }
    lines.retain(|line| !line.changes.is_empty());
    if lines.is_empty() {
        return Err(CliError::new(format!(
            "no commit touches a claim `{claim}` in this history"
        )));
    }
    Ok(())
}

/// Walks, and says where the clone lacks older commits.
pub(in crate::cli) fn walked(
    opened: &Opened,
    tip: &CommitId,
    walk: &Walk,
    ui: &Ui,
) -> Result<History> {
    let bar = ui.progress("walking history");
    let history = opened.repository()?.history(tip, walk, &bar)?;
    drop(bar);
    if history.cut_off {
        ui.warn("this clone is shallow: older commits are missing, and the first one stands for all of them; run `git fetch --unshallow`");
    }
    Ok(history)
}
