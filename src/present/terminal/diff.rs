//! A difference at a terminal.

use std::fmt::Display;
use std::io::{self, Write};

use super::{Look, layout::indented};
use crate::analysis::{
    consensus::{Cause, Share},
    diff::{ClaimChange, ConsensusChange, ReviewChange, ReviewChanges, words},
    statistics::verdict::Verdict,
};
use crate::model::id::{ClaimId, ReviewerId};
use crate::present::{
    comparison::{Comparison, arrow, rating, signed},
    style::{BAD, FAINT, GOOD, HEADING, NOTICE, paint},
    visible::one_line,
    words as vocabulary,
};

/// Writes what changed, and what it did to the consensus.
pub fn write(comparison: &Comparison<'_>, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let title = format!("{} → {}", comparison.from.short(), comparison.to.short());
    writeln!(out, "{}", paint(HEADING, &title))?;
    writeln!(out, "{}", comparison.stat())?;
    sections(comparison, look, out)
}

/// Writes the sections alone.
pub(super) fn sections(
    comparison: &Comparison<'_>,
    look: Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    consensus(comparison, look, out)?;
    claims(comparison, look, out)?;
    reviews(comparison, look, out)?;
    roster(comparison, out)?;
    rules(comparison, out)
}

/// Writes one line on how much changed, and one a claim that moved.
pub fn stat(comparison: &Comparison<'_>, out: &mut dyn Write) -> io::Result<()> {
    for change in &comparison.diff.consensus {
        writeln!(out, " {}", movement(change))?;
    }
    writeln!(out, " {}", comparison.stat())
}

/// Writes what changed in the records, without heading or consensus.
pub(super) fn records(
    comparison: &Comparison<'_>,
    look: Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    claim_lines(comparison, look, out)?;
    review_lines(comparison, look, out)?;
    roster_lines(comparison, out)
}

fn heading(title: &str, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n{}", paint(HEADING, title))
}

fn consensus(comparison: &Comparison<'_>, look: Look, out: &mut dyn Write) -> io::Result<()> {
    if comparison.diff.consensus.is_empty() {
        return Ok(());
    }
    heading("Consensus", out)?;
    for change in &comparison.diff.consensus {
        writeln!(out, "  {}", movement(change))?;
        if !change.moved_by.is_empty() {
            let shares: Vec<String> = change.moved_by.iter().map(share).collect();
            let line = format!("moved by {}", shares.join(", "));
            writeln!(
                out,
                "      {}",
                paint(FAINT, &indented(&line, 6, look.width))
            )?;
        }
    }
    Ok(())
}

/// A claim's movement on one line: id, pool or median, verdict, standing.
fn movement(change: &ConsensusChange) -> String {
    let mut parts = Vec::new();
    if change.pooled.differs() {
        parts.push(format!(
            "pool {}",
            arrow(change.pooled.before, change.pooled.after)
        ));
    }
    if change.median.differs() {
        parts.push(format!(
            "median {}",
            arrow(change.median.before, change.median.after)
        ));
    }
    let word = |verdict: Option<Verdict>| match verdict {
        Some(verdict) => paint(
            vocabulary::colour(verdict),
            &format!(
                "{} {}",
                vocabulary::mark(verdict),
                vocabulary::verdict(verdict)
            ),
        ),
        None => "–".to_owned(),
    };
    if change.verdict.differs() {
        parts.push(format!(
            "{} → {}",
            word(change.verdict.before),
            word(change.verdict.after)
        ));
    } else {
        parts.push(word(change.verdict.after));
    }
    if change.standing.differs() {
        let [before, after] = [change.standing.before, change.standing.after]
            .map(|standing| standing.map_or("–", |standing| standing.as_str()));
        parts.push(format!("{before} → {after} by its arguments"));
    }
    format!("{}  {}", change.claim, parts.join(" · "))
}

