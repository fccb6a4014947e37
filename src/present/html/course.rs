//! How the consensus came about: the course of a claim through the commits, and what changed since.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::{
    book::Book,
    prose::{capitalised, line},
    verdict,
};
use crate::analysis::{
    diff::ConsensusChange, history::Move, past::ClaimInRounds, report::ClaimReport,
    statistics::verdict::Verdict,
};
use crate::model::{history::CommitNote, id::ClaimId};
use crate::present::{
    numbers::{counted, or_dash, two_digits},
    past as words,
};

/// The commits that led to a report, oldest first, each with the claims it moved.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Course {
    /// The commits and what they moved.
    pub steps: Vec<(CommitNote, Vec<Move>)>,
}

/// Where a claim stood on its way.
pub(super) type Station<'a> = (&'a CommitNote, &'a Move);

/// The stations of one claim, oldest first.
pub(super) fn stations<'a>(course: &'a Course) -> BTreeMap<&'a ClaimId, Vec<Station<'a>>> {
    let mut found: BTreeMap<&ClaimId, Vec<Station<'a>>> = BTreeMap::new();
    for (commit, moves) in &course.steps {
        for moved in moves {
            found.entry(&moved.claim).or_default().push((commit, moved));
        }
    }
    found
}

/// The course of a claim: a line, and every station as a table.
pub(super) fn of_claim(book: &Book<'_>, claim: &ClaimReport) -> Markup {
    let stations = book.stations(&claim.claim.id);
    if stations.len() < 2 {
        return html! {};
    }
    if book.brief {
        return in_brief(book, stations);
    }
    html! {
        details.more {
            summary { "Course through " (counted(stations.len(), "commit")) " " (sparkline(book, stations)) }
            div.scroll tabindex="0" role="region" aria-label={ "Course of " (claim.claim.id) } {
            table.list {
                thead { tr { th scope="col" { "Day" } th scope="col" { "Commit" } th scope="col" { "Rated by" } th.n scope="col" { "Centre" } th scope="col" { "Verdict" } } }
                tbody {
                    @for (commit, moved) in stations {
                        @let who: Vec<String> = moved.reviewers.iter().map(|id| book.name(id.as_str())).collect();
                        tr {
                            td { (commit.committed.get(..10).unwrap_or_default()) }
                            td { code { (commit.id.short()) } " " (line(&commit.subject)) }
                            td { (who.join(", ")) @if moved.silent { " (reworded without a new edition)" } }
                            td.n { (centre(moved.pooled.after, moved.median.after)) }
                            td { @if let Some(verdict) = moved.verdict.after { (verdict::badge(verdict)) } }
                        }
                    }
                }
            }
            }
        }
    }
}

/// The course as a line alone; `obelus log` and the site have every station.
fn in_brief(book: &Book<'_>, stations: &[Station<'_>]) -> Markup {
    let mut centres = stations
        .iter()
        .filter(|(_, moved)| moved.pooled.after.or(moved.median.after).is_some())
        .map(|(_, moved)| centre(moved.pooled.after, moved.median.after));
    let first = centres.next();
    let last = centres.next_back();
    html! {
        p.note {
            "Course through " (counted(stations.len(), "commit"))
            @if let (Some(first), Some(last)) = (first, last) { ", from " (first) " to " (last) }
            " " (sparkline(book, stations))
        }
    }
}

/// The pool, or the median level where there is none.
pub(super) fn centre(pooled: Option<f64>, median: Option<f64>) -> String {
    pooled
        .map(two_digits)
        .or_else(|| median.map(|level| level.to_string()))
        .unwrap_or_else(|| or_dash(None))
}

/// The centre after every commit as a line of steps, 0 at the bottom and 1 at the top.
fn sparkline(book: &Book<'_>, stations: &[Station<'_>]) -> Markup {
    let steps = book.report.workspace.levels.len().saturating_sub(1).max(1) as f64;
    let height = |moved: &Move| {
        let level = moved.median.after.map(|level| (level - 1.0) / steps);
        let at = moved.pooled.after.or(level)?;
        Some(format!("{:.0}", 97.0 - 94.0 * at.clamp(0.0, 1.0)))
    };
    let heights: Vec<String> = stations
        .iter()
        .filter_map(|(_, moved)| height(moved))
        .collect();
    let runs = heights.chunk_by(|a, b| a == b);
    let drawn = runs.enumerate().map(|(i, run)| {
        let y = run.first().map_or("", String::as_str);
        let n = run.len();
        if i == 0 {
            format!("M0 {y}h{n}")
        } else {
            format!("V{y}h{n}")
        }
    });
    let n = heights.len();
    html! {
        svg.spark aria-hidden="true" viewBox={ "0 0 " (n) " 100" } width=((8 * n).min(240)) preserveAspectRatio="none" {
            path d=(drawn.collect::<String>()) {}
        }
    }
}

/// A claim's way from the place since which changes are told.
struct Change<'a> {
    claim: &'a ClaimReport,
    verdict: (Option<Verdict>, Option<Verdict>),
    pooled: (Option<f64>, Option<f64>),
    median: (Option<f64>, Option<f64>),
}

