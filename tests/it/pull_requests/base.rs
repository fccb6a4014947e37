//! What a pull request is judged by, and what cannot judge.

use insta::assert_snapshot;

use super::desk::{FILES, NEW_REVIEW, host, rows};
use crate::support::{CLAIM, Host, REVIEWER, World, by};

rows! {
    a_base_without_a_workspace_judges_nothing BaseWithoutWorkspace: || Host::new(&[("README.md", "x\n")]),
        wrong |_, fork| {
            for (path, text) in FILES {
                fork.write(path, text);
            }
            fork.commit(&by("anybody"));
        } => ["base-without-workspace obelus.toml:1:1"],
        right |host, fork| {
            for (path, text) in FILES {
                fork.write(path, text);
            }
            fork.commit(&by("keeper")).push("first");
            host.merge("first");
            fork.write("reviews/ben/thaw.toml", NEW_REVIEW).write("claims/thaw.toml", CLAIM).commit(&by("ben"));
        } => [];
    the_base_as_it_is_now_judges ForeignReview: host,
        wrong |host, fork| {
            // Ada leaves an address behind while her pull request waits.
            fork.edit("reviews/ada/froze.toml", "0.35", "0.9").commit(&by("ada"));
            let other = host.fork();
            other.edit("reviews/ada/reviewer.toml", "ada@example.org", "ada@example.net").commit(&by("keeper"));
            other.push("moved");
            host.merge("moved");
        } => ["foreign-review reviews/ada/froze.toml:1:1"],
        right |host, fork| {
            fork.edit("reviews/ada/froze.toml", "0.35", "0.9").commit(&by("ada"));
            let other = host.fork();
            other.edit("reviews/ben/froze.toml", "0.8", "0.7").commit(&by("ben")).push("ben");
            host.merge("ben");
        } => [];
}

#[test]
fn a_base_that_moved_on_is_said() {
    let host = host();
    let fork = host.fork();
    fork.edit("reviews/ada/froze.toml", "0.35", "0.9")
        .commit(&by("ada"))
        .push("change");
    let other = host.fork();
    other
        .edit("reviews/ben/froze.toml", "0.8", "0.7")
        .commit(&by("ben"))
        .push("ben");
    host.merge("ben");
    let output = host.obelus(["check", "--base", "main", "change"]).exits(0);
    let [base, start] = [
        host.tip("main"),
        host.repository()
            .find_commit(host.tip("main"))
            .unwrap()
            .parent_id(0)
            .unwrap(),
    ]
    .map(|oid| oid.to_string()[..12].to_owned());
    assert!(
        output.stderr.contains(&format!(
            "{base} has moved on since this pull request left it at {start}"
        )),
        "{output}"
    );
}

#[test]
fn findings_name_the_commit_and_say_what_to_do() {
    let host = host();
    let fork = host.fork();
    fork.edit("reviews/ada/froze.toml", "0.35", "0.9")
        .commit(&by("mallory"))
        .push("change");
    let output = host.obelus(["check", "--base", "main", "change"]).exits(1);
    let commit = fork.tip().to_string()[..12].to_owned();
    assert_snapshot!(output.stdout.replace(&commit, "[COMMIT]"), @r#"
    error[foreign-review]: commit [COMMIT] by "mallory" changes this; only "ada" changes this folder
    --> reviews/ada/froze.toml
     = help: take the change out of this pull request, and out of its history (git rebase -i)
    "#);
}

#[test]
fn a_base_that_is_not_here_is_fetched_first() {
    assert_snapshot!(host().obelus(["check", "--base", "origin/main"]), @r"
    exit: 2
    --- stderr
    error: the base `origin/main` is not in this clone
    help: fetch it first: git fetch origin BRANCH, then --base origin/BRANCH
    help: in a workflow, check out the whole history (fetch-depth: 0)
    ");
}

#[test]
fn histories_that_never_met_are_no_pull_request() {
    let host = host();
    let other = Host::new(FILES);
    let url = other.path().to_str().unwrap().to_owned();
    let repo = host.repository();
    let mut remote = repo.remote_anonymous(&url).unwrap();
    remote
        .fetch(&["+refs/heads/main:refs/heads/other"], None, None)
        .unwrap();
    // The two began alike; a commit without parents begins anew.
    let tree = repo.find_commit(host.tip("other")).unwrap().tree().unwrap();
    let who = git2::Signature::new("x", "x@example.org", &git2::Time::new(0, 0)).unwrap();
    repo.commit(Some("refs/heads/orphan"), &who, &who, "Anew", &tree, &[])
        .unwrap();
    let output = host.obelus(["check", "--base", "main", "orphan"]).exits(2);
    assert!(output.stderr.contains("have no common history"), "{output}");
}

#[test]
fn a_shallow_clone_is_told_to_fetch_the_rest() {
    let host = host();
    let fork = host.fork();
    fork.edit("reviews/ada/froze.toml", "0.35", "0.9")
        .commit(&by("ada"));
    let edge = fork.tip();
    fork.edit("reviews/ada/froze.toml", "0.9", "0.8")
        .commit(&by("ada"))
        .push("change");
    std::fs::write(host.path().join("shallow"), format!("{edge}\n")).unwrap();
    let output = host.obelus(["check", "--base", "main", "change"]).exits(2);
    assert!(output.stderr.contains("this clone is shallow"), "{output}");
    assert!(output.stderr.contains("git fetch --unshallow"), "{output}");
    assert!(output.stderr.contains("fetch-depth: 0"), "{output}");
}

#[test]
fn a_base_whose_rules_cannot_be_read_does_not_judge() {
    let host = Host::new(&[("obelus.toml", "format = 1\ntitle = 3\n")]);
    let fork = host.fork();
    fork.write("obelus.toml", "format = 1\ntitle = \"x\"\n")
        .commit(&by("keeper"))
        .push("change");
    let output = host.obelus(["check", "--base", "main", "change"]).exits(2);
    assert!(output.stderr.contains("the base cannot judge"), "{output}");
}

#[test]
fn the_working_tree_is_no_part_of_a_pull_request() {
    let world = World::new();
    world.claim("froze", CLAIM).reviewer("desk", REVIEWER);
    world.commit("First");
    world.claim("froze", "statement = 3\n");
    let output = world.obelus(["check", "--base", "HEAD"]).exits(0);
    assert_eq!(output.stdout, "");
    assert!(output.stderr.contains("no part of this check"), "{output}");
}

#[test]
fn a_pull_request_without_commits_has_nothing_to_judge() {
    assert_eq!(host().finds("main"), Vec::<String>::new());
}
