//! The report as Markdown.

use std::io::{self, Write};

use super::{
    escape::{inline, link_text, quote},
    past,
};
use crate::analysis::{
    report::{ArgumentRow, ClaimReport, Dissent, RatingRow, Report, ReviewState, ScoreRow},
    statistics::{dispersion::Dispersion, scoring::Score, verdict::Rule},
};
use crate::model::{
    argument::{Side, Target},
    citation::FormattedCitation,
};
use crate::present::{
    backing, conventions,
    numbers::{counted, or_dash, or_reason, percent, two_digits},
    summary, words,
};

/// Writes the report.
pub fn write(report: &Report, version: &str, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "# {}\n", inline(&report.workspace.title))?;
    writeln!(
        out,
        "*{}; computed by obelus {version}.*\n",
        summary::origin(report)
    )?;
    past::since(report, out)?;
    writeln!(out, "{}\n", summary::state(report))?;
    overview(report, out)?;
    past::rounds(report, out)?;
    past::late(&report.past, out)?;
    dissent(report, out)?;
    unanswered(report, out)?;
    sensitivity(report, out)?;
    pool_sensitivity(report, out)?;
    details(report, out)?;
    reviewers(report, out)?;
    statistics(report, out)?;
    sources(report, out)?;
    methods(report, out)
}

fn overview(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "| verdict | claims | meaning |\n|---|---:|---|")?;
    for (verdict, n) in summary::by_verdict(report) {
        writeln!(
            out,
            "| {} {} | {n} | {} |",
            words::mark(verdict),
            words::verdict(verdict),
            words::meaning(verdict)
        )?;
    }
    writeln!(out, "\n## Claims")?;
    for section in &report.sections {
        writeln!(
            out,
            "\n### {}\n",
            inline(section.title.as_deref().unwrap_or("Claims"))
        )?;
        writeln!(
            out,
            "| verdict | claim | statement | pool | median | n | minority | flips | arguments |\n|---|---|---|---:|---:|---:|---:|---:|---|"
        )?;
        for claim in section.claims.iter().filter_map(|i| report.claims.get(*i)) {
            row(claim, out)?;
        }
    }
    writeln!(out)
}

fn row(claim: &ClaimReport, out: &mut dyn Write) -> io::Result<()> {
    let verdict = &claim.verdict;
    let provisional = if verdict.provisional {
        " (provisional)"
    } else {
        ""
    };
    let (pool, median, n) = figures(claim);
    let flips = verdict
        .flips
        .as_ref()
        .map_or_else(|_| "–".to_owned(), ToString::to_string);
    writeln!(
        out,
        "| {} {}{provisional} | [{}](#{}) | {} | {pool} | {median} | {n} | {} | {flips} | {} |",
        words::mark(verdict.verdict),
        words::verdict(verdict.verdict),
        claim.claim.id,
        slug(claim),
        inline(&claim.claim.statement),
        verdict.minority,
        claim.debate.claim.standing.as_str(),
    )
}

fn figures(claim: &ClaimReport) -> (String, String, usize) {
    if let Some(summary) = &claim.confidence {
        let median = summary.dispersion(Dispersion::Median).ok();
        return (
            or_dash(summary.pooled.clone().ok()),
            or_dash(median),
            summary.n,
        );
    }
    let stance = claim.stance.as_ref();
    let median = stance.and_then(|summary| summary.dispersion(Dispersion::Median).ok());
    (
        "–".to_owned(),
        median.map_or_else(|| "–".to_owned(), |m| m.to_string()),
        stance.map_or(0, |s| s.n),
    )
}

fn slug(claim: &ClaimReport) -> String {
    format!("claim-{}", claim.claim.id.as_str().replace('/', "-"))
}

fn dissent(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "## Dissent\n")?;
    if report.dissent.is_empty() {
        return writeln!(
            out,
            "Nobody stands outside the third of the scale that holds their panel's median.\n"
        );
    }
    writeln!(
        out,
        "Ratings outside the third of the scale that holds the panel's median, the farthest first.\n"
    )?;
    for dissent in &report.dissent {
        one_dissent(report, dissent, out)?;
    }
    writeln!(out)
}

