//! People who join.

use super::bench::Bench;
use crate::model::{
    diagnostic::{Code, Diagnostic},
    layout::reviewer_path,
};

/// Everybody may add a folder of their own; whether they are who they say is for maintainers to say.
pub(super) fn check(bench: &Bench<'_>, found: &mut Vec<Diagnostic>) {
    for entry in bench.head.reviewers.values() {
        if bench.newcomer(&entry.id).is_none() {
            continue;
        }
        let known_as = match entry.emails.as_slice() {
            [] => "without an address".to_owned(),
            emails => format!("known by {}", emails.join(", ")),
        };
        let message = format!("\"{}\" joins as a reviewer, {known_as}", entry.id);
        found.push(
            Diagnostic::of_file(Code::NewReviewer, &reviewer_path(&entry.id), message).help(
                "maintainers confirm by merging that this is who it says; \
                 addresses and keys count from the next pull request on",
            ),
        );
    }
}
