//! Random edits of random reviews on two sides: nothing is lost, and no side comes first.
//!
//! `OBELUS_MERGE_CASES` sets how many are tried.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
};

use obelus::store::{
    layout::{RecordPath, classify},
    merge::{Merged, Three, merge},
};

const PATH: &str = "reviews/harbour/ice.toml";

/// Random numbers by `SplitMix64`: a case is known by its number.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % sides
    }
}

#[derive(Debug, Clone, PartialEq)]
struct Table {
    fields: BTreeMap<&'static str, String>,
    comment: Option<String>,
}

#[derive(Debug, Clone, PartialEq)]
struct Review {
    confidence: u64,
    expertise: Option<u64>,
    rationale: Vec<String>,
    unknown: Option<u64>,
    comment: Option<String>,
    arguments: BTreeMap<u64, Table>,
    sources: BTreeMap<u64, Table>,
    reversed: bool,
}

impl Review {
    fn random(dice: &mut Dice) -> Self {
        let mut review = Self {
            confidence: dice.roll(90) + 5,
            expertise: (dice.roll(2) == 0).then(|| dice.roll(5) + 1),
            rationale: (0..4 + dice.roll(6))
                .map(|n| format!("Line {n}."))
                .collect(),
            unknown: None,
            comment: (dice.roll(2) == 0).then(|| "# of the rating".to_owned()),
            arguments: BTreeMap::new(),
            sources: BTreeMap::new(),
            reversed: false,
        };
        for _ in 0..dice.roll(4) {
            review.arguments.insert(dice.roll(9), argument(dice));
            review.sources.insert(dice.roll(9), source(dice));
        }
        review
    }

    fn edit(&mut self, side: &str, dice: &mut Dice) {
        let id = dice.roll(9);
        match dice.roll(12) {
            0 => self.confidence = dice.roll(90) + 5,
            1 => self.expertise = (dice.roll(3) > 0).then(|| dice.roll(5) + 1),
            2 => {
                let at = usize::try_from(dice.roll(self.rationale.len() as u64)).unwrap();
                self.rationale[at] = format!("A line of {side} {}.", dice.roll(50));
            }
            3 => self.unknown = Some(dice.roll(4)),
            4 => self.comment = Some(format!("# {side} {}", dice.roll(50))),
            5 | 6 => drop(self.arguments.insert(id, argument(dice))),
            7 => drop(self.sources.insert(id, source(dice))),
            8 => drop(self.arguments.remove(&id)),
            9 => self.reversed = !self.reversed,
            _ => {
                if let Some(table) = self.arguments.values_mut().next_back() {
                    table.comment = Some(format!("# {side} {}", dice.roll(50)));
                }
                if let Some(table) = self.sources.values_mut().next() {
                    table
                        .fields
                        .insert("title", format!("\"Title {}\"", dice.roll(50)));
                }
            }
        }
    }

    fn text(&self) -> String {
        let mut text = "edition = 1\n".to_owned();
        let comment = self
            .comment
            .iter()
            .fold(String::new(), |all, c| all + c + "\n");
        let _ = writeln!(text, "{comment}confidence = 0.{:02}", self.confidence);
        let reasons = self.rationale.join("\n");
        let _ = write!(text, "rationale = \"\"\"\n{reasons}\n\"\"\"\n");
        text += &self
            .expertise
            .map_or(String::new(), |n| format!("expertise = {n}\n"));
        text += &self
            .unknown
            .map_or(String::new(), |n| format!("my-own-key = {n}\n"));
        for (name, tables) in [("arguments", &self.arguments), ("sources", &self.sources)] {
            let mut tables: Vec<_> = tables.iter().collect();
            if self.reversed {
                tables.reverse();
            }
            for (id, table) in tables {
                let _ = write!(text, "\n[[{name}]]\nid = \"{name}-{id}\"\n");
                text += &table
                    .comment
                    .iter()
                    .fold(String::new(), |all, c| all + c + "\n");
                for (key, value) in &table.fields {
                    let _ = writeln!(text, "{key} = {value}");
                }
            }
        }
        text
    }
}

fn argument(dice: &mut Dice) -> Table {
    let strength = ["\"weak\"", "\"strong\""][usize::from(dice.roll(2) == 0)];
    let fields = [
        ("stance", "\"for\"".to_owned()),
        ("strength", strength.to_owned()),
        ("text", format!("\"Text {}.\"", dice.roll(50))),
    ];
    let comment = (dice.roll(3) == 0).then(|| format!("# beside {}", dice.roll(50)));
    Table {
        fields: fields.into(),
        comment,
    }
}

fn source(dice: &mut Dice) -> Table {
    let fields = [
        ("title", format!("\"Title {}\"", dice.roll(50))),
        ("type", "\"report\"".to_owned()),
    ];
    Table {
        fields: fields.into(),
        comment: None,
    }
}

