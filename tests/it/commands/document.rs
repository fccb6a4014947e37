//! `obelus document`

use std::{fs, path::Path};

use crate::support::{CLAIM, REVIEW, REVIEWER, World};

/// A text of three paragraphs that nobody may pass on.
pub(super) const TEXT: &str = "\
A harbour under ice

The harbour master kept a log of every vessel that came in under sail, and of the few that
came under steam. In the third winter the basin froze from shore to shore, and no pilot would
answer the bell. He noted the day on which the first wagon crossed.

Merchants wrote to the council that their cargoes lay idle on the quay while the price of
coal rose week by week. The council replied that weather was no business of theirs, and raised
the duty on coal all the same.

When the thaw came at last it came within a single night, and by morning eleven hulls had been
carried out past the mole. Two of them were never seen again by anybody who had known them.
";

pub(super) const WORKSPACE: &str = "\
format = 1
title = \"The harbour\"

[documents.book]
title = \"A harbour under ice\"
path = \"documents/book.txt\"
license = \"not redistributable\"
quotation-budget = 0.5
";

fn anchored(start: &str, end: &str) -> String {
    format!("{CLAIM}\n[[anchors]]\ndocument = \"book\"\nstart = \"{start}\"\nend = \"{end}\"\n")
}

pub(super) fn world() -> World {
    let world = World::new();
    world
        .write("obelus.toml", WORKSPACE)
        .claim("port/froze", &anchored("In the third", "answer the bell."))
        .claim(
            "port/duty",
            &anchored("The council replied", "all the same."),
        )
        .reviewer("harbour", REVIEWER)
        .review("harbour", "port/froze", REVIEW);
    world.commit("Begin");
    world
}

/// The text in a file outside the workspace.
pub(super) fn beside(world: &World, name: &str, text: &str) -> String {
    let path = world.path().parent().unwrap().join(name);
    fs::write(&path, text).unwrap();
    path.display().to_string()
}

fn states(world: &World) -> Vec<String> {
    let found = world
        .obelus(["document", "verify", "--format", "json"])
        .json();
    let rows = found["anchors"].as_array().unwrap();
    rows.iter()
        .map(|row| {
            format!(
                "{} {}",
                row["claim"].as_str().unwrap(),
                row["state"].as_str().unwrap()
            )
        })
        .collect()
}

#[test]
fn an_attached_text_is_verified_and_its_figures_are_filled_in() {
    let world = world();
    let file = beside(&world, "book.txt", TEXT);
    let before = world.obelus(["document", "verify"]).ok();
    assert!(before.contains("no copy is attached"), "{before}");
    world.obelus(["document", "attach", "book", &file]).exits(0);
    assert!(
        world
            .read("obelus.toml")
            .contains("digest = \"fold1:sha256:")
    );
    assert_eq!(states(&world), ["port/duty exact", "port/froze exact"]);
    world.obelus(["document", "reanchor"]).exits(1);
    assert!(!world.read("claims/port/froze.toml").contains("length"));
    world.obelus(["document", "reanchor", "--fill"]).exits(0);
    assert!(world.read("claims/port/froze.toml").contains("length = "));
    world.obelus(["document", "verify"]).exits(0);
    world.obelus(["check"]).exits(0);
    let json = world
        .obelus(["document", "verify", "--format", "json"])
        .json();
    assert_eq!(json["schema"], "obelus-anchors/1");
    let byte = |row: usize, key: &str| {
        usize::try_from(json["anchors"][row][key].as_u64().unwrap()).unwrap()
    };
    let passage = &TEXT[byte(1, "byte_start")..byte(1, "byte_end")];
    assert!(
        passage.starts_with("In the third") && passage.ends_with("the bell."),
        "{passage}"
    );
}

