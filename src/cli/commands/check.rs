//! `obelus check`

use std::io::Write;

use clap::{Args, ValueEnum};

use crate::cli::{
    Outcome, Result,
    context::Context,
    error::CliError,
    proposal,
    results::{Host, Told},
    signed,
};
use crate::model::{
    diagnostic::{Code, Severity},
    spelling::nearest,
};
use crate::present::{
    catalogue,
    findings::{self, Look, Results},
};
use crate::store::locate::Located;

/// Report every problem of the workspace
///
/// All problems are reported in one run, each with a stable code, its place and what to write
/// instead. The exit code is 1 if there are errors; warnings alone leave it 0.
///
/// With --base a pull request is checked: REV, or HEAD, is what is proposed, and the roster, keys and
/// policy of the base say who may change what. Each commit that the base lacks is judged by itself.
/// The working tree is no part of a pull request.
#[derive(Debug, Args)]
pub(in crate::cli) struct Check {
    /// Check this commit instead of the working tree
    #[arg(value_name = "REV")]
    revision: Option<String>,
    /// Check a pull request: who may change what, judged by this commit it is to be merged into
    #[arg(long, value_name = "REV")]
    base: Option<String>,
    /// How to report
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// Treat warnings as errors
    #[arg(long)]
    deny_warnings: bool,
    /// Explain a code, and do nothing else
    #[arg(long, value_name = "CODE", exclusive = true)]
    explain: Option<String>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// For people, with the lines concerned
    Human,
    /// For programs, schema obelus-check/1
    Json,
    /// Annotations of GitHub, and the summary of the step
    Github,
    /// SARIF 2.1.0
    Sarif,
    /// XML as build servers read it
    Junit,
    /// GitLab's code quality report
    CodeQuality,
    /// A summary for a comment
    Markdown,
}

impl Check {
    pub(in crate::cli) fn run(self, context: &Context) -> Result {
        if let Some(code) = &self.explain {
            return explain(code, context);
        }
        let opened = context.open()?;
        let mut view = match &self.base {
            None => opened.read(self.revision.as_deref(), &context.ui)?,
            Some(base) => proposal::read(&opened, base, self.revision.as_deref(), &context.ui)?,
        };
        signed::examine(&opened, &mut view)?;
        let located = view.findings();
        let host = |host: Host| {
            let results = Results {
                findings: &located.findings,
                folder: &opened.folder,
                deny_warnings: self.deny_warnings,
                version: env!("CARGO_PKG_VERSION"),
            };
            let sides = self.base.as_deref().filter(|_| host.compares());
            let pair = sides.map(|base| proposal::sides(&opened, base, &view, &context.ui));
            let told = Told {
                results,
                pair: pair.transpose()?.flatten(),
                committed: view.revision.committed.as_deref(),
                step_summary: context.step_summary.as_deref(),
            };
            told.write(host, &context.ui)
        };
        match self.format {
            Format::Human => human(&located, context)?,
            Format::Github => host(Host::Github)?,
            Format::Sarif => host(Host::Sarif)?,
            Format::Junit => host(Host::Junit)?,
            Format::CodeQuality => host(Host::CodeQuality)?,
            Format::Markdown => host(Host::Markdown)?,
            Format::Json => {
                let mut out = context.ui.data();
                serde_json::to_writer_pretty(&mut out, &findings::json(&located.findings))?;
                writeln!(out)?;
            }
        }
        let refused = |severity| severity == Severity::Error || self.deny_warnings;
        let any = located
            .findings
            .iter()
            .any(|finding| refused(finding.diagnostic.severity()));
        Ok(if any {
            Outcome::Findings
        } else {
            Outcome::Done
        })
    }
}

fn human(located: &Located, context: &Context) -> Result<()> {
    let look = Look {
        colour: context.ui.colours_out(),
        width: context.ui.width(),
    };
    write!(
        context.ui.out(),
        "{}",
        findings::human(&located.findings, &located.texts, look)
    )?;
    match findings::summary(&located.findings) {
        Some(summary) => context.ui.say(&format!(
            "{summary}; `obelus check --explain CODE` says more about a code"
        )),
        None => context.ui.say("no problems found"),
    }
    Ok(())
}

fn explain(name: &str, context: &Context) -> Result {
    let bare = name.trim_matches(['[', ']']);
    let code = Code::find(bare).ok_or_else(|| {
        let error = CliError::new(format!("there is no code `{bare}`"));
        match nearest(bare, Code::ALL.iter().map(|code| code.as_str())) {
            Some(meant) => error.hint(format!("did you mean `{meant}`?")),
            None => error.hint("docs/checks.md lists them all"),
        }
    })?;
    let text = catalogue::explanation(code);
    let width = context.ui.width().min(80);
    write!(context.ui.out(), "{}", wrap(&text, width))?;
    Ok(Outcome::Done)
}

fn wrap(text: &str, width: usize) -> String {
    let mut wrapped = String::new();
    for line in text.lines() {
        if line.starts_with(' ') {
            wrapped.push_str(line);
            wrapped.push('\n');
            continue;
        }
        let mut column = 0;
        for word in line.split(' ') {
            let length = word.chars().count();
            if column > 0 && column + 1 + length > width {
                wrapped.push('\n');
                column = 0;
            } else if column > 0 {
                wrapped.push(' ');
                column += 1;
            }
            wrapped.push_str(word);
            column += length;
        }
        wrapped.push('\n');
    }
    wrapped
}
