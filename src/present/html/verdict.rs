//! A verdict as mark and word; colour only repeats what they say. The style sets the mark.

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
        span class=(class(verdict)) { (words::verdict(verdict)) }
    }
}

/// The word for what a claim came to: its verdict, or why it is no longer open.
pub(super) fn of_claim(claim: &ClaimReport) -> Markup {
    if claim.claim.is_open() {
        badge(claim.verdict.verdict)
    } else {
        html! { span.v-closed { (claim.claim.status) } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_style_has_the_mark_of_every_verdict() {
        let style = include_str!("style.css");
        for verdict in Verdict::ALL {
            let (class, mark) = (class(verdict), words::mark(verdict));
            let rule = format!(
                "span.{class}::before {{ content: \"{mark}\"; content: \"{mark}\" / \"\"; }}"
            );
            assert!(style.contains(&rule), "{rule}");
        }
    }
}
