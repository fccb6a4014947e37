//! `obelus merge-driver`

use std::path::PathBuf;

use clap::Args;

use crate::cli::{Outcome, Result, context::Context, error::CliError};
use crate::present::visible::one_line;
use crate::store::merge::{Three, driver};

/// Merge three versions of one record, as git calls it
///
/// Keys are merged one by one and tables by their id. A rating and its reason move together. The
/// result is written in the place of OURS. The exit code is 0 if nothing is left to decide, and 1 if
/// the result has marks where both sides changed the same. `obelus setup` makes git use it.
#[derive(Debug, Args)]
pub(in crate::cli) struct MergeDriver {
    /// The version that both sides began from (%O)
    #[arg(value_name = "BASE")]
    base: PathBuf,
    /// The version of the branch that is merged into (%A); the result takes its place
    #[arg(value_name = "OURS")]
    ours: PathBuf,
    /// The version of the branch that is merged (%B)
    #[arg(value_name = "THEIRS")]
    theirs: PathBuf,
    /// The record's path in the repository (%P)
    #[arg(value_name = "PATH")]
    path: String,
    /// Length of the marks around what clashes (%L)
    #[arg(long, value_name = "N", default_value_t = 7, value_parser = clap::value_parser!(u8).range(1..))]
    marker_size: u8,
}

impl MergeDriver {
    pub(in crate::cli) fn run(self, context: &Context) -> Result {
        let files = Three {
            base: self.base.as_path(),
            ours: self.ours.as_path(),
            theirs: self.theirs.as_path(),
        };
        let merged = driver::run(files, &self.path, self.marker_size.into())
            .map_err(|error| CliError::refused(format!("cannot merge {}: {error}", self.path)))?;
        for clash in &merged.clashes {
            context.ui.say(&format!(
                "{}: both sides changed {}",
                one_line(&self.path),
                one_line(&clash.what)
            ));
        }
        if merged.is_clean() {
            return Ok(Outcome::Done);
        }
        context.ui.say("`obelus resolve` asks which side to take");
        Ok(Outcome::Findings)
    }
}
