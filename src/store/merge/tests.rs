//! Merges by example, and over random edits of random records.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::{Merged, Side, Three, merge};
use crate::store::layout::{RecordPath, classify};

const REVIEW: &str = "reviews/desk/ice.toml";

const BASE: &str = r#"# the desk's view of the ice

edition = 1
confidence = { best = 0.35, lower = 0.2, upper = 0.55 } # for now
rationale = """
Two open winters.
The pilots agree.
The log is missing."""
mood = "calm" # nobody knows this key

[[arguments]]
id = "log"
stance = "against"
attack = "rebut"
strength = "weak"
text = "The log says otherwise."
sources = ["a", "b"]

# where it comes from
[[sources]]
id = "a"
title = "The log"
"#;

fn at(path: &str) -> RecordPath {
    classify(path).unwrap().unwrap()
}

fn merged(path: &str, base: &str, ours: &str, theirs: &str) -> Merged {
    let texts = Three { base, ours, theirs };
    merge(path, &at(path), texts, 7, &mut |_| None)
}

/// The clean merge, the same whichever side is called ours.
#[track_caller]
fn clean(ours: &str, theirs: &str) -> String {
    let one = merged(REVIEW, BASE, ours, theirs);
    let other = merged(REVIEW, BASE, theirs, ours);
    assert!(one.is_clean(), "{:?}\n{}", one.clashes, one.text);
    assert_eq!(one.text, other.text);
    one.text
}

/// What clashes, the same whichever side is called ours.
#[track_caller]
fn clashing(path: &str, base: &str, ours: &str, theirs: &str) -> Vec<String> {
    let what = |m: &Merged| m.clashes.iter().map(|c| c.what.clone()).collect::<Vec<_>>();
    let one = merged(path, base, ours, theirs);
    let other = merged(path, base, theirs, ours);
    assert!(!one.is_clean(), "{}", one.text);
    assert_eq!(what(&one), what(&other));
    assert!(one.text.contains("<<<<<<< ours\n"), "{}", one.text);
    what(&one)
}

fn argument(id: &str, text: &str) -> String {
    format!("\n[[arguments]]\nid = \"{id}\"\nstance = \"for\"\ntext = \"{text}\"\n")
}

#[test]
fn arguments_added_on_both_sides_are_both_kept() {
    let ours = BASE.to_owned() + &argument("pilots", "They say so.");
    let theirs = BASE.to_owned() + &argument("ferry", "It never ran.");
    let text = clean(&ours, &theirs);
    let (ferry, pilots) = (text.find("\"ferry\""), text.find("\"pilots\""));
    assert!(ferry.unwrap() < pilots.unwrap(), "{text}");
    assert!(text.find("\"log\"") < ferry, "{text}");
}

#[test]
fn a_rating_on_one_side_and_an_argument_on_the_other_go_together() {
    let ours = BASE.replace("0.35", "0.4");
    let theirs = BASE.to_owned() + &argument("ferry", "It never ran.");
    let text = clean(&ours, &theirs);
    assert!(text.contains("best = 0.4, lower = 0.2, upper = 0.55 } # for now"));
    assert!(text.contains("ferry"));
}

#[test]
fn the_reason_of_one_rating_is_never_put_to_another() {
    let ours = BASE.replace("0.35", "0.4");
    let theirs = BASE.replace("Two open", "Three open");
    let what = clashing(REVIEW, BASE, &ours, &theirs);
    assert_eq!(what, ["the rating with its reason"]);
    let text = merged(REVIEW, BASE, &ours, &theirs).text;
    assert!(text.contains("mood = \"calm\""), "{text}");
    assert!(text.contains("best = 0.4") && text.contains("Three open"));
}

#[test]
fn different_lines_of_the_same_reason_go_together() {
    let ours = BASE.replace("Two open winters.", "Two open winters of ten.");
    let theirs = BASE.replace("The log is missing.", "The log was found.");
    let text = clean(&ours, &theirs);
    assert!(text.contains("of ten.\nThe pilots agree.\nThe log was found."));
}

