//! `docs/example.md`, the guided reading of the repository's own workspace, says what the program
//! says.
//!
//! A number of the page stands between `<!-- NAME STEP… -->` and `<!-- -->`. NAME is that of a
//! command in the page's fenced block (`obelus … # NAME`), the steps lead into its JSON:
//!
//! - `a.b`: the member of every value; lists are spread out on the way;
//! - `a.b=text`, `a.b!=text`, `a.b!=.c.d`: keeps values by a member, against a text or another member;
//! - `#`: how many values there are, `distinct`: how many different ones;
//! - `at N`: the value at a place, from 0; `rank N`: the N-th most frequent, from 1, ties by name;
//! - `says`: a text that has the page's number in it as a whole word.
//!
//! Numbers are compared after rounding to the decimals that the page shows.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
    process::Command,
};

use git2::{Oid, Repository};
use serde_json::Value;

const NUMERALS: [&str; 13] = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve",
];

/// A number of the page, and where it is from.
struct Mark<'a> {
    name: &'a str,
    steps: Vec<&'a str>,
    shown: &'a str,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn page() -> String {
    let path = root().join("docs/example.md");
    fs::read_to_string(path).unwrap().replace("\r\n", "\n")
}

/// The marks of the page, and the page without them.
fn marks(page: &str) -> (Vec<Mark<'_>>, String) {
    let (mut marks, mut prose, mut rest) = (Vec::new(), String::new(), page);
    while let Some((before, after)) = rest.split_once("<!-- ") {
        let (source, after) = after.split_once(" -->").expect("a mark has an end");
        let (shown, after) = after.split_once("<!-- -->").expect("a number has an end");
        let mut words = source.split_whitespace();
        marks.push(Mark {
            name: words.next().expect("a mark names its command"),
            steps: words.collect(),
            shown,
        });
        prose.push_str(before);
        rest = after;
    }
    (marks, prose + rest)
}

/// The commands that the page names, by the name that it gives them.
fn commands(page: &str) -> BTreeMap<&str, Vec<&str>> {
    page.lines()
        .filter_map(|line| line.strip_prefix("obelus ")?.split_once(" # "))
        .map(|(command, name)| (name.trim(), command.split_whitespace().collect()))
        .collect()
}

/// The commit at which the first round was closed, if this clone has it.
fn round() -> Option<String> {
    let text = fs::read_to_string(root().join("obelus.toml")).unwrap();
    let (_, rounds) = text.split_once("[[rounds]]").expect("a round is closed");
    let (_, commit) = rounds.split_once("commit = \"").expect("it has a commit");
    let commit = commit.split_once('"').expect("it is a string").0;
    let known = Repository::discover(root())
        .and_then(|repo| repo.find_commit(Oid::from_str(commit)?).map(|_| ()));
    known.is_ok().then(|| commit.to_owned())
}

fn output_of(arguments: &[&str]) -> Value {
    let output = Command::new(env!("CARGO_BIN_EXE_obelus"))
        .args(["--no-cache", "-C"])
        .arg(root())
        .args(arguments)
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "obelus {} failed: {told}",
        arguments.join(" ")
    );
    serde_json::from_slice(&output.stdout).expect("the output is JSON")
}

fn member<'v>(value: &'v Value, path: &str) -> &'v Value {
    path.split('.')
        .fold(value, |value, key| value.get(key).unwrap_or(&Value::Null))
}

fn plain(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

fn equals(value: &Value, path: &str, with: &str) -> bool {
    let found = member(value, path);
    with.strip_prefix('.').map_or_else(
        || plain(found) == with,
        |other| found == member(value, other),
    )
}

/// The N-th most frequent of some values, from 1.
fn ranked(values: &[&Value], place: usize) -> Value {
    let mut counts = BTreeMap::<String, usize>::new();
    for value in values {
        *counts.entry(plain(value)).or_default() += 1;
    }
    let mut order: Vec<_> = counts.into_iter().collect();
    order.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    order[place - 1].0.clone().into()
}

fn spread(values: Vec<&Value>) -> Vec<&Value> {
    let mut spread = Vec::new();
    for value in values {
        match value {
            Value::Array(values) => spread.extend(values),
            other => spread.push(other),
        }
    }
    spread
}

/// Follows one step that keeps values or leads to their members.
fn walk<'v>(mut values: Vec<&'v Value>, step: &str) -> Vec<&'v Value> {
    if let Some((path, with)) = step.split_once("!=") {
        values.retain(|value| !equals(value, path, with));
    } else if let Some((path, with)) = step.split_once('=') {
        values.retain(|value| equals(value, path, with));
    } else {
        values = values.iter().map(|value| member(value, step)).collect();
    }
    values
}

