//! What every part of the page looks up.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::{
    course::{self, Course},
    links::Links,
    text::Texts,
};
use crate::analysis::history::Move;
use crate::analysis::report::{ClaimReport, Counts, Dissent, DistinctSource, Report};
use crate::model::{
    history::CommitNote,
    id::{ClaimId, ReviewerId},
};

/// The report with its indices, and how its places refer to one another.
#[derive(Debug, Clone)]
pub(super) struct Book<'a> {
    pub(super) report: &'a Report,
    /// The texts to show beside their claims.
    pub(super) texts: &'a Texts,
    /// The program's version.
    pub(super) version: &'a str,
    pub(super) links: Links,
    /// Whether one file would grow too large with everybody's prose, so that it is shortened.
    pub(super) brief: bool,
    names: BTreeMap<&'a str, &'a str>,
    sources: BTreeMap<&'a str, &'a DistinctSource>,
    claims: BTreeMap<&'a ClaimId, &'a ClaimReport>,
    dissent: BTreeMap<(&'a ClaimId, &'a ReviewerId), &'a Dissent>,
    stations: BTreeMap<&'a ClaimId, Vec<(&'a CommitNote, &'a Move)>>,
}

/// Beyond this much one file leaves to the site what its readers can do without: with some megabytes
/// more a page no longer opens at once.
const MOST: usize = 10_000;

/// How much a page would hold in full, a review being one. An argument takes twice the room, a claim
/// with its map, course and figures ten times.
fn weight(counts: Counts) -> usize {
    counts.reviews + 2 * counts.arguments + 10 * counts.claims
}

impl<'a> Book<'a> {
    pub(super) fn new(
        report: &'a Report,
        course: Option<&'a Course>,
        texts: &'a Texts,
        version: &'a str,
        links: Links,
    ) -> Self {
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
            stations: course.map(course::stations).unwrap_or_default(),
            brief: links == Links::OneFile && weight(report.counts) > MOST,
            report,
            texts,
            version,
            links,
        }
    }

    /// The same with other addresses.
    pub(super) fn at(&self, links: Links) -> Self {
        Self {
            links,
            ..self.clone()
        }
    }

    /// The commits that moved a claim, oldest first.
    pub(super) fn stations(&self, claim: &ClaimId) -> &[(&'a CommitNote, &'a Move)] {
        self.stations.get(claim).map_or(&[], Vec::as_slice)
    }

    /// How a reviewer is called; the id where the roster does not say.
    pub(super) fn name(&self, reviewer: &str) -> String {
        super::prose::line(self.names.get(reviewer).copied().unwrap_or(reviewer))
    }

    /// A reviewer's name that leads to more about them; a shortened page names them more often than
    /// it can afford to link.
    pub(super) fn named(&self, reviewer: &ReviewerId) -> Markup {
        let name = self.name(reviewer.as_str());
        html! {
            @if self.brief { (name) } @else { a href=(self.links.reviewer(reviewer)) { (name) } }
        }
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
