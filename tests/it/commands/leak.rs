//! No command lets an attached text out into a file that git sees, a report or a commit.

use std::{collections::BTreeSet, fs, path::Path, sync::LazyLock};

use aho_corasick::AhoCorasick;

use super::document::{TEXT, beside, files, world};
use crate::support::World;

/// Runs of this many words of the text must stand nowhere; anchors name six at most.
const LEAK: usize = 7;

/// A word of the text that no anchor names.
const CANARY: &str = "zwyrquill";

/// A text with a canary in the middle of every passage.
fn text() -> String {
    TEXT.replace("basin froze", &format!("{CANARY} basin froze"))
        .replace("weather was", &format!("{CANARY} weather was"))
        .replace("morning eleven", &format!("{CANARY} morning eleven"))
        .replace("cargoes lay", &format!("{CANARY} cargoes lay"))
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// All runs of words that would be a leak, and an automaton that looks for them in one pass.
static RUNS: LazyLock<(Vec<String>, AhoCorasick)> = LazyLock::new(|| {
    let words = words(&text());
    let runs = words.windows(LEAK).map(|run| run.join(" "));
    let runs: Vec<String> = runs.chain([CANARY.to_owned()]).collect();
    let automaton = AhoCorasick::new(&runs).unwrap();
    (runs, automaton)
});

/// What of the text stands in another one.
fn leaks(other: &str) -> Option<String> {
    let (runs, automaton) = &*RUNS;
    let found = automaton.find(&words(other).join(" "))?;
    Some(runs[found.pattern().as_usize()].clone())
}

/// Every command that can be run, as the help names them: `claim new`, `report`, …
fn commands(world: &World, above: &[&str]) -> BTreeSet<String> {
    let args = [&["help"], above].concat();
    let help = world.obelus(args).ok();
    let listed = help.split("Commands:\n").nth(1).unwrap_or_default();
    let names = listed
        .lines()
        .take_while(|line| !line.is_empty())
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help");
    let names: Vec<&str> = names.collect();
    if names.is_empty() {
        return BTreeSet::from([above.join(" ")]);
    }
    let below = |name: &&str| commands(world, &[above, &[*name]].concat());
    names.iter().flat_map(below).collect()
}

/// The formats that a command offers.
fn formats(world: &World, command: &str) -> Vec<String> {
    let args: Vec<&str> = ["help"].into_iter().chain(command.split(' ')).collect();
    let help = world.obelus(&args[..]).ok();
    let option = help.split("--format <FORMAT>").nth(1).unwrap_or_default();
    let values = option.lines().skip(1).map(str::trim);
    values
        .take_while(|line| !line.starts_with("--"))
        .filter_map(|line| Some(line.strip_prefix("- ")?.split(':').next()?.to_owned()))
        .collect()
}

/// A command by its name, and what it is given besides.
type Step<'a> = (&'a str, Vec<&'a str>);

/// Every command at least once; the test adds every format that it offers.
fn steps(file: &str) -> Vec<Step<'_>> {
    let mut steps: Vec<Step<'_>> = vec![
        ("document attach", vec!["book", file]),
        ("document attach", vec!["book", file, "--force"]),
        ("document verify", vec!["--all"]),
        ("document reanchor", vec![]),
        ("document reanchor", vec!["--fill"]),
        ("document export", vec![]),
    ];
    let new = |id, more: &[&'static str]| {
        let given = [
            "--statement",
            "It thawed.",
            "--kind",
            "fact",
            "--from",
            "book",
        ];
        ("claim new", [&[id], &given[..], more].concat())
    };
    steps.extend([
        new("port/thaw", &["--search", "eleven hulls"]),
        new(
            "port/coal",
            &["--start", "Merchants wrote", "--end", "week by week."],
        ),
        ("claim list", vec![]),
        (
            "claim edit",
            vec!["port/thaw", "--search", "ever seen", "--from", "book"],
        ),
        ("claim show", vec!["port/froze"]),
        ("claim show", vec!["port/thaw"]),
        (
            "reviewer add",
            vec!["quay", "--name", "The quay", "--kind", "perspective"],
        ),
        ("reviewer list", vec![]),
        ("reviewer show", vec!["harbour"]),
        (
            "review",
            vec!["port/froze", "--reviewer", "quay", "--confidence", "0.2"],
        ),
        (
            "argue",
            vec![
                "port/froze",
                "--reviewer",
                "quay",
                "--against",
                "--text",
                "No log.",
            ],
        ),
        (
            "source add",
            vec![
                "port/froze",
                "--reviewer",
                "quay",
                "--id",
                "log",
                "--title",
                "Log",
            ],
        ),
        ("status", vec!["--reviewer", "harbour"]),
        ("fmt", vec![]),
        ("check", vec![]),
        ("score", vec![]),
        ("map", vec![]),
        ("map", vec!["port/froze", "-o", "map.svg"]),
        ("diff", vec![]),
        ("log", vec![]),
        ("log", vec!["port/froze", "--full-history"]),
        ("blame", vec!["port/froze"]),
        ("round close", vec!["first", "--at", "HEAD"]),
        ("round list", vec![]),
        ("report", vec![]),
        (
            "claim withdraw",
            vec!["port/coal", "--reason", "It was another port."],
        ),
        ("init", vec!["another", "--sample", "--title", "Another"]),
    ]);
    steps.extend(beside_the_debate());
    steps
}

