//! The index of history: safe whatever happens to it, and worth nothing but time.

use std::process::{Command, Stdio};

use crate::support::{CLAIM, REVIEWER, World};

fn review(confidence: f64) -> String {
    format!("edition = 1\nconfidence = {confidence}\n")
}

fn history() -> World {
    let world = World::new();
    world.claim("froze", CLAIM).reviewer("anna", REVIEWER);
    world.commit("Claims");
    for best in [0.2, 0.4, 0.6, 0.8] {
        world.review("anna", "froze", &review(best));
        world.commit("Rating");
    }
    world
}

const LOG: [&str; 3] = ["log", "--format", "json"];
const UNCACHED: [&str; 4] = ["log", "--format", "json", "--no-cache"];

fn git(world: &World, args: &[&str]) {
    let done = Command::new("git")
        .args(args)
        .current_dir(world.path())
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_SYSTEM", "/dev/null")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .unwrap();
    assert!(done.success(), "git {args:?}");
}

#[test]
fn concurrent_runs_agree_and_leave_a_whole_index() {
    let world = history();
    let expected = world.obelus(UNCACHED).ok();
    std::thread::scope(|scope| {
        let runs: Vec<_> = (0..6)
            .map(|_| world.run(LOG))
            .map(|run| scope.spawn(move || run.go().ok()))
            .collect();
        for run in runs {
            assert_eq!(run.join().unwrap(), expected);
        }
    });
    assert_eq!(world.obelus(LOG).ok(), expected);
    let kept = world.obelus(["cache", "info"]).ok();
    assert!(kept.contains("5 commits, up to"), "{kept}");
}

