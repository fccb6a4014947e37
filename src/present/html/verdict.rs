//! A verdict as mark and word; colour only repeats what they say.

use maud::{Markup, html};

use crate::analysis::{report::ClaimReport, statistics::verdict::Verdict};
use crate::present::words;

/// The class that colours a verdict.
pub(super) fn class(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Insufficient => "v-insufficient",
        Verdict::Contested => "v-contested",
        Verdict::Mixed => "v-mixed",
        Verdict::ConsensusSupported => "v-supported",
        Verdict::ConsensusUndecided => "v-undecided",
        Verdict::ConsensusRejected => "v-rejected",
    }
}

/// Mark and word.
pub(super) fn badge(verdict: Verdict) -> Markup {
    html! {
        span class={ "v " (class(verdict)) } {
            span aria-hidden="true" { (words::mark(verdict)) } " " (words::verdict(verdict))
        }
    }
}

/// The word for what a claim came to: its verdict, or why it is no longer open.
pub(super) fn of_claim(claim: &ClaimReport) -> Markup {
    if claim.claim.is_open() {
        badge(claim.verdict.verdict)
    } else {
        html! { span.v.v-closed { (claim.claim.status) } }
    }
}
