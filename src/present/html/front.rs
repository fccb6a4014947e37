//! The first page: what was reviewed, by whom and when, and what it comes to.

use maud::{Markup, html};

use super::{
    arguments::kind,
    book::Book,
    claim::outcome,
    course, picture,
    prose::{capitalised, line, paragraphs},
    ratings, verdict,
};
use crate::analysis::{
    report::{ArgumentRow, ClaimReport, Dissent},
    statistics::verdict::Verdict,
};
use crate::model::{document::Document, reviewer::ReviewerKind, source::CslValue};
use crate::present::{
    numbers::{counted, or_dash, two_digits},
    summary,
};

/// How many of a list the first page shows.
const SHOWN: usize = 6;

/// How many unanswered objections are listed besides; claims mark their own.
const LISTED: usize = 60;

/// How many dissents are listed; every claim shows its own.
const WIDEST: usize = 100;

/// Everything that stands before the claims.
pub(super) fn front(book: &Book<'_>) -> Markup {
    // Who asks what changed since a commit is told that first.
    let asked = book.report.past.since.is_some();
    html! {
        section.part.front #summary {
            (masthead(book))
            @if asked { (course::changes(book)) }
            p.state { (summary::state(book.report)) }
            (perspectives(book))
            (shortened(book))
            (picture::picture(book))
            @if !asked { (course::changes(book)) }
            (course::rounds(book))
            (course::late(book))
            (contested(book))
            (unanswered(book))
            (settled(book))
        }
    }
}

fn masthead(book: &Book<'_>) -> Markup {
    let report = book.report;
    let names: Vec<String> = report
        .reviewers
        .iter()
        .map(|r| line(&r.reviewer.name))
        .collect();
    html! {
        header.masthead {
            p.kicker { "Consensus report" }
            h1 { (line(&report.workspace.title)) }
            dl.facts {
                @for document in report.workspace.documents.values() {
                    div { dt { "Reviewed" } dd { (described(document)) } }
                }
                @if !names.is_empty() { div { dt { "By" } dd { (names.join(", ")) } } }
                div { dt { "As of" } dd { (summary::origin(report)) } }
            }
        }
    }
}

