//! What every format says of the past in the same words.

use crate::analysis::{
    diff::Edit,
    past::{
        ClaimInRounds, Figures, LateRules, Past, Reworded, RoundComparison, STABLE, Side, Since,
    },
    statistics::{Statistic, verdict::Verdict},
};
use crate::model::revision::CommitId;
use crate::present::{
    comparison::{Comparison, Point, signed},
    numbers::{counted, or_reason, percent, two_digits},
};

/// Stands beside every figure that compares rounds.
pub const CONFORMITY: &str = "Beware: ratings that draw together from round to round may be conformity and no better judgement (Woudenberg 1991). Small shifts do not show that a view is right; look at the reasons that were given for them.";

/// A round or a state in a few words: `round “first” (0c5f71b2273a)`.
pub fn side(side: &Side) -> String {
    let commit = side.commit.as_deref().map(CommitId::new);
    match (&side.name, commit) {
        (Some(name), Some(commit)) => format!("round “{name}” ({})", commit.short()),
        (Some(name), None) => format!("round “{name}”"),
        (None, _) => "now".to_owned(),
    }
}

/// Who changed how many ratings, how many first.
pub fn changed(rounds: &RoundComparison) -> String {
    let pairs = rounds.confidence.pairs + rounds.stance.pairs;
    if pairs == 0 {
        return "n = 0: nobody rated the same edition of a claim in both".to_owned();
    }
    let who: Vec<&str> = rounds.changed_by.iter().map(AsRef::as_ref).collect();
    let who = match who.as_slice() {
        [] => "nobody changed one".to_owned(),
        who => format!("changed by {}", who.join(", ")),
    };
    format!(
        "n = {} by the same reviewers on the same editions; {who}",
        counted(pairs, "rating")
    )
}

/// The figures of both scales, each with its n first; a scale without ratings is passed over.
pub fn figures(rounds: &RoundComparison) -> Vec<String> {
    let scales = [
        ("Probabilities", &rounds.confidence),
        ("Levels of agreement", &rounds.stance),
    ];
    let rated = scales.iter().filter(|(_, figures)| figures.pairs > 0);
    rated
        .map(|(what, figures)| sentence(what, figures))
        .collect()
}

fn sentence(what: &str, figures: &Figures) -> String {
    let share = figures
        .share_changed
        .as_ref()
        .map_or_else(|_| "–".to_owned(), |share| percent(*share));
    let shift = figures
        .median_shift
        .as_ref()
        .map_or_else(|_| "–".to_owned(), |shift| signed(*shift));
    format!(
        "{what}, n = {}: {share} changed, the median shifted by {shift}, Scheibe’s change is {}, linear weighted kappa {}.",
        figures.pairs,
        scheibe(figures),
        kappa(&figures.kappa),
    )
}

fn scheibe(figures: &Figures) -> String {
    let limit = two_digits(STABLE);
    match (&figures.scheibe_change, figures.is_stable()) {
        (Ok(change), Some(true)) => {
            format!(
                "{} (below {limit}, commonly called stable)",
                two_digits(*change)
            )
        }
        (Ok(change), _) => format!(
            "{} (not stable, which is below {limit})",
            two_digits(*change)
        ),
        (Err(why), _) => format!("undefined because {}", why.reason()),
    }
}

fn kappa(value: &Statistic) -> String {
    or_reason(value)
}

/// The claims of a comparison of which verdict, pool or median moved: turned verdicts first, then the
/// farthest pools, then by id.
pub fn moved(rounds: &RoundComparison) -> Vec<&ClaimInRounds> {
    let moves = |claim: &&ClaimInRounds| {
        claim.verdict.differs() || claim.pooled.differs() || claim.median.differs()
    };
    let mut found: Vec<&ClaimInRounds> = rounds.claims.iter().filter(moves).collect();
    found.sort_by(|a, b| {
        b.verdict
            .differs()
            .cmp(&a.verdict.differs())
            .then_with(|| distance(b).total_cmp(&distance(a)))
            .then_with(|| a.claim.cmp(&b.claim))
    });
    found
}