#[test]
fn another_text_is_attached_only_by_force_and_a_change_only_accepted_by_name() {
    let world = world();
    let file = beside(&world, "book.txt", TEXT);
    world.obelus(["document", "attach", "book", &file]).exits(0);
    world.obelus(["document", "reanchor", "--fill"]).exits(0);
    let changed = TEXT.replace(
        "no pilot would\nanswer the bell",
        "no pilot could be\nbrought to answer the bell",
    );
    let gone = changed.find("The council replied").unwrap()..changed.find("When the thaw").unwrap();
    let changed = format!("{}\n\n{}", &changed[..gone.start], &changed[gone.end..]);
    let other = beside(&world, "other.txt", &changed);
    let refused = world
        .obelus(["document", "attach", "book", &other])
        .exits(1);
    assert!(refused.stderr.contains("--force"), "{refused}");
    world
        .obelus(["document", "attach", "book", &other, "--force"])
        .exits(0);
    world.obelus(["document", "verify"]).exits(1);
    assert_eq!(states(&world), ["port/duty orphan", "port/froze changed"]);
    let before = world.read("claims/port/froze.toml");
    world.obelus(["document", "reanchor", "--fill"]).exits(1);
    assert_eq!(world.read("claims/port/froze.toml"), before);
    world
        .obelus(["document", "reanchor", "--accept", "port/duty"])
        .exits(1);
    world
        .obelus(["document", "reanchor", "--accept", "port/froze"])
        .exits(0);
    assert_eq!(states(&world), ["port/duty orphan", "port/froze exact"]);
}

/// Every file below a folder that is not git's own.
pub(super) fn files(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && path.file_name().is_none_or(|name| name != ".git") {
            files(&path, found);
        } else if path.is_file() {
            let bytes = fs::read(&path).unwrap();
            found.push((
                path.display().to_string(),
                String::from_utf8_lossy(&bytes).into_owned(),
            ));
        }
    }
}

#[test]
fn without_a_repository_a_copy_is_kept_where_a_later_one_will_not_see_it() {
    let world = World::empty();
    let file = beside(&world, "book.txt", TEXT);
    let alone = world.path().parent().unwrap().join("alone");
    fs::create_dir_all(&alone).unwrap();
    fs::write(alone.join("obelus.toml"), WORKSPACE).unwrap();
    let folder = alone.display().to_string();
    world
        .obelus(["-C", &folder, "document", "attach", "book", &file])
        .exits(0);
    assert_eq!(
        fs::read_to_string(alone.join(".obelus/.gitignore")).unwrap(),
        "*\n"
    );
    assert!(alone.join(".obelus/documents/book.txt").exists());
}

#[test]
fn a_text_that_git_would_commit_is_not_attached_unless_it_may_be_passed_on() {
    let world = world();
    world.write("book.txt", TEXT);
    let attach = ["document", "attach", "book", "book.txt"];
    let refused = world.obelus(attach).exits(1);
    assert!(refused.stderr.contains("git would commit it"), "{refused}");
    assert!(!world.path().join(".git/obelus/documents/book.txt").exists());
    world.write(".gitignore", "/book.txt\n");
    world.obelus(attach).exits(0);
    world.obelus(["document", "verify"]).exits(0);
    // Tracked is tracked, whatever is ignored.
    let mut index = world.repo().index().unwrap();
    index.add_path(Path::new("book.txt")).unwrap();
    index.write().unwrap();
    world.obelus(attach).exits(1);
    // Of a text without a licence nothing is known: a warning.
    world.write(
        "obelus.toml",
        WORKSPACE.replace("license = \"not redistributable\"\n", ""),
    );
    let warned = world.obelus(attach).exits(0);
    assert!(warned.stderr.contains("no licence says"), "{warned}");
    world.write(
        "obelus.toml",
        WORKSPACE.replace("not redistributable", "CC0 1.0"),
    );
    world.obelus(attach).exits(0);
    assert_eq!(world.read("documents/book.txt"), TEXT);
}

#[test]
fn a_text_under_an_open_licence_goes_to_its_path() {
    let world = world();
    let file = beside(&world, "book.md", "# Title\n\nSome *words* in a text.\n");
    world.write(
        "obelus.toml",
        WORKSPACE.replace("not redistributable", "CC BY 4.0"),
    );
    world.obelus(["document", "attach", "book", &file]).exits(0);
    assert_eq!(
        world.read("documents/book.txt"),
        "Title\n\nSome words in a text.\n"
    );
}