#[test]
fn lists_are_merged_by_their_items() {
    let ours = BASE.replace("[\"a\", \"b\"]", "[\"a\", \"b\", \"c\"]");
    let theirs = BASE.replace("[\"a\", \"b\"]", "[\"d\", \"a\"]");
    assert!(clean(&ours, &theirs).contains("sources = [\"d\", \"a\", \"c\"]"));
}

#[test]
fn comments_and_unknown_keys_of_both_sides_are_kept() {
    let ours = BASE.replace("calm\" # nobody knows this key", "glad\" # mine");
    let theirs = BASE.replace(
        "strength = \"weak\"",
        "# not sure\nstrength = \"moderate\" # rather",
    );
    let text = clean(&ours, &theirs);
    for kept in [
        "mood = \"glad\" # mine",
        "# not sure\nstrength = \"moderate\" # rather",
        "# where it comes from",
    ] {
        assert!(text.contains(kept), "{kept}: {text}");
    }
}

#[test]
fn the_same_id_added_twice_with_different_words_clashes() {
    let ours = BASE.to_owned() + &argument("ferry", "It never ran.");
    let theirs = BASE.to_owned() + &argument("ferry", "It ran at noon.");
    assert_eq!(clashing(REVIEW, BASE, &ours, &theirs), ["argument `ferry`"]);
    let same = clean(&ours, &ours.replace("= \"ferry\"", "=  \"ferry\""));
    assert_eq!(same.matches("ferry").count(), 1);
}

#[test]
fn an_argument_that_one_side_deleted_and_the_other_changed_clashes() {
    let at = BASE.find("[[arguments]]").unwrap();
    let end = BASE.find("# where").unwrap();
    let without = BASE[..at].to_owned() + &BASE[end..];
    let changed = BASE.replace("says otherwise", "says nothing");
    assert_eq!(
        clashing(REVIEW, BASE, &without, &changed),
        ["argument `log`"]
    );
}

#[test]
fn a_comment_that_both_changed_differently_clashes() {
    let ours = BASE.replace("# for now", "# till spring");
    let theirs = BASE.replace("# for now", "# for good");
    clashing(REVIEW, BASE, &ours, &theirs);
}

#[test]
fn a_comment_on_what_the_other_side_took_out_is_not_lost() {
    let ours = BASE.replace("# for now", "# till spring");
    let theirs = BASE.replace(
        "confidence = { best = 0.35, lower = 0.2, upper = 0.55 } # for now",
        "abstain = \"outside my field\"",
    );
    clashing(REVIEW, BASE, &ours, &theirs);
    assert!(
        merged(REVIEW, BASE, &ours, &theirs)
            .text
            .contains("# till spring")
    );
}

#[test]
fn two_ratings_under_headings_of_their_own_clash_as_a_whole() {
    let base = "edition = 1\nrationale = \"so\"\n";
    let ours = base.to_owned() + "[confidence]\nbest = 0.3\n";
    let theirs = base.to_owned() + "[confidence]\nbest = 0.6\n";
    assert_eq!(clashing(REVIEW, base, &ours, &theirs), ["the whole record"]);
}

#[test]
fn tables_added_at_different_places_never_make_invalid_toml() {
    let path = "claims/ice.toml";
    let base = "statement = \"It froze.\"\nkind = \"fact\"\n\n[[anchors]]\ndocument = \"book\"\nsection = \"One\"\n";
    let resolved = "\n[resolution]\noutcome = true\nresolved = 2020-01-01\nnote = \"so\"\n";
    let ours = base.replace("\n[[anchors]]", &format!("{resolved}\n[[anchors]]"));
    let theirs = base.to_owned() + resolved;
    let one = merged(path, base, &ours, &theirs);
    assert!(one.is_clean(), "{}", one.text);
    assert_eq!(one.text.matches("[resolution]").count(), 1);
    let theirs = base.to_owned() + &resolved.replace("true", "false");
    assert_eq!(clashing(path, base, &ours, &theirs), ["[resolution]"]);
}

