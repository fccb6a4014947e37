//! Writing records in an editor, which here is a script.
#![cfg(unix)]

use std::os::unix::fs::PermissionsExt;

use super::review::world;
use crate::support::{CLAIM, Output, REVIEW, World};

/// Runs a command with an editor that does this to the file it is given as `$1`.
fn edited(world: &World, args: &[&str], script: &str) -> Output {
    let editor = world.path().parent().unwrap().join("editor.sh");
    std::fs::write(&editor, format!("#!/bin/sh\nset -e\n{script}\n")).unwrap();
    std::fs::set_permissions(&editor, std::fs::Permissions::from_mode(0o755)).unwrap();
    world
        .run(args)
        .env("EDITOR", &editor.display().to_string())
        .go()
}

#[test]
fn a_review_is_written_from_the_template_without_its_help() {
    let world = world();
    let script = "grep -q '## *The harbour froze' \"$1\"\nsed -i 's/^confidence = .*/confidence = 0.2/; s/^$/Open winters./' \"$1\"";
    edited(&world, &["review", "ice", "--edit"], script).exits(0);
    let text = world.read("reviews/desk/ice.toml");
    assert!(
        !text.contains("##") && text.starts_with("edition = 1\njudged = "),
        "{text}"
    );
    assert!(
        text.ends_with("confidence = 0.2\nrationale = \"\"\"\nOpen winters.\n\"\"\"\n"),
        "{text}"
    );
}

#[test]
fn an_untouched_template_writes_nothing() {
    let world = world();
    let said = edited(&world, &["review", "ice", "--edit"], "true").exits(0);
    assert!(said.stderr.contains("nothing was written"), "{said}");
    assert!(!world.path().join("reviews/desk/ice.toml").exists());
}

#[test]
fn what_is_refused_is_kept_for_another_attempt() {
    let world = world();
    let said = edited(
        &world,
        &["review", "ice", "--edit"],
        "sed -i 's/^confidence = .*/confidence = 60 # hours of work/' \"$1\"",
    )
    .exits(1);
    assert!(said.stderr.contains("confidence-out-of-range"), "{said}");
    let place = said
        .stderr
        .split("your text is kept in ")
        .nth(1)
        .unwrap()
        .trim();
    assert!(
        std::fs::read_to_string(place)
            .unwrap()
            .contains("hours of work")
    );
    std::fs::remove_file(place).unwrap();
    assert!(!world.path().join("reviews/desk/ice.toml").exists());
}

#[test]
fn a_file_that_changed_while_the_editor_was_open_is_not_overwritten() {
    let world = world();
    world.review("desk", "ice", REVIEW);
    let theirs = "edition = 1\nconfidence = 0.9\n";
    let script = format!(
        "printf '{}' > reviews/desk/ice.toml\nsed -i 's/0.35/0.1/' \"$1\"",
        theirs.replace('\n', "\\n")
    );
    let said = edited(&world, &["review", "ice", "--edit"], &script).exits(1);
    assert!(
        said.stderr.contains("changed while you were at work"),
        "{said}"
    );
    assert_eq!(world.read("reviews/desk/ice.toml"), theirs);
    let place = said
        .stderr
        .split("your text is kept in ")
        .nth(1)
        .unwrap()
        .trim();
    assert!(
        std::fs::read_to_string(place)
            .unwrap()
            .contains("confidence = 0.1\n")
    );
    std::fs::remove_file(place).unwrap();
}

#[test]
fn a_claim_edited_by_hand_gets_its_new_edition() {
    let world = world();
    edited(
        &world,
        &["claim", "edit", "ice", "--edit"],
        "sed -i 's/every winter/most winters/' \"$1\"",
    )
    .exits(0);
    assert_eq!(
        world.read("claims/ice.toml"),
        format!(
            "{}edition = 2\n",
            CLAIM.replace("every winter", "most winters")
        )
    );
}

#[test]
fn without_an_editor_it_is_said_how_to_set_one() {
    let said = world().obelus(["review", "ice", "--edit"]).exits(2);
    assert!(said.stderr.contains("export EDITOR="), "{said}");
}
