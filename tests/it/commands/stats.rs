//! `obelus stats`: statistics of any table, errors with their place, exit codes.

use insta::assert_snapshot;
use serde_json::Value;

use crate::support::World;

const TABLE: &str = "\
claim,reviewer,best,lower,upper,stance,outcome
dam,ada,0.9,0.8,0.95,5,1
dam,bo,0.85,0.6,0.9,4,1
dam,cy,0.8,0.7,0.9,5,1
dam,di,0.9,0.85,1,4,1
dam,ed,0.95,0.9,1,5,1
ferry,ada,0.1,0.05,0.3,1,0
ferry,bo,0.9,0.8,1,5,0
ferry,cy,0.2,,,2,0
ferry,di,1,0.9,1,5,0
ferry,ed,0.5,0.3,0.6,3,0
tide,ada,0.5,0.3,0.6,3,
tide,bo,,,,2,
";

fn world(table: &str) -> World {
    let world = World::empty();
    world.write("ratings.csv", table);
    world
}

#[track_caller]
fn assert_value(document: &Value, pointer: &str, expected: f64) {
    let found = document
        .pointer(pointer)
        .and_then(Value::as_f64)
        .unwrap_or_else(|| panic!("no number at {pointer}"));
    assert!(
        (found - expected).abs() < 1e-9,
        "{pointer}: {found} is not {expected}"
    );
}

#[test]
fn a_table_is_summarised_for_people() {
    assert_snapshot!(world(TABLE).obelus(["stats", "ratings.csv", "--levels", "1,2,3,4,5"]));
}

#[test]
fn every_statistic_is_there_for_programs() {
    let output = world(TABLE).obelus([
        "stats",
        "ratings.csv",
        "--levels",
        "1,2,3,4,5",
        "--format",
        "json",
    ]);
    let document = output.clone().exits(0).json();
    assert_eq!(document["schema"], "obelus-stats/1");
    assert_eq!(document["claims"]["dam"]["verdict"], "consensus-supported");
    assert_eq!(document["claims"]["ferry"]["verdict"], "contested");
    assert_eq!(document["claims"]["tide"]["verdict"], "insufficient");
    assert_value(&document, "/claims/dam/pools/arithmetic_mean/value", 0.88);
    assert_value(&document, "/claims/dam/dispersion/median/value", 0.9);
    assert_value(
        &document,
        "/claims/dam/dispersion/leik_consensus/value",
        1.0 - 2.0 * 0.4 / 4.0,
    );
    // Derived by hand from the definition: mean over pairs, unit by unit.
    assert_value(
        &document,
        "/agreement/stance/percent_agreement/value",
        (0.4 + 0.1 + 0.0) / 3.0,
    );
    assert_eq!(
        document["claims"]["tide"]["dispersion"]["sd"]["value"],
        Value::Null
    );
    assert_eq!(
        document["claims"]["tide"]["dispersion"]["sd"]["reason"],
        "a sample variance needs at least two ratings"
    );
    assert_eq!(
        document["agreement"]["stance"]["krippendorff_alpha_ordinal"]["low"],
        Value::Null
    );
    assert_eq!(document["scores"]["n"], 2);
}

#[test]
fn every_published_name_is_a_key_even_where_it_is_undefined() {
    let document = world("claim,reviewer,best\na,x,0.5\n")
        .obelus(["stats", "ratings.csv", "--format", "json"])
        .json();
    let keys = |pointer: &str| {
        document
            .pointer(pointer)
            .and_then(Value::as_object)
            .unwrap()
            .keys()
            .cloned()
            .collect::<Vec<_>>()
    };
    assert_eq!(keys("/claims/a/pools").len(), 28);
    assert_eq!(keys("/claims/a/dispersion").len(), 16);
    assert_eq!(keys("/agreement/best").len(), 19);
    assert_eq!(keys("/agreement/best"), keys("/agreement/stance"));
    for name in [
        "brier",
        "log_loss",
        "auc",
        "reliability",
        "resolution",
        "uncertainty",
    ] {
        assert_eq!(
            document["scores"][name]["reason"],
            "no claim has an outcome"
        );
    }
}

#[test]
fn parameters_change_numbers_and_are_echoed() {
    let world = world("claim,reviewer,best\na,x,0\na,y,0.5\na,z,0.9\n");
    let document = world
        .obelus([
            "stats",
            "ratings.csv",
            "--format",
            "json",
            "--pool-option",
            "clip=0.05,trim=0.34,a=2",
        ])
        .json();
    assert_value(&document, "/options/pool_options/clip", 0.05);
    assert_value(&document, "/claims/a/pools/trimmed_mean/value", 0.5);
    let odds = (0.05_f64 / 0.95 * 9.0).powf(1.0 / 3.0);
    assert_value(
        &document,
        "/claims/a/pools/geometric_mean_of_odds/value",
        odds / (1.0 + odds),
    );
    assert_value(
        &document,
        "/claims/a/pools/extremised/value",
        odds.powi(2) / (1.0 + odds.powi(2)),
    );
    assert_eq!(document["claims"]["a"]["clipped"], 1);
}

#[test]
fn the_same_table_gives_the_same_bytes_in_any_order() {
    let mut lines: Vec<&str> = TABLE.lines().collect();
    lines[1..].reverse();
    let json = |table: &str| {
        world(table)
            .obelus(["stats", "ratings.csv", "--format", "json"])
            .ok()
    };
    assert_eq!(json(TABLE), json(&lines.join("\n")));
}

#[test]
fn every_mistake_of_a_table_is_named_with_its_place() {
    let world = world("claim,reviewer,best,stance\na,x,60,1\na,y,much,1\nb,,0.4,9\n");
    assert_snapshot!(world.obelus(["stats", "ratings.csv", "--levels", "1,2,3"]), @"
    exit: 2
    --- stderr
    error: ratings.csv cannot be read as ratings
      line 2, column 3 (best): 60 is no probability: write 0.6 for 60%
      line 3, column 3 (best): `much` is no number; leave the cell empty if it is missing
      line 4, column 2 (reviewer): the reviewer is missing
      line 4, column 4 (stance): `9` is none of the levels 1, 2, 3
    ");
}

#[test]
fn mistakes_on_the_command_line_are_explained() {
    let world = world(TABLE);
    let hint = |arguments: &[&str]| {
        let output = world.obelus([&["stats", "ratings.csv"], arguments].concat());
        output.exits(2).stderr
    };
    assert!(hint(&["--pool-option", "clip=0.7"]).contains("`clip` must be between 0 and 0.5"));
    assert!(hint(&["--pool-option", "clip"]).contains("NAME=NUMBER"));
    assert!(
        hint(&["--pool", "geometric_mean_of_ods"])
            .contains("did you mean `geometric_mean_of_odds`?")
    );
    assert!(hint(&["--levels", "1,2,2"]).contains("names `2` twice"));
    assert!(
        world
            .obelus(["stats", "none.csv"])
            .exits(2)
            .stderr
            .contains("cannot read none.csv")
    );
}

#[test]
fn the_document_is_what_its_schema_says() {
    let world = world(TABLE);
    let schema = world.obelus(["schema", "stats"]).json();
    let document = world
        .obelus(["stats", "ratings.csv", "--format", "json"])
        .json();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let errors: Vec<String> = validator
        .iter_errors(&document)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert_eq!(errors, Vec::<String>::new());
}
