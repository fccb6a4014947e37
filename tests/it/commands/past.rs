//! What a report tells of the past: changes since a commit, rounds, and what was changed late.

use obelus::present::schemas;
use serde_json::Value;

use crate::support::{CLAIM, REVIEWER, World};

fn review(confidence: f64) -> String {
    format!("edition = 1\nconfidence = {confidence}\n")
}

/// A panel of three that closed a round, and moved on since: one verdict turned.
fn two_rounds() -> World {
    let world = World::new();
    world.claim("froze", CLAIM).claim("thawed", CLAIM);
    for (reviewer, confidence) in [("anna", 0.1), ("boris", 0.2), ("chiyo", 0.25)] {
        world.reviewer(reviewer, REVIEWER);
        world.review(reviewer, "froze", &review(confidence));
        world.review(reviewer, "thawed", &review(0.5));
    }
    world.commit("First ratings");
    world.obelus(["round", "close", "first"]).exits(0);
    world.commit("Close the round");
    world.review("anna", "froze", &review(0.9));
    world.review("boris", "froze", &review(0.85));
    world.commit("Second thoughts");
    world
}

#[track_caller]
fn valid_report(report: &Value) {
    valid("report", report);
}

#[track_caller]
fn valid(name: &str, report: &Value) {
    let schema = schemas::output(name).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let errors: Vec<String> = validator
        .iter_errors(report)
        .map(|error| error.to_string())
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

#[test]
fn changes_since_a_commit_or_a_round_come_first_in_every_format() {
    let world = two_rounds();
    for since in ["first", "HEAD~2"] {
        let terminal = world.obelus(["report", "--since", since]).ok();
        let at =
            |text: &str, what: &str| text.find(what).unwrap_or_else(|| panic!("{what}: {text}"));
        assert!(at(&terminal, "Changed since") < at(&terminal, "2 claims and"));
        assert!(terminal.contains("pool 0.17 → 0.72"), "{terminal}");
        let markdown = world
            .obelus(["report", "--since", since, "--format", "markdown"])
            .ok();
        assert!(at(&markdown, "## Changed since") < at(&markdown, "2 claims and"));
        assert!(
            markdown.contains("anna on `froze`, 0.10 → **0.90**"),
            "{markdown}"
        );
        let html = world
            .obelus(["report", "--since", since, "--format", "html"])
            .ok();
        assert!(at(&html, "<h2>Since ") < at(&html, "class=\"state\""));
        assert!(html.contains("1 claim moved, and 1 verdict turned"));
        let json = world
            .obelus(["report", "--since", since, "--format", "json"])
            .json();
        valid_report(&json);
        assert_eq!(json["since"]["schema"], "obelus-diff/1");
        assert_eq!(json["since"]["consensus"][0]["claim"], "froze");
        assert_eq!(json["since"]["to"], json["workspace"]["commit"]);
        let range = format!("{since}..HEAD");
        let diff = world.obelus(["diff", &range, "--format", "json"]).json();
        assert_eq!(json["since"], diff, "the report tells what `diff` tells");
    }
    world.obelus(["report", "--since", "nowhere"]).exits(2);
    let plain = world.obelus(["report", "--format", "json"]).json();
    assert!(plain["since"].is_null());
}

#[test]
fn uncommitted_changes_are_changes_since_too() {
    let world = two_rounds();
    world.review("chiyo", "thawed", &review(0.9));
    let json = world
        .obelus(["report", "--since", "HEAD", "--format", "json"])
        .json();
    assert_eq!(json["since"]["to"], "worktree");
    assert_eq!(json["since"]["reviews"]["changed"][0]["reviewer"], "chiyo");
}

#[test]
fn a_report_on_any_commit_or_round_is_that_of_its_own_time() {
    let world = two_rounds();
    let of = |name: &str| world.obelus(["report", name, "--format", "json"]).json();
    let (first, before) = (of("first"), of("HEAD~2"));
    assert_eq!(first, before);
    assert_eq!(first["workspace"]["dirty"], false);
    let pooled = |report: &Value| {
        report["claims"][0]["confidence"]["pooled"]
            .as_f64()
            .unwrap()
    };
    assert!(pooled(&first) < 0.2 && pooled(&of("HEAD")) > 0.6);
    assert_eq!(
        world.obelus(["report", "HEAD"]).ok(),
        world.obelus(["report"]).ok()
    );
    let log = world
        .obelus(["log", "--at", "first", "--format", "json"])
        .ok();
    assert_eq!(log.lines().count(), 1);
}

#[test]
fn rounds_are_compared_in_every_format_with_n_and_a_warning() {
    let world = two_rounds();
    let terminal = world.obelus(["report"]).ok();
    let block = &terminal[terminal.find("Rounds").unwrap()..];
    let block = block.split("\n\n").next().unwrap();
    insta::assert_snapshot!(block, @"
    Rounds
      round “first” (0e06caedf56c) → now
          n = 6 ratings by the same reviewers on the same editions; changed by anna, boris
          Probabilities, n = 6: 33 % changed, the median shifted by +0.12, Scheibe’s change is 0.33 (not
          stable, which is below 0.15), linear weighted kappa 0.18.
          1 claim moved, 1 verdict turned
            froze: 0.17 → 0.72 · rejected → contested · n 3 → 3
      Beware: ratings that draw together from round to round may be conformity and no better judgement
      (Woudenberg 1991). Small shifts do not show that a view is right; look at the reasons that were
      given for them.
    ");
    let json = world.obelus(["report", "--format", "json"]).json();
    valid_report(&json);
    let round = &json["past"]["rounds"][0];
    assert_eq!(round["from"]["round"], "first");
    assert_eq!(round["to"]["commit"], json["workspace"]["commit"]);
    assert_eq!(round["changed_by"], serde_json::json!(["anna", "boris"]));
    assert_eq!(round["confidence"]["n"], 6);
    assert_eq!(round["stance"]["n"], 0);
    assert!(round["stance"]["median_shift"].is_null());
    assert!(round["stance"]["reasons"]["median_shift"].is_string());
    assert!(
        json["past"]["warning"]
            .as_str()
            .unwrap()
            .contains("Woudenberg 1991")
    );
    let froze = &json["claims"][0];
    assert_eq!(froze["first_round"]["verdict"], "consensus-rejected");
    assert_eq!(froze["first_round"]["n"], 3);
    assert_ne!(
        froze["first_round"]["pooled"],
        froze["confidence"]["pooled"]
    );
    for format in ["markdown", "html"] {
        let text = world.obelus(["report", "--format", format]).ok();
        let n = text.find("n = 6").unwrap();
        let kappa = text.find("weighted kappa").unwrap();
        assert!(n < kappa, "{format}: n stands before coefficients");
        assert!(text.contains("Woudenberg 1991"), "{format}");
    }
}

#[test]
fn the_first_of_several_rounds_stands_beside_the_latest() {
    let world = two_rounds();
    world.obelus(["round", "close", "second"]).exits(0);
    world.commit("Close it");
    world.review("chiyo", "froze", &review(0.95));
    world.commit("Third thoughts");
    let json = world.obelus(["report", "--format", "json"]).json();
    let rounds = json["past"]["rounds"].as_array().unwrap();
    let names: Vec<(&Value, &Value)> = rounds
        .iter()
        .map(|round| (&round["from"]["round"], &round["to"]["round"]))
        .collect();
    assert_eq!(names[0], (&Value::from("first"), &Value::from("second")));
    assert_eq!(names[1], (&Value::from("second"), &Value::Null));
    assert_eq!(json["claims"][0]["first_round"]["round"], "first");
    let markdown = world.obelus(["report", "--format", "markdown"]).ok();
    assert_eq!(markdown.matches("### From round “first”").count(), 2);
}

#[test]
fn a_round_that_cannot_be_read_is_named_with_the_reason() {
    let world = two_rounds();
    let gone = "0123456789abcdef0123456789abcdef01234567";
    let file = world.read("obelus.toml");
    world.write(
        "obelus.toml",
        format!("{file}\n[[rounds]]\nname = \"lost\"\ncommit = \"{gone}\"\n"),
    );
    world.commit("A round nobody has");
    let json = world
        .obelus(["report", "--format", "json", "--keep-going"])
        .json();
    assert_eq!(json["past"]["missing_rounds"][0]["name"], "lost");
    assert_eq!(json["past"]["rounds"].as_array().unwrap().len(), 1);
    for format in ["terminal", "markdown", "html"] {
        let text = world
            .obelus(["report", "--format", format, "--keep-going"])
            .ok();
        assert!(
            text.contains("round “lost” cannot be read")
                || text.contains("Round “lost” cannot be read"),
            "{format}"
        );
    }
}

#[test]
fn rules_changed_after_rating_began_are_reported_and_earlier_ones_are_not() {
    let world = World::new();
    let rules = |n: u32| format!("format = 1\ntitle = \"T\"\n[consensus]\nmin-reviews = {n}\n");
    world.claim("froze", CLAIM).reviewer("anna", REVIEWER);
    world.commit("Found");
    world.write("obelus.toml", rules(4));
    world.commit("Before anybody rated");
    world.review("anna", "froze", &review(0.3));
    world.commit("Rating");
    world.write("obelus.toml", rules(1));
    let late = world.commit("After rating began");
    let json = world.obelus(["report", "--format", "json"]).json();
    let found = json["past"]["late_rules"].as_array().unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0]["commit"], late);
    assert_eq!(found[0]["changes"][0]["field"], "consensus.min-reviews");
    for format in ["terminal", "markdown", "html"] {
        let text = world.obelus(["report", "--format", format]).ok();
        assert!(
            text.contains("changed after rating had begun"),
            "{format}: {text}"
        );
        assert!(text.contains("4 → 1"), "{format}: {text}");
    }
}

