//! Checking any workspace ends; the input holds files separated by lines `-- path --`.

#![no_main]

use std::{fs, path::Path};

use libfuzzer_sys::fuzz_target;
use obelus::{
    analysis::check::check,
    store::{
        layout::classify,
        load::{self, Silent},
        locate,
        source_tree::SourceTree,
        worktree::WorkTree,
    },
};

fuzz_target!(|input: &str| {
    let folder = tempfile::tempdir().expect("a folder");
    for file in input.split("\n-- ") {
        let Some((path, text)) = file.split_once(" --\n") else {
            continue;
        };
        // Only paths of records are written, so that no input leaves the folder.
        if matches!(classify(path), Some(Ok(_))) {
            write(&folder.path().join(path), text);
        }
    }
    let tree = SourceTree::Work(WorkTree::new(folder.path()));
    let loaded = load::load(&tree, &Silent).expect("the files can be read");
    let mut all = loaded.diagnostics.clone();
    all.extend(check(&loaded.as_written()));
    for finding in locate::locate(&tree, all).findings {
        assert!(finding.start <= finding.end);
    }
});

/// A file where a folder is wanted, or the reverse, is simply not written.
fn write(path: &Path, text: &str) {
    if let Some(folder) = path.parent()
        && fs::create_dir_all(folder).is_ok()
    {
        let _ = fs::write(path, text);
    }
}
