//! `obelus report`: what it shows of a text, and of its reviewers

use std::{collections::BTreeSet, fs};

use crate::support::{CLAIM, REVIEWER, World};

/// A text of two paragraphs, wrapped as texts are.
const TEXT: &str = "\
The harbour master kept a log of every vessel that came in under sail, and of the few that
came under steam. In the third winter the basin froze from shore to shore, and no pilot would
answer the bell. He noted the day on which the first wagon crossed.

Merchants wrote to the council that their cargoes lay idle on the quay while the price of
coal rose week by week. The council replied that <weather> was no business of theirs.
";

fn world(license: &str) -> World {
    let world = World::new();
    let anchored = |start: &str, end: &str| {
        format!("{CLAIM}\n[[anchors]]\ndocument = \"book\"\nstart = \"{start}\"\nend = \"{end}\"\n")
    };
    world
        .write(
            "obelus.toml",
            format!(
                "format = 1\ntitle = \"The harbour\"\n\n[documents.book]\ntitle = \"Ice\"\nlicense = \"{license}\"\nquotation-budget = 0.5\n"
            ),
        )
        .claim("froze", &anchored("In the third", "answer the bell."))
        .claim("shore", &anchored("shore to shore", "wagon crossed."))
        .reviewer("harbour", REVIEWER);
    world.commit("Begin");
    let file = world.path().parent().unwrap().join("book.txt");
    fs::write(&file, TEXT).unwrap();
    let file = file.display().to_string();
    world.obelus(["document", "attach", "book", &file]).exits(0);
    world.commit("Attach");
    world
}

/// Letters and digits of what a reader sees, word by word.
fn words(text: &str) -> Vec<String> {
    let mut shown = String::new();
    let mut within = false;
    for c in text.chars() {
        within = (within || c == '<') && c != '>';
        if !within && c != '>' {
            shown.push(c);
        }
    }
    let parts = shown.split(|c: char| !c.is_alphanumeric());
    parts
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// Whether ten words of the text stand in a row in what was written.
fn discloses(written: &str) -> bool {
    let text = words(&TEXT.replace(['<', '>'], ""));
    let runs: BTreeSet<&[String]> = text.windows(10).collect();
    words(written).windows(10).any(|run| runs.contains(run))
}

fn site(world: &World, more: &[&str]) -> String {
    let folder = world.path().parent().unwrap().join("site");
    let at = folder.display().to_string();
    let args = [&["report", "--format", "site", "-o", &at], more].concat();
    world.obelus(args).exits(0);
    let mut found = String::new();
    let mut folders = vec![folder];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push_str(&fs::read_to_string(path).unwrap());
            }
        }
    }
    found
}

#[test]
fn a_text_is_shown_only_where_it_was_asked_for() {
    let world = world("not redistributable");
    for format in ["html", "markdown", "json", "terminal"] {
        let plain = world.obelus(["report", "--format", format]).ok();
        assert!(!discloses(&plain), "{format} discloses the text");
    }
    let shown = world
        .obelus(["report", "--format", "html", "--with-text"])
        .ok();
    assert!(discloses(&shown));
    assert!(shown.contains("passing the report on passes the text on"));
    assert!(shown.contains("&lt;weather&gt;") && !shown.contains("<weather>"));
    // Two passages share some words, and both lead to their claims and back.
    assert!(
        shown.contains("<mark class=\"deep\">shore to shore"),
        "{shown}"
    );
    for claim in ["froze", "shore"] {
        assert!(shown.contains(&format!("id=\"passage/{claim}\" href=\"#claim/{claim}\"")));
        assert!(shown.contains(&format!("href=\"#passage/{claim}\"")));
    }
}

#[test]
fn what_is_for_publication_never_holds_a_text_that_may_not_be_passed_on() {
    for license in ["not redistributable", "all rights reserved", "CC BY-ND 4.0"] {
        let world = world(license);
        let page = world
            .obelus([
                "report",
                "--format",
                "html",
                "--with-text",
                "--for-publication",
            ])
            .ok();
        assert!(!discloses(&page), "{license}");
        assert!(!discloses(&site(&world, &["--with-text"])), "{license}");
    }
    let open = world("CC BY 4.0");
    assert!(!discloses(&site(&open, &[])));
    assert!(discloses(&site(&open, &["--with-text"])));
}

#[test]
fn a_reviewer_is_compared_with_everybody_else() {
    let world = World::new();
    world.claim("ice", CLAIM).claim("alone", CLAIM);
    for (reviewer, best) in [("a", "0.2"), ("b", "0.5"), ("c", "0.5")] {
        let review = format!("edition = 1\nconfidence = {{ best = {best} }}\n");
        world
            .reviewer(reviewer, REVIEWER)
            .review(reviewer, "ice", &review);
    }
    world
        .review("a", "alone", "edition = 1\nconfidence = { best = 0.9 }\n")
        .reviewer("d", REVIEWER);
    world.commit("Ratings");
    let report = world.obelus(["report", "--format", "json"]).json();
    let row = |i: usize| {
        let row = &report["reviewers"][i];
        (row["distance"].as_f64(), row["compared"].as_u64())
    };
    let near = |found: Option<f64>, wanted: f64| (found.unwrap() - wanted).abs() < 1e-12;
    // The odds of the others: 1 and 1 for a, 1/4 and 1 for b, whose geometric mean is 1/2.
    assert!(near(row(0).0, 0.3) && row(0).1 == Some(1), "{report}");
    assert!(near(row(1).0, 0.5 - 1.0 / 3.0) && row(1).1 == Some(1));
    assert_eq!(row(3), (None, Some(0)));
}

#[test]
fn sources_of_one_reviewer_or_one_author_are_not_independent() {
    let world = World::new();
    let source = |author: &str, id: &str| {
        format!(
            "edition = 1\nconfidence = {{ best = 0.5 }}\n\n[[sources]]\nid = \"{id}\"\ntype = \"book\"\ntitle = \"{id}\"\nauthor = [\"{author}\"]\nbearing = \"supports\"\n"
        )
    };
    for claim in ["bare", "one", "same", "two"] {
        world.claim(
            claim,
            &CLAIM.replace("statement = \"", &format!("statement = \"{claim}: ")),
        );
    }
    for (reviewer, author) in [("a", "Hill, Ann"), ("b", "Dale, Ben")] {
        world
            .reviewer(reviewer, REVIEWER)
            .review(reviewer, "same", &source("Hill, Ann", reviewer))
            .review(reviewer, "two", &source(author, &format!("{reviewer}2")));
    }
    world.review("a", "one", &source("Hill, Ann", "a3"));
    world.commit("Sources");
    let page = world.obelus(["report", "--format", "html"]).ok();
    let from = page.find("Claims without independent sources").unwrap();
    let list = &page[from..page.find("id=\"methods\"").unwrap()];
    for (claim, listed) in [
        ("bare", true),
        ("one", true),
        ("same", true),
        ("two", false),
    ] {
        assert_eq!(
            list.contains(&format!("#claim/{claim}\"")),
            listed,
            "{claim}: {list}"
        );
    }
    let markdown = world.obelus(["report", "--format", "markdown"]).ok();
    for line in [
        "- 1 claim on which nobody has brought a source: `bare`\n",
        "- 1 claim whose sources no two reviewers brought: `one`\n",
        "- 1 claim whose sources all name the same authors: `same`\n",
    ] {
        assert!(markdown.contains(line), "{line}: {markdown}");
    }
    let terminal = world.obelus(["report", "--format", "terminal"]).ok();
    assert!(
        terminal.contains("1 claim whose sources all name the same authors"),
        "{terminal}"
    );
}
