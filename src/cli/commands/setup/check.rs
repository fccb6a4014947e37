//! `obelus setup --check`

use std::io::Write;

use super::{REVIEWER, completions, drivers, patterns};
use crate::cli::{Outcome, Result, context::Context};
use crate::present::visible::one_line;
use crate::store::repo::Repo;

/// Something that is installed or not, in words.
struct Found {
    what: &'static str,
    well: bool,
    said: String,
}

pub(super) fn run(repo: &Repo, folder: &str, completions: bool, context: &Context) -> Result {
    let mut found = vec![
        driver("merge driver", "merge.obelus.driver", repo),
        driver("diff driver", "diff.obelus.command", repo),
        attributes(repo, folder)?,
    ];
    found.extend(reviewer(repo, context));
    if completions {
        found.push(shell()?);
    }
    let mut out = context.ui.out();
    for Found { what, well, said } in &found {
        let mark = if *well { "✓" } else { "✗" };
        writeln!(out, "{mark} {what}: {}", one_line(said))?;
    }
    if found.iter().all(|found| found.well) {
        return Ok(Outcome::Done);
    }
    context.ui.say("`obelus setup` installs what is missing");
    Ok(Outcome::Findings)
}

fn driver(what: &'static str, key: &'static str, repo: &Repo) -> Found {
    let settings = drivers::wanted("obelus");
    let value = repo.config(key);
    let setting = settings.iter().find(|setting| setting.key == key);
    let program = setting
        .zip(value.as_ref())
        .and_then(|(setting, value)| setting.program_of(value));
    let (well, said) = match (value, program) {
        (None, _) => (false, format!("{key} is not set")),
        (Some(value), None) => (false, format!("{key} is `{value}`, which is not obelus")),
        (Some(_), Some(program)) if !drivers::is_runnable(&program) => {
            (false, format!("{key} calls {program}, which is not there"))
        }
        (Some(value), Some(_)) => (true, value),
    };
    Found { what, well, said }
}

fn attributes(repo: &Repo, folder: &str) -> Result<Found> {
    let overruled = patterns::overruled(repo, folder)?;
    let is_nothing = overruled.iter().all(|other| other.ends_with("not set"));
    Ok(Found {
        what: "attributes",
        well: overruled.is_empty(),
        said: match overruled.len() {
            0 => "claims, reviews and the workspace file".to_owned(),
            patterns::ASKED if is_nothing => "no file is given to the drivers".to_owned(),
            _ => overruled.join(", "),
        },
    })
}

/// Nobody need be named, since the address that git knows may say it; who is asked for must be.
fn reviewer(repo: &Repo, context: &Context) -> Option<Found> {
    let set = repo.config(REVIEWER);
    let asked = context.reviewer.as_ref();
    (asked.is_some() || set.is_some()).then(|| Found {
        what: "reviewer",
        well: asked.is_none() || asked == set.as_ref(),
        said: set.unwrap_or_else(|| format!("{REVIEWER} is not set")),
    })
}

fn shell() -> Result<Found> {
    let (well, said) = completions::status()?;
    Ok(Found {
        what: "completions",
        well,
        said,
    })
}
