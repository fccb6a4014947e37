//! Checks that need more than one record: ties, editions, replies, sources, quotations.
//!
//! Each rule is one function from a snapshot to diagnostics.

mod circles;
mod claims;
mod quotations;
mod replies;
mod repository;
mod reviews;
mod roster;
mod signatures;
mod sources;

pub use repository::{Holdings, check_holdings};
pub use signatures::{Revisions, check_signatures, check_succession};

use rayon::prelude::*;

use crate::model::{
    diagnostic::{Code, Diagnostic, FieldPath},
    id::ClaimId,
    layout,
    review::Review,
    snapshot::{ReviewsOfClaim, Snapshot},
    spelling::nearest,
};

/// Every problem between the records of a snapshot, in no particular order.
pub fn check(snapshot: &Snapshot) -> Vec<Diagnostic> {
    const RULES: [fn(&Snapshot, &mut Vec<Diagnostic>); 8] = [
        claims::check,
        circles::check,
        quotations::check,
        reviews::check,
        replies::check,
        sources::check,
        roster::check,
        signatures::check,
    ];
    let of_rule = |rule: &fn(&Snapshot, &mut Vec<Diagnostic>)| {
        let mut found = Vec::new();
        rule(snapshot, &mut found);
        found
    };
    let found: Vec<Vec<Diagnostic>> = RULES.par_iter().map(of_rule).collect();
    found.into_iter().flatten().collect()
}

/// Whether a record stands at a path but could not be read, so that nothing is said about it twice.
/// A folder that is a link hides whatever stands below it.
fn exists_unread(snapshot: &Snapshot, path: &str) -> bool {
    let folders = path.match_indices('/').filter_map(|(at, _)| path.get(..at));
    folders
        .chain([path])
        .any(|part| snapshot.unreadable.contains(part))
}

/// Applies a rule to every review, in parallel; what is found keeps the order of the reviews.
fn each_review(
    snapshot: &Snapshot,
    found: &mut Vec<Diagnostic>,
    rule: impl Fn(&Review, &mut Vec<Diagnostic>) + Sync,
) {
    let claims: Vec<&ReviewsOfClaim> = snapshot.reviews.values().collect();
    let of_claim = |reviews: &ReviewsOfClaim| {
        let mut found = Vec::new();
        for review in reviews.values() {
            rule(review, &mut found);
        }
        found
    };
    found.par_extend(claims.into_par_iter().flat_map_iter(of_claim));
}

fn review_path(review: &Review) -> String {
    layout::review_path(&review.reviewer, &review.claim)
}

/// A tie to a claim that does not exist.
fn unknown_claim(snapshot: &Snapshot, path: &str, field: FieldPath, claim: &str) -> Diagnostic {
    let known = snapshot.claims.keys().map(ClaimId::as_str);
    let help = nearest(claim, known).map_or_else(
        || "`obelus claim list` shows the claims there are".to_owned(),
        |meant| format!("did you mean \"{meant}\"?"),
    );
    Diagnostic::at_field(
        Code::UnknownClaim,
        path,
        field,
        format!("there is no claim \"{claim}\""),
    )
    .help(help)
}
