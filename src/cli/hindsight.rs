//! What a reviewer had before them when they judged, as far as history tells.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::{
    Result,
    chronicle::walked,
    context::Context,
    workspace::{Opened, View},
};
use crate::analysis::{
    diff::Edit,
    judged,
    past::{Reworded, reworded as found_reworded},
    report::Report,
    waiting::Stale,
};
use crate::model::{
    claim::Claim,
    history::{Step, Touched},
    id::{ClaimId, ReviewerId},
    layout::{CLAIMS, review_path},
    review::Review,
    revision::CommitId,
};
use crate::store::{history::Walk, load, source_tree::SourceTree};

/// Claims reworded without a new edition, with everybody who judged the older words.
pub(super) fn reworded(opened: &Opened, report: &Report, steps: &[Step]) -> Result<Vec<Reworded>> {
    let mut found = Vec::new();
    for mut reworded in found_reworded(steps) {
        let claim = report.claim(reworded.claim.as_str());
        let Some(claim) = claim.filter(|claim| claim.claim.edition == reworded.edition) else {
            continue;
        };
        for row in &claim.ratings {
            if !row.stale
                && row.review.withdrawn.is_none()
                && judged_otherwise(opened, &claim.claim, &row.review, row.commit.as_ref())?
            {
                reworded.judged_before.push(row.review.reviewer.clone());
            }
        }
        if !reworded.judged_before.is_empty() {
            found.push(reworded);
        }
    }
    Ok(found)
}

/// Whether a review of the present edition judged other words: its digest says so, or the claim as it
/// stood in the commit that last changed the review.
fn judged_otherwise(
    opened: &Opened,
    claim: &Claim,
    review: &Review,
    commit: Option<&CommitId>,
) -> Result<bool> {
    let now = judged::digest(claim);
    if let Some(digest) = &review.judged {
        return Ok(*digest != now);
    }
    let Some(commit) = commit else {
        return Ok(false);
    };
    let then = claim_at(opened, commit, &claim.id)?;
    Ok(then.is_some_and(|then| then.edition == claim.edition && judged::digest(&then) != now))
}

/// The claim that a review judged, if the commit that last changed the review held it.
fn judged_claim(opened: &Opened, review: &Review, commit: &CommitId) -> Result<Option<Claim>> {
    let then = claim_at(opened, commit, &review.claim)?;
    let fits = |then: &Claim| match &review.judged {
        Some(digest) => *digest == judged::digest(then),
        None => review.edition == then.edition,
    };
    Ok(then.filter(fits))
}

/// Claims that one reviewer judged in other words under the same edition, told by history where the
/// review carries no digest that would tell it.
pub(super) fn reworded_for(
    opened: &Opened,
    view: &View,
    me: &ReviewerId,
    context: &Context,
) -> Result<BTreeSet<ClaimId>> {
    let snapshot = &view.snapshot;
    let unsure = |review: &&Review| {
        let claim = snapshot.claims.get(&review.claim);
        review.reviewer == *me
            && review.judged.is_none()
            && claim.is_some_and(|claim| claim.edition == review.edition)
    };
    let unsure: Vec<&Review> = snapshot.all_reviews().filter(unsure).collect();
    let Some(tip) = opened.tip(&view.revision) else {
        return Ok(BTreeSet::new());
    };
    if unsure.is_empty() {
        return Ok(BTreeSet::new());
    }
    let walk = Walk {
        folder: opened.folder.clone(),
        without_reviews: true,
        ..Walk::default()
    };
    let history = walked(opened, tip, &walk, context)?;
    let suspect: BTreeSet<ClaimId> = found_reworded(&history.steps)
        .into_iter()
        .map(|found| found.claim)
        .collect();
    let mine = || {
        unsure
            .iter()
            .filter(|review| suspect.contains(&review.claim))
    };
    let commits = last_changes(opened, view, mine().copied())?;
    let mut found = BTreeSet::new();
    for review in mine() {
        let commit = commits.get(&review_path(me, &review.claim));
        if let Some(claim) = snapshot.claims.get(&review.claim)
            && judged_otherwise(opened, claim, review, commit)?
        {
            found.insert(claim.id.clone());
        }
    }
    Ok(found)
}

/// The statements that one reviewer judged, beside the present ones, as far as history tells.
pub(super) fn judged_words<'s>(
    opened: &Opened,
    view: &View,
    me: &ReviewerId,
    stale: impl Iterator<Item = &'s Stale>,
    context: &Context,
) -> Result<BTreeMap<ClaimId, Edit<String>>> {
    let snapshot = &view.snapshot;
    let reviews: Vec<&Review> = stale
        .filter_map(|stale| snapshot.review(&stale.claim, me))
        .collect();
    let commits = last_changes(opened, view, reviews.iter().copied())?;
    let mut found = BTreeMap::new();
    for review in reviews {
        let commit = commits.get(&review_path(me, &review.claim));
        let then = match commit {
            Some(commit) => judged_claim(opened, review, commit)?,
            None => None,
        };
        let then = match then {
            Some(then) => Some(then),
            None => last_of_edition(opened, view, review, context)?,
        };
        if let (Some(then), Some(now)) = (then, snapshot.claims.get(&review.claim)) {
            let words = Edit::new(then.statement, now.statement.clone());
            found.insert(review.claim.clone(), words);
        }
    }
    Ok(found)
}

/// The claim as it last stood in the edition that a review judges, where that is not the present one.
fn last_of_edition(
    opened: &Opened,
    view: &View,
    review: &Review,
    context: &Context,
) -> Result<Option<Claim>> {
    let Some(tip) = opened.tip(&view.revision) else {
        return Ok(None);
    };
    let walk = Walk {
        folder: opened.folder.clone(),
        claim: Some(review.claim.clone()),
        without_reviews: true,
        ..Walk::default()
    };
    let history = walked(opened, tip, &walk, context)?;
    let of_edition = |touched: &Touched| matches!(touched, Touched::Claim(_, Some(brief)) if brief.edition == review.edition);
    for step in history.steps.iter().rev() {
        if step.touched.iter().any(of_edition)
            && let Some(claim) = judged_claim(opened, review, &step.commit.id)?
        {
            return Ok(Some(claim));
        }
    }
    Ok(None)
}

/// A claim as a commit holds it.
fn claim_at(opened: &Opened, commit: &CommitId, id: &ClaimId) -> Result<Option<Claim>> {
    let tree = SourceTree::Commit(opened.repository()?.tree(commit, &opened.folder)?);
    let path = format!("{CLAIMS}/{id}.toml");
    let wanted = |asked: &str| path == asked || asked.ends_with('/') && path.starts_with(asked);
    let mut loaded = load::load_where(&tree, &wanted, &load::Silent)?;
    Ok(loaded.snapshot.claims.remove(id))
}

/// The commit that last changed each review of a list; those that are not committed are left out.
pub(super) fn last_changes<'r>(
    opened: &Opened,
    view: &View,
    reviews: impl IntoIterator<Item = &'r Review>,
) -> Result<HashMap<String, CommitId>> {
    let (Some(repo), Some(commit)) = (&opened.repo, &view.revision.commit) else {
        return Ok(HashMap::new());
    };
    let changed: HashSet<&String> = view.changed.iter().collect();
    let paths = reviews
        .into_iter()
        .map(|review| review_path(&review.reviewer, &review.claim))
        .filter(|path| !changed.contains(path))
        .collect();
    Ok(repo.last_changes(commit, &opened.folder, paths)?)
}
