//! `obelus round close` and `obelus round list`

use std::io::Write;

use clap::{Args, Subcommand, ValueEnum};

use crate::cli::{
    Outcome, Result,
    context::Context,
    error::CliError,
    workspace::{Opened, View},
};
use crate::model::{
    layout::WORKSPACE_FILE,
    revision::CommitId,
    workspace::{Round, Workspace},
};
use crate::present::{json, terminal};
use crate::store::{
    edit,
    write::{Expected, Writer},
};

/// Close a round of rating, or list those that were closed
///
/// A round is a name and a commit, kept in obelus.toml. The ratings as of that commit stay
/// comparable for ever, and reports show them beside the latest ones.
#[derive(Debug, Args)]
pub(in crate::cli) struct RoundCommand {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Close a round: note its name and the commit that holds its ratings
    Close {
        /// What to call the round
        name: String,
        /// The commit that holds its ratings
        #[arg(long, value_name = "REV", default_value = "HEAD")]
        at: String,
    },
    /// List the closed rounds
    List {
        /// How to list
        #[arg(long, value_enum, default_value_t = Format::Terminal)]
        format: Format,
    },
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// For people at a terminal
    Terminal,
    /// For programs, schema obelus-rounds/1
    Json,
}

impl RoundCommand {
    pub(in crate::cli) fn run(self, context: &Context) -> Result {
        match self.action {
            Action::Close { name, at } => close(context, name.trim(), &at),
            Action::List { format } => list(context, format),
        }
    }
}

fn close(context: &Context, name: &str, at: &str) -> Result {
    let opened = context.open()?;
    let root = opened.root()?;
    let repo = opened.repository()?;
    let commit = repo.resolve(at)?;
    let round = Round {
        name: name.to_owned(),
        commit: commit.to_string(),
    };
    let view = opened.read(None, &context.ui)?;
    refuse(&view.snapshot.workspace, &round)?;
    let closed = opened.read(Some(commit.as_str()), &context.ui)?;
    let reviews = closed.snapshot.all_reviews().count();
    if reviews == 0 {
        let nothing = format!("commit {} holds no reviews to compare", commit.short());
        return Err(CliError::refused(nothing)
            .hint("commit the reviews of the round first, or name their commit with --at REV"));
    }
    remark(context, &opened, &view, &commit);
    let writer = Writer::new(root);
    let expected = writer.read(WORKSPACE_FILE)?;
    let Expected::Bytes(bytes) = &expected else {
        return Err(CliError::new(format!("there is no {WORKSPACE_FILE}")));
    };
    let text = String::from_utf8_lossy(bytes);
    let text = edit::workspace::add_round(&text, &round)?;
    writer.put(WORKSPACE_FILE, expected, text)?;
    context.ui.say(&format!(
        "closed round \"{name}\" at {} with {reviews} reviews; commit {WORKSPACE_FILE} to keep it",
        commit.short()
    ));
    Ok(Outcome::Done)
}

fn refuse(workspace: &Workspace, round: &Round) -> Result<()> {
    if round.name.is_empty() || round.name.chars().any(char::is_control) {
        return Err(CliError::new("a round needs a name on one line"));
    }
    match workspace.rounds.iter().find(|old| old.name == round.name) {
        Some(old) => Err(CliError::refused(format!(
            "there is a round \"{}\" already, at {}",
            old.name,
            CommitId::new(&old.commit).short()
        ))
        .hint("a closed round is never moved; choose another name")),
        None => Ok(()),
    }
}

/// What the user may not have meant.
fn remark(context: &Context, opened: &Opened, view: &View, commit: &CommitId) {
    let uncommitted = view
        .changed
        .iter()
        .filter(|path| path.starts_with("reviews/"))
        .count();
    if uncommitted > 0 {
        context.ui.warn(&format!(
            "{uncommitted} changed files below reviews/ are not committed, so the round does not hold them"
        ));
    }
    let ancestor = opened.repo.as_ref().zip(view.revision.commit.as_ref());
    let outside = |(repo, head): (&crate::store::repo::Repo, &CommitId)| {
        matches!(repo.is_ancestor(commit, head), Ok(false))
    };
    if ancestor.is_some_and(outside) {
        context.ui.warn(&format!(
            "{} is not part of the history of HEAD; if its branch is deleted the round is lost",
            commit.short()
        ));
    }
}

fn list(context: &Context, format: Format) -> Result {
    let opened = context.open()?;
    let view = opened.read(None, &context.ui)?;
    let rounds: Vec<json::rounds::Listed> = view
        .snapshot
        .workspace
        .rounds
        .iter()
        .map(|round| listed(context, &opened, round))
        .collect();
    let mut out = context.ui.out();
    match format {
        Format::Json => {
            serde_json::to_writer_pretty(&mut out, &json::rounds::json(&rounds))?;
            writeln!(out)?;
        }
        Format::Terminal if rounds.is_empty() => context
            .ui
            .say("no round is closed yet; `obelus round close NAME` closes one"),
        Format::Terminal => terminal::rounds::list(&rounds, &mut out)?,
    }
    Ok(Outcome::Done)
}

fn listed(context: &Context, opened: &Opened, round: &Round) -> json::rounds::Listed {
    let read = || {
        let repo = opened.repository()?;
        let id = CommitId::new(&round.commit);
        let committed = repo.info(&id)?.committed;
        let view = opened.read(Some(&round.commit), &context.ui)?;
        Ok((committed, view.snapshot))
    };
    let read: Result<_> = read();
    json::rounds::Listed {
        name: round.name.clone(),
        commit: round.commit.clone(),
        missing: read.as_ref().err().map(CliError::message),
        committed: read.as_ref().ok().map(|(committed, _)| committed.clone()),
        reviews: read.as_ref().ok().map(|(_, s)| s.all_reviews().count()),
        claims: read.as_ref().ok().map(|(_, s)| s.reviews.len()),
    }
}