/// A share with its cause: `harbour +0.05`.
pub(super) fn share(share: &Share) -> String {
    let cause = match &share.cause {
        Cause::Review(reviewer) => reviewer.to_string(),
        Cause::Claim => "the claim's own change".to_owned(),
        Cause::Rules => "the change of rules".to_owned(),
    };
    format!("{cause} {}", signed(share.share))
}

fn claims(comparison: &Comparison<'_>, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let claims = &comparison.diff.claims;
    let total = claims.added.len()
        + claims.withdrawn.len()
        + claims.restored.len()
        + claims.removed.len()
        + claims.changed.len();
    if total == 0 {
        return Ok(());
    }
    heading("Claims", out)?;
    claim_lines(comparison, look, out)
}

fn claim_lines(comparison: &Comparison<'_>, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let claims = &comparison.diff.claims;
    let lists = [
        ("+", "", GOOD, &claims.added),
        ("−", " withdrawn", BAD, &claims.withdrawn),
        ("+", " restored", GOOD, &claims.restored),
        ("−", " removed", BAD, &claims.removed),
    ];
    for (sign, what, style, ids) in lists {
        for id in ids {
            writeln!(out, "  {} {id}{what}", paint(style, sign))?;
            let statement = one_line(comparison.statement(id));
            writeln!(
                out,
                "      {}",
                paint(FAINT, &indented(&statement, 6, look.width))
            )?;
        }
    }
    for change in &claims.changed {
        changed_claim(change, look, out)?;
    }
    Ok(())
}

fn changed_claim(change: &ClaimChange, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let mut said = change.fields.join(", ");
    if change.edition.differs() {
        said = format!(
            "{said} ({} → {})",
            change.edition.before, change.edition.after
        );
    }
    writeln!(out, "  {} {}: {said}", paint(NOTICE, "~"), change.id)?;
    if change.statement.differs() {
        let line = marked(&change.statement.before, &change.statement.after);
        writeln!(out, "      {}", indented(&line, 6, look.width))?;
    }
    if change.silent {
        let remark =
            "what is judged changed without a new edition: reviews of the older words count on";
        writeln!(
            out,
            "      {} {}",
            paint(NOTICE, "note:"),
            indented(remark, 12, look.width)
        )?;
    }
    Ok(())
}

/// Two texts in one: removed words as `[-so-]`, added ones as `{+so+}`, as git marks words.
pub fn marked(before: &str, after: &str) -> String {
    let runs = words::compare(before, after);
    let shown: Vec<String> = runs
        .iter()
        .map(|run| match run {
            words::Run::Same(text) => one_line(text),
            words::Run::Removed(text) => each(&one_line(text), "[-", "-]", BAD),
            words::Run::Added(text) => each(&one_line(text), "{+", "+}", GOOD),
        })
        .collect();
    shown.join(" ")
}

/// Colours word by word, since lines are broken between words.
fn each(text: &str, open: &str, close: &str, style: anstyle::Style) -> String {
    let marked = format!("{open}{text}{close}");
    let words: Vec<String> = marked.split(' ').map(|word| paint(style, word)).collect();
    words.join(" ")
}

fn reviews(comparison: &Comparison<'_>, look: Look, out: &mut dyn Write) -> io::Result<()> {
    if comparison.diff.reviews == ReviewChanges::default() {
        return Ok(());
    }
    heading("Reviews", out)?;
    review_lines(comparison, look, out)
}

fn review_lines(comparison: &Comparison<'_>, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let reviews = &comparison.diff.reviews;
    let lists = [
        ("+", "", GOOD, &reviews.added),
        ("−", " withdrawn", BAD, &reviews.withdrawn),
        ("+", " restored", GOOD, &reviews.restored),
        ("−", " removed", BAD, &reviews.removed),
    ];
    for (sign, what, style, keys) in lists {
        for (reviewer, claim) in keys {
            let rating = comparison.rating(reviewer, claim);
            let line = on(reviewer, claim);
            writeln!(out, "  {} {line}: {rating}{what}", paint(style, sign))?;
        }
    }
    for change in &reviews.changed {
        changed_review(comparison, change, look, out)?;
    }
    Ok(())
}

