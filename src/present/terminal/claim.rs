//! One claim in full at a terminal: every rating and every word said about it.

use std::io::{self, Write};

use super::{Look, dots::plot, layout::indented};
use crate::analysis::{
    report::{ArgumentRow, ClaimReport, RatingRow, Report, ReviewState},
    statistics::dispersion::Dispersion,
};
use crate::model::{
    argument::{Side, Target},
    source::CslValue,
};
use crate::present::{
    numbers::{or_reason, two_digits},
    style::{BAD, FAINT, GOOD, HEADING, NOTICE, paint},
    visible::{one_line, visible},
    words,
};

const PLOT: usize = 41;

/// Writes everything the report knows of one claim.
pub fn write(
    report: &Report,
    claim: &ClaimReport,
    look: Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    head(claim, look, out)?;
    verdict(report, claim, look, out)?;
    ratings(report, claim, look, out)?;
    arguments(claim, look, out)?;
    sources(report, claim, look, out)
}

fn head(claim: &ClaimReport, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let record = &claim.claim;
    writeln!(out, "{}", paint(HEADING, record.id.as_str()))?;
    writeln!(
        out,
        "{}",
        indented(&visible(&record.statement), 0, look.width)
    )?;
    let mut facts = vec![
        record.kind.to_string(),
        format!("judged by {}", record.scale),
        format!("edition {}", record.edition),
    ];
    if !record.is_open() {
        facts.push(record.status.to_string());
    }
    facts.extend(record.tags.iter().map(|tag| format!("#{}", one_line(tag))));
    writeln!(out, "{}", paint(FAINT, &facts.join(" · ")))?;
    for anchor in &record.anchors {
        let place = [
            anchor
                .section
                .clone()
                .map(|s| format!("“{}”", one_line(&s))),
            anchor.paragraph.map(|p| format!("paragraph {p}")),
        ];
        let place = place.into_iter().flatten().collect::<Vec<_>>().join(", ");
        writeln!(
            out,
            "{}",
            paint(FAINT, &format!("{} {place}", anchor.document))
        )?;
    }
    for relation in &record.relations {
        writeln!(
            out,
            "{}",
            paint(FAINT, &format!("{} {}", relation.kind, relation.claim))
        )?;
    }
    match &record.note {
        Some(note) => writeln!(
            out,
            "{}",
            indented(&format!("Note: {}", one_line(note)), 0, look.width)
        ),
        None => Ok(()),
    }
}

fn verdict(
    report: &Report,
    claim: &ClaimReport,
    look: Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    let judged = &claim.verdict;
    let word = format!(
        "{} {}",
        words::mark(judged.verdict),
        words::verdict(judged.verdict)
    );
    let provisional = if judged.provisional {
        " (provisional: fewer than five ratings)"
    } else {
        ""
    };
    writeln!(
        out,
        "\n{}{provisional}: {}",
        paint(words::colour(judged.verdict), &word),
        judged.reason
    )?;
    if let Ok(flips) = judged.flips {
        let who = if flips == 1 { "reviewer" } else { "reviewers" };
        writeln!(
            out,
            "  {flips} {who} would have to change for another verdict; {} outside the median's third",
            judged.minority
        )?;
    }
    figures(report, claim, out)?;
    let standing = claim.debate.claim.standing;
    let strength = claim
        .debate
        .strength
        .map_or_else(|| "no stable value".to_owned(), two_digits);
    writeln!(
        out,
        "  arguments: {} ({}); strength {strength} from {}",
        standing.as_str(),
        words::standing(standing),
        claim.debate.weights.claim
    )?;
    for sentence in claim.explanation.iter().skip(1) {
        writeln!(out, "    {}", indented(&one_line(sentence), 4, look.width))?;
    }
    if let Some(shares) = shares(claim) {
        writeln!(out, "    {}", indented(&shares, 4, look.width))?;
    }
    for flag in &claim.flags {
        writeln!(
            out,
            "  {} {}",
            paint(NOTICE, "note:"),
            indented(&flag.message, 8, look.width)
        )?;
    }
    if let (Some(settled), Some(scored)) = (&claim.claim.resolution, &claim.resolution) {
        let when = settled
            .resolved
            .map(|date| format!(" on {date}"))
            .unwrap_or_default();
        writeln!(
            out,
            "  settled{when}: outcome {}; Brier score of the pool: {}",
            settled.outcome,
            or_reason(&scored.brier)
        )?;
        if let Some(note) = &settled.note {
            writeln!(out, "    {}", indented(&one_line(note), 4, look.width))?;
        }
    }
    Ok(())
}