fn one_dissent(report: &Report, dissent: &Dissent, out: &mut dyn Write) -> io::Result<()> {
    let stand = match (dissent.best, dissent.stance) {
        (Some(best), _) => format!(
            "{} against the pool's {}",
            two_digits(best),
            or_dash(dissent.pooled)
        ),
        (None, Some(level)) => format!(
            "level {level} against a median of {}",
            dissent
                .median
                .map_or_else(|| "–".to_owned(), |m| m.to_string())
        ),
        (None, None) => String::new(),
    };
    let Some(claim) = report.claim(dissent.claim.as_str()) else {
        return Ok(());
    };
    write!(
        out,
        "- **{}** on [{}](#{}): {stand}.",
        dissent.reviewer,
        dissent.claim,
        slug(claim)
    )?;
    let words = dissent
        .arguments
        .first()
        .and_then(|id| claim.arguments.iter().find(|row| row.id == *id));
    let rationale = || {
        claim
            .ratings
            .iter()
            .find(|row| row.review.reviewer == dissent.reviewer)?
            .review
            .rationale
            .as_deref()
    };
    if let Some(text) = words
        .map(|row| row.argument.text.as_str())
        .or_else(rationale)
    {
        write!(out, " “{}”", inline(text))?;
    }
    writeln!(out)
}

fn unanswered(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let open = summary::unanswered(report);
    writeln!(out, "## Unanswered objections\n")?;
    if open.is_empty() {
        return writeln!(out, "Every objection to a claim has been answered.\n");
    }
    for (claim, row) in open {
        let kind = row
            .argument
            .attack
            .map(|attack| attack.to_string())
            .unwrap_or_default();
        writeln!(
            out,
            "- `{}` ({kind}) on [{}](#{}): {}",
            row.id,
            claim.claim.id,
            slug(claim),
            inline(&row.argument.text)
        )?;
    }
    writeln!(out)
}

fn sensitivity(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "## Sensitivity to the verdict rule\n")?;
    let differs = |claim: &&ClaimReport| {
        claim
            .by_rule
            .iter()
            .any(|(_, verdict)| *verdict != claim.verdict.verdict)
    };
    let changed: Vec<&ClaimReport> = summary::open(report).filter(differs).collect();
    if changed.is_empty() {
        return writeln!(out, "Every rule gives every claim the same verdict.\n");
    }
    writeln!(
        out,
        "The claims that another rule would judge differently ({} of {}):\n",
        changed.len(),
        report.counts.claims
    )?;
    let rules: Vec<&str> = Rule::ALL.iter().map(|rule| rule.name()).collect();
    writeln!(
        out,
        "| claim | {} |\n|---|{}",
        rules.join(" | "),
        "---|".repeat(rules.len())
    )?;
    for claim in changed {
        let verdicts: Vec<&str> = claim
            .by_rule
            .iter()
            .map(|(_, verdict)| words::verdict(*verdict))
            .collect();
        writeln!(
            out,
            "| [{}](#{}) | {} |",
            claim.claim.id,
            slug(claim),
            verdicts.join(" | ")
        )?;
    }
    writeln!(out)
}

fn pool_sensitivity(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let moved = &report.sensitivity.pools;
    writeln!(out, "## Sensitivity to the pool\n")?;
    if moved.is_empty() {
        return writeln!(
            out,
            "Every pool puts every claim into the same third of the scale.\n"
        );
    }
    writeln!(
        out,
        "The claims that another pool would put into another third of the scale ({} of {}):\n",
        moved.len(),
        report.counts.claims
    )?;
    for found in moved {
        let Some(claim) = report.claim(found.claim.as_str()) else {
            continue;
        };
        let others: Vec<String> = found
            .others
            .iter()
            .map(|(pool, value)| format!("`{}` {}", pool.name(), two_digits(*value)))
            .collect();
        writeln!(
            out,
            "- [{}](#{}), {} in force: {}",
            found.claim,
            slug(claim),
            figures(claim).0,
            others.join(", ")
        )?;
    }
    writeln!(out)
}

