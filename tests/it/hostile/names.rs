//! Names that leave the folder, that some file system takes for one another, or that speak to a
//! terminal; links and submodules in place of records and of folders.

use super::{
    all_survive,
    objects::{FILE, FOLDER, Item, LINK, SUBMODULE, at_head, commit, tree},
};
use crate::support::{CLAIM, REVIEW, REVIEWER, World};

fn sound() -> World {
    let world = World::new();
    world.claim("froze", CLAIM).reviewer("harbour", REVIEWER);
    world.review("harbour", "froze", REVIEW);
    world.commit("Sound");
    world
}

/// Commits a workspace whose folder of claims has these entries beside `froze.toml`.
fn with_claims(world: &World, make: impl Fn(&World) -> Vec<(&'static str, Vec<u8>, git2::Oid)>) {
    let repo = world.repo();
    let made = make(world);
    let froze = at_head(repo, "claims/froze.toml");
    let mut items: Vec<Item<'_>> = vec![(FILE, b"froze.toml", froze)];
    items.extend(
        made.iter()
            .map(|(mode, name, oid)| (*mode, name.as_slice(), *oid)),
    );
    let claims = tree(repo, &items);
    let (file, reviews) = (at_head(repo, "obelus.toml"), at_head(repo, "reviews"));
    let top = tree(
        repo,
        &[
            (FOLDER, b"claims", claims),
            (FILE, b"obelus.toml", file),
            (FOLDER, b"reviews", reviews),
        ],
    );
    commit(repo, top, b"A", b"Odd names\n");
}

#[test]
fn names_that_no_file_could_have_are_refused_one_by_one() {
    let names: [&[u8]; 14] = [
        b"-rf.toml",
        b".",
        b"..",
        b"../../out.toml",
        b".git",
        b"Bob.toml",
        b"CON.toml",
        b"\x1b]0;x\x07.toml",
        b"a\\b.toml",
        b"con.toml",
        b"e\xcc\x81.toml",
        b"new\nline.toml",
        b"\xc2\x9b31m.toml",
        b"\xff\xfe.toml",
    ];
    let world = sound();
    with_claims(&world, |world| {
        let blob = world.repo().blob(CLAIM.as_bytes()).unwrap();
        let inner = tree(world.repo(), &[(FILE, b"x.toml", blob)]);
        let item = |name: &&[u8]| {
            if name.ends_with(b".toml") {
                (FILE, name.to_vec(), blob)
            } else {
                (FOLDER, name.to_vec(), inner)
            }
        };
        names.iter().map(item).collect()
    });
    let found = world.findings_at(&["HEAD"]);
    let refused = |line: &&String| line.starts_with("bad-path");
    assert_eq!(
        found.iter().filter(refused).count(),
        names.len(),
        "{found:#?}"
    );
    all_survive(&world);
}

#[test]
fn twins_of_case_and_of_unicode_form_are_told() {
    for [one, two] in [
        [&b"bob.toml"[..], b"Bob.toml"],
        [b"\xc3\xa9.toml", b"e\xcc\x81.toml"],
        ["straße.toml".as_bytes(), "STRAßE.toml".as_bytes()],
    ] {
        let world = sound();
        with_claims(&world, |world| {
            let blob = world.repo().blob(CLAIM.as_bytes()).unwrap();
            vec![(FILE, one.to_vec(), blob), (FILE, two.to_vec(), blob)]
        });
        let found = world.findings_at(&["HEAD"]);
        let told = found.iter().any(|line| line.starts_with("paths-collide"));
        assert!(told, "{found:?}");
    }
}

#[test]
fn the_same_name_twice_is_told() {
    let world = sound();
    with_claims(&world, |world| {
        let blob = world
            .repo()
            .blob(b"statement = \"Another.\"\nkind = \"fact\"\n")
            .unwrap();
        vec![(FILE, b"froze.toml".to_vec(), blob)]
    });
    let found = world.findings_at(&["HEAD"]);
    assert!(
        found.iter().any(|line| line.starts_with("paths-collide")),
        "{found:?}"
    );
    all_survive(&world);
}

#[test]
fn links_and_submodules_are_reported_and_not_followed() {
    let world = sound();
    let secret = world.path().parent().unwrap().join("secret.toml");
    std::fs::write(&secret, "statement = \"SECRET\"\nkind = \"fact\"\n").unwrap();
    let place = secret.display().to_string();
    with_claims(&world, |world| {
        let repo = world.repo();
        let to = |target: &str| repo.blob(target.as_bytes()).unwrap();
        let head = repo.head().unwrap().target().unwrap();
        vec![
            (LINK, b"leak.toml".to_vec(), to(&place)),
            (LINK, b"linked".to_vec(), to("../..")),
            (SUBMODULE, b"module".to_vec(), head),
            (SUBMODULE, b"module.toml".to_vec(), head),
        ]
    });
    let found = world.findings_at(&["HEAD"]);
    let links: Vec<_> = found
        .iter()
        .filter(|l| l.starts_with("record-is-link"))
        .collect();
    assert_eq!(links.len(), 4, "{found:?}");
    for format in ["terminal", "json", "markdown", "html"] {
        let out = world.obelus(["report", "HEAD", "--keep-going", "--format", format]);
        assert!(!out.stdout.contains("SECRET"), "{format}");
    }
    all_survive(&world);
}

#[cfg(unix)]
#[test]
fn links_of_the_working_tree_are_neither_followed_nor_written_through() {
    use std::os::unix::fs::symlink;
    let world = sound();
    let outside = world.path().parent().unwrap().join("outside");
    std::fs::create_dir(&outside).unwrap();
    std::fs::write(outside.join("victim.toml"), "untouched").unwrap();
    symlink(
        outside.join("victim.toml"),
        world.path().join("claims/victim.toml"),
    )
    .unwrap();
    symlink(&outside, world.path().join("reviews/linked")).unwrap();
    world.obelus(["check"]).exits(1);
    world.obelus(["fmt"]);
    let claim = [
        "claim",
        "new",
        "victim",
        "--statement",
        "x",
        "--kind",
        "fact",
    ];
    world.obelus(claim).exits(1);
    let reviewer = ["reviewer", "add", "linked", "--name", "L"];
    assert!(world.obelus(reviewer).code > 0);
    assert_eq!(
        std::fs::read_to_string(outside.join("victim.toml")).unwrap(),
        "untouched"
    );
    assert_eq!(
        std::fs::read_dir(&outside).unwrap().count(),
        1,
        "nothing was put there"
    );
}

#[test]
fn a_folder_in_place_of_a_file_and_a_file_in_place_of_a_folder_are_told() {
    let world = sound();
    let repo = world.repo();
    let blob = repo.blob(b"x").unwrap();
    let folder = tree(repo, &[(FILE, b"x.toml", blob)]);
    for items in [
        vec![
            (FILE, &b"claims"[..], blob),
            (FILE, b"obelus.toml", at_head(repo, "obelus.toml")),
        ],
        vec![
            (FOLDER, &b"obelus.toml"[..], folder),
            (
                SUBMODULE,
                b"reviews",
                repo.head().unwrap().target().unwrap(),
            ),
        ],
        vec![
            (LINK, &b"claims"[..], blob),
            (LINK, b"obelus.toml", blob),
            (LINK, b"references.bib", blob),
        ],
    ] {
        let old = repo.head().unwrap().target().unwrap();
        let top = tree(repo, &items);
        commit(repo, top, b"A", b"Crossed\n");
        assert!(!world.findings_at(&["HEAD"]).is_empty());
        all_survive(&world);
        repo.head().unwrap().set_target(old, "back").unwrap();
    }
}
