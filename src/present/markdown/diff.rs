//! A difference as Markdown, for pull requests.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::escape::inline;
use crate::analysis::{
    consensus::Cause,
    diff::{ClaimChange, ConsensusChange, ReviewChange, words},
    statistics::verdict::Verdict,
};
use crate::present::{
    comparison::{Comparison, arrow, rating, signed},
    words as vocabulary,
};

/// Writes what changed, and what it did to the consensus.
pub fn write(comparison: &Comparison<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "# Changes from {} to {}\n\n{}.\n",
        comparison.from.short(),
        comparison.to.short(),
        comparison.stat()
    )?;
    sections(comparison, "##", out)
}

/// Writes the sections alone, under headings of the given level.
pub fn sections(comparison: &Comparison<'_>, level: &str, out: &mut dyn Write) -> io::Result<()> {
    consensus(comparison, level, out)?;
    claims(comparison, level, out)?;
    reviews(comparison, level, out)?;
    roster(comparison, level, out)?;
    rules(comparison, level, out)
}

fn consensus(comparison: &Comparison<'_>, level: &str, out: &mut dyn Write) -> io::Result<()> {
    if comparison.diff.consensus.is_empty() {
        return Ok(());
    }
    writeln!(
        out,
        "{level} Consensus\n\n| claim | pool or median | verdict | standing | moved by |\n|---|---|---|---|---|"
    )?;
    for change in &comparison.diff.consensus {
        row(change, out)?;
    }
    writeln!(out)
}

fn row(change: &ConsensusChange, out: &mut dyn Write) -> io::Result<()> {
    let figure = if change.pooled.before.or(change.pooled.after).is_some() {
        arrow(change.pooled.before, change.pooled.after)
    } else {
        arrow(change.median.before, change.median.after)
    };
    let word = |verdict: Option<Verdict>| verdict.map_or("–", vocabulary::verdict).to_owned();
    let standing = |standing: Option<crate::analysis::argumentation::debate::Standing>| {
        standing
            .map_or("–", |standing| standing.as_str())
            .to_owned()
    };
    let moved: Vec<String> = change
        .moved_by
        .iter()
        .map(|share| {
            let cause = match &share.cause {
                Cause::Review(reviewer) => reviewer.to_string(),
                Cause::Claim => "the claim".to_owned(),
                Cause::Rules => "the rules".to_owned(),
            };
            format!("{cause} {}", signed(share.share))
        })
        .collect();
    writeln!(
        out,
        "| {} | {figure} | {} | {} | {} |",
        change.claim,
        both(change.verdict.before, change.verdict.after, word),
        both(change.standing.before, change.standing.after, standing),
        moved.join(", ")
    )
}

fn both<T: PartialEq + Copy>(before: T, after: T, show: impl Fn(T) -> String) -> String {
    if before == after {
        return show(after);
    }
    format!("{} → **{}**", show(before), show(after))
}

/// Two texts in one: removed words struck out, added ones bold.
fn marked(before: &str, after: &str) -> String {
    let runs = words::compare(before, after);
    let shown = runs.iter().map(|run| match run {
        words::Run::Same(text) => inline(text),
        words::Run::Removed(text) => format!("~~{}~~", inline(text)),
        words::Run::Added(text) => format!("**{}**", inline(text)),
    });
    shown.collect::<Vec<_>>().join(" ")
}

fn claims(comparison: &Comparison<'_>, level: &str, out: &mut dyn Write) -> io::Result<()> {
    let claims = &comparison.diff.claims;
    let mut text = String::new();
    let lists = [
        ("added", &claims.added),
        ("withdrawn", &claims.withdrawn),
        ("restored", &claims.restored),
        ("removed", &claims.removed),
    ];
    for (what, ids) in lists {
        for id in ids {
            let statement = inline(comparison.statement(id));
            let _ = writeln!(text, "- {what}: `{id}` {statement}");
        }
    }
    for change in &claims.changed {
        text.push_str(&changed_claim(change));
    }
    section(level, "Claims", &text, out)
}