/// A claim whose words changed under its edition: by hand, so that the review has no digest.
fn reworded(judged: bool) -> World {
    let world = World::with_desk();
    world.commit("Claim");
    if judged {
        world
            .obelus(["review", "ice", "--confidence", "0.3"])
            .exits(0);
    } else {
        world.review("desk", "ice", &review(0.3));
    }
    world.commit("Rating");
    world.claim("ice", &CLAIM.replace("every winter", "most winters"));
    world.commit("Quietly");
    world
}

#[test]
fn words_changed_under_an_edition_are_found_from_history_and_from_digests() {
    for judged in [true, false] {
        let world = reworded(judged);
        let json = world.obelus(["report", "--format", "json"]).json();
        let found = &json["past"]["reworded"][0];
        assert_eq!(found["claim"], "ice", "{judged}");
        assert_eq!(found["judged_before"][0], "desk");
        let status = world.obelus(["status"]).ok();
        assert!(
            status.contains("ice (its words were changed, though it is still edition 1)"),
            "{status}"
        );
        assert!(
            status.contains("froze in [-every winter-] {+most winters+}"),
            "{status}"
        );
        assert!(status.contains("obelus review ice"), "{status}");
        world
            .obelus(["review", "ice", "--confidence", "0.4"])
            .exits(0);
        world.commit("Judged anew");
        let json = world.obelus(["report", "--format", "json"]).json();
        assert_eq!(json["past"]["reworded"].as_array().unwrap().len(), 0);
        let status = world.obelus(["status"]).ok();
        assert!(!status.contains("Reworded"), "{status}");
    }
}

