//! `obelus check`: output, options, exit codes.

use insta::assert_snapshot;

use crate::support::{CLAIM, REVIEW, REVIEWER, World, filtered};

#[test]
fn a_workspace_without_fault_is_told_so_on_stderr_and_exits_0() {
    let world = World::new();
    world
        .claim("harbour/froze", CLAIM)
        .reviewer("harbour", REVIEWER)
        .review("harbour", "harbour/froze", REVIEW);
    assert_snapshot!(world.obelus(["check"]), @"
    exit: 0
    --- stderr
    no problems found
    ");
}

#[test]
fn a_commit_can_be_checked_instead_of_the_working_tree() {
    let world = World::new();
    world.claim("froze", CLAIM);
    world.commit("Claim");
    world.claim("froze", "statement = 3\n");
    world.obelus(["check"]).exits(1);
    assert_eq!(world.obelus(["check", "HEAD"]).ok(), "");
}

#[test]
fn a_folder_without_workspace_is_a_mistake_of_usage() {
    let world = World::empty();
    assert_snapshot!(world.obelus(["check"]), @"
    exit: 2
    --- stderr
    error: there is no obelus.toml in [DIR] or above it
    help: `obelus init` makes a workspace; -C DIR names another folder
    ");
}

#[test]
fn filters_make_paths_and_names_the_same_everywhere() {
    let world = World::new();
    let commit = world.commit("First");
    let text = format!("{} in {}", commit, world.path().join("claims").display());
    assert_eq!(filtered(&text, &world.path()), "[COMMIT] in [DIR]/claims");
}
