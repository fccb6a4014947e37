//! `obelus setup --undo`

use std::fs;

use super::{REVIEWER, completions, drivers, receipt::Receipt};
use crate::cli::{Outcome, Result, context::Context};
use crate::present::visible::one_line;
use crate::store::{attributes::Attributes, repo::Repo};

pub(super) fn run(repo: &Repo, context: &Context) -> Result {
    let attributes = Attributes::read(repo)?;
    if attributes.lines().is_empty() {
        context
            .ui
            .say("info/attributes has no lines of setup, so there is nothing to undo");
        return Ok(Outcome::Done);
    }
    let receipt = Receipt::read(attributes.lines());
    settings(repo, &receipt, context)?;
    reviewer(repo, &receipt, context)?;
    files(&receipt, context)?;
    attributes.write(repo, Vec::new())?;
    context.ui.say("took setup's lines out of info/attributes");
    Ok(Outcome::Done)
}

fn settings(repo: &Repo, receipt: &Receipt, context: &Context) -> Result<()> {
    let noted = drivers::wanted("obelus");
    let noted = noted.iter().filter(|s| receipt.keys.contains(s.key));
    for setting in noted.rev() {
        let key = setting.key;
        match repo.own_config(key) {
            Some(value) if setting.is_own(&value) => {
                repo.unset_config(key)?;
                context.ui.say(&format!("took {key} out of git's config"));
            }
            Some(value) => context.ui.warn(&one_line(&format!(
                "{key} is `{value}` by now, which setup did not write; it stays"
            ))),
            None => {}
        }
    }
    Ok(())
}

fn reviewer(repo: &Repo, receipt: &Receipt, context: &Context) -> Result<()> {
    let Some(written) = &receipt.reviewer else {
        return Ok(());
    };
    let now = repo.own_config(REVIEWER);
    match (&receipt.before, now) {
        (Some(before), Some(now)) if now == *written => {
            repo.set_config(REVIEWER, before)?;
            context
                .ui
                .say(&one_line(&format!("{REVIEWER} = {before} again")));
        }
        (None, Some(now)) if now == *written => {
            repo.unset_config(REVIEWER)?;
            context
                .ui
                .say(&format!("took {REVIEWER} out of git's config"));
        }
        (_, Some(now)) => context.ui.warn(&one_line(&format!(
            "{REVIEWER} is `{now}` by now, which setup did not write; it stays"
        ))),
        (_, None) => {}
    }
    Ok(())
}

/// Removes completions that are as this program writes them.
fn files(receipt: &Receipt, context: &Context) -> Result<()> {
    for file in &receipt.files {
        let Ok(found) = fs::read(file) else { continue };
        if completions::is_own(&found) {
            fs::remove_file(file)?;
            context.ui.say(&format!("removed {file}"));
        } else {
            context
                .ui
                .warn(&format!("{file} is not what this obelus writes; it stays"));
        }
    }
    Ok(())
}
