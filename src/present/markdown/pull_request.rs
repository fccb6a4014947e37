//! What a pull request would do, and what is wrong with it, for a comment or the summary of a step.
//!
//! Verdicts that would change come first, then objections nobody has answered yet, who moved what,
//! and the problems. Everything strangers wrote is shown and never acted on: no mention reaches
//! anybody, no word closes an issue.

use std::fmt::Write as _;

use super::escape::inline;
use crate::analysis::{
    consensus::Cause,
    diff::{ConsensusChange, Objection},
    statistics::verdict::Verdict,
};
use crate::model::diagnostic::Severity;
use crate::present::{
    comparison::{Comparison, arrow, signed},
    findings::{Results, summary},
    words,
};

/// Bytes of a comment; GitHub takes 65,536 characters.
pub const COMMENT: usize = 60_000;
/// Bytes of a step's summary; GitHub takes 1 MiB.
pub const STEP: usize = 900_000;
/// Lists that share the space.
const LISTS: usize = 5;

/// What a pull request would change.
#[derive(Debug, Clone, Copy)]
pub struct Changes<'a> {
    /// Records and consensus.
    pub comparison: Comparison<'a>,
    /// Objections that would stand unanswered.
    pub objections: &'a [Objection],
}

/// The summary, in no more than about `most` bytes; what is left out is counted.
pub fn page(results: &Results<'_>, changes: Option<&Changes<'_>>, most: usize) -> String {
    let mut page = Page {
        text: format!("## obelus: {}\n", headline(results)),
        share: most / LISTS,
    };
    if let Some(changes) = changes {
        page.changes(changes);
    }
    page.problems(results);
    page.text
}

fn headline(results: &Results<'_>) -> String {
    let errors = results.of(Severity::Error).count();
    match summary(results.findings) {
        None => "no problems".to_owned(),
        Some(counts) if errors == 0 => format!("{counts}, nothing is refused"),
        Some(counts) => counts,
    }
}

struct Page {
    text: String,
    share: usize,
}

impl Page {
    fn changes(&mut self, changes: &Changes<'_>) {
        let comparison = &changes.comparison;
        let _ = writeln!(
            self.text,
            "\nFrom {} to {}: {}.",
            comparison.from.short(),
            comparison.to.short(),
            comparison.stat()
        );
        let moves = &comparison.diff.consensus;
        let turned: Vec<&ConsensusChange> = moves.iter().filter(|m| m.verdict.differs()).collect();
        if turned.is_empty() {
            self.text += "\nNo verdict would change.\n";
        } else {
            let rows = turned.iter().map(|change| verdict_row(comparison, change));
            self.list(
                "Verdicts that would change",
                "| claim | statement | verdict |\n|---|---|---|\n",
                rows,
            );
        }
        self.list(
            "New objections without an answer",
            "",
            changes.objections.iter().map(objection),
        );
        self.list(
            "Who moves what",
            "| claim | pool or median | moved by |\n|---|---|---|\n",
            moves.iter().map(move_row),
        );
        let reviews = &comparison.diff.reviews.changed;
        let silent = reviews.iter().filter_map(|change| {
            let moved = change.unexplained?.moved;
            let (reviewer, claim) = (&change.reviewer, &change.claim);
            Some(format!(
                "- `{reviewer}` on `{claim}` by {} of the scale\n",
                signed(moved)
            ))
        });
        self.list("Large moves without a new word of reason", "", silent);
    }

    fn problems(&mut self, results: &Results<'_>) {
        let rows = [Severity::Error, Severity::Warning]
            .into_iter()
            .flat_map(|severity| results.of(severity).map(move |finding| (severity, finding)));
        let rows = rows.map(|(severity, finding)| {
            let diagnostic = &finding.diagnostic;
            format!(
                "| {severity} | {}:{} | {} | {} | `{}` |\n",
                inline(&results.place(finding)),
                finding.start.line,
                inline(&diagnostic.message),
                inline(diagnostic.help.as_deref().unwrap_or_default()),
                diagnostic.code,
            )
        });
        self.list(
            "Problems",
            "| | place | what is wrong | what to do | code |\n|---|---|---|---|---|\n",
            rows,
        );
    }

    /// A list under its heading, as far as its share of the page goes.
    fn list(&mut self, title: &str, head: &str, rows: impl Iterator<Item = String>) {
        let (mut shown, mut left) = (String::new(), 0_usize);
        for row in rows {
            if left > 0 || shown.len() + row.len() > self.share {
                left += 1;
            } else {
                shown += &row;
            }
        }
        if shown.is_empty() && left == 0 {
            return;
        }
        let _ = write!(self.text, "\n### {title}\n\n{head}{shown}");
        if left > 0 {
            let _ = writeln!(self.text, "\n{left} more are left out here.");
        }
    }
}

fn verdict_row(comparison: &Comparison<'_>, change: &ConsensusChange) -> String {
    let word = |verdict: Option<Verdict>| match verdict {
        Some(verdict) => format!("{} {}", words::mark(verdict), words::verdict(verdict)),
        None => "–".to_owned(),
    };
    format!(
        "| `{}` | {} | {} → **{}** |\n",
        change.claim,
        inline(comparison.statement(&change.claim)),
        word(change.verdict.before),
        word(change.verdict.after)
    )
}

fn objection(objection: &Objection) -> String {
    let kind = match objection.attack {
        Some(attack) => format!(" ({attack})"),
        None => String::new(),
    };
    format!(
        "- `{}`{kind} on `{}`: {}\n",
        objection.id,
        objection.claim,
        inline(&objection.text)
    )
}

fn move_row(change: &ConsensusChange) -> String {
    let by_pool = change.pooled.before.or(change.pooled.after).is_some();
    let figure = if by_pool {
        change.pooled
    } else {
        change.median
    };
    let movers = change.moved_by.iter().map(|share| {
        let cause = match &share.cause {
            Cause::Review(reviewer) => format!("`{reviewer}`"),
            Cause::Claim => "the claim".to_owned(),
            Cause::Rules => "the rules".to_owned(),
        };
        format!("{cause} {}", signed(share.share))
    });
    format!(
        "| `{}` | {} | {} |\n",
        change.claim,
        arrow(figure.before, figure.after),
        movers.collect::<Vec<_>>().join(", ")
    )
}
