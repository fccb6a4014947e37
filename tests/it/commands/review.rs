//! `obelus review` by options

use crate::support::{CLAIM, REVIEW, REVIEWER, World};

const PATH: &str = "reviews/desk/ice.toml";

pub(super) fn world() -> World {
    World::with_desk()
}

#[test]
fn a_first_review_is_written_in_canonical_form() {
    let world = world();
    let args = [
        "review",
        "ice",
        "--confidence",
        "0.35",
        "--lower",
        "20%",
        "--upper",
        ".55",
        "--expertise",
        "3",
        "--rationale",
        "Two open winters.",
    ];
    let said = world.obelus(args).exits(0);
    assert!(said.stderr.contains("git commit -m 'Review ice'"), "{said}");
    let text = world.read(PATH);
    let (first, rest) = text.split_once("judged = \"sha256:").unwrap();
    assert_eq!(first, "edition = 1\n");
    assert_eq!(
        &rest[64..],
        "\"\nconfidence = { best = 0.35, lower = 0.2, upper = 0.55 }\nexpertise = 3\nrationale = \"Two open winters.\"\n"
    );
    let checked = world.obelus(["check", "--format", "json"]).exits(0).json();
    assert!(
        !checked.to_string().contains("judged-mismatch"),
        "{checked}"
    );
    world.obelus(["fmt", "--check"]).exits(0);
}

#[test]
fn a_new_rating_keeps_everything_else_of_a_hand_written_file() {
    let world = world();
    let text = "# mine\nedition = 1\n\n# a guess\nconfidence={best=0.35,lower=0.2,upper=0.55} # for now\nmood = \"calm\"\n\n[[arguments]]\nid = 'a'\nstance = \"for\"\ntext = '''so'''\n\n# end\n";
    world.write(PATH, text);
    world
        .obelus(["review", "ice", "--confidence", "0.4"])
        .exits(0);
    let after = world.read(PATH);
    let judged = after
        .lines()
        .find(|line| line.starts_with("judged"))
        .unwrap();
    let expected = text
        .replace("{best=0.35,lower=0.2,upper=0.55}", "0.4")
        .replace("edition = 1\n", &format!("edition = 1\n{judged}\n"));
    assert_eq!(after, expected);
    let again = world
        .obelus(["review", "ice", "--confidence", "0.4"])
        .exits(0);
    assert!(again.stderr.contains("nothing changed"), "{again}");
    assert_eq!(world.read(PATH), expected);
}

#[test]
fn line_ends_of_the_file_are_kept() {
    let world = world();
    world.write(PATH, REVIEW.replace('\n', "\r\n"));
    world
        .obelus(["review", "ice", "--abstain", "Not\nmy field."])
        .exits(0);
    let after = world.read(PATH);
    assert_eq!(
        after.matches('\n').count(),
        after.matches("\r\n").count(),
        "{after:?}"
    );
    assert!(
        after.contains("abstain = \"\"\"\r\nNot\r\nmy field.\"\"\"\r\n"),
        "{after:?}"
    );
}

#[test]
fn what_is_no_probability_is_refused_with_what_was_meant() {
    let world = world();
    let said = world
        .obelus(["review", "ice", "--confidence", "60"])
        .exits(2);
    assert!(said.stderr.contains("write 0.6 or 60%"), "{said}");
    let said = world
        .obelus([
            "review",
            "ice",
            "--confidence",
            "0.3",
            "--lower",
            "0.4",
            "--upper",
            "0.5",
        ])
        .exits(2);
    assert!(said.stderr.contains("out of order"), "{said}");
    let said = world.obelus(["review", "ice", "--stance", "4"]).exits(2);
    assert!(said.stderr.contains("judged by confidence"), "{said}");
    world
        .obelus(["review", "ice", "--confidence", "0.3", "--lower", "0.2"])
        .exits(2);
    world
        .obelus(["review", "ice", "--confidence", "0.3", "--abstain", "x"])
        .exits(2);
    assert!(!world.path().join(PATH).exists());
}

