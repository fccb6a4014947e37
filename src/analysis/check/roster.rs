//! Rules about the roster and the policy.

use std::collections::{BTreeMap, BTreeSet};

use super::exists_unread;
use crate::model::{
    diagnostic::{Code, Diagnostic, FieldPath, Place},
    id::ReviewerId,
    keyring::PublicKey,
    layout::{self, RecordPath, reviewer_path},
    snapshot::Snapshot,
    spelling::nearest,
};

pub(super) fn check(snapshot: &Snapshot, found: &mut Vec<Diagnostic>) {
    unlisted(snapshot, found);
    maintainers(snapshot, found);
    shared(snapshot, found);
}

/// Reviewers who have reviews but no entry in the roster: told once for each.
fn unlisted(snapshot: &Snapshot, found: &mut Vec<Diagnostic>) {
    let readable = snapshot.all_reviews().map(|review| review.reviewer.clone());
    let unreadable = snapshot
        .unreadable
        .iter()
        .filter_map(|path| match layout::classify(path) {
            Some(Ok(RecordPath::Review(reviewer, _))) => Some(reviewer),
            _ => None,
        });
    let writers: BTreeSet<ReviewerId> = readable.chain(unreadable).collect();
    for reviewer in &writers {
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

/// What may belong to one reviewer only: their values, the key they stand under, and what to say.
fn shared(snapshot: &Snapshot, found: &mut Vec<Diagnostic>) {
    let mut emails = Owners::default();
    let mut keys = Owners::default();
    let mut orcids = Owners::default();
    for reviewer in snapshot.reviewers.values() {
        let path = reviewer_path(&reviewer.id);
        let mut tell = |code, field, what: &str, first: &ReviewerId, help: &str| {
            let message = format!("{what} belongs to \"{first}\" as well");
            found.push(Diagnostic::at_field(code, &path, field, message).help(help));
        };
        for (i, email) in reviewer.emails.iter().enumerate() {
            if let Some(first) = emails.claim(email.to_lowercase(), &reviewer.id) {
                let field = FieldPath::key("emails").at(i);
                let help = "leave the address with one of the two";
                tell(Code::SharedEmail, field, email, first, help);
            }
        }
        let lists = [
            ("keys", &reviewer.keys),
            ("expired-keys", &reviewer.expired_keys),
        ];
        for (list, lines) in lists {
            for (i, line) in lines.iter().enumerate() {
                let bare = PublicKey::new(line).map_or(line.clone(), |key| key.to_string());
                if let Some(first) = keys.claim(bare, &reviewer.id) {
                    let field = FieldPath::key(list).at(i);
                    let help = "leave the key with one of the two, and let the other make one";
                    tell(Code::SharedKey, field, "this key", first, help);
                }
            }
        }
        if let Some(orcid) = &reviewer.orcid
            && let Some(first) = orcids.claim(orcid.clone(), &reviewer.id)
        {
            let help = "keep one of the two entries, if both are the same person";
            tell(
                Code::SharedOrcid,
                FieldPath::key("orcid"),
                orcid,
                first,
                help,
            );
        }
    }
}

/// Who was first to have a value.
#[derive(Default)]
struct Owners<'s>(BTreeMap<String, &'s ReviewerId>);

impl<'s> Owners<'s> {
    /// Somebody else who had the value before.
    fn claim(&mut self, value: String, reviewer: &'s ReviewerId) -> Option<&'s ReviewerId> {
        let first = *self.0.entry(value).or_insert(reviewer);
        (first != reviewer).then_some(first)
    }
}
