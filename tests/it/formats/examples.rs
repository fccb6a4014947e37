//! The examples of docs/checks.md keep what they promise.

use obelus::present::catalogue::EXAMPLES;

use super::harbour::{harbour, with};

#[test]
fn the_workspace_that_mistakes_are_put_into_has_none_itself() {
    assert_eq!(harbour().findings(), Vec::<String>::new());
}

#[test]
fn every_example_shows_its_mistake_and_nothing_else() {
    for example in EXAMPLES {
        let world = harbour();
        world.write(example.file, with(example.file, example.bad));
        let codes: Vec<String> = world
            .findings()
            .iter()
            .map(|found| found.split(' ').next().unwrap().to_owned())
            .collect();
        assert_eq!(
            codes,
            [example.code.as_str()],
            "{}\n{}",
            example.bad,
            world.obelus(["check"])
        );
    }
}

#[test]
fn every_remedy_leaves_nothing_to_find() {
    for example in EXAMPLES {
        let world = harbour();
        world.write(example.file, with(example.file, example.good));
        let found = world.findings();
        assert!(
            found.is_empty(),
            "{}: {}",
            example.code,
            world.obelus(["check"])
        );
    }
}