/// Follows the steps into a document. What computes a value comes last; `says` leads nowhere.
fn follow(document: &Value, steps: &[&str]) -> Vec<Value> {
    let mut values = vec![document];
    let mut steps = steps.iter();
    while let Some(step) = steps.next() {
        values = spread(values);
        let mut number = || steps.next().unwrap().parse::<usize>().unwrap();
        match *step {
            "says" => {}
            "#" => return vec![values.len().into()],
            "distinct" => {
                let different: BTreeSet<String> = values.iter().map(|v| plain(v)).collect();
                return vec![different.len().into()];
            }
            "rank" => return vec![ranked(&values, number())],
            "at" => values = vec![values[number()]],
            step => values = walk(values, step),
        }
    }
    values.into_iter().cloned().collect()
}

fn is_in_whole_words(text: &str, shown: &str) -> bool {
    let part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '.');
    text.match_indices(shown).any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + shown.len()..]);
        !part(before.chars().next_back()) && !after.starts_with(char::is_alphanumeric)
    })
}

/// Whether the page shows this value.
fn shows(mark: &Mark<'_>, value: &Value) -> bool {
    let shown = mark.shown;
    if mark.steps.last() == Some(&"says") {
        let text = plain(value);
        let words: Vec<&str> = text.split_whitespace().collect();
        return is_in_whole_words(&words.join(" "), shown);
    }
    let Some(number) = value.as_f64() else {
        let text = plain(value);
        return value.is_string() && text == shown;
    };
    let decimals = shown.split_once('.').map_or(0, |(_, after)| after.len());
    let numeral = NUMERALS
        .iter()
        .position(|word| shown.eq_ignore_ascii_case(word));
    let exact = format!("{number:.decimals$}") == shown;
    numeral.map_or(exact, |count| format!("{number}") == count.to_string())
}

#[test]
#[expect(clippy::print_stderr, reason = "a test that skips says so")]
fn every_number_of_the_guided_reading_is_what_the_named_command_says() {
    if !root().join("claims").exists() {
        eprintln!("skipped: the packaged crate comes without the example");
        return;
    }
    let page = page();
    let (commands, round) = (commands(&page), round());
    if round.is_none() {
        eprintln!("numbers of the first round skipped: this clone has not its commit");
    }
    let mut documents = BTreeMap::<&str, Value>::new();
    let mut wrong = Vec::new();
    let (marks, _) = marks(&page);
    assert!(!marks.is_empty(), "the page has no numbers");
    for mark in &marks {
        let command = &commands[mark.name];
        if command.contains(&"COMMIT") && round.is_none() {
            continue;
        }
        let document = documents.entry(mark.name).or_insert_with(|| {
            let commit = round.as_deref().unwrap_or_default();
            let filled: Vec<&str> = command
                .iter()
                .map(|word| if *word == "COMMIT" { commit } else { word })
                .collect();
            output_of(&filled)
        });
        let values = follow(document, &mark.steps);
        if !matches!(values.as_slice(), [value] if shows(mark, value)) {
            let found: Vec<String> = values.iter().take(5).map(plain).collect();
            let (name, steps) = (mark.name, mark.steps.join(" "));
            wrong.push(format!("{name} {steps}: {} is {found:?}", mark.shown));
        }
    }
    assert!(wrong.is_empty(), "docs/example.md:\n{}", wrong.join("\n"));
}

/// Text outside of fenced blocks and `code`.
fn without_code(text: &str) -> String {
    let fences = text.split("```").step_by(2);
    fences.flat_map(|part| part.split('`').step_by(2)).collect()
}

#[test]
fn no_number_of_the_guided_reading_but_a_year_or_a_name_goes_without_its_command() {
    let page = page();
    let (_, prose) = marks(&page);
    let loose: Vec<String> = without_code(&prose)
        .split(|c: char| !c.is_alphanumeric() && c != '-')
        .filter(|word| word.contains(|c: char| c.is_ascii_digit()))
        .filter(|word| !(word.len() == 4 && (word.starts_with("19") || word.starts_with("20"))))
        .filter(|word| *word != "Sakhalin-2")
        .map(str::to_owned)
        .collect();
    assert!(loose.is_empty(), "without a command: {loose:?}");
}
