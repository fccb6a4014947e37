//! `obelus schema`, `completions` and `man`.

use std::fs;

use insta::assert_snapshot;

use crate::support::World;

#[test]
fn the_names_of_the_schemas_are_listed() {
    let listed = World::empty().obelus(["schema"]).ok();
    for name in [
        "claim",
        "review",
        "reviewer",
        "workspace",
        "check",
        "report",
    ] {
        let line = listed
            .lines()
            .find(|line| line.split(' ').next() == Some(name));
        assert!(
            line.is_some_and(|line| line.len() > 20),
            "{name} in\n{listed}"
        );
    }
}

#[test]
fn an_unknown_schema_is_a_mistake_of_usage_with_a_proposal() {
    assert_snapshot!(World::empty().obelus(["schema", "reviw"]), @"
    exit: 2
    --- stderr
    error: there is no schema `reviw`
    help: did you mean `review`?
    ");
}

#[test]
fn a_record_s_schema_offers_keys_words_and_examples() {
    let schema = World::empty().obelus(["schema", "claim"]).exits(0).json();
    assert_eq!(schema["required"], serde_json::json!(["statement", "kind"]));
    assert_eq!(schema["properties"]["kind"]["enum"][2], "causal");
    assert_eq!(schema["properties"]["edition"]["examples"][0], 1);
    assert_eq!(schema["additionalProperties"], false);
}

#[test]
fn completions_are_written_for_every_shell() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = World::empty().obelus(["completions", shell]).ok();
        assert!(
            script.contains("obelus") && script.contains("schema"),
            "{shell}"
        );
    }
    assert_eq!(World::empty().obelus(["completions", "tcsh"]).code, 2);
}

#[test]
fn the_manual_has_a_page_for_every_command() {
    let world = World::empty();
    assert!(world.obelus(["man"]).ok().contains(".TH obelus 1"));
    world.obelus(["man", "pages"]).exits(0);
    let names: Vec<String> = fs::read_dir(world.path().join("pages"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    for name in ["obelus.1", "obelus-check.1", "obelus-report.1"] {
        assert!(names.iter().any(|known| known == name), "{names:?}");
    }
    let page = world.read("pages/obelus-check.1");
    assert!(
        page.contains(".TH obelus-check 1") && page.contains("deny"),
        "{page}"
    );
}
