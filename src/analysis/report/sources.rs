//! Sources across reviews: which descriptions are the same, and who relies on them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::model::{
    citation::FormattedCitation,
    claim::Claim,
    id::{ArgumentRef, ClaimId, ReviewerId, SourceId},
    review::Review,
    snapshot::Snapshot,
    source::{Bearing, CslValue, Source},
};

/// One description of a source, wherever it was given.
#[derive(Debug, Clone, PartialEq)]
pub struct DistinctSource {
    /// The source's id, with `~2`, `~3` … where the same id stands for different descriptions.
    pub key: String,
    /// The description.
    pub source: Source,
    /// The claims that rely on it.
    pub claims: BTreeSet<ClaimId>,
    /// The reviewers who rely on it.
    pub reviewers: BTreeSet<ReviewerId>,
    /// The source as a reference list gives it.
    pub citation: Option<FormattedCitation>,
}

/// A source as one claim's reviews use it.
#[derive(Debug, Clone, PartialEq)]
pub struct ClaimSource {
    /// Its key in the report's list of sources.
    pub key: String,
    /// The description.
    pub source: Source,
    /// Arguments that cite it, with the place in the source where one was named.
    pub cited_by: Vec<(ArgumentRef, Option<String>)>,
    /// What each reviewer who says so takes it to mean for the claim.
    pub bearings: BTreeMap<ReviewerId, Bearing>,
    /// Whether the claim's own record relies on it, for its resolution say.
    pub by_claim: bool,
}

impl ClaimSource {
    /// The bearing on which all agree who name one.
    pub fn bearing(&self) -> Option<Bearing> {
        let mut named = self
            .bearings
            .values()
            .copied()
            .chain(self.source.bearing.filter(|_| self.by_claim));
        let first = named.next()?;
        named.all(|other| other == first).then_some(first)
    }
}

/// Every distinct description in use, in order of the keys.
pub fn distinct_sources(snapshot: &Snapshot, keys: &SourceKeys) -> Vec<DistinctSource> {
    let mut found: BTreeMap<String, DistinctSource> = BTreeMap::new();
    for (claim, reviewer, source) in uses(snapshot) {
        let key = keys.key(source);
        let entry = found.entry(key.clone()).or_insert_with(|| DistinctSource {
            key,
            source: Source {
                bearing: None,
                ..source.clone()
            },
            claims: BTreeSet::new(),
            reviewers: BTreeSet::new(),
            citation: None,
        });
        entry.claims.insert(claim.clone());
        entry.reviewers.extend(reviewer.cloned());
    }
    found.into_values().collect()
}

/// What describes a source, its id apart.
type Description = BTreeMap<String, CslValue>;

/// The keys by which the distinct descriptions of a workspace are told apart: under each id, the
/// place of every description in the order in which they were met.
#[derive(Debug, Clone, Default)]
pub struct SourceKeys(HashMap<SourceId, HashMap<Description, usize>>);

impl SourceKeys {
    fn knows(&self, source: &Source) -> bool {
        let known = self.0.get(&source.id);
        known.is_some_and(|known| known.contains_key(&source.csl))
    }

    /// The key of a description.
    pub fn key(&self, source: &Source) -> String {
        let known = self.0.get(&source.id);
        match known.and_then(|known| known.get(&source.csl)) {
            None | Some(0) => source.id.to_string(),
            Some(i) => format!("{}~{}", source.id, i + 1),
        }
    }
}

/// Collects the keys; the first description met, in order of claims and reviewers, keeps the id.
pub fn source_keys(snapshot: &Snapshot) -> SourceKeys {
    let mut keys = SourceKeys::default();
    for (_, _, source) in uses(snapshot) {
        if !keys.knows(source) {
            let known = keys.0.entry(source.id.clone()).or_default();
            known.insert(source.csl.clone(), known.len());
        }
    }
    keys
}

type Use<'s> = (&'s ClaimId, Option<&'s ReviewerId>, &'s Source);

/// Every use of a source on an open claim, in order of claims and reviewers.
fn uses(snapshot: &Snapshot) -> Vec<Use<'_>> {
    let mut found = Vec::new();
    for claim in snapshot.claims.values().filter(|claim| claim.is_open()) {
        found.extend(
            claim_sources(snapshot, claim)
                .into_iter()
                .map(|source| (&claim.id, None, source)),
        );
        for review in snapshot.reviews_of(&claim.id).filter(|r| brings_any(r)) {
            found.extend(
                review_sources(snapshot, review)
                    .map(|source| (&claim.id, Some(&review.reviewer), source)),
            );
        }
    }
    found
}

