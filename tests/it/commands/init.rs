//! `obelus init`

use crate::support::World;

#[test]
fn a_new_workspace_is_green_and_canonical() {
    let world = World::empty();
    let said = world
        .obelus(["init", "--title", "What the pamphlet \"claims\""])
        .exits(0);
    assert!(
        said.stdout.is_empty() && said.stderr.contains("next: obelus reviewer add"),
        "{said}"
    );
    let text = world.read("obelus.toml");
    assert!(
        text.contains("title = \"What the pamphlet \\\"claims\\\"\"\n"),
        "{text}"
    );
    assert!(text.contains("rule = \"thirds\"\n"), "{text}");
    let checked = world.obelus(["check", "--format", "json"]).exits(0).json();
    assert_eq!(checked["findings"].as_array().unwrap().len(), 0);
    world.obelus(["fmt", "--check"]).exits(0);
}

#[test]
fn a_sample_is_green_too() {
    let world = World::empty();
    world.obelus(["init", "--sample"]).exits(0);
    assert_eq!(
        world.obelus(["check", "--format", "json"]).json()["findings"]
            .as_array()
            .unwrap()
            .len(),
        0
    );
    world.obelus(["fmt", "--check"]).exits(0);
    assert!(
        world
            .obelus(["claim", "list"])
            .ok()
            .contains("sample/harbour-froze")
    );
}

#[test]
fn a_folder_without_repository_gets_one() {
    let world = World::empty();
    let outside = tempfile::tempdir().unwrap();
    let run = world
        .run(["init", "new/debate", "--title", "T"])
        .dir(outside.path())
        .go()
        .exits(0);
    assert!(run.stderr.contains("in a new git repository"), "{run}");
    assert!(outside.path().join("new/debate/.git").is_dir());
    let attributes =
        std::fs::read_to_string(outside.path().join("new/debate/.gitattributes")).unwrap();
    assert!(attributes.contains("/reviews/**/*.toml text eol=lf\n"));
}

#[test]
fn what_stands_there_is_kept() {
    let world = World::empty();
    world.write(".gitignore", "target");
    world.obelus(["init", "--title", "T"]).exits(0);
    assert!(world.read(".gitignore").starts_with("target\n# Texts"));
    let before = world.read("obelus.toml");
    let again = world.obelus(["init", "--title", "Other"]).exits(2);
    assert!(again.stderr.contains("is a workspace already"), "{again}");
    assert_eq!(world.read("obelus.toml"), before);
}

#[test]
fn editors_find_a_schema_for_every_record() {
    let world = World::empty();
    world.obelus(["init", "--title", "T"]).exits(0);
    for name in ["workspace", "claim", "review", "reviewer"] {
        let path = format!(".obelus/schema/{name}.json");
        assert!(world.read(".taplo.toml").contains(&path), "{name}");
        assert_eq!(
            world.read(&path),
            world.obelus(["schema", name]).ok(),
            "{name}"
        );
    }
}

#[test]
fn quiet_says_nothing() {
    let said = World::empty()
        .obelus(["init", "-q", "--title", "T"])
        .exits(0);
    assert_eq!(said.stderr, "");
}
