//! The arguments about a claim as a tree: for and against side by side, the unanswered first.

use maud::{Markup, html};

use super::{
    book::Book,
    links::argument_anchor,
    prose::{capitalised, line, paragraphs},
};
use crate::analysis::{
    argumentation::debate::{ArgumentResult, Standing},
    report::{ArgumentRow, ClaimReport, ClaimSource},
};
use crate::model::{
    argument::{Argument, Attack, Side, Target},
    id::{ArgumentRef, SourceId},
};
use crate::present::numbers::two_digits;

/// Replies deeper than this are not indented further, so that a circle of replies ends somewhere.
const DEEPEST: usize = 12;

/// Both sides.
pub(super) fn arguments(book: &Book<'_>, claim: &ClaimReport) -> Markup {
    if claim.arguments.is_empty() {
        return html! {};
    }
    html! {
        h4 { "Arguments" }
        div.sides {
            (side(book, claim, Side::For))
            (side(book, claim, Side::Against))
        }
    }
}

fn side(book: &Book<'_>, claim: &ClaimReport, side: Side) -> Markup {
    let heading = capitalised(&side.to_string());
    let found = below(claim, |row| {
        row.argument.target == Target::Claim && row.argument.stance == side
    });
    html! {
        div {
            h5 { (heading) " " (found.len()) }
            @if found.is_empty() && !book.brief {
                p.none { "Nobody has argued " (side) " it." }
            } @else if !found.is_empty() {
                ul.tree { @for row in found { (branch(book, claim, row, 0)) } }
            }
        }
    }
}

/// The arguments that answer a description: live before withdrawn, unanswered before answered,
/// strong before weak.
fn below(claim: &ClaimReport, keep: impl Fn(&ArgumentRow) -> bool) -> Vec<&ArgumentRow> {
    let mut found: Vec<&ArgumentRow> = claim.arguments.iter().filter(|row| keep(row)).collect();
    found.sort_by(|a, b| {
        rank(a)
            .cmp(&rank(b))
            .then_with(|| weight(b).total_cmp(&weight(a)))
            .then_with(|| a.id.cmp(&b.id))
    });
    found
}

fn rank(row: &ArgumentRow) -> u8 {
    match &row.result {
        Some(result) if result.position.standing == Standing::Defeated => 2,
        Some(result) if is_unanswered(result) => 0,
        Some(_) => 1,
        None => 3,
    }
}

fn weight(row: &ArgumentRow) -> f64 {
    row.result
        .as_ref()
        .map_or(0.0, |result| result.strength.unwrap_or(result.base))
}

fn is_unanswered(result: &ArgumentResult) -> bool {
    let position = &result.position;
    position.unanswered_by.is_empty()
        && position.answered.is_empty()
        && position.undecided_by.is_empty()
}

fn branch(book: &Book<'_>, claim: &ClaimReport, row: &ArgumentRow, depth: usize) -> Markup {
    let replies = below(
        claim,
        |other| matches!(&other.argument.target, Target::Argument(target) if *target == row.id),
    );
    html! {
        li class=[class(row)] id=(argument_anchor(&claim.claim.id, &row.id)) {
            p {
                (book.named(&row.id.reviewer)) " " b { (kind(&row.argument)) } ", "
                (row.argument.strength) @if let Some(strength) = row.result.as_ref().and_then(|r| r.strength) { ", " (two_digits(strength)) }
            }
            (paragraphs(&row.argument.text))
            p {
                (fate(book, claim, row))
                @if !row.argument.sources.is_empty() { " · " (citations(book, claim, row)) }
            }
            @if !replies.is_empty() && depth < DEEPEST {
                ul.tree { @for reply in replies { (branch(book, claim, reply, depth + 1)) } }
            }
        }
    }
}

/// The class by which the style colours an argument and sets its sign before it; a live rebuttal,
/// of which there are most, has none. The first and last paragraph of an argument say whose it is
/// and how it fares.
fn class(row: &ArgumentRow) -> Option<String> {
    let kind = match (row.argument.stance, row.argument.attack) {
        (Side::For, _) => Some("for"),
        (Side::Against, Some(Attack::Undercut)) => Some("undercut"),
        (Side::Against, Some(Attack::Undermine)) => Some("undermine"),
        (Side::Against, _) => None,
    };
    let gone = (!row.argument.is_live()).then_some("gone");
    let classes: Vec<&str> = kind.into_iter().chain(gone).collect();
    (!classes.is_empty()).then(|| classes.join(" "))
}

