//! Two branches change the same record, and real git calls the merge driver.

use std::process::{Command, Output};

use crate::support::{REVIEW, REVIEWER, World};

const PATH: &str = "reviews/desk/ice.toml";

fn git(world: &World, args: &[&str]) -> Output {
    Command::new("git")
        .args(args)
        .current_dir(world.path())
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .env("HOME", world.path())
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_AUTHOR_DATE", "2026-01-02T00:00:00Z")
        .env("GIT_COMMITTER_DATE", "2026-01-02T00:00:00Z")
        .output()
        .unwrap()
}

/// A workspace with a review, and git told to merge records by the program.
fn world() -> World {
    let world = World::with_desk();
    let driver = format!(
        "'{}' merge-driver %O %A %B %P -S %S -X %X -Y %Y",
        env!("CARGO_BIN_EXE_obelus")
    );
    let mut config = world.repo().config().unwrap();
    config.set_str("merge.obelus.driver", &driver).unwrap();
    world.write(".gitattributes", "*.toml merge=obelus\n");
    world.write(PATH, REVIEW);
    world.commit("A review");
    world
}

/// A workspace with a review, and git told by `obelus setup`.
fn set_up() -> World {
    let world = World::with_desk();
    world.write(PATH, REVIEW);
    world.commit("A review");
    world.obelus(["setup"]).exits(0);
    world
}

fn argument(id: &str) -> String {
    format!("\n[[arguments]]\nid = \"{id}\"\nstance = \"for\"\ntext = \"The words of {id}.\"\n")
}

/// Commits `theirs` on a branch and `ours` on main, and merges the branch.
fn merge(world: &World, path: &str, ours: &str, theirs: &str) -> Output {
    world.branch("theirs").write(path, theirs).commit("Theirs");
    world.checkout("main").write(path, ours).commit("Ours");
    git(world, &["merge", "--no-edit", "theirs"])
}

#[test]
fn arguments_from_two_machines_are_merged_by_git_without_a_question() {
    let world = world();
    let (ours, theirs) = (
        REVIEW.to_owned() + &argument("ferry"),
        REVIEW.to_owned() + &argument("pilots"),
    );
    let said = merge(&world, PATH, &ours, &theirs);
    assert!(said.status.success(), "{said:?}");
    let text = world.read(PATH);
    assert!(text.contains("The words of ferry.") && text.contains("The words of pilots."));
    world.obelus(["check"]).exits(0);
}

#[test]
fn what_setup_installs_merges_by_itself_until_it_is_taken_out() {
    let sides = ["ferry", "pilots"].map(|id| REVIEW.to_owned() + &argument(id));
    let world = set_up();
    let said = merge(&world, PATH, &sides[0], &sides[1]);
    assert!(said.status.success(), "{said:?}");
    let text = world.read(PATH);
    assert!(text.contains("The words of ferry.") && text.contains("The words of pilots."));
    world.obelus(["check"]).exits(0);
    assert!(git(&world, &["status", "--porcelain"]).stdout.is_empty());

    let world = set_up();
    world.obelus(["setup", "--undo"]).exits(0);
    let said = merge(&world, PATH, &sides[0], &sides[1]);
    assert_eq!(said.status.code(), Some(1), "{said:?}");
    assert!(world.read(PATH).contains("<<<<<<<"));
}

#[test]
fn two_ratings_of_one_reviewer_are_left_for_a_decision_and_resolved() {
    let world = world();
    let ours = REVIEW.replace("0.35", "0.2") + &argument("ferry");
    let theirs = REVIEW.replace("0.35", "0.8");
    let said = merge(&world, PATH, &ours, &theirs);
    assert_eq!(said.status.code(), Some(1), "{said:?}");
    let told =
        String::from_utf8_lossy(&said.stderr).into_owned() + &String::from_utf8_lossy(&said.stdout);
    assert!(
        told.contains("both sides changed the rating with its reason"),
        "{told}"
    );
    let text = world.read(PATH);
    for kept in [
        "<<<<<<< ours\n",
        "confidence = 0.2\n",
        "||||||| base\n",
        "confidence = 0.35\n",
        "=======\n",
        "confidence = 0.8\n",
        ">>>>>>> theirs\n",
    ] {
        assert!(text.contains(kept), "{kept}: {text}");
    }
    let listed = world.obelus(["resolve", "--list"]).exits(1);
    assert_eq!(
        listed.stdout,
        format!("{PATH}: the rating with its reason\n")
    );
    let unasked = world.obelus(["resolve"]).exits(2);
    assert!(unasked.stderr.contains("--take ours"), "{unasked}");
    world.obelus(["resolve", "--take", "theirs"]).exits(0);
    let text = world.read(PATH);
    assert!(
        text.contains("confidence = 0.8") && text.contains("The words of ferry."),
        "{text}"
    );
    assert!(git(&world, &["commit", "--no-edit"]).status.success());
    world.obelus(["resolve"]).exits(0);
    world.obelus(["check"]).exits(0);
}

