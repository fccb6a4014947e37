//! Weighing reviews by stated expertise, where a workspace chooses to.

use crate::support::{CLAIM, REVIEWER, World};

fn world(consensus: &str) -> World {
    let world = World::new();
    world
        .write(
            "obelus.toml",
            format!("format = 1\ntitle = \"T\"\n\n{consensus}"),
        )
        .claim("froze", CLAIM)
        .reviewer("ann", REVIEWER)
        .reviewer("bob", REVIEWER)
        .review("ann", "froze", &rated(0.9, "expertise = 5\n"))
        .review("bob", "froze", &rated(0.1, "expertise = 1\n"));
    world.commit("Begin");
    world
}

fn rated(confidence: f64, expertise: &str) -> String {
    format!("edition = 1\nconfidence = {confidence}\n{expertise}rationale = \"The log says so.\"\n")
}

const WEIGHED: &str = "[consensus]\nweights = \"expertise\"\n";

#[test]
fn expertise_weighs_in_the_pool_only_where_the_rules_say_so_and_every_report_says_it() {
    let pooled = |consensus| {
        let report = world(consensus)
            .obelus(["report", "--format", "json"])
            .json();
        report["claims"][0]["confidence"].clone()
    };
    assert!((pooled("")["pooled"].as_f64().unwrap() - 0.5).abs() < 1e-12);
    let weighed = pooled(WEIGHED);
    // Mean log-odds (5·ln 9 − 1·ln 9)/6 = ⅔·ln 9.
    let odds = 9.0_f64.powf(2.0 / 3.0);
    assert!((weighed["pooled"].as_f64().unwrap() - odds / (1.0 + odds)).abs() < 1e-12);
    for (end, alone) in [(0, 0.1), (1, 0.9)] {
        let found = weighed["leave_one_out"][end].as_f64().unwrap();
        assert!((found - alone).abs() < 1e-12, "{found}");
    }
    // Every other figure is as before.
    assert!((weighed["pools"]["geometric_mean_of_odds"].as_f64().unwrap() - 0.5).abs() < 1e-12);
    assert!((weighed["median"].as_f64().unwrap() - 0.5).abs() < 1e-12);
    let world = world(WEIGHED);
    for format in ["terminal", "markdown", "html"] {
        let said = world.obelus(["report", "--format", format]).ok();
        let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(
            said.contains("as the expertise its author states"),
            "{format}"
        );
    }
    let json = world.obelus(["report", "--format", "json"]).json();
    assert_eq!(json["workspace"]["consensus"]["weights"], "expertise");
}

#[test]
fn a_review_without_stated_expertise_counts_as_the_middle() {
    let world = world(WEIGHED);
    world.review("bob", "froze", &rated(0.1, ""));
    let report = world.obelus(["report", "--format", "json"]).json();
    let found = report["claims"][0]["confidence"]["pooled"]
        .as_f64()
        .unwrap();
    // (5 − 3)/8 = ¼ of ln 9.
    let odds = 9.0_f64.powf(0.25);
    assert!((found - odds / (1.0 + odds)).abs() < 1e-12, "{found}");
}

#[test]
fn a_pool_that_is_no_mean_takes_no_weights() {
    let world = world("[consensus]\nweights = \"expertise\"\npool = \"median\"\n");
    let found = world.obelus(["check"]).exits(1);
    assert!(found.stdout.contains("weights-unused"), "{found}");
    let other = self::world("[consensus]\nweights = \"fame\"\n");
    other.obelus(["check"]).exits(1);
}

#[test]
fn blame_log_and_diff_tell_the_weighed_pool() {
    let world = world(WEIGHED);
    world.review("bob", "froze", &rated(0.1, "expertise = 5\n"));
    let diff = world.obelus(["diff", "--format", "json"]).json();
    let change = &diff["consensus"][0];
    assert!((change["pooled"]["after"].as_f64().unwrap() - 0.5).abs() < 1e-12);
    assert_eq!(change["moved_by"][0]["reviewer"], "bob");
    world.commit("Bob is an expert");
    let pooled = |json: &serde_json::Value| json["pooled"]["after"].as_f64();
    let log = world.obelus(["log", "--format", "json"]).ok();
    let told: Vec<serde_json::Value> = log
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let last = &told.last().unwrap()["changes"][0];
    assert!((pooled(last).unwrap() - 0.5).abs() < 1e-12, "{last}");
    let again = world.obelus(["log", "--format", "json", "--no-cache"]).ok();
    assert_eq!(again, log);
}
