//! `obelus document`

mod attach;
pub(in crate::cli) mod copies;
mod export;
mod reanchor;
mod show;
mod verify;

use clap::{Args, Subcommand};

use crate::cli::{Result, context::Context};

/// Attach the texts that claims come from, and find each claim's passage in them
#[derive(Debug, Args)]
pub(in crate::cli) struct DocumentCommand {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    Attach(attach::Attach),
    Verify(verify::Verify),
    Reanchor(reanchor::Reanchor),
    Show(show::Show),
    Export(export::Export),
}

impl DocumentCommand {
    pub(in crate::cli) fn run(self, context: &Context) -> Result {
        match self.action {
            Action::Attach(command) => command.run(context),
            Action::Verify(command) => command.run(context),
            Action::Reanchor(command) => command.run(context),
            Action::Show(command) => command.run(context),
            Action::Export(command) => command.run(context),
        }
    }
}
