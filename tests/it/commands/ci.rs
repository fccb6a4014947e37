//! `obelus init --ci HOST`: the file by which a host checks pull requests.

use insta::assert_snapshot;

use crate::support::{WORKSPACE, World};

const TOOL: &str = "https://example.org/o/obelus@0c5f71b2273aba41c883bf85966bb210080d48b2";
const WORKFLOW: &str = ".github/workflows/obelus.yml";

#[test]
fn a_workspace_that_is_there_gets_the_file_and_nothing_else() {
    let world = World::new();
    assert_snapshot!(world.obelus(["init", "--ci", "github"]), @"
    exit: 0
    --- stderr
    wrote .github/workflows/obelus.yml
    next: write into .github/workflows/obelus.yml where obelus is to be had: no release has been published yet
    ");
    assert_eq!(world.read("obelus.toml"), WORKSPACE);
    assert!(!world.path().join(".gitignore").exists());
    let text = world.read(WORKFLOW);
    for line in [
        "\n  pull_request:\n",
        "\npermissions: {}\n",
        "persist-credentials: false",
    ] {
        assert!(text.contains(line), "{line} is missing");
    }
}

#[test]
fn a_new_workspace_knows_its_tool() {
    let world = World::empty();
    world
        .obelus(["init", "--title", "T", "--ci", "github", "--ci-tool", TOOL])
        .ok();
    let text = world.read(WORKFLOW);
    let (source, revision) = TOOL.split_once('@').unwrap();
    assert!(
        text.contains(&format!("OBELUS_SOURCE: \"{source}\"\n")),
        "{text}"
    );
    assert!(
        text.contains(&format!("OBELUS_REVISION: \"{revision}\"\n")),
        "{text}"
    );
}

#[test]
fn the_file_stands_at_the_top_of_the_repository_and_names_the_folder() {
    let world = World::empty();
    world.write("deep/debate/obelus.toml", WORKSPACE);
    let run = world
        .run(["init", "--ci", "gitlab"])
        .dir(world.path().join("deep/debate"));
    run.go().ok();
    assert!(
        world
            .read(".gitlab-ci.yml")
            .contains("WORKSPACE: deep/debate\n")
    );
}

#[test]
fn files_that_are_there_are_left_alone() {
    let world = World::new();
    world
        .write(WORKFLOW, "mine\n")
        .write(".gitlab-ci.yml", "mine\n");
    world.obelus(["init", "--ci", "github"]).exits(1);
    let out = world.obelus(["init", "--ci", "gitlab"]).exits(0);
    assert!(
        out.stderr
            .contains("include: [{local: .gitlab/obelus.yml}]"),
        "{out}"
    );
    assert_eq!(
        world.read(WORKFLOW) + &world.read(".gitlab-ci.yml"),
        "mine\nmine\n"
    );
}

#[test]
fn a_folder_that_yaml_could_misread_is_refused() {
    let world = World::empty();
    let folder = "a: b # c";
    world.write(&format!("{folder}/obelus.toml"), WORKSPACE);
    let run = world
        .run(["init", "--ci", "github"])
        .dir(world.path().join(folder));
    run.go().exits(1);
    assert!(!world.path().join(WORKFLOW).exists());
}