fn statistics(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "## Agreement and accuracy\n")?;
    for line in summary::agreement(report)
        .into_iter()
        .chain(summary::scores(report))
    {
        writeln!(out, "- {line}")?;
    }
    for (title, found) in [
        ("probability", &report.agreement_confidence),
        ("levels", &report.agreement_stance),
    ] {
        let Some(found) = found else { continue };
        writeln!(
            out,
            "\n| agreement on claims judged by {title} | value |\n|---|---|"
        )?;
        for (which, estimate) in &found.statistics {
            writeln!(
                out,
                "| {} | {} |",
                which.name().replace('_', " "),
                summary::estimate(estimate)
            )?;
        }
    }
    if let Some(scores) = &report.scores {
        writeln!(
            out,
            "\n| settled claims | n | Brier | log score | AUC |\n|---|---:|---:|---:|---:|"
        )?;
        score_row("the pool in force", &scores.pool, out)?;
        for (id, row) in &scores.reviewers {
            score_row(id.as_str(), row, out)?;
        }
        for (pool, row) in scores.methods.iter().filter(|(_, row)| row.n > 0) {
            score_row(&format!("pool {}", pool.name().replace('_', " ")), row, out)?;
        }
    }
    writeln!(out)
}

fn score_row(name: &str, row: &ScoreRow, out: &mut dyn Write) -> io::Result<()> {
    let figure = |which| {
        row.get(which)
            .map_or_else(|_| "–".to_owned(), |value| format!("{value:.3}"))
    };
    writeln!(
        out,
        "| {} | {} | {} | {} | {} |",
        inline(name),
        row.n,
        figure(Score::Brier),
        figure(Score::LogLoss),
        figure(Score::Auc)
    )
}

fn details(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "## Each claim\n")?;
    let listed = report.sections.iter().flat_map(|section| &section.claims);
    for claim in listed.filter_map(|i| report.claims.get(*i)) {
        detail(report, claim, out)?;
    }
    Ok(())
}

fn detail(report: &Report, claim: &ClaimReport, out: &mut dyn Write) -> io::Result<()> {
    let record = &claim.claim;
    writeln!(out, "<a id=\"{}\"></a>\n\n### {}\n", slug(claim), record.id)?;
    writeln!(out, "{}\n", quote(&record.statement))?;
    let verdict = &claim.verdict;
    let provisional = if verdict.provisional {
        ", provisional"
    } else {
        ""
    };
    writeln!(
        out,
        "**{} {}**{provisional}: {}.",
        words::mark(verdict.verdict),
        words::verdict(verdict.verdict),
        verdict.reason
    )?;
    if let Ok(flips) = verdict.flips {
        writeln!(out, "{flips} would have to change for another verdict.")?;
    }
    numbers(report, claim, out)?;
    if claim.explanation.len() > 1 {
        let rest: Vec<String> = claim
            .explanation
            .iter()
            .skip(1)
            .map(|sentence| inline(sentence))
            .collect();
        writeln!(out, "{}", rest.join(" "))?;
    }
    for flag in &claim.flags {
        writeln!(out, "\nNote: {}.", flag.message)?;
    }
    resolution(claim, out)?;
    writeln!(out)?;
    ratings(report, claim, out)?;
    arguments(claim, out)?;
    claim_sources(claim, out)
}

fn numbers(report: &Report, claim: &ClaimReport, out: &mut dyn Write) -> io::Result<()> {
    if let Some(summary) = &claim.confidence {
        let spread = |which| or_reason(&summary.dispersion(which));
        write!(
            out,
            "Pool {}, median {}, IQR {}, n = {}.",
            or_reason(&summary.pooled),
            spread(Dispersion::Median),
            spread(Dispersion::Iqr),
            summary.n
        )?;
        if let Ok((low, high)) = summary.leave_one_out {
            write!(
                out,
                " Leaving one reviewer out, the pool lies between {} and {}.",
                two_digits(low),
                two_digits(high)
            )?;
        }
        writeln!(out)?;
    }
    if let Some(summary) = &claim.stance {
        let counts = report
            .workspace
            .levels
            .iter()
            .zip(&summary.counts)
            .map(|(level, n)| format!("{} {n}", inline(level)));
        writeln!(out, "{}.", counts.collect::<Vec<_>>().join(", "))?;
    }
    let strength = claim
        .debate
        .strength
        .map_or_else(|| "no stable value".to_owned(), two_digits);
    writeln!(
        out,
        "By its arguments it {}; strength {strength} from {}.",
        standing_sentence(claim),
        claim.debate.weights.claim
    )
}

