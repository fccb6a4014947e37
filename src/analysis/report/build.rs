//! Putting a report together.

use std::collections::{BTreeSet, HashMap, HashSet};

use rayon::prelude::*;

use super::{
    AgreementReport, ClaimReport, Counts, DistinctSource, Inputs, RatingRow, Report, ReviewState,
    agreement, claim, dissent, distinct_sources, ratings, reviewers, scores, sections, sensitivity,
    signatures, source_keys,
};
use crate::analysis::past::Past;
use crate::analysis::statistics::{pool::Panel, rating::RatingTable};
use crate::model::{
    claim::{Claim, Scale},
    id::ReviewerId,
};

/// Computes the report.
pub fn build(inputs: &Inputs<'_>) -> Report {
    let snapshot = inputs.snapshot;
    let records: Vec<&Claim> = snapshot.claims.values().collect();
    let (rows, keys) = rayon::join(|| rows(inputs, &records), || source_keys(snapshot));
    let panels = panels(&records, &rows);
    let claims: Vec<ClaimReport> = records
        .into_par_iter()
        .zip(rows)
        .zip(panels)
        .map(|((claim, rows), panel)| claim::report(inputs, claim, rows, &panel, &keys))
        .collect();
    let open: Vec<&ClaimReport> = claims
        .iter()
        .filter(|claim| claim.claim.is_open())
        .collect();
    let levels = snapshot.workspace.levels.len();
    let ((reviewers, sources), [agreement_confidence, agreement_stance]) = rayon::join(
        || {
            let sources = || cited(inputs, distinct_sources(snapshot, &keys));
            rayon::join(|| reviewers::reviewers(inputs, &claims), sources)
        },
        || agreement(&open, levels),
    );
    Report {
        counts: counts(inputs, &claims, sources.len()),
        sections: sections::sections(inputs, &claims),
        reviewers,
        dissent: dissent::dissent(&claims, levels),
        agreement_confidence,
        agreement_stance,
        scores: scores::scores(&open, &snapshot.workspace.consensus),
        sensitivity: sensitivity::sensitivity(&open),
        signatures: signatures::signatures(&claims),
        past: Past::default(),
        workspace: snapshot.workspace.clone(),
        revision: inputs.revision.clone(),
        sources,
        claims,
    }
}

/// What every reviewer says of each claim.
fn rows(inputs: &Inputs<'_>, claims: &[&Claim]) -> Vec<Vec<RatingRow>> {
    let rows = claims.par_iter().map(|claim| ratings::rows(inputs, claim));
    rows.collect()
}

/// Agreement on the claims judged by probability, and on those judged by levels.
fn agreement(open: &[&ClaimReport], levels: usize) -> [Option<AgreementReport>; 2] {
    let reviewers = writers(open);
    let on = |scale| on_scale(open, scale);
    [
        agreement::of_confidence(&on(Scale::Confidence), &reviewers),
        agreement::of_stance(&on(Scale::Stance), &reviewers, levels),
    ]
}

/// Everybody who reviewed, in order of the ids.
fn writers(claims: &[&ClaimReport]) -> Vec<ReviewerId> {
    let rows = claims.iter().flat_map(|claim| &claim.ratings);
    in_order(rows).into_iter().cloned().collect()
}

/// The reviewers of rows, each once, in order of the ids: few among many rows.
fn in_order<'r>(rows: impl Iterator<Item = &'r RatingRow>) -> BTreeSet<&'r ReviewerId> {
    let reviewers: HashSet<&ReviewerId> = rows.map(|row| &row.review.reviewer).collect();
    reviewers.into_iter().collect()
}

fn on_scale<'c>(claims: &[&'c ClaimReport], scale: Scale) -> Vec<&'c ClaimReport> {
    claims
        .iter()
        .copied()
        .filter(|claim| claim.claim.scale == scale)
        .collect()
}

/// The panel of each claim; reviewers' habits are drawn from all claims judged by probability.
fn panels(claims: &[&Claim], rows: &[Vec<RatingRow>]) -> Vec<Panel> {
    // In order of the reviewers, whoever comes first in the first claim: sums of the same ratings
    // are then the same to the last bit everywhere.
    let reviewers = in_order(rows.iter().flatten());
    let columns: HashMap<&ReviewerId, usize> = reviewers.into_iter().zip(0..).collect();
    let mut table = RatingTable::new(claims.len(), columns.len());
    for (i, (claim, rows)) in claims.iter().zip(rows).enumerate() {
        if claim.scale != Scale::Confidence {
            continue;
        }
        for row in rows {
            if let (Some(column), Some(rating)) =
                (columns.get(&row.review.reviewer), claim::rating(row))
            {
                table.set(i, *column, rating);
            }
        }
    }
    table.panels()
}

fn cited(inputs: &Inputs<'_>, sources: Vec<DistinctSource>) -> Vec<DistinctSource> {
    let with_citation = |mut source: DistinctSource| {
        source.citation = inputs.citations.get(&source.key).cloned();
        source
    };
    sources.into_iter().map(with_citation).collect()
}

fn counts(inputs: &Inputs<'_>, claims: &[ClaimReport], sources: usize) -> Counts {
    let open = || claims.iter().filter(|report| report.claim.is_open());
    let reviews = || {
        open()
            .flat_map(|report| &report.ratings)
            .filter(|row| row.state != ReviewState::Withdrawn)
    };
    let reviewers = inputs.snapshot.reviewers.len();
    let pairs = open().count() * reviewers;
    Counts {
        claims: open().count(),
        reviewers,
        reviews: reviews().count(),
        arguments: reviews()
            .flat_map(|row| &row.review.arguments)
            .filter(|a| a.is_live())
            .count(),
        sources,
        coverage: (pairs > 0)
            .then(|| reviews().filter(|row| !row.stale).count() as f64 / pairs as f64),
    }
}