#[test]
fn what_is_no_toml_is_never_merged_cleanly() {
    let ours = BASE.replace("edition = 1", "edition = ");
    let theirs = BASE.replace("0.35", "0.4");
    let found = merged(REVIEW, BASE, &ours, &theirs);
    assert!(!found.is_clean());
    assert!(found.text.contains("edition = \n") && found.text.contains("0.4"));
}

#[test]
fn both_sides_without_a_common_ancestor_clash_where_they_differ() {
    let theirs = BASE.replace("0.35", "0.4");
    let what = clashing(REVIEW, "", BASE, &theirs);
    assert_eq!(what, ["the rating with its reason"]);
}

#[test]
fn a_decision_takes_one_side_of_a_clash_and_keeps_the_rest() {
    let ours = BASE.replace("0.35", "0.4") + &argument("pilots", "They say so.");
    let theirs = BASE.replace("0.35", "0.6") + &argument("ferry", "It never ran.");
    let texts = Three {
        base: BASE,
        ours: &ours,
        theirs: &theirs,
    };
    let found = merge(REVIEW, &at(REVIEW), texts, 7, &mut |_| Some(Side::Theirs));
    assert!(found.is_clean(), "{}", found.text);
    for kept in ["best = 0.6", "pilots", "ferry"] {
        assert!(found.text.contains(kept), "{kept}: {}", found.text);
    }
}

/// One thing that a reviewer may do to a record.
#[derive(Debug, Clone)]
enum Edit {
    Rate(u8),
    Reason(u8),
    Line(u8),
    Argue(u8, u8),
    Reword(u8),
    Weigh(u8),
    Cite(u8),
    Describe(u8),
    Remark(u8),
    Unknown(u8),
    Withdraw,
    Remove,
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let one = prop_oneof![
        (0_u8..4).prop_map(Edit::Rate),
        (0_u8..3).prop_map(Edit::Reason),
        (0_u8..3).prop_map(Edit::Line),
        (0_u8..4, 0_u8..3).prop_map(|(id, text)| Edit::Argue(id, text)),
        (0_u8..3).prop_map(Edit::Reword),
        (0_u8..3).prop_map(Edit::Weigh),
        (0_u8..5).prop_map(Edit::Cite),
        (0_u8..3).prop_map(Edit::Describe),
        (0_u8..6).prop_map(Edit::Remark),
        (0_u8..3).prop_map(Edit::Unknown),
        Just(Edit::Withdraw),
        Just(Edit::Remove),
    ];
    proptest::collection::vec(one, 0..5)
}

fn argument_part(text: &str) -> std::ops::Range<usize> {
    let start = text.find("[[arguments]]\nid = \"log\"");
    let start = start.unwrap_or(text.len());
    let end = text[start..]
        .find("\n\n")
        .map_or(text.len(), |at| start + at + 2);
    start..end
}

fn apply(text: String, edit: &Edit, side: &str) -> String {
    match edit {
        Edit::Rate(n) => text.replace("0.35", &format!("0.3{n}")),
        Edit::Reason(n) => text.replace("The pilots agree.", &format!("The pilots differ {n}.")),
        Edit::Line(n) => text.replace("Two open winters.", &format!("Open winters: {n}.")),
        Edit::Argue(id, words) => {
            let id = format!("new-{id}");
            if text.contains(&format!("\"{id}\"")) {
                return text;
            }
            text + &argument(&id, &format!("Words {words}"))
        }
        Edit::Reword(n) => text.replace("The log says otherwise.", &format!("The log says {n}.")),
        Edit::Weigh(n) => {
            let strength = ["weak", "moderate", "strong"][usize::from(*n)];
            text.replace("strength = \"weak\"", &format!("strength = \"{strength}\""))
        }
        Edit::Cite(n) => text.replace("sources = [\"a\",", &format!("sources = [\"s{n}\", \"a\",")),
        Edit::Describe(n) => text.replace("\"The log\"", &format!("\"The log {n}\"")),
        Edit::Remark(n) => {
            let keys = [
                "edition",
                "confidence",
                "mood",
                "strength",
                "title",
                "[[sources]]",
            ];
            let key = keys[usize::from(*n)];
            text.replacen(&format!("\n{key}"), &format!("\n# {side} on {n}\n{key}"), 1)
        }
        Edit::Unknown(n) => text.replace("\"calm\"", &format!("\"mood {n}\"")),
        Edit::Withdraw if text.contains("withdrawn") => text,
        Edit::Withdraw => text.replace(
            "strength = \"weak\"",
            "strength = \"weak\"\nstatus = \"withdrawn\"\nreason = \"answered\"",
        ),
        Edit::Remove => {
            let mut text = text;
            let part = argument_part(&text);
            text.replace_range(part, "");
            text
        }
    }
}

