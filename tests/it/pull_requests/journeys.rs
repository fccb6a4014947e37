//! Pull requests as groups make them, from the first review to the merge.

use super::desk::{CLAIM, NEW_REVIEW, digest, entry, host, host_with, keys};
use crate::support::{Host, Key, by};

const NOTHING: [&str; 0] = [];

/// What is found in the last commit of the base, judged by the one before.
#[track_caller]
fn landed(host: &Host) -> Vec<String> {
    let before = host
        .repository()
        .find_commit(host.tip("main"))
        .unwrap()
        .parent_id(0)
        .unwrap();
    host.repository()
        .reference("refs/heads/before", before, true, "")
        .unwrap();
    let found = host
        .obelus(["check", "--base", "before", "main", "--format", "json"])
        .json();
    let rows = found["findings"].as_array().unwrap();
    rows.iter()
        .map(|row| {
            format!(
                "{} {}",
                row["code"].as_str().unwrap(),
                row["path"].as_str().unwrap()
            )
        })
        .collect()
}

#[test]
fn a_first_time_reviewer_joins_and_writes_again() {
    let host = host();
    let fork = host.fork();
    fork.write("reviews/cyd/froze.toml", NEW_REVIEW)
        .commit(&by("cyd"));
    fork.write("reviews/cyd/reviewer.toml", entry("cyd", ""))
        .commit(&by("cyd"));
    fork.push("cyd");
    assert_eq!(
        host.finds("cyd"),
        ["new-reviewer reviews/cyd/reviewer.toml:1:1"]
    );
    host.merge("cyd");
    let again = host.fork();
    again
        .edit("reviews/cyd/froze.toml", "0.5", "0.6")
        .commit(&by("cyd"))
        .push("cyd");
    assert_eq!(host.finds("cyd"), NOTHING);
}

#[test]
fn a_claim_is_edited_and_judged_again() {
    let host = host();
    let fork = host.fork();
    fork.write(
        "claims/froze.toml",
        CLAIM
            .replace("every winter", "most winters")
            .replace("edition = 1", "edition = 2"),
    );
    fork.commit(&by("keeper")).push("claim");
    let stale = [
        "stale-review reviews/ada/froze.toml:1:11",
        "stale-review reviews/ben/froze.toml:1:11",
    ];
    assert_eq!(host.finds("claim"), stale);
    host.merge("claim");
    let ada = host.fork();
    ada.edit("reviews/ada/froze.toml", "edition = 1", "edition = 2")
        .commit(&by("ada"))
        .push("ada");
    assert_eq!(host.finds("ada"), stale[1..]);
}

#[test]
fn two_reviewers_at_once_do_not_meet() {
    let host = host();
    let (ada, ben) = (host.fork(), host.fork());
    ada.edit("reviews/ada/froze.toml", "0.35", "0.3")
        .commit(&by("ada"))
        .push("ada");
    ben.edit("reviews/ben/froze.toml", "0.8", "0.9")
        .commit(&by("ben"))
        .push("ben");
    for branch in ["ada", "ben"] {
        assert_eq!(host.finds(branch), NOTHING, "{branch}");
        host.merge(branch);
        assert_eq!(landed(&host), NOTHING, "{branch}");
    }
}

#[test]
fn a_reply_to_an_argument_that_is_withdrawn_meanwhile_still_holds() {
    let host = host();
    let (ada, ben) = (host.fork(), host.fork());
    let reply = "\n[[arguments]]\nid = \"ships-wait\"\nstance = \"against\"\ntarget = \"ada#open-winters\"\nattack = \"undercut\"\ntext = \"Ships in the log may have waited in the roads.\"\n";
    let withdrawn =
        ada.read("reviews/ada/froze.toml") + "status = \"withdrawn\"\nreason = \"Another port.\"\n";
    ben.write(
        "reviews/ben/froze.toml",
        ben.read("reviews/ben/froze.toml") + reply,
    )
    .commit(&by("ben"))
    .push("ben");
    ada.write("reviews/ada/froze.toml", withdrawn)
        .commit(&by("ada"))
        .push("ada");
    assert_eq!(host.finds("ben"), NOTHING);
    host.merge("ada");
    assert_eq!(host.finds("ben"), NOTHING);
    host.merge("ben");
    assert_eq!(landed(&host), NOTHING);
}

