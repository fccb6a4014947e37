//! The state of the debate in one picture: a tile for every claim, by section and verdict.

use maud::{Markup, html};

use super::{book::Book, prose::line, verdict};
use crate::analysis::report::{ClaimReport, Section};
use crate::present::{numbers::counted, summary, words};

/// The picture with its key, which is also its table.
pub(super) fn picture(book: &Book<'_>) -> Markup {
    html! {
        figure.picture {
            figcaption { "Every claim, by section and verdict. Each tile leads to its claim." }
            @for section in &book.report.sections { (row(book, section)) }
            table.key-table {
                thead { tr { th scope="col" { "Verdict" } th.n scope="col" { "Claims" } th scope="col" { "Meaning" } } }
                tbody {
                    @for (verdict, n) in summary::by_verdict(book.report) {
                        tr { td { (verdict::badge(verdict)) } td.n { (n) } td { (words::meaning(verdict)) } }
                    }
                }
            }
        }
    }
}

fn row(book: &Book<'_>, section: &Section) -> Markup {
    let claims: Vec<&ClaimReport> = section
        .claims
        .iter()
        .filter_map(|i| book.report.claims.get(*i))
        .collect();
    html! {
        div.tile-row {
            p.tile-title { (title(section)) " " span.n { (claims.len()) } }
            p.tiles {
                @for claim in claims {
                    @let verdict = claim.verdict.verdict;
                    @let id = &claim.claim.id;
                    a.tile.(verdict::class(verdict)) href=(book.links.claim(id)) title=(id) aria-label={ (id) ", " (words::verdict(verdict)) } { (words::mark(verdict)) }
                }
            }
        }
    }
}

/// The heading of a section.
pub(super) fn title(section: &Section) -> String {
    section
        .title
        .as_deref()
        .map_or_else(|| "Claims".to_owned(), line)
}

/// How many claims stand under a heading.
pub(super) fn size(section: &Section) -> String {
    counted(section.claims.len(), "claim")
}
