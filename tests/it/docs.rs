//! Pages under docs/ that are written from the program are those the program would write.

use std::{fs, path::Path};

use obelus::present::catalogue;

/// Compares a page with its text; with `UPDATE_DOCS=1` it is written instead.
#[track_caller]
fn is_up_to_date(page: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("docs")
        .join(page);
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, text).unwrap();
    }
    let found = fs::read_to_string(&path)
        .unwrap_or_default()
        .replace("\r\n", "\n");
    assert!(
        found == text,
        "docs/{page} is out of date; UPDATE_DOCS=1 cargo test --test it docs:: writes it"
    );
}

#[test]
fn the_page_of_checks_lists_every_code_as_the_program_explains_it() {
    is_up_to_date("checks.md", &catalogue::page());
}