/// Every value by its path, with ids in the place of positions.
fn values(text: &str) -> BTreeMap<String, String> {
    fn walk(path: &str, value: &toml::Value, found: &mut BTreeMap<String, String>) {
        match value {
            toml::Value::Table(table) => {
                for (key, value) in table {
                    walk(&format!("{path}/{key}"), value, found);
                }
            }
            toml::Value::Array(items) => {
                for item in items {
                    let id = item.get("id").map_or(String::new(), ToString::to_string);
                    walk(&format!("{path}/{id}"), item, found);
                }
            }
            scalar => assert_eq!(
                found.insert(path.to_owned(), scalar.to_string()),
                None,
                "{path}"
            ),
        }
    }
    let table: toml::Table = toml::from_str(text).unwrap();
    let mut found = BTreeMap::new();
    walk("", &toml::Value::Table(table), &mut found);
    found
}

fn comments(text: &str) -> BTreeSet<&str> {
    text.lines().filter(|line| line.starts_with('#')).collect()
}

/// Asserts that a clean result holds what either side did.
fn assert_kept(base: &str, ours: &str, theirs: &str, merged: &str) {
    let [b, o, t, m] = [base, ours, theirs, merged].map(values);
    let paths: BTreeSet<&String> = b
        .keys()
        .chain(o.keys())
        .chain(t.keys())
        .chain(m.keys())
        .collect();
    for path in paths {
        let [b, o, t, m] = [&b, &o, &t, &m].map(|side| side.get(path));
        if o == t || t == b {
            assert_eq!(m, o, "{path}\n{merged}");
        } else if o == b {
            assert_eq!(m, t, "{path}\n{merged}");
        } else {
            assert_eq!(path, "/rationale", "both changed it\n{merged}");
            let lines = |text: Option<&String>| -> BTreeSet<String> {
                let text = text.unwrap().replace("\\n", "\n");
                // What quotes the text stands at its first and last line.
                let lines = text.lines().map(|line| line.trim_matches('"').to_owned());
                lines.collect()
            };
            let [b, o, t, m] = [b, o, t, m].map(lines);
            for line in o.difference(&b).chain(t.difference(&b)) {
                assert!(m.contains(line), "{line}\n{merged}");
            }
        }
    }
    let of = |key: &str| {
        let [b, o, t] = [&b, &o, &t].map(|side| side.get(key));
        (o != b, t != b, o != t)
    };
    let (rated, reasoned) = (of("/confidence"), of("/rationale"));
    assert!(
        !(rated.0 && reasoned.1 && (rated.2 || reasoned.2)),
        "a rating with another's reasons"
    );
    let [b, o, t, m] = [base, ours, theirs, merged].map(comments);
    let gone_with_its_table = |c: &&&str| !b.contains(**c);
    for comment in o.union(&t).filter(gone_with_its_table) {
        assert!(m.contains(comment), "{comment}\n{merged}");
    }
    for comment in o.intersection(&t) {
        assert!(m.contains(comment), "{comment}\n{merged}");
    }
}

/// Asserts that a text with markers still has everything that either side wrote.
fn assert_shown(base: &str, ours: &str, theirs: &str, merged: &str) {
    let [b, m]: [BTreeSet<&str>; 2] = [base, merged].map(|text| text.lines().collect());
    for line in ours.lines().chain(theirs.lines()) {
        assert!(b.contains(line) || m.contains(line), "{line}\n{merged}");
    }
}

fn both_ways(at: &RecordPath, base: &str, ours: &str, theirs: &str) -> Merged {
    let merged = |ours, theirs| merge(PATH, at, Three { base, ours, theirs }, 7, &mut |_| None);
    let (one, other) = (merged(ours, theirs), merged(theirs, ours));
    let what = |merged: &Merged| -> Vec<String> {
        merged
            .clashes
            .iter()
            .map(|clash| clash.what.clone())
            .collect()
    };
    assert_eq!(what(&one), what(&other));
    if one.is_clean() {
        assert_eq!(one.text, other.text);
    }
    one
}

#[test]
fn nothing_of_either_side_is_lost_and_no_side_comes_first() {
    let cases = std::env::var("OBELUS_MERGE_CASES").ok();
    let cases: u64 = cases.map_or(300, |n| n.parse().unwrap());
    let at = classify(PATH).unwrap().unwrap();
    let mut clean = 0;
    for case in 0..cases {
        let mut dice = Dice(case);
        let base = Review::random(&mut dice);
        let [ours, theirs] = ["ours", "theirs"].map(|side| {
            let mut review = base.clone();
            for _ in 0..=dice.roll(3) {
                review.edit(side, &mut dice);
            }
            review.text()
        });
        let base = if case % 20 == 0 {
            String::new()
        } else {
            base.text()
        };
        let merged = both_ways(&at, &base, &ours, &theirs);
        if merged.is_clean() {
            clean += 1;
            assert_kept(&base, &ours, &theirs, &merged.text);
        } else {
            assert_shown(&base, &ours, &theirs, &merged.text);
        }
    }
    assert!(
        clean > cases / 4 && clean < cases,
        "{clean} of {cases} were clean"
    );
}
