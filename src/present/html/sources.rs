//! The sources: what each is, and which claims hang on it.

use maud::{Markup, html};

use super::{
    book::Book,
    links::{outward, source_anchor},
    prose::line,
};
use crate::analysis::report::DistinctSource;
use crate::model::{
    citation::{FormattedCitation, Span},
    source::Source,
};
use crate::present::{backing, numbers::counted};

/// The list of references, and the claims without any.
pub(super) fn sources(book: &Book<'_>) -> Markup {
    html! {
        section.part #sources {
            h2 { "Sources" }
            @if book.report.sources.is_empty() { p.none { "No sources are in use." } }
            ul.references { @for source in alphabetical(book) { (entry(book, source)) } }
            @if !book.report.sources.is_empty() { (dependent(book)) }
        }
    }
}

/// The sources in the order of a reference list, by what stands first in each.
fn alphabetical<'a>(book: &Book<'a>) -> Vec<&'a DistinctSource> {
    let mut sources: Vec<&DistinctSource> = book.report.sources.iter().collect();
    sources.sort_by_cached_key(|source| (sorting(source), &source.key));
    sources
}

/// A reference without what does not count when it is sorted.
fn sorting(source: &DistinctSource) -> String {
    let formatted = |citation: &FormattedCitation| -> String {
        citation
            .spans
            .iter()
            .map(|span| span.text.as_str())
            .collect()
    };
    let text = source.citation.as_ref().map_or_else(
        || {
            source
                .source
                .text("title")
                .unwrap_or(&source.key)
                .to_owned()
        },
        formatted,
    );
    let text = text.to_lowercase();
    text.trim_start_matches(|c: char| !c.is_alphanumeric())
        .to_owned()
}

/// The claims without independent sources, by what they lack.
fn dependent(book: &Book<'_>) -> Markup {
    let found = backing::lacking(book.report);
    html! {
        h3 { "Claims without independent sources" }
        @if found.is_empty() { p.none { (backing::NONE) } }
        @for (lack, claims) in found {
            details.more {
                summary { (counted(claims.len(), "claim")) " " (lack) }
                ul.plain { @for claim in claims { li { a href=(book.links.claim(&claim.claim.id)) { (line(&claim.claim.statement)) } } } }
            }
        }
    }
}

fn entry(book: &Book<'_>, source: &DistinctSource) -> Markup {
    let names: Vec<String> = source
        .reviewers
        .iter()
        .map(|id| book.name(id.as_str()))
        .collect();
    html! {
        li id=(source_anchor(&source.key)) {
            (reference(book, &source.key, &source.source))
            @if book.brief { (relying(book, source, &names)) } @else { details.relies {
                summary { (counted(source.claims.len(), "claim")) @if !names.is_empty() { " · " (names.join(", ")) } }
                ul.plain {
                    @for id in &source.claims {
                        @if let Some(claim) = book.claim(id) { li { a href=(book.links.claim(id)) { (line(&claim.claim.statement)) } } }
                    }
                }
            } }
        }
    }
}

/// Who relies on a source for which claims, by their ids.
fn relying(book: &Book<'_>, source: &DistinctSource, names: &[String]) -> Markup {
    html! {
        small {
            " " (names.join(", "))
            @for id in &source.claims { " · " a href=(book.links.claim(id)) { (id) } }
        }
    }
}

/// A source as a reference list gives it, or as well as its own description allows.
pub(super) fn reference(book: &Book<'_>, key: &str, source: &Source) -> Markup {
    match book.source(key).and_then(|known| known.citation.as_ref()) {
        Some(citation) => formatted(citation),
        None => described(key, source),
    }
}

fn formatted(citation: &FormattedCitation) -> Markup {
    html! { @for span in &citation.spans { (set(span)) } }
}

/// Spaces at the ends of a span part it from its neighbours, so they stay.
fn set(span: &Span) -> Markup {
    let text = crate::present::visible::visible(&span.text);
    let link = span.link.as_deref().and_then(outward);
    html! {
        @match (link, span.italic) {
            (Some(address), true) => a href=(address) rel="noopener noreferrer" { i { (text) } },
            (Some(address), false) => a href=(address) rel="noopener noreferrer" { (text) },
            (None, true) => i { (text) },
            (None, false) => (text),
        }
    }
}

fn described(key: &str, source: &Source) -> Markup {
    let authors: Vec<String> = source
        .names("author")
        .iter()
        .map(|name| line(name))
        .collect();
    html! {
        @if !authors.is_empty() { (authors.join("; ")) ". " }
        i { (line(source.text("title").unwrap_or(key))) }
        @if let Some(date) = source.date("issued") { " (" (date) ")" }
        "."
        @if let Some(address) = source.text("URL").and_then(outward) { " " a href=(address) rel="noopener noreferrer" { (line(address)) } }
    }
}
