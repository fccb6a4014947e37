//! `obelus solve`: formats read, semantics, output.

use insta::assert_snapshot;
use serde_json::json;

use crate::support::World;

/// A claim, a doubt, an answer to it, and two arguments that exclude each other.
const DEBATE: &str = r#"{
    "nodes": [
        {"id": "claim", "base": 0.5},
        {"id": "doubt", "base": 0.7},
        {"id": "answer", "base": 0.9},
        {"id": "x", "base": 0.9},
        {"id": "y", "base": 0.8}
    ],
    "attacks": [["doubt", "claim"], ["answer", "doubt"], ["x", "y"], ["y", "x"]],
    "supports": [["x", "claim"]]
}"#;

#[test]
fn a_table_shows_every_node_under_every_semantics() {
    let world = World::empty();
    world.write("debate.json", DEBATE);
    assert_snapshot!(world.obelus(["solve", "debate.json"]), @"
    exit: 0
    --- stdout
    node    base    grounded  preferred  stable     ideal  quadratic-energy  dfquad  euler   h-categorizer
    claim   0.5000  in        in all     in all     in     0.5442            0.7864  0.5458  0.3654
    doubt   0.7000  out       in none    in none    out    0.3867            0.0700  0.6030  0.3684
    answer  0.9000  in        in all     in all     in     0.9000            0.9000  0.9000  0.9000
    x       0.9000  undec     in 1 of 2  in 1 of 2  undec  0.6980            0.6429  0.8675  0.6000
    y       0.8000  undec     in 1 of 2  in 1 of 2  undec  0.5379            0.2857  0.7305  0.5000

    preferred: 2 labellings
      1. {claim, answer, x}
      2. {claim, answer, y}
    stable: 2 labellings
      1. {claim, answer, x}
      2. {claim, answer, y}
    quadratic-energy: converged
    dfquad: converged
    euler: converged
    h-categorizer: converged
    ");
}

#[test]
fn json_gives_labels_labellings_and_strengths_by_id() {
    let world = World::empty();
    world.write("debate.json", DEBATE);
    let solved = world
        .obelus(["solve", "debate.json", "--format", "json"])
        .json();
    assert_eq!(solved["schema"], "obelus-solve/1");
    let results = &solved["results"];
    assert_eq!(
        results["grounded"]["labels"],
        json!({"claim": "in", "doubt": "out", "answer": "in", "x": "undec", "y": "undec"})
    );
    assert_eq!(
        results["grounded"]["defeated_by"],
        json!({"doubt": "answer"})
    );
    let both = json!([
        {"claim": "in", "doubt": "out", "answer": "in", "x": "in", "y": "out"},
        {"claim": "in", "doubt": "out", "answer": "in", "x": "out", "y": "in"},
    ]);
    assert_eq!(results["preferred"]["labellings"], both);
    assert_eq!(results["stable"]["labellings"], both);
    assert_eq!(results["preferred"]["complete"], true);
    assert_eq!(results["ideal"]["labels"]["x"], "undec");
    for name in ["quadratic_energy", "dfquad", "euler", "h_categorizer"] {
        assert_eq!(results[name]["status"], "converged", "{name}");
    }
    // The doubt by hand: 0.7 · (1 − 0.9) and 0.7 / (1 + 0.9²).
    let strength = |name: &str| results[name]["strengths"]["doubt"].as_f64().unwrap();
    assert!((strength("dfquad") - 0.07).abs() < 1e-12);
    assert!((strength("quadratic_energy") - 0.7 / 1.81).abs() < 1e-12);
}

#[test]
fn only_what_was_asked_for_is_computed() {
    let world = World::empty();
    world.write("debate.json", DEBATE);
    let asked = "--semantics=euler,grounded";
    let solved = world
        .obelus(["solve", "debate.json", asked, "--format=json"])
        .json();
    let names: Vec<_> = solved["results"].as_object().unwrap().keys().collect();
    assert_eq!(names, ["grounded", "euler"]);
}

#[test]
fn the_competition_formats_say_the_same() {
    let world = World::empty();
    world
        .write("a.af", "p af 3\n# a chain\n1 2\n2 3\n")
        .write("a.apx", "arg(1). arg(2). arg(3).\natt(1,2). att(2,3).\n")
        .write("a.tgf", "1\n2\n3\n#\n1 2\n2 3\n");
    let solve = |file: &str| world.obelus(["solve", file, "--format", "json"]).ok();
    let numeric = solve("a.af");
    assert_eq!(solve("a.apx"), numeric);
    assert_eq!(solve("a.tgf"), numeric);
    let solved: serde_json::Value = serde_json::from_str(&numeric).unwrap();
    assert_eq!(solved["graph"]["default_base"], 1.0);
    assert_eq!(solved["graph"]["nodes_without_base"], 3);
    assert_eq!(solved["results"]["dfquad"]["status"], "exact");
    assert_eq!(
        solved["results"]["h_categorizer"]["strengths"],
        json!({"1": 1.0, "2": 0.5, "3": 1.0 / 1.5})
    );
}

#[test]
fn nodes_without_base_take_the_one_given() {
    let world = World::empty();
    world.write("a.af", "p af 2\n1 2\n");
    let args = [
        "solve",
        "a.af",
        "--base=0.5",
        "--semantics=dfquad",
        "--format=json",
    ];
    let strengths = &world.obelus(args).json()["results"]["dfquad"]["strengths"];
    assert_eq!(*strengths, json!({"1": 0.5, "2": 0.25}));
}

#[test]
fn a_cycle_without_a_stable_value_gets_no_numbers() {
    let world = World::empty();
    let (mut nodes, mut attacks) = (Vec::new(), Vec::new());
    for layer in 0..5 {
        for place in 0..4 {
            nodes.push(json!({"id": format!("{layer}{place}"), "base": 0.98}));
            let next = (layer + 1) % 5;
            attacks
                .extend((0..4).map(|to| json!([format!("{layer}{place}"), format!("{next}{to}")])));
        }
    }
    let ring = json!({"nodes": nodes, "attacks": attacks, "supports": []});
    world.write("ring.json", ring.to_string());
    let asked = "--semantics=quadratic-energy,h-categorizer";
    let results = world
        .obelus(["solve", "ring.json", asked, "--format=json"])
        .json();
    let energy = &results["results"]["quadratic_energy"];
    assert_eq!(energy["status"], "no-convergence");
    assert!(energy["strengths"].is_null() && energy["reason"].is_string());
    assert_eq!(energy["unsettled"].as_array().unwrap().len(), 20);
    assert_eq!(results["results"]["h_categorizer"]["status"], "converged");
    let table = world.obelus(["solve", "ring.json", asked]).ok();
    assert!(
        table.contains("quadratic-energy: no-convergence, "),
        "{table}"
    );
}

#[test]
fn a_search_cut_short_says_so() {
    let world = World::empty();
    let pairs = (1..=40).map(|i| if i % 2 == 1 { (i, i + 1) } else { (i, i - 1) });
    let lines: Vec<_> = pairs.map(|(from, to)| format!("{from} {to}")).collect();
    world.write("pairs.af", format!("p af 40\n{}\n", lines.join("\n")));
    let asked = ["solve", "pairs.af", "--semantics=preferred", "--most=5"];
    let table = world.obelus(asked).ok();
    let stopped = "preferred: 5 labellings, stopped at a limit: there may be more";
    assert!(table.contains(stopped), "{table}");
    let asked = [
        "solve",
        "pairs.af",
        "--semantics=preferred",
        "--time-limit=0",
        "--format=json",
    ];
    let preferred = &world.obelus(asked).json()["results"]["preferred"];
    assert_eq!(preferred["complete"], false);
    assert!(preferred["reason"].is_string());
}

#[test]
fn a_file_that_is_no_graph_is_refused_with_its_line() {
    let world = World::empty();
    world.write("bad.af", "p af 2\n1 2\n1 3\n");
    assert_snapshot!(world.obelus(["solve", "bad.af"]), @"
    exit: 2
    --- stderr
    error: bad.af:3: there is no argument 3, only 1 to 2
    ");
    assert_snapshot!(world.obelus(["solve", "graph.txt"]), @"
    exit: 2
    --- stderr
    error: the ending of graph.txt does not say what format it has
    help: argument graphs end in .af, .apx, .tgf or .json
    ");
    world.obelus(["solve", "missing.af"]).exits(2);
}

#[test]
fn an_empty_graph_has_one_empty_labelling() {
    let world = World::empty();
    world.write("empty.af", "p af 0\n");
    let results = &world.obelus(["solve", "empty.af", "--format=json"]).json()["results"];
    assert_eq!(results["stable"]["labellings"], json!([{}]));
    assert_eq!(results["quadratic_energy"]["strengths"], json!({}));
}

#[test]
fn a_strength_is_divided_among_the_nodes_that_bear_on_it() {
    let world = World::empty();
    world.write("debate.json", DEBATE);
    let run = |more: &[&str]| {
        let given = [
            "solve",
            "debate.json",
            "--semantics",
            "dfquad",
            "--topic",
            "claim",
        ];
        world.obelus([&given[..], more].concat())
    };
    let solved = run(&["--attribution", "shapley", "--format", "json"]).json();
    let found = &solved["attributions"][0];
    assert_eq!(
        (&found["topic"], &found["way"], &found["sampling"]),
        (&json!("claim"), &json!("shapley"), &json!(null))
    );
    let shares = found["shares"].as_array().unwrap();
    let total: f64 = shares
        .iter()
        .map(|row| row["share"].as_f64().unwrap())
        .sum();
    let way = found["strength"].as_f64().unwrap() - found["base"].as_f64().unwrap();
    assert!((total - way).abs() < 1e-12);
    assert_eq!(shares.len(), 4);
    assert!(
        run(&["--attribution", "removal"])
            .ok()
            .contains("claim: removal by dfquad")
    );
    world
        .obelus(["solve", "debate.json", "--attribution", "shapley"])
        .exits(2);
    let wrong = [
        "solve",
        "debate.json",
        "--attribution",
        "shapley",
        "--topic",
        "clame",
    ];
    assert!(
        world
            .obelus(wrong)
            .exits(2)
            .stderr
            .contains("did you mean `claim`")
    );
}

/// A claim with more attackers than every subset can be tried of: shares come with their errors.
#[test]
fn beyond_the_exact_size_shares_are_sampled_the_same_everywhere() {
    let world = World::empty();
    let lines = |end: &str| {
        (0..20)
            .map(|n| format!("a{n}{end}\n"))
            .collect::<Vec<_>>()
            .concat()
    };
    let text = format!("c\n{}#\n{}", lines(""), lines(" c"));
    world.write("wide.tgf", text);
    let given = [
        "solve",
        "wide.tgf",
        "--semantics",
        "h-categorizer",
        "--topic",
        "c",
    ];
    let more = [
        "--attribution",
        "shapley",
        "--orders",
        "2000",
        "--format",
        "json",
    ];
    let run = || world.obelus([&given[..], &more].concat()).json();
    let solved = run();
    assert_eq!(solved, run());
    let found = &solved["attributions"][0];
    assert_eq!(found["sampling"], json!({"orders": 2000, "seed": 0}));
    // All are alike, so that each has a twentieth of 1 − 1/21; sampling stays within its errors.
    for row in found["shares"].as_array().unwrap() {
        let (share, error) = (
            row["share"].as_f64().unwrap(),
            row["error"].as_f64().unwrap(),
        );
        assert!(
            error > 0.0 && (share + 1.0 / 21.0).abs() < 5.0 * error,
            "{row}"
        );
    }
}
