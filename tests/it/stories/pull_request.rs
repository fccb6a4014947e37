//! What a pull request would change, as its reader on a host sees it.

use insta::assert_snapshot;

use crate::support::{CLAIM, REVIEWER, World};

fn review(confidence: f64, more: &str) -> String {
    format!("edition = 1\nconfidence = {confidence}\nrationale = \"So I read the log.\"\n{more}")
}

const OBJECTION: &str = "
[[arguments]]
id = \"two-open-winters\"
stance = \"against\"
attack = \"rebut\"
text = \"Ships called in two winters, says @harbour-office; closes #1.\"
";

/// Three reviewers who hold the claim to be true, and a branch on which one of them thinks again.
fn proposed() -> World {
    let world = World::new();
    world.claim("froze", CLAIM).claim("thawed", CLAIM);
    for reviewer in ["archive", "energy", "harbour"] {
        world.reviewer(reviewer, REVIEWER);
        world.review(reviewer, "froze", &review(0.9, ""));
    }
    world.commit("Reviews");
    world.branch("again");
    world.review("harbour", "froze", &review(0.05, OBJECTION));
    world.commit("Think again");
    world
}

const CHECK: [&str; 5] = ["check", "--base", "main", "--format", "markdown"];

#[test]
fn the_summary_says_what_would_change_and_who_changes_it() {
    assert_snapshot!(proposed().obelus(CHECK), @r#"
    exit: 0
    --- stdout
    ## obelus: 2 warnings, nothing is refused

    From 4bc437b40e56 to 580888c27b67: reviews: 1 changed; consensus: 1 moved.

    ### Verdicts that would change

    | claim | statement | verdict |
    |---|---|---|
    | `froze` | The harbour froze in every winter of the decade. | ✓ supported → **≠ contested** |

    ### New objections without an answer

    - `harbour#two-open-winters` (rebut) on `froze`: Ships called in two winters, says @&#8203;harbour-office; closes /#&#8203;1.

    ### Who moves what

    | claim | pool or median | moved by |
    |---|---|---|
    | `froze` | 0.90 → 0.62 | `harbour` −0.28 |

    ### Problems

    | | place | what is wrong | what to do | code |
    |---|---|---|---|---|
    | warning | obelus.toml:1 | the base names no maintainers, so everybody counts as one, for no entry of its roster gives an address or a key | list them: /[policy/] maintainers = /["…"/] | `no-maintainers` |
    | warning | reviews/harbour/reviewer.toml:1 | nobody can be told to own the folder of "harbour", so it is kept by the maintainers | if it is somebody's, add their address to /`emails/` | `unowned-folder` |
    "#);
}

#[test]
fn the_summary_of_a_step_says_the_same_and_the_log_stays_short() {
    let world = proposed();
    let page = world.obelus(CHECK).stdout;
    let summary = world.path().parent().unwrap().join("summary.md");
    std::fs::write(&summary, "Before.\n").unwrap();
    let run = world.run(["check", "--base", "main", "--format", "github"]);
    run.env("GITHUB_STEP_SUMMARY", summary.to_str().unwrap())
        .go();
    let written = std::fs::read_to_string(&summary).unwrap();
    assert_eq!(
        written,
        format!("Before.\n{page}"),
        "it is added to what other steps wrote"
    );
}

#[test]
fn an_answer_that_is_taken_back_leaves_its_objection_open() {
    let world = proposed();
    let answer = "
[[arguments]]
id = \"tugs\"
stance = \"against\"
attack = \"undercut\"
target = \"harbour#two-open-winters\"
text = \"Those were tugs.\"
";
    world.review("energy", "froze", &review(0.9, answer));
    world.commit("Answer");
    let page = world.obelus(CHECK).stdout;
    assert!(!page.contains("New objections"), "{page}");
    world.branch("back");
    world.review(
        "energy",
        "froze",
        &review(
            0.9,
            &format!("{answer}status = \"withdrawn\"\nreason = \"They were not.\"\n"),
        ),
    );
    world.commit("Take it back");
    let page = world
        .obelus(["check", "--base", "again", "--format", "markdown"])
        .stdout;
    assert!(
        page.contains("### New objections without an answer\n\n- `harbour#two-open-winters`"),
        "{page}"
    );
}

#[test]
fn a_first_pull_request_into_an_empty_branch_has_nothing_to_compare() {
    let world = World::empty();
    world.write("README.md", "Nothing yet.\n");
    world.commit("First");
    world.branch("begin");
    world
        .write("obelus.toml", "format = 1\ntitle = \"T\"\n")
        .claim("froze", CLAIM);
    world.commit("Begin");
    let page = world.obelus(CHECK);
    assert!(page.stdout.starts_with("## obelus: "), "{page}");
    assert!(!page.stdout.contains("would change"), "{page}");
}
