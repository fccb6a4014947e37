//! The same commit gives the same bytes, whatever surrounds the program.

use crate::support::{CLAIM, REVIEW, REVIEWER, World};

fn debated() -> World {
    let world = World::new();
    for claim in ["economy/lng-share", "history/borders", "treaty/talks"] {
        world.claim(claim, CLAIM);
        for reviewer in ["anna", "boris", "chiyo"] {
            world
                .reviewer(reviewer, REVIEWER)
                .review(reviewer, claim, REVIEW);
        }
    }
    world.commit("Ratings");
    world
}

#[test]
fn a_report_depends_on_nothing_but_the_commit() {
    let world = debated();
    let elsewhere = World::empty();
    git2::build::RepoBuilder::new()
        .clone(
            world.path().to_str().unwrap(),
            &elsewhere.path().join("deeper/clone"),
        )
        .unwrap();
    for format in ["html", "json", "markdown", "terminal"] {
        let plain = world.obelus(["report", "--format", format]).ok();
        let again = world
            .run(["report", "--format", format])
            .env("TZ", "Asia/Tokyo")
            .env("LANG", "ru_RU.UTF-8")
            .env("LC_ALL", "tr_TR.UTF-8")
            .env("COLUMNS", "40")
            .env("RAYON_NUM_THREADS", "1")
            .go()
            .ok();
        assert_eq!(plain, again, "{format} depends on the environment");
        let folder = elsewhere.path().join("deeper/clone");
        let cloned = elsewhere
            .run(["-C", folder.to_str().unwrap(), "report", "--format", format])
            .go();
        assert_eq!(plain, cloned.ok(), "{format} depends on the folder");
        let by_name = world.obelus(["report", "HEAD", "--format", format]).ok();
        assert_eq!(
            plain, by_name,
            "{format} differs between working tree and commit"
        );
    }
}