#[test]
fn a_squash_stays_its_authors_and_a_signed_review_anybodys_to_carry() {
    let key = Key::number(1);
    let host = host_with(&[(
        "reviews/ada/reviewer.toml",
        &entry("ada", &keys("keys", &[&key])),
    )]);
    let ben = host.fork();
    ben.edit("reviews/ben/froze.toml", "0.8", "0.7")
        .commit(&by("ben"));
    ben.edit("reviews/ben/froze.toml", "0.7", "0.6")
        .commit(&by("ben"))
        .push("ben");
    host.squash("ben", "ben");
    assert_eq!(landed(&host), NOTHING);

    // A pull request of two, squashed in the name of one: the other's review is signed.
    let both = host.fork();
    both.write("claims/thaw.toml", CLAIM).commit(&by("ben"));
    let text = format!(
        "edition = 1\njudged = \"{}\"\nclaim = \"thaw\"\nconfidence = 0.2\nrationale = \"The log.\"\n",
        digest()
    );
    both.write("reviews/ada/thaw.toml", &text);
    both.write(
        "reviews/ada/thaw.toml.sig",
        key.sign("review@obelus", text.as_bytes()),
    )
    .commit(&by("ada"));
    both.push("both");
    assert_eq!(host.finds("both"), NOTHING);
    host.squash("both", "ben");
    assert_eq!(landed(&host), NOTHING);

    // Without the signature it is as if Ben had written it.
    let unsigned = host.fork();
    unsigned
        .write("claims/flood.toml", CLAIM)
        .commit(&by("ben"));
    unsigned
        .write("reviews/ada/flood.toml", NEW_REVIEW)
        .commit(&by("ada").signed(&key))
        .push("unsigned");
    assert_eq!(host.finds("unsigned"), NOTHING);
    host.squash("unsigned", "ben");
    assert_eq!(landed(&host), ["foreign-review reviews/ada/flood.toml"]);
}

#[test]
fn a_rebase_stays_its_authors_only_in_their_own_hands() {
    let host = host();
    let ada = host.fork();
    ada.edit("reviews/ada/froze.toml", "0.35", "0.3")
        .commit(&by("ada"));
    let ben = host.fork();
    ben.edit("reviews/ben/froze.toml", "0.8", "0.9")
        .commit(&by("ben"))
        .push("ben");
    host.merge("ben");
    ada.rebase(&host, "ada").push("hers");
    assert_eq!(host.finds("hers"), NOTHING);
    ada.rebase(&host, "noreply@github.com").push("forge");
    assert_eq!(host.finds("forge"), NOTHING);
    ada.rebase(&host, "keeper").push("theirs");
    assert_eq!(
        host.finds("theirs"),
        ["author-not-committer reviews/ada/froze.toml:1:1"]
    );
}

#[test]
fn merging_the_base_into_a_pull_request_adds_nothing_to_it() {
    let host = host();
    let ada = host.fork();
    ada.edit("reviews/ada/froze.toml", "0.35", "0.3")
        .commit(&by("ada"));
    for (edit, to) in [("0.8", "0.9"), ("0.9", "0.7")] {
        let ben = host.fork();
        ben.edit("reviews/ben/froze.toml", edit, to)
            .commit(&by("ben"))
            .push("ben");
        host.merge("ben");
        ada.merge_main(&host, &by("ada"));
    }
    ada.push("ada");
    assert_eq!(host.finds("ada"), NOTHING);
    host.merge("ada");
    assert_eq!(landed(&host), NOTHING);
}
