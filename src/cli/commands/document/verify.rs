//! `obelus document verify`

use std::io::Write;

use clap::{Args, ValueEnum};

use super::copies;
use crate::analysis::anchoring::{State, Verdict};
use crate::cli::{Outcome, Result, context::Context};
use crate::present::{json, terminal};

/// Find every claim's passage in the attached texts
///
/// Each anchor is exact, moved, changed, ambiguous or orphan. The exit code is 1 if any is changed,
/// ambiguous or orphan, and 0 where no copy is attached, as then nothing can be said.
#[derive(Debug, Args)]
pub(super) struct Verify {
    /// Only this document
    #[arg(value_name = "ID")]
    id: Option<String>,
    /// List the exact ones too
    #[arg(long)]
    all: bool,
    /// How to report
    #[arg(long, value_enum, default_value_t = Format::Terminal)]
    format: Format,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// For people at a terminal
    Terminal,
    /// For programs, schema obelus-anchors/1
    Json,
}

impl Verify {
    pub(super) fn run(self, context: &Context) -> Result {
        let opened = context.open()?;
        let view = opened.read(None, &context.ui)?;
        let (mut rows, mut verdicts) = (Vec::new(), Vec::new());
        for document in copies::chosen(&view.snapshot, self.id.as_deref())? {
            let verified = copies::verified(&opened, &view, document)?;
            rows.push(verified.row);
            verdicts.extend(verified.verdicts);
        }
        if rows.is_empty() {
            context.ui.say("obelus.toml describes no document");
        }
        let mut out = context.ui.out();
        match self.format {
            Format::Json => {
                serde_json::to_writer_pretty(&mut out, &json::anchors::json(&verdicts, rows))?;
                writeln!(out)?;
            }
            Format::Terminal => {
                terminal::anchors::write(&verdicts, &rows, self.all, context.ui.width(), &mut out)?;
            }
        }
        Ok(outcome(&verdicts))
    }
}

fn outcome(verdicts: &[Verdict]) -> Outcome {
    let found = |verdict: &Verdict| matches!(verdict.state, State::Exact | State::Moved);
    if verdicts.iter().all(found) {
        Outcome::Done
    } else {
        Outcome::Findings
    }
}
