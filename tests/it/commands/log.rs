//! `obelus log` and `obelus blame`.

use serde_json::Value;

use crate::support::{CLAIM, REVIEWER, World};

fn review(confidence: f64) -> String {
    format!("edition = 1\nconfidence = {confidence}\n")
}

/// Four commits: a claim, two rounds of rating, and a file that is no record.
fn history() -> World {
    let world = World::new();
    world.claim("froze", CLAIM).claim("thawed", CLAIM);
    world.reviewer("harbour", REVIEWER);
    world.reviewer("energy", REVIEWER);
    world.commit("Claims");
    world.review("harbour", "froze", &review(0.2));
    world.commit("First rating");
    world.write("README.md", "no record\n");
    world.commit("Readme");
    world.review("harbour", "froze", &review(0.4));
    world.review("energy", "froze", &review(0.8));
    world.review("energy", "thawed", &review(0.9));
    world.commit("More ratings");
    world
}

fn lines(stdout: &str) -> Vec<Value> {
    stdout
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn json_has_a_line_a_commit_that_touched_records_oldest_first() {
    let world = history();
    let found = lines(&world.obelus(["log", "--format", "json"]).ok());
    let subjects: Vec<&str> = found
        .iter()
        .map(|l| l["subject"].as_str().unwrap())
        .collect();
    assert_eq!(subjects, ["Claims", "First rating", "More ratings"]);
    assert!(found.iter().all(|line| line["schema"] == "obelus-log/1"));
    assert_eq!(found[1]["author"], "Test Author");
    assert_eq!(found[1]["committed"], "2026-01-01T00:01:00+00:00");
    let change = &found[1]["changes"][0];
    assert_eq!(change["claim"], "froze");
    assert_eq!(change["reviewers"][0], "harbour");
    assert!(change["pooled"]["before"].is_null());
    assert!((change["pooled"]["after"].as_f64().unwrap() - 0.2).abs() < 1e-12);
    assert_eq!(change["verdict"]["after"], "insufficient");
    assert_eq!(found[2]["changes"].as_array().unwrap().len(), 2);
}

#[test]
fn one_claim_and_the_newest_commits_can_be_asked_for() {
    let world = history();
    let found = lines(&world.obelus(["log", "thawed", "--format", "json"]).ok());
    assert_eq!(found.len(), 2);
    let newest = lines(&world.obelus(["log", "-n", "1", "--format", "json"]).ok());
    assert_eq!(newest[0]["subject"], "More ratings");
    world.obelus(["log", "nowhere"]).exits(2);
    let shown = world.obelus(["log", "froze"]).ok();
    assert!(shown.contains("·▂▅"), "{shown}");
    assert!(shown.contains("0.20 → 0.62"), "{shown}");
}

#[test]
fn blame_adds_up_to_the_pool() {
    let world = history();
    let json = world.obelus(["blame", "froze", "--format", "json"]).json();
    assert_eq!(json["schema"], "obelus-blame/1");
    let shares = json["entries"].as_array().unwrap().iter();
    let shares = shares.flat_map(|entry| entry["moved_by"].as_array().unwrap());
    let sum: f64 = shares.map(|share| share["share"].as_f64().unwrap()).sum();
    assert!((sum - json["value"].as_f64().unwrap()).abs() < 1e-14);
    let report = world.obelus(["report", "--format", "json"]).json();
    assert_eq!(report["claims"][0]["confidence"]["pooled"], json["value"]);
    let shown = world.obelus(["blame", "froze"]).ok();
    assert!(shown.contains("all in all"), "{shown}");
}

#[test]
fn a_merge_is_one_step_along_first_parents_and_many_in_full() {
    let world = history();
    world.branch("work");
    world.review("energy", "froze", &review(0.6));
    world.commit("On the branch");
    world.review("energy", "froze", &review(0.7));
    let theirs = world.commit("Again on the branch");
    world.checkout("main");
    world.review("harbour", "froze", &review(0.3));
    let ours = world.commit("On main");
    world.review("energy", "froze", &review(0.7));
    let merge = merge(&world, &ours, &theirs);
    let first = lines(&world.obelus(["log", "--format", "json"]).ok());
    assert_eq!(first.last().unwrap()["commit"], merge);
    assert_eq!(
        first.last().unwrap()["changes"][0]["reviewers"][0],
        "energy"
    );
    assert!(!first.iter().any(|line| line["commit"] == theirs));
    let full = lines(
        &world
            .obelus(["log", "--full-history", "--format", "json"])
            .ok(),
    );
    assert!(full.iter().any(|line| line["commit"] == theirs));
    let merged = full.last().unwrap();
    assert_eq!(
        merged["changes"][0]["claim"], "froze",
        "both sides had moved it"
    );
}

/// Commits the working tree with two parents.
fn merge(world: &World, ours: &str, theirs: &str) -> String {
    let repo = world.repo();
    let mut index = repo.index().unwrap();
    index
        .add_all(["*"], git2::IndexAddOption::DEFAULT, None)
        .unwrap();
    let tree = repo.find_tree(index.write_tree().unwrap()).unwrap();
    let parents =
        [ours, theirs].map(|id| repo.find_commit(git2::Oid::from_str(id).unwrap()).unwrap());
    let who = parents[0].author();
    let parents: Vec<_> = parents.iter().collect();
    let made = repo.commit(Some("HEAD"), &who, &who, "Merge", &tree, &parents);
    made.unwrap().to_string()
}

#[test]
fn a_bare_repository_and_a_detached_head_have_a_history_too() {
    let world = history();
    let head = world.repo().head().unwrap().target().unwrap();
    world.repo().set_head_detached(head).unwrap();
    let detached = world.obelus(["log", "--format", "json"]).ok();
    let bare = world.path().join("../bare");
    git2::build::RepoBuilder::new()
        .bare(true)
        .clone(world.path().to_str().unwrap(), &bare)
        .unwrap();
    git2::Repository::open(&bare)
        .unwrap()
        .set_head_detached(head)
        .unwrap();
    let there = world.run(["log", "--format", "json"]).dir(&bare).go().ok();
    assert_eq!(detached, there);
    let blame = world.run(["blame", "froze"]).dir(&bare).go();
    assert_eq!(blame.code, 0, "{blame}");
}

#[test]
fn with_and_without_index_the_bytes_are_the_same() {
    let world = history();
    let log = |args: &[&str]| {
        let mut all = vec!["log", "--format", "json"];
        all.extend(args);
        world.obelus(all).ok()
    };
    let same = |when: &str| {
        let cached = log(&[]);
        assert_eq!(cached, log(&["--no-cache"]), "{when}");
        assert_eq!(cached, log(&[]), "{when}, again");
    };
    same("at first");
    world.write(
        "obelus.toml",
        "format = 1\ntitle = \"T\"\n[consensus]\nmin-reviews = 1\n",
    );
    world.commit("Rules");
    same("after a change of rules");
    world.review("harbour", "thawed", &review(0.1));
    world.commit("One more");
    same("after one more commit");
    assert_eq!(
        log(&["--at", "HEAD~2"]),
        log(&["--at", "HEAD~2", "--no-cache"])
    );
    assert_eq!(log(&["thawed"]), log(&["thawed", "--no-cache"]));
    let old = world.repo().revparse_single("HEAD~2").unwrap();
    world
        .repo()
        .reset(&old, git2::ResetType::Hard, None)
        .unwrap();
    world.review("energy", "froze", &review(0.1));
    world.commit("Another turn");
    same("after history was rewritten");
    for file in std::fs::read_dir(world.path().join(".git/obelus/index")).unwrap() {
        std::fs::write(file.unwrap().path(), b"obelusix torn").unwrap();
    }
    same("with a torn index");
    world.obelus(["cache", "clear"]).exits(0);
    assert!(!world.path().join(".git/obelus/index").exists());
    same("after clearing");
    assert!(
        world
            .obelus(["cache", "info"])
            .ok()
            .contains("commits, up to")
    );
}

#[test]
fn a_shallow_clone_says_what_is_missing() {
    let world = history();
    let shallow = world.path().join("../shallow");
    let from = format!("file://{}", world.path().display());
    let clone = std::process::Command::new("git")
        .args([
            "clone",
            "-q",
            "--depth",
            "1",
            &from,
            shallow.to_str().unwrap(),
        ])
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .status()
        .unwrap();
    assert!(clone.success());
    let log = world.run(["log", "--format", "json"]).dir(&shallow).go();
    assert_eq!(log.code, 0, "{log}");
    assert!(log.stderr.contains("shallow"), "{log}");
    assert_eq!(lines(&log.stdout).len(), 1);
    assert!(!shallow.join(".git/obelus").exists());
}
