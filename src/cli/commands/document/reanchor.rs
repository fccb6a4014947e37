//! `obelus document reanchor`

use std::collections::BTreeMap;
use std::io::Write;

use clap::Args;
use dialoguer::Confirm;

use super::copies;
use crate::analysis::anchoring::{Copy, Outline, State, Verdict, mark, measured, verify};
use crate::cli::{Outcome, Result, context::Context, error::CliError, ui::Ui, workspace::Opened};
use crate::model::{
    anchor::{Anchor, Selector},
    document::Document,
    id::ClaimId,
    layout::claim_path,
    snapshot::Snapshot,
};
use crate::present::{numbers::counted, terminal::anchors::place};
use crate::store::{
    edit,
    write::{Change, Expected, Writer},
};

/// Bring anchors to the attached text: fill in figures, and follow changed passages
///
/// Without options it says what it would write. Lengths and digests of passages that are there word
/// for word are filled in by --fill. A passage that moved or changed is only a proposal: it is
/// written when a person accepts it, asked on a terminal or named by --accept. What was written is
/// an edit of the claim's file, to be reviewed and committed like any other.
#[derive(Debug, Args)]
pub(super) struct Reanchor {
    /// Only this document
    #[arg(value_name = "ID")]
    id: Option<String>,
    /// Write the lengths and digests that are missing
    #[arg(long, visible_alias = "all")]
    fill: bool,
    /// Accept the proposal for this claim; may be repeated
    #[arg(long, value_name = "CLAIM")]
    accept: Vec<ClaimId>,
}

/// What could be written of one anchor.
struct Proposal {
    claim: ClaimId,
    number: usize,
    new: Anchor,
    /// Why it is proposed; nothing for figures of a passage that is there word for word.
    because: Option<String>,
}

impl Reanchor {
    pub(super) fn run(self, context: &Context) -> Result {
        let opened = context.open()?;
        let view = opened.read(None, &context.ui)?;
        let mut proposals = Vec::new();
        for document in copies::chosen(&view.snapshot, self.id.as_deref())? {
            match copies::text(&opened, document)? {
                Some(text) => proposals.extend(proposed(&view.snapshot, document, &text)),
                None => context
                    .ui
                    .say(&format!("{}: no copy is attached", document.id)),
            }
        }
        self.known(&proposals)?;
        let bare = proposals.iter().filter(|p| p.because.is_none()).count();
        if bare > 0 && !self.fill {
            let anchors = counted(bare, "anchor");
            context.ui.say(&format!(
                "{anchors} without length or digest; --fill writes them"
            ));
        }
        let (mut taken, mut left) = (Vec::new(), 0);
        for proposal in proposals {
            if self.takes(&proposal, context)? {
                taken.push(proposal);
            } else {
                left += 1;
            }
        }
        write(&opened, &taken)?;
        context.ui.say(&format!(
            "wrote {}, left {left}",
            counted(taken.len(), "anchor")
        ));
        Ok(if left > 0 {
            Outcome::Findings
        } else {
            Outcome::Done
        })
    }

    /// Refuses claims for which nothing is proposed.
    fn known(&self, proposals: &[Proposal]) -> Result<()> {
        let unknown = |claim: &&ClaimId| !proposals.iter().any(|p| p.claim == **claim);
        match self.accept.iter().find(unknown) {
            Some(claim) => Err(
                CliError::refused(format!("there is no proposal for `{claim}`"))
                    .hint("`obelus document verify` says how its anchors stand"),
            ),
            None => Ok(()),
        }
    }