#[test]
fn a_killed_run_leaves_nothing_that_misleads() {
    let world = history();
    let expected = world.obelus(UNCACHED).ok();
    for pause in 0..12 {
        let mut child = Command::new(env!("CARGO_BIN_EXE_obelus"))
            .args(LOG)
            .current_dir(world.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(std::time::Duration::from_millis(pause * 2));
        let _ = child.kill();
        child.wait().unwrap();
        if pause % 4 == 3 {
            assert_eq!(world.obelus(LOG).ok(), expected);
            world.obelus(["cache", "clear"]).exits(0);
        }
    }
    assert_eq!(world.obelus(LOG).ok(), expected);
}

#[test]
fn half_written_files_of_killed_runs_are_passed_over() {
    let world = history();
    let expected = world.obelus(LOG).ok();
    world.write(".git/obelus/index/.index-dead.tmp", b"obelusix");
    assert_eq!(world.obelus(LOG).ok(), expected);
    for cut in [0, 7, 40, 200] {
        let kept = std::fs::read_dir(world.path().join(".git/obelus/index")).unwrap();
        for file in kept.map(|file| file.unwrap().path()) {
            let bytes = std::fs::read(&file).unwrap();
            std::fs::write(&file, &bytes[..cut.min(bytes.len())]).unwrap();
        }
        assert_eq!(world.obelus(LOG).ok(), expected, "cut at {cut}");
    }
}

#[test]
fn a_folder_that_cannot_be_written_costs_only_time() {
    let world = history();
    world.write(".git/obelus", b"a file stands where the folder would");
    assert_eq!(world.obelus(LOG).ok(), world.obelus(UNCACHED).ok());
}

#[test]
fn a_rebase_and_a_forced_push_are_followed() {
    let world = history();
    world.obelus(LOG).ok();
    git(&world, &["checkout", "-q", "-f", "-b", "other", "HEAD~2"]);
    world.review("anna", "froze", &review(0.1));
    world.commit("Another turn");
    assert_eq!(world.obelus(LOG).ok(), world.obelus(UNCACHED).ok());
    git(&world, &["checkout", "-q", "-f", "main"]);
    assert_eq!(world.obelus(LOG).ok(), world.obelus(UNCACHED).ok());
    git(&world, &["update-ref", "refs/heads/main", "other"]);
    git(&world, &["checkout", "-q", "-f", "main"]);
    assert_eq!(world.obelus(LOG).ok(), world.obelus(UNCACHED).ok());
    git(&world, &["reflog", "expire", "--expire=now", "--all"]);
    git(&world, &["gc", "-q", "--prune=now"]);
    assert_eq!(world.obelus(LOG).ok(), world.obelus(UNCACHED).ok());
}

#[test]
fn a_renamed_branch_a_linked_worktree_and_a_moved_clone_have_the_same_history() {
    let world = history();
    let expected = world.obelus(LOG).ok();
    let report = world.obelus(["report", "--format", "json"]).ok();
    git(&world, &["branch", "-m", "main", "trunk"]);
    assert_eq!(world.obelus(LOG).ok(), expected);
    git(&world, &["worktree", "add", "-q", "--detach", "../linked"]);
    let linked = world.path().join("../linked");
    assert_eq!(world.run(LOG).dir(&linked).go().ok(), expected);
    let there = world.run(["report", "--format", "json"]).dir(&linked).go();
    assert_eq!(there.ok(), report);
    let blame = world.run(["blame", "froze"]).dir(&linked).go().ok();
    assert_eq!(blame, world.obelus(["blame", "froze"]).ok());
    let status = world
        .run(["status", "--reviewer", "anna"])
        .dir(&linked)
        .go();
    assert_eq!(status.code, 0, "{status}");
    let moved = world.path().join("../moved");
    std::fs::rename(world.path(), &moved).unwrap();
    std::fs::create_dir(world.path()).unwrap();
    assert_eq!(world.run(LOG).dir(&moved).go().ok(), expected);
}

#[test]
fn a_bare_repository_reports_and_says_what_needs_a_working_tree() {
    let world = history();
    let bare = world.path().join("../bare.git");
    let to = bare.to_str().unwrap();
    git(&world, &["clone", "-q", "--bare", ".", to]);
    let here = world.obelus(["report", "HEAD", "--format", "json"]).ok();
    let there = world
        .run(["report", "--format", "json"])
        .dir(&bare)
        .go()
        .ok();
    assert_eq!(here, there);
    let since = world
        .run(["report", "--since", "HEAD~1", "--format", "json"])
        .dir(&bare)
        .go()
        .json();
    assert_eq!(since["since"]["reviews"]["changed"][0]["reviewer"], "anna");
    let refused = world
        .run([
            "review",
            "froze",
            "--confidence",
            "0.3",
            "--reviewer",
            "anna",
        ])
        .dir(&bare)
        .go();
    assert_eq!(refused.code, 2, "{refused}");
    assert!(refused.stderr.contains("no working tree"), "{refused}");
}

#[test]
fn a_shallow_clone_says_which_figures_it_cannot_give() {
    let world = history();
    world
        .obelus(["round", "close", "first", "--at", "HEAD~2"])
        .exits(0);
    world.commit("Close");
    let shallow = world.path().join("../shallow");
    let from = format!("file://{}", world.path().display());
    let to = shallow.to_str().unwrap();
    git(&world, &["clone", "-q", "--depth", "1", &from, to]);
    let report = world.run(["report", "--format", "json"]).dir(&shallow).go();
    assert!(report.stderr.contains("shallow"), "{report}");
    let report = report.json();
    let missing = &report["past"]["missing_rounds"][0];
    assert_eq!(missing["name"], "first");
    assert!(missing["reason"].as_str().unwrap().contains("--unshallow"));
    let since = world.run(["report", "--since", "first"]).dir(&shallow).go();
    assert_eq!(since.code, 2);
    assert!(since.stderr.contains("--unshallow"), "{since}");
}

#[test]
fn the_index_is_written_anew_only_when_enough_has_come_since() {
    let world = history();
    world.obelus(LOG).ok();
    for turn in 1..=32 {
        world.review("anna", "froze", &review(f64::from(turn) / 64.0));
        world.commit("Rating");
        if turn == 1 || turn == 32 {
            assert_eq!(world.obelus(LOG).ok(), world.obelus(UNCACHED).ok());
        }
        if turn == 1 {
            let kept = world.obelus(["cache", "info"]).ok();
            assert!(kept.contains("5 commits, up to"), "{kept}");
        }
    }
    let kept = world.obelus(["cache", "info"]).ok();
    assert!(kept.contains("37 commits, up to"), "{kept}");
}
