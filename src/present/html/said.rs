//! Why each reviewer rates as they do: reasons and abstentions in their own words.

use maud::{Markup, html};

use super::{
    book::Book,
    prose::{flowing, line, paragraphs},
    ratings::figure,
};
use crate::analysis::report::{ClaimReport, RatingRow, ReviewState};
use crate::model::id::ReviewerId;
use crate::present::{numbers::counted, summary};

/// Rationales and abstentions; a shortened page leaves out those who stand with the panel.
pub(super) fn said(book: &Book<'_>, claim: &ClaimReport) -> Markup {
    let dissents = |row: &RatingRow| {
        let reviewer = &row.review.reviewer;
        book.dissent(&claim.claim.id, reviewer).is_some()
    };
    let (mut spoken, left): (Vec<&RatingRow>, Vec<&RatingRow>) = claim
        .ratings
        .iter()
        .filter(|row| says(row))
        .partition(|row| !book.brief || !row.counts() || dissents(row));
    // Whoever stands apart is heard first.
    spoken.sort_by_key(|row| !dissents(row));
    html! {
        @if !spoken.is_empty() {
            h4 { "In their own words" }
            dl.words { @for row in spoken { (word(book, claim, row)) } }
        }
        @if !left.is_empty() {
            p.note { (counted(left.len(), "more reason")) ", of those who stand with the panel: " code { "obelus claim show " (claim.claim.id) } }
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
    let withdrawn = row.review.withdrawn.as_ref();
    let texts = [row.review.abstained(), row.review.rationale.as_deref()];
    let texts: Vec<&str> = texts.into_iter().flatten().collect();
    html! {
        dt { (book.named(&row.review.reviewer)) " " (stand(book, claim, row)) }
        dd {
            @if let [only] = texts.as_slice() { (flowing(only)) } @else { @for text in texts { (paragraphs(text)) } }
            @if let Some(withdrawal) = withdrawn { p.note { "Withdrawn: " (line(&withdrawal.reason)) } }
        }
    }
}

/// Where somebody stands with their words: what they rate, and what there is to know of that.
fn stand(book: &Book<'_>, claim: &ClaimReport, row: &RatingRow) -> Markup {
    let reviewer = &row.review.reviewer;
    let rated = figure(book, row);
    let dissents = book.dissent(&claim.claim.id, reviewer).is_some();
    let notes = [
        rated.clone().filter(|_| !dissents),
        row.review.abstained().map(|_| "abstains".to_owned()),
        (row.state == ReviewState::Stale).then(|| "stale".to_owned()),
        row.review
            .withdrawn
            .as_ref()
            .map(|_| "withdrawn".to_owned()),
        summary::signature(book.report, row).map(str::to_owned),
    ];
    let notes: Vec<String> = notes.into_iter().flatten().collect();
    html! {
        @if dissents { b { "dissents" @if let Some(rated) = rated { ": " (rated) } } }
        @if !notes.is_empty() { i { (notes.join(", ")) } }
    }
}

/// Who of the roster has not reviewed the claim.
fn silent(book: &Book<'_>, claim: &ClaimReport) -> Markup {
    let spoke = |id: &ReviewerId| claim.ratings.iter().any(|row| row.review.reviewer == *id);
    let roster = book.report.reviewers.iter().map(|row| &row.reviewer);
    let silent: Vec<String> = roster
        .filter(|r| !spoke(&r.id))
        .map(|r| line(&r.name))
        .collect();
    html! {
        @if !silent.is_empty() && claim.claim.is_open() {
            p.note { "Not yet reviewed by " (silent.join(", ")) "." }
        }
    }
}