fn distance(claim: &ClaimInRounds) -> f64 {
    let ends = claim.pooled.before.zip(claim.pooled.after);
    ends.map_or(0.0, |(before, after)| (after - before).abs())
}

/// How many verdicts turned.
pub fn turned(rounds: &RoundComparison) -> usize {
    let verdicts = |claim: &&ClaimInRounds| claim.verdict.differs();
    rounds.claims.iter().filter(verdicts).count()
}

/// The pool, or the median level where there is none, in both: `0.35 → 0.40`.
pub fn centre(claim: &ClaimInRounds) -> String {
    let Edit { before, after } = claim.pooled;
    if before.or(after).is_some() {
        return crate::present::comparison::arrow(before, after);
    }
    let level =
        |level: Option<f64>| level.map_or_else(|| "–".to_owned(), |level| level.to_string());
    if claim.median.differs() {
        format!(
            "{} → {}",
            level(claim.median.before),
            level(claim.median.after)
        )
    } else {
        level(claim.median.after)
    }
}

/// A verdict in both, `contested → mixed`, or once where it is the same.
pub fn verdicts(verdict: &Edit<Option<Verdict>>) -> String {
    let word = |verdict: Option<Verdict>| verdict.map_or("–", crate::present::words::verdict);
    if verdict.differs() {
        format!("{} → {}", word(verdict.before), word(verdict.after))
    } else {
        word(verdict.after).to_owned()
    }
}

/// A claim's name, and whether its words are others by now.
pub fn remark(claim: &ClaimInRounds) -> &'static str {
    if claim.reworded {
        " (another edition, so ratings are not compared)"
    } else {
        ""
    }
}

/// What the last comparison and the first come to; the latter only where it is another.
pub fn comparisons(past: &Past) -> Vec<&RoundComparison> {
    let first = past.first.as_deref().filter(|_| past.rounds.len() > 1);
    past.rounds.iter().chain(first).collect()
}

/// A change of rules that came after rating had begun.
pub fn late(rules: &LateRules) -> String {
    let commit = &rules.commit;
    let changes: Vec<String> = rules
        .changes
        .iter()
        .map(|change| format!("{}: {} → {}", change.field, change.before, change.after))
        .collect();
    format!(
        "{} in commit {} of {} by {}",
        changes.join("; "),
        commit.id.short(),
        commit.committed.get(..10).unwrap_or_default(),
        commit.author
    )
}

/// What is to be thought of rules that were changed late.
pub const LATE: &str = "Rules of consensus were changed after rating had begun, so they could be chosen by their outcome:";

/// A claim that was reworded under the eyes of its reviewers.
pub fn reworded(found: &Reworded) -> String {
    let who: Vec<&str> = found.judged_before.iter().map(AsRef::as_ref).collect();
    format!(
        "{} is still edition {}, but commit {} of {} changed its words: {} judged the older ones",
        found.claim,
        found.edition,
        found.commit.id.short(),
        found.commit.committed.get(..10).unwrap_or_default(),
        who.join(", ")
    )
}

/// Calls a function with what changed since a commit, as the formats of differences take it.
pub fn with_comparison<T>(since: &Since, show: impl FnOnce(&Comparison<'_>) -> T) -> T {
    let from = Point::Commit(since.from.clone());
    let to = since.to.clone().map_or(Point::WorkingTree, Point::Commit);
    show(&Comparison {
        diff: &since.diff,
        from: &from,
        to: &to,
        before: &since.before,
        after: &since.after,
    })
}

/// Since when: the commit, or what it was called with its commit.
pub fn since(since: &Since) -> String {
    let commit = since.from.short();
    if since.from.as_str().starts_with(&since.name) {
        format!("commit {commit}")
    } else {
        format!("{} (commit {commit})", since.name)
    }
}