fn figures(report: &Report, claim: &ClaimReport, out: &mut dyn Write) -> io::Result<()> {
    if let Some(summary) = &claim.confidence {
        let median = or_reason(&summary.dispersion(Dispersion::Median));
        let iqr = or_reason(&summary.dispersion(Dispersion::Iqr));
        writeln!(
            out,
            "  pool {} · median {median} · IQR {iqr} · n = {}",
            or_reason(&summary.pooled),
            summary.n
        )?;
        if let Ok((low, high)) = summary.leave_one_out {
            writeln!(
                out,
                "  sensitivity: leaving one reviewer out, the pool lies between {} and {}",
                two_digits(low),
                two_digits(high)
            )?;
        }
    }
    if let Some(summary) = &claim.stance {
        let counts = report
            .workspace
            .levels
            .iter()
            .zip(&summary.counts)
            .map(|(level, n)| format!("{} {n}", one_line(level)));
        writeln!(
            out,
            "  {} · n = {}",
            counts.collect::<Vec<_>>().join(" · "),
            summary.n
        )?;
    }
    Ok(())
}

/// So many shares are named.
const MOST_SHARES: usize = 8;

/// How the way from base to strength divides among arguments and sources, the greatest first.
fn shares(claim: &ClaimReport) -> Option<String> {
    if claim.debate.arguments.is_empty() {
        return None;
    }
    let attribution = claim.debate.parts();
    let mut parts = attribution.parts.ok()?;
    parts.retain(|part| part.share.abs() >= 0.0005);
    parts.sort_by(|a, b| {
        b.share
            .abs()
            .total_cmp(&a.share.abs())
            .then(a.node.cmp(&b.node))
    });
    let ids = claim.debate.graph().ids();
    let named = parts.iter().take(MOST_SHARES).map(|part| {
        let sign = if part.share < 0.0 { '−' } else { '+' };
        let error = if part.error > 0.0 {
            format!(" ± {:.3}", part.error)
        } else {
            String::new()
        };
        let id = ids.get(part.node).map_or("", String::as_str);
        format!("{sign}{:.3}{error} {}", part.share.abs(), one_line(id))
    });
    let mut named: Vec<String> = named.collect();
    if let Some(more) = parts
        .len()
        .checked_sub(MOST_SHARES)
        .filter(|more| *more > 0)
    {
        named.push(format!("{more} more"));
    }
    let from = two_digits(attribution.base);
    let to = two_digits(attribution.strength?);
    let how = match attribution.sampled {
        Some(orders) => format!(" (Shapley values, sampled over {orders} orders)"),
        None => " (Shapley values)".to_owned(),
    };
    (!named.is_empty()).then(|| format!("From {from} to {to}: {}{how}.", named.join(", ")))
}

fn ratings(
    report: &Report,
    claim: &ClaimReport,
    look: Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(out, "\n{}", paint(HEADING, "Ratings"))?;
    for row in &claim.ratings {
        let positions: Vec<f64> = row
            .position(report.workspace.levels.len())
            .into_iter()
            .collect();
        let line = format!(
            "  {:<14} ▕{}▏ {}",
            row.review.reviewer,
            plot(&positions, None, PLOT),
            figure(row)
        );
        writeln!(out, "{line}")?;
        let reason = row.review.abstained().or(row.review.rationale.as_deref());
        if let Some(text) = reason {
            writeln!(
                out,
                "    {}",
                paint(FAINT, &indented(&one_line(text), 4, look.width))
            )?;
        }
    }
    Ok(())
}

