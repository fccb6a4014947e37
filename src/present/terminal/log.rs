//! The consensus through history at a terminal: a sparkline a claim, then the commits, newest first.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::{Look, diff::share, layout::fit, sparkline::sparkline};
use crate::analysis::{history::Ledger, statistics::verdict::Verdict};
use crate::present::{
    comparison::{arrow, signed},
    json::log::{Change, Line},
    numbers::{counted, or_dash},
    style::{COMMAND, FAINT, HEADING, NOTICE, paint},
    visible::one_line,
    words,
};

const SPARK: usize = 24;

/// Writes the history; `lines` are oldest first, and of the commits at most `most` are listed.
pub fn write(
    lines: &[Line],
    levels: usize,
    most: Option<usize>,
    look: Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    claims(lines, levels, look, out)?;
    let moving = lines.iter().rev().filter(|line| !line.changes.is_empty());
    for line in moving.take(most.unwrap_or(usize::MAX)) {
        writeln!(out)?;
        commit(line, look, out)?;
    }
    Ok(())
}

fn claims(lines: &[Line], levels: usize, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let mut by_claim: BTreeMap<&str, Vec<&Change>> = BTreeMap::new();
    for change in lines.iter().flat_map(|line| &line.changes) {
        by_claim.entry(&change.claim).or_default().push(change);
    }
    let widest = by_claim.keys().map(|id| id.len()).max().unwrap_or(0);
    let room = look.width.saturating_sub(SPARK + 26).max(12);
    for (id, changes) in by_claim {
        let values: Vec<Option<f64>> = changes.iter().map(|c| position(c, levels)).collect();
        let last = changes.last();
        let figure = last.and_then(|change| change.pooled.after.or(change.median.after));
        let spark = fit(&sparkline(&values, SPARK), SPARK);
        writeln!(
            out,
            "{}  {spark}  {:>5}  {}",
            fit(id, widest.min(room)),
            or_dash(figure),
            last.map(|change| verdict(change.verdict.after.as_deref()))
                .unwrap_or_default()
        )?;
    }
    Ok(())
}

fn position(change: &Change, levels: usize) -> Option<f64> {
    let level = |median: f64| (median - 1.0) / (levels.max(2) - 1) as f64;
    change.pooled.after.or(change.median.after.map(level))
}

fn verdict(name: Option<&str>) -> String {
    let known = Verdict::ALL.iter().find(|v| Some(v.name()) == name);
    known.map_or_else(
        || "gone".to_owned(),
        |verdict| {
            let text = format!("{} {}", words::mark(*verdict), words::verdict(*verdict));
            paint(words::colour(*verdict), &text)
        },
    )
}

fn head(commit: &str, committed: &str, author: &str, subject: &str) -> String {
    format!(
        "{} {}  {}  {}",
        paint(COMMAND, commit.get(..12).unwrap_or(commit)),
        committed.get(..10).unwrap_or(committed),
        one_line(author),
        paint(HEADING, &one_line(subject))
    )
}

fn commit(line: &Line, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let head = head(&line.commit, &line.committed, &line.author, &line.subject);
    writeln!(out, "{head}")?;
    for change in &line.changes {
        let figure = if change.median.before.or(change.median.after).is_some() {
            arrow(change.median.before, change.median.after)
        } else {
            arrow(change.pooled.before, change.pooled.after)
        };
        let became = if change.verdict.before == change.verdict.after {
            verdict(change.verdict.after.as_deref())
        } else if change.verdict.before.is_none() {
            format!("new: {}", verdict(change.verdict.after.as_deref()))
        } else {
            format!(
                "{} → {}",
                verdict(change.verdict.before.as_deref()),
                verdict(change.verdict.after.as_deref())
            )
        };
        let who = change.reviewers.join(", ");
        let room = look.width.saturating_sub(60).max(16);
        let line = format!(
            "    {}  {figure:<11}  {became}  {}",
            fit(&change.claim, change.claim.len().min(room)),
            paint(FAINT, &who)
        );
        writeln!(out, "{}", line.trim_end())?;
        if change.reworded_without_edition {
            writeln!(
                out,
                "      {} reworded without a new edition",
                paint(NOTICE, "note:")
            )?;
        }
    }
    Ok(())
}

/// Writes who moved a claim, newest first, and what it adds up to.
pub fn blame(ledger: &Ledger, out: &mut dyn Write) -> io::Result<()> {
    let figure = if ledger.by_level { "median" } else { "pool" };
    writeln!(
        out,
        "{}  {figure} {} after {}",
        paint(HEADING, ledger.claim.as_str()),
        or_dash(ledger.figure),
        counted(ledger.entries.len(), "change")
    )?;
    for entry in ledger.entries.iter().rev() {
        let note = &entry.commit;
        let head = head(
            note.id.as_str(),
            &note.committed,
            &note.author,
            &note.subject,
        );
        writeln!(out, "\n{head}")?;
        let movement = entry.figure.after.unwrap_or(0.0) - entry.figure.before.unwrap_or(0.0);
        let shares: Vec<String> = entry.moved_by.iter().map(share).collect();
        writeln!(
            out,
            "    {} ({})  {}",
            arrow(entry.figure.before, entry.figure.after),
            signed(movement),
            shares.join(", ")
        )?;
    }
    totals(ledger, out)
}

fn totals(ledger: &Ledger, out: &mut dyn Write) -> io::Result<()> {
    let mut sums: BTreeMap<_, f64> = BTreeMap::new();
    for share in ledger.entries.iter().flat_map(|entry| &entry.moved_by) {
        *sums.entry(share.cause.clone()).or_default() += share.share;
    }
    let mut sums: Vec<_> = sums
        .into_iter()
        .map(|(cause, share)| crate::analysis::consensus::Share { cause, share })
        .collect();
    sums.sort_by(|a, b| {
        b.share
            .total_cmp(&a.share)
            .then_with(|| a.cause.cmp(&b.cause))
    });
    if sums.is_empty() {
        return Ok(());
    }
    let shares: Vec<String> = sums.iter().map(share).collect();
    writeln!(
        out,
        "\nall in all {} = {}",
        shares.join(", "),
        or_dash(ledger.figure)
    )
}