fn on(reviewer: &ReviewerId, claim: &ClaimId) -> String {
    format!("{reviewer} on {claim}")
}

fn changed_review(
    comparison: &Comparison<'_>,
    change: &ReviewChange,
    look: Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    let side = |snapshot: &crate::model::snapshot::Snapshot| {
        let review = snapshot.review(&change.claim, &change.reviewer);
        review.map(rating).unwrap_or_default()
    };
    let (before, after) = (side(comparison.before), side(comparison.after));
    let moved = if before == after {
        after
    } else {
        format!("{before} → {after}")
    };
    let line = on(&change.reviewer, &change.claim);
    writeln!(
        out,
        "  {} {line}: {moved} {}",
        paint(NOTICE, "~"),
        paint(FAINT, &format!("({})", change.fields.join(", ")))
    )?;
    if change.rationale.differs() {
        let [before, after] = [&change.rationale.before, &change.rationale.after]
            .map(|text| text.as_deref().unwrap_or_default());
        writeln!(
            out,
            "      {}",
            indented(&marked(before, after), 6, look.width)
        )?;
    }
    let arguments = &change.arguments;
    listed("argument", "+", "", &arguments.added, out)?;
    listed("argument", "~", "", &arguments.changed, out)?;
    listed("argument", "−", " withdrawn", &arguments.withdrawn, out)?;
    listed("argument", "+", " restored", &arguments.restored, out)?;
    listed("argument", "−", " removed", &arguments.removed, out)?;
    listed("source", "+", "", &change.sources.added, out)?;
    listed("source", "~", "", &change.sources.changed, out)?;
    listed("source", "−", " removed", &change.sources.removed, out)?;
    if let Some(unexplained) = change.unexplained {
        let remark = format!(
            "moved by {} of the scale without a new rationale, argument or source",
            signed(unexplained.moved)
        );
        writeln!(
            out,
            "      {} {}",
            paint(NOTICE, "note:"),
            indented(&remark, 12, look.width)
        )?;
    }
    Ok(())
}

fn listed<T: Display>(
    noun: &str,
    sign: &str,
    what: &str,
    ids: &[T],
    out: &mut dyn Write,
) -> io::Result<()> {
    for id in ids {
        writeln!(out, "      {sign} {noun} {id}{what}")?;
    }
    Ok(())
}

fn roster(comparison: &Comparison<'_>, out: &mut dyn Write) -> io::Result<()> {
    let roster = &comparison.diff.reviewers;
    if *roster == crate::analysis::diff::ReviewerChanges::default() {
        return Ok(());
    }
    heading("Reviewers", out)?;
    roster_lines(comparison, out)
}

fn roster_lines(comparison: &Comparison<'_>, out: &mut dyn Write) -> io::Result<()> {
    let roster = &comparison.diff.reviewers;
    for id in &roster.added {
        writeln!(out, "  {} {id}", paint(GOOD, "+"))?;
    }
    for id in &roster.removed {
        writeln!(out, "  {} {id} removed", paint(BAD, "−"))?;
    }
    for change in &roster.changed {
        let fields = change.fields.join(", ");
        writeln!(out, "  {} {}: {fields}", paint(NOTICE, "~"), change.id)?;
    }
    Ok(())
}

fn rules(comparison: &Comparison<'_>, out: &mut dyn Write) -> io::Result<()> {
    if comparison.diff.rules.is_empty() {
        return Ok(());
    }
    heading("Workspace file", out)?;
    for rule in &comparison.diff.rules {
        let [before, after] = [&rule.before, &rule.after].map(|text| match one_line(text) {
            text if text.is_empty() => "none".to_owned(),
            text => text,
        });
        writeln!(
            out,
            "  {} {}: {before} → {after}",
            paint(NOTICE, "~"),
            rule.field
        )?;
    }
    Ok(())
}
