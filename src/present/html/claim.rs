//! One claim in full.

use maud::{Markup, html};

use super::{
    arguments,
    book::Book,
    course,
    links::claim_anchor,
    maps::{self, active},
    prose::{capitalised, line, paragraphs},
    ratings, said,
    sources::reference,
    verdict,
};
use crate::analysis::{
    argumentation::debate::{Flip, Influence},
    report::{ClaimReport, ClaimSource},
    statistics::{Statistic, dispersion::Dispersion},
};
use crate::model::{claim::RelationKind, source::Bearing};
use crate::present::{
    numbers::{counted, or_reason, two_digits},
    words,
};

/// The claim with everything said about it.
pub(super) fn article(book: &Book<'_>, claim: &ClaimReport) -> Markup {
    let record = &claim.claim;
    html! {
        article.claim id=(claim_anchor(&record.id)) {
            p.place { (place(book, claim)) }
            h3 { a href=(book.links.claim(&record.id)) { (line(&record.statement)) } }
            (judged(claim))
            @if let Some(note) = &record.note { div.remark { (paragraphs(note)) } }
            (ratings::plotted(book, claim))
            (standing(book, claim))
            @for flag in &claim.flags { p.flag { (capitalised(&flag.message)) "." } }
            (settled(book, claim))
            (said::said(book, claim))
            (arguments::arguments(book, claim))
            @if !book.brief { (maps::of_arguments(book, claim)) }
            (course::of_claim(book, claim))
            (cited(book, claim))
            (related(book, claim))
            @if !book.brief { (numbers(claim)) }
        }
    }
}

/// Where the claim stands in the source, and what sort of claim it is.
fn place(book: &Book<'_>, claim: &ClaimReport) -> Markup {
    let record = &claim.claim;
    let several = book.report.workspace.documents.len() > 1;
    html! {
        (record.id) " · " (record.kind)
        @if record.edition > 1 { " · edition " (record.edition) }
        @for anchor in &record.anchors {
            " · "
            @if let Some(document) = book.report.workspace.documents.get(&anchor.document).filter(|_| several) { (line(&document.title)) ", " }
            @if let Some(section) = &anchor.section { (line(section)) }
            @if let Some(paragraph) = anchor.paragraph { " ¶\u{a0}" (paragraph) }
            @if book.texts.get(&anchor.document).is_some_and(|laid| laid.marks(&record.id)) { " " a href=(book.links.passage(&record.id)) { "in the text" } }
        }
        @for tag in &record.tags { " · #" (line(tag)) }
    }
}

fn judged(claim: &ClaimReport) -> Markup {
    let judgement = &claim.verdict;
    html! {
        p.verdict {
            (verdict::of_claim(claim))
            @if judgement.provisional { " " span.note { "provisional" } }
            " " (capitalised(&judgement.reason)) "."
            @if let Ok(flips) = judgement.flips {
                " " (counted(flips, "reviewer")) " would have to change for another verdict."
            }
            @if let Some(by) = &claim.claim.superseded_by { " Superseded by " (by) "." }
            @if let Some(reason) = &claim.claim.reason { " " (line(reason)) }
        }
    }
}

/// What the arguments come to, what moved them, and what would change it.
fn standing(book: &Book<'_>, claim: &ClaimReport) -> Markup {
    if claim.arguments.is_empty() {
        return html! {};
    }
    let told = claim.debate.explain();
    let strength = told
        .strength
        .map(|s| format!("{} from {}", two_digits(s), two_digits(told.base)));
    let open: Vec<String> = told.unanswered.iter().map(|(id, ..)| id.clone()).collect();
    html! {
        dl.argued {
            div { dt { "By its arguments" } dd { b { (told.standing.as_str()) } @if !book.brief { ": " (words::standing(told.standing)) } "; strength " (strength.unwrap_or_else(|| "not stable".to_owned())) } }
            @if let Some(influence) = told.weakening.as_ref().filter(|_| !book.brief) { div { dt { "Weakened most" } dd { (moved(book, claim, influence)) } } }
            @if let Some(influence) = told.strengthening.as_ref().filter(|_| !book.brief) { div { dt { "Strengthened most" } dd { (moved(book, claim, influence)) } } }
            @if !open.is_empty() && !book.brief { div { dt { "Unanswered" } dd { (arguments::linked(book, claim, &open)) } } }
            @if let Some(flip) = claim.debate.smallest_flips().first() { div { dt { "What would change it" } dd { (flipped(book, claim, flip)) } } }
        }
    }
}

fn moved(book: &Book<'_>, claim: &ClaimReport, influence: &Influence) -> Markup {
    let sign = if influence.change < 0.0 { "−" } else { "+" };
    html! {
        (arguments::linked(book, claim, std::slice::from_ref(&influence.id)))
        ", " (influence.kind.noun()) " (" (sign) (two_digits(influence.change.abs())) ")"
        @if !influence.answered_by.is_empty() { ", answered by " (arguments::linked(book, claim, &influence.answered_by)) }
    }
}

fn flipped(book: &Book<'_>, claim: &ClaimReport, flip: &Flip) -> Markup {
    html! {
        "with " (arguments::linked(book, claim, &flip.answered)) " answered it would be “" (flip.standing.as_str()) "”"
        @if let Some(strength) = flip.strength { ", at " (two_digits(strength)) }
    }
}