/// What an argument does to its target; a legend stands in the methods.
pub(super) fn kind(argument: &Argument) -> &'static str {
    match (argument.stance, argument.attack) {
        (Side::For, _) => "supports",
        (Side::Against, Some(Attack::Undercut)) => "undercuts",
        (Side::Against, Some(Attack::Undermine)) => "undermines",
        (Side::Against, _) => "rebuts",
    }
}

/// The sources that an argument cites.
fn citations(book: &Book<'_>, claim: &ClaimReport, row: &ArgumentRow) -> Markup {
    html! {
        @for (i, citation) in row.argument.sources.iter().enumerate() {
            @if i > 0 { "; " }
            @let used = used(claim, row, &citation.id);
            @let key = used.map_or(citation.id.as_str(), |used| used.key.as_str());
            a href=(book.links.source(key)) { (label(book, key)) }
            @if let Some(locator) = &citation.locator { ", " (line(locator)) }
            // A page that is not shortened lists every source of a claim below, with its bearing.
            @if let Some(bearing) = used.filter(|_| book.brief).and_then(|used| used.bearings.get(&row.id.reviewer)) { ", " (bearing) }
        }
    }
}

/// A source of the claim that an argument cites; one id may stand for several descriptions.
fn used<'c>(claim: &'c ClaimReport, row: &ArgumentRow, id: &SourceId) -> Option<&'c ClaimSource> {
    claim
        .sources
        .iter()
        .find(|used| used.source.id == *id && used.cited_by.iter().any(|(by, _)| *by == row.id))
}

/// The short form of a source for running text.
pub(super) fn label(book: &Book<'_>, key: &str) -> String {
    let citation = book.source(key).and_then(|source| source.citation.as_ref());
    line(citation.map_or(key, |citation| citation.label.as_str()))
}

/// How the argument fares, with the arguments that show it.
fn fate(book: &Book<'_>, claim: &ClaimReport, row: &ArgumentRow) -> Markup {
    if let Some(withdrawal) = &row.argument.withdrawn {
        return html! { b { "withdrawn" } ": " (line(&withdrawal.reason)) };
    }
    let Some(result) = &row.result else {
        return html! { b { "takes no part" } ": what it replies to is gone" };
    };
    let by = |ids: &[String]| {
        if book.brief {
            named(book, ids)
        } else {
            linked(book, claim, ids)
        }
    };
    let position = &result.position;
    let outdone = result.outdone_by.iter().cloned().collect::<Vec<_>>();
    html! {
        @match position.standing {
            Standing::Defeated => { b { "✗ answered" } " by " (by(&position.unanswered_by)) }
            Standing::Contested => { b { "~ stands, contested" } " by " (by(&position.unanswered_by)) }
            Standing::Undecided => { b { "? undecided" } " against " (by(&position.undecided_by)) }
            _ if is_unanswered(result) => { em { "○ unanswered" } }
            _ => {
                @let beaten: Vec<String> = position.answered.iter().map(|(attacker, _)| attacker.clone()).collect();
                b { "● stands" } ": " (by(&beaten)) " answered"
            }
        }
        @if !outdone.is_empty() { "; counts with " (by(&outdone)) }
    }
}

/// Arguments by their authors' names, each a link.
pub(super) fn linked(book: &Book<'_>, claim: &ClaimReport, ids: &[String]) -> Markup {
    html! {
        @for (i, id) in ids.iter().enumerate() {
            @if i > 0 { ", " }
            @match find(claim, id) {
                Some(row) => a href=(book.links.argument(&claim.claim.id, row)) { (book.author(id)) },
                None => (book.author(id)),
            }
        }
    }
}

/// Arguments by their authors' names, where the arguments stand close by.
fn named(book: &Book<'_>, ids: &[String]) -> Markup {
    let names: Vec<String> = ids.iter().map(|id| book.author(id)).collect();
    html! { (names.join(", ")) }
}

fn find<'c>(claim: &'c ClaimReport, id: &str) -> Option<&'c ArgumentRef> {
    claim
        .arguments
        .iter()
        .map(|row| &row.id)
        .find(|row| row.to_string() == id)
}
