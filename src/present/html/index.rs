//! The list of all claims, to be filtered and sorted.

use maud::{Markup, html};

use super::{book::Book, picture, prose::line, ratings, verdict};
use crate::analysis::{report::ClaimReport, statistics::dispersion::Dispersion};
use crate::present::{
    numbers::{or_dash, two_digits},
    summary, words,
};

/// The list with its controls, which the script brings to life.
pub(super) fn index(book: &Book<'_>) -> Markup {
    html! {
        section.part #claims {
            h2 { "Claims" }
            (controls(book))
            div.lister {
                table.index #index {
                    thead {
                        tr {
                            th scope="col" data-sort="claim" { "Claim" }
                            th scope="col" data-sort="verdict" { "Verdict" }
                            th scope="col" { "Ratings" }
                            th scope="col" data-sort="centre" { "Centre" }
                            th scope="col" data-sort="spread" title="RAND/UCLA disagreement index" { "DI" }
                            th scope="col" data-sort="argued" { "Arguments" }
                        }
                    }
                    @for section in &book.report.sections {
                        tbody {
                            tr.group { th colspan="6" scope="rowgroup" { (picture::title(section)) " " span.n { (picture::size(section)) } } }
                            @for claim in section.claims.iter().filter_map(|i| book.report.claims.get(*i)) { (row(book, claim)) }
                        }
                    }
                }
            }
        }
    }
}

fn controls(book: &Book<'_>) -> Markup {
    html! {
        form.controls #controls role="search" hidden {
            label.find { span { "Find" } input #find type="search" autocomplete="off" spellcheck="false"; }
            label { span { "Verdict" }
                select #by-verdict {
                    option value="" { "all" }
                    @for (verdict, n) in summary::by_verdict(book.report) {
                        @if n > 0 { option value=(words::verdict(verdict)) { (words::mark(verdict)) " " (words::verdict(verdict)) " (" (n) ")" } }
                    }
                }
            }
            label { span { "Section" }
                select #by-section {
                    option value="" { "all" }
                    @for (i, section) in book.report.sections.iter().enumerate() { option value=(i) { (picture::title(section)) } }
                }
            }
            label.tick { input #by-open type="checkbox"; " with unanswered objections" }
            p.found #found role="status" {}
        }
    }
}

fn row(book: &Book<'_>, claim: &ClaimReport) -> Markup {
    let verdict = claim.verdict.verdict;
    let standing = claim.debate.claim.standing;
    let open = !claim.debate.claim.unanswered_by.is_empty();
    html! {
        tr data-open[open] {
            td { a href=(book.links.claim(&claim.claim.id)) { (line(&claim.claim.statement)) } }
            td { (verdict::badge(verdict)) }
            td { @if book.brief { (ratings::bare_strip(book, claim)) } @else { (ratings::strip(book, claim)) } }
            td { (centre(claim)) }
            td { (or_dash(claim.verdict.disagreement_index.clone().ok())) }
            td { (standing.as_str()) }
        }
    }
}

/// The pool, or the median level.
fn centre(claim: &ClaimReport) -> String {
    let pooled = claim
        .confidence
        .as_ref()
        .and_then(|s| s.pooled.clone().ok());
    let level = || claim.stance.as_ref()?.dispersion(Dispersion::Median).ok();
    pooled
        .map(two_digits)
        .or_else(|| level().map(|level| level.to_string()))
        .unwrap_or_else(|| "–".to_owned())
}
