//! `obelus resolve`

use std::io::Write;

use clap::{Args, ValueEnum};

use crate::cli::{
    Outcome, Result, ask, context::Context, error::CliError, ui::Ui, workspace::Opened,
};
use crate::model::layout::{RecordPath, classify};
use crate::present::visible::{one_line, visible};
use crate::store::{
    conflicts::Conflict,
    merge::{Clash, Merged, Side, Three, merge},
    repo::Repo,
    write::Writer,
};

/// Settle what a merge left undecided, by questions
///
/// For every record that git could not merge, each thing that both sides changed is shown as it was
/// and as either side has it, and you choose. Everything else of the record is merged by itself. The
/// record is checked, written and marked as merged. During a rebase, "ours" is the branch that is
/// rebased onto, as in git.
#[derive(Debug, Args)]
pub(in crate::cli) struct Resolve {
    /// Only these records, by their paths
    #[arg(value_name = "PATH")]
    paths: Vec<String>,
    /// Only tell what is undecided; the exit code is 1 if anything is
    #[arg(long)]
    list: bool,
    /// Take this side of everything that both changed
    #[arg(long, value_name = "SIDE", conflicts_with = "list")]
    take: Option<Choice>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Choice {
    /// The side that is merged into
    Ours,
    /// The side that is merged
    Theirs,
}

/// A record that git could not merge.
struct Unmerged {
    /// Its path from the top of the repository.
    from_top: String,
    /// Its path in the workspace.
    path: String,
    at: RecordPath,
    texts: Three<Option<String>>,
}

impl Resolve {
    pub(in crate::cli) fn run(self, context: &Context) -> Result {
        let opened = context.open()?;
        let repo = opened.repository()?;
        let all = self.unmerged(&opened, repo.conflicts()?);
        if all.is_empty() {
            context.ui.say("no record waits to be merged");
            return Ok(Outcome::Done);
        }
        if self.list {
            return list(&all, context);
        }
        if self.take.is_none() {
            ask::need_terminal(
                "which side to take",
                "give --take ours or --take theirs, or --list to see what is undecided",
            )?;
        }
        let mut left = 0;
        for record in &all {
            left += usize::from(!self.settle(record, &opened, repo, context)?);
        }
        if left > 0 {
            context.ui.say(&format!("{left} still to be merged"));
            return Ok(Outcome::Findings);
        }
        context
            .ui
            .say("all records are merged; `git commit` or `git rebase --continue` goes on");
        Ok(Outcome::Done)
    }

    fn unmerged(&self, opened: &Opened, conflicts: Vec<Conflict>) -> Vec<Unmerged> {
        let record = |conflict: Conflict| {
            let path = match opened.folder.as_str() {
                "" => conflict.path.clone(),
                folder => conflict
                    .path
                    .strip_prefix(folder)?
                    .strip_prefix('/')?
                    .to_owned(),
            };
            let wanted = self.paths.is_empty() || self.paths.contains(&path);
            let at = classify(&path)?.ok()?;
            wanted.then_some(Unmerged {
                from_top: conflict.path,
                path,
                at,
                texts: conflict.texts,
            })
        };
        conflicts.into_iter().filter_map(record).collect()
    }

    /// Whether the record is merged now.
    fn settle(
        &self,
        record: &Unmerged,
        opened: &Opened,
        repo: &Repo,
        context: &Context,
    ) -> Result<bool> {
        let path = one_line(&record.path);
        let merged = record.merged(&mut |clash| self.choose(&path, clash, &context.ui));
        let Some(merged) = merged.filter(Merged::is_clean) else {
            context.ui.say(&format!(
                "{path} is left as it is; edit it, then `git add` it"
            ));
            return Ok(false);
        };
        let writer = Writer::new(opened.root()?);
        let expected = writer.read(&record.path)?;
        writer.put(&record.path, expected, merged.text)?;
        repo.stage(&record.from_top)?;
        context.ui.say(&format!("merged {path}"));
        Ok(true)
    }

    fn choose(&self, path: &str, clash: &Clash, ui: &Ui) -> Option<Side> {
        match self.take {
            Some(Choice::Ours) => return Some(Side::Ours),
            Some(Choice::Theirs) => return Some(Side::Theirs),
            None => {}
        }
        ui.say(&format!(
            "\n{path}: both sides changed {}",
            one_line(&clash.what)
        ));
        let texts = clash.texts.as_deref();
        for (label, text) in [
            ("before", texts.base),
            ("ours", texts.ours),
            ("theirs", texts.theirs),
        ] {
            let shown = if text.is_empty() { "(not there)" } else { text };
            ui.say(&format!("{label}:\n{}", indented(shown)));
        }
        match ask::choose("Which one", &["ours", "theirs", "neither yet"], 0) {
            Ok(0) => Some(Side::Ours),
            Ok(1) => Some(Side::Theirs),
            _ => None,
        }
    }
}

impl Unmerged {
    /// The merge, where it can be tried: a record that one side removed is kept as the other has it,
    /// for records are withdrawn and not removed.
    fn merged(&self, decide: &mut dyn FnMut(&Clash) -> Option<Side>) -> Option<Merged> {
        let texts = self.texts.as_ref().map(Option::as_deref);
        let (ours, theirs) = match (texts.ours, texts.theirs) {
            (Some(ours), Some(theirs)) => (ours, theirs),
            (Some(only), None) | (None, Some(only)) => (only, only),
            (None, None) => return None,
        };
        let texts = Three {
            base: texts.base.unwrap_or_default(),
            ours,
            theirs,
        };
        Some(merge(&self.path, &self.at, texts, 7, decide))
    }
}

fn list(all: &[Unmerged], context: &Context) -> Result {
    let mut out = context.ui.out();
    for record in all {
        let what: Vec<String> = record
            .merged(&mut |_| None)
            .map(|merged| {
                merged
                    .clashes
                    .into_iter()
                    .map(|clash| one_line(&clash.what))
                    .collect()
            })
            .unwrap_or_default();
        let what = match what.as_slice() {
            [] => "can be merged without a question".to_owned(),
            some => some.join(", "),
        };
        writeln!(out, "{}: {what}", one_line(&record.path))
            .map_err(|error| CliError::new(error.to_string()))?;
    }
    Ok(Outcome::Findings)
}

fn indented(text: &str) -> String {
    let lines: Vec<String> = visible(text)
        .lines()
        .map(|line| format!("    {line}"))
        .collect();
    lines.join("\n")
}
