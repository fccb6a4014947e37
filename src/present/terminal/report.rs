//! The report at a terminal: one line a claim, by section, the contested first.

use std::io::{self, Write};

use super::{
    Look,
    dots::plot,
    layout::{fit, indented},
    past,
};
use crate::analysis::{
    report::{ClaimReport, Dissent, Report},
    statistics::{dispersion::Dispersion, verdict::Verdict},
};
use crate::model::argument::Target;
use crate::present::{
    backing,
    numbers::{counted, or_dash, percent, two_digits},
    style::{BAD, COMMAND, FAINT, HEADING, paint},
    summary,
    visible::one_line,
    words,
};

const PLOT: usize = 25;
const DISSENT: usize = 7;

/// Writes the report.
pub fn write(report: &Report, look: Look, out: &mut dyn Write) -> io::Result<()> {
    head(report, look, out)?;
    for section in &report.sections {
        let title = section.title.as_deref().unwrap_or("Claims");
        writeln!(out, "\n{}", paint(HEADING, &one_line(title)))?;
        for claim in section.claims.iter().filter_map(|i| report.claims.get(*i)) {
            line(report, claim, look, out)?;
        }
    }
    past::rounds(report, look, out)?;
    past::late(&report.past, look, out)?;
    dissent(report, look, out)?;
    unanswered(report, look, out)?;
    reviewers(report, out)?;
    sources(report, look, out)?;
    statistics(report, look, out)?;
    methods(report, look, out)
}

fn head(report: &Report, look: Look, out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "{}",
        paint(HEADING, &one_line(&report.workspace.title))
    )?;
    writeln!(out, "{}", paint(FAINT, &summary::origin(report)))?;
    past::since(report, look, out)?;
    writeln!(
        out,
        "\n{}",
        indented(&summary::state(report), 0, look.width)
    )?;
    for (verdict, n) in summary::by_verdict(report)
        .into_iter()
        .filter(|(_, n)| *n > 0)
    {
        let bar = "▪".repeat((n * 40).div_ceil(report.counts.claims.max(1)));
        let word = format!("{} {:<13}", words::mark(verdict), words::verdict(verdict));
        writeln!(
            out,
            "  {} {n:>3}  {bar}",
            paint(words::colour(verdict), &word)
        )?;
    }
    Ok(())
}

fn line(report: &Report, claim: &ClaimReport, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let levels = report.workspace.levels.len();
    let positions: Vec<f64> = claim
        .ratings
        .iter()
        .filter(|row| row.counts())
        .filter_map(|row| row.position(levels))
        .collect();
    let verdict = claim.verdict.verdict;
    let word = format!("{} {:<13}", words::mark(verdict), words::verdict(verdict));
    let (centre, place) = centre(report, claim);
    let used = 2 + 16 + PLOT + 2 + 8;
    let room = look.width.saturating_sub(used);
    let id = claim.claim.id.to_string();
    let id_width = if room > 80 { 50 } else { room };
    let mut shown = format!(
        "  {}▕{}▏ {place} {}",
        paint(words::colour(verdict), &word),
        plot(&positions, centre, PLOT),
        fit(&id, id_width)
    );
    if room > id_width + 1 {
        let rest = fit(&one_line(&claim.claim.statement), room - id_width - 1);
        shown.push(' ');
        shown.push_str(&paint(FAINT, rest.trim_end()));
    }
    writeln!(out, "{}", shown.trim_end())
}

/// Where the pool or the median lies, on the scale and in figures.
fn centre(report: &Report, claim: &ClaimReport) -> (Option<f64>, String) {
    if let Some(summary) = &claim.confidence {
        let pooled = summary.pooled.clone().ok();
        return (pooled, format!("{:>6}", or_dash(pooled)));
    }
    let median = claim
        .stance
        .as_ref()
        .and_then(|summary| summary.dispersion(Dispersion::Median).ok());
    let levels = report.workspace.levels.len();
    let place = median.map(|median| (median - 1.0) / (levels.max(2) - 1) as f64);
    let figure = median.map_or_else(|| "–".to_owned(), |median| format!("{median}/{levels}"));
    (place, format!("{figure:>6}"))
}

fn dissent(report: &Report, look: Look, out: &mut dyn Write) -> io::Result<()> {
    if report.dissent.is_empty() {
        return Ok(());
    }
    let title = format!(
        "Dissent: {} outside their panel's opinion, the farthest first",
        counted(report.dissent.len(), "rating")
    );
    writeln!(out, "\n{}", paint(HEADING, &title))?;
    for dissent in report.dissent.iter().take(DISSENT) {
        one_dissent(report, dissent, look, out)?;
    }
    if report.dissent.len() > DISSENT {
        writeln!(
            out,
            "  {}",
            paint(
                FAINT,
                &format!(
                    "and {} more; `obelus report --format markdown` has them all",
                    report.dissent.len() - DISSENT
                )
            )
        )?;
    }
    Ok(())
}

