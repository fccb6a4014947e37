//! A reviewer who has never seen TOML answers questions on a terminal; an expert says the same in
//! one line. Both write the same bytes.

use rexpect::session::PtySession;

use crate::support::World;

const STANCE_CLAIM: &str = "statement = \"The harbour is well run.\"\nkind = \"evaluation\"\n";

/// Answers one question: waits until it is put, then types.
#[track_caller]
fn answer(terminal: &mut PtySession, question: &str, keys: &str) {
    terminal
        .exp_string(question)
        .unwrap_or_else(|error| panic!("{question}: {error}"));
    terminal.send(keys).unwrap();
    terminal.flush().unwrap();
}

/// The review after answering the questions of `obelus review CLAIM`.
#[track_caller]
fn by_questions(world: &World, claim: &str, answers: &[(&str, &str)]) -> String {
    let mut terminal = world.run(["review", claim]).on_a_terminal();
    for (question, keys) in answers {
        answer(&mut terminal, question, keys);
    }
    terminal.exp_eof().unwrap();
    world.read(&format!("reviews/desk/{claim}.toml"))
}

fn by_options(args: &[&str], path: &str) -> String {
    let world = World::with_desk();
    world.claim("port", STANCE_CLAIM);
    world.obelus(args).exits(0);
    world.obelus(["check"]).exits(0);
    world.read(path)
}

#[test]
fn a_probability_with_bounds_and_a_reason() {
    let asked = by_questions(
        &World::with_desk(),
        "ice",
        &[
            ("How probable", "35%\r"),
            ("Bounds of your", "0.2 to 0.55\r"),
            ("Why", "Two open winters.\r"),
            ("Add an argument?", "n"),
            ("Write this review?", "y"),
        ],
    );
    let args = [
        "review",
        "ice",
        "--confidence",
        "0.35",
        "--lower",
        "0.2",
        "--upper",
        "0.55",
        "--rationale",
        "Two open winters.",
    ];
    assert_eq!(asked, by_options(&args, "reviews/desk/ice.toml"));
}

#[test]
fn a_level_of_agreement_is_chosen_from_a_list() {
    let world = World::with_desk();
    world.claim("port", STANCE_CLAIM);
    let down = "\u{1b}[B";
    let asked = by_questions(
        &world,
        "port",
        &[
            ("How far do you agree", &format!("{down}{down}{down}\r")),
            ("Why", "Ships wait a day at most.\r"),
            ("Add an argument?", "n"),
            ("Write this review?", "y"),
        ],
    );
    let args = ["review", "port", "--stance", "4", "--rationale"];
    let args = [&args[..], &["Ships wait a day at most."]].concat();
    assert_eq!(asked, by_options(&args, "reviews/desk/port.toml"));
}

#[test]
fn an_abstention_needs_its_reason() {
    let asked = by_questions(
        &World::with_desk(),
        "ice",
        &[
            ("How probable", "a\r"),
            ("Why do you abstain", "\r"),
            ("say why, in a few words", "outside my field\r"),
            ("Why", "\r"),
            ("Add an argument?", "n"),
            ("Write this review?", "y"),
        ],
    );
    let args = ["review", "ice", "--abstain", "outside my field"];
    assert_eq!(asked, by_options(&args, "reviews/desk/ice.toml"));
}

#[test]
fn a_wrong_answer_is_asked_again_and_thinking_better_writes_nothing() {
    let world = World::with_desk();
    let mut terminal = world.run(["review", "ice"]).on_a_terminal();
    answer(&mut terminal, "How probable", "160\r");
    terminal.exp_string("it must lie between 0 and 1").unwrap();
    answer(&mut terminal, "How probable", "0.6\r");
    answer(&mut terminal, "Bounds of your", "\r");
    answer(&mut terminal, "Why", "\r");
    answer(&mut terminal, "Add an argument?", "n");
    answer(&mut terminal, "Write this review?", "n");
    terminal.exp_string("nothing was written").unwrap();
    terminal.exp_eof().unwrap();
    assert!(!world.path().join("reviews/desk/ice.toml").exists());
}
