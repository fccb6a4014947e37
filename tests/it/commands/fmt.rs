//! `obelus fmt`

use crate::support::{CLAIM, World};

const LOOSE: &str = "# head\n\nkind='fact'\nstatement=\"S\" # words\n";

#[test]
fn records_are_brought_to_their_canonical_form() {
    let world = World::new();
    world.claim("loose", LOOSE).claim("fine", CLAIM);
    let said = world.obelus(["fmt", "--check"]).exits(1);
    assert!(
        said.stderr.contains("would change claims/loose.toml") && !said.stderr.contains("fine"),
        "{said}"
    );
    assert_eq!(world.read("claims/loose.toml"), LOOSE);
    world.obelus(["fmt"]).exits(0);
    assert_eq!(
        world.read("claims/loose.toml"),
        "# head\n\nstatement = \"S\" # words\nkind = 'fact'\n"
    );
    assert_eq!(world.read("claims/fine.toml"), CLAIM);
    world.obelus(["fmt", "--check"]).exits(0);
}

#[test]
fn only_the_paths_given_are_formatted() {
    let world = World::new();
    world
        .claim("a/one", LOOSE)
        .claim("b/two", LOOSE)
        .claim("ab", LOOSE);
    world.obelus(["fmt", "claims/a"]).exits(0);
    assert_ne!(world.read("claims/a/one.toml"), LOOSE);
    assert_eq!(world.read("claims/b/two.toml"), LOOSE);
    assert_eq!(world.read("claims/ab.toml"), LOOSE);
    let inner = world.path().join("claims/b");
    world.run(["fmt", "two.toml"]).dir(inner).go().exits(0);
    assert_ne!(world.read("claims/b/two.toml"), LOOSE);
    world.obelus(["fmt", "nowhere"]).exits(2);
}

#[test]
fn what_cannot_be_read_is_named_and_left_alone() {
    let world = World::new();
    world
        .claim("broken", "statement = \n")
        .claim("loose", LOOSE);
    let said = world.obelus(["fmt"]).exits(1);
    assert!(
        said.stderr.contains("claims/broken.toml is left alone"),
        "{said}"
    );
    assert_eq!(world.read("claims/broken.toml"), "statement = \n");
    assert_ne!(world.read("claims/loose.toml"), LOOSE);
}

#[test]
fn a_refused_record_can_be_formatted_and_stays_refused() {
    let world = World::new();
    world.claim("odd", "kind=\"fact\"\nmystery=1\nstatement=\"S\"\n");
    world.obelus(["fmt"]).exits(0);
    assert_eq!(
        world.read("claims/odd.toml"),
        "statement = \"S\"\nkind = \"fact\"\nmystery = 1\n"
    );
    world.obelus(["check"]).exits(1);
}
