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
mod guard;
mod hindsight;
mod pair;
mod past;
mod probability;
mod proposal;
mod reported;
mod results;
mod signed;
mod signing;
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
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return usage(&error),
    };
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

/// Help and mistakes of usage, which repeat what was typed or was put in by a script.
fn usage(error: &clap::Error) -> ExitCode {
    use std::io::Write;
    let ui = ui::Ui::new(clap::ColorChoice::Auto, false, 0, context::is_logged());
    let text = error.render();
    let written = if error.use_stderr() {
        write!(ui.err(), "{}", text.ansi())
    } else {
        write!(ui.out(), "{}", text.ansi())
    };
    match (written, u8::try_from(error.exit_code())) {
        (Ok(()), Ok(code)) => ExitCode::from(code),
        _ => ExitCode::from(2),
    }
}

/// The command line as clap describes it, for completions, manual pages and tests.
pub fn command() -> clap::Command {
    <Cli as clap::CommandFactory>::command()
}