/// Whether a review counts for its sources and may have some.
fn brings_any(review: &Review) -> bool {
    let has = !review.sources.is_empty() || !review.arguments.is_empty();
    has && review.withdrawn.is_none()
}

/// The sources that a claim's own record relies on.
pub(super) fn claim_sources<'s>(snapshot: &'s Snapshot, claim: &'s Claim) -> Vec<&'s Source> {
    let described = claim.sources.iter().filter(|source| !source.is_reference());
    let cited = claim
        .resolution
        .iter()
        .flat_map(|resolution| &resolution.sources);
    let elsewhere = cited
        .filter(|id| {
            !claim
                .sources
                .iter()
                .any(|source| source.id == **id && !source.is_reference())
        })
        .filter_map(|id| snapshot.bibliography.get(id));
    described.chain(elsewhere).collect()
}

/// The sources that a review lists or cites, each once, described as the review knows them.
pub(super) fn review_sources<'a>(
    snapshot: &'a Snapshot,
    review: &'a Review,
) -> impl Iterator<Item = &'a Source> {
    let live = review
        .arguments
        .iter()
        .filter(|argument| argument.is_live());
    let cited = live.flat_map(|argument| argument.sources.iter().map(|citation| &citation.id));
    let ids: BTreeSet<&SourceId> = review
        .sources
        .iter()
        .map(|source| &source.id)
        .chain(cited)
        .collect();
    ids.into_iter()
        .filter_map(|id| snapshot.describe(review, id))
}

/// The sources of one claim, in order of the keys.
pub(super) fn of_claim(snapshot: &Snapshot, claim: &Claim, keys: &SourceKeys) -> Vec<ClaimSource> {
    let mut found: BTreeMap<String, ClaimSource> = BTreeMap::new();
    let mut entry = |source: &Source, by_claim: bool| -> String {
        let key = keys.key(source);
        let entry = found.entry(key.clone()).or_insert_with(|| ClaimSource {
            key: key.clone(),
            source: source.clone(),
            cited_by: Vec::new(),
            bearings: BTreeMap::new(),
            by_claim: false,
        });
        entry.by_claim |= by_claim;
        key
    };
    for source in claim_sources(snapshot, claim) {
        entry(source, true);
    }
    let mut links = Vec::new();
    for review in snapshot.reviews_of(&claim.id).filter(|r| brings_any(r)) {
        for source in review_sources(snapshot, review) {
            let id = source.id.clone();
            links.push((entry(source, false), review, id));
        }
    }
    for (key, review, id) in links {
        if let Some(entry) = found.get_mut(&key) {
            link(entry, review, &id);
        }
    }
    found.into_values().collect()
}

fn link(entry: &mut ClaimSource, review: &Review, id: &SourceId) {
    let named = review
        .sources
        .iter()
        .find(|source| source.id == *id)
        .and_then(|source| source.bearing);
    entry
        .bearings
        .extend(named.map(|bearing| (review.reviewer.clone(), bearing)));
    for argument in review
        .arguments
        .iter()
        .filter(|argument| argument.is_live())
    {
        for citation in argument
            .sources
            .iter()
            .filter(|citation| citation.id == *id)
        {
            let by = ArgumentRef {
                reviewer: review.reviewer.clone(),
                argument: argument.id.clone(),
            };
            entry.cited_by.push((by, citation.locator.clone()));
        }
    }
}

/// Whether a claim rests on sources that do not depend on one another, as far as the records tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Backing {
    /// Nobody brought a source.
    Unsourced,
    /// Fewer than two reviewers brought them; the rest stand in the claim's own record.
    OneReviewer,
    /// All of them name the same authors.
    OneAuthor,
    /// Several reviewers brought sources, and not all by the same authors.
    Independent,
}

/// How a claim with these sources is backed.
pub fn backing(sources: &[ClaimSource]) -> Backing {
    let Some(first) = sources.first() else {
        return Backing::Unsourced;
    };
    let mut reviewers = sources.iter().flat_map(|used| {
        let cited = used.cited_by.iter().map(|(id, _)| &id.reviewer);
        cited.chain(used.bearings.keys())
    });
    let first_reviewer = reviewers.next();
    let several = reviewers.any(|other| Some(other) != first_reviewer);
    let authors = first.source.names("author");
    let alike = |used: &ClaimSource| used.source.names("author") == authors;
    if !several {
        Backing::OneReviewer
    } else if !authors.is_empty() && sources.iter().all(alike) {
        Backing::OneAuthor
    } else {
        Backing::Independent
    }
}
