//! `obelus diff`: what changed, in three formats, with filters and exit codes.

use insta::assert_snapshot;

use crate::support::{CLAIM, REVIEW, REVIEWER, World};

fn review(confidence: f64) -> String {
    format!("edition = 1\nconfidence = {confidence}\n")
}

/// Three reviewers of one claim, committed.
fn panel() -> World {
    let world = World::new();
    world.claim("froze", CLAIM);
    for reviewer in ["harbour", "energy", "archive"] {
        world.reviewer(reviewer, REVIEWER);
        world.review(reviewer, "froze", &review(0.5));
    }
    world.commit("Reviews");
    world
}

#[test]
fn without_argument_the_working_tree_is_compared_with_head() {
    let world = panel();
    assert_snapshot!(world.obelus(["diff", "--exit-code"]), @"
    exit: 0
    --- stderr
    nothing changed
    ");
    world.review("energy", "froze", &review(0.9));
    world.claim(
        "froze",
        "statement = \"The harbour froze in most winters of the decade.\"\nkind = \"fact\"\n",
    );
    world.claim("thawed", CLAIM);
    world.remove("reviews/archive/froze.toml");
    assert_snapshot!(world.obelus(["diff"]), @"
    exit: 0
    --- stdout
    6c94da4159df → the working tree
    claims: 1 added, 1 changed; reviews: 1 changed, 1 removed; consensus: 1 moved

    Consensus
      froze  pool 0.50 → 0.75 · ? undecided → · insufficient
          moved by energy +0.21, archive +0.04

    Claims
      + thawed
          The harbour froze in every winter of the decade.
      ~ froze: statement
          The harbour froze in [-every winter-] {+most winters+} of the decade.
          note: what is judged changed without a new edition: reviews of the older words count on

    Reviews
      − archive on froze: 0.50 removed
      ~ energy on froze: 0.50 → 0.90 (confidence)
          note: moved by +0.40 of the scale without a new rationale, argument or source
    ");
    world.obelus(["diff", "--exit-code"]).exits(1);
    assert_snapshot!(world.obelus(["diff", "--format", "markdown"]), @"
    exit: 0
    --- stdout
    # Changes from 6c94da4159df to the working tree

    claims: 1 added, 1 changed; reviews: 1 changed, 1 removed; consensus: 1 moved.

    ## Consensus

    | claim | pool or median | verdict | standing | moved by |
    |---|---|---|---|---|
    | froze | 0.50 → 0.75 | undecided → **insufficient** | unargued | energy +0.21, archive +0.04 |

    ## Claims

    - added: `thawed` The harbour froze in every winter of the decade.
    - changed: `froze` (statement)
      - The harbour froze in ~~every winter~~ **most winters** of the decade.
      - Note: what is judged changed without a new edition; reviews of the older words count on.

    ## Reviews

    - removed: archive on `froze`, 0.50
    - changed: energy on `froze`, 0.50 → **0.90** (confidence)
      - Note: moved by +0.40 of the scale without a new rationale, argument or source.
    ");
    assert_snapshot!(world.obelus(["diff", "--stat"]), @"
    exit: 0
    --- stdout
     froze  pool 0.50 → 0.75 · ? undecided → · insufficient
     claims: 1 added, 1 changed; reviews: 1 changed, 1 removed; consensus: 1 moved
    ");
}

#[test]
fn json_has_the_published_names_and_shares_that_add_up() {
    let world = panel();
    let from = world.commit("Same");
    world.review("energy", "froze", &review(0.9));
    world.review("harbour", "froze", REVIEW);
    let to = world.commit("Moves");
    let json = world
        .obelus(["diff", "HEAD~1..HEAD", "--format", "json"])
        .json();
    assert_eq!(json["schema"], "obelus-diff/1");
    assert_eq!((&json["from"], &json["to"]), (&from.into(), &to.into()));
    let changed = &json["reviews"]["changed"];
    assert_eq!(changed[0]["reviewer"], "energy");
    assert_eq!(changed[0]["confidence"]["before"]["best"], 0.5);
    assert_eq!(changed[0]["confidence"]["after"]["best"], 0.9);
    assert!((changed[0]["unexplained"].as_f64().unwrap() - 0.4).abs() < 1e-9);
    let moved = &json["consensus"][0];
    let movement = moved["pooled"]["after"].as_f64().unwrap() - 0.5;
    let shares: Vec<f64> = moved["moved_by"]
        .as_array()
        .unwrap()
        .iter()
        .map(|share| share["share"].as_f64().unwrap())
        .collect();
    assert_eq!(shares.len(), 2);
    assert!((shares.iter().sum::<f64>() - movement).abs() < 1e-14);
}

#[test]
fn filters_show_one_claim_or_one_reviewer() {
    let world = panel();
    world.claim("thawed", CLAIM);
    world.review("energy", "froze", &review(0.9));
    world.review("harbour", "thawed", REVIEW);
    let json = |args: &[&str]| {
        let mut all = vec!["diff", "--format", "json"];
        all.extend(args);
        world.obelus(all).json()
    };
    let of_claim = json(&["--claim", "thawed"]);
    assert_eq!(of_claim["claims"]["added"][0], "thawed");
    assert_eq!(of_claim["reviews"]["changed"].as_array().unwrap().len(), 0);
    let by = json(&["--by", "energy"]);
    assert_eq!(by["claims"]["added"].as_array().unwrap().len(), 0);
    assert_eq!(by["reviews"]["changed"][0]["reviewer"], "energy");
    assert_eq!(by["consensus"].as_array().unwrap().len(), 1);
}

#[test]
fn a_change_of_rules_moves_every_claim_it_concerns() {
    let world = panel();
    world.write(
        "obelus.toml",
        "format = 1\ntitle = \"What the pamphlet claims\"\n[consensus]\nmin-reviews = 9\n",
    );
    let json = world.obelus(["diff", "--format", "json"]).json();
    assert_eq!(json["rules"][0]["field"], "consensus.min-reviews");
    assert_eq!(
        json["consensus"][0]["verdict"]["before"],
        "consensus-undecided"
    );
    assert_eq!(json["consensus"][0]["verdict"]["after"], "insufficient");
}

#[test]
fn a_round_can_be_named_where_a_revision_can() {
    let world = panel();
    world.obelus(["round", "close", "first"]).exits(0);
    world.review("energy", "froze", &review(0.9));
    world.commit("Second round");
    let json = world
        .obelus(["diff", "first..HEAD", "--format", "json"])
        .json();
    assert_eq!(json["reviews"]["changed"][0]["reviewer"], "energy");
    world.obelus(["diff", "nowhere..HEAD"]).exits(2);
}

#[test]
fn three_dots_compare_with_where_the_branches_parted() {
    let world = panel();
    world.branch("work");
    world.review("energy", "froze", &review(0.9));
    world.commit("On the branch");
    world.checkout("main");
    world.review("harbour", "froze", &review(0.1));
    world.commit("On main");
    let json = world
        .obelus(["diff", "main...work", "--format", "json"])
        .json();
    let changed = json["reviews"]["changed"].as_array().unwrap().clone();
    assert_eq!(changed.len(), 1);
    assert_eq!(changed[0]["reviewer"], "energy");
}
