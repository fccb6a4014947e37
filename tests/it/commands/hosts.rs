//! `obelus check --format …` for hosts: what they are told, and what they are never made to do.

use insta::assert_snapshot;

use crate::support::{CLAIM, REVIEW, REVIEWER, World};

const HOSTS: [&str; 5] = ["github", "sarif", "junit", "code-quality", "markdown"];

/// A claim with two findings, one of them an error.
const WRONG: &str = "statement = \"It froze.\"\nkind = \"fakt\"\nstatus = \"open\"\n";

/// A claim whose every text would give a command to a server, a mention or a link.
const HOSTILE: &str = "\
statement = \"x\"
kind = \"%0A::stop-commands::pause ##[add-mask]x ##vso[task] @org/team Fixes #1 <script> [a](http://b)\"
";

fn world(claim: &str) -> World {
    let world = World::new();
    world.claim("froze", claim);
    world
}

#[test]
fn github_gets_an_annotation_for_each_finding() {
    assert_snapshot!(world(WRONG).obelus(["check", "--format", "github"]), @r#"
    exit: 1
    --- stdout
    ::error file=claims/froze.toml,line=2,endLine=2,col=8,endColumn=14,title=obelus unknown-word::`kind` cannot be "fakt"%0Ahelp: did you mean "fact"? Allowed are fact, statistic, causal, motive, prediction, evaluation, prescription
    "#);
}

#[test]
fn github_is_told_no_more_than_it_shows_and_the_summary_holds_the_rest() {
    let world = World::new();
    for n in 0..23 {
        world.claim(&format!("c{n:02}"), WRONG);
        world.claim(&format!("d{n:02}"), "statement = \"x\"\nkind = \"fact\"\n");
        world.reviewer("harbour", REVIEWER);
        let stale = "edition = 1\nconfidence = 0.5\n";
        world.review("harbour", &format!("d{n:02}"), stale);
    }
    let out = world.obelus(["check", "--format", "github"]).exits(1);
    let lines = |start: &str| out.stdout.lines().filter(|l| l.starts_with(start)).count();
    assert_eq!([lines("::error "), lines("::warning ")], [10, 10], "{out}");
    assert_eq!(
        [lines("error["), lines("warning[")],
        [13, 13],
        "what is left is printed:\n{out}"
    );
    assert!(out.stdout.contains("\n26 more:\n"), "{out}");

    let summary = world.path().join("summary.md");
    let run = world.run(["check", "--format", "github"]);
    let run = run.env("GITHUB_STEP_SUMMARY", summary.to_str().unwrap());
    let out = run.go().exits(1);
    assert!(
        out.stdout
            .ends_with("\n26 more: see the summary of this step\n"),
        "{out}"
    );
    let page = world.read("summary.md");
    assert_eq!(page.matches("| error | claims/c").count(), 23);
    assert_eq!(page.matches("| warning | reviews/harbour/d").count(), 23);
}

#[test]
fn no_host_is_given_a_command_a_mention_or_a_link() {
    let world = world(HOSTILE);
    world.write("claims/new\n::error::line.toml", CLAIM);
    for format in HOSTS {
        let run = world.run(["check", "--format", format]);
        let out = run.env("GITHUB_ACTIONS", "true").go().exits(1);
        let ours = |line: &str| line.starts_with("::error file=") && format == "github";
        for line in out.stdout.split(['\n', '\r']) {
            let given = line.trim_start().starts_with("::") && !ours(line);
            assert!(
                !given && !line.contains("##[") && !line.contains("##vso["),
                "{format}: {line}"
            );
        }
    }
    let page = world.obelus(["check", "--format", "markdown"]).stdout;
    for hostile in ["@org", "#1", "<script", "a](", "http://"] {
        assert!(!page.contains(hostile), "{hostile}: {page}");
    }
}

#[test]
fn people_reading_a_log_see_commands_and_the_server_does_not() {
    let world = world(HOSTILE);
    world.write("claims/new\n::error::line.toml", CLAIM);
    for args in [
        &["check"][..],
        &["check", "--format", "json"],
        &["claim", "show", "##[x]"],
    ] {
        let plain = world.run(args).go();
        let logged = world.run(args).env("GITHUB_ACTIONS", "true").go();
        for line in [&logged.stdout, &logged.stderr]
            .into_iter()
            .flat_map(|text| text.lines())
        {
            let given = line.trim_start().starts_with("::") || line.contains("##[");
            assert!(!given, "{args:?}: {line}");
        }
        if args.contains(&"json") {
            assert_eq!(logged.json(), plain.json(), "JSON is the same JSON");
        }
    }
}

#[test]
fn every_result_of_sarif_has_a_place_and_a_lasting_name() {
    let world = world(WRONG);
    world
        .remove("obelus.toml")
        .write("obelus.toml", "format = 1\n");
    let names = |world: &World| {
        let found = world.obelus(["check", "--format", "sarif"]).exits(1).json();
        let results = found["runs"][0]["results"].as_array().unwrap().clone();
        let rules = found["runs"][0]["tool"]["driver"]["rules"].clone();
        results
            .iter()
            .map(|result| {
                let place = &result["locations"][0]["physicalLocation"];
                assert!(place["region"]["startLine"].as_u64() >= Some(1), "{result}");
                let rule = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
                assert_eq!(rules[rule]["id"], result["ruleId"]);
                (
                    place["artifactLocation"]["uri"]
                        .as_str()
                        .unwrap()
                        .to_owned(),
                    result["partialFingerprints"]["obelus/v1"].clone(),
                )
            })
            .collect::<Vec<_>>()
    };
    let before = names(&world);
    assert_eq!(before.len(), 2);
    world.claim("froze", &format!("# A line above.\n{WRONG}"));
    assert_eq!(names(&world), before, "lines moved, names did not");
}

#[test]
fn paths_are_counted_from_the_top_of_the_repository() {
    let world = World::empty();
    world.write("debate/obelus.toml", "format = 1\ntitle = \"T\"\n");
    world.write("debate/claims/froze.toml", WRONG);
    for format in ["github", "sarif", "junit", "code-quality"] {
        let run = world
            .run(["check", "--format", format])
            .dir(world.path().join("debate"));
        let out = run.go().exits(1);
        assert!(
            out.stdout.contains("debate/claims/froze.toml"),
            "{format}: {out}"
        );
    }
}

#[test]
fn junit_counts_warnings_as_failures_where_they_are_refused() {
    let world = world(CLAIM);
    world.reviewer("harbour", REVIEWER);
    world.review(
        "harbour",
        "froze",
        REVIEW
            .split_inclusive('\n')
            .take(2)
            .collect::<String>()
            .as_str(),
    );
    let junit = ["check", "--format", "junit"];
    let out = world.obelus(junit).exits(0);
    assert!(out.stdout.contains("tests=\"1\" failures=\"0\""), "{out}");
    let out = world
        .obelus([&junit[..], &["--deny-warnings"]].concat())
        .exits(1);
    assert!(out.stdout.contains("tests=\"1\" failures=\"1\""), "{out}");
}

#[test]
fn hosts_are_told_that_nothing_is_wrong() {
    let world = world(CLAIM);
    for format in HOSTS {
        world.obelus(["check", "--format", format]).exits(0);
    }
    assert_snapshot!(world.obelus(["check", "--format", "markdown"]).stdout, @"## obelus: no problems");
    assert_eq!(
        world.obelus(["check", "--format", "code-quality"]).json(),
        serde_json::json!([])
    );
}

#[test]
fn a_summary_that_cannot_be_written_is_an_error_with_advice() {
    let world = world(WRONG);
    let run = world
        .run(["check", "--format", "github"])
        .env("GITHUB_STEP_SUMMARY", "/nowhere/at/all");
    let out = run.go().exits(2);
    assert!(out.stderr.contains("cannot write /nowhere/at/all"), "{out}");
}