fn standing_sentence(claim: &ClaimReport) -> String {
    let standing = claim.debate.claim.standing;
    match standing.as_str() {
        "stands" => "stands: every objection is answered".to_owned(),
        "unargued" => "is unargued".to_owned(),
        word => format!("is {word}: {}", words::standing(standing)),
    }
}

fn resolution(claim: &ClaimReport, out: &mut dyn Write) -> io::Result<()> {
    let (Some(settled), Some(scored)) = (&claim.claim.resolution, &claim.resolution) else {
        return Ok(());
    };
    let when = settled
        .resolved
        .map(|date| format!(" on {date}"))
        .unwrap_or_default();
    let note = settled
        .note
        .as_deref()
        .map(|note| format!(" {}", inline(note)))
        .unwrap_or_default();
    writeln!(
        out,
        "\nSettled{when}: outcome {}; Brier score of the pool {}.{note}",
        settled.outcome,
        or_reason(&scored.brier)
    )
}

fn ratings(report: &Report, claim: &ClaimReport, out: &mut dyn Write) -> io::Result<()> {
    if claim.ratings.is_empty() {
        return writeln!(out, "Nobody has reviewed it yet.\n");
    }
    writeln!(out, "| reviewer | rating | why |\n|---|---|---|")?;
    for row in &claim.ratings {
        let why = row
            .review
            .abstained()
            .or(row.review.rationale.as_deref())
            .map(inline)
            .unwrap_or_default();
        let label = summary::signature(report, row);
        let label = label.map(|label| format!(", {label}")).unwrap_or_default();
        writeln!(
            out,
            "| {} | {}{label} | {why} |",
            row.review.reviewer,
            rating(row)
        )?;
    }
    writeln!(out)
}

fn rating(row: &RatingRow) -> String {
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
        _ if row.stale => parts.push(format!("stale (edition {})", row.review.edition)),
        _ => {}
    }
    parts.join(" ")
}

fn arguments(claim: &ClaimReport, out: &mut dyn Write) -> io::Result<()> {
    for row in claim
        .arguments
        .iter()
        .filter(|row| row.argument.target == Target::Claim)
    {
        thread(claim, row, 0, out)?;
    }
    if claim.arguments.is_empty() {
        Ok(())
    } else {
        writeln!(out)
    }
}

/// Deeper replies are not nested further, so that a circle of replies ends somewhere.
const DEEPEST: usize = 8;

fn thread(
    claim: &ClaimReport,
    row: &ArgumentRow,
    depth: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let argument = &row.argument;
    let sign = if argument.stance == Side::For {
        "➕ for"
    } else {
        "➖ against"
    };
    let kind = argument
        .attack
        .map(|attack| format!(", {attack}"))
        .unwrap_or_default();
    let fate = match (&argument.withdrawn, &row.result) {
        (Some(withdrawal), _) => format!("withdrawn: {}", inline(&withdrawal.reason)),
        (None, Some(result)) => format!(
            "{}, strength {}",
            result.position.standing.as_str(),
            result
                .strength
                .map_or_else(|| "without a stable value".to_owned(), two_digits)
        ),
        (None, None) => "takes no part".to_owned(),
    };
    let cited: Vec<String> = argument
        .sources
        .iter()
        .map(|c| inline(c.id.as_str()))
        .collect();
    let cited = if cited.is_empty() {
        String::new()
    } else {
        format!(" [{}]", cited.join(", "))
    };
    writeln!(
        out,
        "{}- {sign}{kind} `{}` ({fate}): {}{cited}",
        "  ".repeat(depth),
        row.id,
        inline(&argument.text)
    )?;
    let answers = |other: &&ArgumentRow| matches!(&other.argument.target, Target::Argument(target) if *target == row.id);
    for reply in claim
        .arguments
        .iter()
        .filter(answers)
        .filter(|_| depth < DEEPEST)
    {
        thread(claim, reply, depth + 1, out)?;
    }
    Ok(())
}

