//! What every reviewer says of a claim: the plot with its numbers, then their own words.

use maud::{Markup, html};

use super::{
    book::Book,
    plot::{self, Centre, Mark},
    prose::{line, paragraphs},
};
use crate::analysis::{
    report::{ClaimReport, RatingRow, ReviewState},
    statistics::{dispersion::Dispersion, scale::Scale as Positions},
};
use crate::model::claim::Scale;
use crate::present::{
    numbers::{or_dash, two_digits},
    summary,
};

/// The rating of a row as the plot draws it; none for abstentions and what was taken back.
fn mark(row: &RatingRow, levels: usize) -> Option<Mark> {
    if row.state == ReviewState::Withdrawn {
        return None;
    }
    let bounds = row
        .review
        .confidence()
        .and_then(|c| c.lower().zip(c.upper()));
    Some(Mark {
        at: row.position(levels)?,
        bounds,
        counts: row.counts(),
    })
}

/// Where the pool and the median lie on 0..=1.
fn centre(claim: &ClaimReport, levels: usize) -> Centre {
    let summary = claim.confidence.as_ref();
    let median = || {
        let median = claim.stance.as_ref()?.dispersion(Dispersion::Median).ok()?;
        // Positions are evenly spaced, so a median between two levels lies between their positions.
        let (first, second) = (
            Positions::Levels(levels).position(1),
            Positions::Levels(levels).position(2),
        );
        Some(first + (median - 1.0) * (second - first))
    };
    Centre {
        pool: summary.and_then(|s| s.pooled.clone().ok()),
        median: match summary {
            Some(summary) => summary.dispersion(Dispersion::Median).ok(),
            None => median(),
        },
    }
}

/// Everybody on one line.
pub(super) fn strip(book: &Book<'_>, claim: &ClaimReport) -> Markup {
    let levels = book.report.workspace.levels.len();
    let marks: Vec<Mark> = claim
        .ratings
        .iter()
        .filter_map(|row| mark(row, levels))
        .collect();
    plot::strip(&marks, centre(claim, levels), &in_words(book, claim))
}

/// The ratings in a sentence, for those who do not see the plot.
fn in_words(book: &Book<'_>, claim: &ClaimReport) -> String {
    if let Some(summary) = &claim.confidence {
        return format!(
            "{} ratings from {} to {}; pool {}, median {}",
            summary.n,
            or_dash(summary.min.clone().ok()),
            or_dash(summary.max.clone().ok()),
            or_dash(summary.pooled.clone().ok()),
            or_dash(summary.dispersion(Dispersion::Median).ok()),
        );
    }
    let counts = claim.stance.iter().flat_map(|summary| {
        let levels = book.report.workspace.levels.iter();
        levels.zip(&summary.counts).filter(|(_, n)| **n > 0)
    });
    let counts: Vec<String> = counts
        .map(|(level, n)| format!("{n} {}", line(level)))
        .collect();
    if counts.is_empty() {
        return "no ratings".to_owned();
    }
    counts.join(", ")
}

/// The plot with a row for every reviewer who rated, the highest first.
pub(super) fn table(book: &Book<'_>, claim: &ClaimReport) -> Markup {
    let levels = book.report.workspace.levels.len();
    let mut drawn: Vec<(&RatingRow, Mark)> = claim
        .ratings
        .iter()
        .filter_map(|row| Some((row, mark(row, levels)?)))
        .collect();
    drawn.sort_by(|(a, x), (b, y)| {
        y.at.total_cmp(&x.at)
            .then_with(|| a.review.reviewer.cmp(&b.review.reviewer))
    });
    if drawn.is_empty() {
        return html! { p.none { "No ratings." } };
    }
    let marks: Vec<Mark> = drawn.iter().map(|(_, mark)| *mark).collect();
    let centre = centre(claim, levels);
    html! {
        table.ratings.bounded[claim.claim.scale == Scale::Confidence] {
            caption { (key(book, claim, centre, &marks)) }
            thead { tr { th scope="col" { "Reviewer" } th scope="col" { (axis(book, claim)) } th scope="col" { @if claim.claim.scale == Scale::Confidence { "Best" } @else { "Level" } } @if claim.claim.scale == Scale::Confidence { th scope="col" { "Bounds" } } } }
            tbody {
                @for (i, (row, _)) in drawn.iter().enumerate() {
                    tr {
                        th scope="row" { (line(&row.name)) }
                        @if i == 0 {
                            td.drawn rowspan=(drawn.len()) { (plot::rows(&marks, centre, &in_words(book, claim))) }
                        }
                        (figures(book, claim, row))
                    }
                }
            }
        }
    }
}

fn axis(book: &Book<'_>, claim: &ClaimReport) -> Markup {
    let levels = &book.report.workspace.levels;
    match claim.claim.scale {
        Scale::Confidence => {
            html! { span.axis { span { "0" } span { "⅓" } span { "⅔" } span { "1" } } }
        }
        Scale::Stance => html! {
            span.axis {
                @for end in [levels.first(), levels.last()].into_iter().flatten() { span { (line(end)) } }
            }
        },
    }
}

