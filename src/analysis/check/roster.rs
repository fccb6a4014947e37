//! Rules about the roster and the policy.

use std::collections::{BTreeMap, BTreeSet};

use super::exists_unread;
use crate::model::{
    diagnostic::{Code, Diagnostic, FieldPath, Place},
    id::ReviewerId,
    layout::reviewer_path,
    snapshot::Snapshot,
    spelling::nearest,
};

pub(super) fn check(snapshot: &Snapshot, found: &mut Vec<Diagnostic>) {
    unlisted(snapshot, found);
    maintainers(snapshot, found);
    shared_addresses(snapshot, found);
}

/// Reviewers who have reviews but no entry in the roster: told once for each.
fn unlisted(snapshot: &Snapshot, found: &mut Vec<Diagnostic>) {
    let writers: BTreeSet<&ReviewerId> = snapshot
        .all_reviews()
        .map(|review| &review.reviewer)
        .collect();
    for reviewer in writers {
        let path = reviewer_path(reviewer);
        if snapshot.reviewers.contains_key(reviewer) || exists_unread(snapshot, &path) {
            continue;
        }
        let message = format!("\"{reviewer}\" has written reviews but is not in the roster");
        let help = format!("`obelus reviewer add {reviewer} --name \"…\"` writes {path}");
        found.push(Diagnostic::new(Code::UnknownReviewer, &path, Place::File, message).help(help));
    }
}

fn maintainers(snapshot: &Snapshot, found: &mut Vec<Diagnostic>) {
    for (i, reviewer) in snapshot.workspace.policy.maintainers.iter().enumerate() {
        if snapshot.reviewers.contains_key(reviewer)
            || exists_unread(snapshot, &reviewer_path(reviewer))
        {
            continue;
        }
        let known = snapshot.reviewers.keys().map(ReviewerId::as_str);
        let help = nearest(reviewer.as_str(), known).map_or_else(
            || format!("add them: `obelus reviewer add {reviewer}`"),
            |meant| format!("did you mean \"{meant}\"?"),
        );
        let field = FieldPath::key("policy").then("maintainers").at(i);
        let message = format!("there is no reviewer \"{reviewer}\"");
        found.push(
            Diagnostic::at_field(Code::UnknownMaintainer, "obelus.toml", field, message).help(help),
        );
    }
}

fn shared_addresses(snapshot: &Snapshot, found: &mut Vec<Diagnostic>) {
    let mut owner: BTreeMap<String, &ReviewerId> = BTreeMap::new();
    for reviewer in snapshot.reviewers.values() {
        for (i, email) in reviewer.emails.iter().enumerate() {
            let Some(first) = owner.insert(email.to_lowercase(), &reviewer.id) else {
                continue;
            };
            if *first == reviewer.id {
                continue;
            }
            let field = FieldPath::key("emails").at(i);
            let message = format!("{email} belongs to \"{first}\" as well");
            let diagnostic = Diagnostic::at_field(
                Code::SharedEmail,
                &reviewer_path(&reviewer.id),
                field,
                message,
            );
            found.push(diagnostic.help("leave the address with one of the two"));
        }
    }
}
