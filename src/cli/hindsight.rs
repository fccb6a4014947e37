//! What a reviewer had before them when they judged, as far as history tells.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::{
    Result,
    ahead::{Looked, branches},
    chronicle::walked,
    context::Context,
    workspace::{Opened, View},
};
use crate::analysis::{
    diff::Edit,
    judged,
    past::{Reworded, boundaries, reworded as found_reworded},
    report::Report,
    waiting::Stale,
};
use crate::model::{
    claim::Claim,
    history::{Step, Touched},
    id::{ClaimId, ReviewerId},
    layout::{RecordPath, claim_path, review_path},
    record::Record,
    review::Review,
    revision::CommitId,
};
use crate::store::{decode, history::Walk};

/// Claims reworded without a new edition, with everybody who judged the older words.
pub(super) fn reworded(
    opened: &Opened,
    view: &View,
    report: &Report,
    looked: &Looked,
) -> Result<Vec<Reworded>> {
    let suspects = suspects(report, &looked.steps);
    let unsure = suspects.iter().flat_map(|(_, _, reviews)| reviews);
    let unsure = unsure.filter(|review| review.judged.is_none());
    let beside_older =
        beside_older_words(opened, view, unsure.copied(), looked.branches.as_deref())?;
    let mut found = Vec::new();
    for (mut reworded, claim, reviews) in suspects {
        let older = |review: &&Review| judged_otherwise(claim, review, &beside_older);
        let older = reviews.into_iter().filter(older);
        let reviewers = older.map(|review| review.reviewer.clone());
        reworded.judged_before.extend(reviewers);
        if !reworded.judged_before.is_empty() {
            found.push(reworded);
        }
    }
    Ok(found)
}

/// A claim that was reworded within its present edition, with the reviews of that edition.
type Suspect<'r> = (Reworded, &'r Claim, Vec<&'r Review>);

fn suspects<'r>(report: &'r Report, steps: &[Step]) -> Vec<Suspect<'r>> {
    let suspect = |reworded: Reworded| {
        let found = report.claim(reworded.claim.as_str())?;
        let rows = found.ratings.iter();
        let current = rows.filter(|row| !row.stale && row.review.withdrawn.is_none());
        let reviews = current.map(|row| row.review.as_ref()).collect();
        let same = found.claim.edition == reworded.edition;
        same.then_some((reworded, &found.claim, reviews))
    };
    found_reworded(steps)
        .into_iter()
        .filter_map(suspect)
        .collect()
}

/// Paths of reviews that stood, as they are, in some commit beside older words of the claim's present
/// edition; of those that are not committed nothing is said. `known` are the steps on all branches,
/// where they are at hand.
fn beside_older_words<'r>(
    opened: &Opened,
    view: &View,
    reviews: impl Iterator<Item = &'r Review>,
    known: Option<&[Step]>,
) -> Result<HashSet<String>> {
    let changed: HashSet<&String> = view.changed.iter().collect();
    let mut paths: BTreeMap<ClaimId, Vec<String>> = BTreeMap::new();
    for review in reviews {
        let path = review_path(&review.reviewer, &review.claim);
        if !changed.contains(&path) {
            let of_claim = paths.entry(review.claim.clone()).or_default();
            of_claim.push(path);
        }
    }
    let (false, Some(tip)) = (paths.is_empty(), opened.tip(&view.revision)) else {
        return Ok(HashSet::new());
    };
    let steps = match known {
        Some(known) => known,
        None => &branches(opened, tip)?,
    };
    let asked: Vec<(CommitId, String)> = boundaries(steps, &paths.keys().cloned().collect())
        .into_iter()
        .flat_map(|(claim, commit)| {
            let paths = paths.get(&claim).into_iter().flatten();
            paths.map(move |path| (commit.clone(), path.clone()))
        })
        .collect();
    let repo = opened.repository()?;
    let same = repo.unchanged(&opened.folder, tip, &asked)?;
    let stood = asked.into_iter().zip(same).filter(|(_, same)| *same);
    Ok(stood.map(|((_, path), _)| path).collect())
}

/// Whether a review of the present edition judged other words: its digest says so, or it stood beside
/// them.
fn judged_otherwise(claim: &Claim, review: &Review, beside_older: &HashSet<String>) -> bool {
    match &review.judged {
        Some(digest) => *digest != judged::digest(claim),
        None => beside_older.contains(&review_path(&review.reviewer, &review.claim)),
    }
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
    let beside_older = beside_older_words(opened, view, mine().copied(), None)?;
    let older = |review: &&Review| -> Option<ClaimId> {
        let claim = snapshot.claims.get(&review.claim)?;
        judged_otherwise(claim, review, &beside_older).then(|| claim.id.clone())
    };
    Ok(mine().filter_map(older).collect())
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
    let path = claim_path(id);
    let bytes = opened
        .repository()?
        .bytes_at(commit, &opened.folder, &path)?;
    let Some(text) = bytes.and_then(|bytes| String::from_utf8(bytes).ok()) else {
        return Ok(None);
    };
    let at = RecordPath::Claim(id.clone());
    Ok(match decode::record(&path, &at, &text).0 {
        Some(Record::Claim(claim)) => Some(*claim),
        _ => None,
    })
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
    let paths: HashSet<String> = reviews
        .into_iter()
        .map(|review| review_path(&review.reviewer, &review.claim))
        .filter(|path| !changed.contains(path))
        .collect();
    if paths.is_empty() {
        return Ok(HashMap::new());
    }
    Ok(repo.last_changes(commit, &opened.folder, paths)?)
}
