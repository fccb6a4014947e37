//! Reviews that came, went or changed.

use std::collections::{BTreeMap, BTreeSet};

use super::{Edit, differing, joined};
use crate::model::{
    argument::Argument,
    confidence::Confidence,
    id::{ArgumentId, ClaimId, ReviewerId, SourceId},
    review::Review,
    snapshot::{ReviewsOfClaim, Snapshot},
    source::Source,
};

/// Moves of at least this much of the scale want a word of explanation.
pub const LARGE: f64 = 0.2;
/// Rounding never makes a move large.
const SLACK: f64 = 1e-9;

/// A review by its reviewer and claim.
pub type ReviewKey = (ReviewerId, ClaimId);

/// What became of the reviews, each list in order of claim and reviewer.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ReviewChanges {
    /// New reviews.
    pub added: Vec<ReviewKey>,
    /// Reviews that were taken back.
    pub withdrawn: Vec<ReviewKey>,
    /// Withdrawn reviews that count again.
    pub restored: Vec<ReviewKey>,
    /// Reviews whose record is gone.
    pub removed: Vec<ReviewKey>,
    /// Reviews with other changes than a withdrawal.
    pub changed: Vec<ReviewChange>,
}

/// A review that changed.
#[derive(Debug, Clone, PartialEq)]
pub struct ReviewChange {
    /// Whose.
    pub reviewer: ReviewerId,
    /// Of what.
    pub claim: ClaimId,
    /// The fields that differ, by their names in the file.
    pub fields: Vec<&'static str>,
    /// The probability on either side.
    pub confidence: Edit<Option<Confidence>>,
    /// The level on either side.
    pub stance: Edit<Option<u32>>,
    /// The reason not to rate on either side.
    pub abstain: Edit<Option<String>>,
    /// The rationale on either side.
    pub rationale: Edit<Option<String>>,
    /// The edition judged on either side.
    pub edition: Edit<u32>,
    /// Arguments by id.
    pub arguments: ArgumentChanges,
    /// Sources by id.
    pub sources: SourceChanges,
    /// A large move for which nothing new was said.
    pub unexplained: Option<Unexplained>,
}

/// A large move without a new rationale, argument or source.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Unexplained {
    /// How far the rating moved, as a share of its scale, with sign.
    pub moved: f64,
}

/// What became of a review's arguments, each list in order of the ids.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ArgumentChanges {
    /// New ones.
    pub added: Vec<ArgumentId>,
    /// Those that say, aim or weigh something else.
    pub changed: Vec<ArgumentId>,
    /// Those that were taken back.
    pub withdrawn: Vec<ArgumentId>,
    /// Those that count again.
    pub restored: Vec<ArgumentId>,
    /// Those whose record is gone.
    pub removed: Vec<ArgumentId>,
}

/// What became of a review's sources, each list in order of the ids.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SourceChanges {
    /// New ones.
    pub added: Vec<SourceId>,
    /// Those described otherwise, or with another bearing.
    pub changed: Vec<SourceId>,
    /// Those no longer there.
    pub removed: Vec<SourceId>,
}

impl ReviewChanges {
    pub(super) fn retain(&mut self, keep: impl Fn(&ReviewerId, &ClaimId) -> bool) {
        for list in [
            &mut self.added,
            &mut self.withdrawn,
            &mut self.restored,
            &mut self.removed,
        ] {
            list.retain(|(reviewer, claim)| keep(reviewer, claim));
        }
        self.changed
            .retain(|change| keep(&change.reviewer, &change.claim));
    }

    pub(super) fn claims(&self) -> impl Iterator<Item = &ClaimId> {
        let lists = [&self.added, &self.withdrawn, &self.restored, &self.removed];
        let listed = lists.into_iter().flatten().map(|(_, claim)| claim);
        listed.chain(self.changed.iter().map(|change| &change.claim))
    }
}

pub(super) fn changes(before: &Snapshot, after: &Snapshot) -> ReviewChanges {
    let mut found = ReviewChanges::default();
    let nothing = ReviewsOfClaim::new();
    for (claim, old, new) in joined(&before.reviews, &after.reviews) {
        if old == new {
            continue;
        }
        let levels = [before, after].map(|side| side.workspace.levels.len());
        for (reviewer, old, new) in joined(old.unwrap_or(&nothing), new.unwrap_or(&nothing)) {
            let key = || (reviewer.clone(), claim.clone());
            match (old, new) {
                (None, Some(_)) => found.added.push(key()),
                (Some(_), None) => found.removed.push(key()),
                (Some(old), Some(new)) if old != new => compare(old, new, levels, &mut found),
                _ => {}
            }
        }
    }
    found
}