fn claim_sources(claim: &ClaimReport, out: &mut dyn Write) -> io::Result<()> {
    if claim.sources.is_empty() {
        return Ok(());
    }
    let each = claim.sources.iter().map(|used| {
        let bearing = if used.bearings.is_empty() {
            None
        } else {
            Some(
                used.bearing()
                    .map_or_else(|| "disputed".to_owned(), |b| b.to_string()),
            )
        };
        bearing.map_or_else(
            || inline(&used.key),
            |bearing| format!("{} ({bearing})", inline(&used.key)),
        )
    });
    writeln!(out, "Sources: {}.\n", each.collect::<Vec<_>>().join(", "))
}

fn reviewers(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "## Reviewers\n\n| reviewer | kind | reviews | arguments | coverage | distance | compared | Brier | settled |\n|---|---|---:|---:|---:|---:|---:|---:|---:|"
    )?;
    for row in &report.reviewers {
        let coverage = row.coverage.map_or_else(|| "–".to_owned(), percent);
        let brier = or_dash(row.brier.clone().ok());
        let distance = or_dash(row.distance.clone().ok());
        writeln!(
            out,
            "| {} | {} | {} | {} | {coverage} | {distance} | {} | {brier} | {} |",
            inline(&row.reviewer.name),
            row.reviewer.kind,
            row.reviews,
            row.arguments,
            row.compared,
            row.settled
        )?;
    }
    writeln!(out)
}

fn sources(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    if report.sources.is_empty() {
        return Ok(());
    }
    writeln!(out, "## Sources\n")?;
    for source in &report.sources {
        let text = source.citation.as_ref().map_or_else(
            || inline(source.source.text("title").unwrap_or_default()),
            citation,
        );
        let claims: Vec<&str> = source
            .claims
            .iter()
            .map(crate::model::id::ClaimId::as_str)
            .collect();
        writeln!(
            out,
            "- **{}** {text} — {}",
            inline(&source.key),
            claims.join(", ")
        )?;
    }
    writeln!(out)?;
    dependent(report, out)
}

/// The claims without independent sources, by what they lack.
fn dependent(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "### Claims without independent sources\n")?;
    let found = backing::lacking(report);
    if found.is_empty() {
        writeln!(out, "{}", backing::NONE)?;
    }
    for (lack, claims) in found {
        let ids = claims.iter().map(|claim| format!("`{}`", claim.claim.id));
        let ids: Vec<String> = ids.collect();
        let n = counted(ids.len(), "claim");
        writeln!(out, "- {n} {lack}: {}", ids.join(", "))?;
    }
    writeln!(out)
}

fn citation(citation: &FormattedCitation) -> String {
    let span = |span: &crate::model::citation::Span| {
        let text = match span.link {
            Some(_) => link_text(&span.text),
            None => inline(&span.text),
        };
        let edge = |c: char| c.is_whitespace();
        let (lead, trail) = (span.text.starts_with(edge), span.text.ends_with(edge));
        let marked = if span.italic && !text.is_empty() {
            format!("*{text}*")
        } else {
            text
        };
        let linked = match &span.link {
            Some(address) => format!(
                "[{marked}](<{}>)",
                address.replace(['<', '>', '\n', ' '], "")
            ),
            None => marked,
        };
        format!(
            "{}{linked}{}",
            if lead { " " } else { "" },
            if trail { " " } else { "" }
        )
    };
    citation.spans.iter().map(span).collect()
}

fn methods(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "## Methods\n\n{} {}\n\n| convention | |\n|---|---|",
        summary::rules(report),
        summary::signatures(report)
    )?;
    for (name, text) in conventions::ALL {
        writeln!(out, "| {} | {} |", name.replace('_', " "), inline(text))?;
    }
    Ok(())
}
