//! A workspace with more than forty different mistakes: one run tells them all, each at its place.

use std::collections::BTreeSet;

use insta::assert_snapshot;

use crate::support::World;

/// Files in which `«code»` stands right before the place of each mistake.
const FILES: &[(&str, &str)] = &[
    (
        "obelus.toml",
        r#"format = 1
title = «empty-text»""
«unknown-key»tittle = "What the pamphlet claims"

[documents.«bad-id»Pamphlet]
title = "With a capital"

[documents.pamphlet]
title = "The pamphlet"
path = «bad-document-path»"../../secrets.txt"
issued = «bad-date»"spring 2015"
license = «budget-unchecked»"not redistributable"

[confidence]
interval = «number-out-of-range»90

[stance]
levels = «bad-levels»["agree"]

[consensus]
pool = «bad-pool»"geometric-mean-of-ods"

[arguments]
weak = 0.7
moderate = «weights-out-of-order»0.6

[[rounds]]
name = "first"
commit = «bad-commit»"HEAD"

[policy]
signatures = «unknown-word»"mandatory"
"#,
    ),
    (
        "claims/froze.toml",
        r#"statement = "The harbour froze in every winter of the decade."
kind = "fact"
tags = ["ice", «repeated-entry»"ice"]
«idle-key»reason = "Said twice."

[[anchors]]
document = "pamphlet"
section = "Introduction"

[[relations]]
kind = "supports"
claim = «self-relation»"froze"

[[relations]]
kind = "depends-on"
claim = «unknown-claim»"well-rum"
"#,
    ),
    (
        "claims/well-run.toml",
        r#"statement = "The port — très animé — is «control-character»⟨RLO⟩well run."
kind = "evaluation"
edition = 2

«bad-anchor»[[anchors]]
document = "pamphlet"
start = "The port"
"#,
    ),
    (
        "claims/closed.toml",
        r#"statement = "The port was closed."
kind = "fact"
status = «successor-missing»"superseded"
"#,
    ),
    ("claims/open.toml", "«missing-key»kind = \"fact\"\n"),
    (
        "claims/torn.toml",
        "statement = \"The quay is torn«invalid-toml»\nkind = \"fact\"\n",
    ),
    (
        "claims/Gone.toml",
        "«bad-path»statement = \"x\"\nkind = \"fact\"\n",
    ),
    (
        "reviews/harbour/reviewer.toml",
        r#"name = "Harbour desk"
emails = [«bad-email»"harbour"]
orcid = «bad-orcid»"0000-0002-1825-0098"
keys = [«private-key»"-----BEGIN OPENSSH PRIVATE KEY----- …", «bad-key»"my key"]
expertise = «wrong-type»"ice"
"#,
    ),
    (
        "reviews/harbour/froze.toml",
        r#"edition = 1
judged = «bad-digest»"sha1:1234"
confidence = { best = 0.35, lower = «bounds-out-of-order»0.4, upper = 0.55 }
rationale = "The port's own log speaks of two open winters."

«attack-missing»[[arguments]]
id = "two-open-winters"
stance = "against"
text = "Ships called in two of the winters."

[[arguments]]
id = «duplicate-id»"two-open-winters"
stance = "for"
«attack-on-support»attack = "rebut"
text = "The others were closed."

[[sources]]
id = "ice-cover"
bearing = "context"
DOI = «bad-doi»"doi:10.1371/journal.pone.0256919"
ISBN = «bad-isbn»"978-0-306-40615-8"
URL = «bad-url»"ftp://example.org/ice"
"#,
    ),
    (
        "reviews/harbour/well-run.toml",
        "edition = 2\nconfidence = { best = 0.6, «bound-missing»lower = 0.2 }\nrationale = \"Busy.\"\n",
    ),
    (
        "reviews/harbour/closed.toml",
        "«rating-missing»edition = 1\nrationale = \"I was there.\"\n",
    ),
    (
        "reviews/harbour/open.toml",
        "edition = 1\nconfidence = 0.5\n«rating-twice»abstain = \"outside my field\"\n",
    ),
    (
        "reviews/harbour/nowhere.toml",
        "«unknown-claim»edition = 1\nconfidence = 0.5\nrationale = \"?\"\n",
    ),
    (
        "reviews/weather/reviewer.toml",
        "name = \"Weather desk\"\nemails = [\"weather@example.org\"]\n",
    ),
    (
        "reviews/weather/froze.toml",
        r#"edition = «edition-ahead»3
confidence = «extreme-confidence»1
rationale = "Each winter had its month of frost."

[[arguments]]
id = "month-of-frost"
stance = "for"
target = «self-reply»"weather#month-of-frost"
text = "Every log has it."
sources = [«unknown-source»"port-log"]

[[arguments]]
id = "quay-closed"
stance = "for"
target = «unknown-argument»"tower#quay-closed"
text = "The quay was closed."

[[sources]]
id = «unfindable-source»"tower-book"
publisher = "Tower"
bearing = "supports"

[[sources]]
id = «unused-source»"frost-book"
title = "Frost"
"#,
    ),
    (
        "reviews/weather/well-run.toml",
        "edition = 2\nconfidence = «confidence-out-of-range»60\nrationale = \"Ships wait.\"\n",
    ),
    (
        "reviews/weather/closed.toml",
        "edition = 1\nconfidence = «zero-width»{ best = 0.3, lower = 0.3, upper = 0.3 }\nrationale = \"No.\"\n",
    ),
    (
        "reviews/weather/open.toml",
        "edition = 1\nconfidence = 0.9\nrationale = \"Yes.\"\nstatus = «reason-missing»\"withdrawn\"\n",
    ),
    (
        "reviews/tower/froze.toml",
        "«missing-rationale»edition = 1\nconfidence = 0.5\n",
    ),
    (
        "reviews/tower/well-run.toml",
        "edition = 2\nstance = «stance-out-of-range»0\nrationale = \"Ships wait.\"\n",
    ),
    (
        "reviews/tower/closed.toml",
        "edition = 1\n«scale-mismatch»stance = 2\nrationale = \"Hm.\"\n",
    ),
    (
        "reviews/tower/reviewer.toml",
        "name = \"Tower\"\nemails = [«shared-email»\"tower@example.org\"]\n",
    ),
    (
        "reviews/keeper/reviewer.toml",
        "name = \"Keeper\"\nemails = [\"Tower@example.org\"]\n",
    ),
    ("reviews/stray.toml", "«unexpected-file»edition = 1\n"),
    (
        "reviews/tower/lost.toml.sig",
        "«orphan-signature»signature\n",
    ),
];

