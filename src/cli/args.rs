//! Global options and the list of commands.

use std::path::PathBuf;

use clap::{Args, ColorChoice, Parser, Subcommand};

use super::{Result, commands, context::Context};

/// Structured debate and claim annotation, kept as TOML in git.
#[derive(Debug, Parser)]
#[command(
    name = "obelus",
    version,
    propagate_version = true,
    arg_required_else_help = true
)]
#[command(
    after_help = "Begin with `obelus init`, or in an existing workspace with `obelus status`."
)]
pub(super) struct Cli {
    #[command(flatten)]
    pub(super) global: Global,
    #[command(subcommand)]
    pub(super) command: Command,
}

/// Options that every command understands.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Everywhere")]
pub(super) struct Global {
    /// Run as if started in this folder
    #[arg(short = 'C', value_name = "DIR", global = true)]
    pub(super) dir: Option<PathBuf>,
    /// When to colour the output
    #[arg(long, value_name = "WHEN", default_value = "auto", global = true)]
    pub(super) color: ColorChoice,
    /// Say only what was asked for
    #[arg(short, long, global = true)]
    pub(super) quiet: bool,
    /// Say more
    #[arg(short, long, action = clap::ArgAction::Count, global = true)]
    pub(super) verbose: u8,
    /// Act as this reviewer (else git's obelus.reviewer, else the one whose emails hold git's user.email)
    #[arg(long, value_name = "ID", global = true)]
    pub(super) reviewer: Option<String>,
    /// Compute everything anew
    #[arg(long, global = true)]
    pub(super) no_cache: bool,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Init(commands::init::Init),
    Claim(commands::claim::ClaimCommand),
    Review(Box<commands::review::ReviewCommand>),
    Argue(Box<commands::argue::Argue>),
    Source(commands::source::SourceCommand),
    Reviewer(commands::reviewer::ReviewerCommand),
    Fmt(commands::fmt::Fmt),
    Status(commands::status::Status),
    Check(commands::check::Check),
    Blame(commands::blame::BlameCommand),
    Cache(commands::cache::CacheCommand),
    Diff(commands::diff::DiffCommand),
    Log(commands::log::LogCommand),
    Map(commands::map::MapCommand),
    MergeDriver(commands::merge_driver::MergeDriver),
    Document(commands::document::DocumentCommand),
    Report(commands::report::ReportCommand),
    Resolve(commands::resolve::Resolve),
    Round(commands::round::RoundCommand),
    Score(commands::score::ScoreCommand),
    Solve(commands::solve::Solve),
    Schema(commands::schema::SchemaCommand),
    Completions(commands::completions::Completions),
    Man(commands::man::Man),
    Stats(commands::stats::Stats),
}

impl Command {
    pub(super) fn run(self, context: &Context) -> Result {
        match self {
            Self::Init(command) => command.run(context),
            Self::Claim(command) => command.run(context),
            Self::Review(command) => command.run(context),
            Self::Argue(command) => command.run(context),
            Self::Source(command) => command.run(context),
            Self::Reviewer(command) => command.run(context),
            Self::Fmt(command) => command.run(context),
            Self::Status(command) => command.run(context),
            Self::Check(command) => command.run(context),
            Self::Blame(command) => command.run(context),
            Self::Cache(command) => command.run(context),
            Self::Diff(command) => command.run(context),
            Self::Log(command) => command.run(context),
            Self::Map(command) => command.run(context),
            Self::MergeDriver(command) => command.run(context),
            Self::Document(command) => command.run(context),
            Self::Report(command) => command.run(context),
            Self::Resolve(command) => command.run(context),
            Self::Round(command) => command.run(context),
            Self::Score(command) => command.run(context),
            Self::Solve(command) => command.run(context),
            Self::Schema(command) => command.run(context),
            Self::Completions(command) => command.run(context),
            Self::Man(command) => command.run(context),
            Self::Stats(command) => command.run(context),
        }
    }
}
