//! What is sure of a record that was refused.
//!
//! A mistake in one line should not hide those that the other lines make against other records.
//! What could not be read is left out, in such a way that nothing is reported for want of it; lists
//! keep all their places or are left out whole, so that a finding points at the right one.

use std::sync::Arc;

use super::{Fields, Record, claim, review, reviewer, sources, workspace};
use crate::model::{
    claim::Claim,
    identifiers::is_digest,
    review::{Judgement, Review},
    workspace::Workspace,
};
use crate::store::layout::RecordPath;

pub(super) fn record(at: &RecordPath, fields: Fields<'_, '_>) -> Option<Record> {
    Some(match at {
        RecordPath::Workspace => Record::Workspace(Box::new(of_workspace(fields))),
        RecordPath::Claim(id) => {
            let claim = claim::claim(id, fields)?;
            Record::Claim(Box::new(of_claim(claim, fields)?))
        }
        RecordPath::Reviewer(id) => Record::Reviewer(Box::new(reviewer::reviewer(id, fields)?)),
        RecordPath::Review(reviewer, claim) => {
            let fallback = Judgement::Abstained(String::new());
            let review = review::review_or(reviewer, claim, fields, Some(&fallback))?;
            Record::Review(Arc::new(of_review(review, fields)))
        }
        RecordPath::Bibliography => return None,
    })
}

/// Whether every key that is given could be read.
fn read(fields: Fields<'_, '_>, keys: &[&str], readable: impl Fn(&str) -> bool) -> bool {
    keys.iter()
        .all(|key| fields.value(key).is_none() || readable(key))
}

fn of_workspace(fields: Fields<'_, '_>) -> Workspace {
    let mut workspace = workspace::workspace(fields).unwrap_or_else(workspace::unreadable);
    if let Some(documents) = fields.table("documents") {
        workspace.documents = workspace::documents(documents);
        workspace.documents.retain(|id, _| {
            documents.table(id.as_str()).is_some_and(|document| {
                let numbers = |key: &str| document.number(key).is_some();
                let texts = |key: &str| document.text(key).is_some();
                read(document, &["length", "quotation-budget"], numbers)
                    && read(document, &["license", "path"], texts)
            })
        });
    }
    let policy = fields.table("policy");
    let maintainers = policy.map_or(0, |policy| policy.items("maintainers").count());
    if workspace.policy.maintainers.len() != maintainers {
        workspace.policy.maintainers.clear();
    }
    workspace.rounds.clear();
    workspace
}

fn of_claim(mut claim: Claim, fields: Fields<'_, '_>) -> Option<Claim> {
    if claim.anchors.len() != fields.items("anchors").count() {
        claim.anchors.clear();
    }
    if claim.relations.len() != fields.items("relations").count() {
        claim.relations.clear();
    }
    if claim.sources.len() != fields.items("sources").count() {
        claim.sources.clear();
        claim.resolution = None;
    }
    let judged = read(fields, &["scale", "status"], |key| {
        fields.text(key).is_some()
    }) && read(fields, &["edition"], |key| fields.count(key).is_some());
    judged.then_some(claim)
}

fn of_review(mut review: Review, fields: Fields<'_, '_>) -> Review {
    let cites = |argument: Fields<'_, '_>| argument.items("sources").count();
    let cited: usize = fields.tables("arguments").map(cites).sum();
    let kept: usize = review.arguments.iter().map(|a| a.sources.len()).sum();
    if review.arguments.len() != fields.items("arguments").count() {
        review.arguments.clear();
    }
    let described = sources(fields).len() == fields.items("sources").count();
    if cited != kept || !described || review.arguments.is_empty() {
        review.sources.clear();
        review.arguments.iter_mut().for_each(|a| a.sources.clear());
    }
    review.judged = review
        .judged
        .filter(|written| is_digest(written, "sha256:"));
    if review.rationale.is_none() && fields.value("rationale").is_some() {
        review.rationale = Some(String::new());
    }
    review
}
