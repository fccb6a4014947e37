//! Commits signed by git itself.

use std::{path::Path, process::Command};

use super::keys::{Keys, public, run, state, world};
use crate::support::World;

/// Commits everything with git, signed by this key in SSH's format.
fn git_commit(world: &World, key: &Path, more: &[&str]) {
    let git = || {
        let mut command = Command::new("git");
        command
            .current_dir(world.path())
            .env("GIT_CONFIG_GLOBAL", "/dev/null");
        command
            .env("GIT_CONFIG_SYSTEM", "/dev/null")
            .env_remove("SSH_AUTH_SOCK");
        command
    };
    run(git().args(["add", "-A"]));
    let signing = format!("user.signingkey={}", key.display());
    let mut commit = git();
    commit.args([
        "-c",
        "gpg.format=ssh",
        "-c",
        &signing,
        "commit",
        "-q",
        "-S",
        "-m",
        "Signed",
    ]);
    run(commit.args(more));
}

#[test]
fn a_commit_signed_by_the_reviewer_proves_a_review_that_has_no_signature_of_its_own() {
    let keys = Keys::new();
    let [ada, ben] = ["ada", "ben"].map(|name| keys.ed25519(name));
    let world = world(&ada, &ben);
    git_commit(&world, &ada, &[]);
    assert_eq!(state(&world, "ada"), "verified commit");
    assert_eq!(
        state(&world, "ben"),
        "absent",
        "her commit says nothing of his words"
    );
    world.write(
        "reviews/ada/froze.toml",
        world.read("reviews/ada/froze.toml") + "# edited\n",
    );
    assert_eq!(
        state(&world, "ada"),
        "absent",
        "nobody signed what is not committed"
    );
    world.commit("Unsigned");
    assert_eq!(state(&world, "ada"), "absent");
}

#[test]
fn an_expired_key_covers_commits_from_before_whatever_date_they_claim() {
    let keys = Keys::new();
    let [ada, ben, new] = ["ada", "ben", "new"].map(|name| keys.ed25519(name));
    let world = world(&ada, &ben);
    git_commit(&world, &ada, &[]);
    let roster = format!(
        "name = \"ada\"\nkeys = [\"{}\"]\nexpired-keys = [\"{}\"]\n",
        public(&new),
        public(&ada)
    );
    world.reviewer("ada", &roster);
    world.commit("The key expires");
    assert_eq!(state(&world, "ada"), "verified commit");
    world.write("reviews/ada/froze.toml", super::keys::review(0.9));
    git_commit(&world, &ada, &["--date", "2001-01-01T00:00:00Z"]);
    assert_eq!(state(&world, "ada"), "absent");
}
