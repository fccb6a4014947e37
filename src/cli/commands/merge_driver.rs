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
    /// What git calls the version that both sides began from (%S)
    #[arg(short = 'S', long, value_name = "NAME", allow_hyphen_values = true)]
    base_label: Option<String>,
    /// What git calls our side (%X)
    #[arg(short = 'X', long, value_name = "NAME", allow_hyphen_values = true)]
    ours_label: Option<String>,
    /// What git calls their side (%Y)
    #[arg(short = 'Y', long, value_name = "NAME", allow_hyphen_values = true)]
    theirs_label: Option<String>,
}

impl MergeDriver {
    pub(in crate::cli) fn run(self, context: &Context) -> Result {
        if self.is_moved() {
            let moved = "git took another record for this one under a new name";
            return Err(CliError::refused(format!(
                "{}: {moved}, so nothing was merged",
                self.path
            ))
            .hint("records are not moved: keep both files as either side left them"));
        }
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

    /// Whether git found the sides under different paths, as it does where it detects a rename: one
    /// reviewer's words would then come into another's file. Git adds the path to each side's name.
    fn is_moved(&self) -> bool {
        let record = |path: &str| driver::record_at(path).map(|(_, at)| at);
        let here = record(&self.path);
        let labels = [&self.base_label, &self.ours_label, &self.theirs_label];
        let named = labels.into_iter().flatten();
        let mut paths = named.filter_map(|label| label.split_once(':'));
        paths.any(|(_, path)| record(path).is_some_and(|there| Some(there) != here))
    }
}
