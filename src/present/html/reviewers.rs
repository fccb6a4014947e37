//! The reviewers: who they are, how much they judged, and how well.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::{
    book::Book,
    links::reviewer_anchor,
    prose::{line, paragraphs},
};
use crate::analysis::report::{ReviewState, ReviewerReport};
use crate::model::{id::ReviewerId, signature::SignatureState};
use crate::present::{
    numbers::{or_dash, percent},
    summary, words,
};

/// The roster as a table, then each in their own words.
pub(super) fn reviewers(book: &Book<'_>) -> Markup {
    html! {
        section.part #reviewers {
            h2 { "Reviewers" }
            div.scroll tabindex="0" role="region" aria-label="Reviewers in figures" {
            table.list {
                thead { tr {
                    th scope="col" { "Reviewer" } th.n scope="col" { "Reviews" } th.n scope="col" { "Coverage" } th.n scope="col" { "Abstained" } th.n scope="col" { "Arguments" }
                    th.n scope="col" { "Dissents" } th.n scope="col" { "Distance" } th.n scope="col" { "Compared" } th.n scope="col" { "Brier" } th.n scope="col" { "Settled" }
                    @if book.report.signatures.any() { th scope="col" { "Signatures" } }
                } }
                tbody { @for row in &book.report.reviewers { (figures(book, row)) } }
            }
            }
            p.lead {
                "Distance is how far a reviewer’s probability lies, on average, from the pool of everybody else’s on the same claim; compared says over how many claims. "
                "It measures agreement, not quality. The Brier score is the mean squared distance from what the world has settled, lower is better, over so many settled claims."
            }
            p.lead { (summary::signatures(book.report)) }
            (agreement(book))
            @for row in &book.report.reviewers { (portrait(row)) }
        }
    }
}

/// How far the panel agrees as a whole, and how well it fared on what is settled.
fn agreement(book: &Book<'_>) -> Markup {
    let told = summary::agreement(book.report).into_iter();
    html! { @for sentence in told.chain(summary::scores(book.report)) { p.agreement { (sentence) } } }
}

fn figures(book: &Book<'_>, row: &ReviewerReport) -> Markup {
    let id = &row.reviewer.id;
    let dissents = book
        .report
        .dissent
        .iter()
        .filter(|d| d.reviewer == *id)
        .count();
    html! {
        tr {
            th scope="row" { a href=(book.links.reviewer(id)) { (line(&row.reviewer.name)) } }
            td.n { (row.reviews) }
            td.n { (row.coverage.map_or_else(|| "–".to_owned(), percent)) }
            td.n { (row.abstained) }
            td.n { (row.arguments) }
            td.n { (dissents) }
            td.n { (or_dash(row.distance.clone().ok())) }
            td.n { (row.compared) }
            td.n { (or_dash(row.brier.clone().ok())) }
            td.n { (row.settled) }
            @if book.report.signatures.any() { td { (signatures(book, id)) } }
        }
    }
}

/// What a reviewer's signatures come to: “3 signed, 1 unsigned”.
fn signatures(book: &Book<'_>, reviewer: &ReviewerId) -> String {
    let rows = summary::open(book.report).flat_map(|claim| &claim.ratings);
    let own =
        rows.filter(|row| row.review.reviewer == *reviewer && row.state != ReviewState::Withdrawn);
    let mut found: BTreeMap<SignatureState, BTreeMap<&str, usize>> = BTreeMap::new();
    for row in own {
        let told = words::signature(&row.signature);
        *found
            .entry(row.signature.state)
            .or_default()
            .entry(told)
            .or_default() += 1;
    }
    let told = found
        .values()
        .flatten()
        .map(|(told, n)| format!("{n} {told}"));
    told.collect::<Vec<_>>().join(", ")
}

fn portrait(row: &ReviewerReport) -> Markup {
    let reviewer = &row.reviewer;
    let fields: Vec<String> = reviewer.expertise.iter().map(|field| line(field)).collect();
    html! {
        article.reviewer id=(reviewer_anchor(&reviewer.id)) {
            h3 { (line(&reviewer.name)) " " span.note { (reviewer.kind) } }
            @if let Some(note) = &reviewer.note { (paragraphs(note)) }
            @if !fields.is_empty() { p { b { "Knows" } " " (fields.join(", ")) "." } }
            @if let Some(interests) = &reviewer.interests { p { b { "Interests" } " " (line(interests)) } }
            @if let Some(orcid) = &reviewer.orcid { p { a href={ "https://orcid.org/" (super::links::encoded(orcid)) } rel="noopener noreferrer" { "ORCID " (line(orcid)) } } }
        }
    }
}
