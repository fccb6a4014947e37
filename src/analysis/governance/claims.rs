//! What is judged does not change under those who judged it.

use super::{bench::Bench, steps::Step};
use crate::analysis::judged;
use crate::model::{
    claim::Claim,
    diagnostic::{Code, Diagnostic, FieldPath},
};

/// A claim that was public keeps its wording, or raises its edition; and no edition comes back.
pub(super) fn check(_: &Bench<'_>, step: &Step<'_>, found: &mut Vec<Diagnostic>) {
    let Some((before, after)) = step.records() else {
        return;
    };
    let (Some(before), Some(after)) = (before.claim(), after.claim()) else {
        return;
    };
    // An edition that is new in this pull request may still be worked on.
    let published = step
        .published
        .and_then(|v| v.record())
        .and_then(|r| r.claim());
    if published.is_none_or(|published| before.edition > published.edition) {
        return;
    }
    if after.edition < before.edition {
        let (from, to) = (before.edition, after.edition);
        let message = format!("{} lowers the edition from {from} to {to}", step.by());
        let field = FieldPath::key("edition");
        found.push(
            Diagnostic::at_field(Code::EditionLowered, step.path, field, message)
                .help("editions only rise, so that reviews of each can be told apart"),
        );
    } else if after.edition == before.edition && judged::digest(before) != judged::digest(after) {
        found.push(reworded(step, before, after));
    }
}

fn reworded(step: &Step<'_>, before: &Claim, after: &Claim) -> Diagnostic {
    let what = if before.kind != after.kind {
        "kind"
    } else if before.scale != after.scale {
        "scale"
    } else {
        "statement"
    };
    let message = format!(
        "{} changes what is judged, but the edition is still {}",
        step.by(),
        after.edition
    );
    let help = match step.commit {
        Some(_) => {
            "raise `edition` in the same commit, so that reviews of the old wording count as stale"
        }
        None => "raise `edition`, so that reviews of the old wording count as stale",
    };
    Diagnostic::at_field(
        Code::ClaimReworded,
        step.path,
        FieldPath::key(what),
        message,
    )
    .help(help)
}
