//! What signatures prove, by the keys of the base.

use super::desk::{ADAS_REVIEW, CLAIM, FILES, digest, entry, host_with, keys, rows, sha256};
use crate::support::{Fork, Host, Key, by};

const ADAS: &str = "reviews/ada/froze.toml";
const ENTRY: &str = "reviews/ada/reviewer.toml";

fn ada() -> Key {
    Key::number(1)
}

fn mallory() -> Key {
    Key::number(2)
}

fn keeper() -> Key {
    Key::number(3)
}

/// A key that the base does not know.
fn fresh() -> Key {
    Key::number(4)
}

/// One of Ada's that has expired, and one that was stolen.
fn expired() -> Key {
    Key::number(5)
}

fn stolen() -> Key {
    Key::number(6)
}

/// A host whose reviewers have keys.
fn keyed() -> Host {
    let lists = [
        keys("keys", &[&ada()]),
        keys("expired-keys", &[&expired()]),
        keys("revoked-keys", &[&stolen()]),
    ];
    host_with(&[
        (ENTRY, &entry("ada", &lists.join("\n"))),
        (
            "reviews/mallory/reviewer.toml",
            &entry("mallory", &keys("keys", &[&mallory()])),
        ),
        (
            "reviews/keeper/reviewer.toml",
            &entry("keeper", &keys("keys", &[&keeper()])),
        ),
    ])
}

/// A host that requires signatures, and has no review yet.
fn strict() -> Host {
    let workspace = "format = 1\ntitle = \"x\"\n\n[policy]\nmaintainers = [\"keeper\"]\nsignatures = \"required\"\n";
    let (adas, keepers) = (
        entry("ada", &keys("keys", &[&ada()])),
        entry("keeper", &keys("keys", &[&keeper()])),
    );
    Host::new(&[
        ("obelus.toml", workspace),
        ("claims/froze.toml", CLAIM),
        (ENTRY, &adas),
        ("reviews/keeper/reviewer.toml", &keepers),
    ])
}

/// A review that says what a signature is for, and which revisions it follows.
fn bound(confidence: f64, previous: &[&str]) -> String {
    let hex = |text: &&str| format!("\"{}\"", sha256(text));
    let previous: Vec<String> = previous.iter().map(hex).collect();
    format!(
        "edition = 1\njudged = \"{}\"\nclaim = \"froze\"\nprevious = [{}]\nconfidence = {confidence}\nrationale = \"The log.\"\n",
        digest(),
        previous.join(", ")
    )
}

/// Writes a review of Ada's with a signature beside it.
fn sealed<'f>(fork: &'f Fork, text: &str, key: &Key) -> &'f Fork {
    fork.write(ADAS, text);
    fork.write(
        "reviews/ada/froze.toml.sig",
        key.sign("review@obelus", text.as_bytes()),
    )
}

fn edited(fork: &Fork) -> &Fork {
    fork.edit(ADAS, "0.35", "0.9")
}

/// A host whose base has Ada's second revision, signed, after a first one that was signed too.
fn with_two_revisions() -> Host {
    let first = bound(0.3, &[]);
    let second = bound(0.9, &[&first]);
    let signature = ada().sign("review@obelus", second.as_bytes());
    host_with(&[
        (ENTRY, &entry("ada", &keys("keys", &[&ada()]))),
        (ADAS, &second),
        ("reviews/ada/froze.toml.sig", &signature),
    ])
}

/// A host whose base has a review of Ada's, signed by a key that has expired since.
fn with_an_old_signature() -> Host {
    let text = bound(0.3, &[]);
    let signature = expired().sign("review@obelus", text.as_bytes());
    let lists = [keys("keys", &[&ada()]), keys("expired-keys", &[&expired()])];
    host_with(&[
        (ENTRY, &entry("ada", &lists.join("\n"))),
        (ADAS, &text),
        ("reviews/ada/froze.toml.sig", &signature),
    ])
}