/// Commands that write or read something else than claims and reviews.
fn beside_the_debate() -> Vec<Step<'static>> {
    vec![
        ("stats", vec!["ratings.csv"]),
        ("solve", vec!["graph.apx"]),
        ("schema", vec![]),
        ("completions", vec!["bash"]),
        ("man", vec![]),
        (
            "merge-driver",
            vec!["ratings.csv", "ratings.csv", "graph.apx", "ratings.csv"],
        ),
        ("resolve", vec![]),
        ("setup", vec![]),
        (
            "reviewer key",
            vec![
                "harbour",
                "--add",
                "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8g",
            ],
        ),
        ("sign", vec!["--check", "--reviewer", "harbour"]),
        ("cache info", vec![]),
        ("cache clear", vec![]),
    ]
}

#[test]
fn no_command_leaks_an_attached_text_into_a_file_a_report_or_a_commit() {
    let world = world();
    world
        .write("ratings.csv", "claim,reviewer,best\na,x,0.4\n")
        .write("graph.apx", "arg(a).\n")
        .write("printed/readme.txt", "What commands print.\n");
    let file = beside(&world, "book.txt", &text());
    assert!(leaks(&text()).is_some());
    let steps = steps(&file);
    let mut left = commands(&world, &[]);
    // What this shows is for the reader's own terminal, which is the point of it.
    assert!(left.remove("document show"));
    for (name, given) in &steps {
        let args: Vec<&str> = name.split(' ').chain(given.iter().copied()).collect();
        is_tight(&world, &args);
        if left.remove(*name) {
            for format in formats(&world, name) {
                let args = [&args[..], &["--format", &format]].concat();
                if format != "site" {
                    is_tight(&world, &args);
                }
                if matches!(*name, "report" | "map") {
                    let printed = format!("printed/{name}-{format}");
                    is_tight(&world, &[&args[..], &["-o", &printed]].concat());
                    assert!(world.path().join(printed).exists());
                }
            }
        }
    }
    assert!(
        left.is_empty(),
        "this test does not run {left:?}: add a step"
    );
    let page = [
        "report",
        "--format",
        "html",
        "--with-text",
        "-o",
        "page.html",
    ];
    assert_eq!(world.obelus(page).code, 1);
    let shown = world.obelus(["document", "show", "book"]).ok();
    assert!(leaks(&shown).is_some());
    nothing_leaked(&world);
}

/// A run of a command says nothing of the text. That it works is for other tests.
fn is_tight(world: &World, args: &[&str]) {
    let ran = world.obelus(args);
    assert_ne!(ran.code, 2, "{args:?}: {ran}");
    assert_eq!(leaks(&ran.stdout), None, "{args:?}");
    assert_eq!(leaks(&ran.stderr), None, "{args:?}");
}

/// Neither the working tree, ignored files included, nor what git would commit, nor any object.
fn nothing_leaked(world: &World) {
    world.commit("Everything that git sees");
    let mut found = Vec::new();
    files(&world.path(), &mut found);
    for (path, text) in found {
        assert_eq!(leaks(&text), None, "{path}");
    }
    let repo = world.repo();
    let objects = repo.odb().unwrap();
    objects
        .foreach(|id| {
            let object = objects.read(*id).unwrap();
            assert_eq!(leaks(&String::from_utf8_lossy(object.data())), None, "{id}");
            true
        })
        .unwrap();
    // Where the copy is kept it is whole: otherwise all of this would prove nothing.
    let kept = repo.path().join("obelus/documents/book.txt");
    assert_eq!(fs::read_to_string(kept).unwrap(), text());
}

#[test]
fn a_copy_that_is_kept_without_a_repository_is_not_committed_by_a_later_one() {
    let world = World::empty();
    let file = beside(&world, "book.txt", &text());
    world.write("obelus.toml", super::document::WORKSPACE);
    fs::rename(world.path().join(".git"), world.path().join("../git")).unwrap();
    world.obelus(["document", "attach", "book", &file]).exits(0);
    assert!(Path::new(&world.path().join(".obelus/documents/book.txt")).exists());
    fs::rename(world.path().join("../git"), world.path().join(".git")).unwrap();
    world.commit("Everything that git sees");
    let tree = world.repo().head().unwrap().peel_to_tree().unwrap();
    let names: Vec<_> = tree.iter().map(|e| e.name().unwrap().to_owned()).collect();
    assert_eq!(names, ["obelus.toml"]);
}