/// What changed since the commit or round that was named, or else since the last round.
pub(super) fn changes(book: &Book<'_>) -> Markup {
    let Some((name, found)) = since(book) else {
        return html! {};
    };
    let mut turned: Vec<&Change<'_>> = found
        .iter()
        .filter(|change| change.verdict.0 != change.verdict.1)
        .collect();
    turned.sort_by(|a, b| {
        b.distance()
            .total_cmp(&a.distance())
            .then_with(|| a.claim.claim.id.cmp(&b.claim.claim.id))
    });
    let (first, rest) = turned.split_at(turned.len().min(SHOWN));
    html! {
        h2 { "Since " (line(&name)) }
        p { (counted(found.len(), "claim")) " moved, and " (counted(turned.len(), "verdict")) " turned." }
        @if !first.is_empty() { (turns(book, first, "Verdicts that turned")) }
        @if !rest.is_empty() {
            details.more {
                summary { (counted(rest.len(), "more verdict")) " that turned" }
                (turns(book, rest, "Further verdicts that turned"))
            }
        }
    }
}

/// How the rounds compare, with what to think of it.
pub(super) fn rounds(book: &Book<'_>) -> Markup {
    let past = &book.report.past;
    html! {
        @if !(past.rounds.is_empty() && past.missing_rounds.is_empty()) { h2 { "Rounds" } }
        @for rounds in words::comparisons(past) {
            p { (capitalised(&line(&words::side(&rounds.from)))) " → " (line(&words::side(&rounds.to))) ": " (words::changed(rounds)) "." }
            ul.plain { @for sentence in words::figures(rounds) { li { (sentence) } } }
        }
        @if !past.rounds.is_empty() { p.remark { (words::CONFORMITY) } }
        @for (name, why) in &past.missing_rounds { p.remark { "Round “" (line(name)) "” cannot be read: " (line(why)) } }
    }
}

/// Rules and words that were changed when they should not have been any more.
pub(super) fn late(book: &Book<'_>) -> Markup {
    let past = &book.report.past;
    html! {
        @if !(past.late_rules.is_empty() && past.reworded.is_empty()) {
            h2 { "Changed late" }
            @if !past.late_rules.is_empty() { p { (words::LATE) } }
            ul.plain {
                @for late in &past.late_rules { li { (line(&words::late(late))) } }
                @for found in &past.reworded { li { (line(&words::reworded(found))) } }
            }
        }
    }
}

/// How many verdicts that turned the first page shows at once.
const SHOWN: usize = 8;

fn turns(book: &Book<'_>, turned: &[&Change<'_>], label: &str) -> Markup {
    html! {
        div.scroll tabindex="0" role="region" aria-label=(label) {
        table.list.turned {
            thead { tr { th scope="col" { "Claim" } th scope="col" { "Before" } th scope="col" { "Now" } th.n scope="col" { "Centre" } } }
            tbody { @for change in turned { (turn(book, change)) } }
        }
        }
    }
}

fn since<'a>(book: &Book<'a>) -> Option<(String, Vec<Change<'a>>)> {
    let past = &book.report.past;
    if let Some(since) = &past.since {
        let moved = since.diff.consensus.iter();
        let changes = moved.filter_map(|moved| Change::of_consensus(book, moved));
        return Some((words::since(since), changes.collect()));
    }
    let last = past.rounds.last()?;
    let name = format!("round “{}”", last.from.name.as_deref()?);
    let claims = last.claims.iter();
    Some((
        name,
        claims
            .filter_map(|claim| Change::of_round(book, claim))
            .collect(),
    ))
}

impl<'a> Change<'a> {
    fn of_consensus(book: &Book<'a>, moved: &ConsensusChange) -> Option<Self> {
        Some(Self {
            claim: book.claim(&moved.claim)?,
            verdict: (moved.verdict.before, moved.verdict.after),
            pooled: (moved.pooled.before, moved.pooled.after),
            median: (moved.median.before, moved.median.after),
        })
    }

    fn of_round(book: &Book<'a>, claim: &ClaimInRounds) -> Option<Self> {
        let change = Self {
            claim: book.claim(&claim.claim)?,
            verdict: (claim.verdict.before, claim.verdict.after),
            pooled: (claim.pooled.before, claim.pooled.after),
            median: (claim.median.before, claim.median.after),
        };
        let moved = change.verdict.0 != change.verdict.1
            || change.pooled.0 != change.pooled.1
            || change.median.0 != change.median.1;
        moved.then_some(change)
    }

    /// How far the pool moved; claims judged by levels come last.
    fn distance(&self) -> f64 {
        let ends = self.pooled.0.zip(self.pooled.1);
        ends.map_or(0.0, |(before, after)| (after - before).abs())
    }
}

fn turn(book: &Book<'_>, change: &Change<'_>) -> Markup {
    html! {
        tr {
            td { a href=(book.links.claim(&change.claim.claim.id)) { (line(&change.claim.claim.statement)) } }
            td { @if let Some(verdict) = change.verdict.0 { (verdict::badge(verdict)) } @else { "new" } }
            td { @if let Some(verdict) = change.verdict.1 { (verdict::badge(verdict)) } }
            td.n { (centre(change.pooled.0, change.median.0)) "\u{a0}→\u{a0}" (centre(change.pooled.1, change.median.1)) }
        }
    }
}