fn figures(book: &Book<'_>, claim: &ClaimReport, row: &RatingRow) -> Markup {
    let stale = row.stale.then(|| format!("edition {}", row.review.edition));
    let level = row.review.stance().map(|level| {
        let name = book
            .report
            .workspace
            .levels
            .get((level as usize).saturating_sub(1));
        name.map_or_else(|| level.to_string(), |name| line(name))
    });
    let best = row.best().map(two_digits).or(level);
    let bounds = row
        .review
        .confidence()
        .and_then(|c| c.lower().zip(c.upper()));
    html! {
        td { (best.unwrap_or_default()) @if let Some(stale) = &stale { " " span.stale { (stale) } } }
        @if claim.claim.scale == Scale::Confidence {
            td { @if let Some((low, high)) = bounds { (two_digits(low)) "–" (two_digits(high)) } }
        }
    }
}

/// A median level by its name, or by its number where it lies between two.
fn level_name(book: &Book<'_>, level: f64) -> String {
    let named = (1_u32..).zip(&book.report.workspace.levels);
    let mut exact = named.filter(|(n, _)| (level - f64::from(*n)).abs() < 1e-9);
    let found = exact.next().map(|(_, name)| line(name));
    found.unwrap_or_else(|| format!("level {level}"))
}

/// What the lines and dots mean, with their values.
fn key(book: &Book<'_>, claim: &ClaimReport, centre: Centre, marks: &[Mark]) -> Markup {
    let median = match (&claim.confidence, &claim.stance) {
        (Some(summary), _) => summary.dispersion(Dispersion::Median).ok().map(two_digits),
        (None, Some(summary)) => summary
            .dispersion(Dispersion::Median)
            .ok()
            .map(|level| level_name(book, level)),
        (None, None) => None,
    };
    html! {
        @if let Some(pool) = centre.pool { span.key.key-pool { "pool " b { (two_digits(pool)) } } }
        @if let Some(median) = median { span.key.key-median { "median " b { (median) } } }
        @if let Some(summary) = &claim.confidence { span.key { "n = " (summary.n) } }
        @if let Some(summary) = &claim.stance { span.key { "n = " (summary.n) } }
        @if marks.iter().any(|mark| mark.bounds.is_some()) { span.key.key-bounds { "bounds" } }
        @if marks.iter().any(|mark| !mark.counts) { span.key.key-hole { "stale, not counted" } }
    }
}

/// Why each number: rationales and abstentions in the reviewers' own words.
pub(super) fn words(book: &Book<'_>, claim: &ClaimReport) -> Markup {
    let spoken: Vec<&RatingRow> = claim.ratings.iter().filter(|row| says(row)).collect();
    html! {
        @if !spoken.is_empty() {
            h4 { "In their own words" }
            dl.words { @for row in spoken { (word(book, claim, row)) } }
        }
        (silent(book, claim))
    }
}

fn says(row: &RatingRow) -> bool {
    row.review.rationale.is_some()
        || row.review.abstained().is_some()
        || row.review.withdrawn.is_some()
}

fn word(book: &Book<'_>, claim: &ClaimReport, row: &RatingRow) -> Markup {
    let reviewer = &row.review.reviewer;
    let dissents = book.dissent(&claim.claim.id, reviewer).is_some();
    let withdrawn = row.review.withdrawn.as_ref();
    html! {
        dt {
            a href=(book.links.reviewer(reviewer)) { (line(&row.name)) }
            @if let Some(best) = row.best() { " " span.n { (two_digits(best)) } }
            @if row.review.abstained().is_some() { " " span.note { "abstains" } }
            @if dissents { " " span.note.dissents { "dissents" } }
            @if row.state == ReviewState::Stale { " " span.note { "stale" } }
            @if withdrawn.is_some() { " " span.note { "withdrawn" } }
            @if let Some(label) = summary::signature(book.report, row) { " " span.note { (label) } }
        }
        dd {
            @if let Some(reason) = row.review.abstained() { (paragraphs(reason)) }
            @if let Some(text) = &row.review.rationale { (paragraphs(text)) }
            @if let Some(withdrawal) = withdrawn { p.note { "Withdrawn: " (line(&withdrawal.reason)) } }
        }
    }
}

/// Who of the roster has not reviewed the claim.
fn silent(book: &Book<'_>, claim: &ClaimReport) -> Markup {
    let spoke = |id: &crate::model::id::ReviewerId| {
        claim.ratings.iter().any(|row| row.review.reviewer == *id)
    };
    let roster = book.report.reviewers.iter().map(|row| &row.reviewer);
    let silent: Vec<String> = roster
        .filter(|r| !spoke(&r.id))
        .map(|r| line(&r.name))
        .collect();
    html! {
        @if !silent.is_empty() && claim.claim.is_open() {
            p.silent { "Not yet reviewed by " (silent.join(", ")) "." }
        }
    }
}
