//! Changes of the workspace file, above all of the rules of consensus.

use crate::model::workspace::Workspace;

/// A field of the workspace file that differs, with both values as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleChange {
    /// Its name in the file, with its table: `consensus.rule`.
    pub field: &'static str,
    /// As it was.
    pub before: String,
    /// As it is.
    pub after: String,
    /// Whether the figures of a consensus depend on it.
    pub of_consensus: bool,
}

/// The fields that differ between two versions of the workspace file, in the order of the file.
pub fn changes(old: &Workspace, new: &Workspace) -> Vec<RuleChange> {
    let [before, after] = [old, new].map(fields);
    before
        .into_iter()
        .zip(after)
        .filter(|(old, new)| old.1 != new.1)
        .map(|(old, new)| RuleChange {
            field: old.0,
            before: old.1,
            after: new.1,
            of_consensus: old.2,
        })
        .collect()
}

fn fields(workspace: &Workspace) -> Vec<(&'static str, String, bool)> {
    let consensus = &workspace.consensus;
    let arguments = &workspace.arguments;
    let documents: Vec<String> = workspace
        .documents
        .values()
        .map(|document| format!("{document:?}"))
        .collect();
    let documents = if documents.is_empty() {
        "none".to_owned()
    } else {
        fingerprint(&documents.join("\n"))
    };
    let rounds: Vec<&str> = workspace.rounds.iter().map(|r| r.name.as_str()).collect();
    let maintainers: Vec<&str> = workspace
        .policy
        .maintainers
        .iter()
        .map(crate::model::id::ReviewerId::as_str)
        .collect();
    vec![
        ("title", workspace.title.clone(), false),
        ("documents", documents, false),
        ("confidence.interval", workspace.interval.to_string(), true),
        ("stance.levels", workspace.levels.join(", "), true),
        (
            "consensus.min-reviews",
            consensus.min_reviews.to_string(),
            true,
        ),
        ("consensus.pool", consensus.pool.clone(), true),
        ("consensus.weights", consensus.weights.to_string(), true),
        ("consensus.clip", consensus.clip.to_string(), true),
        ("consensus.rule", consensus.rule.to_string(), true),
        ("consensus.stale", consensus.stale.to_string(), true),
        ("arguments.claim", arguments.claim.to_string(), true),
        ("arguments.weak", arguments.weak.to_string(), true),
        ("arguments.moderate", arguments.moderate.to_string(), true),
        ("arguments.strong", arguments.strong.to_string(), true),
        ("arguments.credence", arguments.credence.to_string(), true),
        ("rounds", rounds.join(", "), false),
        (
            "policy.signatures",
            workspace.policy.signatures.to_string(),
            false,
        ),
        ("policy.maintainers", maintainers.join(", "), false),
    ]
}

/// Documents are long; that they differ is all that is said of them here.
fn fingerprint(text: &str) -> String {
    use sha2::{Digest, Sha256};
    let digest = Sha256::digest(text.as_bytes());
    crate::analysis::judged::hex(digest.get(..4).unwrap_or_default())
}
