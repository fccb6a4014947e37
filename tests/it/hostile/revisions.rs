//! Names of branches that a shell or a program would obey, and revisions that search.

use super::is_plain;
use crate::support::{CLAIM, World};

fn world() -> World {
    let world = World::new();
    world.claim("froze", CLAIM);
    world.commit("First");
    world
}

#[test]
fn a_branch_is_a_name_and_nothing_else() {
    let world = world();
    let head = world.repo().head().unwrap().target().unwrap();
    for name in [
        "$(touch${IFS}canary)",
        "a;touch canary2",
        "`id`",
        "x|y",
        "a&b",
        "--upload-pack=x",
    ] {
        let full = format!("refs/heads/{name}");
        let made = world.repo().reference(&full, head, true, "hostile");
        if made.is_err() {
            continue;
        }
        let option = format!("--base={name}");
        for args in [
            vec!["check", "--", name],
            vec!["check", full.as_str()],
            vec!["diff", "--", name],
            vec!["report", full.as_str()],
            vec!["check", option.as_str()],
        ] {
            let out = world.obelus(&args[..]);
            is_plain(&args, &out);
            let refused = name.starts_with('-') && !args.contains(&full.as_str());
            assert_eq!(
                out.code,
                if refused { 2 } else { out.code.min(1) },
                "{args:?}: {out}"
            );
        }
    }
    for canary in ["canary", "canary2"] {
        assert!(!world.path().join(canary).exists());
    }
}

#[test]
fn revisions_that_search_or_name_files_are_refused() {
    let world = world();
    for name in [
        ":/First",
        "HEAD^{/First}",
        ":/(((((((((a*)*)*)*)*)*)*)*",
        "HEAD:claims",
        ":claims/froze.toml",
        "--help=x",
        "-x",
    ] {
        let out = world.obelus(["check", "--", name]).exits(2);
        is_plain(&[name], &out);
        assert!(out.stderr.contains("is not looked up"), "{name}: {out}");
    }
}

#[test]
fn odd_revisions_are_unknown_and_no_more() {
    let world = world();
    let long = "a".repeat(100_000);
    for name in [
        "",
        "@{-1}",
        "@{u}",
        "HEAD~99999999999",
        "^",
        "HEAD^99",
        "..",
        "...",
        "a..b",
        "\u{202e}x",
        &long,
        "refs/heads/../../config",
    ] {
        let out = world.obelus(["check", "--", name]);
        assert_eq!(out.code, 2, "{}: {out}", &name[..name.len().min(30)]);
        is_plain(&[], &out);
    }
}
