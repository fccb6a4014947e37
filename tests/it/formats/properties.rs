//! Whatever a file holds, checking it ends, points into the file, and says the same of a commit as of
//! the working tree.

use std::fs;

use obelus::{
    analysis::check::check,
    model::diagnostic::{Diagnostic, Finding},
    store::{
        decode,
        layout::{RecordPath, classify},
        load::{self, Loaded, Silent},
        locate,
        repo::Repo,
        source_tree::SourceTree,
        worktree::WorkTree,
    },
};
use proptest::prelude::*;

use super::valid_records::workspaces;
use crate::support::World;

/// Every valid record with its path.
fn records() -> Vec<(String, String)> {
    let files = workspaces().into_iter().flat_map(|(_, files)| files);
    files.filter(|(path, _)| classify(path).is_some()).collect()
}

/// One change of a text.
#[derive(Debug, Clone)]
enum Change {
    /// Bytes are replaced.
    Bytes(usize, usize, Vec<u8>),
    /// A line is removed, repeated or moved to the end.
    Line(usize, u8),
    /// A word between white space and punctuation becomes another.
    Token(usize, &'static str),
}

const TOKENS: &[&str] = &[
    "nan",
    "-inf",
    "60",
    "\"60%\"",
    "1e999",
    "[]",
    "{}",
    "[[arguments]]",
    "[sources]",
    "\"\"",
    "true",
    "0x7fffffffffffffff",
    "99999999999999999999",
    "2018-13-40",
    "2018-12-31T10:00:00Z",
    "'''",
    "\"\"\"",
    "a.b.c",
    "=",
    "\u{202e}",
    "\u{feff}",
    "\r",
    "\"\\u0000\"",
    "[\"a\", 1]",
    "statement",
    "confidence",
];

fn change() -> impl Strategy<Value = Change> {
    let bytes = prop::collection::vec(any::<u8>(), 0..4);
    prop_oneof![
        (any::<usize>(), 0usize..6, bytes).prop_map(|(at, n, new)| Change::Bytes(at, n, new)),
        (any::<usize>(), 0u8..3).prop_map(|(at, how)| Change::Line(at, how)),
        (any::<usize>(), prop::sample::select(TOKENS)).prop_map(|(at, t)| Change::Token(at, t)),
    ]
}

fn changed(text: &str, change: &Change) -> String {
    match change {
        Change::Bytes(at, n, new) => {
            let mut bytes = text.as_bytes().to_vec();
            let start = at % (bytes.len() + 1);
            let end = (start + n).min(bytes.len());
            bytes.splice(start..end, new.iter().copied());
            String::from_utf8_lossy(&bytes).into_owned()
        }
        Change::Line(at, how) => {
            let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
            let Some(at) = at.checked_rem(lines.len()) else {
                return String::new();
            };
            let line = lines[at];
            match how {
                0 => drop(lines.remove(at)),
                1 => lines.insert(at, line),
                _ => lines.push(line),
            }
            lines.concat()
        }
        Change::Token(at, token) => {
            let is_edge = |c: char| c.is_whitespace() || "=,[]{}".contains(c);
            let words: Vec<(usize, &str)> = text.match_indices(|c| !is_edge(c)).collect();
            let Some(at) = at.checked_rem(words.len()) else {
                return (*token).to_owned();
            };
            let start = words[at].0;
            let length = text[start..].find(is_edge).unwrap_or(text.len() - start);
            format!("{}{token}{}", &text[..start], &text[start + length..])
        }
    }
}

/// That places lie within the text, on characters, and that lines and columns are those counted out.
fn assert_placed(text: &str, findings: &[Finding]) {
    for finding in findings {
        let bytes = finding.bytes.clone();
        assert!(
            bytes.start <= bytes.end && bytes.end <= text.len(),
            "{finding:?}"
        );
        assert!(text.is_char_boundary(bytes.start) && text.is_char_boundary(bytes.end));
        for (byte, found) in [(bytes.start, finding.start), (bytes.end, finding.end)] {
            let before = text[..byte].trim_start_matches('\u{feff}');
            let line = before.matches('\n').count() + 1;
            let column = before
                .rsplit('\n')
                .next()
                .unwrap_or_default()
                .chars()
                .count()
                + 1;
            if text[..byte].starts_with("\u{feff}\u{feff}") {
                continue;
            }
            assert_eq!((found.line, found.column), (line, column), "{finding:?}");
        }
        assert!(finding.diagnostic.help.is_some(), "no help: {finding:?}");
    }
}

fn check_text(path: &str, text: &str) -> Vec<Finding> {
    let at: RecordPath = classify(path).unwrap().unwrap();
    let (record, found) = decode::record(path, &at, text);
    let refused = found
        .iter()
        .any(|d| d.severity() == obelus::model::diagnostic::Severity::Error);
    let is_record = at != RecordPath::Bibliography;
    assert_eq!(
        record.is_some(),
        !refused && is_record,
        "{path}: {found:?}\n{text}"
    );
    locate::in_text(text, found)
}

fn between(loaded: &Loaded) -> Vec<Diagnostic> {
    let mut all = loaded.diagnostics.clone();
    all.extend(check(&loaded.as_written()));
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn no_change_of_a_valid_record_is_too_much_for_the_reader(
        record in prop::sample::select(records()),
        changes in prop::collection::vec(change(), 1..4),
    ) {
        let (path, text) = record;
        let text = changes.iter().fold(text, |text, change| changed(&text, change));
        assert_placed(&text, &check_text(&path, &text));
    }

    #[test]
    fn no_text_at_all_is_too_much_for_the_reader(text in "(\\PC|[\\n\\r\\t\"'=\\[\\]{}.#]){0,200}") {
        for path in ["obelus.toml", "claims/a.toml", "reviews/a/b.toml", "reviews/a/reviewer.toml"] {
            assert_placed(&text, &check_text(path, &text));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_commit_reads_as_the_working_tree_of_the_same_content(
        changes in prop::collection::vec((any::<usize>(), change()), 0..6),
        names in prop::collection::vec("(claims|reviews|reviews/a)/[a-zA-Z0-9 _.-]{1,8}\\.(toml|TOML|sig|md)", 0..4),
    ) {
        let (_, mut files) = workspaces().into_iter().find(|(name, _)| name == "full").unwrap();
        for (at, change) in &changes {
            let at = at % files.len();
            files[at].1 = changed(&files[at].1, change);
        }
        let world = World::empty();
        for (path, text) in &files {
            world.write(path, text);
        }
        for name in names.iter().filter(|name| !name.ends_with(" .toml")) {
            let full = world.path().join(name);
            fs::create_dir_all(full.parent().unwrap()).unwrap();
            fs::write(full, "edition = 1\n").unwrap();
        }
        let commit = world.commit("All of it");
        let repo = Repo::discover(&world.path()).unwrap().unwrap();
        let id = repo.resolve(&commit).unwrap();
        let trees = [
            SourceTree::Work(WorkTree::new(world.path())),
            SourceTree::Commit(repo.tree(&id, "").unwrap()),
        ];
        let [work, commit] = trees.map(|tree| {
            let loaded = load::load(&tree, &Silent).unwrap();
            let all = between(&loaded);
            let located = locate::locate(&tree, all);
            for finding in &located.findings {
                let text = located.texts.get(&finding.diagnostic.path).map_or("", String::as_str);
                assert!(finding.bytes.end <= text.len());
            }
            (loaded.snapshot, loaded.signatures, located.findings)
        });
        prop_assert_eq!(work, commit);
    }
}

#[test]
fn hostile_depths_and_sizes_are_refused_in_no_time() {
    let started = std::time::Instant::now();
    let many = |n: usize, line: &dyn Fn(usize) -> String| (0..n).map(line).collect::<String>();
    let texts = [
        format!("a = {}", "[".repeat(300_000)),
        format!("a = {}", "{a=".repeat(300_000)),
        format!("{} = 1", vec!["a"; 300_000].join(".")),
        format!("[{}]", vec!["a"; 300_000].join(".")),
        many(5_000, &|i| format!("[a{i}]\n")),
        many(4_000, &|i| format!("a{i} = 1\n")),
        format!("tags = [{}]", "\"\",".repeat(10_000)),
        many(3_000, &|_| "[[arguments]]\nid = 1\n".to_owned()),
        "\u{202e}".repeat(100_000),
        "\r".repeat(50_000),
        "\0".repeat(10_000),
    ];
    for text in &texts {
        assert!(
            text.len() <= 1 << 20,
            "{} bytes would not be read at all",
            text.len()
        );
        assert!(!check_text("reviews/a/b.toml", text).is_empty());
    }
    assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
}