rows! {
    a_valid_signature_makes_nobody_else_the_author ForgedAuthor: keyed,
        wrong |_, fork| { edited(fork).commit(&by("ada").signed(&mallory())); }
            => ["forged-author reviews/ada/froze.toml:1:1"],
        right |_, fork| { edited(fork).commit(&by("ada").signed(&ada())); } => [];
    the_authors_signature_outweighs_the_committer AuthorNotCommitter: keyed,
        wrong |_, fork| { edited(fork).commit(&by("ada").committed_by("keeper")); }
            => ["author-not-committer reviews/ada/froze.toml:1:1"],
        right |_, fork| { edited(fork).commit(&by("ada").committed_by("keeper").signed(&ada())); } => [];
    a_key_counts_once_it_is_merged KeyFresh: keyed,
        wrong |_, fork| {
            fork.write(ENTRY, entry("ada", &[keys("keys", &[&ada(), &fresh()]), keys("expired-keys", &[&expired()]), keys("revoked-keys", &[&stolen()])].join("\n")));
            fork.commit(&by("ada").signed(&fresh()));
            edited(fork).commit(&by("ada").signed(&fresh()));
        } => [
            "key-fresh reviews/ada/froze.toml:1:1",
            "key-fresh reviews/ada/reviewer.toml:1:1",
            "identity-changed reviews/ada/reviewer.toml:4:103"
        ],
        right |_, fork| {
            fork.write(ENTRY, entry("ada", &[keys("keys", &[&ada(), &fresh()]), keys("expired-keys", &[&expired()]), keys("revoked-keys", &[&stolen()])].join("\n")));
            fork.commit(&by("ada").signed(&ada()));
            edited(fork).commit(&by("ada").signed(&ada()));
        } => ["identity-changed reviews/ada/reviewer.toml:4:103"];
    a_signature_beside_a_review_by_a_new_key_is_too_early KeyFresh: keyed,
        wrong |_, fork| {
            fork.write(ENTRY, entry("ada", &[keys("keys", &[&ada(), &fresh()]), keys("revoked-keys", &[&stolen()])].join("\n")));
            sealed(fork, &bound(0.9, &[ADAS_REVIEW]), &fresh()).commit(&by("ada").signed(&ada()));
        } => [
            "argument-deleted reviews/ada/froze.toml:1:1",
            "key-fresh reviews/ada/froze.toml:1:1",
            "key-fresh reviews/ada/froze.toml.sig:1:1",
            "identity-changed reviews/ada/reviewer.toml:4:103"
        ],
        right |_, fork| {
            let text = ADAS_REVIEW.replace("0.35", "0.9");
            fork.write(ADAS, text).commit(&by("ada").signed(&ada()));
        } => [];
    an_expired_key_covers_nothing_new_whatever_the_date KeyExpired: keyed,
        wrong |_, fork| { edited(fork).commit(&by("ada").signed(&expired()).at(1_000_000_000)); }
            => ["key-expired reviews/ada/froze.toml:1:1"],
        right |_, fork| { edited(fork).commit(&by("ada").signed(&ada()).at(1_000_000_000)); } => [];
    a_revoked_key_proves_nothing KeyRevoked: keyed,
        wrong |_, fork| { edited(fork).commit(&by("ada").signed(&stolen())); }
            => ["key-revoked reviews/ada/froze.toml:1:1"],
        right |_, fork| { edited(fork).commit(&by("ada").signed(&ada())); } => [];
    a_revocation_is_never_taken_back RevocationRemoved: keyed,
        wrong |_, fork| {
            fork.write(ENTRY, entry("ada", &[keys("keys", &[&ada()]), keys("expired-keys", &[&expired()])].join("\n")));
            fork.commit(&by("ada").signed(&ada()));
        } => ["revocation-removed reviews/ada/reviewer.toml:1:1"],
        right |_, fork| {
            fork.write(ENTRY, entry("ada", &[keys("keys", &[&ada()]), keys("revoked-keys", &[&expired(), &stolen()])].join("\n")));
            fork.commit(&by("ada").signed(&ada()));
        } => [];
    a_revocation_that_comes_back_was_away RevocationRemoved: keyed,
        wrong |_, fork| {
            let text = fork.read(ENTRY);
            fork.write(ENTRY, entry("ada", &keys("keys", &[&stolen()]))).commit(&by("keeper").signed(&keeper()));
            fork.write(ENTRY, text).commit(&by("keeper").signed(&keeper()));
        } => ["revocation-removed reviews/ada/reviewer.toml:6:16"],
        right |_, fork| { fork.edit(ENTRY, "name = \"ada\"", "name = \"Ada\"").commit(&by("keeper").signed(&keeper())); } => [];
    a_signature_of_other_bytes_is_none CommitSignatureBad: keyed,
        wrong |_, fork| { edited(fork).commit(&by("ada").misusing_a_signature(&ada())); }
            => ["commit-signature-bad reviews/ada/froze.toml:1:1"],
        right |_, fork| { edited(fork).commit(&by("ada").signed(&ada())); } => [];
    who_has_keys_is_expected_to_sign UnsignedChange: keyed,
        wrong |_, fork| { edited(fork).commit(&by("ada")); }
            => ["unsigned-change reviews/ada/froze.toml:1:1"],
        right |_, fork| {
            let text = fork.read(ADAS).replace("0.35", "0.9");
            let text = text.replace("edition = 1", &format!("edition = 1\njudged = \"{}\"\nclaim = \"froze\"\nprevious = [\"sha256:f1\"]", digest()));
            let previous = bound(0.1, &[ADAS_REVIEW]);
            let listed = previous.lines().find(|line| line.starts_with("previous")).unwrap();
            let text = text.replace("previous = [\"sha256:f1\"]", listed);
            sealed(fork, &text, &ada()).commit(&by("ada"));
        } => [];
    where_signatures_are_required_nothing_goes_without CommitUnsigned: strict,
        wrong |_, fork| {
            fork.write(ADAS, bound(0.3, &[])).commit(&by("ada"));
            fork.edit("claims/froze.toml", "edition = 1", "edition = 1\nnote = \"x\"").commit(&by("keeper"));
        } => [
            "commit-unsigned claims/froze.toml:1:1",
            "commit-unsigned reviews/ada/froze.toml:1:1",
            "signature-missing reviews/ada/froze.toml:1:1"
        ],
        right |_, fork| {
            sealed(fork, &bound(0.3, &[]), &ada()).commit(&by("ada"));
            fork.edit("claims/froze.toml", "edition = 1", "edition = 1\nnote = \"x\"").commit(&by("keeper").signed(&keeper()));
        } => [];
    where_signatures_are_required_newcomers_bring_their_key_first CommitUnsigned: strict,
        wrong |_, fork| {
            let text = bound(0.3, &[]);
            fork.write("reviews/cyd/reviewer.toml", entry("cyd", &keys("keys", &[&fresh()])));
            fork.write("reviews/cyd/froze.toml", &text);
            fork.write("reviews/cyd/froze.toml.sig", fresh().sign("review@obelus", text.as_bytes()));
            fork.commit(&by("cyd").signed(&fresh()));
        } => [
            "commit-unsigned reviews/cyd/froze.toml:1:1",
            "commit-unsigned reviews/cyd/froze.toml.sig:1:1",
            "new-reviewer reviews/cyd/reviewer.toml:1:1"
        ],
        right |_, fork| {
            fork.write("reviews/cyd/reviewer.toml", entry("cyd", &keys("keys", &[&fresh()])));
            fork.commit(&by("cyd").signed(&fresh()));
        } => ["new-reviewer reviews/cyd/reviewer.toml:1:1"];
    a_policy_that_requires_signatures_outlives_the_pull_request_that_drops_it CommitUnsigned: strict,
        wrong |_, fork| {
            fork.edit("obelus.toml", "\"required\"", "\"optional\"").commit(&by("keeper"));
            fork.write(ADAS, bound(0.3, &[])).commit(&by("ada"));
        } => [
            "commit-unsigned obelus.toml:1:1",
            "policy-changed obelus.toml:6:14",
            "commit-unsigned reviews/ada/froze.toml:1:1"
        ],
        right |_, fork| {
            fork.edit("obelus.toml", "\"required\"", "\"optional\"").commit(&by("keeper").signed(&keeper()));
        } => ["policy-changed obelus.toml:6:14"];
    an_older_signed_revision_is_not_put_back SignatureReplayed: with_two_revisions,
        wrong |_, fork| { sealed(fork, &bound(0.3, &[]), &ada()).commit(&by("mallory")); }
            => ["signature-replayed reviews/ada/froze.toml:1:1"],
        right |_, fork| {
            let first = bound(0.3, &[]);
            let second = bound(0.9, &[&first]);
            let third = bound(0.5, &[&first, &second]);
            sealed(fork, &third, &ada()).commit(&by("mallory"));
        } => [];
    a_signature_is_not_taken_off_by_another ForeignReview: with_two_revisions,
        wrong |_, fork| { fork.remove("reviews/ada/froze.toml.sig").commit(&by("mallory")); }
            => ["foreign-review reviews/ada/froze.toml.sig:1:1"],
        right |_, fork| { fork.write("reviews/mallory/notes.md", "x").commit(&by("mallory")); } => [];
    a_signature_for_commits_is_none_for_reviews ForeignReview: keyed,
        wrong |_, fork| {
            let text = ADAS_REVIEW.replace("0.35", "0.9");
            fork.write(ADAS, &text).write("reviews/ada/froze.toml.sig", ada().sign("git", text.as_bytes()));
            fork.commit(&by("mallory"));
        } => [
            "foreign-review reviews/ada/froze.toml:1:1",
            "signature-bad reviews/ada/froze.toml:1:1",
            "foreign-review reviews/ada/froze.toml.sig:1:1"
        ],
        right |_, fork| { edited(fork).commit(&by("ada").signed(&ada())); } => [];
    what_an_expired_key_signed_in_time_stays_and_nothing_joins_it KeyExpired: with_an_old_signature,
        wrong |_, fork| { sealed(fork, &bound(0.9, &[&bound(0.3, &[])]), &expired()).commit(&by("ada").at(1_000_000_000)); }
            => [
                "key-expired reviews/ada/froze.toml:1:1",
                "signature-expired reviews/ada/froze.toml:1:1",
                "key-expired reviews/ada/froze.toml.sig:1:1"
            ],
        right |_, fork| { sealed(fork, &bound(0.9, &[&bound(0.3, &[])]), &ada()).commit(&by("ada")); } => [];
}

/// Unused files of the base would hide a mistake in these.
#[test]
fn the_base_of_the_rows_has_no_finding() {
    for host in [
        keyed(),
        strict(),
        with_two_revisions(),
        with_an_old_signature(),
        Host::new(FILES),
    ] {
        assert_eq!(host.finds("main"), Vec::<String>::new());
    }
}
