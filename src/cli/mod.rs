//! The command line: the only layer that prints, reads the environment or asks for the time.

mod ahead;
mod args;
mod ask;
mod chronicle;
mod commands;
mod context;
mod desk;
mod editor;
mod error;
mod hindsight;
mod pair;
mod past;
mod probability;
mod ui;
mod words;
mod workspace;

use std::process::ExitCode;

use clap::Parser;

use self::{args::Cli, context::Context, error::CliError};

/// Whether a command found what it was asked to look for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// Done; exit code 0.
    Done,
    /// Findings, conflicts, or differences on request; exit code 1.
    Findings,
}

/// What a command comes to.
type Result<T = Outcome> = std::result::Result<T, CliError>;

/// Runs the command that the process was started with.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let context = Context::new(&cli.global);
    match cli.command.run(&context) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Err(error) => {
            context.ui.failure(&error);
            ExitCode::from(error.exit())
        }
    }
}

/// The command line as clap describes it, for completions, manual pages and tests.
pub fn command() -> clap::Command {
    <Cli as clap::CommandFactory>::command()
}
