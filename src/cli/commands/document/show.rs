//! `obelus document show`

use clap::Args;

use super::copies;
use crate::analysis::anchoring::{Copy, Outline, Verdict, reading, verify};
use crate::analysis::report::Report;
use crate::cli::{Outcome, Result, context::Context, error::CliError, reported::compute_bare};
use crate::present::terminal::reading::{Note, write};

/// Show a document with the claims' passages marked in the margin
///
/// Each passage has a number where it begins, and the mark of its claim's verdict: † for what the
/// panel rejects, as ancient editors marked what they doubted, ≠ for what is contested, ✓ for what
/// holds. Below each paragraph stand the claims that begin in it.
#[derive(Debug, Args)]
pub(super) struct Show {
    /// The document; may be left out where there is only one
    #[arg(value_name = "ID")]
    id: Option<String>,
}

impl Show {
    pub(super) fn run(self, context: &Context) -> Result {
        let opened = context.open()?;
        let view = opened.read(None, &context.ui)?;
        let document = match copies::chosen(&view.snapshot, self.id.as_deref())?.as_slice() {
            [one] => *one,
            [] => return Err(CliError::new("obelus.toml describes no document")),
            _ => return Err(CliError::new("say which document: obelus document show ID")),
        };
        let text = copies::text(&opened, document)?.ok_or_else(|| {
            CliError::refused(format!("no copy of `{}` is attached", document.id))
                .hint(format!("obelus document attach {} FILE", document.id))
        })?;
        let copy = Copy::new(&text);
        let verdicts = verify(
            &copy,
            document,
            &copies::subjects(&view.snapshot, &document.id),
        );
        let report = compute_bare(&view);
        let found: Vec<&Verdict> = verdicts.iter().filter(|v| v.found.is_some()).collect();
        let passages: Vec<_> = found
            .iter()
            .filter_map(|v| v.found.as_ref())
            .map(|spot| spot.bytes.clone())
            .collect();
        let notes: Vec<Note> = found.iter().map(|verdict| note(&report, verdict)).collect();
        let outline = Outline::new(&copy, &document.sections);
        let laid = reading(&copy, &outline, &passages);
        write(&laid, &notes, context.ui.width(), &mut context.ui.out())?;
        let lost = verdicts.len() - found.len();
        if lost > 0 {
            context.ui.say(&format!(
                "{lost} passages were not found; `obelus document verify` says why"
            ));
        }
        Ok(Outcome::Done)
    }
}

fn note(report: &Report, verdict: &Verdict) -> Note {
    let claim = report.claim(verdict.claim.as_str());
    Note {
        claim: verdict.claim.to_string(),
        statement: claim.map(|c| c.claim.statement.clone()).unwrap_or_default(),
        verdict: claim.map(|c| c.verdict.verdict),
    }
}
