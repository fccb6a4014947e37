//! Every rule and convention in force, and how to repeat the report.

use maud::{Markup, html};

use super::{book::Book, prose::line};
use crate::analysis::{
    argumentation::debate::Standing,
    report::ClaimReport,
    statistics::verdict::{Rule, Verdict},
};
use crate::present::{conventions, formulas, summary, words};

/// The methods.
pub(super) fn methods(book: &Book<'_>) -> Markup {
    html! {
        section.part #methods {
            h2 { "Methods" }
            p { (with_code(&summary::rules(book.report))) " " (summary::signatures(book.report)) }
            (sensitivity(book))
            h3 { "Formulas" }
            dl.conventions {
                @for (name, text) in formulas::in_force(&book.report.workspace.consensus) { div { dt { (name) } dd { (text) } } }
            }
            h3 { "Conventions" }
            dl.conventions {
                @for (name, text) in conventions::ALL { div { dt { (name.replace('_', " ")) } dd { (text) } } }
            }
            (arguments(book))
            (caution())
            (again(book))
        }
    }
}

/// A sentence of the program in which names stand between back quotes.
fn with_code(text: &str) -> Markup {
    html! {
        @for (i, part) in text.split('`').enumerate() {
            @if i % 2 == 1 { code { (part) } } @else { (part) }
        }
    }
}

/// Which claims another rule would judge differently.
fn sensitivity(book: &Book<'_>) -> Markup {
    let differs = |claim: &&ClaimReport| {
        claim
            .by_rule
            .iter()
            .any(|(_, verdict)| *verdict != claim.verdict.verdict)
    };
    let changed: Vec<&ClaimReport> = summary::open(book.report).filter(differs).collect();
    html! {
        h3 { "Sensitivity to the verdict rule" }
        @if changed.is_empty() {
            p.none { "Every rule gives every claim the same verdict." }
        } @else {
            details.more {
                summary { (changed.len()) " of " (book.report.counts.claims) " claims would be judged differently by another rule" }
                div.scroll tabindex="0" role="region" aria-label="Verdicts by every rule" {
                table.list {
                    thead { tr { th scope="col" { "Claim" } @for rule in Rule::ALL { th scope="col" { (rule.name()) } } } }
                    tbody {
                        @for claim in changed {
                            tr {
                                th scope="row" { a href=(book.links.claim(&claim.claim.id)) { (claim.claim.id) } }
                                @for (_, verdict) in &claim.by_rule { td { (short(*verdict)) } }
                            }
                        }
                    }
                }
                }
            }
        }
    }
}

fn short(verdict: Verdict) -> String {
    format!("{} {}", words::mark(verdict), words::verdict(verdict))
}

fn arguments(book: &Book<'_>) -> Markup {
    let rules = &book.report.workspace.arguments;
    html! {
        h3 { "Arguments" }
        p {
            "An argument for its target " b { "supports" } " it (+). An argument against " b { "rebuts" } " it (−: it is false), "
            b { "undercuts" } " it (⊣: it does not follow) or " b { "undermines" } " it (⊥: a premise or source is bad). "
            "The base of an argument is its author’s word for its strength – weak " (rules.weak) ", moderate " (rules.moderate) ", strong " (rules.strong)
            " – times " (rules.credence) " where nobody rated it; the claim starts at " (rules.claim)
            "."
        }
        dl.conventions {
            @for standing in Standing::ALL { div { dt { (standing.as_str()) } dd { (words::standing(standing)) } } }
        }
        p {
            "Standing says whether anything is left unanswered; strength says how far the arguments move the claim. Neither uses the ratings, which already contain the arguments."
        }
    }
}

fn caution() -> Markup {
    html! {
        h3 { "How to read this" }
        p {
            "Consensus is not truth, and that a claim is open is a finding too. Panels that see one another’s answers may draw together by conformity rather than information "
            "(Woudenberg 1991), so the dissent stands beside every verdict. Below ten reviewers all indices are rough; n is always given."
        }
    }
}

/// The command that repeats the report byte for byte.
fn again(book: &Book<'_>) -> Markup {
    let report = book.report;
    let commit = report
        .revision
        .commit
        .as_ref()
        .filter(|_| !report.revision.dirty);
    html! {
        h3 { "To repeat this report" }
        p {
            @match commit {
                Some(_) => { "With obelus " (book.version) ", in a clone of the repository, this gives the same bytes:" },
                None => { "It was computed from files that are not committed, so only their owner can repeat it:" },
            }
        }
        pre tabindex="0" { code {
            "obelus report " @if let Some(commit) = commit { (line(commit.as_str())) " " } "--format html -o report.html"
            @if let Some(since) = &book.report.past.since { " --since " (line(&since.name)) }
            @if !book.texts.is_empty() { " --with-text" }
        } }
        @if !book.texts.is_empty() { p.note { "The text in the reading view came from a copy outside the commit, so the same copy is needed." } }
    }
}
