//! Files that are large, deep or crowded. What is refused is refused from its size alone; what is
//! read is read in time that grows with its size.

use std::fmt::Write as _;

use super::is_plain;
use crate::support::{CLAIM, REVIEW, REVIEWER, World};

const MEBIBYTE: usize = 1 << 20;

fn world() -> World {
    let world = World::new();
    world.claim("froze", CLAIM).reviewer("harbour", REVIEWER);
    world.review("harbour", "froze", REVIEW);
    world
}

#[test]
fn nesting_beyond_what_is_read_is_an_error_with_its_place() {
    for depth in [81, 1_000, 300_000] {
        for [open, close] in [["[", "]"], ["{a=", "}"]] {
            let nested = format!("tags = {}1{}\n", open.repeat(depth), close.repeat(depth));
            let world = world();
            world.claim("deep", &(CLAIM.to_owned() + &nested));
            let found = world.findings();
            let at = |line: &String| line.contains("claims/deep.toml:");
            assert!(found.iter().any(at), "{depth} {open}: {found:?}");
            is_plain(&[], &world.obelus(["check"]));
            is_plain(&[], &world.obelus(["fmt", "--check"]));
        }
        let dotted = format!("{}a = 1\n", "a.".repeat(depth));
        let world = world();
        world.claim("dotted", &(CLAIM.to_owned() + &dotted));
        is_plain(&[], &world.obelus(["check"]).exits(1));
    }
}

#[test]
fn a_record_beyond_its_size_is_not_read_from_disk_or_from_a_commit() {
    let world = world();
    let mut tables = String::from(CLAIM);
    while tables.len() < 6 * MEBIBYTE {
        let length = tables.len();
        let _ = writeln!(tables, "[t{length}]\nx = 1");
    }
    world.claim("tables", &tables);
    world.commit("Large");
    for options in [&[][..], &["HEAD"]] {
        let found = world.findings_at(options);
        assert_eq!(found, ["record-too-large claims/tables.toml:1:1"]);
    }
}

/// Bytes of a crowded record; `OBELUS_CROWDED=1048000` tries as many as are ever read.
fn crowded() -> usize {
    let given = std::env::var("OBELUS_CROWDED").ok();
    given.and_then(|text| text.parse().ok()).unwrap_or(150_000)
}

#[test]
fn a_record_crowded_with_tables_is_read() {
    let world = world();
    let mut tables = String::from(CLAIM);
    while tables.len() < crowded() {
        let length = tables.len();
        let _ = writeln!(tables, "[t{length}]\nx = 1");
    }
    world.claim("tables", &tables);
    let found = world.findings();
    assert!(
        found.len() > 5_000,
        "each unknown table is told: {}",
        found.len()
    );
    is_plain(&[], &world.obelus(["check", "--format", "github"]));
    let page = world.obelus(["check", "--format", "markdown"]).stdout;
    assert!(
        page.len() < 65_536,
        "a comment takes no more: {}",
        page.len()
    );
    assert!(page.contains("more are left out here"), "{page}");
}

#[test]
fn two_texts_of_fifty_thousand_lines_each_are_compared() {
    let world = world();
    let rationale = |word: &str| {
        let mut lines = String::new();
        for n in 0..50_000 {
            let _ = writeln!(lines, "{word}{n}");
        }
        format!("edition = 1\nconfidence = 0.5\nrationale = \"\"\"\n{lines}\"\"\"\n")
    };
    world.review("harbour", "froze", &rationale("a"));
    world.commit("Before");
    world.review("harbour", "froze", &rationale("b"));
    world.commit("After");
    for format in ["terminal", "markdown", "json"] {
        let args = ["diff", "HEAD~1..HEAD", "--format", format];
        let first = world.obelus(args).exits(0);
        assert_eq!(
            first.stdout,
            world.obelus(args).stdout,
            "{format}: the same each time"
        );
        is_plain(&args, &first);
    }
}

#[test]
fn a_thousand_arguments_that_answer_each_other_are_weighed() {
    let world = world();
    let mut review = REVIEW.to_owned();
    for n in 0..1_000 {
        let target = if n == 0 {
            String::new()
        } else {
            format!("target = \"harbour#a{}\"\n", n - 1)
        };
        let _ = write!(
            review,
            "\n[[arguments]]\nid = \"a{n}\"\nstance = \"against\"\nattack = \"rebut\"\n{target}text = \"No.\"\n"
        );
    }
    world.review("harbour", "froze", &review);
    is_plain(&[], &world.obelus(["report", "--keep-going"]));
    is_plain(&[], &world.obelus(["check", "--format", "markdown"]));
}
