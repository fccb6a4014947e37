//! The claims in the order of the text: section by section, paragraph by paragraph.
//!
//! Unless the text itself was asked for, no word of it is shown, only where its claims stand, so that
//! nothing is disclosed of a text that may not be passed on.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::{book::Book, prose::line, text, verdict};
use crate::analysis::report::ClaimReport;
use crate::model::{document::Document, id::DocumentId};
use crate::present::summary;

/// Claims of a section by paragraph; those without a number stand first.
type Paragraphs<'a> = BTreeMap<Option<u32>, Vec<&'a ClaimReport>>;

/// Every document with its claims.
pub(super) fn reading(book: &Book<'_>) -> Markup {
    html! {
        section.part #reading {
            h2 { "Reading view" }
            @if book.report.workspace.documents.is_empty() { p.none { "No document is named in the workspace." } }
            @for (id, document) in &book.report.workspace.documents { (of_document(book, id, document)) }
        }
    }
}

fn of_document(book: &Book<'_>, id: &DocumentId, document: &Document) -> Markup {
    if let Some(laid) = book.texts.get(id) {
        return html! { h3 { (line(&document.title)) } (text::text(book, laid)) };
    }
    let sections = sections(book, id, document);
    html! {
        h3 { (line(&document.title)) }
        @for ((_, title), paragraphs) in sections {
            h4 { @match title { Some(title) => (line(title)), None => "Elsewhere" } }
            div.reading {
                @for (paragraph, claims) in paragraphs {
                    p.where { @if let Some(paragraph) = paragraph { "¶\u{a0}" (paragraph) } }
                    ul.plain {
                        @for claim in claims {
                            li { (verdict::badge(claim.verdict.verdict)) " " a href=(book.links.claim(&claim.claim.id)) { (line(&claim.claim.statement)) } }
                        }
                    }
                }
            }
        }
    }
}

/// The sections in the order of the document, those it does not list at the end.
fn sections<'a>(
    book: &Book<'a>,
    id: &DocumentId,
    document: &Document,
) -> BTreeMap<(usize, Option<&'a str>), Paragraphs<'a>> {
    let place = |title: Option<&str>| {
        let listed = title.and_then(|title| document.sections.iter().position(|s| s == title));
        listed.unwrap_or(document.sections.len())
    };
    let mut found: BTreeMap<(usize, Option<&str>), Paragraphs<'_>> = BTreeMap::new();
    for claim in summary::open(book.report) {
        for anchor in claim
            .claim
            .anchors
            .iter()
            .filter(|anchor| anchor.document == *id)
        {
            let title = anchor.section.as_deref();
            let section = found.entry((place(title), title)).or_default();
            section.entry(anchor.paragraph).or_default().push(claim);
        }
    }
    found
}
