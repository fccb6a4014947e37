//! `obelus cache`

use std::io::Write;

use clap::{Args, Subcommand};

use crate::cli::{Outcome, Result, chronicle::index, context::Context};

/// Look after the index of history
///
/// What a walk through history found is kept in the git directory, so that the next walk need not
/// begin at the first commit. Nothing depends on it but time: it can be cleared whenever you like,
/// and --no-cache passes it over.
#[derive(Debug, Args)]
pub(in crate::cli) struct CacheCommand {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Say what is kept, and where
    Info,
    /// Forget everything that is kept
    Clear,
}

impl CacheCommand {
    pub(in crate::cli) fn run(self, context: &Context) -> Result {
        let opened = context.open()?;
        let index = index(opened.repository()?, &opened.folder);
        match self.action {
            Action::Clear => {
                index.clear()?;
                context.ui.say("nothing is kept any more");
            }
            Action::Info => {
                let mut out = context.ui.out();
                for stock in index.stock() {
                    writeln!(out, "{:>12} bytes  {}", stock.bytes, stock.path.display())?;
                }
                if let Some(kept) = index.read() {
                    let (last, _) = kept.commits.last().cloned().unzip();
                    let tip = last.as_ref().map_or("none", |id| id.short());
                    writeln!(out, "{:>12} commits, up to {tip}", kept.commits.len())?;
                } else {
                    context.ui.say("no history is kept for this workspace");
                }
            }
        }
        Ok(Outcome::Done)
    }
}
