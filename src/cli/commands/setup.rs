//! `obelus setup`

mod check;
mod completions;
mod drivers;
mod patterns;
mod receipt;
mod undo;

use clap::Args;

use self::{drivers::Setting, receipt::Receipt};
use crate::cli::{Outcome, Result, context::Context, error::CliError, workspace::Opened};
use crate::model::id::{IdProblem, ReviewerId};
use crate::present::visible::one_line;
use crate::store::{attributes::Attributes, repo::Repo};

/// Git's key for who one is.
const REVIEWER: &str = "obelus.reviewer";

/// Prepare this clone: git merges and compares records by id
///
/// Writes to this clone alone, in git's own config and info/attributes: a merge driver and a diff
/// driver for claims, reviews and the workspace file, and which files they are for. No tracked file is
/// touched. With --reviewer ID, git's obelus.reviewer is set too. Doing it again changes nothing.
#[derive(Debug, Args)]
pub(in crate::cli) struct Setup {
    /// Only say what is installed; exit with 1 if something is missing
    #[arg(long)]
    check: bool,
    /// Take out exactly what setup wrote
    #[arg(long, conflicts_with = "check")]
    undo: bool,
    /// Also write completions for the shell in $SHELL
    #[arg(long, conflicts_with = "undo")]
    completions: bool,
}

impl Setup {
    pub(in crate::cli) fn run(self, context: &Context) -> Result {
        let repo = Repo::discover(&context.dir)?.ok_or_else(|| {
            CliError::new("this folder is in no git repository, so there is nothing to set up")
                .hint("`obelus init` makes a workspace, and a repository where there is none")
        })?;
        if self.undo {
            return undo::run(&repo, context);
        }
        let opened = Opened::find(&context.dir)?;
        if self.check {
            return check::run(&repo, &opened.folder, self.completions, context);
        }
        self.install(&repo, &opened, context)
    }

    /// Looks at everything first, so that a refusal leaves nothing half done, and notes what will be
    /// written before it is, so that it can be undone whatever happens.
    fn install(&self, repo: &Repo, opened: &Opened, context: &Context) -> Result {
        let settings = drivers::wanted(&drivers::program()?);
        settings.iter().try_for_each(|s| s.refuse_foreign(repo))?;
        let reviewer = reviewer(opened, context)?;
        let attributes = Attributes::read(repo)?;
        let mut receipt = Receipt::read(attributes.lines());
        note(&settings, reviewer.as_ref(), repo, &mut receipt);
        if self.completions {
            completions::write(&mut receipt, context)?;
        }
        let lines = lines(repo, &opened.folder, &attributes, context)?;
        attributes.write(repo, receipt.with(lines))?;
        for Setting { key, value, .. } in &settings {
            set(key, value, repo, context)?;
        }
        if let Some(reviewer) = reviewer {
            set(REVIEWER, reviewer.as_str(), repo, context)?;
        }
        self.tell(&opened.folder, context)?;
        Ok(Outcome::Done)
    }

    fn tell(&self, folder: &str, context: &Context) -> Result<()> {
        warn_of_others(folder, context)?;
        if !self.completions {
            completions::explain(context);
        }
        context
            .ui
            .say("undo: obelus setup --undo; hosts such as GitHub run neither driver");
        Ok(())
    }
}

/// The lines of attributes, unless git has them from elsewhere.
fn lines(
    repo: &Repo,
    folder: &str,
    attributes: &Attributes,
    context: &Context,
) -> Result<Vec<String>> {
    let ui = &context.ui;
    let mut lines = patterns::among(attributes.lines());
    let wanted = patterns::lines(folder);
    let missing: Vec<String> = wanted.into_iter().filter(|l| !lines.contains(l)).collect();
    if missing.is_empty() {
        ui.say("info/attributes has its lines already");
    } else if patterns::overruled(repo, folder)?.is_empty() {
        let place = patterns::committed(repo, folder);
        let place = place.as_deref().unwrap_or("another file of attributes");
        ui.say(&format!(
            "{place} names the drivers already, so info/attributes needs no lines for them"
        ));
    } else {
        for line in &missing {
            ui.say(&format!("info/attributes: {line}"));
        }
        lines.extend(missing);
    }
    Ok(lines)
}

/// Notes which values will be new.
fn note(settings: &[Setting], reviewer: Option<&ReviewerId>, repo: &Repo, receipt: &mut Receipt) {
    let is_new = |s: &&Setting| {
        repo.own_config(s.key).is_none() && repo.config(s.key).as_ref() != Some(&s.value)
    };
    let new = settings.iter().filter(is_new);
    receipt.keys.extend(new.map(|s| s.key.to_owned()));
    let before = repo.own_config(REVIEWER);
    if let Some(id) = reviewer.filter(|id| before.as_deref() != Some(id.as_str())) {
        receipt.reviewer_set(id.as_str(), before);
    }
}

fn set(key: &str, value: &str, repo: &Repo, context: &Context) -> Result<()> {
    let before = repo.config(key);
    if before.as_deref() == Some(value) {
        context.ui.say(&format!("{key} is set already"));
        return Ok(());
    }
    repo.set_config(key, value)?;
    let was = before.map_or_else(String::new, |before| format!(" (was {before})"));
    context.ui.say(&one_line(&format!("{key} = {value}{was}")));
    Ok(())
}

/// The reviewer named on the command line, who must be in the roster where that can be read.
fn reviewer(opened: &Opened, context: &Context) -> Result<Option<ReviewerId>> {
    let Some(name) = &context.reviewer else {
        return Ok(None);
    };
    if let Ok(view) = opened.read(None, &context.ui) {
        return opened.identify(Some(name), &view.snapshot).map(Some);
    }
    let id = ReviewerId::new(name).map_err(|problem| {
        CliError::new(format!("`{name}` cannot be an id: {problem}")).hint(IdProblem::RULE)
    })?;
    Ok(Some(id))
}

/// What git makes of it: a later line or another file may say otherwise.
fn warn_of_others(folder: &str, context: &Context) -> Result<()> {
    let Some(repo) = Repo::discover(&context.dir)? else {
        return Ok(());
    };
    for other in patterns::overruled(&repo, folder)? {
        context.ui.warn(&format!(
            "{other}: another line of git's attributes says so; `git check-attr -a FILE` shows what holds"
        ));
    }
    Ok(())
}
