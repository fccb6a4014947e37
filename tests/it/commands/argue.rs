//! `obelus argue`

use super::review::world as judged_by_nobody;
use crate::support::{CLAIM, REVIEW, REVIEWER, World};

const PATH: &str = "reviews/desk/ice.toml";

fn world() -> World {
    let world = judged_by_nobody();
    world.review("desk", "ice", REVIEW);
    world
}

#[test]
fn an_argument_is_added_with_an_id_of_its_words() {
    let world = world();
    let said = world
        .obelus([
            "argue",
            "ice",
            "--undercut",
            "--strength",
            "strong",
            "--text",
            "The log counts days, not winters.",
        ])
        .exits(0);
    assert!(
        said.stderr
            .contains("Add argument log-counts-days-not on ice"),
        "{said}"
    );
    assert_eq!(
        world.read(PATH),
        format!(
            "{REVIEW}\n[[arguments]]\nid = \"log-counts-days-not\"\nstance = \"against\"\ntarget = \"claim\"\n\
             attack = \"undercut\"\nstrength = \"strong\"\ntext = \"The log counts days, not winters.\"\n"
        )
    );
    world.obelus(["fmt", "--check"]).exits(0);
}

#[test]
fn a_second_argument_of_the_same_words_gets_another_id() {
    let world = world();
    for _ in 0..2 {
        world
            .obelus(["argue", "ice", "--text", "It thawed."])
            .exits(0);
    }
    let text = world.read(PATH);
    assert!(
        text.contains("id = \"thawed\"\n") && text.contains("id = \"thawed-2\"\n"),
        "{text}"
    );
}

#[test]
fn only_what_is_said_of_an_argument_changes() {
    let world = world();
    let text = format!(
        "{REVIEW}\n# ours\n[[arguments]] # one\nid = 'thaw'\ntext = '''It \"thawed\".''' # said\nstance = \"for\"\nweight = 3\n"
    );
    world.write(PATH, &text);
    world
        .obelus(["argue", "ice", "--id", "thaw", "--strength", "weak"])
        .exits(0);
    assert_eq!(
        world.read(PATH),
        text.replace(
            "stance = \"for\"\n",
            "stance = \"for\"\nstrength = \"weak\"\n"
        )
    );
    world
        .obelus(["argue", "ice", "--id", "thaw", "--rebut"])
        .exits(0);
    let changed = world.read(PATH);
    assert!(
        changed.contains(
            "stance = \"against\"\nattack = \"rebut\"\nstrength = \"weak\"\nweight = 3\n"
        ),
        "{changed}"
    );
}

#[test]
fn an_argument_is_withdrawn_in_its_place() {
    let world = world();
    world
        .obelus(["argue", "ice", "--id", "thaw", "--text", "It thawed."])
        .exits(0);
    let before = world.read(PATH);
    world
        .obelus(["argue", "ice", "--withdraw", "thaw", "--reason", "Misread."])
        .exits(0);
    assert_eq!(
        world.read(PATH),
        format!("{before}status = \"withdrawn\"\nreason = \"Misread.\"\n")
    );
    let said = world
        .obelus(["argue", "ice", "--withdraw", "thew", "--reason", "x"])
        .exits(1);
    assert!(
        said.stderr.contains("there is no argument `thew`"),
        "{said}"
    );
}

#[test]
fn a_reply_answers_an_argument_that_exists_and_is_anothers() {
    let world = world();
    world.reviewer("port", REVIEWER);
    world.review(
        "port",
        "ice",
        &format!(
            "{REVIEW}\n[[arguments]]\nid = \"logged\"\nstance = \"for\"\ntext = \"It is logged.\"\n"
        ),
    );
    world
        .obelus([
            "argue",
            "ice",
            "--reply-to",
            "port#logged",
            "--undermine",
            "--text",
            "The log is a copy.",
        ])
        .exits(0);
    assert!(
        world
            .read(PATH)
            .contains("target = \"port#logged\"\nattack = \"undermine\"\n")
    );
    let said = world
        .obelus(["argue", "ice", "--reply-to", "port#loged", "--text", "x"])
        .exits(2);
    assert!(
        said.stderr.contains("did you mean `port#logged`?"),
        "{said}"
    );
    let said = world
        .obelus(["argue", "ice", "--reply-to", "desk#log-copy", "--text", "x"])
        .exits(2);
    assert!(said.stderr.contains("of your own"), "{said}");
}

#[test]
fn sources_are_cited_with_their_place_and_must_exist() {
    let world = world();
    let said = world
        .obelus(["argue", "ice", "--text", "So.", "--source", "log@p. 3"])
        .exits(1);
    assert!(said.stderr.contains("unknown-source"), "{said}");
    assert_eq!(world.read(PATH), REVIEW);
    world.write(
        PATH,
        format!("{REVIEW}\n[[sources]]\nid = \"log\"\ntitle = \"Log\"\n"),
    );
    world
        .obelus(["argue", "ice", "--text", "So.", "--source", "log@p. 3"])
        .exits(0);
    assert!(
        world
            .read(PATH)
            .contains("sources = [{ id = \"log\", locator = \"p. 3\" }]\n\n[[sources]]\n")
    );
}

#[test]
fn an_argument_needs_a_judgement_or_an_abstention() {
    let world = judged_by_nobody();
    let said = world.obelus(["argue", "ice", "--text", "So."]).exits(2);
    assert!(
        said.stderr.contains("obelus review ice --confidence"),
        "{said}"
    );
    assert!(!world.path().join(PATH).exists());
    world
        .obelus([
            "argue",
            "ice",
            "--for",
            "--text",
            "So.",
            "--abstain",
            "Not my field.",
        ])
        .exits(0);
    let text = world.read(PATH);
    assert!(
        text.contains("abstain = \"Not my field.\"\n") && text.contains("stance = \"for\"\n"),
        "{text}"
    );
    world.obelus(["check"]).exits(0);
}

#[test]
fn texts_of_any_kind_are_kept_to_the_letter() {
    let world = world();
    world.claim("ice", CLAIM);
    let text = "Порт\nне \"замерзал\" \\ '''\n\n  — \"\"\"never\"\"\" 氷\t.";
    world
        .run(["argue", "ice", "--id", "a", "--text", "-"])
        .input(text)
        .go()
        .exits(0);
    let table: toml::Table = world.read(PATH).parse().unwrap();
    assert_eq!(table["arguments"][0]["text"].as_str(), Some(text));
}
