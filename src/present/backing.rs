//! Which claims have no independent sources, in the words of every format.

use crate::analysis::report::{Backing, ClaimReport, Report, backing};
use crate::present::summary;

/// Said where no claim lacks them.
pub const NONE: &str =
    "Every claim has sources that several reviewers brought, not all by the same authors.";

/// What a claim lacks, to follow “3 claims”.
pub fn lack(backing: Backing) -> Option<&'static str> {
    match backing {
        Backing::Unsourced => Some("on which nobody has brought a source"),
        Backing::OneReviewer => Some("whose sources no two reviewers brought"),
        Backing::OneAuthor => Some("whose sources all name the same authors"),
        Backing::Independent => None,
    }
}

/// The open claims without independent sources, by what they lack; a lack that no claim has is left
/// out.
pub fn lacking(report: &Report) -> Vec<(&'static str, Vec<&ClaimReport>)> {
    let kinds = [Backing::Unsourced, Backing::OneReviewer, Backing::OneAuthor];
    let backed: Vec<(Backing, &ClaimReport)> = summary::open(report)
        .map(|claim| (backing(&claim.sources), claim))
        .collect();
    let of_kind = |kind: Backing| {
        let claims = backed.iter().filter(|(found, _)| *found == kind);
        let claims: Vec<&ClaimReport> = claims.map(|(_, claim)| *claim).collect();
        lack(kind)
            .filter(|_| !claims.is_empty())
            .map(|lack| (lack, claims))
    };
    kinds.into_iter().filter_map(of_kind).collect()
}