fn one_dissent(
    report: &Report,
    dissent: &Dissent,
    look: Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    let stand = match (dissent.best, dissent.stance) {
        (Some(best), _) => format!("{} against {}", two_digits(best), or_dash(dissent.pooled)),
        (None, Some(level)) => format!(
            "level {level} against {}",
            dissent
                .median
                .map_or_else(|| "–".to_owned(), |m| m.to_string())
        ),
        (None, None) => String::new(),
    };
    writeln!(
        out,
        "  {} {} on {}",
        paint(HEADING, dissent.reviewer.as_str()),
        stand,
        dissent.claim
    )?;
    if let Some(words) = words_of(report, dissent) {
        writeln!(
            out,
            "      {}",
            paint(FAINT, &indented(&words, 6, look.width))
        )?;
    }
    Ok(())
}

/// The dissenter's best argument, or else the rationale, in their own words.
fn words_of(report: &Report, dissent: &Dissent) -> Option<String> {
    let claim = report.claim(dissent.claim.as_str())?;
    let best = dissent.arguments.first();
    let argument = best.and_then(|id| claim.arguments.iter().find(|row| row.id == *id));
    let rating = claim
        .ratings
        .iter()
        .find(|row| row.review.reviewer == dissent.reviewer);
    let text = argument
        .map(|row| row.argument.text.as_str())
        .or_else(|| rating?.review.rationale.as_deref())?;
    Some(format!("“{}”", one_line(text)))
}

fn unanswered(report: &Report, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let open = summary::unanswered(report);
    if open.is_empty() {
        return Ok(());
    }
    writeln!(
        out,
        "\n{}",
        paint(
            HEADING,
            &format!("Unanswered objections to claims: {}", open.len())
        )
    )?;
    for (claim, row) in open.iter().take(DISSENT) {
        let kind = row
            .argument
            .attack
            .map(|attack| attack.to_string())
            .unwrap_or_default();
        writeln!(
            out,
            "  {} {} on {}",
            row.id,
            paint(BAD, &kind),
            claim.claim.id
        )?;
        writeln!(
            out,
            "      {}",
            paint(
                FAINT,
                &indented(&one_line(&row.argument.text), 6, look.width)
            )
        )?;
    }
    if open.len() > DISSENT {
        writeln!(
            out,
            "  {}",
            paint(FAINT, &format!("and {} more", open.len() - DISSENT))
        )?;
    }
    debug_assert!(
        open.iter()
            .all(|(_, row)| row.argument.target == Target::Claim)
    );
    Ok(())
}

fn reviewers(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n{}", paint(HEADING, "Reviewers"))?;
    writeln!(
        out,
        "  {}",
        paint(
            FAINT,
            &format!(
                "{:<28}{:<13}{:>8}{:>11}{:>10}{:>8}",
                "", "kind", "reviews", "arguments", "coverage", "Brier"
            )
        )
    )?;
    for row in &report.reviewers {
        let name = fit(&one_line(&row.reviewer.name), 27);
        let coverage = row.coverage.map_or_else(|| "–".to_owned(), percent);
        let brier = or_dash(row.brier.clone().ok());
        writeln!(
            out,
            "  {name} {:<13}{:>8}{:>11}{coverage:>10}{brier:>8}",
            row.reviewer.kind, row.reviews, row.arguments
        )?;
    }
    Ok(())
}

/// How many claims lack independent sources; `obelus report --format md` names them.
fn sources(report: &Report, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let found = backing::lacking(report);
    if report.sources.is_empty() || found.is_empty() {
        return Ok(());
    }
    writeln!(
        out,
        "\n{}",
        paint(HEADING, "Claims without independent sources")
    )?;
    for (lack, claims) in found {
        let told = format!("{} {lack}", counted(claims.len(), "claim"));
        writeln!(out, "  {}", indented(&told, 2, look.width))?;
    }
    Ok(())
}

fn statistics(report: &Report, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let mut lines = summary::agreement(report);
    lines.extend(summary::scores(report));
    if lines.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{}", paint(HEADING, "Agreement and accuracy"))?;
    for line in lines {
        writeln!(out, "  {}", indented(&line, 2, look.width))?;
    }
    Ok(())
}

fn methods(report: &Report, look: Look, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n{}", paint(HEADING, "How to read this"))?;
    let legend = format!(
        "{PLOT} columns from 0 to 1: · one reviewer, • two, ● more; ┃ the pool (╋ on a reviewer), or the median level; ╵ the thirds."
    );
    writeln!(out, "  {}", indented(&legend, 2, look.width))?;
    for verdict in Verdict::ALL {
        writeln!(
            out,
            "  {} {:<12} {}",
            words::mark(verdict),
            words::verdict(verdict),
            paint(FAINT, words::meaning(verdict))
        )?;
    }
    writeln!(
        out,
        "  {}",
        indented(&summary::rules(report), 2, look.width)
    )?;
    writeln!(
        out,
        "  {}",
        indented(&summary::signatures(report), 2, look.width)
    )?;
    writeln!(
        out,
        "\n{} shows one claim with every word said about it.",
        paint(COMMAND, "obelus claim show CLAIM")
    )
}
