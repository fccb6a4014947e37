//! `obelus blame`

use std::io::Write;

use clap::{Args, ValueEnum};

use crate::analysis::history::blame;
use crate::cli::{Outcome, Result, chronicle::walked, context::Context, error::CliError};
use crate::model::id::ClaimId;
use crate::present::{json, terminal};
use crate::store::history::Walk;

/// Show who moved a claim's consensus, when, by how much
///
/// Every change of the pool along first parents is divided among the reviewers whose reviews changed
/// in that commit (and the claim's own record or the rules, where these changed), by Shapley's rule.
/// The first rating is credited with the whole pool it founds, so all shares together add up to the
/// pool as it is. Of a claim judged by agreement the median level is followed.
#[derive(Debug, Args)]
pub(in crate::cli) struct BlameCommand {
    /// The claim
    #[arg(value_name = "CLAIM")]
    claim: ClaimId,
    /// How to show it
    #[arg(long, value_enum, default_value_t = Format::Terminal)]
    format: Format,
    /// The commit, or the closed round, that the history leads to
    #[arg(long, value_name = "REV", default_value = "HEAD")]
    at: String,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// For people at a terminal
    Terminal,
    /// For programs, schema obelus-blame/1
    Json,
}

impl BlameCommand {
    pub(in crate::cli) fn run(self, context: &Context) -> Result {
        let opened = context.open()?;
        let tip = opened.commit_or_round(&self.at)?;
        let walk = Walk {
            folder: opened.folder.clone(),
            claim: Some(self.claim.clone()),
            ..Walk::default()
        };
        let history = walked(&opened, &tip, &walk, context)?;
        let ledger = blame(&history.steps, &self.claim);
        if ledger.entries.is_empty() {
            return Err(CliError::new(format!(
                "no commit touches a claim `{}` in this history",
                self.claim
            )));
        }
        let mut out = context.ui.out();
        match self.format {
            Format::Terminal => terminal::log::blame(&ledger, &mut out)?,
            Format::Json => {
                serde_json::to_writer_pretty(&mut out, &json::log::blame(&ledger))?;
                writeln!(out)?;
            }
        }
        Ok(Outcome::Done)
    }
}