#[test]
fn a_passage_is_marked_by_its_ends_or_by_a_search() {
    let world = world();
    let file = beside(&world, "book.txt", TEXT);
    let new = |id: &'static str, more: &[&'static str]| {
        let args = [
            &[
                "claim",
                "new",
                id,
                "--statement",
                "So it was.",
                "--kind",
                "fact",
                "--from",
                "book",
            ],
            more,
        ]
        .concat();
        world.obelus(args)
    };
    let refused = new("port/a", &["--search", "eleven hulls"]).exits(1);
    assert!(refused.stderr.contains("document attach"), "{refused}");
    world.obelus(["document", "attach", "book", &file]).exits(0);
    new("port/a", &["--search", "eleven hulls"]).exits(0);
    let text = world.read("claims/port/a.toml");
    assert!(
        text.contains("start = \"When the thaw\"") && text.contains("paragraph = 3"),
        "{text}"
    );
    new(
        "port/b",
        &["--start", "Merchants wrote", "--end", "week by week."],
    )
    .exits(0);
    assert!(world.read("claims/port/b.toml").contains("paragraph = 2"));
    new("port/c", &["--search", "coal"]).exits(2);
    assert_eq!(
        states(&world)
            .iter()
            .filter(|s| s.ends_with("exact"))
            .count(),
        4
    );
}

#[test]
fn links_lead_to_the_passage_where_the_document_has_an_address() {
    let world = world();
    world.write(
        "obelus.toml",
        format!("{WORKSPACE}URL = \"https://example.org/book\"\n"),
    );
    let links = world
        .obelus(["document", "export", "--format", "links"])
        .ok();
    assert!(
        links.contains(
            "port/froze\thttps://example.org/book#:~:text=In%20the%20third,answer%20the%20bell."
        ),
        "{links}"
    );
    let page = world.obelus(["document", "export", "book"]).json();
    assert_eq!(page["type"], "AnnotationPage");
    assert_eq!(page["items"].as_array().unwrap().len(), 2);
}

/// With the example's text at hand (`OBELUS_CHAPTER` names the file) every passage of this
/// repository's claims is where its anchor says; without it the tool says that nothing was verified.
#[test]
fn the_passages_of_this_repositorys_own_claims_are_exact_where_the_text_is_at_hand() {
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    let world = World::empty();
    let copy = |path: &Path| {
        let name = path.strip_prefix(top).unwrap().display().to_string();
        world.write(&name, fs::read(path).unwrap());
    };
    let mut claims = Vec::new();
    files(&top.join("claims"), &mut claims);
    for (path, _) in &claims {
        copy(Path::new(path));
    }
    copy(&top.join("obelus.toml"));
    let Some(chapter) = std::env::var_os("OBELUS_CHAPTER") else {
        let said = world.obelus(["document", "verify"]).ok();
        assert!(said.contains("no copy is attached"), "{said}");
        return;
    };
    let chapter = chapter.into_string().unwrap();
    world
        .obelus(["document", "attach", "chapter-2", &chapter])
        .exits(0);
    let found = world
        .obelus(["document", "verify", "--format", "json"])
        .exits(0)
        .json();
    let total = found["anchors"].as_array().unwrap().len();
    assert!(total >= 90);
    assert_eq!(found["exact"], total, "{found:#}");
}

#[test]
fn clearing_the_cache_leaves_attached_texts_alone() {
    let world = World::new();
    world
        .write(
            "obelus.toml",
            "format = 1\ntitle = \"T\"\n\n[documents.book]\ntitle = \"The book\"\nlicense = \"not redistributable\"\n",
        )
        .write("../text.txt", "The harbour froze in every winter of the decade.");
    world.commit("Begin");
    let text = world.path().join("../text.txt");
    world
        .obelus(["document", "attach", "book", text.to_str().unwrap()])
        .ok();
    world.obelus(["log"]).ok();
    world.obelus(["cache", "clear"]).ok();
    assert!(world.path().join(".git/obelus/documents/book.txt").exists());
}
