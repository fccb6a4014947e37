//! `obelus claim`

mod anchor;
mod edit;
mod list;
mod new;
mod options;
mod passage;
mod show;
mod withdraw;

pub(super) use show::present;

use clap::{Args, Subcommand};

use crate::cli::{Result, context::Context};

/// Write, read and change claims
#[derive(Debug, Args)]
pub(in crate::cli) struct ClaimCommand {
    #[command(subcommand)]
    command: Sub,
}

#[derive(Debug, Subcommand)]
enum Sub {
    New(Box<new::New>),
    List(list::List),
    Show(show::Show),
    Edit(Box<edit::Edit>),
    Withdraw(withdraw::Withdraw),
}

impl ClaimCommand {
    pub(in crate::cli) fn run(self, context: &Context) -> Result {
        match self.command {
            Sub::New(command) => command.run(context),
            Sub::List(command) => command.run(context),
            Sub::Show(command) => command.run(context),
            Sub::Edit(command) => command.run(context),
            Sub::Withdraw(command) => command.run(context),
        }
    }
}
