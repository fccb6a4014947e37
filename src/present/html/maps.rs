//! Maps within the report. The lists beside them say the same and are the canonical form.

use maud::{Markup, html};

use super::{book::Book, picture, prose::line};
use crate::analysis::report::{ClaimReport, Section};
use crate::model::{argument::Target, claim::RelationKind};
use crate::present::map::{Map, of_claim, of_claims as map_of_claims, svg};

/// Larger maps are drawn by `obelus map`, not within a page.
const MOST: usize = 150;

/// The map of a claim's arguments, where somebody replied: without replies the two lists of
/// arguments show as much.
pub(super) fn of_arguments(book: &Book<'_>, claim: &ClaimReport) -> Markup {
    let replied = claim
        .arguments
        .iter()
        .any(|row| row.result.is_some() && row.argument.target != Target::Claim);
    if !replied {
        return html! {};
    }
    let name = |id: &str| book.name(id);
    drawn(
        &of_claim(claim, &name, &book.links),
        "Map of the arguments",
        false,
    )
}

/// How the claims hang together: the map, then every tie as a list.
pub(super) fn of_claims(book: &Book<'_>) -> Markup {
    let tied: Vec<&ClaimReport> = book
        .claims_in_order()
        .filter(|claim| claim.claim.is_open() && !claim.claim.relations.is_empty())
        .collect();
    html! {
        section.part #map {
            h2 { "How the claims hang together" }
            @if tied.is_empty() {
                p.none { "No claim says how it bears on another." }
            } @else {
                p.lead { "What speaks for a claim, or is needed by it, stands to its right. Lines that support are solid and marked +, lines that oppose are dashed and marked −." }
                @for (i, section) in book.report.sections.iter().enumerate() { (of_section(book, section, i == 0)) }
                details.more {
                    summary { "Every tie as a list, across the sections too" }
                    ul.plain { @for claim in tied { (ties(book, claim)) } }
                }
            }
        }
    }
}

/// The ties within a section; a map of a large workspace at once would be all lines.
fn of_section(book: &Book<'_>, section: &Section, open: bool) -> Markup {
    let title = picture::title(section);
    let claims = section
        .claims
        .iter()
        .filter_map(|i| book.report.claims.get(*i));
    let map = map_of_claims(
        format!("How the claims hang together: {title}"),
        claims,
        &book.links,
    );
    if map.nodes.is_empty() {
        return html! {};
    }
    drawn(&map, &title, open)
}

fn drawn(map: &Map, label: &str, open: bool) -> Markup {
    html! {
        @if map.nodes.len() <= MOST {
            details.more open[open] {
                summary { (label) }
                div.scroll tabindex="0" role="region" aria-label=(label) { (svg::inline(map)) }
            }
        }
    }
}

fn ties(book: &Book<'_>, claim: &ClaimReport) -> Markup {
    html! {
        li {
            a href=(book.links.claim(&claim.claim.id)) { (line(&claim.claim.statement)) }
            ul.plain {
                @for tie in &claim.claim.relations {
                    li {
                        (active(tie.kind)) " "
                        @match book.claim(&tie.claim) {
                            Some(other) => a href=(book.links.claim(&tie.claim)) { (line(&other.claim.statement)) },
                            None => (tie.claim),
                        }
                    }
                }
            }
        }
    }
}

/// What a claim does to the one it is tied to.
pub(super) fn active(kind: RelationKind) -> &'static str {
    match kind {
        RelationKind::Supports => "supports",
        RelationKind::Opposes => "opposes",
        RelationKind::DependsOn => "depends on",
        RelationKind::Refines => "refines",
    }
}
