//! The order in which a reader meets the claims.

use std::collections::BTreeMap;

use super::{ClaimReport, Inputs};
use crate::analysis::statistics::verdict::Verdict;

/// The claims under one heading, the contested first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The heading; none for claims that stand under none.
    pub title: Option<String>,
    /// Indices into the report's claims.
    pub claims: Vec<usize>,
}

/// Open claims by section: sections in the order of their documents, claims by verdict and place.
pub(super) fn sections(inputs: &Inputs<'_>, claims: &[ClaimReport]) -> Vec<Section> {
    let headings: Vec<&str> = inputs
        .snapshot
        .workspace
        .documents
        .values()
        .flat_map(|document| document.sections.iter().map(String::as_str))
        .collect();
    let rank = |title: Option<&str>| {
        title
            .and_then(|title| headings.iter().position(|h| *h == title))
            .unwrap_or(headings.len())
    };
    let mut grouped: BTreeMap<(usize, Option<&str>), Vec<usize>> = BTreeMap::new();
    for (i, report) in claims
        .iter()
        .enumerate()
        .filter(|(_, report)| report.claim.is_open())
    {
        let title = report.claim.section();
        grouped.entry((rank(title), title)).or_default().push(i);
    }
    let section = |((_, title), mut members): ((usize, Option<&str>), Vec<usize>)| {
        members.sort_by_cached_key(|i| claims.get(*i).map(place));
        Section {
            title: title.map(str::to_owned),
            claims: members,
        }
    };
    grouped.into_iter().map(section).collect()
}

fn place(report: &ClaimReport) -> (u8, u32, String) {
    let paragraph = report
        .claim
        .anchors
        .first()
        .and_then(|anchor| anchor.paragraph)
        .unwrap_or(u32::MAX);
    (
        urgency(report.verdict.verdict),
        paragraph,
        report.claim.id.to_string(),
    )
}

/// How soon a verdict wants a reader's eye, 0 first.
pub(super) fn urgency(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Contested => 0,
        Verdict::Mixed => 1,
        Verdict::ConsensusUndecided => 2,
        Verdict::ConsensusRejected => 3,
        Verdict::ConsensusSupported => 4,
        Verdict::Insufficient => 5,
    }
}
