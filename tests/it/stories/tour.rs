//! The README's tour, pasted line by line into an empty folder.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use tempfile::TempDir;

/// The commands under the README's heading "Five minutes".
fn tour() -> Vec<String> {
    let readme =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let (_, section) = readme.split_once("\n## Five minutes\n").unwrap();
    let (_, block) = section.split_once("```sh\n").unwrap();
    let (block, _) = block.split_once("```").unwrap();
    block.lines().map(str::to_owned).collect()
}

/// A shell in a folder, with obelus on its path and a home of its own.
fn shell(line: &str, folder: &Path, home: &Path) -> Output {
    let binaries = PathBuf::from(env!("CARGO_BIN_EXE_obelus"))
        .parent()
        .unwrap()
        .to_owned();
    let inherited = env::var_os("PATH").unwrap_or_default();
    let path =
        env::join_paths(std::iter::once(binaries).chain(env::split_paths(&inherited))).unwrap();
    Command::new("sh")
        .args(["-c", line])
        .current_dir(folder)
        .env("PATH", path)
        .env("HOME", home)
        .env("XDG_CONFIG_HOME", home)
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_AUTHOR_NAME", "A newcomer")
        .env("GIT_AUTHOR_EMAIL", "newcomer@example.org")
        .env("GIT_COMMITTER_NAME", "A newcomer")
        .env("GIT_COMMITTER_EMAIL", "newcomer@example.org")
        .env_remove("GIT_DIR")
        .output()
        .unwrap()
}

#[test]
fn the_tour_of_the_readme_works_line_by_line_in_an_empty_folder() {
    let (folder, home) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let lines = tour();
    assert!(
        lines.len() > 10,
        "the tour has shrunk to {} lines",
        lines.len()
    );
    let mut printed = String::new();
    for line in &lines {
        let output = shell(line, folder.path(), home.path());
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "`{line}` failed:\n{said}");
        printed.push_str(&String::from_utf8_lossy(&output.stdout));
    }
    for wanted in ["contested", "cyd#exporters-pay", "0.60"] {
        assert!(
            printed.contains(wanted),
            "the tour never shows `{wanted}`:\n{printed}"
        );
    }
}
