//! The past of a report as Markdown.

use std::io::{self, Write};

use super::{diff, escape::inline};
use crate::analysis::{
    past::{Past, RoundComparison},
    report::Report,
};
use crate::present::{numbers::counted, past as words};

/// What changed since the commit that was named.
pub(super) fn since(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let Some(since) = &report.past.since else {
        return Ok(());
    };
    writeln!(out, "## Changed since {}\n", inline(&words::since(since)))?;
    words::with_comparison(since, |comparison| {
        writeln!(out, "{}.\n", comparison.stat())?;
        diff::sections(comparison, "###", out)
    })
}

/// The closed rounds beside one another and beside what is reported.
pub(super) fn rounds(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let past = &report.past;
    if past.rounds.is_empty() && past.missing_rounds.is_empty() {
        return Ok(());
    }
    writeln!(out, "## Rounds\n")?;
    for (name, why) in &past.missing_rounds {
        writeln!(
            out,
            "Round “{}” cannot be read: {}.\n",
            inline(name),
            inline(why)
        )?;
    }
    if !past.rounds.is_empty() {
        writeln!(out, "{}\n", words::CONFORMITY)?;
    }
    for rounds in words::comparisons(past) {
        comparison(rounds, out)?;
    }
    Ok(())
}

fn comparison(rounds: &RoundComparison, out: &mut dyn Write) -> io::Result<()> {
    let ends = [&rounds.from, &rounds.to].map(|side| inline(&words::side(side)));
    writeln!(out, "### From {} to {}\n", ends[0], ends[1])?;
    writeln!(out, "- {}.", words::changed(rounds))?;
    for sentence in words::figures(rounds) {
        writeln!(out, "- {sentence}")?;
    }
    let moved = words::moved(rounds);
    writeln!(
        out,
        "- {} moved, {} turned.\n",
        counted(moved.len(), "claim"),
        counted(words::turned(rounds), "verdict")
    )?;
    if moved.is_empty() {
        return Ok(());
    }
    writeln!(
        out,
        "| claim | pool or median | verdict | n | changed their rating |\n|---|---|---|---|---|"
    )?;
    for claim in moved {
        let who: Vec<&str> = claim.changed_by.iter().map(AsRef::as_ref).collect();
        writeln!(
            out,
            "| `{}`{} | {} | {} | {} → {} | {} |",
            claim.claim,
            words::remark(claim),
            words::centre(claim),
            words::verdicts(&claim.verdict),
            claim.n.before,
            claim.n.after,
            who.join(", ")
        )?;
    }
    writeln!(out)
}

/// Rules and words that were changed when they should not have been any more.
pub(super) fn late(past: &Past, out: &mut dyn Write) -> io::Result<()> {
    if past.late_rules.is_empty() && past.reworded.is_empty() {
        return Ok(());
    }
    writeln!(out, "## Changed late\n")?;
    if !past.late_rules.is_empty() {
        writeln!(out, "{}\n", words::LATE)?;
    }
    let rules = past.late_rules.iter().map(words::late);
    for line in rules.chain(past.reworded.iter().map(words::reworded)) {
        writeln!(out, "- {}", inline(&line))?;
    }
    writeln!(out)
}