    fn takes(&self, proposal: &Proposal, context: &Context) -> Result<bool> {
        let Some(because) = &proposal.because else {
            return Ok(self.fill);
        };
        let mut out = context.ui.out();
        writeln!(out, "{}: {because}", proposal.claim)?;
        if let Selector::Ends {
            start, end, length, ..
        } = &proposal.new.selector
        {
            writeln!(out, "  start  {start}\n  end    {end}")?;
            writeln!(out, "  length {}", length.unwrap_or_default())?;
        }
        if self.accept.contains(&proposal.claim) {
            return Ok(true);
        }
        if self.fill || !self.accept.is_empty() || !Ui::is_interactive() {
            return Ok(false);
        }
        let asked = Confirm::new()
            .with_prompt("accept")
            .default(false)
            .interact();
        asked.map_err(|error| CliError::new(error.to_string()))
    }
}

fn proposed(snapshot: &Snapshot, document: &Document, text: &str) -> Vec<Proposal> {
    let copy = Copy::new(text);
    let subjects = copies::subjects(snapshot, &document.id);
    let headings: Vec<String> = document.sections.clone();
    let outline = Outline::new(&copy, &headings);
    let verdicts = verify(&copy, document, &subjects);
    let one = |(verdict, subject): (Verdict, &crate::analysis::anchoring::Subject<'_>)| {
        let (new, because) = better(&copy, &outline, &verdict, subject.anchor)?;
        (new != *subject.anchor).then_some(Proposal {
            claim: verdict.claim,
            number: verdict.anchor,
            new,
            because,
        })
    };
    verdicts
        .into_iter()
        .zip(&subjects)
        .filter_map(one)
        .collect()
}

/// The anchor as it ought to be, and why if that is for a person to decide.
fn better(
    copy: &Copy<'_>,
    outline: &Outline,
    verdict: &Verdict,
    anchor: &Anchor,
) -> Option<(Anchor, Option<String>)> {
    let spot = verdict.found.as_ref()?;
    let mut new = anchor.clone();
    match (verdict.state, &mut new.selector) {
        (State::Exact, Selector::Ends { length, digest, .. }) => {
            let passage = measured(&copy.folded, spot.chars.clone())?;
            *length = u32::try_from(passage.length).ok();
            *digest = Some(passage.digest);
            Some((new, None))
        }
        (State::Moved, _) => {
            new.section.clone_from(&spot.place.section);
            new.paragraph = spot.place.paragraph;
            let because = format!("{}; it stands in {}", verdict.reason, place(&spot.place));
            Some((new, Some(because.trim_end_matches(", ").to_owned())))
        }
        (State::Changed, Selector::Ends { .. }) => {
            let marked = mark(copy, outline, &anchor.document, spot.chars.clone())?;
            new.selector = marked.selector;
            Some((
                new,
                Some(format!("{} (score {:.2})", verdict.reason, spot.score)),
            ))
        }
        (
            State::Changed,
            Selector::Quote {
                exact,
                prefix,
                suffix,
            },
        ) => {
            copy.raw.get(spot.bytes.clone())?.clone_into(exact);
            (*prefix, *suffix) = (None, None);
            Some((
                new,
                Some(format!("{} (score {:.2})", verdict.reason, spot.score)),
            ))
        }
        _ => None,
    }
}

fn write(opened: &Opened, proposals: &[Proposal]) -> Result<()> {
    let mut by_path: BTreeMap<String, Vec<&Proposal>> = BTreeMap::new();
    for proposal in proposals {
        by_path
            .entry(claim_path(&proposal.claim))
            .or_default()
            .push(proposal);
    }
    let writer = Writer::new(opened.root()?);
    let refused = |error: &dyn std::error::Error| CliError::refused(error.to_string());
    let mut changes = Vec::new();
    for (path, proposals) in by_path {
        let expected = writer.read(&path).map_err(|e| refused(&e))?;
        let Expected::Bytes(bytes) = &expected else {
            return Err(CliError::refused(format!("{path} is gone")));
        };
        let mut text = String::from_utf8_lossy(bytes).into_owned();
        for proposal in proposals {
            text = edit::claim::set_anchor(&text, proposal.number, &proposal.new)
                .map_err(|e| refused(&e))?;
        }
        changes.push(Change {
            path,
            expected,
            text,
        });
    }
    writer.put_all(&changes).map_err(|e| refused(&e))
}
