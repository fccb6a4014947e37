//! Rules about signatures and keys.

use std::collections::BTreeMap;

use super::review_path;
use crate::model::{
    diagnostic::{Code, Diagnostic, FieldPath},
    keyring::PublicKey,
    layout::{reviewer_path, signature_path},
    review::Review,
    reviewer::Reviewer,
    signature::{Covers, SignatureState, Succession, Verdict, Verdicts, succession},
    snapshot::Snapshot,
    workspace::SignaturePolicy,
};

/// Problems with the signatures of reviews, given what each comes to.
pub fn check_signatures(snapshot: &Snapshot, verdicts: &Verdicts) -> Vec<Diagnostic> {
    let required = snapshot.workspace.policy.signatures == SignaturePolicy::Required;
    if verdicts.is_empty() && !required {
        return Vec::new();
    }
    snapshot
        .all_reviews()
        .filter_map(|review| {
            let path = review_path(review);
            let verdict = verdicts.get(&path).unwrap_or(&Verdict::ABSENT);
            problem(review, &path, verdict, required)
        })
        .collect()
}

fn problem(review: &Review, path: &str, verdict: &Verdict, required: bool) -> Option<Diagnostic> {
    let code = match verdict.state {
        SignatureState::Verified => return None,
        SignatureState::Absent if !required => return None,
        _ if required => Code::SignatureMissing,
        SignatureState::Unlisted => Code::SignatureUnlisted,
        SignatureState::Foreign => Code::SignatureForeign,
        SignatureState::Expired => Code::SignatureExpired,
        SignatureState::Revoked => Code::SignatureRevoked,
        SignatureState::Unsupported => Code::SignatureUnsupported,
        SignatureState::Bad | SignatureState::Absent => Code::SignatureBad,
    };
    let mut message = said(review, verdict);
    if required {
        message = format!("the policy of this workspace requires a signature, and {message}");
    }
    // What is wrong with a signature is told at its record, which people read.
    Some(Diagnostic::of_file(code, path, message).help(help(review, path, verdict.state)))
}

fn said(review: &Review, verdict: &Verdict) -> String {
    let reviewer = &review.reviewer;
    let what = match verdict.state {
        SignatureState::Verified => "the signature is sound".to_owned(),
        SignatureState::Absent => "there is none".to_owned(),
        SignatureState::Unlisted => {
            "it is signed by a key that nobody in the roster has".to_owned()
        }
        SignatureState::Foreign => {
            format!("it is signed by a key of somebody other than \"{reviewer}\"")
        }
        SignatureState::Expired => {
            "it is signed by a key that had expired before this revision was here".to_owned()
        }
        SignatureState::Revoked => "it is signed by a key that was revoked".to_owned(),
        SignatureState::Unsupported => "its signature is of a kind that is not checked".to_owned(),
        SignatureState::Bad => "the signature does not fit the record".to_owned(),
    };
    match &verdict.reason {
        Some(reason) => format!("{what}: {reason}"),
        None => what,
    }
}

fn help(review: &Review, path: &str, state: SignatureState) -> String {
    let (reviewer, claim) = (&review.reviewer, &review.claim);
    let sign = format!("`obelus sign {claim}` (as {reviewer})");
    match state {
        SignatureState::Absent => format!("{sign} writes {}", signature_path(path)),
        SignatureState::Unlisted => format!(
            "if it is {reviewer}'s, add it to `keys` in {}; otherwise {sign}",
            reviewer_path(reviewer)
        ),
        _ => format!("{sign} signs it anew; or remove {}", signature_path(path)),
    }
}

/// Keys that are listed in two ways, and reviews that name another claim than their path does.
pub(super) fn check(snapshot: &Snapshot, found: &mut Vec<Diagnostic>) {
    for reviewer in snapshot.reviewers.values() {
        contradictory(reviewer, found);
    }
    for review in snapshot.all_reviews() {
        if let Some(named) = review
            .named
            .as_ref()
            .filter(|named| **named != review.claim)
        {
            let path = review_path(review);
            let message = format!(
                "this is a review of \"{}\", not of \"{named}\"",
                review.claim
            );
            let field = FieldPath::key("claim");
            let help = format!(
                "write claim = \"{}\" or remove the line, then sign anew",
                review.claim
            );
            found.push(Diagnostic::at_field(Code::ClaimMismatch, &path, field, message).help(help));
        }
    }
}

fn contradictory(reviewer: &Reviewer, found: &mut Vec<Diagnostic>) {
    let lists = [
        ("revoked-keys", &reviewer.revoked_keys),
        ("expired-keys", &reviewer.expired_keys),
        ("keys", &reviewer.keys),
    ];
    let mut first: BTreeMap<PublicKey, &str> = BTreeMap::new();
    for (list, lines) in lists {
        for (i, line) in lines.iter().enumerate() {
            let Some(key) = PublicKey::new(line) else {
                continue;
            };
            let before = *first.entry(key).or_insert(list);
            if before != list {
                let message = format!("this key stands in `{before}` as well, which counts");
                let field = FieldPath::key(list).at(i);
                let path = reviewer_path(&reviewer.id);
                found.push(
                    Diagnostic::at_field(Code::ContradictoryKey, &path, field, message)
                        .help(format!("remove it from `{list}`")),
                );
            }
        }
    }
}

/// The digest of a review in the base and that of the proposed one, by path of the review; nothing
/// where the base has none.
pub type Revisions<'a> = &'a dyn Fn(&str) -> Option<(String, String)>;

/// Signed reviews that do not follow what stands in the base: older revisions put back.
pub fn check_succession(
    snapshot: &Snapshot,
    verdicts: &Verdicts,
    revisions: Revisions<'_>,
) -> Vec<Diagnostic> {
    if verdicts.is_empty() {
        return Vec::new();
    }
    let replayed = |review: &Review| {
        let path = review_path(review);
        let verdict = verdicts.get(&path)?;
        if verdict.covers != Some(Covers::Record) || !verdict.state.is_verified() {
            return None;
        }
        let (base, proposed) = revisions(&path)?;
        let found = succession(Some(&base), &proposed, &review.previous);
        (found == Succession::Replayed).then(|| replay(review, &path))
    };
    snapshot.all_reviews().filter_map(replayed).collect()
}

fn replay(review: &Review, path: &str) -> Diagnostic {
    let message = "this signed revision does not follow the one that it would replace";
    let help = format!(
        "`obelus sign {}` (as {}) adds what it follows to `previous`; if nobody edited it, an older \
         revision was put back",
        review.claim, review.reviewer
    );
    Diagnostic::of_file(Code::SignatureReplayed, path, message).help(help)
}
