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
    argument::{Attack, Side, Target},
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
        div.side {
            h5 { (heading) " " span.n { (found.len()) } }
            @if found.is_empty() {
                p.none { "Nobody has argued " (side) " it." }
            } @else {
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
        li.argument.(class(row)).gone[!row.argument.is_live()] id=(argument_anchor(&claim.claim.id, &row.id)) {
            p.head {
                span.sign aria-hidden="true" { (sign(row)) } " "
                span.kind { (kind(row)) } " "
                a href=(book.links.reviewer(&row.id.reviewer)) { (book.name(row.id.reviewer.as_str())) } " "
                span.strength { (row.argument.strength) @if let Some(strength) = row.result.as_ref().and_then(|r| r.strength) { ", " (two_digits(strength)) } }
            }
            (paragraphs(&row.argument.text))
            (citations(book, claim, row))
            p.fate { (fate(book, claim, row)) }
            @if !replies.is_empty() && depth < DEEPEST {
                ul.tree { @for reply in replies { (branch(book, claim, reply, depth + 1)) } }
            }
        }
    }
}

fn class(row: &ArgumentRow) -> &'static str {
    match (row.argument.stance, row.argument.attack) {
        (Side::For, _) => "for",
        (Side::Against, Some(Attack::Undercut)) => "undercut",
        (Side::Against, _) => "against",
    }
}

fn sign(row: &ArgumentRow) -> &'static str {
    match (row.argument.stance, row.argument.attack) {
        (Side::For, _) => "+",
        (Side::Against, Some(Attack::Undercut)) => "⊣",
        (Side::Against, Some(Attack::Undermine)) => "⊥",
        (Side::Against, _) => "−",
    }
}

/// What the argument does, as a noun; a legend stands in the methods.
fn kind(row: &ArgumentRow) -> &'static str {
    match (row.argument.stance, row.argument.attack) {
        (Side::For, _) => "for",
        (Side::Against, Some(Attack::Undercut)) => "undercut",
        (Side::Against, Some(Attack::Undermine)) => "undermines",
        (Side::Against, _) => "rebuts",
    }
}

fn citations(book: &Book<'_>, claim: &ClaimReport, row: &ArgumentRow) -> Markup {
    if row.argument.sources.is_empty() {
        return html! {};
    }
    html! {
        p.cites {
            @for (i, citation) in row.argument.sources.iter().enumerate() {
                @if i > 0 { "; " }
                @let key = key(claim, row, &citation.id);
                a href=(book.links.source(key)) { (label(book, key)) }
                @if let Some(locator) = &citation.locator { ", " (line(locator)) }
            }
        }
    }
}

/// The key under which the report lists a source; one id may stand for several descriptions.
fn key<'c>(claim: &'c ClaimReport, row: &ArgumentRow, id: &'c SourceId) -> &'c str {
    let cites = |used: &&ClaimSource| {
        used.source.id == *id && used.cited_by.iter().any(|(by, _)| *by == row.id)
    };
    claim
        .sources
        .iter()
        .find(cites)
        .map_or(id.as_str(), |used| used.key.as_str())
}

/// The short form of a source for running text.
pub(super) fn label(book: &Book<'_>, key: &str) -> String {
    let citation = book.source(key).and_then(|source| source.citation.as_ref());
    line(citation.map_or(key, |citation| citation.label.as_str()))
}

/// How the argument fares, with the arguments that show it.
fn fate(book: &Book<'_>, claim: &ClaimReport, row: &ArgumentRow) -> Markup {
    if let Some(withdrawal) = &row.argument.withdrawn {
        return html! { span.standing { "withdrawn" } ": " (line(&withdrawal.reason)) };
    }
    let Some(result) = &row.result else {
        return html! { span.standing { "takes no part" } ": what it replies to is gone" };
    };
    let by = |ids: &[String]| linked(book, claim, ids);
    let position = &result.position;
    let outdone = result.outdone_by.iter().cloned().collect::<Vec<_>>();
    html! {
        @match position.standing {
            Standing::Defeated => { span.standing { "✗ answered" } " by " (by(&position.unanswered_by)) }
            Standing::Contested => { span.standing { "~ stands, contested" } " by " (by(&position.unanswered_by)) }
            Standing::Undecided => { span.standing { "? undecided" } " against " (by(&position.undecided_by)) }
            _ if is_unanswered(result) => { span.standing.open { "○ unanswered" } }
            _ => {
                @let beaten: Vec<String> = position.answered.iter().map(|(attacker, _)| attacker.clone()).collect();
                span.standing { "● stands" } ": " (by(&beaten)) " answered"
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

fn find<'c>(claim: &'c ClaimReport, id: &str) -> Option<&'c ArgumentRef> {
    claim
        .arguments
        .iter()
        .map(|row| &row.id)
        .find(|row| row.to_string() == id)
}
