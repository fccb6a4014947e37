//! Git's own diffs of records, shown by the driver that `obelus setup` installs.

use std::process::Command;

use insta::assert_snapshot;

use crate::support::{CLAIM, REVIEW, REVIEWER, World};

/// A workspace that is set up, with a claim and a review of it committed.
fn world() -> World {
    let world = World::with_desk();
    world.review("desk", "ice", &format!("{REVIEW}{ARGUMENTS}"));
    world.commit("Records");
    world.obelus(["setup"]).exits(0);
    world
}

const ARGUMENTS: &str = "
[[arguments]]
id = \"open-winters\"
stance = \"against\"
attack = \"rebut\"
strength = \"strong\"
text = \"Two winters of the decade were open.\"

[[arguments]]
id = \"thin-ice\"
stance = \"against\"
attack = \"undercut\"
strength = \"weak\"
text = \"Thin ice was noted as ice.\"
";

/// What git prints, with its temporary files and the clone's folder left out.
#[track_caller]
fn git_with(world: &World, args: &[&str], env: &[(&str, &str)]) -> String {
    let output = Command::new("git")
        .args(args)
        .current_dir(world.path())
        .env_remove("GIT_PAGER_IN_USE")
        .env_remove("NO_COLOR")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_SYSTEM", "/dev/null")
        .envs(env.iter().copied())
        .output()
        .unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert_eq!(text(&output.stderr), "");
    text(&output.stdout)
}

#[track_caller]
fn git(world: &World, args: &[&str]) -> String {
    git_with(world, args, &[])
}

