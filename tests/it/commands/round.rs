//! `obelus round`: closing and listing rounds.

use crate::support::{CLAIM, REVIEW, REVIEWER, World};

fn reviewed() -> World {
    let world = World::new();
    world
        .claim("froze", CLAIM)
        .reviewer("harbour", REVIEWER)
        .review("harbour", "froze", REVIEW);
    world
}

#[test]
fn closing_a_round_notes_its_name_and_commit_and_changes_nothing_else() {
    let world = reviewed();
    world.write("obelus.toml", "# ours\nformat = 1\ntitle = \"T\" # kept\n");
    let commit = world.commit("Reviews");
    world.obelus(["round", "close", "first"]).exits(0);
    assert_eq!(
        world.read("obelus.toml"),
        format!(
            "# ours\nformat = 1\ntitle = \"T\" # kept\n\n[[rounds]]\nname = \"first\"\ncommit = \"{commit}\"\n"
        )
    );
    world.obelus(["check"]).exits(0);
    let listed = world.obelus(["round", "list", "--format", "json"]).json();
    assert_eq!(listed["schema"], "obelus-rounds/1");
    assert_eq!(listed["rounds"][0]["commit"], commit);
    assert_eq!(listed["rounds"][0]["reviews"], 1);
    let shown = world.obelus(["round", "list"]).ok();
    assert!(
        shown.starts_with(&format!("first  {}  2026-01-01", &commit[..12])),
        "{shown}"
    );
}

#[test]
fn a_closed_round_is_never_moved() {
    let world = reviewed();
    world.commit("Reviews");
    world.obelus(["round", "close", "first"]).exits(0);
    let before = world.read("obelus.toml");
    let refused = world.obelus(["round", "close", "first"]).exits(1);
    assert!(refused.stderr.contains("already"), "{refused}");
    assert_eq!(world.read("obelus.toml"), before);
}

#[test]
fn a_round_without_reviews_is_refused() {
    let world = World::new();
    world.claim("froze", CLAIM);
    world.commit("Claim");
    world.obelus(["round", "close", "first"]).exits(1);
    world
        .obelus(["round", "close", "first", "--at", "nowhere"])
        .exits(2);
}

#[test]
fn a_round_whose_commit_is_gone_is_listed_with_the_reason() {
    let world = reviewed();
    let gone = "0123456789abcdef0123456789abcdef01234567";
    world.write(
        "obelus.toml",
        format!("format = 1\ntitle = \"T\"\n[[rounds]]\nname = \"first\"\ncommit = \"{gone}\"\n"),
    );
    world.commit("Reviews");
    let listed = world.obelus(["round", "list", "--format", "json"]).json();
    assert!(listed["rounds"][0]["missing"].is_string());
    assert!(listed["rounds"][0]["reviews"].is_null());
}
