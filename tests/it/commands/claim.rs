//! `obelus claim`

use crate::support::{CLAIM, REVIEW, REVIEWER, World};

const TEXT: &str =
    "One.\n\nThe harbour froze in every winter of the whole decade. It did not thaw.\n";

fn with_text() -> World {
    let world = World::new();
    world.write(
        "obelus.toml",
        "format = 1\ntitle = \"T\"\n\n[documents.book]\ntitle = \"B\"\npath = \"documents/book.txt\"\n",
    );
    world.write("documents/book.txt", TEXT);
    world
}

#[test]
fn a_new_claim_is_written_with_its_measured_anchor() {
    let world = with_text();
    let said = world
        .obelus([
            "claim",
            "new",
            "port/froze",
            "--statement",
            "The harbour froze.",
            "--kind",
            "fact",
            "--tag",
            "port",
            "--start",
            "The harbour froze",
            "--end",
            "the whole decade",
            "--section",
            "Ice",
            "--paragraph",
            "2",
        ])
        .exits(0);
    assert!(
        said.stderr.contains("git add claims/port/froze.toml"),
        "{said}"
    );
    let text = world.read("claims/port/froze.toml");
    let (before, digest) = text.split_once("digest = \"fold1:sha256:").unwrap();
    assert_eq!(
        before,
        "statement = \"The harbour froze.\"\nkind = \"fact\"\nscale = \"confidence\"\nedition = 1\ntags = [\"port\"]\n\n\
         [[anchors]]\ndocument = \"book\"\nsection = \"Ice\"\nparagraph = 2\nstart = \"The harbour froze\"\n\
         end = \"the whole decade\"\nlength = 44\n"
    );
    assert_eq!(digest.len(), 64 + 2);
    world.obelus(["check"]).exits(0);
}

#[test]
fn words_that_name_no_passage_are_refused() {
    let world = with_text();
    let args = [
        "claim",
        "new",
        "x",
        "--statement",
        "S",
        "--kind",
        "fact",
        "--start",
        "the lake",
        "--end",
        "decade",
    ];
    let said = world.obelus(args).exits(1);
    assert!(said.stderr.contains("no passage of book begins"), "{said}");
    assert!(!world.path().join("claims").exists());
}

#[test]
fn a_statement_may_come_from_standard_input_or_a_file() {
    let world = World::new();
    let statement = "Two lines,\nwith \"\"\"quotes\"\"\" and \\ in them.";
    world
        .run(["claim", "new", "a", "--kind", "fact", "--statement", "-"])
        .input(format!("{statement}\r\n"))
        .go()
        .exits(0);
    world.write("words.txt", statement);
    world
        .obelus([
            "claim",
            "new",
            "b",
            "--kind",
            "fact",
            "--statement",
            "@words.txt",
        ])
        .exits(0);
    assert_eq!(world.read("claims/a.toml"), world.read("claims/b.toml"));
    let table: toml::Table = world.read("claims/a.toml").parse().unwrap();
    assert_eq!(table["statement"].as_str(), Some(statement));
}

#[test]
fn what_is_missing_is_asked_for_or_named() {
    let world = World::new();
    let said = world
        .obelus(["claim", "new", "a", "--kind", "fact"])
        .exits(2);
    assert!(said.stderr.contains("--statement"), "{said}");
    let said = world
        .obelus(["claim", "new", "A b", "--kind", "fact", "--statement", "S"])
        .exits(2);
    assert!(said.stderr.contains("cannot be an id"), "{said}");
    world.claim("a", CLAIM);
    let said = world
        .obelus(["claim", "new", "a", "--kind", "fact", "--statement", "S"])
        .exits(1);
    assert!(said.stderr.contains("exists already"), "{said}");
    assert_eq!(world.read("claims/a.toml"), CLAIM);
}

#[test]
fn rewording_raises_the_edition_and_says_what_becomes_stale() {
    let world = World::new();
    world.claim(
        "ice",
        "# mine\nstatement = 'Old.' # words\nkind = \"fact\"\nedition = 3\nextra = 1\n",
    );
    world.reviewer("desk", REVIEWER).review(
        "desk",
        "ice",
        &REVIEW.replace("edition = 1", "edition = 3"),
    );
    let said = world
        .obelus(["claim", "edit", "ice", "--statement", "New."])
        .exits(0);
    assert!(
        said.stderr
            .contains("1 review of edition 3 now counts as stale"),
        "{said}"
    );
    assert_eq!(
        world.read("claims/ice.toml"),
        "# mine\nstatement = \"New.\" # words\nkind = \"fact\"\nedition = 4\nextra = 1\n"
    );
}

#[test]
fn a_minor_change_and_a_change_of_labels_keep_the_edition() {
    let world = World::new();
    world.claim("ice", CLAIM);
    world
        .obelus([
            "claim",
            "edit",
            "ice",
            "--minor",
            "--statement",
            "The harbour froze, each winter.",
        ])
        .exits(0);
    world
        .obelus([
            "claim",
            "edit",
            "ice",
            "--tag",
            "port",
            "--note",
            "Which harbour?",
        ])
        .exits(0);
    let text = world.read("claims/ice.toml");
    assert!(!text.contains("edition"), "{text}");
    assert!(
        text.ends_with("tags = [\"port\"]\nnote = \"Which harbour?\"\n"),
        "{text}"
    );
    world
        .obelus(["claim", "edit", "ice", "--kind", "evaluation"])
        .exits(0);
    let text = world.read("claims/ice.toml");
    assert!(text.contains("edition = 2\n"), "{text}");
}

#[test]
fn a_claim_is_withdrawn_with_its_reason_or_superseded() {
    let world = World::new();
    world
        .claim("ice", CLAIM)
        .claim("ice-again", CLAIM)
        .claim("snow", CLAIM);
    world
        .obelus(["claim", "withdraw", "ice", "--reason", "Said twice."])
        .exits(0);
    assert_eq!(
        world.read("claims/ice.toml"),
        format!("{CLAIM}status = \"withdrawn\"\nreason = \"Said twice.\"\n")
    );
    world
        .obelus(["claim", "withdraw", "snow", "--superseded-by", "ice-again"])
        .exits(0);
    assert!(
        world
            .read("claims/snow.toml")
            .ends_with("status = \"superseded\"\nsuperseded-by = \"ice-again\"\n")
    );
    let listed = world.obelus(["claim", "list"]).ok();
    assert!(
        listed.contains("ice-again") && !listed.contains("snow"),
        "{listed}"
    );
    let said = world
        .obelus(["claim", "withdraw", "ice-agan", "--reason", "x"])
        .exits(2);
    assert!(said.stderr.contains("did you mean `ice-again`?"), "{said}");
}

#[test]
fn a_claim_is_shown_with_its_reviews() {
    let world = World::new();
    world
        .claim("ice", CLAIM)
        .reviewer("desk", REVIEWER)
        .review("desk", "ice", REVIEW);
    let shown = world.obelus(["claim", "show", "ice"]).ok();
    assert!(
        shown.contains("The harbour froze in every winter of the decade.")
            && shown.contains("▏ 0.35")
            && shown.contains("The port's own log speaks of two open winters."),
        "{shown}"
    );
}