fn changed_claim(change: &ClaimChange) -> String {
    let mut text = format!("- changed: `{}` ({})", change.id, change.fields.join(", "));
    if change.edition.differs() {
        let edition = change.edition;
        let _ = write!(text, ", edition {} → {}", edition.before, edition.after);
    }
    text.push('\n');
    if change.statement.differs() {
        let line = marked(&change.statement.before, &change.statement.after);
        let _ = writeln!(text, "  - {line}");
    }
    if change.silent {
        text.push_str("  - Note: what is judged changed without a new edition; reviews of the older words count on.\n");
    }
    text
}

fn reviews(comparison: &Comparison<'_>, level: &str, out: &mut dyn Write) -> io::Result<()> {
    let reviews = &comparison.diff.reviews;
    let mut text = String::new();
    let lists = [
        ("added", &reviews.added),
        ("withdrawn", &reviews.withdrawn),
        ("restored", &reviews.restored),
        ("removed", &reviews.removed),
    ];
    for (what, keys) in lists {
        for (reviewer, claim) in keys {
            let rating = comparison.rating(reviewer, claim);
            let _ = writeln!(text, "- {what}: {reviewer} on `{claim}`, {rating}");
        }
    }
    for change in &reviews.changed {
        text.push_str(&changed_review(comparison, change));
    }
    section(level, "Reviews", &text, out)
}

fn changed_review(comparison: &Comparison<'_>, change: &ReviewChange) -> String {
    let side = |snapshot: &crate::model::snapshot::Snapshot| {
        let review = snapshot.review(&change.claim, &change.reviewer);
        review.map(rating).unwrap_or_default()
    };
    let (before, after) = (side(comparison.before), side(comparison.after));
    let moved = if before == after {
        after
    } else {
        format!("{before} → **{after}**")
    };
    let mut text = format!(
        "- changed: {} on `{}`, {moved} ({})\n",
        change.reviewer,
        change.claim,
        change.fields.join(", ")
    );
    if change.rationale.differs() {
        let [before, after] = [&change.rationale.before, &change.rationale.after]
            .map(|text| text.as_deref().unwrap_or_default());
        let _ = writeln!(text, "  - {}", marked(before, after));
    }
    let arguments = &change.arguments;
    let lists = [
        ("argument added", names(&arguments.added)),
        ("argument changed", names(&arguments.changed)),
        ("argument withdrawn", names(&arguments.withdrawn)),
        ("argument restored", names(&arguments.restored)),
        ("argument removed", names(&arguments.removed)),
        ("source added", names(&change.sources.added)),
        ("source changed", names(&change.sources.changed)),
        ("source removed", names(&change.sources.removed)),
    ];
    for (what, ids) in lists {
        for id in ids {
            let _ = writeln!(text, "  - {what}: `{id}`");
        }
    }
    if let Some(unexplained) = change.unexplained {
        let _ = writeln!(
            text,
            "  - Note: moved by {} of the scale without a new rationale, argument or source.",
            signed(unexplained.moved)
        );
    }
    text
}

fn names<T: ToString>(ids: &[T]) -> Vec<String> {
    ids.iter().map(T::to_string).collect()
}

fn roster(comparison: &Comparison<'_>, level: &str, out: &mut dyn Write) -> io::Result<()> {
    let roster = &comparison.diff.reviewers;
    let mut text = String::new();
    for id in &roster.added {
        let _ = writeln!(text, "- added: {id}");
    }
    for id in &roster.removed {
        let _ = writeln!(text, "- removed: {id}");
    }
    for change in &roster.changed {
        let _ = writeln!(
            text,
            "- changed: {} ({})",
            change.id,
            change.fields.join(", ")
        );
    }
    section(level, "Reviewers", &text, out)
}

fn rules(comparison: &Comparison<'_>, level: &str, out: &mut dyn Write) -> io::Result<()> {
    let mut text = String::new();
    for rule in &comparison.diff.rules {
        let [before, after] = [&rule.before, &rule.after].map(|text| inline(text));
        let _ = writeln!(text, "- {}: {before} → {after}", rule.field);
    }
    section(level, "Workspace file", &text, out)
}

fn section(level: &str, title: &str, text: &str, out: &mut dyn Write) -> io::Result<()> {
    if text.is_empty() {
        return Ok(());
    }
    writeln!(out, "{level} {title}\n\n{text}")
}
