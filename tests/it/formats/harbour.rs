//! A small workspace without a finding, into which single mistakes are put.

use crate::support::World;

const FILES: &[(&str, &str)] = &[
    (
        "obelus.toml",
        r#"format = 1
title = "What the pamphlet claims"

[documents.pamphlet]
title = "The pamphlet"
sections = ["Introduction", "The port"]
"#,
    ),
    (
        "claims/froze.toml",
        r#"statement = "The harbour froze in every winter of the decade."
kind = "fact"
edition = 1

[[anchors]]
document = "pamphlet"
section = "Introduction"
start = "The harbour froze"
end = "of the decade"
"#,
    ),
    (
        "claims/well-run.toml",
        r#"statement = "The port is well run."
kind = "evaluation"

[[anchors]]
document = "pamphlet"
section = "The port"
"#,
    ),
    (
        "claims/old.toml",
        r#"statement = "The harbour always freezes."
kind = "fact"
status = "withdrawn"
reason = "Said twice."
"#,
    ),
    (
        "reviews/harbour/reviewer.toml",
        r#"name = "Harbour desk"
kind = "group"
emails = ["harbour@example.org"]
orcid = "0000-0002-1694-233X"
"#,
    ),
    (
        "reviews/harbour/froze.toml",
        r#"edition = 1
confidence = 0.35
rationale = "The port's own log speaks of two open winters."

[[arguments]]
id = "two-open-winters"
stance = "against"
attack = "rebut"
text = "Ships called in two of the winters."

[[arguments]]
id = "misread"
stance = "for"
text = "Three winters were open."
status = "withdrawn"
reason = "I read the log of another port."
"#,
    ),
    (
        "reviews/weather/reviewer.toml",
        "name = \"Weather desk\"\nkind = \"group\"\n",
    ),
    (
        "reviews/weather/froze.toml",
        "edition = 1\nconfidence = 0.8\nrationale = \"Each winter had its month of frost.\"\n",
    ),
    (
        "reviews/weather/well-run.toml",
        "edition = 1\nstance = 2\nrationale = \"Ships wait for days.\"\n",
    ),
];

/// Keys of which a review has one.
const RATINGS: [&str; 3] = ["confidence", "stance", "abstain"];

/// The workspace without a finding.
pub(super) fn harbour() -> World {
    let world = World::empty();
    for (path, text) in FILES {
        world.write(path, text);
    }
    world
}

/// A file of that workspace.
pub(super) fn file(path: &str) -> &'static str {
    let found = FILES.iter().find(|(known, _)| *known == path);
    found.unwrap_or_else(|| panic!("no file {path}")).1
}

/// A file of that workspace in which these lines stand in place of the keys and tables they name;
/// a line `# no KEY, KEY` takes keys away.
pub(super) fn with(path: &str, snippet: &str) -> String {
    let mut replaced = vec![];
    for line in snippet.lines() {
        if let Some(names) = line.strip_prefix("# no ") {
            let name = |c: char| !c.is_ascii_alphabetic();
            replaced.extend(names.split(name).map(str::to_owned));
        } else if let Some((key, _)) = line.split_once('=') {
            replaced.push(key.trim().to_owned());
        } else if line.starts_with('[') {
            let key = line.trim_matches(['[', ']']).split('.').next();
            replaced.extend(key.map(str::to_owned));
        }
    }
    if replaced.iter().any(|key| RATINGS.contains(&key.as_str())) && path.starts_with("reviews/") {
        let in_argument = snippet.starts_with('[');
        replaced.extend(
            RATINGS
                .into_iter()
                .filter(|_| !in_argument)
                .map(str::to_owned),
        );
    }
    let of_table = snippet.starts_with('[');
    let stays = |name: &str, is_table: bool| {
        !replaced.iter().any(|known| known == name) || (of_table && !is_table)
    };
    let mut blocks = file(path).split("\n[");
    let keys = blocks.next().unwrap_or_default().lines();
    let keys = keys.filter(|line| stays(line.split(' ').next().unwrap_or_default(), false));
    let tables = blocks.filter(|block| {
        let name = block.trim_start_matches('[').split([']', '.']).next();
        stays(name.unwrap_or_default(), true)
    });
    // Keys of the record itself come first, then the snippet, then tables.
    let mut text = String::new();
    for line in keys.chain([snippet]) {
        text.push_str(line);
        text.push('\n');
    }
    for block in tables {
        text.push_str("\n[");
        text.push_str(block);
    }
    text
}