fn revised() -> String {
    let arguments = ARGUMENTS.replace("weak", "moderate").replace(
        "\ntext = \"Two",
        "\nstatus = \"withdrawn\"\nreason = \"One was not.\"\ntext = \"Two",
    );
    format!(
        "edition = 1\nconfidence = 0.6\nrationale = \"The port's own log speaks of one open winter.\"\n{arguments}
[[arguments]]
id = \"late-thaw\"
stance = \"for\"
strength = \"moderate\"
text = \"The thaw came late in most years.\"
sources = [\"log\"]

[[sources]]
id = \"log\"
title = \"Log of the port\"
URL = \"https://example.org/log\"
"
    )
}

#[test]
fn git_diff_tells_what_a_review_says_now() {
    let world = world();
    world.review("desk", "ice", &revised());
    world.obelus(["check"]).exits(0);
    assert_snapshot!(git(&world, &["diff"]), @r#"
    diff --obelus a/reviews/desk/ice.toml b/reviews/desk/ice.toml
    index 90410f1..0000000 100644
    --- a/reviews/desk/ice.toml
    +++ b/reviews/desk/ice.toml
      ~ desk on ice: 0.35 → 0.60 (confidence, rationale, arguments, sources)
          The port's own log speaks of [-two-] {+one+} open [-winters.-] {+winter.+}
          + argument late-thaw
          ~ argument thin-ice
          − argument open-winters withdrawn
          + source log
          + arguments[open-winters].status: withdrawn
          + arguments[open-winters].reason: One was not.
          ~ arguments[thin-ice].strength: weak → moderate
          + arguments[late-thaw].stance: for
          + arguments[late-thaw].strength: moderate
          + arguments[late-thaw].text: The thaw came late in most years.
          + arguments[late-thaw].sources: ["log"]
          + sources[log].title: Log of the port
          + sources[log].URL: https://example.org/log
    "#);
}

#[test]
fn git_log_and_git_show_tell_it_of_commits() {
    let world = world();
    world.claim("ice", &CLAIM.replace("every winter", "most winters"));
    world.claim("thaw", CLAIM);
    world.commit("Reword");
    assert_snapshot!(git(&world, &["log", "-1", "-p", "--ext-diff", "--format=%s"]), @"
    Reword

    diff --obelus a/claims/ice.toml b/claims/ice.toml
    index 42753e9..39af73c 100644
    --- a/claims/ice.toml
    +++ b/claims/ice.toml
      ~ ice: statement
          The harbour froze in [-every winter-] {+most winters+} of the decade.
          note: what is judged changed without a new edition: reviews of the older words count on
    diff --obelus a/claims/thaw.toml b/claims/thaw.toml
    new file mode 100644
    index 0000000..42753e9
    --- /dev/null
    +++ b/claims/thaw.toml
      + thaw
          The harbour froze in every winter of the decade.
          + kind: fact
    ");
    let shown = git(&world, &["show", "--ext-diff", "--format=%s"]);
    assert_eq!(
        shown,
        git(&world, &["log", "-1", "-p", "--ext-diff", "--format=%s"])
    );
}

#[test]
fn records_that_come_and_go_are_told_in_full() {
    let world = world();
    world
        .review("port", "ice", REVIEW)
        .reviewer("port", REVIEWER);
    world.remove("reviews/desk/ice.toml");
    world.write(
        "obelus.toml",
        format!(
            "{}\n[consensus]\nmin-reviews = 5\n",
            crate::support::WORKSPACE
        ),
    );
    git(&world, &["add", "-A"]);
    assert_snapshot!(git(&world, &["diff", "--cached", "--no-renames"]), @"
    diff --obelus a/obelus.toml b/obelus.toml
    index 37625e7..4a5e218 100644
    --- a/obelus.toml
    +++ b/obelus.toml
          + consensus.min-reviews: 5
    diff --obelus a/reviews/desk/ice.toml b/reviews/desk/ice.toml
    deleted file mode 100644
    index 90410f1..0000000
    --- a/reviews/desk/ice.toml
    +++ /dev/null
      − desk on ice: 0.35 removed
          − edition: 1
          − rationale: The port's own log speaks of two open winters.
          − arguments[open-winters].stance: against
          − arguments[open-winters].attack: rebut
          − arguments[open-winters].strength: strong
          − arguments[open-winters].text: Two winters of the decade were open.
          − arguments[thin-ice].stance: against
          − arguments[thin-ice].attack: undercut
          − arguments[thin-ice].strength: weak
          − arguments[thin-ice].text: Thin ice was noted as ice.
    diff --obelus a/reviews/port/ice.toml b/reviews/port/ice.toml
    new file mode 100644
    index 0000000..fafff8b
    --- /dev/null
    +++ b/reviews/port/ice.toml
      + port on ice: 0.35
          + edition: 1
          + rationale: The port's own log speaks of two open winters.
    diff --obelus a/reviews/port/reviewer.toml b/reviews/port/reviewer.toml
    new file mode 100644
    index 0000000..bb65df5
    --- /dev/null
    +++ b/reviews/port/reviewer.toml
      + port
          + name: Harbour desk
          + kind: group
    ");
}

#[test]
fn a_renamed_record_is_named_on_both_sides() {
    let world = world();
    git(&world, &["mv", "claims/ice.toml", "claims/port.toml"]);
    world.claim("port", &format!("{CLAIM}note = \"Moved.\"\n"));
    git(&world, &["add", "-A"]);
    assert_snapshot!(git(&world, &["diff", "--cached", "-M"]), @"
    diff --obelus a/claims/ice.toml b/claims/port.toml
    similarity index 82%
    rename from claims/ice.toml
    rename to claims/port.toml
    index 42753e9..1f06864 100644
    --- a/claims/ice.toml
    +++ b/claims/port.toml
      + port
          The harbour froze in every winter of the decade.
      − ice removed
          The harbour froze in every winter of the decade.
          + note: Moved.
    ");
}

#[test]
fn what_cannot_be_read_is_compared_line_by_line_and_can_be_applied() {
    let world = world();
    let before = world.read("claims/ice.toml");
    world.claim("ice", "statement = \"Two\nkind = \"fact\"\n");
    let patch = git(&world, &["diff"]);
    assert_snapshot!(patch, @r#"
    diff --git a/claims/ice.toml b/claims/ice.toml
    index 42753e9..0000000 100644
    --- a/claims/ice.toml
    +++ b/claims/ice.toml
    @@ -1,2 +1,2 @@
    -statement = "The harbour froze in every winter of the decade."
    +statement = "Two
     kind = "fact"
    "#);
    git(&world, &["checkout", "-q", "claims/ice.toml"]);
    assert_eq!(world.read("claims/ice.toml"), before);
    let file = world.path().join(".git/patch");
    std::fs::write(&file, patch).unwrap();
    git(&world, &["apply", ".git/patch"]);
    assert_eq!(
        world.read("claims/ice.toml"),
        "statement = \"Two\nkind = \"fact\"\n"
    );
}

#[test]
fn comments_and_layout_are_never_passed_over() {
    let world = world();
    world.claim("ice", &format!("# Look at this again.\n{CLAIM}"));
    let alone = git(&world, &["diff"]);
    assert!(alone.contains("\n+# Look at this again.\n"), "{alone}");
    world.claim(
        "ice",
        &format!("# Look at this again.\n{CLAIM}note = \"New.\"\n"),
    );
    let both = git(&world, &["diff"]);
    assert!(
        both.contains("+ note: New.\n") && both.contains("note: comments changed too"),
        "{both}"
    );
}

#[test]
fn a_rating_is_told_with_all_its_digits() {
    let world = world();
    world.review(
        "desk",
        "ice",
        &format!("{REVIEW}{ARGUMENTS}").replace("0.35", "0.3501"),
    );
    let told = git(&world, &["diff"]);
    assert!(told.contains("~ confidence: 0.35 → 0.3501\n"), "{told}");
}

#[test]
fn nothing_in_a_record_speaks_to_the_terminal() {
    let world = world();
    let hostile = "\u{1b}]8;;http://evil\u{7}\u{202e}";
    world.claim("ice", &format!("{CLAIM}note = '''{hostile}'''\n"));
    world.claim("ice", &CLAIM.replace("every", "\\u001b[2J\\u202eevery"));
    for text in [
        format!("{CLAIM}# {hostile}\nkind ="),
        CLAIM.replace("every", "\\u001b[2J\\u202eevery"),
    ] {
        world.claim("ice", &text);
        let told = git(&world, &["diff"]);
        assert!(
            told.contains("\\u{1b}") || told.contains("\\u001b"),
            "{told}"
        );
        assert!(
            !told.chars().any(|c| c == '\u{1b}' || c == '\u{202e}'),
            "{told:?}"
        );
    }
}

#[test]
fn colours_follow_git_s_own_settings() {
    let world = world();
    world.review("desk", "ice", REVIEW);
    let coloured =
        |env: &[(&str, &str)], args: &[&str]| git_with(&world, args, env).contains('\u{1b}');
    let paged = [("GIT_PAGER_IN_USE", "true"), ("TERM", "xterm")];
    assert!(!coloured(&[], &["diff"]));
    assert!(coloured(&paged, &["diff"]));
    assert!(!coloured(
        &[paged[0], paged[1], ("NO_COLOR", "1")],
        &["diff"]
    ));
    assert!(!coloured(&[paged[0], ("TERM", "dumb")], &["diff"]));
    world
        .repo()
        .config()
        .unwrap()
        .set_str("color.ui", "never")
        .unwrap();
    assert!(!coloured(&paged, &["diff"]));
    world
        .repo()
        .config()
        .unwrap()
        .set_str("color.diff", "always")
        .unwrap();
    assert!(coloured(&[], &["diff"]));
}

#[test]
fn a_path_that_waits_for_a_merge_is_named() {
    let world = world();
    assert_eq!(
        world.obelus(["diff-driver", "claims/ice.toml"]).ok(),
        "* Unmerged path claims/ice.toml\n"
    );
    world.obelus(["diff-driver", "a", "b"]).exits(2);
    assert!(!world.obelus(["help"]).ok().contains("diff-driver"));
}

#[test]
fn plain_diffs_name_the_element_they_lie_in() {
    let world = world();
    let revised = format!("{REVIEW}{ARGUMENTS}").replace("Thin ice was noted", "Thin ice is noted");
    world.review("desk", "ice", &revised);
    let plain = git(&world, &["diff", "--no-ext-diff"]);
    assert!(
        plain.contains("@@ id = \"thin-ice\"") || plain.contains("@@ [[arguments]]"),
        "{plain}"
    );
    let patch = git(&world, &["format-patch", "--stdout", "-1", "--root"]);
    assert!(
        patch.contains("diff --git ") && !patch.contains("diff --obelus"),
        "{patch}"
    );
}

#[test]
fn files_that_are_no_text_are_only_said_to_differ() {
    let world = world();
    world.write("claims/ice.toml", [0xff, 0xfe, 0x00]);
    let told = git(&world, &["diff"]);
    assert!(
        told.ends_with("Binary files a/claims/ice.toml and b/claims/ice.toml differ\n"),
        "{told}"
    );
}