fn figure(row: &RatingRow) -> String {
    let mut parts = Vec::new();
    if let Some(confidence) = row.review.confidence() {
        parts.push(two_digits(confidence.best()));
        if let (Some(lower), Some(upper)) = (confidence.lower(), confidence.upper()) {
            parts.push(format!("({}–{})", two_digits(lower), two_digits(upper)));
        }
    }
    parts.extend(row.review.stance().map(|level| format!("level {level}")));
    match row.state {
        ReviewState::Abstained => parts.push("abstains".to_owned()),
        ReviewState::Withdrawn => parts.push("withdrawn".to_owned()),
        _ if row.stale => parts.push(format!("stale: judged edition {}", row.review.edition)),
        _ => {}
    }
    parts.join(" ")
}

fn arguments(claim: &ClaimReport, look: Look, out: &mut dyn Write) -> io::Result<()> {
    if claim.arguments.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{}", paint(HEADING, "Arguments"))?;
    for row in claim
        .arguments
        .iter()
        .filter(|row| row.argument.target == Target::Claim)
    {
        thread(claim, row, 0, look, out)?;
    }
    Ok(())
}

/// Deeper replies are shown at this depth, so that a circle of replies ends somewhere.
const DEEPEST: usize = 8;

fn thread(
    claim: &ClaimReport,
    row: &ArgumentRow,
    depth: usize,
    look: Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    let indent = 2 + 4 * depth;
    let argument = &row.argument;
    let (sign, style) = match argument.stance {
        Side::For => ("+", GOOD),
        Side::Against => ("−", BAD),
    };
    let kind = argument
        .attack
        .map_or_else(|| "for".to_owned(), |attack| attack.to_string());
    let fate = match (&argument.withdrawn, &row.result) {
        (Some(_), _) => "withdrawn".to_owned(),
        (None, Some(result)) => format!(
            "{}, {}",
            result.position.standing.as_str(),
            result
                .strength
                .map_or_else(|| "no stable strength".to_owned(), two_digits)
        ),
        (None, None) => "takes no part".to_owned(),
    };
    writeln!(
        out,
        "{}{} {} {}",
        " ".repeat(indent),
        paint(style, &format!("{sign} {kind}")),
        row.id,
        paint(FAINT, &format!("({fate})"))
    )?;
    writeln!(
        out,
        "{}{}",
        " ".repeat(indent + 2),
        indented(&one_line(&argument.text), indent + 2, look.width)
    )?;
    if let Some(withdrawal) = &argument.withdrawn {
        writeln!(
            out,
            "{}{}",
            " ".repeat(indent + 2),
            paint(
                FAINT,
                &indented(
                    &format!("withdrawn: {}", one_line(&withdrawal.reason)),
                    indent + 2,
                    look.width
                )
            )
        )?;
    }
    let answers = |other: &&ArgumentRow| matches!(&other.argument.target, Target::Argument(target) if *target == row.id);
    for reply in claim
        .arguments
        .iter()
        .filter(answers)
        .filter(|_| depth < DEEPEST)
    {
        thread(claim, reply, depth + 1, look, out)?;
    }
    Ok(())
}

fn sources(
    report: &Report,
    claim: &ClaimReport,
    look: Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    if claim.sources.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{}", paint(HEADING, "Sources"))?;
    for used in &claim.sources {
        let formatted = report
            .sources
            .iter()
            .find(|s| s.key == used.key)
            .and_then(|s| s.citation.as_ref());
        let text = formatted.map_or_else(
            || plain(&used.source.csl),
            crate::model::citation::FormattedCitation::plain,
        );
        let bearing = used.bearing().map_or_else(
            || "bearing disputed".to_owned(),
            |bearing| bearing.to_string(),
        );
        let bearing = if used.bearings.is_empty() && !used.by_claim {
            String::new()
        } else {
            format!(" — {bearing}")
        };
        writeln!(
            out,
            "  {}{}",
            paint(HEADING, &used.key),
            paint(FAINT, &bearing)
        )?;
        writeln!(out, "    {}", indented(&one_line(&text), 4, look.width))?;
    }
    Ok(())
}

fn plain(csl: &std::collections::BTreeMap<String, CslValue>) -> String {
    match csl.get("title") {
        Some(CslValue::Text(title)) => title.clone(),
        _ => "described elsewhere".to_owned(),
    }
}
