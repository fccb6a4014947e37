//! `obelus log`

use std::io::Write;

use clap::{Args, ValueEnum};

use crate::analysis::history::all_branches;
use crate::cli::{
    Outcome, Result,
    chronicle::{chronicle, walked},
    context::Context,
    error::CliError,
    workspace::Opened,
};
use crate::model::{id::ClaimId, revision::CommitId};
use crate::present::{
    json::log::{Line, line},
    terminal,
};
use crate::store::history::Walk;

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
    /// The commit, or the closed round, that the history leads to
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
        let tip = opened.commit_or_round(&self.at)?;
        let bytes = if self.full_history {
            self.full(&opened, &tip, context)?
        } else {
            chronicle(&opened, &tip, context)?
        };
        let bytes = match &self.claim {
            Some(claim) => only(&bytes, claim)?,
            None => bytes,
        };
        match self.format {
            Format::Json => {
                let mut out = context.ui.data();
                out.write_all(newest(&bytes, self.number))?;
                out.flush()?;
            }
            Format::Terminal => {
                let lines = lines(&bytes)?;
                let levels = opened.workspace_file()?.levels.len();
                let look = terminal::Look {
                    width: context.ui.width(),
                };
                let mut out = context.ui.out();
                terminal::log::write(&lines, levels, self.number, look, &mut out)?;
            }
        }
        Ok(Outcome::Done)
    }

    fn full(&self, opened: &Opened, tip: &CommitId, context: &Context) -> Result<Vec<u8>> {
        let walk = Walk {
            folder: opened.folder.clone(),
            full: true,
            claim: self.claim.clone(),
            ..Walk::default()
        };
        let history = walked(opened, tip, &walk, context)?;
        let moves = all_branches(&history.steps);
        let mut bytes = Vec::new();
        for (step, moves) in history.steps.iter().zip(&moves) {
            if !step.touched.is_empty() {
                serde_json::to_writer(&mut bytes, &line(&step.commit, moves))?;
                bytes.push(b'\n');
            }
        }
        Ok(bytes)
    }
}

fn lines(bytes: &[u8]) -> Result<Vec<Line>> {
    let lines = bytes.split(|byte| *byte == b'\n');
    let lines = lines.filter(|line| !line.is_empty());
    Ok(lines
        .map(serde_json::from_slice)
        .collect::<serde_json::Result<_>>()?)
}

/// Leaves what concerns one claim.
fn only(bytes: &[u8], claim: &ClaimId) -> Result<Vec<u8>> {
    // Ids need no escaping, so that lines without the claim need not be parsed.
    let named = format!("\"claim\":\"{claim}\"");
    let text = String::from_utf8_lossy(bytes);
    let mut left = Vec::new();
    for line in text.lines().filter(|line| line.contains(&named)) {
        let mut line: Line = serde_json::from_str(line)?;
        line.changes.retain(|change| change.claim == claim.as_str());
        if !line.changes.is_empty() {
            serde_json::to_writer(&mut left, &line)?;
            left.push(b'\n');
        }
    }
    if left.is_empty() {
        return Err(CliError::new(format!(
            "no commit touches a claim `{claim}` in this history"
        )));
    }
    Ok(left)
}

/// The last lines.
fn newest(bytes: &[u8], number: Option<usize>) -> &[u8] {
    let Some(number) = number else { return bytes };
    let ends = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
    let ends: Vec<usize> = ends.map(|(at, _)| at + 1).collect();
    let start = match ends.len().checked_sub(number + 1) {
        Some(before) => ends.get(before).copied().unwrap_or(0),
        None => 0,
    };
    bytes.get(start..).unwrap_or_default()
}