fn settled(book: &Book<'_>, claim: &ClaimReport) -> Markup {
    let (Some(record), Some(score)) = (&claim.claim.resolution, &claim.resolution) else {
        return html! {};
    };
    html! {
        div.settled {
            p {
                b { "Settled" @if let Some(date) = record.resolved { " " (date) } } ": "
                (outcome(record.outcome)) ". Brier score of the pool: " (or_reason(&score.brier)) "."
            }
            @if let Some(note) = &record.note { (paragraphs(note)) }
            @if !record.sources.is_empty() {
                p.note {
                    @for (i, id) in record.sources.iter().enumerate() {
                        @if i > 0 { "; " }
                        a href=(book.links.source(id.as_str())) { (arguments::label(book, id.as_str())) }
                    }
                }
            }
        }
    }
}

/// An outcome in a word, or as a share.
pub(super) fn outcome(value: f64) -> String {
    if value >= 1.0 {
        "it held".to_owned()
    } else if value <= 0.0 {
        "it did not hold".to_owned()
    } else {
        format!("it held to {}", two_digits(value))
    }
}

/// The sources of the claim. On a shortened page only those that no argument cites: the others stand
/// with their arguments, and all stand in the list of sources.
fn cited(book: &Book<'_>, claim: &ClaimReport) -> Markup {
    let listed = |used: &&ClaimSource| !book.brief || used.cited_by.is_empty();
    let listed: Vec<&ClaimSource> = claim.sources.iter().filter(listed).collect();
    html! {
        @if !listed.is_empty() {
            details.more open {
                summary { @if book.brief { "Further sources " } @else { "Sources " } span.n { (listed.len()) } }
                ul.references { @for source in listed { (one_source(book, source)) } }
            }
        }
    }
}

fn one_source(book: &Book<'_>, used: &ClaimSource) -> Markup {
    html! {
        li {
            @if book.brief {
                a href=(book.links.source(&used.key)) { (arguments::label(book, &used.key)) }
            } @else {
                (reference(book, &used.key, &used.source))
            }
            small { (reliance(book, used)) }
        }
    }
}

/// How a source bears on the claim, and who relies on it.
fn reliance(book: &Book<'_>, used: &ClaimSource) -> String {
    let bearing = match used.bearing() {
        Some(Bearing::Context) => " context for the claim".to_owned(),
        Some(bearing) => format!(" {bearing} the claim"),
        None if used.bearings.is_empty() => String::new(),
        None => " bearing disputed".to_owned(),
    };
    let names = relying(book, used);
    if names.is_empty() {
        return bearing;
    }
    format!("{bearing} · {}", names.join(", "))
}

/// Who cites a source or gives it for the claim, each once.
fn relying(book: &Book<'_>, used: &ClaimSource) -> Vec<String> {
    let citing = used.cited_by.iter().map(|(id, _)| &id.reviewer);
    let all: std::collections::BTreeSet<_> = citing.chain(used.bearings.keys()).collect();
    all.into_iter().map(|id| book.name(id.as_str())).collect()
}

fn related(book: &Book<'_>, claim: &ClaimReport) -> Markup {
    let id = &claim.claim.id;
    let incoming = book.report.claims.iter().flat_map(|other| {
        let ties = other
            .claim
            .relations
            .iter()
            .filter(move |tie| tie.claim == *id);
        ties.map(move |tie| (passive(tie.kind), &other.claim.id))
    });
    let outgoing = claim
        .claim
        .relations
        .iter()
        .map(|tie| (active(tie.kind), &tie.claim));
    let ties: Vec<_> = outgoing.chain(incoming).collect();
    html! {
        @if !ties.is_empty() {
            h4 { "Related claims" }
            ul.plain {
                @for (word, other) in ties {
                    li {
                        (word) " "
                        @match book.claim(other) {
                            Some(target) => a href=(book.links.claim(other)) { (line(&target.claim.statement)) },
                            None => (other),
                        }
                    }
                }
            }
        }
    }
}

fn passive(kind: RelationKind) -> &'static str {
    match kind {
        RelationKind::Supports => "supported by",
        RelationKind::Opposes => "opposed by",
        RelationKind::DependsOn => "needed by",
        RelationKind::Refines => "refined by",
    }
}

/// Every figure the report has, for those who want them all.
fn numbers(claim: &ClaimReport) -> Markup {
    let mut rows: Vec<(String, Statistic)> = Vec::new();
    if let Some(summary) = &claim.confidence {
        let pools = summary.pools.iter().filter(|(_, value)| value.is_ok());
        rows.extend(pools.map(|(pool, value)| (pool.name().to_owned(), value.clone())));
    }
    let spread: &[(Dispersion, Statistic)] = match (&claim.confidence, &claim.stance) {
        (Some(summary), _) => &summary.dispersion,
        (None, Some(summary)) => &summary.dispersion,
        (None, None) => &[],
    };
    let defined = spread.iter().filter(|(_, value)| value.is_ok());
    rows.extend(defined.map(|(measure, value)| (measure.name().to_owned(), value.clone())));
    html! {
        @if !rows.is_empty() {
            details.more {
                summary { "All figures" }
                (sensitivity(claim))
                dl.figures {
                    @for (name, value) in rows {
                        div { dt { (name.replace('_', " ")) } dd { (or_reason(&value)) } }
                    }
                }
            }
        }
    }
}

fn sensitivity(claim: &ClaimReport) -> Markup {
    let range = claim
        .confidence
        .as_ref()
        .and_then(|s| s.leave_one_out.as_ref().ok());
    html! {
        p {
            @if let Some((low, high)) = range {
                "Leaving out one reviewer at a time moves the pool between " (two_digits(*low)) " and " (two_digits(*high)) ". "
            }
            "By the other rules: "
            @for (i, (rule, verdict)) in claim.by_rule.iter().enumerate() {
                @if i > 0 { ", " }
                (rule.name()) " " (words::verdict(*verdict))
            }
            "."
        }
    }
}