#[test]
fn who_judged_only_the_new_words_is_not_asked_again() {
    let world = reworded(false);
    world.reviewer("later", REVIEWER);
    world.review("later", "ice", &review(0.7));
    world.commit("A later reader");
    let json = world.obelus(["report", "--format", "json"]).json();
    let who = &json["past"]["reworded"][0]["judged_before"];
    assert_eq!(*who, serde_json::json!(["desk"]));
    let status = world.obelus(["status", "--reviewer", "later"]).ok();
    assert!(!status.contains("Reworded"), "{status}");
}

#[test]
fn a_review_of_an_older_edition_is_asked_for_again_with_what_was_reworded() {
    let world = reworded(true);
    world
        .obelus([
            "claim",
            "edit",
            "ice",
            "--statement",
            "The harbour froze in most winters of the century.",
        ])
        .exits(0);
    world.commit("A new edition");
    // Laid out anew since, so that the commit of the review is no longer the one that judged.
    world.write(
        "reviews/desk/ice.toml",
        format!("# mine\n{}", world.read("reviews/desk/ice.toml")),
    );
    world.commit("A comment");
    let status = world.obelus(["status"]).ok();
    assert!(
        status.contains("ice (you judged edition 1, it is at 2)"),
        "{status}"
    );
    assert!(
        status.contains("[-every winter-] {+most winters+} of the [-decade.-] {+century.+}"),
        "{status}"
    );
    let json = world.obelus(["report", "--format", "json"]).json();
    assert_eq!(json["claims"][0]["reviews"]["stale"], 1);
    assert_eq!(json["claims"][0]["ratings"][0]["state"], "stale");
}

#[test]
fn what_commands_of_history_print_fits_the_published_schemas() {
    let world = two_rounds();
    let json = |args: &[&str]| world.obelus([args, &["--format", "json"]].concat()).json();
    valid("diff", &json(&["diff", "first..HEAD"]));
    valid("blame", &json(&["blame", "froze"]));
    valid("rounds", &json(&["round", "list"]));
    let log = world.obelus(["log", "--format", "json"]).ok();
    assert_eq!(log.lines().count(), 3);
    for line in log.lines() {
        valid("log", &serde_json::from_str(line).unwrap());
    }
}
