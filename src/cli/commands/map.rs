//! `obelus map`

use std::{io::Write, path::PathBuf};

use clap::{Args, ValueEnum};

use super::report::write_file;
use crate::analysis::report::Report;
use crate::cli::reported::{compute_bare, refuse_broken};
use crate::cli::{Outcome, Result, context::Context, error::CliError};
use crate::model::spelling::nearest;
use crate::present::map::{Map, Nowhere, dot, mermaid, of_claim, of_workspace, svg};
use crate::present::visible::one_line;

/// Draw the argument map of a claim, or how the claims hang together
///
/// With CLAIM: every argument that takes part, with what it is aimed at. Without: the open claims
/// that `[[relations]]` tie to one another. The drawing is a pure function of the records.
#[derive(Debug, Args)]
pub(in crate::cli) struct MapCommand {
    /// The claim; without it the claims themselves are drawn
    claim: Option<String>,
    /// How to draw
    #[arg(long, value_enum, default_value_t = Format::Svg)]
    format: Format,
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Draw the state at this commit instead of the working tree
    #[arg(long, value_name = "REV")]
    at: Option<String>,
    /// Draw although records could not be read; they are left out
    #[arg(long)]
    keep_going: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// A drawing that can be read aloud and printed
    Svg,
    /// For Graphviz
    Dot,
    /// For Markdown on the hosts that draw Mermaid
    Mermaid,
}

impl MapCommand {
    pub(in crate::cli) fn run(self, context: &Context) -> Result {
        let opened = context.open()?;
        let view = opened.read(self.at.as_deref(), &context.ui)?;
        refuse_broken(&view, self.keep_going, &context.ui)?;
        let report = compute_bare(&view);
        let map = self.map(&report)?;
        let mut bytes = Vec::new();
        match self.format {
            Format::Svg => bytes.extend(svg::standalone(&map).bytes()),
            Format::Dot => dot::write(&map, &mut bytes)?,
            Format::Mermaid => mermaid::write(&map, &mut bytes)?,
        }
        match &self.output {
            Some(path) => {
                write_file(path, &bytes)?;
                context.ui.say(&format!("wrote {}", path.display()));
            }
            None => context.ui.out().write_all(&bytes)?,
        }
        Ok(Outcome::Done)
    }

    fn map(&self, report: &Report) -> Result<Map> {
        let Some(id) = &self.claim else {
            return Ok(of_workspace(report, &Nowhere));
        };
        let Some(claim) = report.claim(id) else {
            let known: Vec<&str> = report.claims.iter().map(|c| c.claim.id.as_str()).collect();
            let error = CliError::new(format!("there is no claim `{}`", one_line(id)));
            return Err(match nearest(id, known.iter().copied()) {
                Some(meant) => error.hint(format!("did you mean `{meant}`?")),
                None => error,
            });
        };
        let name = |reviewer: &str| {
            let mut roster = report.reviewers.iter().map(|row| &row.reviewer);
            let found = roster.find(|r| r.id.as_str() == reviewer);
            one_line(found.map_or(reviewer, |r| r.name.as_str()))
        };
        Ok(of_claim(claim, &name, &Nowhere))
    }
}
