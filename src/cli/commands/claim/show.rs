//! `obelus claim show`

use std::{fmt::Write as _, io::Write};

use clap::Args;

use crate::cli::{Outcome, Result, context::Context, desk::Desk, reported, signed, ui::Ui};
use crate::model::{
    anchor::{Anchor, Selector},
    claim::Claim,
};
use crate::present::{
    style::{FAINT, HEADING, paint},
    terminal::{self, Look},
    visible::{one_line, visible},
};

/// Show a claim, where it is made, and what reviewers say of it
#[derive(Debug, Args)]
pub(super) struct Show {
    /// The claim
    #[arg(value_name = "CLAIM")]
    claim: String,
}

impl Show {
    pub(super) fn run(self, context: &Context) -> Result {
        let desk = Desk::open(context)?;
        let claim = desk.claim(&self.claim)?;
        let signatures = signed::detached(desk.opened(), &desk.view)?;
        let report = reported::compute_signed(desk.opened(), &desk.view, signatures, &context.ui)?;
        let look = Look {
            width: context.ui.width(),
        };
        if let Some(found) = report.claim(claim.id.as_str()) {
            terminal::claim::write(&report, found, look, &mut context.ui.out())?;
        }
        Ok(Outcome::Done)
    }
}

/// Shows a claim to the person who is about to judge it.
pub(in crate::cli::commands) fn present(claim: &Claim, ui: &Ui) {
    let _ = write!(ui.err(), "{}", described(claim));
}

fn described(claim: &Claim) -> String {
    let mut text = format!(
        "{}\n\n{}\n\n",
        paint(HEADING, claim.id.as_str()),
        visible(&claim.statement)
    );
    let mut facts = vec![
        claim.kind.to_string(),
        format!("judged by {}", claim.scale),
        format!("edition {}", claim.edition),
    ];
    if !claim.is_open() {
        facts.push(claim.status.to_string());
    }
    facts.extend(claim.tags.iter().map(|tag| format!("#{}", one_line(tag))));
    text.push_str(&paint(FAINT, &facts.join(", ")));
    text.push('\n');
    for (label, value) in [("reason", &claim.reason), ("note", &claim.note)] {
        if let Some(value) = value {
            let _ = writeln!(text, "{label}: {}", visible(value));
        }
    }
    for anchor in &claim.anchors {
        let _ = writeln!(text, "in {}", anchored(anchor));
    }
    for relation in &claim.relations {
        let _ = writeln!(text, "{} {}", relation.kind, relation.claim);
    }
    text.push('\n');
    text
}

fn anchored(anchor: &Anchor) -> String {
    let mut parts = vec![anchor.document.to_string()];
    parts.extend(anchor.section.as_deref().map(one_line));
    parts.extend(anchor.paragraph.map(|n| format!("paragraph {n}")));
    let place = parts.join(", ");
    match &anchor.selector {
        Selector::Place => place,
        Selector::Ends { start, end, .. } => {
            format!("{place}: {} … {}", one_line(start), one_line(end))
        }
        Selector::Quote { exact, .. } => format!("{place}: {}", one_line(exact)),
    }
}