fn side(edits: &[Edit], name: &str) -> String {
    edits
        .iter()
        .fold(BASE.to_owned(), |text, edit| apply(text, edit, name))
}

/// Everything a record says, by where it says it.
fn said(text: &str) -> BTreeMap<String, String> {
    let table: toml::Table = toml::from_str(text).unwrap();
    let mut all = BTreeMap::new();
    for (key, value) in table {
        match value {
            toml::Value::Array(items) if items.iter().all(toml::Value::is_table) => {
                for item in items {
                    let id = item["id"].to_string();
                    for (field, value) in item.as_table().unwrap() {
                        all.insert(format!("{key} {id} {field}"), value.to_string());
                    }
                }
            }
            value => drop(all.insert(key, value.to_string())),
        }
    }
    all
}

fn comments(text: &str) -> Vec<String> {
    let lines = text.lines().filter_map(|line| line.split_once('#'));
    lines
        .map(|(_, comment)| comment.trim().to_owned())
        .collect()
}

/// Whether what one side said is in the merged record, but for what the other side changed.
fn nothing_lost(base: &str, own: &str, other: &str, merged: &str) -> Result<(), TestCaseError> {
    let [base, own, other, merged_said] = [base, own, other, merged].map(said);
    for (place, value) in &own {
        if base.get(place) != Some(value) && other.get(place) == base.get(place) {
            let found = merged_said.get(place);
            let list = place.ends_with(" sources");
            prop_assert!(
                list || found == Some(value),
                "{place}: {found:?} for {value}"
            );
        }
        if base.get(place) == Some(value) && other.get(place) == Some(value) {
            prop_assert_eq!(merged_said.get(place), Some(value), "{}", place);
        }
    }
    // A rating is one side's whole judgement.
    let judgement = |said: &BTreeMap<String, String>| said.get("confidence").cloned();
    let known = [judgement(&base), judgement(&own), judgement(&other)];
    prop_assert!(known.contains(&judgement(&merged_said)));
    Ok(())
}

fn cases() -> u32 {
    let wanted = std::env::var("OBELUS_MERGE_CASES").ok();
    wanted.and_then(|n| n.parse().ok()).unwrap_or(256)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases()))]

    #[test]
    fn nothing_of_either_side_is_lost_or_altered_without_a_clash(ours in edits(), theirs in edits()) {
        let (ours, theirs) = (side(&ours, "ours"), side(&theirs, "theirs"));
        let one = merged(REVIEW, BASE, &ours, &theirs);
        let other = merged(REVIEW, BASE, &theirs, &ours);
        prop_assert_eq!(one.is_clean(), other.is_clean());
        if one.is_clean() {
            prop_assert_eq!(&one.text, &other.text);
            nothing_lost(BASE, &ours, &theirs, &one.text)?;
            nothing_lost(BASE, &theirs, &ours, &one.text)?;
        }
        let found = comments(&one.text);
        for comment in comments(&ours).iter().chain(&comments(&theirs)) {
            let everywhere = [&ours, &theirs].iter().all(|text| comments(text).contains(comment));
            if everywhere || !comments(BASE).contains(comment) {
                prop_assert!(found.contains(comment), "{} is missing in {}", comment, one.text);
            }
        }
    }

    #[test]
    fn merging_with_an_unchanged_side_gives_the_other(edits in edits()) {
        let changed = side(&edits, "ours");
        prop_assert_eq!(merged(REVIEW, BASE, &changed, BASE).text, changed.clone());
        prop_assert_eq!(merged(REVIEW, BASE, BASE, &changed).text, changed);
    }
}