fn compare(old: &Review, new: &Review, levels: [usize; 2], found: &mut ReviewChanges) {
    let key = || (new.reviewer.clone(), new.claim.clone());
    let withdrawal = match (&old.withdrawn, &new.withdrawn) {
        (None, Some(_)) => Some(&mut found.withdrawn),
        (Some(_), None) => Some(&mut found.restored),
        _ => None,
    };
    let mut fields = fields(old, new);
    if let Some(list) = withdrawal {
        list.push(key());
        fields.retain(|field| !matches!(*field, "status" | "reason"));
    }
    if fields.is_empty() {
        return;
    }
    let text = |text: Option<&str>| text.map(str::to_owned);
    let mut change = ReviewChange {
        reviewer: new.reviewer.clone(),
        claim: new.claim.clone(),
        fields,
        confidence: Edit::new(old.confidence(), new.confidence()),
        stance: Edit::new(old.stance(), new.stance()),
        abstain: Edit::new(text(old.abstained()), text(new.abstained())),
        rationale: Edit::new(old.rationale.clone(), new.rationale.clone()),
        edition: Edit::new(old.edition, new.edition),
        arguments: arguments(&old.arguments, &new.arguments),
        sources: sources(&old.sources, &new.sources),
        unexplained: None,
    };
    change.unexplained = unexplained(&change, levels);
    found.changed.push(change);
}

fn fields(old: &Review, new: &Review) -> Vec<&'static str> {
    let reason = |review: &Review| review.withdrawn.as_ref().map(|w| w.reason.clone());
    differing(&[
        ("edition", old.edition != new.edition),
        ("judged", old.judged != new.judged),
        ("confidence", old.confidence() != new.confidence()),
        ("stance", old.stance() != new.stance()),
        ("abstain", old.abstained() != new.abstained()),
        ("expertise", old.expertise != new.expertise),
        ("rationale", old.rationale != new.rationale),
        ("status", old.withdrawn.is_some() != new.withdrawn.is_some()),
        ("reason", reason(old) != reason(new)),
        (
            "arguments",
            arguments(&old.arguments, &new.arguments) != ArgumentChanges::default(),
        ),
        (
            "sources",
            sources(&old.sources, &new.sources) != SourceChanges::default(),
        ),
    ])
}

fn arguments(old: &[Argument], new: &[Argument]) -> ArgumentChanges {
    let by_id = |list: &[Argument]| -> BTreeMap<ArgumentId, Argument> {
        list.iter().map(|a| (a.id.clone(), a.clone())).collect()
    };
    let mut found = ArgumentChanges::default();
    for (id, old, new) in joined(&by_id(old), &by_id(new)) {
        match (old, new) {
            (None, Some(_)) => found.added.push(id.clone()),
            (Some(_), None) => found.removed.push(id.clone()),
            (Some(old), Some(new)) => {
                match (old.is_live(), new.is_live()) {
                    (true, false) => found.withdrawn.push(id.clone()),
                    (false, true) => found.restored.push(id.clone()),
                    _ => {}
                }
                if says_otherwise(old, new) {
                    found.changed.push(id.clone());
                }
            }
            (None, None) => {}
        }
    }
    found
}

/// Whether anything but the withdrawal differs; of two withdrawn ones also its reason.
fn says_otherwise(old: &Argument, new: &Argument) -> bool {
    let as_new = Argument {
        withdrawn: new.withdrawn.clone(),
        ..old.clone()
    };
    let both_withdrawn = old.withdrawn.is_some() && new.withdrawn.is_some();
    as_new != *new || both_withdrawn && old.withdrawn != new.withdrawn
}

fn sources(old: &[Source], new: &[Source]) -> SourceChanges {
    let by_id = |list: &[Source]| -> BTreeMap<SourceId, Source> {
        list.iter().map(|s| (s.id.clone(), s.clone())).collect()
    };
    let mut found = SourceChanges::default();
    for (id, old, new) in joined(&by_id(old), &by_id(new)) {
        match (old, new) {
            (None, _) => found.added.push(id.clone()),
            (_, None) => found.removed.push(id.clone()),
            (Some(old), Some(new)) if old != new => found.changed.push(id.clone()),
            _ => {}
        }
    }
    found
}

fn unexplained(change: &ReviewChange, levels: [usize; 2]) -> Option<Unexplained> {
    let moved = moved(change, levels).filter(|moved| moved.abs() >= LARGE - SLACK)?;
    let new_words = change.rationale.differs() && change.rationale.after.is_some();
    let said: BTreeSet<&str> = change.fields.iter().copied().collect();
    let arguments = &change.arguments;
    let explained = new_words
        || !(arguments.added.is_empty()
            && arguments.changed.is_empty()
            && arguments.withdrawn.is_empty())
        || !(change.sources.added.is_empty() && change.sources.changed.is_empty())
        || said.contains("edition");
    (!explained).then_some(Unexplained { moved })
}

/// How far the rating moved as a share of its scale; none where it is not on one scale throughout.
fn moved(change: &ReviewChange, [old, new]: [usize; 2]) -> Option<f64> {
    if let (Some(before), Some(after)) = (change.confidence.before, change.confidence.after) {
        return Some(after.best() - before.best());
    }
    let (before, after) = (change.stance.before?, change.stance.after?);
    let width = f64::from(u32::try_from(old.checked_sub(1)?).ok()?);
    (old == new && width > 0.0).then(|| (f64::from(after) - f64::from(before)) / width)
}