#[test]
fn a_level_of_agreement_may_be_named() {
    let world = world();
    world.claim("ice", &CLAIM.replace("\"fact\"", "\"evaluation\""));
    world
        .obelus(["review", "ice", "--stance", "Agree"])
        .exits(0);
    assert!(world.read(PATH).contains("\nstance = 4\n"));
    let said = world.obelus(["review", "ice", "--stance", "6"]).exits(2);
    assert!(said.stderr.contains("5 strongly agree"), "{said}");
}

#[test]
fn a_stale_review_is_confirmed_or_rated_anew() {
    let world = world();
    world
        .claim("ice", &format!("{CLAIM}edition = 2\n"))
        .review("desk", "ice", REVIEW);
    world
        .obelus(["review", "ice", "--rationale", "Still."])
        .exits(0);
    assert!(
        world.read(PATH).starts_with("edition = 1\n"),
        "a new reason alone is no new look"
    );
    world.obelus(["review", "ice", "--keep"]).exits(0);
    let text = world.read(PATH);
    assert!(
        text.starts_with("edition = 2\njudged = \"sha256:") && text.contains("confidence = 0.35\n"),
        "{text}"
    );
}

#[test]
fn a_review_is_withdrawn_and_taken_up_again() {
    let world = world();
    world.review("desk", "ice", REVIEW);
    world
        .obelus(["review", "ice", "--withdraw", "--reason", "Misread."])
        .exits(0);
    assert_eq!(
        world.read(PATH),
        format!("{REVIEW}status = \"withdrawn\"\nreason = \"Misread.\"\n")
    );
    world
        .obelus(["review", "ice", "--confidence", "0.2"])
        .exits(0);
    let text = world.read(PATH);
    assert!(
        text.contains("status = \"current\"\n") && !text.contains("reason"),
        "{text}"
    );
    world.obelus(["check"]).exits(0);
}

#[test]
fn without_a_claim_the_next_one_that_waits_is_taken() {
    let world = world();
    world
        .claim("snow", &format!("{CLAIM}edition = 2\n"))
        .review("desk", "snow", REVIEW);
    world.claim(
        "gone",
        &format!("{CLAIM}status = \"withdrawn\"\nreason = \"x\"\n"),
    );
    world.obelus(["review", "--confidence", "0.1"]).exits(0);
    assert!(world.read(PATH).contains("confidence = 0.1\n"));
    world.obelus(["review", "--confidence", "0.2"]).exits(0);
    assert!(
        world
            .read("reviews/desk/snow.toml")
            .starts_with("edition = 2\n")
    );
    let said = world.obelus(["review", "--confidence", "0.3"]).exits(0);
    assert!(said.stderr.contains("no claim waits for you"), "{said}");
}

#[test]
fn without_rating_and_terminal_the_options_are_named() {
    let said = world().obelus(["review", "ice"]).exits(2);
    assert!(said.stderr.contains("--confidence 0.35"), "{said}");
}

#[test]
fn who_i_am_must_be_known() {
    let world = World::new();
    world.claim("ice", CLAIM).reviewer("desk", REVIEWER);
    let said = world
        .obelus(["review", "ice", "--confidence", "0.3"])
        .exits(2);
    assert!(said.stderr.contains("--reviewer ID"), "{said}");
    world
        .obelus(["review", "ice", "--confidence", "0.3", "--reviewer", "desk"])
        .exits(0);
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link() {
    let world = world();
    let outside = tempfile::tempdir().unwrap();
    std::fs::write(outside.path().join("x.toml"), REVIEW).unwrap();
    std::os::unix::fs::symlink(outside.path().join("x.toml"), world.path().join(PATH)).unwrap();
    let said = world
        .obelus(["review", "ice", "--confidence", "0.9"])
        .exits(1);
    assert!(said.stderr.contains("is a link"), "{said}");
    assert_eq!(
        std::fs::read_to_string(outside.path().join("x.toml")).unwrap(),
        REVIEW
    );
}
