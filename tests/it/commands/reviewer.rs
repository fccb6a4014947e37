//! `obelus reviewer`

use crate::support::{REVIEWER, World};

#[test]
fn a_reviewer_is_added_once() {
    let world = World::new();
    world
        .obelus([
            "reviewer",
            "add",
            "ada",
            "--name",
            "Ada",
            "--kind",
            "group",
            "--email",
            "ada@example.org",
            "--expertise",
            "ice",
        ])
        .exits(0);
    let text =
        "name = \"Ada\"\nkind = \"group\"\nemails = [\"ada@example.org\"]\nexpertise = [\"ice\"]\n";
    assert_eq!(world.read("reviews/ada/reviewer.toml"), text);
    let said = world
        .obelus(["reviewer", "add", "ada", "--name", "Other"])
        .exits(1);
    assert!(said.stderr.contains("exists already"), "{said}");
    assert_eq!(world.read("reviews/ada/reviewer.toml"), text);
}

#[test]
fn me_takes_my_address_and_is_remembered() {
    let world = World::new();
    world
        .obelus(["reviewer", "add", "ada", "--name", "Ada", "--me"])
        .exits(0);
    assert!(
        world
            .read("reviews/ada/reviewer.toml")
            .contains("emails = [\"author@example.org\"]\n")
    );
    assert_eq!(
        world
            .repo()
            .config()
            .unwrap()
            .get_string("obelus.reviewer")
            .unwrap(),
        "ada"
    );
    assert!(world.obelus(["reviewer", "show"]).ok().contains("Ada"));
}

#[test]
fn an_address_that_is_taken_is_refused() {
    let world = World::new();
    world.reviewer("desk", &format!("{REVIEWER}emails = [\"a@example.org\"]\n"));
    let said = world
        .obelus([
            "reviewer",
            "add",
            "ada",
            "--name",
            "Ada",
            "--email",
            "a@example.org",
        ])
        .exits(1);
    assert!(said.stderr.contains("shared-email"), "{said}");
    assert!(!world.path().join("reviews/ada").exists());
}

#[test]
fn a_malformed_orcid_is_refused_before_anything_is_written() {
    let world = World::new();
    let said = world
        .obelus(["reviewer", "add", "ada", "--name", "Ada", "--orcid", "0000"])
        .exits(1);
    assert!(
        said.stderr.contains("bad-orcid") && said.stderr.contains("nothing was written"),
        "{said}"
    );
    assert!(!world.path().join("reviews").exists());
}

#[test]
fn the_roster_is_listed() {
    let world = World::new();
    world.reviewer("desk", REVIEWER);
    assert_eq!(
        world.obelus(["reviewer", "list"]).ok(),
        "desk  group           0 reviews  Harbour desk\n"
    );
}