/// The text without marks, and each mark as `code path:line:column`.
fn unmarked(path: &str, marked: &str) -> (String, Vec<String>) {
    // The compiler itself refuses the right-to-left override in its sources.
    let marked = marked.replace("⟨RLO⟩", "\u{202e}");
    let (mut text, mut expected) = (String::new(), Vec::new());
    let mut parts = marked.split('«');
    text.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let (code, rest) = part.split_once('»').expect("a mark is closed");
        let line = text.matches('\n').count() + 1;
        let column = text.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        expected.push(format!("{code} {path}:{line}:{column}"));
        text.push_str(rest);
    }
    (text, expected)
}

fn world() -> (World, Vec<String>) {
    let world = World::empty();
    let mut all = Vec::new();
    for (path, marked) in FILES {
        let (text, expected) = unmarked(path, marked);
        world.write(path, text);
        all.extend(expected);
    }
    (world, all)
}

#[test]
fn one_run_tells_of_all_of_them_each_at_its_place() {
    let (world, expected) = world();
    let codes: BTreeSet<&str> = expected
        .iter()
        .filter_map(|e| e.split(' ').next())
        .collect();
    assert!(codes.len() >= 40, "only {} different mistakes", codes.len());
    let (mut found, mut expected) = (world.findings(), expected);
    found.sort();
    expected.sort();
    let beside: Vec<_> = found.iter().filter(|f| !expected.contains(f)).collect();
    let missing: Vec<_> = expected.iter().filter(|e| !found.contains(e)).collect();
    assert!(
        beside.is_empty() && missing.is_empty(),
        "not expected: {beside:#?}\nnot found: {missing:#?}"
    );
    assert_eq!(found.len(), expected.len());
}

#[test]
fn every_one_of_them_comes_with_help() {
    let found = world()
        .0
        .obelus(["check", "--format", "json"])
        .exits(1)
        .json();
    for row in found["findings"].as_array().unwrap() {
        let help = row["help"].as_str().unwrap_or_default();
        assert!(help.len() > 5, "no help in {row}");
        let message = row["message"].as_str().unwrap_or_default();
        assert!(message.len() > 10, "no message in {row}");
    }
    assert!(found["errors"].as_u64() > Some(30));
}

#[test]
fn a_person_sees_the_line_the_place_and_what_to_write() {
    let world = World::new();
    for (path, marked) in FILES.iter().filter(|(path, _)| path.contains("well-run")) {
        world.write(path, unmarked(path, marked).0);
    }
    assert_snapshot!(world.obelus(["check"]), @r#"
    exit: 1
    --- stdout
    error[control-character]: the invisible character U+202E stands here
     --> claims/well-run.toml:1:41
      |
    1 | statement = "The port — très animé — is �well run."
      |                                         ^
      |
      = help: remove it; it can make the text look different from what it is

    error[bad-anchor]: an anchor needs both ends of the passage
     --> claims/well-run.toml:5:1
      |
    5 | [[anchors]]
      | ^^^^^^^^^^^
      |
      = help: give `start` and `end` (with `length` and `digest`), or `exact` (with `prefix` and `suffix`)

    error[unknown-document]: there is no document "pamphlet"
     --> claims/well-run.toml:6:12
      |
    6 | document = "pamphlet"
      |            ^^^^^^^^^^
      |
      = help: describe it in obelus.toml under [documents.pamphlet]

    error[unknown-reviewer]: "harbour" has written reviews but is not in the roster
    --> reviews/harbour/reviewer.toml
     = help: `obelus reviewer add harbour --name "…"` writes reviews/harbour/reviewer.toml

    error[bound-missing]: an interval needs both bounds, lower and upper
     --> reviews/harbour/well-run.toml:2:28
      |
    2 | confidence = { best = 0.6, lower = 0.2 }
      |                            ^^^^^
      |
      = help: give both `lower` and `upper`, or neither

    error[unknown-reviewer]: "tower" has written reviews but is not in the roster
    --> reviews/tower/reviewer.toml
     = help: `obelus reviewer add tower --name "…"` writes reviews/tower/reviewer.toml

    error[stance-out-of-range]: levels of agreement are counted from 1
     --> reviews/tower/well-run.toml:2:10
      |
    2 | stance = 0
      |          ^
      |
      = help: write 1 for the first level of obelus.toml, 2 for the next

    error[unknown-reviewer]: "weather" has written reviews but is not in the roster
    --> reviews/weather/reviewer.toml
     = help: `obelus reviewer add weather --name "…"` writes reviews/weather/reviewer.toml

    error[confidence-out-of-range]: `confidence` is a probability and must lie between 0 and 1
     --> reviews/weather/well-run.toml:2:14
      |
    2 | confidence = 60
      |              ^^
      |
      = help: write 0.6
    --- stderr
    9 errors; `obelus check --explain CODE` says more about a code
    "#);
}
