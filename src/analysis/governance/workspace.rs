//! The workspace file: closed rounds stay, and rules are not changed while people rate.

use super::{bench::Bench, steps::Step};
use crate::analysis::diff::rule_changes;
use crate::model::{
    diagnostic::{Code, Diagnostic, FieldPath},
    workspace::Workspace,
};

pub(super) fn check(bench: &Bench<'_>, step: &Step<'_>, found: &mut Vec<Diagnostic>) {
    let Some((before, after)) = step.records() else {
        return;
    };
    let (Some(before), Some(after)) = (before.workspace(), after.workspace()) else {
        return;
    };
    rounds(step, before, after, found);
    if step.commit.is_none() && bench.base.all_reviews().next().is_some() {
        rules(step, before, after, found);
    }
}

/// Ratings of a closed round stay comparable for ever, so the round must go on naming its commit.
fn rounds(step: &Step<'_>, before: &Workspace, after: &Workspace, found: &mut Vec<Diagnostic>) {
    let published = step
        .published
        .and_then(|v| v.record())
        .and_then(|r| r.workspace());
    let Some(published) = published else { return };
    for round in &published.rounds {
        if before.rounds.contains(round) && !after.rounds.contains(round) {
            let message = format!(
                "{} changes or removes the round \"{}\"",
                step.by(),
                round.name
            );
            let field = FieldPath::key("rounds");
            found.push(
                Diagnostic::at_field(Code::RoundChanged, step.path, field, message)
                    .help("put it back as it was; a new round gets a name of its own"),
            );
        }
    }
}

fn rules(step: &Step<'_>, before: &Workspace, after: &Workspace, found: &mut Vec<Diagnostic>) {
    for change in rule_changes(before, after)
        .iter()
        .filter(|change| change.of_consensus)
    {
        let message = format!(
            "{} changes `{}` from {} to {} although rating has begun",
            step.by(),
            change.field,
            change.before,
            change.after
        );
        let field = change
            .field
            .split('.')
            .fold(FieldPath::default(), FieldPath::then);
        found.push(
            Diagnostic::at_field(Code::RulesChangedLate, step.path, field, message).help(
                "rules are fixed before rating begins; if it must be, say why in the pull request, \
                 and close a round before",
            ),
        );
    }
}