#[cfg(unix)]
#[test]
fn the_questions_show_both_sides_and_write_the_one_that_was_chosen() {
    let world = world();
    merge(
        &world,
        PATH,
        &REVIEW.replace("0.35", "0.2"),
        &REVIEW.replace("0.35", "0.8"),
    );
    let mut terminal = world.run(["resolve"]).on_a_terminal();
    for shown in [
        "both sides changed",
        "before:",
        "0.35",
        "ours:",
        "0.2",
        "theirs:",
        "0.8",
        "Which one",
    ] {
        terminal.exp_string(shown).unwrap();
    }
    terminal.send("\r").unwrap();
    terminal.flush().unwrap();
    terminal.exp_string("all records are merged").unwrap();
    terminal.exp_eof().unwrap();
    assert!(world.read(PATH).contains("confidence = 0.2"));
}

#[test]
fn a_round_closed_on_two_branches_under_one_name_is_never_both() {
    let world = world();
    let workspace = world.read("obelus.toml");
    let round = |commit: char| {
        let commit: String = std::iter::repeat_n(commit, 40).collect();
        format!("{workspace}\n[[rounds]]\nname = \"first\"\ncommit = \"{commit}\"\n")
    };
    let said = merge(&world, "obelus.toml", &round('a'), &round('b'));
    assert_eq!(said.status.code(), Some(1), "{said:?}");
    let text = world.read("obelus.toml");
    assert_eq!(text.matches("name = \"first\"").count(), 2, "{text}");
    assert!(text.contains("<<<<<<< ours"), "{text}");
}

#[test]
fn a_record_added_on_both_sides_keeps_what_both_say() {
    let world = world();
    world
        .claim("snow", "statement = \"It snowed.\"\nkind = \"fact\"\n")
        .commit("A claim");
    let path = "reviews/desk/snow.toml";
    let (ours, theirs) = (
        REVIEW.to_owned() + &argument("ferry"),
        REVIEW.to_owned() + &argument("pilots"),
    );
    let said = merge(&world, path, &ours, &theirs);
    assert!(said.status.success(), "{said:?}");
    let text = world.read(path);
    assert!(text.contains("The words of ferry.") && text.contains("The words of pilots."));
}

#[test]
fn a_side_that_is_no_toml_is_told_and_loses_nothing() {
    let world = world();
    let said = merge(
        &world,
        PATH,
        &REVIEW.replace("0.35", "0.3.5"),
        &(REVIEW.to_owned() + &argument("ferry")),
    );
    assert_eq!(said.status.code(), Some(1), "{said:?}");
    let text = world.read(PATH);
    assert!(
        text.contains("0.3.5") && text.contains("The words of ferry."),
        "{text}"
    );
}

#[test]
fn words_that_git_would_carry_into_another_reviewers_file_stay_where_they_are() {
    let world = world();
    let other = "reviews/other/ice.toml";
    world.reviewer("other", REVIEWER).commit("Another reviewer");
    world
        .branch("theirs")
        .write(PATH, REVIEW.replace("0.35", "0.9"));
    world.commit("An edit");
    world.checkout("main").remove(PATH);
    world.write(other, REVIEW.to_owned() + "expertise = 4\n");
    world.commit("The words move");
    let said = git(&world, &["merge", "--no-edit", "theirs"]);
    assert_eq!(said.status.code(), Some(1), "{said:?}");
    assert!(!world.read(other).contains("0.9"), "{said:?}");
}
