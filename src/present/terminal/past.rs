//! The past of a report at a terminal.

use std::io::{self, Write};

use super::{Look, diff, layout::indented};
use crate::analysis::{
    past::{Past, RoundComparison},
    report::Report,
};
use crate::present::{
    numbers::counted,
    past as words,
    style::{BAD, FAINT, HEADING, NOTICE, paint},
    visible::one_line,
};

/// Claims shown of each comparison of rounds.
const MOST: usize = 10;

/// What changed since the commit that was named.
pub(super) fn since(report: &Report, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let Some(since) = &report.past.since else {
        return Ok(());
    };
    let title = format!("Changed since {}", one_line(&words::since(since)));
    writeln!(out, "\n{}", paint(HEADING, &title))?;
    words::with_comparison(since, |comparison| {
        writeln!(out, "  {}", comparison.stat())?;
        diff::sections(comparison, look, out)
    })
}

/// The closed rounds beside one another and beside what is reported.
pub(super) fn rounds(report: &Report, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let past = &report.past;
    if past.rounds.is_empty() && past.missing_rounds.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{}", paint(HEADING, "Rounds"))?;
    for (name, why) in &past.missing_rounds {
        let line = format!(
            "round “{}” cannot be read: {}",
            one_line(name),
            one_line(why)
        );
        writeln!(out, "  {}", paint(BAD, &indented(&line, 2, look.width)))?;
    }
    for rounds in words::comparisons(past) {
        comparison(rounds, look, out)?;
    }
    if !past.rounds.is_empty() {
        let warning = indented(words::CONFORMITY, 2, look.width);
        writeln!(out, "  {}", paint(NOTICE, &warning))?;
    }
    Ok(())
}

fn comparison(rounds: &RoundComparison, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let ends = [&rounds.from, &rounds.to].map(|side| one_line(&words::side(side)));
    writeln!(out, "  {}", ends.join(" → "))?;
    let sentences = std::iter::once(words::changed(rounds)).chain(words::figures(rounds));
    for sentence in sentences {
        writeln!(out, "      {}", indented(&sentence, 6, look.width))?;
    }
    let moved = words::moved(rounds);
    let turned = words::turned(rounds);
    let title = format!(
        "{} moved, {} turned",
        counted(moved.len(), "claim"),
        counted(turned, "verdict")
    );
    writeln!(out, "      {title}")?;
    for claim in moved.iter().take(MOST) {
        let line = format!(
            "{}: {} · {} · n {} → {}{}",
            claim.claim,
            words::centre(claim),
            words::verdicts(&claim.verdict),
            claim.n.before,
            claim.n.after,
            words::remark(claim)
        );
        writeln!(
            out,
            "        {}",
            paint(FAINT, &indented(&line, 8, look.width))
        )?;
    }
    if moved.len() > MOST {
        let more = format!(
            "and {} more; `obelus report --format markdown` has them all",
            moved.len() - MOST
        );
        writeln!(out, "        {}", paint(FAINT, &more))?;
    }
    Ok(())
}

/// Rules and words that were changed when they should not have been any more.
pub(super) fn late(past: &Past, look: Look, out: &mut dyn Write) -> io::Result<()> {
    if past.late_rules.is_empty() && past.reworded.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{}", paint(HEADING, "Changed late"))?;
    if !past.late_rules.is_empty() {
        writeln!(out, "  {}", indented(words::LATE, 2, look.width))?;
    }
    let rules = past.late_rules.iter().map(words::late);
    for line in rules.chain(past.reworded.iter().map(words::reworded)) {
        let line = indented(&one_line(&line), 4, look.width);
        writeln!(out, "  {} {line}", paint(NOTICE, "†"))?;
    }
    Ok(())
}
