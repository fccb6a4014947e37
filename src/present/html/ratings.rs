//! How every reviewer rates a claim: the plot with its numbers.

use maud::{Markup, html};

use super::{
    book::Book,
    plot::{self, Centre, Mark},
    prose::line,
};
use crate::analysis::{
    report::{ClaimReport, RatingRow, ReviewState},
    statistics::{dispersion::Dispersion, scale::Scale as Positions},
};
use crate::model::claim::Scale;
use crate::present::numbers::{or_dash, two_digits};

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

/// Everybody on one line, told in words too.
pub(super) fn strip(book: &Book<'_>, claim: &ClaimReport) -> Markup {
    drawn(book, claim, Some(&in_words(book, claim)))
}

/// Everybody on one line, beside the figures.
pub(super) fn bare_strip(book: &Book<'_>, claim: &ClaimReport) -> Markup {
    drawn(book, claim, None)
}

fn drawn(book: &Book<'_>, claim: &ClaimReport, label: Option<&str>) -> Markup {
    let levels = book.report.workspace.levels.len();
    let marks: Vec<Mark> = claim
        .ratings
        .iter()
        .filter_map(|row| mark(row, levels))
        .collect();
    plot::strip(&marks, centre(claim, levels), label)
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
pub(super) fn plotted(book: &Book<'_>, claim: &ClaimReport) -> Markup {
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
    let (rows, marks): (Vec<&RatingRow>, Vec<Mark>) = drawn.into_iter().unzip();
    if book.brief {
        lines(book, claim, &rows, &marks)
    } else {
        table(book, claim, &rows, &marks)
    }
}

fn table(book: &Book<'_>, claim: &ClaimReport, rows: &[&RatingRow], marks: &[Mark]) -> Markup {
    let probable = claim.claim.scale == Scale::Confidence;
    let centre = centre(claim, book.report.workspace.levels.len());
    html! {
        table.ratings.bounded[probable] {
            caption.key { (key(book, claim, centre, marks)) }
            thead { tr { th scope="col" { "Reviewer" } th scope="col" { (axis(book, claim)) } th scope="col" { @if probable { "Best" } @else { "Level" } } @if probable { th scope="col" { "Bounds" } } } }
            tbody {
                @for (i, row) in rows.iter().enumerate() {
                    tr {
                        th scope="row" { (line(&row.name)) }
                        @if i == 0 { td.drawn rowspan=(rows.len()) { (plot::rows(marks, centre)) } }
                        (figures(book, claim, row))
                    }
                }
            }
        }
    }
}

/// The same in few elements, for a page with thousands of ratings: a line of text for every reviewer
/// beside the drawing, which alone has the bounds.
fn lines(book: &Book<'_>, claim: &ClaimReport, rows: &[&RatingRow], marks: &[Mark]) -> Markup {
    let centre = centre(claim, book.report.workspace.levels.len());
    let told = |row: &&RatingRow| {
        let stale = stale(row).map_or_else(String::new, |stale| format!(" ({stale})"));
        let figure = figure(book, row).unwrap_or_default();
        format!("{figure}  {}{stale}", line(&row.name))
    };
    let told: Vec<String> = rows.iter().map(told).collect();
    html! {
        div.rated {
            p.key { (key(book, claim, centre, marks)) }
            (axis(book, claim))
            pre { (told.join("\n")) }
            (plot::rows(marks, centre))
        }
    }
}

fn axis(book: &Book<'_>, claim: &ClaimReport) -> Markup {
    let levels = &book.report.workspace.levels;
    match claim.claim.scale {
        Scale::Confidence => {
            html! { div.axis { "0" i { "⅓" } i { "⅔" } i { "1" } } }
        }
        Scale::Stance => html! {
            div.axis {
                @for end in [levels.first(), levels.last()].into_iter().flatten() { i { (line(end)) } }
            }
        },
    }
}

/// A rating as a figure or as the name of its level.
pub(super) fn figure(book: &Book<'_>, row: &RatingRow) -> Option<String> {
    let level = row.review.stance().map(|level| {
        let levels = &book.report.workspace.levels;
        let name = levels.get((level as usize).saturating_sub(1));
        name.map_or_else(|| level.to_string(), |name| line(name))
    });
    row.best().map(two_digits).or(level)
}

/// Which edition somebody judged who judged an older one.
fn stale(row: &RatingRow) -> Option<String> {
    row.stale.then(|| format!("edition {}", row.review.edition))
}

fn figures(book: &Book<'_>, claim: &ClaimReport, row: &RatingRow) -> Markup {
    let bounds = row
        .review
        .confidence()
        .and_then(|c| c.lower().zip(c.upper()));
    html! {
        td { (figure(book, row).unwrap_or_default()) @if let Some(stale) = stale(row) { " " span.stale { (stale) } } }
        @if claim.claim.scale == Scale::Confidence {
            td { @if let Some((low, high)) = bounds { (two_digits(low)) "–" (two_digits(high)) } }
        }
    }
}

/// A median level by its name, or by its number where it lies between two.
pub(super) fn level_name(book: &Book<'_>, level: f64) -> String {
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
        @if let Some(pool) = centre.pool { i.pool { "pool " (two_digits(pool)) } }
        @if let Some(median) = median { i.median { "median " (median) } }
        @if let Some(n) = number(claim) { i { "n = " (n) } }
        @if !book.brief && marks.iter().any(|mark| mark.bounds.is_some()) { i.bounds { "bounds" } }
        @if marks.iter().any(|mark| !mark.counts) { i.hole { "stale, not counted" } }
    }
}

/// How many ratings count.
fn number(claim: &ClaimReport) -> Option<usize> {
    let confidence = claim.confidence.as_ref().map(|summary| summary.n);
    confidence.or_else(|| claim.stance.as_ref().map(|summary| summary.n))
}
