//! `obelus claim show`

use std::{fmt::Write as _, io::Write};

use clap::Args;

use crate::cli::{Outcome, Result, context::Context, desk::Desk, ui::Ui};
use crate::model::{
    anchor::{Anchor, Selector},
    claim::Claim,
    review::{Judgement, Review},
};
use crate::present::{
    style::{FAINT, HEADING, paint},
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
        let mut out = context.ui.out();
        write!(out, "{}", described(claim))?;
        for review in desk.snapshot().reviews_of(&claim.id) {
            writeln!(out, "{}", reviewed(review, claim))?;
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

fn reviewed(review: &Review, claim: &Claim) -> String {
    let rating = match &review.judgement {
        Judgement::Confidence(c) => match (c.lower(), c.upper()) {
            (Some(lower), Some(upper)) => format!("{} ({lower} to {upper})", c.best()),
            _ => c.best().to_string(),
        },
        Judgement::Stance(level) => format!("stance {level}"),
        Judgement::Abstained(reason) => format!("abstains: {}", one_line(reason)),
    };
    let mut notes = Vec::new();
    if review.withdrawn.is_some() {
        notes.push("withdrawn".to_owned());
    } else if review.edition < claim.edition {
        notes.push(format!("stale, of edition {}", review.edition));
    }
    let live = review
        .arguments
        .iter()
        .filter(|argument| argument.is_live())
        .count();
    if live > 0 {
        notes.push(format!(
            "{live} argument{}",
            if live == 1 { "" } else { "s" }
        ));
    }
    let notes = if notes.is_empty() {
        String::new()
    } else {
        format!("  [{}]", notes.join("; "))
    };
    format!("{}  {rating}{notes}", review.reviewer)
}
