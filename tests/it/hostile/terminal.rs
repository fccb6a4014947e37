//! Text that speaks to a terminal, a page or a host, in every field that is ever printed.

use super::{READERS, all_survive, is_plain, objects};
use crate::support::World;

/// Sequences that set a title, open a link, write the clipboard, clear the screen and turn text round,
/// as TOML writes them; then markup, mentions, links and commands to a log.
const HOSTILE: &str = "\\u001B]0;t\\u0007 \\u001B]8;;http://x\\u001B\\\\ \\u001B]52;c;eA==\\u0007 \\u001B[2J \\u009B31m \\u202Ex\\u2066 \\u200F \\r \\b \
<script>alert(1)</script><svg><animate onbegin=alert(1)> [a](javascript:alert(1)) ``` @org/team Fixes #1 GH-2 ::error::x ##[add-mask]y";

fn world() -> World {
    let world = World::empty();
    let text = HOSTILE;
    world.write("obelus.toml", format!("format = 1\ntitle = \"{text}\"\n[documents.d]\ntitle = \"{text}\"\nsections = [\"{text}\"]\n"));
    world.claim("froze", &format!("statement = \"{text}\"\nkind = \"fact\"\nnote = \"{text}\"\ntags = [\"{text}\"]\n[[anchors]]\ndocument = \"d\"\nsection = \"{text}\"\nexact = \"{text}\"\n[[sources]]\nid = \"s\"\ntitle = \"{text}\"\nauthor = [{{ family = \"{text}\" }}]\nURL = \"https://example.org/\"\n"));
    world.claim(
        "gone",
        &format!(
            "statement = \"{text}\"\nkind = \"fact\"\nstatus = \"withdrawn\"\nreason = \"{text}\"\n"
        ),
    );
    world.reviewer(
        "harbour",
        &format!(
            "name = \"{text}\"\nkind = \"group\"\naffiliation = \"{text}\"\nnote = \"{text}\"\n"
        ),
    );
    world.review("harbour", "froze", &format!("edition = 1\nconfidence = 0.3\nrationale = \"{text}\"\n[[arguments]]\nid = \"a\"\nstance = \"against\"\nattack = \"rebut\"\ntext = \"{text}\"\n"));
    world.reviewer("weather", "name = \"W\"\nkind = \"group\"\n");
    world.review(
        "weather",
        "froze",
        &format!("edition = 1\nabstain = \"{text}\"\n"),
    );
    world.commit("First");
    world
}

fn changed() -> World {
    let world = world();
    let text = HOSTILE;
    world.claim(
        "froze",
        &format!("statement = \"Changed {text}\"\nkind = \"fact\"\nedition = 2\n"),
    );
    world.review(
        "harbour",
        "froze",
        &format!("edition = 2\nconfidence = 0.9\nrationale = \"Changed {text}\"\n"),
    );
    world.write(
        "references.bib",
        format!("@book{{a, title = {{{}\u{1b}[2J \u{202e}}}}}\n", "x"),
    );
    world.commit("Second");
    world
}

/// The tree of what stands in the working tree.
fn written(world: &World) -> git2::Oid {
    let mut index = world.repo().index().unwrap();
    let all = git2::IndexAddOption::DEFAULT;
    index.add_all(["*"], all, None).unwrap();
    index.write_tree().unwrap()
}

#[test]
fn every_command_prints_text_and_nothing_else() {
    let world = changed();
    all_survive(&world);
    for args in [
        &["check"][..],
        &["report", "--keep-going"],
        &["diff", "HEAD~1"],
        &["claim", "list"],
        &["reviewer", "list"],
        &["reviewer", "show", "harbour"],
        &["review", "--reviewer", "harbour", "froze"],
        &["map", "froze", "--format", "mermaid"],
        &["map", "--format", "dot"],
        &["map", "froze", "--format", "svg"],
        &["fmt", "--check"],
        &["round", "list"],
        &["document", "verify"],
    ] {
        is_plain(args, &world.obelus(args));
    }
}

#[test]
fn authors_and_messages_of_commits_are_text_too() {
    let world = world();
    let repo = world.repo();
    let tree = repo.head().unwrap().peel_to_tree().unwrap().id();
    let message = b"\x1b]0;t\x07 \xc2\x9b31m \xe2\x80\xae ::error::x\r\n\xff\n\nBody \x1b[2J\n";
    objects::commit(repo, tree, b"Ev\x1b[2Jil \xe2\x80\xae", message);
    world.review("harbour", "froze", "edition = 1\nconfidence = 0.9\n");
    let tree = written(&world);
    objects::commit(repo, tree, b"Ev\x1b[2Jil \xe2\x80\xae", message);
    all_survive(&world);
}

#[test]
fn names_of_files_are_text_too() {
    let world = world();
    let name = "\u{1b}[2J\u{9b}31m\u{202e}\n::error::x.csv";
    world.write(name, "claim,reviewer,best\na,b,7\n");
    for args in [
        &["stats", name][..],
        &["solve", name],
        &["document", "attach", "d", name],
        &["fmt", name],
        &["-C", name, "check"],
        &["claim", "show", name],
        &["check", name],
        &["diff", name],
        &["check", "--explain", name],
        &["--reviewer", name, "status"],
        &[name],
        &["report", "-o", name],
    ] {
        is_plain(args, &world.obelus(args));
    }
}

#[test]
fn nothing_that_a_page_or_a_host_would_obey_is_left_in_a_report() {
    let world = changed();
    let html = world
        .obelus(["report", "HEAD", "--keep-going", "--format", "html"])
        .stdout;
    for tag in ["<script>alert", "<svg><animate", "href=\"javascript:"] {
        assert!(!html.contains(tag), "{tag}");
    }
    for args in READERS.iter().filter(|args| args.contains(&"markdown")) {
        let page = world.obelus(*args).stdout;
        for live in [
            "<script",
            "<svg",
            "a](javascript",
            "```",
            "@org",
            "#1",
            "GH-2",
        ] {
            assert!(!page.contains(live), "{args:?}: {live}");
        }
    }
}

#[cfg(unix)]
#[test]
fn a_terminal_is_shown_json_without_a_sequence_and_it_is_the_same_json() {
    let world = world();
    world.review("harbour", "froze", "edition = 1\nconfidence = 0.9\n");
    let (repo, tree) = (world.repo(), written(&world));
    let message = b"\xc2\x9b31m \xe2\x80\xae \xe2\x80\x8b\n";
    objects::commit(repo, tree, b"Evil \xe2\x80\xae", message);
    let args = ["log", "--no-cache", "--full-history", "--format", "json"];
    let piped = world.obelus(args).ok();
    assert!(
        piped.contains('\u{202e}'),
        "a program gets the text as it is"
    );
    let quietly = [&["-q"], &args[..]].concat();
    let shown = world.run(quietly).on_a_terminal().exp_eof().unwrap();
    let bad = |c: char| !c.is_ascii() || c.is_control() && !matches!(c, '\r' | '\n');
    assert!(!shown.contains(bad), "{}", shown.escape_debug());
    let lines = |text: &str| {
        let lines = text.lines().map(str::trim);
        lines
            .filter(|line| line.starts_with('{'))
            .map(|line| serde_json::from_str(line).unwrap())
            .collect::<Vec<serde_json::Value>>()
    };
    assert_eq!(lines(&shown), lines(&piped));
    assert_eq!(lines(&piped).len(), 2);
}
