//! Findings on their way to a host, in the form it asks for.

use std::{io::Write, path::Path};

use super::{Result, error::CliError, pair::Pair, ui::Ui};
use crate::analysis::diff::{diff, new_objections};
use crate::present::{
    comparison::Comparison,
    findings::{self, Rest, Results},
    markdown::pull_request::{self, Changes},
};

/// A form that a host reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Host {
    /// Annotations of GitHub, with a summary of the step.
    Github,
    /// SARIF 2.1.0.
    Sarif,
    /// `JUnit`'s XML.
    Junit,
    /// GitLab's code quality report.
    CodeQuality,
    /// Markdown for a comment.
    Markdown,
}

impl Host {
    /// Whether it is told what a pull request would change.
    pub(super) fn compares(self) -> bool {
        matches!(self, Self::Github | Self::Markdown)
    }
}

/// Everything a host is told.
#[derive(Debug)]
pub(super) struct Told<'a> {
    /// What was found.
    pub(super) results: Results<'a>,
    /// Both sides of the pull request, where there is one.
    pub(super) pair: Option<Pair>,
    /// The commit's time, where there is a commit.
    pub(super) committed: Option<&'a str>,
    /// Where GitHub collects the summary of a step.
    pub(super) step_summary: Option<&'a Path>,
}

impl Told<'_> {
    /// Writes to standard output, and to the step's summary where GitHub wants one.
    pub(super) fn write(&self, host: Host, ui: &Ui) -> Result<()> {
        match host {
            Host::Github => self.github(&mut Ui::commands()),
            Host::Sarif => json(&findings::sarif(&self.results), ui),
            Host::CodeQuality => json(&findings::code_quality(&self.results), ui),
            Host::Junit => Ok(findings::junit(
                &self.results,
                self.committed,
                &mut ui.data(),
            )?),
            Host::Markdown => Ok(ui
                .data()
                .write_all(self.page(pull_request::COMMENT).as_bytes())?),
        }
    }

    fn github(&self, out: &mut dyn Write) -> Result<()> {
        let rest = match self.step_summary {
            Some(path) => {
                self.summarise(path)?;
                Rest::Summarised
            }
            None => Rest::Printed,
        };
        findings::github(&self.results, rest, out)?;
        Ok(out.flush()?)
    }

    fn summarise(&self, path: &Path) -> Result<()> {
        let failed = |error: std::io::Error| {
            CliError::new(format!("cannot write {}: {error}", path.display()))
                .hint("GITHUB_STEP_SUMMARY names this file; unset it to go without a summary")
        };
        let mut file = std::fs::File::options();
        let mut file = file.append(true).create(true).open(path).map_err(failed)?;
        let page = self.page(pull_request::STEP);
        file.write_all(page.as_bytes()).map_err(failed)
    }

    fn page(&self, most: usize) -> String {
        let Some(pair) = &self.pair else {
            return pull_request::page(&self.results, None, most);
        };
        let found = diff(&pair.before, &pair.after);
        let objections = new_objections(&pair.before, &pair.after);
        let changes = Changes {
            comparison: Comparison {
                diff: &found,
                from: &pair.from,
                to: &pair.to,
                before: &pair.before,
                after: &pair.after,
            },
            objections: &objections,
        };
        pull_request::page(&self.results, Some(&changes), most)
    }
}

fn json(document: &serde_json::Value, ui: &Ui) -> Result<()> {
    let mut out = ui.data();
    serde_json::to_writer_pretty(&mut out, document)?;
    writeln!(out)?;
    Ok(out.flush()?)
}
