//! `obelus score`

use std::io::Write;

use clap::{Args, ValueEnum};

use crate::cli::reported::{compute_bare, refuse_broken};
use crate::cli::{Outcome, Result, context::Context};
use crate::present::{json, terminal};

/// Score the forecasts on the claims that the world has settled
///
/// Claims with a [resolution] that were judged by probability: Brier score, log score and AUC of
/// the pool, of each pooling method and of each reviewer.
#[derive(Debug, Args)]
pub(in crate::cli) struct ScoreCommand {
    /// The commit to score instead of the working tree
    #[arg(value_name = "REV")]
    revision: Option<String>,
    /// How to report
    #[arg(long, value_enum, default_value_t = Format::Terminal)]
    format: Format,
    /// Score although records could not be read
    #[arg(long)]
    keep_going: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// For people at a terminal
    Terminal,
    /// For programs, schema obelus-score/1
    Json,
}

impl ScoreCommand {
    pub(in crate::cli) fn run(self, context: &Context) -> Result {
        let opened = context.open()?;
        let view = opened.read(self.revision.as_deref(), &context.ui)?;
        refuse_broken(&view, self.keep_going, &context.ui)?;
        let report = compute_bare(&view);
        let mut out = context.ui.out();
        match self.format {
            Format::Terminal => terminal::scores::write(&report, &mut out)?,
            Format::Json => {
                serde_json::to_writer_pretty(&mut out, &json::scores::json(&report))?;
                writeln!(out)?;
            }
        }
        Ok(Outcome::Done)
    }
}
