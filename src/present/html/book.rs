//! What every part of the page looks up.

use std::collections::BTreeMap;

use super::links::Links;
use crate::analysis::report::{ClaimReport, Dissent, DistinctSource, Report};
use crate::model::id::{ClaimId, ReviewerId};

/// The report with its indices, and how its places refer to one another.
#[derive(Debug)]
pub(super) struct Book<'a> {
    pub(super) report: &'a Report,
    /// The program's version.
    pub(super) version: &'a str,
    pub(super) links: Links,
    names: BTreeMap<&'a str, &'a str>,
    sources: BTreeMap<&'a str, &'a DistinctSource>,
    claims: BTreeMap<&'a ClaimId, &'a ClaimReport>,
    dissent: BTreeMap<(&'a ClaimId, &'a ReviewerId), &'a Dissent>,
}

impl<'a> Book<'a> {
    pub(super) fn new(report: &'a Report, version: &'a str, links: Links) -> Self {
        let roster = report.reviewers.iter().map(|row| &row.reviewer);
        Self {
            names: roster.map(|r| (r.id.as_str(), r.name.as_str())).collect(),
            sources: report.sources.iter().map(|s| (s.key.as_str(), s)).collect(),
            claims: report.claims.iter().map(|c| (&c.claim.id, c)).collect(),
            dissent: report
                .dissent
                .iter()
                .map(|d| ((&d.claim, &d.reviewer), d))
                .collect(),
            report,
            version,
            links,
        }
    }

    /// How a reviewer is called; the id where the roster does not say.
    pub(super) fn name(&self, reviewer: &str) -> String {
        super::prose::line(self.names.get(reviewer).copied().unwrap_or(reviewer))
    }

    /// How the author of an argument is called, by the argument's `<reviewer>#<argument>`.
    pub(super) fn author(&self, argument: &str) -> String {
        self.name(argument.split('#').next().unwrap_or(argument))
    }

    pub(super) fn source(&self, key: &str) -> Option<&'a DistinctSource> {
        self.sources.get(key).copied()
    }

    pub(super) fn claim(&self, id: &ClaimId) -> Option<&'a ClaimReport> {
        self.claims.get(id).copied()
    }

    /// Whether and how a reviewer dissents on a claim.
    pub(super) fn dissent(&self, claim: &ClaimId, reviewer: &ReviewerId) -> Option<&'a Dissent> {
        self.dissent.get(&(claim, reviewer)).copied()
    }

    /// Open claims as a reader meets them, then those that are no longer open.
    pub(super) fn claims_in_order(&self) -> impl Iterator<Item = &'a ClaimReport> {
        let listed = self.report.sections.iter().flat_map(|s| &s.claims);
        let open = listed.filter_map(|i| self.report.claims.get(*i));
        open.chain(self.report.claims.iter().filter(|c| !c.claim.is_open()))
    }
}