/// Author, title, year and terms of a document.
fn described(document: &Document) -> String {
    let text = |variable: &str| match document.csl.get(variable)? {
        CslValue::Text(text) => Some(line(text)),
        CslValue::Names(names) => Some(line(&names.join("; "))),
        CslValue::Date(date) => Some(date.to_string()),
    };
    let parts = [
        text("author"),
        Some(line(&document.title)),
        text("container-title"),
        text("publisher"),
        text("issued"),
        document.license.as_deref().map(line),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// A reader must not take a worked-through point of view for somebody's opinion.
fn perspectives(book: &Book<'_>) -> Markup {
    let all = book.report.reviewers.len();
    let n = book
        .report
        .reviewers
        .iter()
        .filter(|row| row.reviewer.kind == ReviewerKind::Perspective)
        .count();
    let who = if n == all {
        "All reviewers are".to_owned()
    } else {
        format!("{} are", counted(n, "reviewer"))
    };
    html! {
        @if n > 0 {
            p.remark { (who) " perspectives: points of view worked through for illustration, and nobody’s opinions." }
        }
    }
}

/// What a large report leaves out of one file, and where it stands.
fn shortened(book: &Book<'_>) -> Markup {
    let counts = book.report.counts;
    html! {
        @if book.brief {
            p.remark {
                "With " (counted(counts.claims, "claim")) ", " (counted(counts.reviews, "review")) " and " (counted(counts.arguments, "argument")) " this page is shortened. It has every claim, rating, argument and source, and the words of everybody who dissents, abstains or has withdrawn. "
                "The reasons of those who stand with the panel, all bounds and figures, the map of a claim’s arguments and the stations of its course are left to "
                code { "obelus report --format site -o DIR" } ", which has a page for every claim. One by one, " code { "obelus claim show CLAIM" } " has the reasons, "
                code { "obelus map CLAIM" } " the map and " code { "obelus log CLAIM" } " the course; " code { "obelus report --format json" } " has every figure."
            }
        }
    }
}

fn contested(book: &Book<'_>) -> Markup {
    let index = |claim: &ClaimReport| claim.verdict.disagreement_index.clone().unwrap_or(0.0);
    let mut found: Vec<&ClaimReport> = summary::open(book.report)
        .filter(|claim| matches!(claim.verdict.verdict, Verdict::Contested | Verdict::Mixed))
        .collect();
    found.sort_by(|a, b| {
        let mixed = |claim: &ClaimReport| claim.verdict.verdict != Verdict::Contested;
        mixed(a)
            .cmp(&mixed(b))
            .then_with(|| index(b).total_cmp(&index(a)))
            .then_with(|| a.claim.id.cmp(&b.claim.id))
    });
    html! {
        h2 { "Most contested" }
        @if found.is_empty() { p.none { "No claim with enough ratings is contested or mixed." } }
        ol.brief { @for claim in found.into_iter().take(SHOWN) { (brief(book, claim)) } }
    }
}

/// A claim in two lines: its statement, then the verdict with all ratings.
fn brief(book: &Book<'_>, claim: &ClaimReport) -> Markup {
    html! {
        li {
            a href=(book.links.claim(&claim.claim.id)) { (line(&claim.claim.statement)) }
            div.brief-line { (verdict::badge(claim.verdict.verdict)) (ratings::strip(book, claim)) }
        }
    }
}

fn unanswered(book: &Book<'_>) -> Markup {
    let open = summary::unanswered(book.report);
    let (first, rest) = open.split_at(open.len().min(SHOWN));
    html! {
        h2 { "Unanswered objections" }
        @if open.is_empty() { p.none { "Every objection to a claim has been answered." } }
        ul.quotes {
            @for (claim, row) in first {
                li { blockquote { (paragraphs(&row.argument.text)) } p.by { (objection(book, claim, row)) } }
            }
        }
        @if !rest.is_empty() {
            details.more {
                summary { (counted(rest.len(), "more unanswered objection")) }
                ul.plain { @for (claim, row) in rest.iter().take(LISTED) { li { (objection(book, claim, row)) } } }
                @if rest.len() > LISTED { p.more-note { "And " (rest.len() - LISTED) " more, marked ○ under their claims." } }
            }
        }
    }
}

/// Who objects to what, and how.
fn objection(book: &Book<'_>, claim: &ClaimReport, row: &ArgumentRow) -> Markup {
    html! {
        a href=(book.links.argument(&claim.claim.id, &row.id)) { (book.name(row.id.reviewer.as_str())) }
        " " (kind(&row.argument)) ": "
        a href=(book.links.claim(&claim.claim.id)) { (line(&claim.claim.statement)) }
    }
}

fn settled(book: &Book<'_>) -> Markup {
    let found: Vec<&ClaimReport> = summary::open(book.report)
        .filter(|claim| claim.resolution.is_some())
        .collect();
    html! {
        @if !found.is_empty() {
            h2 { "What the world has settled" }
            div.scroll tabindex="0" role="region" aria-label="Settled claims" {
            table.list {
                thead { tr { th scope="col" { "Claim" } th scope="col" { "Outcome" } th.n scope="col" { "Pool" } th.n scope="col" { "Brier" } } }
                tbody {
                    @for claim in found {
                        @let pooled = claim.confidence.as_ref().and_then(|s| s.pooled.clone().ok());
                        @if let Some(resolution) = &claim.resolution {
                            tr {
                                td { a href=(book.links.claim(&claim.claim.id)) { (line(&claim.claim.statement)) } }
                                td { (capitalised(&outcome(resolution.outcome))) }
                                td.n { (or_dash(pooled)) }
                                td.n { (or_dash(resolution.brier.clone().ok())) }
                            }
                        }
                    }
                }
            }
            }
        }
    }
}

/// Who stands outside the panel's opinion, in their own words.
pub(super) fn dissent(book: &Book<'_>) -> Markup {
    let all = &book.report.dissent;
    html! {
        section.part #dissent {
            h2 { "Dissent" }
            @if all.is_empty() {
                p.none { "Nobody stands outside the third of the scale that holds their panel’s median." }
            } @else {
                p.lead { "Ratings outside the third of the scale that holds the panel’s median, the farthest first, each with the best argument of its side." }
                ul.quotes { @for dissent in all.iter().take(WIDEST) { (one_dissent(book, dissent)) } }
                @if let Some(rest) = all.len().checked_sub(WIDEST).filter(|rest| *rest > 0) {
                    p.more-note { "And " (rest) " that stand less far apart. Every claim names its own dissenters, marked †, with their words; " code { "obelus report --format json" } " lists them all." }
                }
            }
        }
    }
}

fn one_dissent(book: &Book<'_>, dissent: &Dissent) -> Markup {
    let Some(claim) = book.claim(&dissent.claim) else {
        return html! {};
    };
    let argument = dissent
        .arguments
        .first()
        .and_then(|id| claim.arguments.iter().find(|row| row.id == *id));
    let rationale = claim
        .ratings
        .iter()
        .find(|row| row.review.reviewer == dissent.reviewer)
        .and_then(|row| row.review.rationale.as_deref());
    let words = argument.map(|row| row.argument.text.as_str()).or(rationale);
    html! {
        li {
            @if let Some(words) = words { blockquote { (paragraphs(words)) } }
            p.by {
                a href=(book.links.reviewer(&dissent.reviewer)) { (book.name(dissent.reviewer.as_str())) }
                ", " (stand(book, dissent)) ", on "
                a href=(book.links.claim(&dissent.claim)) { (line(&claim.claim.statement)) }
                @if !dissent.unanswered.is_empty() { " " span.note { "○ unanswered" } }
            }
        }
    }
}

fn stand(book: &Book<'_>, dissent: &Dissent) -> String {
    let level = |level: u32| {
        let name = book
            .report
            .workspace
            .levels
            .get((level as usize).saturating_sub(1));
        name.map_or_else(|| format!("level {level}"), |name| line(name))
    };
    match (dissent.best, dissent.stance) {
        (Some(best), _) => format!(
            "{} against the pool’s {}",
            two_digits(best),
            or_dash(dissent.pooled)
        ),
        (None, Some(stance)) => format!(
            "“{}” against a median of “{}”",
            level(stance),
            dissent
                .median
                .map_or_else(|| "–".to_owned(), |m| ratings::level_name(book, m))
        ),
        (None, None) => String::new(),
    }
}
