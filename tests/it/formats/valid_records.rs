//! Records that no fault must be found with.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::harbour::{file, harbour};
use crate::support::{CLAIM, World};

/// The workspaces below tests/it/formats/valid, each with its files.
pub(super) fn workspaces() -> Vec<(String, Vec<(String, String)>)> {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/formats/valid");
    let mut folders = entries(&top);
    folders.sort();
    let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    let read = |folder: PathBuf| {
        let mut files = Vec::new();
        gather(&folder, "", &mut files);
        (name(&folder), files)
    };
    folders.into_iter().map(read).collect()
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let listed = fs::read_dir(folder).unwrap();
    listed.map(|entry| entry.unwrap().path()).collect()
}

fn gather(folder: &Path, prefix: &str, files: &mut Vec<(String, String)>) {
    for path in entries(folder) {
        let name = path.file_name().unwrap().to_string_lossy();
        if path.is_dir() {
            gather(&path, &format!("{prefix}{name}/"), files);
        } else {
            files.push((
                format!("{prefix}{name}"),
                fs::read_to_string(&path).unwrap(),
            ));
        }
    }
}

#[test]
fn nothing_is_found_in_the_valid_workspaces() {
    let workspaces = workspaces();
    assert!(workspaces.len() >= 2);
    for (name, files) in workspaces {
        let world = World::empty();
        for (path, text) in &files {
            world.write(path, text);
        }
        assert_eq!(world.findings(), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn unusual_but_legal_ways_of_writing_are_accepted() {
    let world = harbour();
    let longest = format!("{}/{}/c/d", "a".repeat(30), "b".repeat(29));
    assert_eq!(longest.len(), 64);
    let anchored =
        format!("{CLAIM}anchors = [{{ document = \"pamphlet\", section = \"The port\" }}]\n");
    for (id, text) in [
        (longest.as_str(), anchored.clone()),
        ("com10", format!("\u{feff}{anchored}")),
        ("2016", anchored.replace('\n', "\r\n")),
        ("quoted", anchored.replace("kind =", "\"kind\" =")),
        ("literal", anchored.replace("\"fact\"", "'fact'")),
    ] {
        world.claim(id, &text);
    }
    let dotted = "confidence.best = 3.5e-1\nconfidence.lower = 0.2\nconfidence.upper = 1\nedition = 0x1\nrationale = 'As above.'\n";
    world.review("weather", "froze", dotted);
    for other in [
        "claims/README.md",
        "claims/.keep",
        "reviews/weather/notes.txt",
        "reviews/README",
        "docs/x.toml",
        "Cargo.toml",
    ] {
        world.write(other, "anything at all = = =");
    }
    assert_eq!(
        world.findings(),
        Vec::<String>::new(),
        "{}",
        world.obelus(["check"])
    );
}

#[test]
fn right_to_left_scripts_and_emoji_are_text_like_any_other() {
    let world = harbour();
    let statement = "الميناء متجمّد — 港は凍った — порт замёрз 👩‍🔬";
    let text = file("claims/froze.toml").replace(
        "The harbour froze in every winter of the decade.",
        statement,
    );
    assert!(text.contains(statement));
    world.claim("froze", &text);
    assert_eq!(world.findings(), Vec::<String>::new());
}
