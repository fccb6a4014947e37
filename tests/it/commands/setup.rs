//! `obelus setup`: what it writes for git, that it writes it once, and that undoing leaves nothing.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use insta::assert_snapshot;

use crate::support::{Output, REVIEWER, World};

/// The repository's own config and attributes, byte for byte.
fn own_files(world: &World) -> (Vec<u8>, Option<Vec<u8>>) {
    let git = world.path().join(".git");
    let attributes = fs::read(git.join("info/attributes")).ok();
    (fs::read(git.join("config")).unwrap(), attributes)
}

/// What was said, with the path of the program as `[OBELUS]`.
fn said(output: &Output) -> String {
    let shown = output.to_string().replace(&program(), "[OBELUS]");
    let lines = shown.lines().map(|line| match line.split_once(" writes ") {
        Some((before, path)) => format!("{before} writes {}", after(path, "/home/")),
        None => line.to_owned(),
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// A path from the folder of the user on, which is another one on every run.
fn after<'a>(path: &'a str, folder: &str) -> &'a str {
    path.split_once(folder).map_or(path, |(_, below)| below)
}

fn program() -> String {
    let path = Path::new(env!("CARGO_BIN_EXE_obelus"))
        .canonicalize()
        .unwrap();
    shell_words::quote(path.to_str().unwrap()).into_owned()
}

fn setup(world: &World, more: &[&str]) -> Output {
    let args: Vec<&str> = ["setup"].iter().chain(more).copied().collect();
    world
        .run(args)
        .env("SHELL", "/bin/bash")
        .env("PATH", "/usr/bin:/bin")
        .go()
}

fn git(folder: &Path, args: &[&str]) -> String {
    let output = Command::new("git")
        .args(args)
        .current_dir(folder)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_SYSTEM", "/dev/null")
        .output()
        .unwrap();
    assert!(output.status.success(), "git {args:?}: {output:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn it_says_what_it_writes_and_the_second_time_writes_nothing() {
    let world = World::with_desk();
    assert_snapshot!(said(&setup(&world, &[])), @"
    exit: 0
    --- stderr
    info/attributes: /claims/**/*.toml merge=obelus diff=obelus
    info/attributes: /reviews/**/*.toml merge=obelus diff=obelus
    info/attributes: /obelus.toml merge=obelus diff=obelus
    merge.obelus.name = claims and reviews by id
    merge.obelus.driver = [OBELUS] merge-driver %O %A %B %P -S %S -X %X -Y %Y
    diff.obelus.command = [OBELUS] diff-driver
    diff.obelus.xfuncname = ^([[].*|id *=.*)$
    completions for bash: obelus setup --completions writes .local/share/bash-completion/completions/obelus
    undo: obelus setup --undo; hosts such as GitHub run neither driver
    ");
    let once = own_files(&world);
    assert_snapshot!(said(&setup(&world, &[])), @"
    exit: 0
    --- stderr
    info/attributes has its lines already
    merge.obelus.name is set already
    merge.obelus.driver is set already
    diff.obelus.command is set already
    diff.obelus.xfuncname is set already
    completions for bash: obelus setup --completions writes .local/share/bash-completion/completions/obelus
    undo: obelus setup --undo; hosts such as GitHub run neither driver
    ");
    assert_eq!(own_files(&world), once);
    assert_snapshot!(said(&setup(&world, &["--check"])), @"
    exit: 0
    --- stdout
    ✓ merge driver: [OBELUS] merge-driver %O %A %B %P -S %S -X %X -Y %Y
    ✓ diff driver: [OBELUS] diff-driver
    ✓ attributes: claims, reviews and the workspace file
    ✓ reviewer: desk
    ");
}

#[test]
fn check_fails_until_everything_is_there() {
    let world = World::new();
    assert_snapshot!(said(&setup(&world, &["--check"])), @"
    exit: 1
    --- stdout
    ✗ merge driver: merge.obelus.driver is not set
    ✗ diff driver: diff.obelus.command is not set
    ✗ attributes: no file is given to the drivers
    --- stderr
    `obelus setup` installs what is missing
    ");
    setup(&world, &[]).exits(0);
    setup(&world, &["--check"]).exits(0);
    world.write(".git/info/attributes", "* -merge\n");
    assert_snapshot!(said(&setup(&world, &["--check"])), @"
    exit: 1
    --- stdout
    ✓ merge driver: [OBELUS] merge-driver %O %A %B %P -S %S -X %X -Y %Y
    ✓ diff driver: [OBELUS] diff-driver
    ✗ attributes: merge of claims/** is unset, diff of claims/** is not set, merge of reviews/** is unset, diff of reviews/** is not set, merge of obelus.toml is unset, diff of obelus.toml is not set
    --- stderr
    `obelus setup` installs what is missing
    ");
}

#[test]
fn undo_restores_config_and_attributes_byte_for_byte() {
    for attributes in [
        None,
        Some("*.txt -text"),
        Some("# mine\n/claims/** linguist-data\r\n"),
    ] {
        let world = World::new();
        world.reviewer("desk", REVIEWER);
        if let Some(text) = attributes {
            world.write(".git/info/attributes", text);
        }
        let before = own_files(&world);
        setup(&world, &["--reviewer", "desk"]).exits(0);
        let between = own_files(&world);
        assert_ne!(between, before);
        let kept = String::from_utf8(between.1.unwrap()).unwrap();
        assert!(kept.ends_with(attributes.unwrap_or_default()), "{kept}");
        assert!(
            kept.contains("\n/claims/**/*.toml merge=obelus diff=obelus\n"),
            "{kept}"
        );
        setup(&world, &["--undo"]).exits(0);
        assert_eq!(own_files(&world), before, "{attributes:?}");
        let again = setup(&world, &["--undo"]).exits(0);
        assert!(again.stderr.contains("nothing to undo"), "{again}");
        assert_eq!(own_files(&world), before);
    }
}

#[test]
fn undo_leaves_what_others_wrote_since_and_before() {
    let world = World::with_desk();
    world.reviewer("port", REVIEWER);
    setup(&world, &["--reviewer", "port"]).exits(0);
    let config = || world.repo().config().unwrap();
    assert_eq!(config().get_string("obelus.reviewer").unwrap(), "port");
    config().set_str("diff.obelus.command", "mine").unwrap();
    config()
        .set_str("merge.obelus.recursive", "binary")
        .unwrap();
    let undone = setup(&world, &["--undo"]).exits(0);
    assert!(
        undone
            .stderr
            .contains("diff.obelus.command is `mine` by now"),
        "{undone}"
    );
    assert_eq!(config().get_string("obelus.reviewer").unwrap(), "desk");
    assert_eq!(config().get_string("diff.obelus.command").unwrap(), "mine");
    assert_eq!(
        config().get_string("merge.obelus.recursive").unwrap(),
        "binary"
    );
    assert!(config().get_string("merge.obelus.driver").is_err());
}

#[test]
fn a_driver_of_somebody_else_s_is_never_replaced() {
    let world = World::new();
    let mut config = world.repo().config().unwrap();
    config
        .set_str("merge.obelus.driver", "mergiraf merge %O %A %B")
        .unwrap();
    let before = own_files(&world);
    let refused = setup(&world, &[]).exits(1);
    assert!(
        refused
            .stderr
            .contains("git config --unset merge.obelus.driver"),
        "{refused}"
    );
    assert_eq!(own_files(&world), before);
}

#[test]
fn a_driver_at_an_older_path_is_renewed() {
    let world = World::new();
    let mut config = world.repo().config().unwrap();
    config
        .set_str(
            "merge.obelus.driver",
            "/gone/obelus merge-driver %O %A %B %P -S %S -X %X -Y %Y",
        )
        .unwrap();
    let missing = setup(&world, &["--check"]).exits(1);
    assert!(
        missing
            .stdout
            .contains("calls /gone/obelus, which is not there"),
        "{missing}"
    );
    setup(&world, &[]).exits(0);
    setup(&world, &["--check"]).exits(0);
}

#[test]
fn committed_attributes_are_enough() {
    let world = World::new();
    world.write(
        ".gitattributes",
        "claims/** merge=obelus diff=obelus\nreviews/** merge=obelus diff=obelus\nobelus.toml merge=obelus diff=obelus\n",
    );
    let told = setup(&world, &[]).exits(0);
    assert!(
        told.stderr
            .contains(".gitattributes names the drivers already"),
        "{told}"
    );
    let text = world.read(".git/info/attributes");
    assert!(!text.contains("merge=obelus"), "{text}");
    setup(&world, &["--check"]).exits(0);
    setup(&world, &["--undo"]).exits(0);
    assert!(!world.path().join(".git/info/attributes").exists());
}

#[test]
fn a_lost_marker_stops_setup_before_it_writes() {
    let world = World::new();
    world.write(".git/info/attributes", "# <<< obelus setup\n");
    let before = own_files(&world);
    for args in [&[][..], &["--undo"]] {
        let refused = setup(&world, args).exits(1);
        assert!(
            refused.stderr.contains("without the other one"),
            "{refused}"
        );
        assert_eq!(own_files(&world), before);
    }
}

#[test]
fn a_reviewer_must_be_in_the_roster() {
    let world = World::with_desk();
    let before = own_files(&world);
    let refused = setup(&world, &["--reviewer", "dsek"]).exits(2);
    assert!(refused.stderr.contains("did you mean `desk`?"), "{refused}");
    assert_eq!(own_files(&world), before);
}

#[test]
fn the_bare_name_is_used_where_path_finds_this_program() {
    let world = World::new();
    let folder = Path::new(env!("CARGO_BIN_EXE_obelus"))
        .parent()
        .unwrap()
        .display()
        .to_string();
    world.run(["setup"]).env("PATH", &folder).go().exits(0);
    let config = world.repo().config().unwrap();
    let driver = config.get_string("merge.obelus.driver").unwrap();
    assert_eq!(driver, "obelus merge-driver %O %A %B %P -S %S -X %X -Y %Y");
}

#[test]
fn linked_worktrees_and_bare_clones_are_set_up_too() {
    let world = World::with_desk();
    world.commit("Records");
    let near: PathBuf = world.path().parent().unwrap().to_owned();
    git(&world.path(), &["worktree", "add", "-q", "../linked"]);
    world.run(["setup"]).dir(near.join("linked")).go().exits(0);
    setup(&world, &["--check"]).exits(0);
    git(&near, &["clone", "-q", "--bare", "work", "bare.git"]);
    let bare = near.join("bare.git");
    world.run(["setup"]).dir(&bare).go().exits(0);
    world.run(["setup", "--check"]).dir(&bare).go().exits(0);
    let attributes = git(
        &bare,
        &["check-attr", "diff", "--", "claims/a/b.toml", "other.toml"],
    );
    assert_eq!(
        attributes,
        "claims/a/b.toml: diff: obelus\nother.toml: diff: unspecified\n"
    );
    world.run(["setup", "--undo"]).dir(&bare).go().exits(0);
    world.run(["setup", "--check"]).dir(&bare).go().exits(1);
}

#[test]
fn a_workspace_in_a_folder_with_a_strange_name_is_found_by_git() {
    let world = World::empty();
    world.write("de [1] bate/obelus.toml", crate::support::WORKSPACE);
    let inside = world.path().join("de [1] bate");
    world.run(["setup"]).dir(&inside).go().exits(0);
    let path = "de [1] bate/reviews/desk/ice.toml";
    let told = git(
        &world.path(),
        &[
            "check-attr",
            "merge",
            "diff",
            "--",
            path,
            "reviews/a/b.toml",
        ],
    );
    let values: Vec<&str> = told.lines().filter_map(|l| l.rsplit(' ').next()).collect();
    assert_eq!(
        values,
        ["obelus", "obelus", "unspecified", "unspecified"],
        "{told}"
    );
    world.run(["setup", "--check"]).dir(&inside).go().exits(0);
}

#[test]
fn completions_are_written_only_when_asked_for_and_go_with_the_rest() {
    let world = World::new();
    let place = world
        .path()
        .parent()
        .unwrap()
        .join("home/.local/share/bash-completion/completions/obelus");
    setup(&world, &[]).exits(0);
    assert!(!place.exists());
    setup(&world, &["--completions"]).exits(0);
    setup(&world, &["--check", "--completions"]).exits(0);
    assert_eq!(
        fs::read_to_string(&place).unwrap(),
        world.obelus(["completions", "bash"]).ok()
    );
    setup(&world, &["--undo"]).exits(0);
    assert!(!place.exists());
    fs::write(&place, "mine").unwrap();
    let kept = setup(&world, &["--completions"]).exits(0);
    assert!(kept.stderr.contains("so it stays"), "{kept}");
    assert_eq!(fs::read_to_string(&place).unwrap(), "mine");
}

#[test]
fn outside_of_a_repository_it_says_what_is_wanting() {
    let world = World::empty();
    let outside = tempfile::tempdir().unwrap();
    let run = world
        .run(["setup"])
        .dir(outside.path())
        .env("GIT_CEILING_DIRECTORIES", "/")
        .go()
        .exits(2);
    assert!(run.stderr.contains("in no git repository"), "{run}");
    let empty = setup(&world, &[]).exits(2);
    assert!(empty.stderr.contains("there is no obelus.toml"), "{empty}");
}
