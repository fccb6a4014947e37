//! `obelus source add`

use super::review::world as judged_by_nobody;
use crate::support::{REVIEW, World};

const PATH: &str = "reviews/desk/ice.toml";

fn world() -> World {
    let world = judged_by_nobody();
    world.review("desk", "ice", REVIEW);
    world
}

#[test]
fn a_source_is_described_by_options() {
    let world = world();
    world
        .obelus([
            "source",
            "add",
            "ice",
            "--title",
            "The \"log\"",
            "--author",
            "Port Authority",
            "--issued",
            "2015-03",
            "--doi",
            "https://doi.org/10.1000/182",
            "--set",
            "volume=3",
            "--bearing",
            "contradicts",
        ])
        .exits(0);
    assert_eq!(
        world.read(PATH),
        format!(
            "{REVIEW}\n[[sources]]\nid = \"port-authority-2015\"\ntitle = \"The \\\"log\\\"\"\nauthor = [\"Port Authority\"]\n\
             issued = \"2015-03\"\nDOI = \"10.1000/182\"\nbearing = \"contradicts\"\nvolume = \"3\"\n"
        )
    );
    world.obelus(["check"]).exits(0);
    world.obelus(["fmt", "--check"]).exits(0);
}

#[test]
fn only_what_is_said_of_a_source_changes() {
    let world = world();
    let text = format!("{REVIEW}\n[[sources]] # one\nid = 'log'\ntitle = '''Log''' # as printed\n");
    world.write(PATH, &text);
    world
        .obelus([
            "source",
            "add",
            "ice",
            "--id",
            "log",
            "--bearing",
            "supports",
        ])
        .exits(0);
    assert_eq!(world.read(PATH), format!("{text}bearing = \"supports\"\n"));
}

#[test]
fn an_entry_of_a_reference_manager_is_taken_over() {
    let world = world();
    let entry =
        "@book{log15, author = {Smith, Ann and {Port Authority}}, title = {The Log}, year = 2015}";
    world
        .run([
            "source",
            "add",
            "ice",
            "--bibtex",
            "-",
            "--bearing",
            "context",
        ])
        .input(entry)
        .go()
        .exits(0);
    let text = world.read(PATH);
    assert!(
        text.contains("id = \"log15\"\ntype = \"book\"\ntitle = \"The Log\"\n"),
        "{text}"
    );
    assert!(
        text.contains("\"Smith, Ann\"") && text.contains("bearing = \"context\"\n"),
        "{text}"
    );
    world.write(
        "items.json",
        "[{\"id\":\"x\",\"type\":\"report\",\"title\":\"T\",\"issued\":{\"date-parts\":[[2016]]}}]",
    );
    world
        .obelus([
            "source",
            "add",
            "ice",
            "--csl-json",
            "items.json",
            "--id",
            "report-16",
        ])
        .exits(0);
    assert!(
        world
            .read(PATH)
            .contains("id = \"report-16\"\ntype = \"report\"\ntitle = \"T\"\nissued = \"2016\"\n")
    );
    world.obelus(["check"]).exits(0);
}

#[test]
fn what_cannot_be_read_or_found_is_refused() {
    let world = world();
    let run = |input: &str, args: &[&str]| world.run(args).input(input).go();
    run(
        "@book{a, title = {T",
        &["source", "add", "ice", "--bibtex", "-"],
    )
    .exits(1);
    run("", &["source", "add", "ice", "--bibtex", "-"]).exits(1);
    run("{", &["source", "add", "ice", "--csl-json", "-"]).exits(1);
    run("", &["source", "add", "ice", "--publisher", "P"]).exits(2);
    let said = run(
        "",
        &["source", "add", "ice", "--id", "a", "--publisher", "P"],
    )
    .exits(1);
    assert!(said.stderr.contains("unfindable-source"), "{said}");
    let said = run(
        "",
        &["source", "add", "ice", "--title", "T", "--set", "volum=3"],
    )
    .exits(2);
    assert!(said.stderr.contains("did you mean `volume`?"), "{said}");
    run(
        "",
        &["source", "add", "ice", "--title", "T", "--issued", "May"],
    )
    .exits(2);
    assert_eq!(world.read(PATH), REVIEW);
}
