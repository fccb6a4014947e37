//! What maintainers should know before they merge: who could do this, and what it lets others do.

use super::{
    bench::{Bench, Maintainers},
    territory::{Territory, territory},
};
use crate::analysis::diff::rule_changes;
use crate::model::{
    diagnostic::{Code, Diagnostic, FieldPath},
    layout::{WORKSPACE_FILE, reviewer_path},
    reviewer::Reviewer,
};

pub(super) fn check(bench: &Bench<'_>, found: &mut Vec<Diagnostic>) {
    no_maintainers(bench, found);
    policy(bench, found);
    for entry in bench.head.reviewers.values() {
        if let Some(before) = bench.base.reviewers.get(&entry.id) {
            identity(bench, before, entry, found);
        }
    }
    unowned(bench, found);
}

/// Told only where it matters: where something was changed that only maintainers may change.
fn no_maintainers(bench: &Bench<'_>, found: &mut Vec<Diagnostic>) {
    let who = match bench.maintainers {
        Maintainers::Listed(_) => return,
        Maintainers::Roster => "every reviewer of its roster counts as one",
        Maintainers::Everybody => {
            "everybody counts as one, for no entry of its roster gives an address or a key"
        }
    };
    let matters = |(path, net): (&String, &crate::model::proposal::Net)| match territory(path) {
        Territory::Workspace | Territory::Shared => true,
        Territory::Claim(_) => net.before.is_some(),
        Territory::Entry(id) => bench.newcomer(&id).is_none(),
        Territory::Folder(id) => bench.is_unowned(&id),
        Territory::Bibliography => false,
    };
    if bench.proposal.touched.iter().any(matters) {
        let message = format!("the base names no maintainers, so {who}");
        let field = FieldPath::key("policy").then("maintainers");
        found.push(
            Diagnostic::at_field(Code::NoMaintainers, WORKSPACE_FILE, field, message)
                .help("list them: [policy] maintainers = [\"…\"]"),
        );
    }
}

fn policy(bench: &Bench<'_>, found: &mut Vec<Diagnostic>) {
    let Some(net) = bench.proposal.touched.get(WORKSPACE_FILE) else {
        return;
    };
    let workspace = |version: &'_ Option<crate::model::proposal::Version>| {
        version.as_ref()?.record()?.workspace().cloned()
    };
    let (Some(before), Some(after)) = (workspace(&net.before), workspace(&net.after)) else {
        return;
    };
    for change in rule_changes(&before, &after) {
        let Some(key) = change.field.strip_prefix("policy.") else {
            continue;
        };
        let said = |value: &str| if value.is_empty() { "nobody" } else { value }.to_owned();
        let message = format!(
            "this pull request changes who may do what: `{}` from {} to {}",
            change.field,
            said(&change.before),
            said(&change.after)
        );
        let field = FieldPath::key("policy").then(key);
        found.push(
            Diagnostic::at_field(Code::PolicyChanged, WORKSPACE_FILE, field, message).help(
                "it counts from the next pull request on; merge it only if all maintainers know",
            ),
        );
    }
}

/// Whoever can add an address or a key to an entry can write as that reviewer from then on.
fn identity(bench: &Bench<'_>, before: &Reviewer, after: &Reviewer, found: &mut Vec<Diagnostic>) {
    let path = reviewer_path(&after.id);
    if !bench.proposal.touched.contains_key(&path) {
        return;
    }
    for (key, before, after) in [
        ("emails", &before.emails, &after.emails),
        ("keys", &before.keys, &after.keys),
    ] {
        if let Some(at) = after.iter().position(|value| !before.contains(value)) {
            let message = format!(
                "this pull request adds to `{key}`, by which \"{}\" is known",
                name(&path)
            );
            let field = FieldPath::key(key).at(at);
            found.push(
                Diagnostic::at_field(Code::IdentityChanged, &path, field, message)
                    .help("it counts from the next pull request on; ask them by another way whether it is theirs"),
            );
        }
    }
}

/// The reviewer of an entry's path.
fn name(path: &str) -> &str {
    path.split('/').nth(1).unwrap_or_default()
}

fn unowned(bench: &Bench<'_>, found: &mut Vec<Diagnostic>) {
    for path in bench.proposal.touched.keys() {
        let Territory::Folder(id) = territory(path) else {
            continue;
        };
        if bench.is_unowned(&id) {
            let message = format!(
                "nobody can be told to own the folder of \"{id}\", so it is kept by the maintainers"
            );
            found.push(
                Diagnostic::of_file(Code::UnownedFolder, &reviewer_path(&id), message)
                    .help("if it is somebody's, add their address to `emails`"),
            );
        }
    }
}
