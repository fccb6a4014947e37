//! Nothing is deleted, and nothing is moved.

use super::{bench::Bench, steps::Step, territory::is_lasting};
use crate::model::{
    diagnostic::{Code, Diagnostic},
    layout,
    proposal::{Proposal, Version},
};

/// What was public goes nowhere: what is taken back is withdrawn in its place.
pub(super) fn check(bench: &Bench<'_>, step: &Step<'_>, found: &mut Vec<Diagnostic>) {
    let (Some(before), None, Some(_)) = (step.before, step.after, step.published) else {
        return;
    };
    if !is_lasting(step.path) {
        return;
    }
    let found_at = moved_to(bench.proposal, step, before);
    found.push(if let Some(to) = found_at {
        let message = format!("{} moves this record to {to}", step.by());
        Diagnostic::of_file(Code::RecordMoved, step.path, message).help(
            "leave it where it is, since replies and history name it by its path; withdraw it, and \
             write a new one if need be",
        )
    } else {
        let message = format!("{} deletes this record", step.by());
        Diagnostic::of_file(Code::RecordDeleted, step.path, message)
            .help("bring it back, and write status = \"withdrawn\" with a reason")
    });
}

/// Where the same bytes, or the same words, appeared in the course of the pull request.
fn moved_to<'a>(proposal: &'a Proposal, step: &Step<'_>, gone: &Version) -> Option<&'a str> {
    let same_kind = |path: &str| {
        let folder = |path: &str| path.split('/').next().map(str::to_owned);
        path != step.path && folder(path) == folder(step.path) && layout::classify(path).is_some()
    };
    let appeared = proposal.touched.iter().find(|(path, net)| {
        let after = net.after.as_ref();
        net.before.is_none() && after.is_some_and(|after| is_same(gone, after)) && same_kind(path)
    });
    appeared.map(|(path, _)| path.as_str())
}

fn is_same(gone: &Version, new: &Version) -> bool {
    if gone.object == new.object {
        return true;
    }
    let (Some(gone), Some(new)) = (gone.record(), new.record()) else {
        return false;
    };
    match (gone.claim(), new.claim(), gone.review(), new.review()) {
        (Some(a), Some(b), ..) => a.statement == b.statement,
        (.., Some(a), Some(b)) => a.rationale.is_some() && a.rationale == b.rationale,
        _ => false,
    }
}
